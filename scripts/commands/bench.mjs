// npm run bench:client, bench:tasks and bench:simulator: what the client and the simulator cost, next to others and next
// to what is possible.
import { UserError } from "../lib/log.mjs";

const NAMES = ["client", "tasks", "simulator"];

/** @typedef {(args: string[]) => Promise<number>} Bench returns the exit code */

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run([name = "", ...args]) {
  if (!NAMES.includes(name)) throw new UserError(`Usage: node scripts/run.mjs bench ${NAMES.join("|")}`);
  /** @type {{ run: Bench }} */
  const bench = await import(`../../bench/${name}.mjs`);
  return bench.run(args);
}
