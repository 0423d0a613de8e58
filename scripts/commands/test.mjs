// npm test: every check in order, then the tests; `npm test -- <arguments of vitest>` runs just those tests. The last
// line of its output is always `N passed, N failed`.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checks, packing, passes, tarballIn } from "../lib/checks.mjs";
import { childPath } from "../lib/environment.mjs";
import { goClientVariables } from "../lib/go-client.mjs";
import { UserError } from "../lib/log.mjs";
import { root } from "../lib/paths.mjs";
import { stream } from "../lib/processes.mjs";
import { providePulumi } from "../lib/pulumi.mjs";
import { pythonVariables } from "../lib/python.mjs";
import { readReport, vitestCommand, vitestEnvironment, wireDirectory } from "../lib/vitest.mjs";
import { addUp, describedOperations, saveLastRun, wireLine } from "../lib/wire-report.mjs";

const VITEST_DEADLINE_MS = 60 * 60_000;

/** @typedef {import("../lib/vitest-reporter.mjs").TestReport} TestReport */
/** @typedef {{ bin: string | undefined, directory: string, args: string[] }} TestRun */

/** @param {string} line Results, in contrast to progress, go to the standard output, where their order is certain. */
function print(line) {
  process.stdout.write(`${line}\n`);
}

/** @returns {Promise<string | undefined>} the directory of the Pulumi tool chain */
async function findPulumi() {
  try {
    return (await providePulumi()).bin;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    print(`✗ tool chain\n${error.message}`);
    return undefined;
  }
}

/**
 * @param {TestRun} run
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function testEnvironment({ bin, directory }) {
  const home = join(directory, "pulumi-home");
  mkdirSync(home);
  const tarball = tarballIn(directory);
  const [python, goClient] = await Promise.all([pythonVariables(), goClientVariables()]);
  return {
    ...vitestEnvironment(directory),
    ...python,
    ...goClient,
    PATH: childPath(bin),
    PULUMI_HOME: home,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...(tarball && { PULUMI_OVH_MAIL_TARBALL: tarball }),
  };
}

/**
 * @param {TestRun} run
 * @returns {Promise<TestReport>}
 */
async function runVitest(run) {
  const env = await testEnvironment(run);
  const stdio = /** @type {const} */ (["ignore", "inherit", "inherit"]);
  const { code, timedOut } = await stream(process.execPath, vitestCommand(run.args), {
    cwd: root,
    env,
    deadlineMs: VITEST_DEADLINE_MS,
    stdio: [...stdio],
  });
  if (timedOut) print(`✗ Vitest took longer than ${VITEST_DEADLINE_MS / 60_000} minutes and was stopped.`);
  const report = readReport(run.directory);
  const nothingRan = report.passed + report.failed === 0;
  if (nothingRan) print("✗ Vitest ran no test.");
  // Vitest that crashed, or found a fault that is no test's, has failed too.
  if (report.failed === 0 && (nothingRan || code !== 0)) report.failed = 1;
  return report;
}

/**
 * @param {TestReport["skipped"]} skipped
 * @param {boolean} isFiltered
 */
function listSkipped(skipped, isFiltered) {
  for (const { test, reason } of skipped) {
    // A filter by name skips all other tests, which is no news.
    if (reason || !isFiltered) print(`skipped: ${test} (${reason ?? "no reason given"})`);
  }
}

/**
 * What all simulators of the run were asked and answered must be as OVHcloud's description has it; and a whole run must
 * have asked for everything that the simulator describes.
 * @param {string} directory
 * @param {boolean} isWhole
 * @returns {boolean}
 */
function checkWire(directory, isWhole) {
  const wire = addUp(wireDirectory(directory));
  const missing = isWhole ? describedOperations().filter((name) => !wire.answered.includes(name)) : [];
  if (isWhole) saveLastRun(wire);
  for (const name of missing) print(`wire: no test calls with success: ${name}`);
  const passed = wire.violations === 0 && missing.length === 0;
  print(`${passed ? "✓" : "✗"} ${wireLine(wire)}`);
  return passed;
}

/**
 * @param {string[]} args
 * @param {string} directory a temporary one
 * @returns {Promise<number>}
 */
async function runAll(args, directory) {
  const isFiltered = args.length > 0;
  const bin = await findPulumi();
  const results = bin ? [] : [false];
  for (const check of [packing(directory), ...(isFiltered ? [] : checks(directory))]) results.push(await passes(check));
  const report = await runVitest({ bin, directory, args });
  listSkipped(report.skipped, isFiltered);
  results.push(checkWire(directory, !isFiltered));
  const passed = report.passed + results.filter(Boolean).length;
  const failed = report.failed + results.filter((result) => !result).length;
  const skipped = report.skipped.length > 0 ? `, ${report.skipped.length} skipped` : "";
  print(`${passed} passed, ${failed} failed${skipped}`);
  return failed === 0 ? 0 : 1;
}

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const directory = mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-test-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once("exit", remove);
  return runAll(args, directory);
}
