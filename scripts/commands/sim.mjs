// npm run sim:faults and npm run sim:mutants: programs, faults and crashes that are drawn from a number, judged by what
// OVHcloud (simulated) was asked and by what is there. npm run sim:crash: the real engine, killed at each of its writes.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../lib/log.mjs";
import { root } from "../lib/paths.mjs";
import { capture, stream, tail } from "../lib/processes.mjs";
import { coverageLines, lacksCoverage, rareLines, rarePairs, sumCounts, violationLines } from "../lib/simulation.mjs";

const BUILT = join(root, "node_modules", ".cache", "pulumi-ovh-mail-simulation", "test", "simulation", "worker.js");
const TYPESCRIPT = join(root, "node_modules", "typescript", "bin", "tsc");
const DEADLINE_MS = 60 * 60_000;
const PROGRESS_MS = 30_000;
const PROCESSES = 2;
const SEEDS = 1_000;
const MUTANT_SEEDS = 500;
/** What belongs to an operation is passed on by Node itself, and not by a hook for each promise, where it has that. */
const CONTEXT_FLAG = "--experimental-async-context-frame";
const NODE_FLAGS = [
  "--max-semi-space-size=16",
  ...(process.allowedNodeEnvironmentFlags.has(CONTEXT_FLAG) ? [CONTEXT_FLAG] : []),
];

/** @typedef {import("../lib/simulation.mjs").Summary} Summary */
/** @typedef {import("../lib/simulation.mjs").Violation} Violation */
/** @typedef {{ name: string, programs: number, seed?: number, violation?: Violation } | null} Found */

/** @param {string} line */
const print = (line) => process.stdout.write(`${line}\n`);

/**
 * @param {(string | number)[]} args
 * @param {(text: string) => void} [onStderr]
 */
async function worker(args, onStderr) {
  const { code, stdout, output } = await capture(process.execPath, [...NODE_FLAGS, BUILT, ...args.map(String)], {
    cwd: root,
    deadlineMs: DEADLINE_MS,
    ...(onStderr && { onStderr }),
  });
  if (code !== 0) throw new UserError(`the simulation ended with ${code}:\n${tail(output, 20)}`);
  return JSON.parse(stdout);
}

/**
 * Tells of each violation at once, and every half a minute how far it is.
 * @param {number} seeds
 */
function progressOf(seeds) {
  const startedAt = Date.now();
  let programs = 0;
  const tell = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    process.stderr.write(`${programs} of ${seeds} programs after ${seconds} s\n`);
  };
  const timer = setInterval(tell, PROGRESS_MS);
  return {
    /** @param {string} text */
    note(text) {
      for (const line of text.split("\n").filter((one) => one !== "")) {
        const [, more] = /^programs (\d+)$/.exec(line) ?? [];
        if (more === undefined) process.stderr.write(`${line}\n`);
        else programs += Number(more);
      }
    },
    end: () => clearInterval(timer),
  };
}

/**
 * @param {number} seeds
 * @param {number} first
 * @param {(text: string) => void} [onStderr]
 * @returns {Promise<Summary[]>}
 */
function runAll(seeds, first, onStderr) {
  const share = (/** @type {number} */ index) => Math.ceil((seeds - index) / PROCESSES);
  return Promise.all(
    Array.from({ length: PROCESSES }, (_, index) => worker(["run", first + index, share(index), PROCESSES], onStderr)),
  );
}

/**
 * @param {number} seeds
 * @param {number} first
 */
async function faults(seeds, first) {
  const startedAt = Date.now();
  const progress = progressOf(seeds);
  const parts = await runAll(seeds, first, progress.note).finally(progress.end);
  const total = (/** @type {"programs" | "calls" | "crashes"} */ name) =>
    parts.reduce((sum, one) => sum + one[name], 0);
  const [programs, calls] = [total("programs"), total("calls")];
  const failed = parts.flatMap((one) => one.failed);
  const counts = sumCounts(parts.map((one) => one.faults));
  const rare = rarePairs(counts);
  for (const line of [...coverageLines(counts), ...rareLines(rare, programs)]) print(line);
  const took = Math.round((Date.now() - startedAt) / 1_000);
  const each = Math.round(calls / Math.max(1, programs));
  print(`${programs} programs, ${calls} calls (${each} each), ${total("crashes")} crashes in ${took} s`);
  for (const line of violationLines(failed)) print(line);
  return failed.length > 0 || lacksCoverage(rare, programs) ? 1 : 0;
}

/** Each process takes the next one, until there is none. What fails without any is no find. */
async function mutants() {
  const plain = await runAll(MUTANT_SEEDS, 1);
  const failing = plain.flatMap((part) => part.failed.map(({ seed }) => seed));
  if (failing.length > 0) print(`without any, ${failing.length} of ${MUTANT_SEEDS} seeds fail: they are left out`);
  let [next, survivors] = [0, 0];
  const takeAll = async () => {
    for (;;) {
      /** @type {Found} */
      const found = await worker(["mutant", next++, MUTANT_SEEDS, failing.join()]);
      if (found === null) return;
      const { name, seed, violation } = found;
      if (violation === undefined) survivors++;
      const what = violation === undefined ? "SURVIVES" : `${violation.invariant} by seed ${seed}: ${violation.text}`;
      print(`${name}: ${what}`);
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, takeAll));
  print(`${survivors} survive`);
  return survivors === 0 ? 0 : 1;
}

/** The test that `npm test` leaves out, since it takes many minutes. */
async function crash() {
  process.env.CRASH_SWEEP ??= "1";
  const tests = await import("./test.mjs");
  return tests.run(["--project", "e2e", "test/e2e/crash.test.ts", "-t", "every write"]);
}

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run([what = "", ...args]) {
  if (what === "crash") return crash();
  if (what !== "faults" && what !== "mutants")
    throw new UserError("Usage: node scripts/run.mjs sim faults|mutants|crash");
  const text = { type: /** @type {const} */ ("string") };
  const { values } = parseArgs({ args, options: { seeds: text, seed: text, first: text } });
  const built = await stream(process.execPath, [TYPESCRIPT, "-p", "tsconfig.simulation.json"], { cwd: root });
  if (built.code !== 0) throw new UserError("the simulation could not be built");
  if (what === "mutants") return mutants();
  if (values.seed !== undefined)
    return (await stream(process.execPath, [...NODE_FLAGS, BUILT, "replay", values.seed], { cwd: root })).code;
  return faults(Number(values.seeds ?? SEEDS), Number(values.first ?? 1));
}
