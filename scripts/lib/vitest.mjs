// How our scripts start Vitest.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageScript } from "./checks.mjs";
import { neutralEnvironment } from "./environment.mjs";
import { root } from "./paths.mjs";
import { REPORT_VARIABLE } from "./vitest-reporter.mjs";
import { WIRE_VARIABLE } from "./wire-report.mjs";

/** The one variable of a user's that the tests are meant to see: where OVHcloud's description is fetched from. */
const SCHEMA_VARIABLE = "OVH_SCHEMA_URL";

/** @typedef {import("./vitest-reporter.mjs").TestReport} TestReport */

/**
 * @param {string} directory where the reports are left
 * @returns {NodeJS.ProcessEnv}
 */
export function vitestEnvironment(directory) {
  const schema = process.env[SCHEMA_VARIABLE];
  mkdirSync(wireDirectory(directory), { recursive: true });
  return {
    ...neutralEnvironment(),
    ...(schema && { [SCHEMA_VARIABLE]: schema }),
    [REPORT_VARIABLE]: reportFile(directory),
    [WIRE_VARIABLE]: wireDirectory(directory),
  };
}

/** @param {string[]} args those of Vitest */
export function vitestCommand(args) {
  const reporters = ["--reporter=default", `--reporter=${join(root, "scripts", "lib", "vitest-reporter.mjs")}`];
  return [packageScript("vitest"), "run", ...reporters, ...args];
}

/** @param {string} directory */
export function wireDirectory(directory) {
  return join(directory, "wire");
}

/** @param {string} directory */
function reportFile(directory) {
  return join(directory, "report.json");
}

/**
 * @param {string} directory
 * @returns {TestReport}
 */
export function readReport(directory) {
  const file = reportFile(directory);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { passed: 0, failed: 0, skipped: [] };
}
