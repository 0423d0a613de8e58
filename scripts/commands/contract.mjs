// npm run contract: the client and the simulator against OVHcloud's own description of its API, in a few lines.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../lib/paths.mjs";
import { capture } from "../lib/processes.mjs";
import { readReport, vitestCommand, vitestEnvironment } from "../lib/vitest.mjs";
import { lastRun, wireLine } from "../lib/wire-report.mjs";

const DEADLINE_MS = 5 * 60_000;
/** test/contract/compared.ts writes there. */
const CONTRACT_VARIABLE = "PULUMI_OVH_MAIL_CONTRACT_REPORT";

/** @typedef {{ operations: number, models: number, differing: number, notCompared: string[], from: string }} Compared */

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * @param {string} directory
 * @param {"client" | "simulator"} side
 * @returns {Compared | undefined} undefined when nothing was compared
 */
function compared(directory, side) {
  const file = join(directory, `${side}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/**
 * @param {string} side
 * @param {Compared | undefined} result
 */
function show(side, result) {
  if (!result) {
    print(`${side}: nothing was compared`);
    return;
  }
  const { operations, models, differing, notCompared, from } = result;
  print(`${side}: ${operations} operations and ${models} models compared with ${from}: ${differing} differ`);
  if (notCompared.length === 0) return;
  print(`  ${notCompared.length} operations are not compared, because their trees are not described there:`);
  for (const name of notCompared) print(`    ${name}`);
}

function showLastRun() {
  const run = lastRun();
  if (!run) {
    print("on the wire: no whole run of npm test yet");
    return;
  }
  print(`on the wire, in the last whole run of npm test (${run.at}):`);
  print(`  ${wireLine(run)}`);
  print(`  ${run.answered.length} of ${run.described} described operations were called with success`);
}

/**
 * @param {string} directory a temporary one
 * @returns {Promise<number>}
 */
async function compare(directory) {
  const reports = join(directory, "contract");
  mkdirSync(reports);
  const env = { ...vitestEnvironment(directory), [CONTRACT_VARIABLE]: reports };
  const args = vitestCommand(["--project", "unit", "test/contract"]);
  const { code, output } = await capture(process.execPath, args, { cwd: root, env, deadlineMs: DEADLINE_MS });
  const client = compared(reports, "client");
  const simulator = compared(reports, "simulator");
  const { passed, failed, skipped } = readReport(directory);
  if (code !== 0) print(output.trimEnd());
  show("client", client);
  show("simulator", simulator);
  for (const reason of new Set(skipped.map((one) => one.reason))) print(`skipped: ${reason ?? "no reason given"}`);
  showLastRun();
  print(`contract tests: ${passed} passed, ${failed} failed`);
  return code === 0 && client && simulator ? 0 : 1;
}

/** @returns {Promise<number>} 0 when everything was compared and nothing differs */
export async function run() {
  const directory = mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-contract-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  return compare(directory);
}
