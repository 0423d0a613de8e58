// node scripts/run.mjs <command> [arguments]: the one way in for `npm start`, `npm test` and the like. It makes sure
// of a recent Node.js, the dependencies and a fresh build, and then runs scripts/commands/<command>.mjs. It needs
// nothing installed and runs on Node.js 20.
import { prepareClone } from "./lib/clone.mjs";
import { say, UserError } from "./lib/log.mjs";
import { handOver, isNodeRecent } from "./lib/node.mjs";
import { listenForSignals } from "./lib/signals.mjs";

const COMMANDS = ["start", "test", "pulumi", "simulator", "env", "bench", "sim", "contract", "release"];

/** @typedef {(args: string[]) => Promise<number>} Command returns the exit code */

/**
 * @param {string | undefined} name
 * @param {string[]} args
 * @returns {Promise<number>}
 */
async function run(name, args) {
  if (!name || !COMMANDS.includes(name)) throw new UserError(`Usage: node scripts/run.mjs ${COMMANDS.join("|")}`);
  if (!isNodeRecent()) return handOver();
  await prepareClone();
  /** @type {{ run: Command }} */
  const command = await import(`./commands/${name}.mjs`);
  return command.run(args);
}

listenForSignals();
const [name, ...args] = process.argv.slice(2);
try {
  process.exitCode = await run(name, args);
} catch (error) {
  say(error instanceof UserError ? error.message : String(error instanceof Error ? error.stack : error));
  // Whoever reads the result of the tests gets one in every case.
  if (name === "test") process.stdout.write("0 passed, 1 failed\n");
  process.exitCode = 1;
}
