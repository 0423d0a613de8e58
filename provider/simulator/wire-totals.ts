import type { WireProblem } from "./wire-check.js";

const problemsMax = 1_000;

/** What is kept of the calls that were compared with the description of their operation. */
export class WireTotals {
  /** Calls that were compared. */
  checked = 0;
  /** Malformed requests that were refused, as they should be. */
  refused = 0;
  readonly problems: WireProblem[] = [];
  /** The operations that did what they were asked, at least once. */
  readonly answered = new Set<string>();

  addProblem(problem: WireProblem): void {
    if (this.problems.length < problemsMax) this.problems.push(problem);
  }
}

/** Over all simulators of this process, so that a test run can tell of all of them. */
export const wireTotals = new WireTotals();
