// Cached directories appear whole or not at all: they are made in a staging directory and renamed into place.
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { cacheDirectory } from "./paths.mjs";

const STAGING = "staging";
const OWNER_RWX = 0o700;

/** @param {string} directory */
function makeWritable(directory) {
  chmodSync(directory, OWNER_RWX);
  for (const entry of readdirSync(directory)) {
    const path = join(directory, entry);
    if (lstatSync(path).isDirectory()) makeWritable(path);
  }
}

/**
 * Removes a directory, also one that holds the read-only files Go leaves.
 * @param {string} directory
 */
export function removeTree(directory) {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    makeWritable(directory);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** @param {string} name */
function removeOldStaging(name) {
  const parent = join(cacheDirectory(), STAGING);
  mkdirSync(parent, { recursive: true });
  for (const entry of readdirSync(parent)) {
    if (entry.startsWith(`${name}-`)) removeTree(join(parent, entry));
  }
}

/**
 * The cached directory `name`, made by `make` when it is not there yet. `make` gets an empty staging directory and
 * returns the directory inside it that becomes the cached one.
 * @param {string} name
 * @param {string} what said to those who have to wait
 * @param {(staging: string) => Promise<string>} make
 * @returns {Promise<string>}
 */
export async function cached(name, what, make) {
  const final = join(cacheDirectory(), name);
  if (existsSync(final)) return final;
  return withLock(join(cacheDirectory(), "locks", `${name}.lock`), what, async () => {
    if (existsSync(final)) return final;
    // Nobody else makes this one while we hold the lock, so what is left here is from runs that were killed.
    removeOldStaging(name);
    const staging = mkdtempSync(join(cacheDirectory(), STAGING, `${name}-`));
    const remove = () => removeTree(staging);
    // Also when a signal ends us: a half-done build is gigabytes large.
    process.once("exit", remove);
    try {
      publish(await make(staging), final);
    } finally {
      process.off("exit", remove);
      remove();
    }
    return final;
  });
}

/**
 * @param {string} made
 * @param {string} final
 */
function publish(made, final) {
  try {
    renameSync(made, final);
  } catch (error) {
    if (!existsSync(final)) throw error;
  }
}
