// Finds a Pulumi tool chain that is already on this machine.
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { executableName } from "./paths.mjs";
import { capture } from "./processes.mjs";
import { isAtLeast, parseVersion } from "./versions.mjs";

/** Before it, dynamic providers do not get their configuration. */
export const MINIMUM_PULUMI = "3.139.0";
const VERSION_DEADLINE_MS = 20_000;
const LANGUAGE_HOST = "pulumi-language-nodejs";
const DYNAMIC_PROVIDER = "pulumi-resource-pulumi-nodejs";

/** @typedef {{ bin: string, version: string }} Pulumi `bin` is the directory of the executables */
/** @typedef {{ pulumi?: Pulumi, problem?: string }} Lookup */

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * @param {string} name
 * @param {string[]} directories
 * @returns {string | undefined}
 */
export function findExecutable(name, directories) {
  const names = process.platform === "win32" ? [executableName(name), `${name}.cmd`] : [name];
  const candidates = directories.flatMap((directory) => names.map((file) => join(directory, file)));
  return candidates.find(isExecutable);
}

/** @param {string} path the value of PATH */
export function splitPath(path) {
  return path.split(delimiter).filter((directory) => directory !== "");
}

/**
 * The version a Pulumi CLI reports. It writes nothing into the user's home directory for that.
 * @param {string} executable
 * @returns {Promise<string | undefined>}
 */
async function reportedVersion(executable) {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { code, stdout } = await capture(executable, ["version"], { env, deadlineMs: VERSION_DEADLINE_MS });
  return code === 0 ? parseVersion(stdout)?.join(".") : undefined;
}

/**
 * Looks at one CLI, and for its two companions, where the CLI itself looks: on the PATH and beside it.
 * @param {string} executable
 * @param {string} path
 * @returns {Promise<Lookup>}
 */
async function inspect(executable, path) {
  const bin = dirname(executable);
  const missing = [LANGUAGE_HOST, DYNAMIC_PROVIDER].filter((name) => !findExecutable(name, [bin, ...splitPath(path)]));
  if (missing.length > 0) return { problem: `${executable} comes without ${missing.join(" and ")}` };
  const version = await reportedVersion(executable);
  if (!version) return { problem: `"${executable} version" does not work` };
  if (!isAtLeast(version, MINIMUM_PULUMI)) {
    return { problem: `${executable} is ${version}, and ${MINIMUM_PULUMI} or newer is needed` };
  }
  return { pulumi: { bin, version } };
}

/**
 * @param {string} path the value of PATH
 * @returns {Promise<Lookup>}
 */
export async function pulumiOnPath(path) {
  const executable = findExecutable("pulumi", splitPath(path));
  return executable ? inspect(executable, path) : {};
}

/**
 * @param {string[]} directories the cached tool chains, best first
 * @returns {Promise<Lookup>}
 */
export async function pulumiInCache(directories) {
  for (const directory of directories) {
    const bin = join(directory, "bin");
    if (!existsSync(bin)) continue;
    const found = await inspect(join(bin, executableName("pulumi")), bin);
    if (found.pulumi) return found;
  }
  return {};
}
