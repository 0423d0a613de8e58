// What test/support/wire-report.ts leaves after each test file, added up; and what the last whole run came to.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./paths.mjs";

/** The variable with the directory of the reports. */
export const WIRE_VARIABLE = "PULUMI_OVH_MAIL_WIRE_REPORT";

/** Where git does not look, and where `npm ci` tidies up. */
const LAST_RUN_FILE = join(root, "node_modules", ".pulumi-ovh-mail-wire.json");

/**
 * `answered`: the operations that did what they were asked, at least once.
 * @typedef {{ checked: number, refused: number, violations: number, answered: string[] }} Wire
 */
/** @typedef {Wire & { at: string, described: number }} LastRun */

/**
 * @param {string} directory
 * @returns {Wire}
 */
export function addUp(directory) {
  mkdirSync(directory, { recursive: true });
  /** @type {Wire[]} */
  const reports = readdirSync(directory).map((name) => JSON.parse(readFileSync(join(directory, name), "utf8")));
  const sum = (/** @type {"checked" | "refused" | "violations"} */ key) =>
    reports.reduce((total, report) => total + report[key], 0);
  const answered = [...new Set(reports.flatMap((report) => report.answered))].sort();
  return { checked: sum("checked"), refused: sum("refused"), violations: sum("violations"), answered };
}

/** @returns {string[]} the operations that the built simulator describes */
export function describedOperations() {
  const { operations } = createRequire(import.meta.url)(join(root, "dist", "provider", "simulator", "operations.js"));
  return operations.map((/** @type {{ method: string, template: string }} */ one) => `${one.method} ${one.template}`);
}

/** @param {Wire} wire */
export function wireLine({ checked, refused, violations }) {
  return `wire: ${checked} requests compared with OVHcloud's description, ${refused} refused as malformed, ${violations} violations`;
}

/** @param {Wire} wire */
export function saveLastRun(wire) {
  /** @type {LastRun} */
  const run = { at: new Date().toISOString(), described: describedOperations().length, ...wire };
  writeFileSync(LAST_RUN_FILE, JSON.stringify(run));
}

/** @returns {LastRun | undefined} */
export function lastRun() {
  try {
    return JSON.parse(readFileSync(LAST_RUN_FILE, "utf8"));
  } catch {
    return undefined;
  }
}
