import { setTimeout as sleepFor } from "node:timers/promises";
import type { AppParts } from "./answer-call.js";
import { CredentialDesk } from "./auth/credential-desk.js";
import { TokenDesk } from "./auth/token-desk.js";
import { emptyWorld, populate } from "./build-world.js";
import { CallLog } from "./calls.js";
import type { Context } from "./context.js";
import { checkDurations } from "./durations.js";
import { FaultQueue } from "./faults/queue.js";
import { Stalls } from "./faults/stalls.js";
import { History } from "./history.js";
import type { WorldState } from "./model.js";
import type { SimulatorOptions } from "./options.js";
import { type Lag, Propagation } from "./propagation.js";
import { RateLimiter } from "./rate-limit.js";
import { defaultSeed, type ParsedSeed, parseSeed, type Seed } from "./seed.js";
import { StateFileError, Store } from "./store.js";
import { switchesSchema } from "./switches.js";
import { SimulatedTime } from "./time.js";
import { WireLog } from "./wire-check.js";
import { createWorld } from "./world.js";

/** All that a simulator consists of. */
export interface Running extends AppParts {
  readonly history: History;
  readonly store: Store;
  readonly randomSeed: number;
  seed: ParsedSeed;
}

/** Loads the world or makes it from its seed, and puts everything around it. */
export function start(options: SimulatorOptions): Running {
  const seed = parseSeed(options.seed ?? defaultSeed());
  const randomSeed = options.randomSeed ?? 1;
  const store = new Store(options.stateFile);
  const stored = store.load();
  const faults: FaultQueue = new FaultQueue(() => history.begin(context.state));
  const history: History = new History(() => Math.max(faults.staleMs, propagation.maxMs));
  const propagation = new Propagation(history, randomSeed);
  const time = new SimulatedTime(options.clock ?? Date, () => faults.skewMs, stored?.movedMs ?? 0);
  const context: Context = {
    state: stored?.state ?? emptyWorld(randomSeed),
    switches: switchesSchema.parse(options.switches ?? {}),
    taskDurations: checkDurations(options.taskDurationMs ?? { min: 300, max: 1_500 }),
    tasksMove: options.tasksMove ?? "byThemselves",
    taskFaults: faults,
    history,
    nowMs: () => time.worldMs(),
    gatewayNowMs: () => time.gatewayMs(),
  };
  const save = () => {
    history.record(context.state, time.worldMs());
    write(running);
  };
  const running: Running = {
    ...{ context, time, faults, history, propagation, store, seed, randomSeed, save },
    ...keyDesks(seed, time),
    world: createWorld(context, save),
    stalls: new Stalls(),
    rateLimiter: new RateLimiter(options.rateLimit),
    calls: new CallLog(),
    wire: new WireLog(),
    sleep: (ms) => options.clock?.sleep?.(ms) ?? sleepFor(ms),
  };
  if (stored === undefined) populate(context, seed);
  else checkOwners(stored.state, seed);
  if (options.lag !== undefined) setLag(running, options.lag);
  write(running);
  return running;
}

/** Credentials and tokens are of the gateway, whose time does not move with the world's. */
function keyDesks({ apiAccounts }: ParsedSeed, time: SimulatedTime) {
  return { desk: new CredentialDesk(apiAccounts, () => time.gatewayMs()), tokens: new TokenDesk(apiAccounts) };
}

/** The keys come from the seed, the services from the state file: they must be of the same customers. */
function checkOwners(stored: WorldState, seed: ParsedSeed): void {
  const known = new Set(seed.apiAccounts.map((account) => account.nichandle));
  const domains = stored.domains.map(({ domain, contacts }) => ({ name: domain, contacts }));
  const services = [...stored.exchangeServices, ...stored.mxplanServices, ...domains];
  const orphan = services.find(({ contacts }) => !Object.values(contacts).every((name) => known.has(name)));
  if (orphan === undefined) return;
  throw new StateFileError(
    `The state file holds the service ${orphan.name} of ${orphan.contacts.admin}, whose keys the seed does not hold: start with the seed it was made from`,
  );
}

export function write({ store, context, time }: Running): void {
  store.save({ state: context.state, movedMs: time.movedMs });
}

export function setLag({ propagation, history, context }: Running, lag: Lag): void {
  propagation.lag = lag;
  if (propagation.maxMs > 0) history.begin(context.state);
}

/** The world of a seed, in the place of what there is. */
export function reset(running: Running, other?: Seed): void {
  const { context, time, history, randomSeed } = running;
  if (other !== undefined) {
    running.seed = parseSeed(other);
    Object.assign(running, keyDesks(running.seed, time));
  }
  context.state = emptyWorld(randomSeed);
  populate(context, running.seed);
  history.forget();
  history.begin(context.state);
  write(running);
}
