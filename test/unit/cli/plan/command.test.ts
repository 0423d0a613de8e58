// `ovh-mail plan` as it is run: forms, exit codes, what is really there, and bad input.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { planSchema } from "../../../../cli/plan/model.js";
import { planSchemaText } from "../../../../cli/plan/run.js";
import { type CliOptions, runCli } from "../../../support/cli.js";
import { createWorld, seedWith } from "../../../support/world.js";
import { delegation, fixtureFile, fixtureText, previewText, step } from "./previews.js";

const directory = mkdtempSync(join(tmpdir(), "cli-plan-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const offline = (args: readonly string[] = [], options: CliOptions = {}) =>
  runCli(["plan", "--offline", ...args], { input: fixtureText("changes"), workingDirectory: directory, ...options });
const fromInput = (args: readonly string[] = [], options: CliOptions = {}) =>
  offline(["--file", "-", ...args], options);

describe("every form", () => {
  test.each([
    { args: [], form: "on the terminal" },
    { args: ["--markdown"], form: "in Markdown" },
    { args: ["--json"], form: "as JSON" },
    { args: ["--lang", "fr"], form: "in French" },
  ])("$form has the swapped delegate, the outsider and the mailbox left alone", async ({ args }) => {
    const { code, stdout, stderr } = await fromInput(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of ["eve@example.com", "mallory@partner.test", "finance@example.com"])
      expect(stdout).toContain(name);
  });

  test("as JSON is as its published schema says", async () => {
    const { stdout } = await fromInput(["--json"]);
    expect(planSchema.parse(JSON.parse(stdout))).toEqual(JSON.parse(stdout));
    const published = readFileSync(join(__dirname, "../../../../cli/plan/plan.schema.json"), "utf8");
    expect(JSON.parse(published)).toEqual(JSON.parse(planSchemaText()));
    expect(JSON.parse((await runCli(["plan", "--schema"])).stdout)).toEqual(JSON.parse(published));
  });

  test("never shows the values of secrets", async () => {
    const steps = [
      step({
        kind: "ExchangeAccount",
        name: "a",
        after: { service: "s", emailAddress: "a@example.com", password: "Very-Secret-1" },
      }),
    ];
    for (const args of [[], ["--markdown"], ["--json"]]) {
      expect((await fromInput(args, { input: previewText(steps) })).stdout).not.toContain("Very-Secret-1");
    }
  });

  test("is the same for the same preview", async () => {
    expect(await fromInput(["--markdown"])).toEqual(await fromInput(["--markdown"]));
  });
});

describe("exit codes", () => {
  test.each([
    { args: [], code: 0 },
    { args: ["--detailed-exitcode"], code: 3 },
    { args: ["--fail-on", "external"], code: 3 },
    { args: ["--fail-on=orphaned,deleted"], code: 3 },
    { args: ["--fail-on", "full-access"], code: 3 },
    { args: ["--fail-on", "revoked,unknown"], code: 0 },
  ])("$args is $code", async ({ args, code }) => {
    expect((await fromInput(args)).code).toBe(code);
  });

  test("a preview without changes is 0 whatever is asked", async () => {
    const input = fixtureText("no-change");
    const all = "external,orphaned,full-access,revoked,deleted,unknown";
    expect((await fromInput(["--detailed-exitcode", "--fail-on", all], { input })).code).toBe(0);
  });

  test("an outsider's domain may be of the organisation", async () => {
    const args = ["--fail-on", "external", "--customer", "zz99999-ovh", "--domain", "partner.test"];
    expect((await fromInput([...args])).code).toBe(3);
    expect((await fromInput([...args, "--domain", "elsewhere.test"])).code).toBe(0);
    expect((await fromInput([...args, "--domain", "elsewhere.test", "--outside-domain", "partner.test"])).code).toBe(3);
  });
});

describe("bad input", () => {
  test.each([
    { args: ["--fail-on", "everything"], says: "--fail-on takes external, orphaned," },
    { args: ["--domain", "x@y.z"], says: "--domain must be a domain such as example.com, not x@y.z." },
    { args: ["--marker", "-->"], says: "--marker takes letters" },
    { args: ["--output", "x.md", "--html", "./x.md"], says: "--output and --html must name two files." },
    { args: ["--json", "--markdown"], says: "--json and --markdown cannot be used together." },
    { args: ["--fial-on", "x"], says: "There is no option --fial-on; did you mean --fail-on?" },
  ])("$args is wrong use", async ({ args, says }) => {
    const { code, stdout, stderr } = await fromInput(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test.each([
    { input: "", says: "Standard input is empty" },
    { input: "Updating (dev):\n", says: "Standard input is not JSON" },
    { input: "{}", says: "Standard input is JSON, but no preview" },
    { input: '{"steps": [{"op": 1}]}', says: "Standard input is JSON, but no preview" },
    { input: "[1, 2]", says: "Standard input is JSON, but no preview" },
    {
      input: fixtureText("failed"),
      says: "The preview failed: pulumi-nodejs:dynamic/ovhmail:MxPlanAccount resource 'info'",
    },
  ])("$says", async ({ input, says }) => {
    const { code, stdout, stderr } = await fromInput(["--html", "never.html"], { input });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(readdirSync(directory)).not.toContain("never.html");
  });

  test("a file that is not there is named", async () => {
    const { code, stderr } = await offline(["--file", "nowhere.json"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "nowhere.json cannot be read (ENOENT).\n" });
  });

  test("an output file that exists is left alone", async () => {
    writeFileSync(join(directory, "old.html"), "mine");
    const { code, stdout, stderr } = await fromInput(["--html", "old.html"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("old.html exists already");
    expect(readFileSync(join(directory, "old.html"), "utf8")).toBe("mine");
    expect((await fromInput(["--html", "old.html", "--force"])).code).toBe(0);
    expect(readFileSync(join(directory, "old.html"), "utf8")).toContain("<!doctype html>");
  });

  test("no project, no Pulumi and a preview that fails are one sentence each", async () => {
    expect((await offline()).stderr).toBe(
      "There is no Pulumi project here: go to its directory, or name a preview with --file.\n",
    );
    const project = mkdtempSync(join(directory, "project"));
    writeFileSync(join(project, "Pulumi.yaml"), "name: mail\nruntime: nodejs\n");
    expect((await offline([], { workingDirectory: project })).stderr).toContain("The program pulumi was not found");
    const fails = async () => ({
      code: 255,
      stdout: "",
      stderr: "warning: x\nerror: no stack selected\n",
      isTimedOut: false,
    });
    const failed = await offline([], { workingDirectory: project, runProcess: fails });
    expect(failed).toMatchObject({ code: 1, stderr: "The preview failed: no stack selected\n" });
  });

  test("no credentials is one sentence that names --offline", async () => {
    const { code, stderr } = await runCli(["plan", "--file", fixtureFile("changes")]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^OVHcloud credentials are missing.* With --offline, nothing is read from OVHcloud\.\n$/);
  });

  test("a service that does not answer is one sentence that names --offline", async () => {
    const world = createWorld();
    const transport = () => Promise.reject(new Error("nobody there"));
    const { code, stdout, stderr } = await runCli(["plan", "--file", fixtureFile("changes")], { world, transport });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^The rights that are really there could not be read: .+ With --offline they are not\.\n$/);
  });
});

describe("what is really there", () => {
  const account = (login: string) => ({ emailAddress: `${login}@example.com` });
  const seed = seedWith({
    accounts: [account("anna"), account("bob"), account("eve")],
    sharedAccounts: [{ ...account("support"), quotaMb: 10 }],
    grants: [
      { on: "support@example.com", to: "anna@example.com", right: "fullAccess" },
      { on: "support@example.com", to: "eve@example.com", right: "sendAs" },
    ],
  });
  const before = delegation("support@example.com", { "anna@example.com": ["fullAccess"] });
  const after = delegation("support@example.com", { "bob@example.com": ["fullAccess"] });
  const input = previewText([step({ kind: "Delegation", name: "support", before, after })]);

  test("shows rights that Pulumi has never seen and that exclusive mode takes back, and only reads", async () => {
    const world = createWorld({ seed });
    const { code, stdout } = await runCli(["plan", "--file", "-", "--json", "--fail-on", "revoked"], { world, input });
    const plan = planSchema.parse(JSON.parse(stdout));
    expect(code).toBe(3);
    expect(plan.live).toBe(true);
    expect(plan.mailboxes).toMatchObject([
      {
        address: "support@example.com",
        revokedUnmanaged: [{ person: "eve@example.com", rights: ["sendAs"], outside: false }],
      },
    ]);
    expect(world.writes()).toEqual([]);
  });

  test("says of a mailbox that the program does not declare whether it is left with nobody", async () => {
    const world = createWorld({ seed });
    const nobody = [step({ kind: "Delegation", name: "support", before, after: { ...after, grants: {} } })];
    const { stdout } = await runCli(["plan", "--file", "-", "--json"], { world, input: previewText(nobody) });
    expect(planSchema.parse(JSON.parse(stdout)).conditions.orphaned).toEqual(["support@example.com"]);
  });

  test("takes the domains of the services for those of the organisation", async () => {
    const world = createWorld({ seed });
    const { stdout } = await runCli(["plan", "--file", "-", "--json"], { world, input });
    expect(planSchema.parse(JSON.parse(stdout)).conditions.external).toEqual([]);
    const alone = await fromInput(["--json"], { input });
    expect(planSchema.parse(JSON.parse(alone.stdout)).conditions.external).toEqual(["bob@example.com"]);
  });

  test("is not there yet where the program makes it", async () => {
    const world = createWorld({ seed });
    const made = delegation("new@example.com", { "bob@example.com": ["sendAs"] });
    const { code, stdout } = await runCli(["plan", "--file", "-"], {
      world,
      input: previewText([step({ kind: "Delegation", name: "new", after: made })]),
    });
    expect(code).toBe(0);
    expect(stdout).toContain("will be able to send as new@example.com");
  });
});

test("shows a table only where its lines fit", async () => {
  const { stdout } = await fromInput();
  expect(stdout).not.toContain("│");
  expect(stdout).toMatch(
    /finance@example\.com \(shared mailbox\)\n +Before: carol@example\.com \(full access\)\n +After: nobody/,
  );
  const narrow = await fromInput([], { input: fixtureText("unknown") });
  expect(narrow.stdout).toContain("│ frank@example.com");
});

test("runs the preview of the project, with what does not change", async () => {
  const project = mkdtempSync(join(directory, "project"));
  writeFileSync(join(project, "Pulumi.yaml"), "name: mail\nruntime: nodejs\n");
  const asked: string[][] = [];
  const runProcess: CliOptions["runProcess"] = async ({ command, args }) => {
    asked.push([command, ...args]);
    return { code: 0, stdout: `warning: something\n${fixtureText("changes")}`, stderr: "", isTimedOut: false };
  };
  const { code, stdout } = await offline(["--stack", "test"], { workingDirectory: project, runProcess });
  expect(code).toBe(0);
  expect(stdout).toContain("eve@example.com");
  expect(asked).toEqual([
    ["pulumi", "preview", "--json", "--show-sames", "--stack", "test", "--non-interactive", "--color", "never"],
  ]);
});
