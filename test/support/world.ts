/** A simulator and a session that talks to it in process, both on one virtual clock. */

import type { CopyOptions, CopyReport } from "../../provider/imap/index.js";
import { fetchTransport } from "../../provider/ovh/fetch-transport.js";
import { createMailApi, type MailApi } from "../../provider/ovh/mail-api.js";
import { Secret } from "../../provider/ovh/secret.js";
import type { Awaited } from "../../provider/ovh/tasks.js";
import { Session } from "../../provider/session.js";
import {
  createSimulator,
  defaultSeed,
  type Seed,
  type Simulator,
  type Switches,
} from "../../provider/simulator/index.js";
import { noteCall } from "./calls-by-kind.js";
import { VirtualClock } from "./virtual-clock.js";

export const SERVICE = "hosted-ab12345-1";

export interface TestWorld {
  readonly clock: VirtualClock;
  readonly simulator: Simulator;
  /** A session as a new process opens it. */
  newSession(options?: SessionOptions): Session;
  /** The same customer, by other means: another program, or somebody in the panel. */
  newApi(): MailApi;
  /** The writes since the last time this was asked, as "PUT /account/{primaryEmailAddress}". */
  writes(): string[];
}

export interface SessionOptions {
  /** How requests travel to the simulator. */
  readonly send?: Send;
  readonly maxCallsPerSecond?: number;
  /** @default the world's */
  readonly taskTimeoutMs?: number;
  readonly onProgress?: (awaited: readonly Awaited[]) => void;
  readonly say?: (line: string) => void;
  readonly copyMailbox?: (options: CopyOptions) => Promise<CopyReport>;
}

export type Send = (request: Request) => Response | Promise<Response>;

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
    newSession: ({ send = (request: Request) => simulator.fetch(request), maxCallsPerSecond, ...options } = {}) => {
      const api = openApi(simulator, clock, send, maxCallsPerSecond);
      return new Session({ api, taskTimeoutMs, ...options });
    },
    newApi: () => openApi(simulator, clock, (request) => simulator.fetch(request)),
    writes: () => {
      const fresh = simulator.calls.slice(seen).filter(({ method }) => method !== "GET");
      seen = simulator.calls.length;
      return fresh.map(({ method, route }) => `${method} ${route.replace(/^.*\{exchangeService\}/, "")}`);
    },
  };
}

function openApi(simulator: Simulator, clock: VirtualClock, send: Send, maxCallsPerSecond?: number): MailApi {
  const { applicationKey, applicationSecret, consumerKey } = simulator.credentials;
  return createMailApi({
    endpoint: "http://127.0.0.1:1/1.0",
    credentials: {
      kind: "application",
      applicationKey,
      applicationSecret: new Secret(applicationSecret),
      consumerKey: new Secret(consumerKey),
    },
    transport: fetchTransport(async (request) => {
      noteCall(request);
      return send(request);
    }),
    clock,
    random: () => 0.5,
    ...(maxCallsPerSecond !== undefined && { maxCallsPerSecond }),
  });
}

/** A service with these mailboxes and free accounts, and what else there is. */
export function seedWith(
  service: Partial<NonNullable<Seed["exchangeServices"]>[number]>,
  others: Partial<Seed> = {},
): Seed {
  const seed = defaultSeed();
  const [first] = seed.exchangeServices ?? [];
  if (first === undefined) throw new Error("the default seed has no service");
  return { ...seed, exchangeServices: [{ ...first, ...service }], ...others };
}
