/** A simulator and a session that talks to it in process, both on one virtual clock. */

import { fetchTransport } from "../../provider/ovh/fetch-transport.js";
import { createMailApi, type MailApi } from "../../provider/ovh/mail-api.js";
import { Secret } from "../../provider/ovh/secret.js";
import { Session } from "../../provider/session.js";
import {
  createSimulator,
  defaultSeed,
  type Seed,
  type Simulator,
  type Switches,
} from "../../provider/simulator/index.js";
import { VirtualClock } from "./virtual-clock.js";

export const SERVICE = "hosted-ab12345-1";

export interface TestWorld {
  readonly clock: VirtualClock;
  readonly simulator: Simulator;
  /** A session as a new process opens it. */
  newSession(): Session;
  /** The writes since the last time this was asked, as "PUT /account/{primaryEmailAddress}". */
  writes(): string[];
}

export interface WorldOptions {
  readonly seed?: Seed;
  readonly switches?: Partial<Switches>;
  readonly taskTimeoutMs?: number;
}

export function createWorld({
  seed = defaultSeed(),
  switches = {},
  taskTimeoutMs = 30 * 60_000,
}: WorldOptions = {}): TestWorld {
  const clock = new VirtualClock();
  const simulator = createSimulator({ seed, switches, clock, taskDurationMs: { min: 2_000, max: 90_000 } });
  let seen = 0;
  return {
    clock,
    simulator,
    newSession: () => new Session({ api: openApi(simulator, clock), taskTimeoutMs }),
    writes: () => {
      const fresh = simulator.calls.slice(seen).filter(({ method }) => method !== "GET");
      seen = simulator.calls.length;
      return fresh.map(({ method, route }) => `${method} ${route.replace(/^.*\{exchangeService\}/, "")}`);
    },
  };
}

function openApi(simulator: Simulator, clock: VirtualClock): MailApi {
  const { applicationKey, applicationSecret, consumerKey } = simulator.credentials;
  return createMailApi({
    endpoint: "http://127.0.0.1:1/1.0",
    credentials: {
      kind: "application",
      applicationKey,
      applicationSecret: new Secret(applicationSecret),
      consumerKey: new Secret(consumerKey),
    },
    transport: fetchTransport((request) => simulator.fetch(request)),
    clock,
    random: () => 0.5,
  });
}

/** A service with these mailboxes and free accounts. */
export function seedWith(service: Partial<NonNullable<Seed["exchangeServices"]>[number]>): Seed {
  const seed = defaultSeed();
  const [first] = seed.exchangeServices ?? [];
  if (first === undefined) throw new Error("the default seed has no service");
  return { ...seed, exchangeServices: [{ ...first, ...service }] };
}
