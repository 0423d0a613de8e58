// The environments of the programs we start.
import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { isAlive } from "./lock.mjs";
import { say } from "./log.mjs";
import { root } from "./paths.mjs";

export const demoDirectory = join(root, ".demo");
export const stateDirectory = join(demoDirectory, "state");
export const worldFile = join(demoDirectory, "world.json");
export const simulatorFile = join(demoDirectory, "simulator.json");
export const DEMO_STACK = "demo";

/** @typedef {{ url: string, applicationKey: string, applicationSecret: string, consumerKey: string }} Access */
/** @typedef {Access & { pid: number }} RunningSimulator */

/**
 * PATH for children: our Node.js first, since Pulumi's language host and npm's scripts take `node` from there.
 * @param {string} [bin] the directory of the Pulumi tool chain
 */
export function childPath(bin) {
  return [dirname(process.execPath), bin, process.env.PATH].filter(Boolean).join(delimiter);
}

/** What Pulumi needs for the demo stack. The user's own ~/.pulumi and backend stay out of it. */
export const demoPulumiVariables = {
  PULUMI_HOME: join(demoDirectory, "pulumi-home"),
  PULUMI_BACKEND_URL: `file://${stateDirectory.replaceAll("\\", "/")}`,
  // Not a secret: it encrypts the state of a throw-away stack that is about a simulator.
  PULUMI_CONFIG_PASSPHRASE: "demo",
  PULUMI_SKIP_UPDATE_CHECK: "true",
};

/**
 * @param {Access} access
 * @returns {Record<string, string>}
 */
export function ovhVariables({ url, applicationKey, applicationSecret, consumerKey }) {
  return {
    OVH_ENDPOINT: url,
    OVH_APPLICATION_KEY: applicationKey,
    OVH_APPLICATION_SECRET: applicationSecret,
    OVH_CONSUMER_KEY: consumerKey,
  };
}

/** @returns {RunningSimulator | undefined} the simulator of `npm run simulator`, when it is running */
export function runningSimulator() {
  try {
    const simulator = JSON.parse(readFileSync(simulatorFile, "utf8"));
    return isAlive(simulator.pid) ? simulator : undefined;
  } catch {
    return undefined;
  }
}

/** The demo simulator's variables, unless the user has set up access to an account already. */
export function simulatorVariables() {
  if (Object.keys(process.env).some((name) => name.startsWith("OVH_"))) {
    say("Note: OVH_* variables are set, so this works on the account they name and not on the demo's simulator.");
    return {};
  }
  const simulator = runningSimulator();
  return simulator ? ovhVariables(simulator) : {};
}

/**
 * This process's environment without the variables that would lead the demo or the tests to the user's own account,
 * stack or backend.
 * @returns {NodeJS.ProcessEnv}
 */
export function neutralEnvironment() {
  const isPersonal = (/** @type {string} */ name) => /^(OVH|PULUMI)_/.test(name) && !/^PULUMI_OVH_MAIL_/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isPersonal(name)));
}
