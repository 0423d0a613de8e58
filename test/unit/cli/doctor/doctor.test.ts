// `ovh-mail doctor` in process, against simulators with something wrong in them.

import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkTasks } from "../../../../cli/doctor/check-tasks.js";
import { doctorTexts } from "../../../../cli/doctor/texts.js";
import type { RunProcess } from "../../../../cli/shared/run-process.js";
import { NotFoundError } from "../../../../provider/ovh/errors.js";
import { fetchTransport } from "../../../../provider/ovh/fetch-transport.js";
import { defaultSeed, type Seed } from "../../../../provider/simulator/index.js";
import { mxPlans } from "../../../lifecycle/fixtures/delegation-mxplan.js";
import { type CliOptions, runCli } from "../../../support/cli.js";
import { createWorld, seedWith } from "../../../support/world.js";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "ovh-mail-doctor-"));
});
afterAll(() => rm(directory, { recursive: true }));

const VERSIONS: Readonly<Record<string, string>> = { node: "v22.20.0\n", pulumi: "v3.260.0\n" };
const runProcess: RunProcess = async ({ command }) => {
  const stdout = VERSIONS[command];
  return { code: stdout === undefined ? undefined : 0, stdout: stdout ?? "", stderr: "", isTimedOut: false };
};

interface Answer {
  code: number;
  problems: number;
  /** "area severity what → remedy" */
  findings: string[];
}

async function look(options: CliOptions = {}, ...args: string[]): Promise<Answer> {
  const { code, stdout, stderr } = await runCli(["doctor", "--json", ...args], { runProcess, ...options });
  if (stdout === "") throw new Error(`${code}: ${stderr}`);
  const { problems, findings } = JSON.parse(stdout) as { problems: number; findings: Record<string, string>[] };
  return {
    code,
    problems,
    findings: findings.map(({ area, severity, what, remedy }) => `${area} ${severity} ${what} → ${remedy}`),
  };
}

/** The default world, with application keys of these rights. */
function worldWith(account: Partial<Seed["apiAccounts"][number]>, others: Partial<Seed> = {}) {
  const [first] = defaultSeed().apiAccounts;
  if (first === undefined) throw new Error("the default seed has an account");
  return createWorld({ seed: { ...defaultSeed(), apiAccounts: [{ ...first, ...account }], ...others } });
}

function state(...resources: { kind: string; inputs: object }[]): string {
  const own = resources.map(({ kind, inputs }) => ({
    type: `pulumi-nodejs:dynamic/ovhmail:${kind}`,
    urn: "u",
    inputs,
  }));
  return JSON.stringify({ version: 3, deployment: { resources: own } });
}

test("where nothing is wrong it ends with 0, having written nothing", async () => {
  const world = createWorld();
  const { code, problems, findings } = await look({ world });
  expect({ code, problems, found: findings.filter((one) => !/^\w+ fine/.test(one)) }).toEqual({
    code: 0,
    problems: 0,
    found: [],
  });
  expect(findings).toEqual(
    expect.arrayContaining([
      expect.stringContaining("credentials fine application keys of ab12345-ovh"),
      expect.stringContaining("services fine hosted-ab12345-1 (hosted): 0 mailboxes, 8 free accounts"),
      expect.stringContaining("dns fine example.com is set up"),
    ]),
  );
  expect(world.simulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  const { stdout, stderr, code: plain } = await runCli(["doctor", "--lang", "fr"], { world, runProcess });
  expect({ plain, stdout, stderr }).toMatchObject({
    plain: 0,
    stdout: expect.stringContaining("comptes libres"),
    stderr: expect.stringContaining("Tout est en ordre."),
  });
});

test("for people, a finding is one line, and what to do the next", async () => {
  const world = createWorld({ seed: seedWith({ freeAccounts: 0 }) });
  const { code, stdout, stderr } = await runCli(["doctor"], { world, runProcess });
  expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringMatching(/^1 problem\.$/m) });
  expect(stdout).toMatch(/^warning {2}services {5}hosted-ab12345-1 has no free account.*\n {22}→ order accounts/m);
});

test("rights that are missing are counted and named, for what the program has", async () => {
  const rules = [{ method: "GET" as const, path: "/*" }];
  const world = worldWith({ accessRules: rules });
  const input = state({ kind: "ExternalContact", inputs: {} });
  const { code, findings } = await look({ world, input }, "--state", "-");
  expect(code).toBe(3);
  expect(findings.find((one) => one.startsWith("credentials error"))).toMatch(
    /3 calls are not allowed: DELETE \/email\/exchange\/.*externalContact.* → .*--request-key/,
  );
});

test.each([
  { expiresInDays: 3, says: /credentials warning they expire on 20\d\d-\d\d-\d\d → ask for new ones/ },
  { expiresInDays: 90, says: /credentials fine they expire on/ },
])("keys that live for $expiresInDays days", async ({ expiresInDays, says }) => {
  const consumerKey = "another0000000000000000000000000";
  const world = worldWith({ credentials: [{ consumerKey, expiresInDays }] });
  const { findings } = await look({ world, environment: { OVH_CONSUMER_KEY: consumerKey } });
  expect(findings).toContainEqual(expect.stringMatching(says));
});

test("keys that are refused end the look at OVHcloud, not at the rest", async () => {
  const world = worldWith({ consumerKeyIsValid: false });
  const { code, findings } = await look({ world });
  expect(code).toBe(3);
  expect(findings).toContainEqual(expect.stringMatching(/^credentials error OVHcloud refuses these credentials/));
  expect(findings.filter((one) => one.startsWith("services"))).toEqual([]);
  expect(findings).toContainEqual("tools fine Pulumi 3.260.0 → ");
});

test("keys that may not look at themselves are told of, and the rest is looked at", async () => {
  const world = worldWith({ accessRules: [{ method: "GET", path: "/email/*" }] });
  const { findings } = await look({ world });
  expect(findings).toContainEqual(expect.stringMatching(/^credentials warning what these credentials may do cannot/));
  expect(findings).toContainEqual(expect.stringMatching(/^services fine/));
});

test("without credentials that is one finding", async () => {
  const { code, findings } = await look();
  expect(code).toBe(3);
  expect(findings).toContainEqual(
    expect.stringMatching(/^credentials error there are no credentials.*OVH_APPLICATION_KEY/),
  );
});

test("a service without free accounts, and a DNS that is not set up, with the records to set", async () => {
  const domains = [
    { name: "example.com", mxIsValid: false, mxRecord: ["mx.example.net"], spfIsValid: false, spfRecord: [] },
    { name: "example.org", validated: false },
  ];
  const world = createWorld({ seed: seedWith({ freeAccounts: 0, domains }) });
  const { findings } = await look({ world });
  expect(findings).toContainEqual(expect.stringMatching(/^services warning .* has no free account.*orderWhenNoneFree/));
  expect(findings).toContainEqual(
    expect.stringMatching(
      /^dns warning the MX record of example\.com is mx\.example\.net → set the MX record of example\.com to \S+/,
    ),
  );
  expect(findings).toContainEqual(
    expect.stringMatching(/^dns warning the SPF \(TXT\) record of example\.com is missing → set/),
  );
  expect(findings).toContainEqual(
    expect.stringMatching(/^dns error example\.org is not validated.* → make the CNAME record \S+/),
  );
});

test("MX Plans of both generations", async () => {
  const { findings } = await look({ world: createWorld({ seed: seedWith({}, mxPlans()) }) });
  expect(findings).toContainEqual(expect.stringMatching(/^services fine example\.org \(MX Plan, legacy\): 2 accounts/));
  expect(findings).toContainEqual(expect.stringMatching(/^services fine example\.net \(MX Plan, new\)/));
});

test("tasks that are older than asked for are stuck", async () => {
  const world = createWorld();
  const service = world.newSession().exchange("hosted-ab12345-1").api;
  await service.createSharedAccount({
    sharedEmailAddress: "support@example.com",
    quota: 100,
    displayName: "",
    hiddenFromGAL: false,
  });
  expect((await look({ world })).findings).toContainEqual(expect.stringMatching(/^tasks fine .*: 1 under way/));
  const { findings } = await look({ world }, "--stuck-after", "0");
  expect(findings).toContainEqual(
    expect.stringMatching(/^tasks warning .*task \d+ \(addSharedAccount\) has not ended for 0 minutes/),
  );
});

test("a failed task, one that has gone meanwhile, and more than anybody reads", async () => {
  const session = createWorld().newSession();
  const looking = { session, stuckAfterMs: 60_000, t: doctorTexts.en };
  const gone = new NotFoundError({
    call: { method: "GET", template: "/task" },
    status: 404,
    apiClass: undefined,
    apiMessage: "gone",
    queryId: undefined,
  });
  const findings = await checkTasks(looking, {
    place: "somewhere",
    list: async () => Array.from({ length: 300 }, (_, id) => id),
    get: async (id) => {
      if (id === 1) throw gone;
      return { id, status: id === 2 ? "error" : "doing", function: "setAccount", todoDate: undefined };
    },
  });
  expect(findings.map(({ severity, what }) => `${severity} ${what}`)).toEqual([
    "error somewhere: task 2 (setAccount) failed",
    "warning somewhere: of 300 tasks only 200 were looked at",
  ]);
});

test("a clock that is wrong is told of", async () => {
  const world = createWorld();
  const clock = { now: () => world.clock.now() + 90_000, sleep: (ms: number) => world.clock.sleep(ms) };
  const { findings } = await look({ world, clock });
  expect(findings).toContainEqual(expect.stringMatching(/^clock warning this machine's clock is 90 s ahead/));
});

test("password sources are looked for, and never read", async () => {
  const project = join(directory, "project");
  await mkdir(join(project, "bin"), { recursive: true });
  await writeFile(join(project, "Pulumi.yaml"), "name: mail\nruntime: nodejs\n");
  await writeFile(join(project, "there"), "canary");
  await writeFile(join(project, "bin", "vault"), "#!/bin/sh\nexit 1\n");
  await chmod(join(project, "bin", "vault"), 0o755);
  const account = (login: string, passwordFrom: object) => ({
    kind: "ExchangeAccount",
    inputs: { emailAddress: `${login}@example.com`, passwordFrom },
  });
  const input = state(
    account("anna", { env: "SET" }),
    account("bob", { env: "NOT_SET" }),
    account("carol", { file: "there" }),
    account("dave", { file: "nowhere" }),
    account("eve", { command: ["vault", "read"] }),
    account("zoe", { command: ["not-here", "--secret", "canary"] }),
  );
  const environment = { SET: "canary", PATH: join(project, "bin") };
  const options = { world: createWorld(), input, environment, workingDirectory: project };
  const { findings } = await look(options, "--state", "-");
  expect(findings.filter((one) => one.startsWith("passwords"))).toEqual([
    expect.stringContaining("NOT_SET, which holds the password of bob@example.com"),
    expect.stringContaining("the file nowhere, which holds the password of dave@example.com"),
    expect.stringContaining("the command not-here, which gives the password of zoe@example.com"),
  ]);
  expect(findings.join()).not.toContain("canary");
});

test.each([
  {
    versions: { node: "v20.1.0", pulumi: "v3.100.0" },
    says: [/Node\.js 20\.1\.0 is too old/, /Pulumi 3\.100\.0 is too old/],
  },
  { versions: { node: "v22.12.0", pulumi: "v3.139.0" }, says: [/Pulumi 3\.139\.0 cannot read import files/] },
  { versions: { node: "v22.12.0" }, says: [/Pulumi is not here/] },
])("with the tools $versions", async ({ versions, says }) => {
  const found: Readonly<Record<string, string | undefined>> = versions;
  const own: RunProcess = async ({ command }) => {
    const stdout = found[command];
    return { code: stdout === undefined ? undefined : 0, stdout: stdout ?? "", stderr: "", isTimedOut: false };
  };
  const { findings } = await look({ world: createWorld(), runProcess: own });
  expect(findings.filter((one) => /^tools (?:error|warning)/.test(one))).toEqual(
    says.map((one) => expect.stringMatching(one)),
  );
});

test("an old library of Pulumi in the project is told of", async () => {
  const library = join(directory, "node_modules", "@pulumi", "pulumi");
  await mkdir(library, { recursive: true });
  await writeFile(join(library, "package.json"), JSON.stringify({ version: "3.100.0" }));
  const { findings } = await look({ world: createWorld(), workingDirectory: directory });
  expect(findings).toContainEqual(
    expect.stringContaining("@pulumi/pulumi 3.100.0 is too old → install @pulumi/pulumi 3.216"),
  );
});

test("OVHcloud that does not answer is a finding", async () => {
  const world = createWorld();
  const transport = fetchTransport(async () => Response.json({ message: "down for maintenance" }, { status: 503 }));
  const { code, findings } = await look({ world, transport });
  expect(code).toBe(3);
  expect(findings).toContainEqual(expect.stringMatching(/^endpoint error OVHcloud could not be asked/));
});

test("the rights of a program can be printed without any credentials", async () => {
  const input = JSON.stringify({
    steps: [{ op: "create", newState: { type: "pulumi-nodejs:dynamic/ovhmail:ExternalContact", inputs: {} } }],
  });
  const { code, stdout } = await runCli(["doctor", "--rules", "--preview", "-"], { input });
  expect(code).toBe(0);
  expect(stdout).toContain("  POST   /email/exchange/*/service/*/externalContact\n");
  expect(stdout).toContain("  emailExchange:apiovh:service/externalContact/create\n");
  expect(stdout).not.toMatch(/(?:POST|PUT|DELETE) .*(?:domain|account)/);
});

test("a key with just these rights is asked for, and works once it is validated", async () => {
  const world = createWorld();
  const environment = { OVH_CONSUMER_KEY: "", OVH_APPLICATION_SECRET: "" };
  const args = ["--request-key", "--read-only", "--json"];
  const { code, stdout } = await runCli(["doctor", ...args], { world, environment });
  const { consumerKey, validationUrl } = JSON.parse(stdout) as Record<string, string>;
  expect({ code, validationUrl }).toMatchObject({ code: 0, validationUrl: expect.stringMatching(/^https:/) });
  const asked = world.simulator.desk.list().find((one) => one.consumerKey === consumerKey);
  expect(asked?.rules?.every(({ method }) => method === "GET")).toBe(true);
  world.simulator.desk.validate(consumerKey ?? "", "ab12345-ovh");
  const { findings } = await look({ world, environment: { OVH_CONSUMER_KEY: consumerKey } });
  expect(findings).toContainEqual(expect.stringMatching(/^services fine/));
  // They cannot write.
  expect(findings).toContainEqual(expect.stringMatching(/^credentials error \d+ calls are not allowed: DELETE/));
});

test("a key with all rights satisfies the doctor", async () => {
  const world = createWorld();
  const { stdout } = await runCli(["doctor", "--request-key", "--json"], { world });
  const { consumerKey = "" } = JSON.parse(stdout) as Record<string, string>;
  world.simulator.desk.validate(consumerKey, "ab12345-ovh");
  expect(await look({ world, environment: { OVH_CONSUMER_KEY: consumerKey } })).toMatchObject({ code: 0 });
});

test.each([
  { args: ["--request-key"], code: 1, says: /Asking for a key takes an application key/ },
  { args: ["--read-only"], code: 2, says: /--rules or --request-key/ },
  { args: ["--rules", "--request-key"], code: 2, says: /cannot be used together/ },
  { args: ["--stuck-after", "soon"], code: 2, says: /whole number of minutes, not soon/ },
  { args: ["--state", "a", "--preview", "b"], code: 2, says: /Only one of/ },
  { args: ["--state", "nowhere"], code: 1, says: /nowhere cannot be read \(ENOENT\)/ },
  { args: ["--preview", "-"], code: 1, says: /holds no preview/ },
  { args: ["--state", "-"], code: 1, says: /holds no Pulumi state/ },
])("$args: one sentence, and nothing else", async ({ args, code, says }) => {
  const result = await runCli(["doctor", ...args], { input: "[1" });
  expect(result).toMatchObject({ code, stdout: "", stderr: expect.stringMatching(says) });
  expect(result.stderr.trim().split("\n")).toHaveLength(1);
});
