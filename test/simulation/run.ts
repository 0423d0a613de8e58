/** One program and its fate, all drawn from one number. */

import fc from "fast-check";
import { Aftermath, judgeLeftovers } from "./aftermath.js";
import { type Command, commands, type Model, settled } from "./commands.js";
import type { Counts } from "./coverage.js";
import { beginFaults, type Environment, endFaults, environments } from "./environment.js";
import type { Violation } from "./invariants.js";
import { Scene } from "./scene.js";

export interface RunReport {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly calls: number;
  readonly crashes: number;
  readonly faults: Counts;
  /** Virtual, of the whole life. */
  readonly lastedMs: number;
  readonly trace: readonly string[];
}

interface Scenario {
  readonly environment: Environment;
  /** Before the first fault. */
  readonly before: Command | undefined;
  readonly steps: Iterable<fc.AsyncCommand<Model, Scene>>;
}

const scenarios = fc.record({ environment: environments, before: settled, steps: commands });

/** The program of a seed, and what strikes it. */
export function scenarioOf(seed: number): Scenario {
  const [scenario] = fc.sample(scenarios, { seed, numRuns: 1 });
  if (scenario === undefined) throw new Error("fast-check gave no sample");
  return scenario;
}

export async function runSeed(seed: number, isTraced = false): Promise<RunReport> {
  return runScenario(seed, scenarioOf(seed), isTraced);
}

async function runScenario(
  seed: number,
  { environment, before, steps }: Scenario,
  isTraced: boolean,
): Promise<RunReport> {
  const scene = new Scene(environment, isTraced);
  const startedAt = scene.clock.now();
  scene.trace.note(() => JSON.stringify(environment));
  await before?.run({}, scene);
  beginFaults(scene.simulator, environment);
  await fc.asyncModelRun(() => ({ model: {}, real: scene }), steps);
  await judgeAftermath(scene);
  return {
    seed,
    violations: scene.auditor.violations,
    calls: scene.network.calls,
    crashes: scene.crashes,
    faults: scene.coverage.counts,
    lastedMs: scene.clock.now() - startedAt,
    trace: scene.trace.lines,
  };
}

async function judgeAftermath(scene: Scene): Promise<void> {
  const { auditor } = scene;
  endFaults(scene.simulator);
  if (auditor.violations.length > 0) return;
  scene.trace.note("--- the faults stop");
  if (scene.random() < 0.5) scene.clock.advance(3 * 3_600_000);
  const names = (["main", "other"] as const).filter((name) => name === "main" || scene.isThere(name));
  const aftermaths = names.map((name) => new Aftermath(scene, name));
  for (const aftermath of aftermaths) {
    await aftermath.judge();
    if (auditor.violations.length > 0) return;
  }
  for (const aftermath of aftermaths) {
    await aftermath.destroy();
    if (auditor.violations.length > 0) return;
  }
  scene.clock.advance(3 * 3_600_000);
  judgeLeftovers(scene);
}

/** The shortest program that fails as this seed does, for people to read. */
export async function shrink(seed: number): Promise<string> {
  const { violations: wanted } = await runSeed(seed);
  const isWanted = ({ invariant }: Violation) => wanted.some((one) => one.invariant === invariant);
  const fails = fc.asyncProperty(scenarios, async (scenario) => {
    const { violations } = await runScenario(seed, scenario, false);
    return !violations.some(isWanted);
  });
  const details = await fc.check(fails, { seed, numRuns: 1, interruptAfterTimeLimit: 60_000 });
  const [found] = details.counterexample ?? [];
  if (found === undefined) return "nothing fails";
  const { environment, before, steps } = found;
  const first = before === undefined ? [] : [`  ${before.toString()}, before the first fault`];
  return [JSON.stringify(environment), ...first, ...[...steps].map((step) => `  ${step.toString()}`)].join("\n");
}
