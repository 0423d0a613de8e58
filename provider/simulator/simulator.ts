import { setTimeout as sleepFor } from "node:timers/promises";
import { createApp } from "./app.js";
import { TokenDesk } from "./auth/token-desk.js";
import { emptyWorld, populate } from "./build-world.js";
import { CallLog, type CallRecord } from "./calls.js";
import type { Context } from "./context.js";
import { checkDurations, type TaskDurations } from "./durations.js";
import { FaultQueue, type Faults } from "./faults.js";
import type { WorldState } from "./model.js";
import { type ApiAccount, defaultSeed, type ParsedSeed, parseSeed, type Seed } from "./seed.js";
import { type ListenOptions, type SimulatorServer, serve } from "./serve.js";
import { StateFileError, Store } from "./store.js";
import { type Switches, switchesSchema } from "./switches.js";
import { WireLog } from "./wire-check.js";
import { SimulatedWorld, type World } from "./world.js";

export interface SimulatorOptions {
  /** The world to start from, and the API's keys. @default defaultSeed() */
  seed?: Seed;
  /**
   * Where the world is kept. Loaded at the start when it exists (then only the API's keys are taken from the seed), and
   * replaced atomically after every change.
   */
  stateFile?: string;
  /** How long a task takes, or how long by its function. @default { min: 300, max: 1500 } */
  taskDurationMs?: TaskDurations;
  /** `explicitly`: tasks stand still until `world.startTask` and `world.endTask` move them. @default "byThemselves" */
  tasksMove?: "byThemselves" | "explicitly";
  /** Answers to what is not known of OVHcloud's API. */
  switches?: Partial<Switches>;
  /** `now`: ms since the epoch. `sleep` serves the fault `delay`. @default the computer's clock */
  clock?: { now(): number; sleep?(ms: number): Promise<void> };
  /** The same seed draws the same durations and placeholder addresses. @default 1 */
  randomSeed?: number;
}

/** A simulated OVHcloud. */
export interface Simulator {
  /** Answers a request without any network: to be passed where a client takes `fetch`. */
  fetch(request: Request): Promise<Response>;
  /** Puts it on a port of this machine. */
  listen(options?: ListenOptions): Promise<SimulatorServer>;
  readonly world: World;
  readonly faults: Faults;
  /** The last 10,000 calls, oldest first, without bodies and header values. */
  readonly calls: readonly CallRecord[];
  /** How many calls were compared with the description of their operation, and what did not fit. */
  readonly wire: Pick<WireLog, "checked" | "refused" | "problems">;
  /** Makes all access tokens as if their time had come. */
  expireTokens(): void;
  /** The keys of the seed's first account. */
  readonly credentials: { applicationKey: string; applicationSecret: string; consumerKey: string };
}

export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const seed = parseSeed(options.seed ?? defaultSeed());
  const store = new Store(options.stateFile);
  const faults = new FaultQueue();
  const calls = new CallLog();
  const wire = new WireLog();
  const context = createContext(options, seed, { stored: store.load(), faults });
  const save = () => store.save(context.state);
  save();
  const sleep = (ms: number) => (options.clock?.sleep ?? sleepFor)(ms);
  const tokens = new TokenDesk(seed.apiAccounts);
  const app = createApp({ context, apiAccounts: seed.apiAccounts, faults, calls, tokens, wire, sleep, save });
  const fetch = (request: Request) => unlessAborted(Promise.resolve(app.fetch(request)), request.signal);
  return {
    fetch,
    listen: (listenOptions = {}) => serve(fetch, listenOptions),
    world: new SimulatedWorld(context, save),
    faults,
    calls: calls.records,
    wire,
    expireTokens: () => tokens.forget(),
    credentials: credentialsOf(seed.apiAccounts),
  };
}

function createContext(
  options: SimulatorOptions,
  seed: ParsedSeed,
  { stored, faults }: { stored: WorldState | undefined; faults: FaultQueue },
): Context {
  const context: Context = {
    state: stored ?? emptyWorld(options.randomSeed ?? 1),
    switches: switchesSchema.parse(options.switches ?? {}),
    taskDurations: checkDurations(options.taskDurationMs ?? { min: 300, max: 1_500 }),
    tasksMove: options.tasksMove ?? "byThemselves",
    taskFaults: faults,
    nowMs: () => (options.clock ?? Date).now(),
  };
  if (stored === undefined) populate(context, seed);
  else checkOwners(stored, seed);
  return context;
}

/** The keys come from the seed, the services from the state file: they must be of the same customers. */
function checkOwners(stored: WorldState, seed: ParsedSeed): void {
  const known = new Set(seed.apiAccounts.map((account) => account.nichandle));
  const services = [...stored.exchangeServices, ...stored.mxplanServices];
  const orphan = services.find(({ contacts }) => !Object.values(contacts).every((name) => known.has(name)));
  if (orphan === undefined) return;
  throw new StateFileError(
    `The state file holds the service ${orphan.name} of ${orphan.contacts.admin}, whose keys the seed does not hold: start with the seed it was made from`,
  );
}

function credentialsOf([first]: readonly ApiAccount[]): Simulator["credentials"] {
  if (first === undefined) throw new Error("a checked seed has at least one account");
  const { applicationKey, applicationSecret, consumerKey } = first;
  return { applicationKey, applicationSecret, consumerKey };
}

/** As `fetch` does, the answer is given up when the caller gives up; the work goes on, as on a real server. */
function unlessAborted(answer: Promise<Response>, signal: AbortSignal): Promise<Response> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
