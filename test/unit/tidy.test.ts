// The rules of the code that a machine can check.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(__dirname, "../..");
const FILE_LINES_MAX = 400;

function sources(...folders: string[]): { file: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|mjs)$/.test(name))
      .map((name) => ({
        file: relative(ROOT, join(ROOT, folder, name)),
        text: readFileSync(join(ROOT, folder, name), "utf8"),
      })),
  );
}

const all = sources("sdk", "provider", "cli", "scripts", "test");
const product = all.filter(({ file }) => !file.startsWith("test"));

const filesWith = (files: typeof all, pattern: RegExp) =>
  files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe("layers", () => {
  test("the simulator imports nothing outside itself", () => {
    const simulator = product.filter(({ file }) => file.startsWith("provider/simulator/"));
    expect(simulator.length).toBeGreaterThan(50);
    const outside = simulator.flatMap(({ file, text }) =>
      [...text.matchAll(/from "(\.[^"]+)"/g)]
        .map(([, path = ""]) => join(dirname(file), path))
        .filter((path) => !path.startsWith("provider/simulator/"))
        .map((path) => `${file} imports ${path}`),
    );
    expect(outside).toEqual([]);
  });

  test("the client imports nothing outside itself", () => {
    const client = product.filter(({ file }) => file.startsWith("provider/ovh/"));
    expect(client.length).toBeGreaterThan(5);
    expect(filesWith(client, /from "\.\.\//)).toEqual([]);
  });

  test("Pulumi is imported by the sdk alone", () => {
    expect(filesWith(product, /from "@pulumi\//).filter((file) => !file.startsWith("sdk/"))).toEqual([]);
  });

  test("the environment is read in few places", () => {
    const readers = filesWith(product, /process\.env\b/).filter((file) => !file.startsWith("scripts/"));
    expect(readers.sort()).toEqual([
      "cli/shared/system-context.ts",
      "provider/open-session.ts",
      "provider/password-source.ts",
    ]);
  });
});

describe("form", () => {
  test("no file is longer than it can be read", () => {
    const long = all.filter(({ text }) => text.split("\n").length > FILE_LINES_MAX).map(({ file }) => file);
    expect(long).toEqual([]);
  });

  test("no default exports, but where a tool asks for one", () => {
    const allowed = ["test/e2e/install.ts", "scripts/lib/vitest-reporter.mjs"];
    expect(filesWith(all, /^export default/m).filter((file) => !allowed.includes(file))).toEqual([]);
  });

  test("no test waits for real time", () => {
    const tests = all.filter(({ file }) => file.startsWith("test/unit") || file.startsWith("test/lifecycle"));
    expect(filesWith(tests, /await (?:delay|sleep)\(/)).toEqual([]);
  });
});
