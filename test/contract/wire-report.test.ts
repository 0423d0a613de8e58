/** How what was compared on the wire gets from the simulators of all test files into the last lines of `npm test`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { packageScript } from "../../scripts/lib/checks.mjs";
import { addUp, WIRE_VARIABLE, wireLine } from "../../scripts/lib/wire-report.mjs";

const TIMEOUT_MS = 60_000;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-wire-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
});

function runFixture(violate: "yes" | "no") {
  const args = [packageScript("vitest"), "run", "--config", join(__dirname, "violation", "vitest.config.mts")];
  const env = { ...process.env, VIOLATE: violate, [WIRE_VARIABLE]: directory };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8", timeout: TIMEOUT_MS });
  return { status, output: stdout + stderr };
}

test("a test file whose simulators violated nothing passes", { timeout: TIMEOUT_MS }, () => {
  expect(runFixture("no")).toMatchObject({ status: 0 });
  expect(addUp(directory)).toEqual({ checked: 2, refused: 1, violations: 0, answered: [] });
});

test("a test file with a violation fails, though its tests pass, and says which", { timeout: TIMEOUT_MS }, () => {
  const { status, output } = runFixture("yes");
  expect(status).toBe(1);
  expect(output).toContain("answer.id: is missing");
  expect(addUp(directory)).toMatchObject({ checked: 2, violations: 1 });
});

test("the reports of all files are added up", () => {
  const reports = [
    { checked: 3, refused: 1, violations: 0, answered: ["GET /a", "GET /b"] },
    { checked: 4, refused: 0, violations: 2, answered: ["GET /b"] },
  ];
  for (const [index, report] of reports.entries()) {
    writeFileSync(join(directory, `${index}.json`), JSON.stringify(report));
  }
  const sum = addUp(directory);
  expect(sum).toEqual({ checked: 7, refused: 1, violations: 2, answered: ["GET /a", "GET /b"] });
  expect(wireLine(sum)).toBe(
    "wire: 7 requests compared with OVHcloud's description, 1 refused as malformed, 2 violations",
  );
});

test("no report at all is nothing compared", () => {
  expect(addUp(join(directory, "none"))).toEqual({ checked: 0, refused: 0, violations: 0, answered: [] });
});
