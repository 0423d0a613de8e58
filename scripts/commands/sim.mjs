// npm run sim:faults and npm run sim:mutants: programs, faults and crashes that are drawn from a number, judged by what
// OVHcloud (simulated) was asked and by what is there.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../lib/log.mjs";
import { root } from "../lib/paths.mjs";
import { capture, stream, tail } from "../lib/processes.mjs";
import { coverageLines, violationLines } from "../lib/simulation.mjs";

const BUILT = join(root, "node_modules", ".cache", "pulumi-ovh-mail-simulation", "test", "simulation", "worker.js");
const TYPESCRIPT = join(root, "node_modules", "typescript", "bin", "tsc");
const DEADLINE_MS = 60 * 60_000;
const PROCESSES = 2;
const SEEDS = 1_000;
const MUTANT_SEEDS = 500;

/** @typedef {import("../lib/simulation.mjs").Summary} Summary */
/** @typedef {import("../lib/simulation.mjs").Violation} Violation */
/** @typedef {{ name: string, programs: number, seed?: number, violation?: Violation } | null} Found */

/** @param {string} line */
const print = (line) => process.stdout.write(`${line}\n`);

/** @param {(string | number)[]} args */
async function worker(...args) {
  const { code, stdout, output } = await capture(process.execPath, [BUILT, ...args.map(String)], {
    cwd: root,
    deadlineMs: DEADLINE_MS,
  });
  if (code !== 0) throw new UserError(`the simulation ended with ${code}:\n${tail(output, 20)}`);
  return JSON.parse(stdout);
}

/**
 * @param {number} seeds
 * @param {number} first
 */
async function faults(seeds, first) {
  const startedAt = Date.now();
  const share = (/** @type {number} */ index) => Math.ceil((seeds - index) / PROCESSES);
  /** @type {Summary[]} */
  const parts = await Promise.all(
    Array.from({ length: PROCESSES }, (_, index) => worker("run", first + index, share(index), PROCESSES)),
  );
  const total = (/** @type {"programs" | "calls" | "crashes"} */ name) =>
    parts.reduce((sum, one) => sum + one[name], 0);
  const failed = parts.flatMap((one) => one.failed);
  for (const line of coverageLines(parts.map((one) => one.faults))) print(line);
  const took = Math.round((Date.now() - startedAt) / 1_000);
  print(`${total("programs")} programs, ${total("calls")} calls, ${total("crashes")} crashes in ${took} s`);
  for (const line of violationLines(failed)) print(line);
  return failed.length === 0 ? 0 : 1;
}

async function mutants() {
  let survivors = 0;
  for (let number = 0; ; number++) {
    /** @type {Found} */
    const found = await worker("mutant", number, MUTANT_SEEDS);
    if (found === null) break;
    const { name, seed, violation } = found;
    if (violation === undefined) survivors++;
    print(`${name.padEnd(72)} ${violation === undefined ? "SURVIVES" : `${violation.invariant} by seed ${seed}`}`);
  }
  print(`${survivors} survive`);
  return survivors === 0 ? 0 : 1;
}

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run([what = "", ...args]) {
  if (what !== "faults" && what !== "mutants") throw new UserError("Usage: node scripts/run.mjs sim faults|mutants");
  const text = { type: /** @type {const} */ ("string") };
  const { values } = parseArgs({ args, options: { seeds: text, seed: text, first: text } });
  const built = await stream(process.execPath, [TYPESCRIPT, "-p", "tsconfig.simulation.json"], { cwd: root });
  if (built.code !== 0) throw new UserError("the simulation could not be built");
  if (what === "mutants") return mutants();
  if (values.seed !== undefined)
    return (await stream(process.execPath, [BUILT, "replay", values.seed], { cwd: root })).code;
  return faults(Number(values.seeds ?? SEEDS), Number(values.first ?? 1));
}
