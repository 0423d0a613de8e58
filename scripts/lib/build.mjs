// Whether the dependencies and the build are those of the sources as they are now.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

const SOURCE_DIRECTORIES = ["cli", "provider", "sdk"];
/** In node_modules, because dist is packed as it is. */
export const buildStamp = join(root, "node_modules", ".pulumi-ovh-mail-build");

/** @param {string} file */
function readOrEmpty(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** @returns {string[]} */
function sourceFiles() {
  const files = readdirSync(root).filter((name) => /^(tsconfig.*|package|package-lock)\.json$/.test(name));
  files.push(join("scripts", "prepare.mjs"));
  for (const directory of SOURCE_DIRECTORIES) {
    if (!existsSync(join(root, directory))) continue;
    for (const entry of readdirSync(join(root, directory), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) files.push(join(entry.parentPath, entry.name).slice(root.length + 1));
    }
  }
  return files.sort();
}

/** @returns {string} changes when anything changes that the build is made from */
export function sourceHash() {
  const hash = createHash("sha256");
  for (const file of sourceFiles())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

/** An `npm install` by hand takes the link of the package to itself away. */
export function isBuilt() {
  const parts = [join(root, "dist"), join(root, "node_modules", "pulumi-ovh-mail")];
  return parts.every((part) => existsSync(part)) && readOrEmpty(buildStamp) === sourceHash();
}

/** @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean }} LockedPackage */

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether what is installed is what package-lock.json asks for. npm writes down what it installed as the last thing
 * it does, so a killed installation is not taken for a finished one.
 */
export function areDependenciesInstalled() {
  const wanted = lockedPackages(join(root, "package-lock.json"));
  const installed = lockedPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === "") return true;
    const found = installed[path];
    // Optional ones are those for other platforms.
    return found ? found.version === version && found.integrity === integrity : optional === true;
  });
}
