/** What a run goes through: which faults strike and how often, and which of OVHcloud's unknown habits it has. */

import fc from "fast-check";
import type {
  FaultName,
  FaultRates,
  Simulator,
  Switches,
  TaskFaultName,
  TaskFaultRates,
} from "../../provider/simulator/index.js";

/** Those that a client must live through; a credential that is revoked for good ends everything. */
export const CALL_FAULTS = [
  "tooManyRequests",
  "tooManyRequestsRetryAfter",
  "requestTimeoutPage",
  "badGatewayPage",
  "serviceUnavailablePage",
  "gatewayTimeoutAfterCommit",
  "errorAfterCommit",
  "resetBeforeCommit",
  "resetAfterCommit",
  "cutBody",
  "stall",
  "stallAfterCommit",
  "delay",
  "busy",
  "duplicate",
  "staleList",
  "clockSkew",
  "expiredToken",
  "colleague",
] as const satisfies readonly FaultName[];
export const TASK_FAULTS = [
  "taskError",
  "taskCancelled",
  "taskSlow",
  "taskHidden",
] as const satisfies readonly TaskFaultName[];

export interface Environment {
  readonly calls: readonly (typeof CALL_FAULTS)[number][];
  readonly tasks: readonly (typeof TASK_FAULTS)[number][];
  /** Of a hundred. */
  readonly percent: number;
  readonly taskDurationMs: { readonly min: number; readonly max: number };
  readonly objectsLagMs: number;
  readonly listsLagMs: number;
  readonly switches: Partial<Switches>;
  readonly luck: number;
}

const LIMITS = {
  maxDelayMs: 120_000,
  maxStaleMs: 300_000,
  maxSkewMs: 600_000,
  maxTaskMs: 2 * 3_600_000,
  maxHiddenMs: 25_000,
};

const switches: fc.Arbitrary<Partial<Switches>> = fc.record(
  {
    renameVisible: fc.constant("afterTask" as const),
    createdIsReadable: fc.constant("afterTask" as const),
    busyRefusesWrites: fc.constant(true),
    failedCreate: fc.constant("kept" as const),
    failedUpdate: fc.constant("kept" as const),
    idsSurviveReset: fc.constant(false),
    secondGrant: fc.constant("refused" as const),
    expandedLists: fc.constant("objects" as const),
    endedTasks: fc.constant("gone" as const),
    noPendingTask: fc.constant("null" as const),
    bareFilter: fc.constant("contains" as const),
    domainPutOpensTask: fc.constant(true),
    redirectionKeepsId: fc.constant(false),
    tooManyRequestsBody: fc.constant("html" as const),
  },
  { requiredKeys: [] },
);

export const environments: fc.Arbitrary<Environment> = fc.record({
  calls: fc.uniqueArray(fc.constantFrom(...CALL_FAULTS), { maxLength: 4, size: "max" }),
  tasks: fc.uniqueArray(fc.constantFrom(...TASK_FAULTS), { maxLength: 2, size: "max" }),
  percent: fc.integer({ min: 2, max: 12 }),
  taskDurationMs: fc.constantFrom({ min: 100, max: 3_000 }, { min: 200, max: 5_000 }, { min: 1_000, max: 60_000 }),
  objectsLagMs: fc.constantFrom(0, 0, 0, 30_000),
  listsLagMs: fc.constantFrom(0, 0, 0, 300_000),
  switches: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 3, arbitrary: switches }),
  luck: fc.nat({ max: 2 ** 31 - 1 }),
});

/** The first two take minutes each; the others strike some calls only. */
const WEIGHTS: FaultRates = {
  stall: 1 / 3,
  stallAfterCommit: 1 / 3,
  busy: 4,
  duplicate: 4,
  staleList: 2,
  expiredToken: 2,
};
/** Four of them together are less than each call. */
const RATE_MAX = 0.24;

export function beginFaults(simulator: Simulator, { calls, tasks, percent, luck, ...lag }: Environment): void {
  const rate = percent / 100;
  const rates: FaultRates = {};
  for (const name of calls) rates[name] = Math.min(RATE_MAX, rate * (WEIGHTS[name] ?? 1));
  const taskRates: TaskFaultRates = {};
  for (const name of tasks) taskRates[name] = 2 * rate;
  simulator.faults.schedule({ seed: luck, rates, taskRates, ...LIMITS });
  const { objectsLagMs, listsLagMs } = lag;
  if (objectsLagMs + listsLagMs > 0)
    simulator.setLag({ objectsMs: { min: 0, max: objectsLagMs }, listsMs: { min: 0, max: listsLagMs } });
}

export function endFaults(simulator: Simulator): void {
  simulator.faults.clear();
  simulator.setLag({});
}
