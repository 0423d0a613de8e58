// `ovh-mail rights` in process, against a simulator: what OVHcloud shows, what the state says, and the difference.

import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rightsInState } from "../../../../cli/rights/read-state.js";
import { listPowers } from "../../../../cli/shared/powers.js";
import { fetchTransport } from "../../../../provider/ovh/fetch-transport.js";
import { DELEGATE_POWERS } from "../../../../provider/resources/delegate-powers.js";
import type { Values } from "../../../../provider/values.js";
import { ANNA, mxPlans, NINA } from "../../../lifecycle/fixtures/delegation-mxplan.js";
import { runCli } from "../../../support/cli.js";
import { createWorld, SERVICE, seedWith } from "../../../support/world.js";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "ovh-mail-rights-"));
});
afterAll(() => rm(directory, { recursive: true }));

function start() {
  const service = {
    accounts: [{ emailAddress: "bob@example.com" }, { emailAddress: "eve@example.com" }],
    sharedAccounts: [{ emailAddress: "support@example.com", quotaMb: 100 }],
    externalContacts: [{ emailAddress: "carol@accounting.example.org", displayName: "Carol" }],
    mailingLists: [
      {
        emailAddress: "sales@example.com",
        members: ["bob@example.com", "carol@accounting.example.org"],
        managers: ["eve@example.com"],
      },
    ],
    grants: [
      { on: "support@example.com", to: "bob@example.com", right: "fullAccess" as const },
      { on: "support@example.com", to: "eve@example.com", right: "sendAs" as const },
    ],
  };
  const world = createWorld({ seed: seedWith(service, mxPlans()) });
  world.simulator.world.emailDomain.addAclHolder("example.org", "CD67890-ovh");
  world.simulator.world.emailDomain.addDelegate(ANNA, "ef24680-ovh");
  world.simulator.world.grant({ on: NINA, to: "bob@example.net", right: "fullAccess" });
  return world;
}

interface Row {
  mailbox: string;
  who: string;
  right: string;
  through: string;
  origin: string;
  outside: boolean;
}

async function rowsOf(args: string[], options: Parameters<typeof runCli>[1] = {}): Promise<string[]> {
  const { stdout, stderr, code } = await runCli(["rights", "--json", ...args], options);
  if (stdout === "") throw new Error(`${code}: ${stderr}`);
  const { rights } = JSON.parse(stdout) as { rights: Row[] };
  return rights.map(({ mailbox, who, right, through, origin, outside }) =>
    [mailbox, who, right, through, origin, ...(outside ? ["outside"] : [])].join(" "),
  );
}

const DEFAULT_PROVIDER = "urn:pulumi:dev::mail::pulumi:providers:pulumi-nodejs::default::0e1c";

/** As `pulumi stack export` writes it. */
function state(...resources: { kind: string; outputs: object; provider?: string }[]): string {
  return JSON.stringify({
    version: 3,
    deployment: {
      resources: [
        { type: "pulumi:pulumi:Stack", urn: "urn:stack" },
        ...resources.map(({ kind, outputs, provider = DEFAULT_PROVIDER }) => ({
          type: `pulumi-nodejs:dynamic/ovhmail:${kind}`,
          urn: `urn:${kind}`,
          outputs,
          provider,
        })),
      ],
    },
  });
}

const on = (emailAddress: string) => ({ service: SERVICE, emailAddress });
const SUPPORT = {
  kind: "Delegation",
  outputs: {
    on: on("support@example.com"),
    targetType: "shared",
    grants: { "bob@example.com": ["fullAccess"], "zoe@example.com": ["sendAs"] },
  },
};

test("everything that the credentials see, with what it lets do", async () => {
  const world = start();
  const rows = await rowsOf([], { world });
  expect(rows).toEqual([
    `${ANNA} cd67890-ovh manage domain live outside`,
    `${ANNA} ef24680-ovh manage itself live outside`,
    expect.stringMatching(/@example\.org cd67890-ovh manage domain live outside$/),
    "example.org cd67890-ovh manage itself live outside",
    `${NINA} bob@example.net fullAccess itself live`,
    "sales@example.com bob@example.com member group live",
    "sales@example.com carol@accounting.example.org member group live outside",
    "sales@example.com eve@example.com manager group live",
    "support@example.com bob@example.com fullAccess itself live",
    "support@example.com eve@example.com sendAs itself live",
  ]);
  expect(world.simulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);
});

test.each([
  { args: ["--mailbox", "Support@example.com"], people: ["bob@example.com", "eve@example.com"] },
  { args: ["--person", "eve@example.com"], people: ["eve@example.com", "eve@example.com"] },
  { args: ["--right", "fullAccess", "--service", SERVICE], people: ["bob@example.com"] },
  { args: ["--outside", "--inside", "accounting.example.org", "--domain", "example.com"], people: [] },
  { args: ["--outside", "--service", SERVICE], people: ["carol@accounting.example.org"] },
  { args: ["--domain", "example.net"], people: ["bob@example.net"] },
])("with $args only what is asked for", async ({ args, people }) => {
  expect((await rowsOf(args, { world: start() })).map((row) => row.split(" ")[1])).toEqual(people);
});

test("one mailbox does not cost the calls of all", async () => {
  const world = start();
  await rowsOf(["--mailbox", "support@example.com", "--service", SERVICE], { world });
  expect(world.simulator.calls.filter(({ route }) => /fullAccess|sendAs|sendOnBehalfTo/.test(route))).toHaveLength(3);
});

test("from the state, without a call and without credentials", async () => {
  const group = {
    kind: "ContactGroup",
    outputs: { ...on("sales@example.com"), members: { "bob@example.com": true }, managers: { "x@else.example": true } },
  };
  const domain = {
    kind: "Delegation",
    outputs: { on: { mxPlanDomain: "example.org" }, grants: { "cd67890-ovh": ["manage"] } },
  };
  const account = { kind: "MxPlanAccount", outputs: { emailAddress: ANNA, generation: "legacy" } };
  const rows = await rowsOf(["--state", "-"], { input: state(SUPPORT, group, domain, account) });
  expect(rows).toEqual([
    `${ANNA} cd67890-ovh manage domain declared outside`,
    "example.org cd67890-ovh manage itself declared outside",
    "sales@example.com bob@example.com member group declared",
    "sales@example.com x@else.example manager group declared outside",
    "support@example.com bob@example.com fullAccess itself declared",
    "support@example.com zoe@example.com sendAs itself declared",
  ]);
});

test("from a state file as it lies on the disk", async () => {
  const { deployment } = JSON.parse(state(SUPPORT)) as { deployment: object };
  const file = join(directory, "stack.json");
  await writeFile(file, JSON.stringify({ version: 3, checkpoint: { stack: "s", latest: deployment } }));
  expect(await rowsOf(["--state", file])).toHaveLength(2);
});

test("compared, each row says where it comes from, and a difference ends with 3", async () => {
  const world = start();
  const args = ["--compare", "--state", "-", "--mailbox", "support@example.com"];
  expect(await rowsOf(args, { world, input: state(SUPPORT) })).toEqual(
    [
      "support@example.com bob@example.com fullAccess itself declared",
      "support@example.com eve@example.com sendAs itself unmanaged",
      "support@example.com zoe@example.com sendAs itself missing outside",
    ].map((row) => row.replace(" outside", "")),
  );
  const { code, stderr } = await runCli(["rights", ...args], { world, input: state(SUPPORT) });
  expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining("2 rights differ") });
  const grants = { "bob@example.com": ["fullAccess"], "eve@example.com": ["sendAs"] };
  const same = state({ ...SUPPORT, outputs: { ...SUPPORT.outputs, grants } });
  expect(await runCli(["rights", ...args], { world, input: same })).toMatchObject({ code: 0 });
});

test("what is in another OVHcloud account is not taken for missing", async () => {
  const provider = DEFAULT_PROVIDER.replace("::default::", "::client-b::");
  const elsewhere = {
    ...SUPPORT,
    outputs: { on: on("desk@client.example"), grants: { "x@client.example": ["sendAs"] } },
    provider,
  };
  const grants = { "bob@example.com": ["fullAccess"], "eve@example.com": ["sendAs"] };
  const input = state({ ...SUPPORT, outputs: { ...SUPPORT.outputs, grants } }, elsewhere);
  const args = ["--compare", "--state", "-", "--right", "sendAs"];
  const { code, stderr } = await runCli(["rights", ...args], { world: start(), input });
  expect({ code, stderr }).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("the provider client-b is not compared"),
  });
  expect(await rowsOf(["--state", "-"], { input })).toHaveLength(3);
});

test("the table says in words what a right means, and what a delegation lets do", async () => {
  const { code, stdout, stderr } = await runCli(["rights", "--domain", "example.org"], { world: start() });
  expect(code).toBe(0);
  expect(stdout).toMatch(/anna@example\.org.*cd67890-ovh.*manage \(password and more\).*its whole domain.*outside/);
  expect(stderr).toMatch(/manages one account may change passwords.*guide says no.*manage responders/);
  expect(stderr).toMatch(/manages all accounts of a domain may .*mailing lists/);
});

test("in French", async () => {
  const { stdout, stderr } = await runCli(["rights", "--domain", "example.org", "--lang", "fr"], { world: start() });
  expect(stdout).toMatch(/gérer \(mot de passe et plus\)/);
  expect(stderr).toMatch(/peut changer les mots de passe/);
  for (const { what } of DELEGATE_POWERS) expect(listPowers.fr([what])).not.toBe(what);
});

test("a cell of the CSV is never a formula", async () => {
  const grants = { "=cmd|' /c calc'!a1@example.com": ["fullAccess"], "+1@example.com": ["sendAs"] };
  const input = state({ ...SUPPORT, outputs: { ...SUPPORT.outputs, grants } });
  const { stdout } = await runCli(["rights", "--state", "-", "--csv"], { input });
  expect(stdout.split("\n")).toEqual([
    "mailbox,kind,place,who,right,through,origin,outside",
    `support@example.com,SharedMailbox,${SERVICE},'+1@example.com,sendAs,itself,declared,yes`,
    `support@example.com,SharedMailbox,${SERVICE},'=cmd|' /c calc'!a1@example.com,fullAccess,itself,declared,yes`,
    "",
  ]);
});

test("the page needs nothing else, and shows names as text", async () => {
  const grants = { '<img src=x onerror="alert(1)">@example.com': ["fullAccess"] };
  const input = state({ ...SUPPORT, outputs: { ...SUPPORT.outputs, grants } });
  const file = join(directory, "rights.html");
  expect(await runCli(["rights", "--state", "-", "--html", "--output", file], { input })).toMatchObject({
    code: 0,
    stdout: "",
  });
  const page = await readFile(file, "utf8");
  expect(page).toContain("&lt;img src=x");
  expect(page).not.toMatch(/<img|(?:src|href)="?http/);
  expect(page).toContain("default-src 'none'");
  const again = await runCli(["rights", "--state", "-", "--html", "--output", file], { input });
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("exists already") });
});

test.each([
  { args: ["--state", "nowhere.json"], code: 1, says: /nowhere\.json cannot be read \(ENOENT\)/ },
  { args: ["--state", "-"], input: "{}", code: 1, says: /holds no Pulumi state/ },
  { args: ["--state", "-"], input: "\u001b[31m{", code: 1, says: /holds no Pulumi state/ },
  { args: ["--from", "state"], code: 1, says: /no Pulumi project here/ },
  { args: ["--csv", "--html"], code: 2, says: /Only one of/ },
  { args: ["--compare", "--from", "live"], code: 2, says: /leave --from out/ },
  { args: ["--from", "live", "--state", "x"], code: 2, says: /--from state or --compare/ },
  { args: ["--right", "everything"], code: 2, says: /--right/ },
  { args: ["--mailbox", "two words"], code: 2, says: /--mailbox must be/ },
  { args: ["--force"], code: 2, says: /--output/ },
  { args: [], code: 1, says: /credentials are missing/ },
])("$args: one sentence, and nothing else", async ({ args, input = "", code, says }) => {
  const result = await runCli(["rights", ...args], { input });
  expect(result).toMatchObject({ code, stdout: "", stderr: expect.stringMatching(says) });
  expect(result.stderr.trim().split("\n")).toHaveLength(1);
});

test("a domain that the credentials do not see is one sentence", async () => {
  const result = await runCli(["rights", "--domain", "elsewhere.example"], { world: start() });
  expect(result).toEqual({
    code: 1,
    stdout: "",
    stderr: "These credentials see no Exchange service and no MX Plan with elsewhere.example.\n",
  });
});

test("a mailbox that goes while it is read is left out", async () => {
  const world = start();
  const transport = fetchTransport(async (request) => {
    const isGone = /\/(?:account|sharedAccount|mailingList)\/support(?:@|%40)[^/]*$/.test(
      new URL(request.url).pathname,
    );
    if (isGone) return Response.json({ class: "Client::NotFound", message: "gone" }, { status: 404 });
    return world.simulator.fetch(request);
  });
  const rows = await rowsOf(["--service", SERVICE], { world, transport });
  expect(rows.map((row) => row.split(" ")[0])).toEqual(["sales@example.com", "sales@example.com", "sales@example.com"]);
});

test("a service that does not exist is one sentence", async () => {
  const { code, stderr } = await runCli(["rights", "--service", "hosted-zz-1"], { world: start() });
  expect(code).toBe(1);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("what a release stored can be read", () => {
  const stored = readFileSync(join(__dirname, "../../../lifecycle/states/0.1.0/Delegation.json"), "utf8");
  const { states } = JSON.parse(stored) as { states: { outputs: Values }[] };
  const found = rightsInState([{ kind: "Delegation", inputs: {}, outputs: states[0]?.outputs ?? {} }]);
  expect(found.rows.map(({ on, who, right, kind }) => [on, who, right, kind])).toEqual([
    ["support@example.com", "bob@example.com", "fullAccess", "SharedMailbox"],
    ["support@example.com", "bob@example.com", "sendAs", "SharedMailbox"],
  ]);
});
