// What every command of `ovh-mail` has in common: help, languages, exit codes, errors.
import { describe, expect, test } from "vitest";
import { CommandLine } from "../../../cli/shared/command-line.js";
import { ExpectedError, UsageError } from "../../../cli/shared/errors.js";
import { pickLanguage } from "../../../cli/shared/language.js";
import { NotFoundError } from "../../../provider/ovh/errors.js";
import { contextForTests, runCli } from "../../support/cli.js";

describe("help", () => {
  test.each([[[]], [["--help"]], [["help"]]])("lists the commands for %j", async (args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/simulator .*starts a simulated OVHcloud/);
    expect(stdout).toContain("Exit codes:\n  0  fine");
  });

  test("is French where the environment is, and has no English title", async () => {
    const { stdout } = await runCli(["--help"], { environment: { LANG: "fr_FR.UTF-8" } });
    expect(stdout).toContain("Commandes :");
    expect(stdout).not.toMatch(/Usage:|Options:|Commands:|display help/);
  });

  test("tells the version", async () => {
    expect(await runCli(["--version"])).toEqual({ code: 0, stdout: "0.0.0-test\n", stderr: "" });
  });
});

describe("a wrong command line", () => {
  test.each([
    { args: ["simulate"], says: "There is no command simulate; did you mean simulator? Try: ovh-mail --help\n" },
    { args: ["toString"], says: "There is no command toString. Try: ovh-mail --help\n" },
    { args: ["--prot"], says: "There is no option --prot. Try: ovh-mail --help\n" },
    { args: ["simulator", "--port"], says: "The option --port <n> needs a value. Try: ovh-mail simulator --help\n" },
    {
      args: ["simulator", "--prot", "1", "--lang=fr"],
      says: "L'option --prot n'existe pas ; vouliez-vous dire --port ? Essayez : ovh-mail simulator --help\n",
    },
  ])("is answered in one sentence: $args", async ({ args, says }) => {
    expect(await runCli(args)).toEqual({ code: 2, stdout: "", stderr: says });
  });
});

describe("the language", () => {
  test.each([
    { args: ["--lang", "fr"], environment: { LANG: "en_GB" }, expected: "fr" },
    { args: ["--lang=en"], environment: { LC_ALL: "fr_FR" }, expected: "en" },
    { args: [], environment: { LC_ALL: "C", LANG: "fr_FR.UTF-8" }, expected: "en" },
    { args: [], environment: { LC_ALL: "", LANG: "FR" }, expected: "fr" },
    { args: ["--", "--lang", "fr"], environment: {}, expected: "en" },
    { args: [], environment: { LANG: "de_DE" }, expected: "en" },
  ])("of $args with $environment is $expected", ({ args, environment, expected }) => {
    expect(pickLanguage(args, environment)).toBe(expected);
  });

  test.each([[["--lang", "de"]], [["--lang"]]])("%j is refused", (args) => {
    expect(() => pickLanguage(args, {})).toThrow(/--lang must be en or fr/);
  });
});

describe("what a command throws", () => {
  async function runThrowing(error: unknown) {
    const { context, result } = contextForTests(["fails"]);
    const line = new CommandLine(context, "1");
    line.add({ name: "fails", summary: "", description: "", examples: [], run: () => Promise.reject(error) });
    return result(await line.run(["fails"]));
  }

  test("as wrong use is 2", async () => {
    const { code, stderr } = await runThrowing(new UsageError("No."));
    expect({ code, stderr }).toEqual({ code: 2, stderr: "No. Try: ovh-mail fails --help\n" });
  });

  test.each([
    new ExpectedError("The file is empty."),
    new NotFoundError({
      call: { method: "GET", template: "/me" },
      status: 404,
      apiClass: undefined,
      apiMessage: "Not here",
      queryId: undefined,
    }),
  ])("as something foreseen is 1, without a stack: $name", async (error) => {
    const { code, stderr } = await runThrowing(error);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${error.message}\n` });
  });

  test("as a mistake of ours shows where it was", async () => {
    const { code, stderr } = await runThrowing(new TypeError("x is undefined"));
    expect(code).toBe(1);
    expect(stderr).toContain("Unexpected error, which is a mistake in this program: x is undefined");
    expect(stderr).toContain("command-line.test.ts");
  });
});
