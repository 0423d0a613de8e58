// npm run simulator [-- --port N]: the simulated OVHcloud account of the demo, until it is stopped.
import { parseArgs } from "node:util";
import { refuseIfRunning, startDemoSimulator } from "../lib/demo-simulator.mjs";
import { say, UserError } from "../lib/log.mjs";
import { handleSignals } from "../lib/signals.mjs";

const LARGEST_PORT = 65_535;

/** @param {string[]} args */
function portOf(args) {
  try {
    const { values } = parseArgs({ args, options: { port: { type: "string", default: "0" } } });
    const port = Number(values.port);
    if (Number.isInteger(port) && port >= 0 && port <= LARGEST_PORT) return port;
  } catch {
    // Unknown options get the same answer.
  }
  throw new UserError("Usage: npm run simulator [-- --port N]");
}

/** The listening server keeps the process running meanwhile. @returns {Promise<void>} */
function untilStopped() {
  return new Promise((resolve) => {
    handleSignals(() => resolve());
  });
}

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const port = portOf(args);
  refuseIfRunning();
  const { access, stop } = await startDemoSimulator(port);
  say(`The simulated OVHcloud account is at ${access.url} (Ctrl-C stops it). In another terminal:`);
  say("  npm run pulumi -- preview --stack demo");
  say('or, for plain `pulumi preview` and the like:  eval "$(npm run --silent env)"');
  say(`Its console, for a browser: ${new URL("/", access.url).href}`);
  await untilStopped();
  await stop();
  return 0;
}
