// A Vitest reporter that writes down the counts and why tests were skipped, which the JSON reporter leaves out.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";

/** The variable with the file to write to. */
export const REPORT_VARIABLE = "PULUMI_OVH_MAIL_TEST_REPORT";

/** @typedef {{ passed: number, failed: number, skipped: { test: string, reason: string | undefined }[] }} TestReport */
/** @typedef {import("vitest/node").TestModule} TestModule */

/**
 * @param {TestReport} report
 * @param {TestModule} module
 */
function addModule(report, module) {
  // A file that cannot be loaded, or a hook that fails, has tests fail that never get a result.
  if (module.errors().length > 0) report.failed += 1;
  for (const suite of module.children.allSuites()) if (suite.errors().length > 0) report.failed += 1;
  for (const test of module.children.allTests()) {
    const result = test.result();
    if (result.state === "passed") report.passed += 1;
    else if (result.state === "skipped") {
      const name = `${relative(process.cwd(), module.moduleId)} > ${test.fullName}`;
      report.skipped.push({ test: name, reason: result.note });
    } else report.failed += 1;
  }
}

export default class CountingReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env[REPORT_VARIABLE];
    if (!file) return;
    /** @type {TestReport} */
    const report = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) addModule(report, module);
    writeFileSync(file, JSON.stringify(report));
  }
}
