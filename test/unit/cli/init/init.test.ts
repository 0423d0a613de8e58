// `ovh-mail init` in process: what it writes, and what it refuses. That it previews is for test/e2e/init.test.ts.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { templates } from "../../../../cli/init/options.js";
import { projectName } from "../../../../cli/init/project-files.js";
import { TEMPLATES } from "../../../../cli/init/templates.js";
import { readSeedFile } from "../../../../cli/simulator/seed.js";
import { createSimulator, type Seed } from "../../../../provider/simulator/index.js";
import { contextForTests, runCli } from "../../../support/cli.js";

let workingDirectory = "";
beforeEach(async () => {
  workingDirectory = await mkdtemp(join(tmpdir(), "ovh-mail-init-"));
});
afterEach(() => rm(workingDirectory, { recursive: true }));

describe.each(templates)("the template %s", (template) => {
  test("is a project of few files", async () => {
    const { code, stdout } = await runCli(["init", "Our Mail", "--template", template], { workingDirectory });
    expect(code).toBe(0);
    expect(stdout).toContain("npm install");
    const names = await readdir(join(workingDirectory, "Our Mail"));
    expect(names).toEqual(
      expect.arrayContaining(["index.ts", "package.json", "Pulumi.yaml", "tsconfig.json", ".gitignore"]),
    );
    const description = await readFile(join(workingDirectory, "Our Mail", "package.json"), "utf8");
    expect(JSON.parse(description)).toMatchObject({ name: "our-mail", dependencies: { "@pulumi/pulumi": "^3.216.0" } });
  });
});

test("the world of the MX Plan is one that the simulator takes", async () => {
  const file = join(workingDirectory, "simulator.yaml");
  await writeFile(file, TEMPLATES["mx-plan"].files["simulator.yaml"] ?? "");
  // The simulator checks the shape.
  const { context } = contextForTests([], { workingDirectory });
  expect(() => createSimulator({ seed: readSeedFile(file, context) as Seed })).not.toThrow();
});

test("an empty directory that is there is used, with --json and in French too", async () => {
  await mkdir(join(workingDirectory, "mail"));
  const { code, stdout } = await runCli(["init", "mail", "--json", "--lang", "fr"], { workingDirectory });
  expect({ code, answer: JSON.parse(stdout) }).toMatchObject({
    code: 0,
    answer: { directory: "mail", template: "team" },
  });
  expect(await readFile(join(workingDirectory, "mail", "README.md"), "utf8")).toContain("sans compte OVHcloud");
});

test("a directory with something in it, or a file, is left alone", async () => {
  await mkdir(join(workingDirectory, "mail"));
  await writeFile(join(workingDirectory, "mail", "index.ts"), "mine");
  const used = await runCli(["init", "mail"], { workingDirectory });
  expect(used).toMatchObject({ code: 1, stdout: "", stderr: "mail is not empty: name a new directory.\n" });
  expect(await readdir(join(workingDirectory, "mail"))).toEqual(["index.ts"]);
  const file = await runCli(["init", "mail/index.ts"], { workingDirectory });
  expect(file).toMatchObject({ code: 1, stderr: "mail/index.ts is a file: name a new directory.\n" });
  const below = await runCli(["init", "mail/index.ts/x"], { workingDirectory });
  expect(below).toMatchObject({ code: 1, stdout: "" });
});

test.each([
  { args: [], says: /directory/ },
  { args: ["a", "b"], says: /more arguments/ },
  { args: ["a", "--template", "x"], says: /--template/ },
])("$args is wrong use", async ({ args, says }) => {
  const result = await runCli(["init", ...args], { workingDirectory });
  expect(result).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(says) });
  expect(await readdir(workingDirectory)).toEqual([]);
});

test.each([
  ["mail", "mail"],
  ["Société Générale", "societe-generale"],
  ["...", "mail"],
  ["a".repeat(300), "a".repeat(100)],
])("%s is called %s", (directory, name) => {
  expect(projectName(directory)).toBe(name);
});
