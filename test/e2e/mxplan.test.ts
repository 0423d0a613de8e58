// Two domains of MX Plan, one of each generation, in one program on the real engine: what a preview tells, adoption, drift,
// an import file, a renaming, what is refused, and the end of it all. The first tests are the life of one stack, in order.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { importFileOf } from "./import-file.js";
import {
  ASSISTANT,
  MX_PLAN_SERVICE,
  mailbox,
  mxPlans,
  OWNER,
  PARTNER,
  redirection,
  responder,
} from "./mxplan-world.js";
import { type Declared, delegation, PROGRAM, Project } from "./project.js";

const DESK = "desk@example.org";
const ANNA = "anna@example.org";
const NINA = "nina@example.net";
const BOB = "bob@example.net";
const INFO = { from: "info@example.org", to: ANNA };

const LOOK_UPS = `
exports.plans = ["example.org", "example.net"].map((domain) => ovhmail.getMxPlanService({ domain }));
exports.rights = [{ mxPlanAccount: "${DESK}" }, { mxPlanAccount: "${BOB}" }].map((on) => ovhmail.getEffectiveRights(on));
`;

/** What a colleague made in the panel. */
const byHand = mxPlans({
  legacy: { accounts: [{ name: "desk", description: "Desk", password: "Old-Monday-42", delegates: [ASSISTANT] }] },
  modern: { accounts: [{ emailAddress: BOB, displayName: "Bob" }] },
});

interface Addresses {
  readonly anna?: string;
  readonly nina?: string;
  readonly more?: Values;
}

/** Two mailboxes are taken over, two are new, and those may go again. */
function program({ anna = ANNA, nina = NINA, more = {} }: Addresses = {}): readonly Declared[] {
  return [
    delegation("all", { on: { mxPlanDomain: "example.org" }, grants: { [PARTNER]: ["manage"] } }),
    mailbox("desk", DESK, { adopt: true, description: "Front desk", password: "canary-never-sent-7" }),
    mailbox("anna", anna, { password: "canary-Lundi-42", deletionProtection: false, ...more }),
    mailbox("nina", nina, { displayName: "Nina", emailAliases: ["hello@example.net"], deletionProtection: false }),
    mailbox("bob", BOB, { adopt: true, displayName: "Bob" }),
    redirection("info", INFO.from, anna, { keepCopy: true }),
    redirection("contact", "contact@example.net", nina),
    responder("away", anna),
    delegation("annas", { on: "$anna", grants: { [ASSISTANT.toUpperCase()]: ["manage"] } }),
    delegation("ninas", { on: "$nina", grants: { [BOB]: ["fullAccess", "sendAs"] } }),
  ];
}

/** The writes since the last time this was asked. */
function watchWrites({ simulator }: Project): () => string[] {
  let seen = simulator.calls.length;
  return () => {
    const fresh = simulator.calls.slice(seen).filter(({ method }) => method !== "GET");
    seen = simulator.calls.length;
    return fresh.map(({ method, path }) => `${method} ${path.replace(/^.*\/email\//, "")}`).sort();
  };
}

const idsOf = (project: Project, stack?: string) =>
  Object.fromEntries(Object.entries(project.state(stack)).map(([name, { id }]) => [name, id]));
const sorted = (grants: readonly { to: string; right: string }[]) =>
  grants.map(({ to, right }) => `${to} ${right}`).sort();

const RENAMED = { anna: "anna.durand@example.org", nina: "nina.petit@example.net" };

describe("both generations in one program", () => {
  let project: Project;
  let told = "";
  let writes: () => string[];
  let close = async () => {};
  beforeAll(async () => {
    project = await Project.open({
      others: byHand,
      files: { "index.js": PROGRAM + LOOK_UPS },
      atEnd: (end) => {
        close = end;
      },
    });
    writes = watchWrites(project);
    project.write(program());
    told = await project.ok("up", "--yes");
  });
  beforeEach(() => {
    project.write(program());
    writes();
  });
  afterAll(() => close());

  test("are made and adopted, and before anything is delegated, one is told what that lets do", () => {
    const { world } = project.simulator;
    const { emailDomain: legacy, mxplan } = world;
    expect(told).toMatch(
      /example\.org will be delegated to cd67890-ovh: delegates may, on all accounts of the domain, change passwords, manage filters, manage responders, manage redirections and aliases and manage mailing lists/,
    );
    expect(told).toMatch(
      /anna@example\.org will be delegated to ef24680-ovh: delegates may, on this account, change passwords, .*they may not manage redirections/i,
    );
    expect(legacy.account(DESK)?.description).toBe("Front desk");
    expect(legacy.passwordMatches(DESK, "Old-Monday-42")).toBe(true);
    expect(legacy.passwordMatches(ANNA, "canary-Lundi-42")).toBe(true);
    expect(legacy.redirections("example.org")).toMatchObject([{ ...INFO, localCopy: true }]);
    expect(legacy.redirections("example.net")).toMatchObject([{ from: "contact@example.net", to: NINA }]);
    expect(legacy.responders("example.org")).toMatchObject([{ account: "anna", content: "Back on Monday" }]);
    expect(legacy.acl("example.org")).toEqual([PARTNER]);
    expect(legacy.delegates(ANNA)).toEqual([ASSISTANT]);
    expect(sorted(world.grants(NINA))).toEqual([`${BOB} fullAccess`, `${BOB} sendAs`]);
    expect(mxplan.freeAccounts(MX_PLAN_SERVICE)).toHaveLength(2);
    expect(project.stateText()).not.toContain("canary");
  });

  test("unchanged, nothing is written, and the program is answered what it asks", async () => {
    await project.ok("up", "--yes", "--skip-preview");
    expect(writes()).toEqual([]);
    const { plans, rights } = JSON.parse(await project.ok("stack", "output", "--json"));
    expect(plans).toMatchObject([
      { domain: "example.org", generation: "legacy", mxPlanService: "", accounts: [ANNA, DESK] },
      {
        domain: "example.net",
        generation: "new",
        mxPlanService: MX_PLAN_SERVICE,
        accounts: [BOB, NINA],
        freeAccounts: 2,
      },
    ]);
    expect(rights).toMatchObject([
      {
        delegations: [
          { on: DESK, delegates: [ASSISTANT], disputed: ["manage responders"] },
          { on: "example.org", delegates: [PARTNER], disputed: [] },
        ],
      },
      { grants: {} },
    ]);
  });

  test("an import file brings all of it into another stack", async () => {
    const exported = await project.ok("stack", "export", "--show-secrets");
    await project.ok("stack", "init", "copy");
    writeFileSync(join(project.directory, "import.json"), importFileOf(exported));
    await project.ok("import", "--file", "import.json", "--yes", "--protect=false", "--generate-code=false");
    expect(idsOf(project, "copy")).toEqual(idsOf(project));
    await project.ok("preview", "--refresh", "--expect-no-changes");
    expect(writes()).toEqual([]);
    await project.ok("stack", "select", "test");
  });

  test("what a colleague changed is shown, and put back by that many writes", async () => {
    const { world } = project.simulator;
    const { emailDomain: legacy, mxplan } = world;
    legacy.editAccount(DESK, { description: "Desk" });
    legacy.editRedirection(INFO, { to: "somebody@example.com" });
    legacy.editResponder(ANNA, { content: "Gone" });
    legacy.addAclHolder("example.org", ASSISTANT);
    legacy.removeDelegate(ANNA, ASSISTANT);
    mxplan.editAccount(NINA, { displayName: "N." });
    world.revoke({ on: NINA, to: BOB, right: "sendAs" });
    expect(await project.preview("--refresh")).toEqual({
      desk: { op: "update", keys: ["description"] },
      info: { op: "update", keys: ["to"] },
      away: { op: "update", keys: ["content"] },
      all: { op: "update", keys: [`grants["${ASSISTANT}"]`] },
      annas: { op: "update", keys: [`grants["${ASSISTANT}"]`] },
      nina: { op: "update", keys: ["displayName"] },
      ninas: { op: "update", keys: [`grants["${BOB}"][1]`] },
    });
    expect(writes()).toEqual([]);
    await project.ok("up", "--yes", "--skip-preview", "--refresh");
    expect(writes()).toHaveLength(7);
    expect(legacy.account(DESK)?.description).toBe("Front desk");
    expect(legacy.redirections("example.org")).toMatchObject([INFO]);
    expect(legacy.acl("example.org")).toEqual([PARTNER]);
    expect(sorted(world.grants(NINA))).toEqual([`${BOB} fullAccess`, `${BOB} sendAs`]);
  });

  test("the legacy one has no renaming, and the new one has", async () => {
    const { world } = project.simulator;
    const { emailDomain: legacy, mxplan } = world;
    const before = idsOf(project);
    project.write(program(RENAMED));
    const refused = await project.run("preview");
    expect(refused.code).not.toBe(0);
    expect(refused.output).toMatch(
      /emailAddress: the legacy MX Plan cannot rename mailbox anna@example\.org.*replaceOnRename/,
    );
    project.write(program({ ...RENAMED, more: { replaceOnRename: true } }));
    expect(await project.preview()).toMatchObject({
      anna: { op: "replace" },
      nina: { op: "update", keys: ["emailAddress"] },
      contact: { op: "update", keys: ["to"] },
    });
    await project.up();
    expect(project.state().nina?.id).toBe(before.nina);
    expect(mxplan.account(RENAMED.nina)).toMatchObject({ displayName: "Nina" });
    expect(sorted(world.grants(RENAMED.nina))).toEqual([`${BOB} fullAccess`, `${BOB} sendAs`]);
    expect(legacy.accounts("example.org").map(({ email }) => email)).toEqual([DESK, RENAMED.anna]);
    expect(legacy.delegates(RENAMED.anna)).toEqual([ASSISTANT]);
    expect(legacy.responders("example.org")).toMatchObject([{ account: "anna.durand" }]);
  });

  test("all goes but what is protected", async () => {
    const { emailDomain: legacy, mxplan } = project.simulator.world;
    const destroyed = await project.run("destroy", "--yes", "--skip-preview", "--continue-on-error");
    expect(destroyed.code).not.toBe(0);
    expect(destroyed.output).toMatch(/mailbox desk@example\.org is protected/);
    expect(Object.keys(project.state()).sort()).toEqual(["bob", "desk"]);
    expect(legacy.accounts("example.org").map(({ email }) => email)).toEqual([DESK]);
    expect(legacy.redirections("example.org")).toEqual([]);
    expect(legacy.responders("example.org")).toEqual([]);
    expect(legacy.acl("example.org")).toEqual([]);
    expect(legacy.delegates(DESK)).toEqual([ASSISTANT]);
    expect(mxplan.freeAccounts(MX_PLAN_SERVICE)).toHaveLength(3);
  });
});

const WRONG: readonly { readonly declared: Declared; readonly planned: RegExp; readonly applied: RegExp }[] = [
  {
    declared: delegation("whole", { on: { mxPlanDomain: "example.net" }, grants: { [PARTNER]: ["manage"] } }),
    planned:
      /on: example\.net is on the new MX Plan \(mxplan-ab12345-1\), which cannot be delegated as a whole: its users manage their accounts themselves in the webmail/,
    applied:
      /on: the accounts of example\.net are on mxplan-ab12345-1, and on the new MX Plan nothing is delegated to other customers of OVHcloud: users manage their account themselves in the webmail/,
  },
  {
    declared: delegation("one", { on: { mxPlanAccount: BOB }, grants: { [PARTNER]: ["manage"] } }),
    planned:
      /grants\["cd67890-ovh"\]: example\.net is on the new MX Plan .* does not have the right manage: its users manage their accounts themselves in the webmail/,
    applied:
      /grants: manage cannot be given on bob@example\.net \(to cd67890-ovh\): on the new MX Plan nothing is delegated/,
  },
  {
    declared: delegation("reverse", { on: { mxPlanAccount: DESK }, grants: { [BOB]: ["fullAccess"] } }),
    planned:
      /grants\["bob@example\.net"\]: example\.org is on the legacy MX Plan, which does not have fullAccess: .* the right manage/,
    applied:
      /grants: fullAccess cannot be given on desk@example\.org .*legacy MX Plan, which does not have fullAccess, sendAs, sendOnBehalf/,
  },
  {
    declared: delegation("own", { on: { mxPlanDomain: "example.org" }, grants: { [OWNER]: ["manage"] } }),
    planned: /grants\["ab12345-ovh"\]: these credentials belong to ab12345-ovh, who needs no delegation/,
    applied: /grants\["ab12345-ovh"\]: these credentials belong to ab12345-ovh, and nobody can delegate to themselves/,
  },
  {
    declared: responder("answer", BOB),
    planned: /emailAddress: example\.net is on the new MX Plan .* the user of bob@example\.net sets it in the webmail/,
    applied: /emailAddress: the mailboxes of example\.net are in the new MX Plan .* sets its answer in the webmail/,
  },
  {
    declared: mailbox("zoe", "zoe@example.org", { displayName: "Zoé" }),
    planned:
      /displayName: example\.org is on the legacy MX Plan, whose accounts do not have it: .*use description instead/,
    applied:
      /mailbox zoe@example\.org is in the legacy MX Plan .*displayName: there is no displayName; use description/,
  },
];

test("what a generation does not have is refused while planning, with the reason, and when the preview is skipped", async () => {
  const project = await Project.open({ others: byHand });
  const writes = watchWrites(project);
  project.write(WRONG.map(({ declared }) => declared));
  const preview = await project.run("up", "--yes");
  const up = await project.run("up", "--yes", "--skip-preview", "--continue-on-error");
  expect([preview.code, up.code]).not.toContain(0);
  for (const { planned, applied } of WRONG) {
    expect(preview.output).toMatch(planned);
    expect(up.output).toMatch(applied);
  }
  expect(writes()).toEqual([]);
  expect(project.state()).toEqual({});
});
