// npm run bench:client and its like: what the client, the resources and the simulator cost, next to others and next to
// what is possible.
import { UserError } from "../lib/log.mjs";

const NAMES = ["client", "tasks", "calls", "up", "simulator", "imap"];

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
