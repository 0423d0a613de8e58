/** Runs a range of seeds in this process, and tells whoever started it what came of each. */

import { addCounts, type Counts, noCounts } from "./coverage.js";
import { type RunReport, runSeed, shrink } from "./run.js";

export interface Summary {
  readonly programs: number;
  readonly calls: number;
  readonly crashes: number;
  readonly faults: Counts;
  readonly failed: readonly Pick<RunReport, "seed" | "violations">[];
}

/** @param onSeed told of each; false for whoever has seen enough. */
export async function runSeeds(
  seeds: Iterable<number>,
  onSeed: (report: RunReport) => boolean = () => true,
): Promise<Summary> {
  const total = { programs: 0, calls: 0, crashes: 0 };
  const faults = noCounts();
  const failed: Pick<RunReport, "seed" | "violations">[] = [];
  for (const seed of seeds) {
    const report = await runSeed(seed);
    total.programs++;
    total.calls += report.calls;
    total.crashes += report.crashes;
    addCounts(faults, report.faults);
    if (report.violations.length > 0) failed.push({ seed, violations: report.violations });
    if (!onSeed(report)) break;
  }
  return { ...total, faults, failed };
}

export { runSeed, shrink };
