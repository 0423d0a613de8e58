// eval "$(npm run --silent env)": makes plain `pulumi` work on the demo stack in a shell.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DEMO_STACK, demoPulumiVariables, simulatorVariables, stateDirectory } from "../lib/environment.mjs";
import { providePulumi } from "../lib/pulumi.mjs";

/** @param {string} text */
function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** @returns {Promise<number>} */
export async function run() {
  const { bin, onPath } = await providePulumi();
  mkdirSync(stateDirectory, { recursive: true });
  const directories = [dirname(process.execPath), ...(onPath ? [] : [bin])];
  // The shell's own PATH, since npm adds directories to ours.
  const lines = [`export PATH=${directories.map(quote).join(":")}:"$PATH"`];
  const variables = { ...demoPulumiVariables, PULUMI_STACK: DEMO_STACK, ...simulatorVariables() };
  for (const [name, value] of Object.entries(variables)) lines.push(`export ${name}=${quote(value)}`);
  process.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}
