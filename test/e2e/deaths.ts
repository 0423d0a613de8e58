/** `pulumi up` that dies on the way, at a moment that the simulator knows. */

import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Simulator } from "../../provider/simulator/index.js";
import { areRunning, PROVIDER, PULUMI } from "./processes.js";
import type { Project, RunResult } from "./project.js";

export type CallRecord = Simulator["calls"][number];

/** A moment at which a process dies. */
export interface Death {
  readonly when: string;
  readonly arm?: (simulator: Simulator) => void;
  /** @param calls those of this run */
  readonly isDue: (simulator: Simulator, calls: readonly CallRecord[]) => boolean;
  /** What happens right before. */
  readonly moment?: (simulator: Simulator) => void;
}

export interface Victim {
  readonly victim: string;
  /** Of pulumi and what it started, those whose command line matches. */
  readonly only: RegExp | undefined;
}

export const VICTIMS = {
  all: { victim: "pulumi and all that it started", only: undefined },
  // The provider's process must end with it.
  pulumi: { victim: "pulumi alone", only: PULUMI },
  provider: { victim: "the provider's process", only: PROVIDER },
} as const satisfies Record<string, Victim>;

const LOOK_MS = 5;
const DUE_TIMEOUT_MS = 180_000;

/** Runs `up` until its time has come. */
export async function upAndDie(project: Project, death: Death, only?: RegExp): Promise<void> {
  const ended = await upOrDie(project, death, only);
  if (ended !== undefined) throw new Error(`pulumi ended before ${death.when}:\n${ended.output}`);
}

/** @returns what came of it when it ended before its time */
export async function upOrDie(
  project: Project,
  { when, arm, isDue, moment }: Death,
  only?: RegExp,
): Promise<RunResult | undefined> {
  const { simulator } = project;
  arm?.(simulator);
  const before = simulator.calls.length;
  const running = project.start("up", "--yes", "--skip-preview");
  let hasEnded = false;
  void running.ended.finally(() => {
    hasEnded = true;
  });
  await until(() => hasEnded || isDue(simulator, simulator.calls.slice(before)), when);
  if (hasEnded) return disarmed(simulator, await running.ended);
  moment?.(simulator);
  const others = running.kill(only);
  expect((await running.ended).code).not.toBe(0);
  simulator.faults.clear();
  if (only === PROVIDER) return undefined;
  const provider = others.filter(({ command }) => PROVIDER.test(command));
  await until(() => !areRunning(provider), "the provider's process has ended with its engine");
  removeEmptyAttributes(project);
  // Pulumi itself, killed, leaves its lock.
  await project.ok("cancel", "--yes");
  return undefined;
}

/**
 * Pulumi's file backend writes what is beside the state file in two steps. Killed in between, it leaves it empty, and fails
 * with "EOF" from then on; without it, it reads the state file.
 */
function removeEmptyAttributes({ directory }: Project): void {
  const folder = join(directory, "state", ".pulumi", "stacks", "mail");
  const attributes = readdirSync(folder).filter((name) => name.endsWith(".json.attrs"));
  for (const name of attributes) {
    const path = join(folder, name);
    if (statSync(path).size === 0) rmSync(path);
  }
}

function disarmed({ faults }: Simulator, result: RunResult): RunResult {
  faults.clear();
  return result;
}

export async function until(isSo: () => boolean, what: string): Promise<void> {
  const startedAt = Date.now();
  while (!isSo()) {
    if (Date.now() - startedAt >= DUE_TIMEOUT_MS) throw new Error(`it did not come to pass that ${what}`);
    await sleep(LOOK_MS);
  }
}
