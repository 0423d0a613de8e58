// npm run pulumi -- <arguments>: the Pulumi CLI on the demo stack's backend.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { childPath, demoPulumiVariables, simulatorVariables, stateDirectory } from "../lib/environment.mjs";
import { executableName, root } from "../lib/paths.mjs";
import { stream } from "../lib/processes.mjs";
import { providePulumi } from "../lib/pulumi.mjs";

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const { bin } = await providePulumi();
  // Pulumi does not create the directory of a file backend.
  mkdirSync(stateDirectory, { recursive: true });
  const env = { ...process.env, ...demoPulumiVariables, ...simulatorVariables(), PATH: childPath(bin) };
  const { code } = await stream(join(bin, executableName("pulumi")), args, { cwd: root, env });
  return code;
}
