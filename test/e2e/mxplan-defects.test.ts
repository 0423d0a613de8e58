// Where OVHcloud's own Terraform resource for mailboxes, `ovh_email_domain_account`, goes wrong: each of its defects as one
// test on the real engine, which it would fail and we pass. They share a stack; each has a mailbox of its own there.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { importFileOf } from "./import-file.js";
import { mailbox, mxPlans } from "./mxplan-world.js";
import { type Declared, Project } from "./project.js";

const at = (login: string) => `${login}@example.org`;

const OLD_PASSWORD = "Old-Monday-42";

/** One mailbox for each test that needs one that is there; `props` by name change what is declared. */
function program(props: Readonly<Record<string, Values>> = {}): readonly Declared[] {
  const first: Readonly<Record<string, Values>> = {
    drifting: { description: "Accueil" },
    removed: {},
    busy: { description: "Before" },
    adopted: { adopt: true, description: "As it was", password: "canary-never-sent-7" },
  };
  return Object.entries(first).map(([name, own]) => mailbox(name, at(name), { ...own, ...props[name] }));
}

/** The writes to one mailbox since the last time this was asked. */
function writesTo({ simulator }: Project, login: string): string[] {
  const ofOne = simulator.calls.filter(({ path }) => path.includes(`/account/${login}`));
  return ofOne
    .filter(({ method }) => method !== "GET")
    .map(({ method, path }) => `${method} ${path.split("/").at(-1)}`);
}

describe("a defect of ovh_email_domain_account that is none here:", () => {
  let project: Project;
  let close = async () => {};
  beforeAll(async () => {
    project = await Project.open({
      others: mxPlans({
        legacy: { accounts: [{ name: "adopted", description: "As it was", password: OLD_PASSWORD }] },
      }),
      // OVHcloud answers a write to a busy mailbox with 409, and may be busy with a change for a while.
      switches: { busyDomainAccountRefusesWrites: true, domainPutOpensTask: true },
      atEnd: (end) => {
        close = end;
      },
    });
    project.write(program());
    await project.up();
  });
  afterAll(() => close());

  test("drift in the description and in the size is never seen", async () => {
    project.simulator.world.emailDomain.editAccount(at("drifting"), { description: "Hacked", size: 25_000_000 });
    project.write(program({ drifting: { sizeBytes: 5_000_000_000 } }));
    expect((await project.preview("--refresh")).drifting).toEqual({ op: "update", keys: ["description", "sizeBytes"] });
  });

  test("a mailbox that somebody removed makes every read an error", async () => {
    project.simulator.world.emailDomain.removeAccount(at("removed"));
    project.write(program());
    expect((await project.preview("--refresh")).removed).toEqual({ op: "create", keys: [] });
  });

  test("a change and a new password follow each other without waiting, and OVHcloud answers 409", async () => {
    project.write(program({ busy: { description: "After", password: "canary-Lundi-42" } }));
    await project.up();
    const { emailDomain } = project.simulator.world;
    expect(emailDomain.account(at("busy"))?.description).toBe("After");
    expect(emailDomain.passwordMatches(at("busy"), "canary-Lundi-42")).toBe(true);
    expect(writesTo(project, "busy")).toEqual(["PUT busy", "POST changePassword"]);
  });

  test("a password must be given, also for a mailbox that has one, and is sent again", async () => {
    project.write(program({ adopted: { description: "Other" } }));
    await project.up();
    expect(writesTo(project, "adopted")).toEqual(["PUT adopted"]);
    expect(project.simulator.world.emailDomain.passwordMatches(at("adopted"), OLD_PASSWORD)).toBe(true);
    expect(project.stateText()).not.toContain("canary");
  });

  test("what exists cannot be imported", async () => {
    const exported = await project.ok("stack", "export", "--show-secrets");
    await project.ok("stack", "init", "copy");
    writeFileSync(join(project.directory, "import.json"), importFileOf(exported));
    await project.ok("import", "--file", "import.json", "--yes", "--protect=false", "--generate-code=false");
    expect(Object.keys(project.state("copy")).sort()).toEqual(Object.keys(project.state()).sort());
    await project.ok("stack", "select", "test");
  });
});

test("a creation that takes its time is an error, and leaves a mailbox that is not in the state", async () => {
  const project = await Project.open({
    others: mxPlans(),
    switches: { createdIsReadable: "afterTask" },
    tasksMove: "explicitly",
  });
  const { simulator } = project;
  project.write([mailbox("slow", at("slow"), { description: "Slow" })]);
  // It waits for OVHcloud's task and, when that takes longer than one has allowed, forgets nothing.
  await project.ok("config", "set", "ovhmail:taskTimeoutSeconds", "1");
  const failed = await project.run("up", "--yes", "--skip-preview");
  expect(failed.code).not.toBe(0);
  expect(failed.output).toMatch(/creation of mailbox slow@example\.org/);
  expect(project.state().slow?.id).toBe("example.org/account/slow");
  simulator.world.finishTasks();
  await project.up();
  expect(simulator.world.emailDomain.account(at("slow"))).toMatchObject({ description: "Slow", state: "ok" });
  expect(simulator.calls.filter(({ method }) => method === "POST").map(({ route }) => route)).toEqual([
    "/email/domain/{domain}/account",
  ]);
});

interface Refused {
  readonly name: string;
  readonly props: Values;
  readonly says: RegExp;
}

/** Seen in the preview. Pulumi stops at the first of these. */
const BY_ITSELF: readonly Refused[] = [
  { name: "note", props: { description: "Why: so" }, says: /property description .*cannot hold : § or ⁼/ },
  { name: "spaced", props: { password: "canary with spaces" }, says: /password: a password cannot hold spaces/ },
];

/** What OVHcloud allows at this domain, and what the legacy MX Plan takes. */
const BY_OVHCLOUD: readonly Refused[] = [
  { name: "large", props: { sizeBytes: 5_368_709_120 }, says: /sizeBytes: OVHcloud does not allow 5368709120 bytes/ },
  {
    name: "short",
    props: { password: "canary-1" },
    says: /password: a password of the legacy MX Plan has 9 to 30 characters/,
  },
  { name: "accented", props: { password: "canary-été" }, says: /none of them an accented letter/ },
];

const declaredWith = ({ name, props }: Refused) => mailbox(name, at(name), props);

test("sizes, passwords and names are not looked at before they are sent", async () => {
  const project = await Project.open({ others: mxPlans() });
  for (const refused of BY_ITSELF) {
    project.write([declaredWith(refused)]);
    const { code, output } = await project.run("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(refused.says);
    expect(output).not.toContain("canary");
  }
  project.write(BY_OVHCLOUD.map(declaredWith));
  const up = await project.run("up", "--yes", "--skip-preview", "--continue-on-error");
  expect(up.code).not.toBe(0);
  for (const { says } of BY_OVHCLOUD) expect(up.output).toMatch(says);
  expect(up.output).not.toContain("canary");
  expect(project.simulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);
});
