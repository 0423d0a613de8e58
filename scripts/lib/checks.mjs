// The checks of `npm test` besides Vitest. Each says in one line how it went, and shows its output when it failed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { duration } from "./log.mjs";
import { npm } from "./npm.mjs";
import { root } from "./paths.mjs";
import { capture } from "./processes.mjs";
import { supplyChainProblems } from "./supply-chain.mjs";

const TOOL_DEADLINE_MS = 5 * 60_000;

/** @typedef {{ code: number, output: string }} CheckResult */
/** @typedef {{ name: string, run: () => Promise<CheckResult> }} Check */

/**
 * The script behind a command of an installed package.
 * @param {string} packageName
 * @param {string} [command] when it is not named like the package
 */
export function packageScript(packageName, command = packageName) {
  const directory = join(root, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  return join(directory, typeof bin === "string" ? bin : bin[command]);
}

/**
 * @param {string} script
 * @param {string[]} args
 */
function runTool(script, args) {
  return capture(process.execPath, [script, ...args], { cwd: root, deadlineMs: TOOL_DEADLINE_MS });
}

/**
 * @param {string} directory an empty one
 * @returns {string | undefined}
 */
export function tarballIn(directory) {
  const name = readdirSync(directory).find((file) => file.endsWith(".tgz"));
  return name && join(directory, name);
}

/**
 * @param {string} directory where the packed package is left
 * @returns {Promise<CheckResult>}
 */
function pack(directory) {
  // dist is fresh, and building it again would take it away from others for a moment.
  const args = ["pack", "--ignore-scripts", "--pack-destination", directory];
  return npm(args, { cwd: root, deadlineMs: TOOL_DEADLINE_MS });
}

/**
 * Has the packed package looked at as those who install it will find it.
 * @param {string} directory
 * @returns {Promise<CheckResult>}
 */
async function checkPackage(directory) {
  const tarball = tarballIn(directory);
  if (!tarball) return { code: 1, output: "There is no packed package to look at." };
  const lint = await runTool(packageScript("publint"), ["run", tarball, "--strict"]);
  if (lint.code !== 0) return lint;
  // Types that are not in the package are not looked up on the network.
  return runTool(packageScript("@arethetypeswrong/cli", "attw"), [tarball, "--no-definitely-typed"]);
}

/** @returns {Promise<CheckResult>} */
async function checkSupplyChain() {
  const [lock, manifest] = ["package-lock.json", "package.json"].map((name) =>
    JSON.parse(readFileSync(join(root, name), "utf8")),
  );
  const problems = supplyChainProblems(lock, manifest);
  return { code: problems.length === 0 ? 0 : 1, output: problems.join("\n") };
}

/**
 * What every run needs: the end-to-end tests install the packed package.
 * @param {string} packDirectory where it is left
 * @returns {Check}
 */
export function packing(packDirectory) {
  return { name: "packing", run: () => pack(packDirectory) };
}

/**
 * @param {string} packDirectory
 * @returns {Check[]}
 */
export function checks(packDirectory) {
  return [
    { name: "types", run: () => runTool(packageScript("typescript", "tsc"), []) },
    // Their scripts know a document, which those of Node.js do not.
    ...["tsconfig.console.json", "test/browser"].map((project) => ({
      name: `types of ${project}`,
      run: () => runTool(packageScript("typescript", "tsc"), ["--project", project]),
    })),
    {
      name: "lint and format",
      run: () => runTool(packageScript("@biomejs/biome", "biome"), ["check", "--error-on-warnings", "."]),
    },
    { name: "package", run: () => checkPackage(packDirectory) },
    { name: "what comes with the package: licences, install scripts, checksums", run: checkSupplyChain },
  ];
}

/**
 * @param {Check} check
 * @returns {Promise<boolean>} whether it passed
 */
export async function passes(check) {
  const started = Date.now();
  /** @type {CheckResult} */
  let result;
  try {
    result = await check.run();
  } catch (error) {
    result = { code: 1, output: String(error instanceof Error ? error.stack : error) };
  }
  const passed = result.code === 0;
  process.stdout.write(`${passed ? "✓" : "✗"} ${check.name} (${duration(Date.now() - started)})\n`);
  if (!passed) process.stdout.write(`${result.output.trimEnd()}\n`);
  return passed;
}
