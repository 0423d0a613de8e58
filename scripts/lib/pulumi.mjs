// The Pulumi CLI with its Node.js language host: found on the PATH or in the cache, else installed into the cache.
import { join } from "node:path";
import { buildPulumi, goBuildName, goProblem } from "./go.mjs";
import { installedName, installPulumi, isInstallerReachable } from "./installer.mjs";
import { say, UserError } from "./log.mjs";
import { MINIMUM_PULUMI, pulumiInCache, pulumiOnPath } from "./lookup.mjs";
import { cacheDirectory } from "./paths.mjs";

/** @typedef {{ bin: string, onPath: boolean }} Toolchain */

/** @typedef {{
 *   onPath: () => Promise<import("./lookup.mjs").Lookup>,
 *   inCache: () => Promise<import("./lookup.mjs").Lookup>,
 *   isInstallerReachable: () => Promise<boolean>,
 *   install: () => Promise<string>,
 *   goProblem: () => Promise<string | undefined>,
 *   build: () => Promise<string>,
 * }} Sources */

/** @type {Sources} */
const SOURCES = {
  onPath: () => pulumiOnPath(process.env.PATH ?? ""),
  inCache: () => pulumiInCache([installedName(), goBuildName].map((name) => join(cacheDirectory(), name))),
  isInstallerReachable,
  install: installPulumi,
  goProblem,
  build: buildPulumi,
};

/**
 * @param {string} installer why the official installer did not do
 * @param {string} go why Go did not do
 */
function noToolchain(installer, go) {
  return new UserError(
    [
      `No Pulumi CLI (${MINIMUM_PULUMI} or newer) with its Node.js language host. Any of these three gives you one:`,
      "  1. install Pulumi so that `pulumi` is on the PATH: https://www.pulumi.com/docs/install/",
      `  2. let this command download it, which needs https://get.pulumi.com (${installer})`,
      `  3. let this command build it, which needs Go and a Go module proxy (${go})`,
    ].join("\n"),
  );
}

/**
 * @param {Sources} sources
 * @returns {Promise<{ bin?: string, problem: string }>}
 */
async function tryInstaller(sources) {
  if (!(await sources.isInstallerReachable())) return { problem: "not reachable from here" };
  try {
    return { bin: await sources.install(), problem: "" };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    say(`The official installer failed: ${problem}`);
    return { problem: "failed" };
  }
}

/**
 * @param {Sources} [sources]
 * @returns {Promise<Toolchain>}
 */
export async function providePulumi(sources = SOURCES) {
  const own = await sources.onPath();
  if (own.pulumi) return { bin: own.pulumi.bin, onPath: true };
  if (own.problem) say(`Not using the Pulumi on the PATH: ${own.problem}.`);
  const cachedOne = await sources.inCache();
  if (cachedOne.pulumi) return { bin: cachedOne.pulumi.bin, onPath: false };
  const installer = await tryInstaller(sources);
  if (installer.bin) return { bin: installer.bin, onPath: false };
  const problem = await sources.goProblem();
  if (problem) throw noToolchain(installer.problem, problem);
  return { bin: await sources.build(), onPath: false };
}
