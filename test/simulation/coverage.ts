/** Which faults struck which operations, how often, and which never can. */

import { CALL_FAULTS, TASK_FAULTS } from "./environment.js";
import type { Verb } from "./network.js";

/** By fault and operation. */
export type Counts = Record<string, Record<string, number>>;

export const VERBS = ["create", "update", "rename", "resume", "refresh", "delete"] as const satisfies readonly Verb[];

/** What befalls a program and is no fault of one call or task. */
const FATES = ["crash", "lag", "race", "adoption after a crash", "older provider"] as const;
export type Fate = (typeof FATES)[number];
type Fault = (typeof CALL_FAULTS)[number] | (typeof TASK_FAULTS)[number] | Fate;

const FAULTS: readonly Fault[] = [...CALL_FAULTS, ...TASK_FAULTS, ...FATES];

type Reasons = Partial<Record<Verb, string>>;

const READS_ONLY: Reasons = { refresh: "a refresh only reads, and this strikes writes" };
const NO_TASK: Reasons = { refresh: "a refresh writes nothing, so OVHcloud opens no task for it" };
const EVERY_STEP_BUT_A_CREATION = VERBS.filter((verb) => verb !== "create");
const EVERY_STEP_OF_A_PROGRAM = VERBS.filter((verb) => verb !== "refresh" && verb !== "delete");

/** The pairs that cannot occur, and why. */
export const IMPOSSIBLE: Readonly<Partial<Record<Fault, Reasons>>> = {
  busy: READS_ONLY,
  duplicate: READS_ONLY,
  taskError: NO_TASK,
  taskCancelled: NO_TASK,
  taskSlow: NO_TASK,
  taskHidden: NO_TASK,
  race: { refresh: "two stacks race with their programs" },
  "adoption after a crash": because(
    "only a creation that was killed leaves what is to be adopted",
    EVERY_STEP_BUT_A_CREATION,
  ),
  "older provider": because("Pulumi takes the text of the program, and not that of the state", EVERY_STEP_OF_A_PROGRAM),
};

function because(reason: string, verbs: readonly Verb[]): Reasons {
  return Object.fromEntries(verbs.map((verb) => [verb, reason]));
}

/** Each pair that can occur, at nothing yet: one that is never met shows. */
export function noCounts(): Counts {
  const possible = (fault: Fault) => VERBS.filter((verb) => IMPOSSIBLE[fault]?.[verb] === undefined);
  return Object.fromEntries(
    FAULTS.map((fault) => [fault, Object.fromEntries(possible(fault).map((verb) => [verb, 0]))]),
  );
}

export class Coverage {
  readonly counts: Counts = {};

  add(fault: string, verb: string, times = 1): void {
    const ofFault = this.counts[fault] ?? {};
    ofFault[verb] = (ofFault[verb] ?? 0) + times;
    this.counts[fault] = ofFault;
  }
}

/** @throws where something occurred that is said to be impossible. */
export function addCounts(total: Counts, more: Counts): void {
  for (const [fault, verbs] of Object.entries(more)) {
    for (const [verb, times] of Object.entries(verbs)) {
      const ofFault = total[fault];
      const before = ofFault?.[verb];
      if (ofFault === undefined || before === undefined)
        throw new Error(`${fault} met ${verb}, which test/simulation/coverage.ts calls impossible`);
      ofFault[verb] = before + times;
    }
  }
}
