/** Calls of one customer, signed by hand from OVHcloud's description of the signature, by no code of the product. */

import { createHash } from "node:crypto";
import { createSimulator, type Seed, type Simulator, type SimulatorOptions } from "../../provider/simulator/index.js";

export const startMs = Date.UTC(2026, 0, 5, 12);
export const taskMs = 1_000;

export type Keys = Simulator["credentials"];

/** The keys of a customer who is not the first of the seed. */
export const strangerKeys: Keys = {
  applicationKey: "strangerAppKey00",
  applicationSecret: "strangerApplicationSecret0000000",
  consumerKey: "strangerConsumerKey0000000000000",
};
export const stranger = { nichandle: "zz99999-ovh", ...strangerKeys };

export interface Answer<Shown> {
  status: number;
  body: Shown;
}

/** A simulator whose time the test moves. `Shown`: the fields that the tests look into. */
export function simulated<Shown>(seed: Seed, options: Omit<SimulatorOptions, "seed" | "clock"> = {}) {
  const clock = { nowMs: startMs, now: () => clock.nowMs };
  const simulator = createSimulator({ seed, clock, taskDurationMs: taskMs, ...options });

  async function answered(request: Request): Promise<Answer<Shown>> {
    const response = await simulator.fetch(request);
    // Each test knows what it asked for.
    return { status: response.status, body: (await response.json()) as Shown };
  }

  function sendAs(keys: Keys, method: string, path: string, body?: unknown): Promise<Answer<Shown>> {
    const url = `https://eu.api.ovh.com/1.0${path}`;
    const text = body === undefined ? "" : JSON.stringify(body);
    const time = `${clock.nowMs / 1000}`;
    const parts = [keys.applicationSecret, keys.consumerKey, method, url, text, time].join("+");
    const headers = {
      "x-ovh-application": keys.applicationKey,
      "x-ovh-consumer": keys.consumerKey,
      "x-ovh-timestamp": time,
      "x-ovh-signature": `$1$${createHash("sha1").update(parts).digest("hex")}`,
    };
    return answered(new Request(url, { method, headers, ...(text === "" ? {} : { body: text }) }));
  }

  return {
    ...simulator,
    answered,
    sendAs,
    send: (method: string, path: string, body?: unknown) => sendAs(simulator.credentials, method, path, body),
    pass: (ms: number) => {
      clock.nowMs += ms;
    },
  };
}
