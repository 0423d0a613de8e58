/** A simulator on a clock that sleeping moves, and requests to it, signed by hand, whose answers are not read yet. */

import { createHash } from "node:crypto";
import { createSimulator, defaultSeed, type Seed, type SimulatorOptions } from "../../provider/simulator/index.js";
import { startMs, taskMs } from "./signed-caller.js";

export const service = "/email/exchange/hosted-ab12345-1/service/hosted-ab12345-1";

export interface RequestOptions {
  body?: unknown;
  /** @default "https://eu.api.ovh.com/1.0" */
  base?: string;
  /** An access token to send in the place of a signature. */
  token?: string;
  signal?: AbortSignal;
}

/** Two people, a shared mailbox and two free seats, and a service account. */
export function seedOfTwo(): Seed {
  const seed = defaultSeed();
  const [account] = seed.apiAccounts;
  const [exchange] = seed.exchangeServices ?? [];
  if (account === undefined || exchange === undefined) throw new Error("the default seed has one of each");
  return {
    apiAccounts: [{ ...account, clientId: "EU.client", clientSecret: "clientSecret" }],
    exchangeServices: [
      {
        ...exchange,
        accounts: [
          { emailAddress: "anna@example.com", displayName: "Anna", aliases: ["contact@example.com"] },
          { emailAddress: "bob@example.com", displayName: "Bob" },
        ],
        sharedAccounts: [{ emailAddress: "support@example.com", quotaMb: 1_024 }],
        freeAccounts: 2,
      },
    ],
  };
}

/** `Shown`: the fields that the tests look into. */
export function rawCaller<Shown>(options: Omit<SimulatorOptions, "clock"> = {}) {
  const clock = {
    nowMs: startMs,
    now: () => clock.nowMs,
    sleep: async (ms: number) => {
      clock.nowMs += ms;
    },
  };
  const simulator = createSimulator({ seed: seedOfTwo(), clock, taskDurationMs: taskMs, ...options });

  function signed(method: string, url: string, text: string): Record<string, string> {
    const { applicationKey, applicationSecret, consumerKey } = simulator.credentials;
    const time = `${Math.floor(clock.nowMs / 1_000)}`;
    const parts = [applicationSecret, consumerKey, method, url, text, time].join("+");
    return {
      "x-ovh-application": applicationKey,
      "x-ovh-consumer": consumerKey,
      "x-ovh-timestamp": time,
      "x-ovh-signature": `$1$${createHash("sha1").update(parts).digest("hex")}`,
    };
  }

  /** What a request consists of, for whichever way it is sent. */
  function parts(method: string, path: string, { body, base = "https://eu.api.ovh.com/1.0", token }: RequestOptions) {
    const url = base + path;
    const text = body === undefined ? "" : JSON.stringify(body);
    const headers = token === undefined ? signed(method, url, text) : { authorization: `Bearer ${token}` };
    return { url, method, headers, ...(text === "" ? {} : { body: text }) };
  }

  function request(method: string, path: string, options: RequestOptions = {}): Request {
    const { url, ...init } = parts(method, path, options);
    return new Request(url, { ...init, ...(options.signal === undefined ? {} : { signal: options.signal }) });
  }

  const fetch = (method: string, path: string, options?: RequestOptions) =>
    simulator.fetch(request(method, path, options));

  async function send(method: string, path: string, body?: unknown) {
    const response = await fetch(method, path, { body });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    // Each test knows what it asked for.
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson ? JSON.parse(text) : text) as Shown,
    };
  }

  const pass = (ms: number) => {
    clock.nowMs += ms;
  };
  return { simulator, clock, pass, parts, request, fetch, send };
}
