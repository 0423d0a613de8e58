// Where things are: the clone, and the cache for what must be downloaded or built once per machine.
import { homedir } from "node:os";
import { dirname, posix, win32 } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone this script belongs to. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const CACHE_NAME = "pulumi-ovh-mail";

/**
 * The cache directory by the habits of the platform; PULUMI_OVH_MAIL_CACHE overrides.
 * @param {{ env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform, home?: string }} [host]
 * @returns {string}
 */
export function cacheDirectory({ env = process.env, platform = process.platform, home = homedir() } = {}) {
  const path = platform === "win32" ? win32 : posix;
  if (env.PULUMI_OVH_MAIL_CACHE) return path.resolve(env.PULUMI_OVH_MAIL_CACHE);
  if (platform === "win32") return path.join(env.LOCALAPPDATA || path.join(home, "AppData", "Local"), CACHE_NAME);
  // The XDG specification has relative paths ignored.
  if (env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)) return path.join(env.XDG_CACHE_HOME, CACHE_NAME);
  const parent = platform === "darwin" ? path.join(home, "Library", "Caches") : path.join(home, ".cache");
  return path.join(parent, CACHE_NAME);
}

/** Platform and processor, for the names of cached directories. */
export const platformKey = `${process.platform}-${process.arch}`;

/**
 * The file name of an executable on this platform.
 * @param {string} name
 * @param {NodeJS.Platform} [platform]
 */
export function executableName(name, platform = process.platform) {
  return platform === "win32" ? `${name}.exe` : name;
}
