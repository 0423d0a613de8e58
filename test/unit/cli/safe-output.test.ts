// Nothing that goes out steers a terminal or holds a secret, and files are written whole or not at all.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createGuard } from "../../../cli/shared/guard.js";
import { refuseOutput, writeOutput } from "../../../cli/shared/output-file.js";
import { jsonText, visible, visibleText } from "../../../cli/shared/safe-text.js";
import { tableText } from "../../../cli/shared/table.js";
import { contextForTests } from "../../support/cli.js";

const directory = mkdtempSync(join(tmpdir(), "cli-output-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe("texts from outside", () => {
  test.each([
    { text: "\u001b[2Jgone", shown: "\\u{1b}[2Jgone" },
    { text: "a\u202egpj.exe", shown: "a\\u{202e}gpj.exe" },
    { text: "two\nlines\t", shown: "two\\u{a}lines\\u{9}" },
    { text: "\u009b31m", shown: "\\u{9b}31m" },
    { text: "zero\u200bwidth\ufeff", shown: "zero\\u{200b}width\\u{feff}" },
    { text: "lone \ud800", shown: "lone \\u{d800}" },
    { text: "Zoë 張 🙂", shown: "Zoë 張 🙂" },
  ])("show what cannot be seen: $shown", ({ text, shown }) => {
    expect(visible(text)).toBe(shown);
  });

  test("keep the colours and lines of our own, and nothing else", () => {
    expect(visibleText("\u001b[1mbold\u001b[22m\n\u001b]0;title\u0007")).toBe(
      "\u001b[1mbold\u001b[22m\n\\u{1b}]0;title\\u{7}",
    );
  });

  test("are the same values in JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(jsonText({ name: "a\u202e\u009b\u{e0001}" })).toBe('{\n  "name": "a\\u202e\\u009b\\udb40\\udc01"\n}');
  });

  test("stand in tables without steering anything", () => {
    const { context } = contextForTests([]);
    expect(tableText(context.stdout, ["who"], [["eve\u001b[31m"]])).toContain("eve\\u{1b}[31m");
  });
});

describe("the guard", () => {
  const guard = createGuard({
    OVH_APPLICATION_SECRET: "a-long-secret",
    OVH_CONSUMER_KEY: "a-long-secret-too",
    OVH_ACCESS_TOKEN: "",
  });

  test("takes every credential of the environment out of a text", () => {
    expect(guard("x a-long-secret-too y a-long-secret z")).toBe("x [secret] y [secret] z");
  });

  test("stands before both outputs and before files", async () => {
    const { context, result } = contextForTests([], {
      workingDirectory: directory,
      environment: { OVH_CONSUMER_KEY: "consumer-key-1" },
    });
    context.stdout.write("out consumer-key-1");
    context.stderr.write("err consumer-key-1");
    await writeOutput(context, { path: "guarded.txt", force: false }, "file consumer-key-1");
    expect(result(0)).toEqual({ code: 0, stdout: "out [secret]", stderr: "err [secret]" });
    expect(readFileSync(join(directory, "guarded.txt"), "utf8")).toBe("file [secret]");
  });
});

describe("an output file", () => {
  const { context } = contextForTests([], { workingDirectory: directory });
  const write = (path: string, force = false) => writeOutput(context, { path, force }, "new");
  const content = (name: string) => readFileSync(join(directory, name), "utf8");

  test("is not replaced, unless that was asked for", async () => {
    writeFileSync(join(directory, "here.md"), "old");
    await expect(write("here.md")).rejects.toThrow(
      "here.md exists already: name another file, or replace it with --force.",
    );
    await expect(refuseOutput(context, { path: "here.md", force: false })).rejects.toThrow("exists already");
    expect(content("here.md")).toBe("old");
    await write("here.md", true);
    expect(content("here.md")).toBe("new");
  });

  test("needs a directory, and is none itself", async () => {
    mkdirSync(join(directory, "folder"));
    await expect(write("nowhere/x.md")).rejects.toThrow(
      "nowhere/x.md cannot be written: its directory does not exist.",
    );
    await expect(write("folder", true)).rejects.toThrow("folder is a directory: name a file.");
  });

  test("leaves nothing half-written beside it", async () => {
    await write("whole.md");
    expect(readdirSync(directory).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
