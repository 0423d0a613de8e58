// Brings the clone into a state in which everything in it runs: dependencies installed, package built.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { areDependenciesInstalled, isBuilt } from "./build.mjs";
import { withLock } from "./lock.mjs";
import { UserError, withProgress } from "./log.mjs";
import { npm } from "./npm.mjs";
import { cacheDirectory, root } from "./paths.mjs";
import { capture, tail } from "./processes.mjs";

const INSTALL_DEADLINE_MS = 10 * 60_000;
const BUILD_DEADLINE_MS = 5 * 60_000;
const LOG_TAIL_LINES = 40;
const KEY_LENGTH = 16;

/** Not in the clone: npm ci empties node_modules, and `npm start` empties .demo. */
function lockFile() {
  const key = createHash("sha256").update(root).digest("hex").slice(0, KEY_LENGTH);
  return join(cacheDirectory(), "locks", `clone-${key}.lock`);
}

async function installDependencies() {
  await withProgress("Installing dependencies", async () => {
    const options = { cwd: root, deadlineMs: INSTALL_DEADLINE_MS };
    const { code, output } = await npm(["ci", "--ignore-scripts", "--include=dev", "--include=optional"], options);
    if (code !== 0) throw new UserError(`"npm ci" failed:\n${tail(output, LOG_TAIL_LINES)}`);
  });
}

async function build() {
  await withProgress("Building the package", async () => {
    const options = { cwd: root, deadlineMs: BUILD_DEADLINE_MS };
    const { code, output } = await capture(process.execPath, [join(root, "scripts", "prepare.mjs")], options);
    if (code !== 0) throw new UserError(`The build failed:\n${tail(output, LOG_TAIL_LINES)}`);
  });
}

export async function prepareClone() {
  if (areDependenciesInstalled() && isBuilt()) return;
  await withLock(lockFile(), "installing and building", async () => {
    if (!areDependenciesInstalled()) await installDependencies();
    if (!isBuilt()) await build();
  });
}
