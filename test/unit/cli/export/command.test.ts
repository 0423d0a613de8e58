// The command: what it refuses, what it writes, and what it says, in every form and both languages.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
// Loaded now, since a test that has to load it first may run out of time.
import "../../../../cli/export/run.js";
import type { Seed } from "../../../../provider/simulator/index.js";
import { runCli } from "../../../support/cli.js";
import { createWorld, seedWith, type TestWorld } from "../../../support/world.js";
import { smallWorld } from "./worlds.js";

/** Hundreds of calls take their time on a machine that has other things to do. */
vi.setConfig({ testTimeout: 30_000 });

function start(seed: Seed = smallWorld()) {
  const workingDirectory = mkdtempSync(join(tmpdir(), "export-"));
  onTestFinished(() => rmSync(workingDirectory, { recursive: true, force: true }));
  const world: TestWorld = createWorld({ seed });
  const run = (...args: string[]) => runCli(["export", ...args], { world, workingDirectory });
  const at = (...names: string[]) => join(workingDirectory, ...names);
  return { world, run, at, left: () => readdirSync(workingDirectory).sort() };
}

describe("before anything is read", () => {
  test.each<[args: string[], said: RegExp]>([
    [[], /argument directory is missing/],
    [["mail", "--nothing"], /no option --nothing/],
    [["mail", "--service", "a/b/c"], /--service: a\/b\/c is not the name of a service/],
    [["mail", "--domain", "example"], /--domain: example is not a domain/],
    [["mail", "--people", "../people.yaml"], /--people: \.\.\/people\.yaml is not the name of a YAML file/],
    [["mail", "--people", "Pulumi.yaml"], /--people: Pulumi\.yaml is not the name/],
    [["mail", "--people", "people.json"], /--people: people\.json is not the name/],
  ])("export %j is wrong use", async (args, said) => {
    const { world, run, left } = start();
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(said);
    expect(world.simulator.calls).toEqual([]);
    expect(left()).toEqual([]);
  });

  test("a directory with something in it, a file, and a place that is not there are refused", async () => {
    const { world, run, at } = start();
    mkdirSync(at("full"));
    writeFileSync(at("full", "mine.txt"), "mine");
    writeFileSync(at("file"), "mine");
    expect(await run("full")).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/full exists and is not empty/),
    });
    expect(await run("file")).toMatchObject({ code: 1, stderr: expect.stringMatching(/file is no directory/) });
    expect(await run("no/mail")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/would be in does not exist/),
    });
    expect(world.simulator.calls).toEqual([]);
  });
});

describe("what is written", () => {
  test("a project of all services, and nothing beside it; OVHcloud is only read", async () => {
    const { world, run, at, left } = start();
    const { code, stderr } = await run("mail");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(left()).toEqual(["mail"]);
    expect(readdirSync(at("mail")).sort()).toEqual([
      ".gitignore",
      "Pulumi.yaml",
      "delegated.ts",
      "example-org.ts",
      "hosted-ab12345-1.ts",
      "import.json",
      "index.ts",
      "mxplan-ab12345-1.ts",
      "package.json",
      "tsconfig.json",
    ]);
    expect(new Set(world.simulator.calls.map(({ method }) => method))).toEqual(new Set(["GET"]));
  });

  test("an empty directory will do, and with --force one that has files, which stay", async () => {
    const { run, at } = start();
    mkdirSync(at("mail"));
    expect((await run("mail", "--service", "hosted-ab12345-1")).code).toBe(0);
    writeFileSync(at("mail", "index.ts"), "mine");
    writeFileSync(at("mail", "notes.txt"), "mine");
    expect((await run("mail", "--force")).code).toBe(0);
    expect(readFileSync(at("mail", "index.ts"), "utf8")).toContain('import "./example-org"');
    expect(readFileSync(at("mail", "notes.txt"), "utf8")).toBe("mine");
  });

  test("into the directory that one stands in, which stays the same, and nothing else is left there", async () => {
    const { run, at, left } = start();
    const before = statSync(at()).ino;
    expect((await run(".", "--domain", "example.org")).code).toBe(0);
    expect(left()).toEqual([".gitignore", "Pulumi.yaml", "import.json", "index.ts", "package.json", "tsconfig.json"]);
    expect(statSync(at()).ino).toBe(before);
  });

  test("nothing, when reading fails half-way", async () => {
    const { world, run, left } = start();
    world.simulator.faults.onCall({ route: "/protocol" }, { kind: "respond", status: 400, body: { message: "No" } });
    const { code, stdout } = await run("mail", "--service", "hosted-ab12345-1");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(left()).toEqual([]);
  });

  test("nothing, when there is nothing", async () => {
    const { run, left } = start({ ...seedWith({}), exchangeServices: [] });
    expect(await run("mail")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/see nothing that can be exported/),
    });
    expect(left()).toEqual([]);
  });
});

describe("what is chosen", () => {
  const filesOf = (directory: string) => readdirSync(directory).filter((name) => name.endsWith(".ts"));

  test.each<[args: string[], contains: string, lacks: string]>([
    [["--service", "hosted-ab12345-1"], "anna@example.com", "zoe@example.org"],
    [["--service", "mxplan-ab12345-1"], "kim@example.net", "anna@example.com"],
    [["--domain", "EXAMPLE.org"], "zoe@example.org", "kim@example.net"],
    [["--domain", "example.net"], "old@example.net", "zoe@example.org"],
    [["--domain", "example.com"], "support@example.com", "zoe@example.org"],
  ])("%j alone is one file", async (args, contains, lacks) => {
    const { run, at } = start();
    expect((await run("mail", ...args)).code).toBe(0);
    expect(filesOf(at("mail"))).toEqual(["index.ts"]);
    const program = readFileSync(at("mail", "index.ts"), "utf8");
    expect(program).toContain(contains);
    expect(program).not.toContain(lacks);
  });

  test.each([
    ["--service", "hosted-zz99999-9"],
    ["--service", "mxplan-zz99999-9"],
    ["--domain", "example.fr"],
  ])("%s %s that cannot be seen is an error with what to do", async (option, name) => {
    const { run, left } = start();
    const { code, stderr } = await run("mail", option, name);
    expect(code).toBe(1);
    expect(stderr).toContain(`${name} cannot be read with these credentials: correct the name`);
    expect(left()).toEqual([]);
  });
});

describe("what is said", () => {
  test("what was left out and what was not recovered, with reasons, and what to do next", async () => {
    const { stdout } = await start().run("mail");
    expect(stdout).toContain("25 resources written to mail:");
    expect(stdout).toMatch(/leaving@example\.com: OVHcloud is removing it \(deleting\)/);
    expect(stdout).toMatch(/@configureme\.me, .*: a free account, which nobody uses yet/);
    expect(stdout).toMatch(/news@example\.org: a mailing list of MX Plan/);
    expect(stdout).toMatch(/whether a copy is kept/);
    expect(stdout).toMatch(/Passwords are not shown by OVHcloud/);
    expect(stdout).toContain("pulumi import --file import.json --yes --protect=false --generate-code=false");
  });

  test("with --adopt there is no import file, and pulumi up is what comes next", async () => {
    const { run, at } = start();
    const { stdout } = await run("mail", "--adopt");
    expect(existsSync(at("mail", "import.json"))).toBe(false);
    expect(stdout).toContain("pulumi up");
    expect(stdout).not.toContain("pulumi import");
  });

  test("as JSON, the same for programs", async () => {
    const { stdout } = await start().run("mail", "--json");
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ directory: "mail", importFile: "import.json" });
    expect(report.places).toContainEqual({
      type: "exchange",
      name: "hosted-ab12345-1",
      resources: { ExchangeAccount: 3, SharedMailbox: 2, ContactGroup: 2, ExternalContact: 1, Delegation: 3 },
    });
    expect(report.leftOut).toContainEqual({
      code: "beingRemoved",
      what: "leaving@example.com",
      detail: "deleting",
      message: "OVHcloud is removing it (deleting)",
    });
  });

  test("in French, in the report and in the program", async () => {
    const { run, at } = start();
    const { stdout } = await run("mail", "--lang", "fr");
    expect(stdout).toContain("25 ressources écrites dans mail :");
    expect(stdout).toContain("Laissé de côté :");
    expect(readFileSync(at("mail", "index.ts"), "utf8")).toContain("OVHcloud ne montre pas les mots de passe");
  });
});

describe("what cannot be seen", () => {
  test("of those that nobody named, the others are exported, and each is told", async () => {
    const { world, run } = start();
    const forbidden = { kind: "respond", status: 403, body: { message: "Not granted" } } as const;
    world.simulator.faults.onCall({ path: "/email/mxplan" }, forbidden);
    world.simulator.faults.onCall({ path: "/email/domain/example.org" }, forbidden);
    const { code, stdout } = await run("mail");
    expect(code).toBe(0);
    expect(stdout).toMatch(/- \/email\/mxplan: it could not be read\. OVHcloud answered "Not granted"/);
    expect(stdout).toMatch(/- example\.org: it could not be read\. OVHcloud answered "Not granted"/);
    expect(stdout).toContain("- hosted-ab12345-1: ");
  });

  test("an error that is none of the credentials ends it", async () => {
    const { world, run, left } = start();
    const broken = { kind: "respond", status: 400, body: { message: "Broken" } } as const;
    world.simulator.faults.onCall({ path: "/email/domain" }, broken);
    const { code, stdout, stderr } = await run("mail");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("Broken");
    expect(left()).toEqual([]);
  });

  test("no credentials are one sentence", async () => {
    const { at } = start();
    const { code, stdout, stderr } = await runCli(["export", "mail"], { workingDirectory: at() });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/credentials/);
  });
});

describe("what is odd", () => {
  test("a free account that holds a right is told, and the right stays in the program", async () => {
    const { world, run, at } = start();
    const free = world.simulator.world.accounts().find(({ configured }) => !configured)?.primaryEmailAddress ?? "";
    world.simulator.world.grant({ on: "archive@example.com", to: free, right: "fullAccess" });
    const { stdout } = await run("mail", "--service", "hosted-ab12345-1");
    expect(stdout).toContain(`${free} is a free account and holds a right`);
    expect(readFileSync(at("mail", "index.ts"), "utf8")).toContain(`"${free}": ["fullAccess"]`);
  });

  test("both ways of sending for one delegate cannot be declared: the delegation is left out, with the reason", async () => {
    const { world, run, at } = start();
    const right = "sendOnBehalfTo";
    world.simulator.world.grant({ on: "support@example.com", to: "bob@example.com", right });
    const { stdout } = await run("mail", "--service", "hosted-ab12345-1");
    expect(stdout).toMatch(/support@example\.com: there is no way to declare it: .*exclude each other/);
    expect(readFileSync(at("mail", "index.ts"), "utf8")).not.toMatch(/Delegation\("support/);
  });
});
