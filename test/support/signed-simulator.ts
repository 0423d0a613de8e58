/** A simulated service with two people and a shared mailbox, calls signed by hand, and time that the tests move. */

import { createHash } from "node:crypto";
import { createSimulator, defaultSeed, type Seed, type Switches } from "../../provider/simulator/index.js";

const startMs = Date.UTC(2026, 0, 5, 12);
export const taskMs = 1_000;
export const service = "/email/exchange/hosted-ab12345-1/service/hosted-ab12345-1";

type ServiceSeed = NonNullable<Seed["exchangeServices"]>[number];

const mailboxes: Partial<ServiceSeed> = {
  accounts: [
    {
      emailAddress: "anna@example.com",
      displayName: "Anna Durand",
      aliases: ["contact@example.com"],
      currentUsageKb: 9,
    },
    { emailAddress: "bob@example.com" },
  ],
  sharedAccounts: [{ emailAddress: "support@example.com", quotaMb: 2_048 }],
  freeAccounts: 2,
};

/** `Shown`: the fields that the tests look into. */
export function signedSimulator<Shown>(options: { switches?: Partial<Switches>; service?: Partial<ServiceSeed> } = {}) {
  const seed = defaultSeed();
  seed.exchangeServices = [{ ...(seed.exchangeServices?.[0] as ServiceSeed), ...mailboxes, ...options.service }];
  const clock = { nowMs: startMs, now: () => clock.nowMs };
  const simulator = createSimulator({ seed, clock, taskDurationMs: taskMs, switches: options.switches ?? {} });
  const { world, credentials } = simulator;
  async function send(method: string, path: string, body?: unknown) {
    const url = `https://eu.api.ovh.com/1.0${path}`;
    const text = body === undefined ? "" : JSON.stringify(body);
    const time = `${clock.nowMs / 1000}`;
    const parts = [credentials.applicationSecret, credentials.consumerKey, method, url, text, time].join("+");
    const headers = {
      "x-ovh-application": credentials.applicationKey,
      "x-ovh-consumer": credentials.consumerKey,
      "x-ovh-timestamp": time,
      "x-ovh-signature": `$1$${createHash("sha1").update(parts).digest("hex")}`,
    };
    const response = await simulator.fetch(new Request(url, { method, headers, ...(text ? { body: text } : {}) }));
    // Each test knows what it asked for.
    return { status: response.status, body: (await response.json()) as Shown };
  }
  const idOf = (address: string) => world.account(address)?.id ?? 0;
  const pass = (ms: number) => {
    clock.nowMs += ms;
  };
  const [free = ""] = world.freeAccounts();
  return { ...simulator, send, pass, idOf, seat: `${service}/account/${free}`, free };
}
