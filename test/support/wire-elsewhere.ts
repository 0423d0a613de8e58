/** Simulators in processes of their own: what they compared counts with that of the test that started them. */

import type { WireProblem } from "../../provider/simulator/index.js";
import { wireTotals } from "../../provider/simulator/wire-totals.js";

/** As `simulator.wire` has it. */
export interface WireElsewhere {
  readonly checked: number;
  readonly refused: number;
  readonly problems: readonly WireProblem[];
}

export function countWire({ checked, refused, problems }: WireElsewhere): void {
  wireTotals.checked += checked;
  wireTotals.refused += refused;
  for (const problem of problems) wireTotals.addProblem(problem);
}
