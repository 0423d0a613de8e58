// The simulated OVHcloud account of the demo. Its world survives in .demo/world.json; .demo/simulator.json tells
// the other commands how to reach it while it runs.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { demoDirectory, runningSimulator, simulatorFile, worldFile } from "./environment.mjs";
import { UserError } from "./log.mjs";
import { root } from "./paths.mjs";

const HOST = "127.0.0.1";
/** How long the simulated account takes for what OVHcloud does in the background. */
const TASK_DURATION_MS = { min: 300, max: 1_200 };

/** @typedef {{ url: string, port: number, close(): Promise<void> }} Server */
/** @typedef {{
 *   listen(options: { port?: number, host?: string }): Promise<Server>,
 *   credentials: { applicationKey: string, applicationSecret: string, consumerKey: string },
 *   world: World,
 * }} Simulator */
/** @typedef {import("./rights-table.mjs").World} World */
/** @typedef {{ access: import("./environment.mjs").Access, world: World, stop: () => Promise<void> }} DemoSimulator */

export function refuseIfRunning() {
  const other = runningSimulator();
  if (!other) return;
  throw new UserError(`The demo's simulator is running already (process ${other.pid}, ${other.url}). Stop it first.`);
}

/**
 * @param {number} port
 * @returns {Promise<{ simulator: Simulator, server: Server }>}
 */
async function listen(port) {
  const { createSimulator } = createRequire(import.meta.url)(join(root, "dist", "provider", "simulator", "index.js"));
  try {
    /** @type {Simulator} */
    const simulator = createSimulator({ stateFile: worldFile, taskDurationMs: TASK_DURATION_MS });
    return { simulator, server: await simulator.listen({ port, host: HOST }) };
  } catch (error) {
    // A port that is taken, or a world of another version: `npm start` begins with a new world.
    throw new UserError(`The simulator cannot start: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * @param {number} [port] 0 is any free one
 * @returns {Promise<DemoSimulator>}
 */
export async function startDemoSimulator(port = 0) {
  mkdirSync(demoDirectory, { recursive: true });
  const { simulator, server } = await listen(port);
  const access = { url: server.url, ...simulator.credentials };
  const forget = () => rmSync(simulatorFile, { force: true });
  writeFileSync(simulatorFile, `${JSON.stringify({ ...access, pid: process.pid }, undefined, 2)}\n`);
  process.once("exit", forget);
  const stop = async () => {
    process.off("exit", forget);
    forget();
    await server.close();
  };
  return { access, world: simulator.world, stop };
}
