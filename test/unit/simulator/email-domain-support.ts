/** A legacy MX Plan with two people, an Exchange service to move to, and a caller for each kind of right. */

import { createHash } from "node:crypto";
import { createSimulator, type Seed, type SimulatorOptions } from "../../../provider/simulator/index.js";

export const taskMs = 1_000;
export const dayMs = 24 * 60 * 60 * 1_000;
export const domain = "/email/domain/example.net";
export const anna = `${domain}/account/anna`;
export const bob = `${domain}/account/bob`;
export const delegatedAnna = "/email/domain/delegatedAccount/anna@example.net";
export const annasPassword = "Anna-seeded-1";
export const password = "Correct-horse-7";

/** What each may do is what the tests ask. */
export const callers = {
  owner: "ab12345-ovh",
  tech: "te22222-ovh",
  billing: "bi33333-ovh",
  aclHolder: "cd67890-ovh",
  delegate: "ef11111-ovh",
  stranger: "zz99999-ovh",
} as const;
export type Caller = keyof typeof callers;

const startMs = Date.UTC(2026, 0, 5, 12);
export type DomainSeed = NonNullable<Seed["mxPlanDomains"]>[number];
type ServiceSeed = NonNullable<Seed["exchangeServices"]>[number];

function keysOf(caller: Caller) {
  return {
    nichandle: callers[caller],
    applicationKey: `key-${caller}`,
    applicationSecret: `secret-${caller}`,
    consumerKey: `consumer-${caller}`,
  };
}

export function seedOf(given: { domain?: Partial<DomainSeed>; service?: Partial<ServiceSeed> } = {}): Seed {
  return {
    apiAccounts: Object.keys(callers).map((caller) => keysOf(caller as Caller)),
    exchangeServices: [
      { name: "hosted-1", owner: callers.owner, domains: ["example.com"], freeAccounts: 2, ...given.service },
    ],
    mxPlanDomains: [
      {
        name: "example.net",
        owner: callers.owner,
        accounts: [
          { name: "anna", password: annasPassword, description: "Anna", usedBytes: 3_000_000, emailCount: 12 },
          { name: "bob" },
        ],
        ...given.domain,
      },
    ],
  };
}

/** The fields that the tests look into. */
export interface Shown {
  id: number;
  message: string;
  class: string;
  name: string;
  account: string;
  action: string;
  type: string;
  status: string;
  description: string;
  size: number;
  isBlocked: boolean;
  content: string;
  to: string;
  quota: number;
  active: boolean;
  priority: number;
  error: { code: string }[] | null;
  warning: { code: string }[] | null;
}

interface Options extends Pick<SimulatorOptions, "switches" | "stateFile" | "tasksMove" | "taskDurationMs"> {
  domain?: Partial<DomainSeed>;
  service?: Partial<ServiceSeed>;
}

export function legacyMxPlan({ domain: domainSeed = {}, service = {}, ...options }: Options = {}) {
  const clock = { nowMs: startMs, now: () => clock.nowMs };
  const seed = seedOf({ domain: domainSeed, service });
  const simulator = createSimulator({ seed, clock, taskDurationMs: taskMs, ...options });

  async function sendAs(caller: Caller, method: string, path: string, body?: unknown) {
    const { applicationKey, applicationSecret, consumerKey } = keysOf(caller);
    const url = `https://eu.api.ovh.com/1.0${path}`;
    const text = body === undefined ? "" : JSON.stringify(body);
    const time = `${clock.nowMs / 1000}`;
    const signature = [applicationSecret, consumerKey, method, url, text, time].join("+");
    const headers = {
      "x-ovh-application": applicationKey,
      "x-ovh-consumer": consumerKey,
      "x-ovh-timestamp": time,
      "x-ovh-signature": `$1$${createHash("sha1").update(signature).digest("hex")}`,
    };
    const response = await simulator.fetch(new Request(url, { method, headers, ...(text ? { body: text } : {}) }));
    // Each test knows what it asked for.
    return { status: response.status, body: (await response.json()) as Shown };
  }

  const send = (method: string, path: string, body?: unknown) => sendAs("owner", method, path, body);
  const status = async (caller: Caller, method: string, path: string, body?: unknown) =>
    (await sendAs(caller, method, path, body)).status;
  const get = async (path: string) => (await send("GET", path)).body as unknown;
  const pass = (ms: number) => {
    clock.nowMs += ms;
  };
  return { ...simulator, mail: simulator.world.emailDomain, send, sendAs, status, get, pass, clock, seed };
}
