/**
 * node worker.js run <from> <how many> <step>: every step-th seed from the first on, and one line of JSON at the end.
 * node worker.js replay <seed>: one seed, with all that happened.
 * node worker.js mutant <number> <how many> <seeds>: stops at the first seed that finds it, but for those that fail anyway.
 */

import { createRequire } from "node:module";
import type { Violation } from "./invariants.js";
import type * as Main from "./main.js";
import { install, MUTANTS } from "./mutants.js";

const [what = "run", ...given] = process.argv.slice(2);
const [first = 1, second = 1, third = 1] = given.map(Number);
const failing = (given[2] ?? "").split(",").map(Number);

// Loaded only when the modules below it are as they shall be.
const loadMain = (): typeof Main => createRequire(__filename)("./main.js");

function seedsFrom(start: number, howMany: number, step: number): number[] {
  return Array.from({ length: howMany }, (_, index) => start + index * step);
}

function print(value: unknown): void {
  process.stdout.write(`${typeof value === "string" ? value : JSON.stringify(value)}\n`);
}

/** Thousands of refusals are expected, and nobody reads where they came from. */
function withoutStacks(): void {
  Error.stackTraceLimit = 0;
}

/** Read by whoever started this process: see scripts/commands/sim.mjs. */
const TOLD_EVERY = 20;

async function run(): Promise<void> {
  withoutStacks();
  const { runSeeds } = loadMain();
  let programs = 0;
  print(
    await runSeeds(seedsFrom(first, second, third), ({ seed, violations }) => {
      programs++;
      if (programs % TOLD_EVERY === 0) process.stderr.write(`programs ${TOLD_EVERY}\n`);
      for (const { invariant, text } of violations) process.stderr.write(`seed ${seed}: ${invariant}: ${text}\n`);
      return true;
    }),
  );
}

async function replay(): Promise<void> {
  const { runSeed, shrink } = loadMain();
  const { trace, violations } = await runSeed(first, true);
  print(trace.join("\n"));
  if (violations.length === 0) return print(`seed ${first}: no violation`);
  for (const { invariant, text } of violations) print(`seed ${first}: ${invariant}: ${text}`);
  print(`\nthe shortest program that fails so:\n${await shrink(first)}`);
  process.exitCode = 1;
}

async function mutant(): Promise<void> {
  const chosen = MUTANTS[first];
  if (chosen === undefined) return print(null);
  install(chosen);
  withoutStacks();
  const seeds = seedsFrom(1, second, 1).filter((seed) => !failing.includes(seed));
  let found: Violation | undefined;
  const { programs, failed } = await loadMain().runSeeds(seeds, ({ violations }) => {
    found = violations.find(({ invariant }) => chosen.breaks.includes(invariant));
    return found === undefined;
  });
  print({ name: chosen.name, programs, seed: failed.at(-1)?.seed, violation: found });
}

const commands: Readonly<Record<string, () => Promise<void>>> = { run, replay, mutant };

async function main(): Promise<void> {
  try {
    await commands[what]?.();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
  // The client's time-outs run in real time, and nobody waits for them any more.
  process.stdout.write("", () => process.exit());
}

void main();
