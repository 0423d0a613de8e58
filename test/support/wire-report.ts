/**
 * After each test file: whatever simulators did in it, every call and every answer must be as OVHcloud's description has
 * them. What was compared is left for `npm test`, which adds it all up.
 */

import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { wireTotals } from "../../provider/simulator/wire-totals.js";

/** scripts/lib/wire-report.mjs reads the files there. */
const DIRECTORY_VARIABLE = "PULUMI_OVH_MAIL_WIRE_REPORT";

// Hooks run backwards, so this one, which is registered before any of the test file's own, runs last.
afterAll(() => {
  const { checked, refused, problems, answered } = wireTotals;
  const directory = process.env[DIRECTORY_VARIABLE];
  if (directory !== undefined && checked > 0) {
    const report = JSON.stringify({ checked, refused, violations: problems.length, answered: [...answered] });
    writeFileSync(join(directory, `${randomUUID()}.json`), report);
  }
  expect(problems, "calls or answers that are not as OVHcloud's description has them").toEqual([]);
});
