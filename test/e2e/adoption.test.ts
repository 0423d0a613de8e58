// A service that people have set up by hand comes under Pulumi on the real engine: adopted with no write but the
// differences, kept as declared, brought into another stack by an import file, and given up again.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Exported, importFileOf } from "./import-file.js";
import { account, contact, type Declared, delegation, group, Project, SERVICE, shared } from "./project.js";

const OLD_PASSWORD = "Ancien-Lundi-42";

/** What a colleague made in the panel. */
const byHand = {
  freeAccounts: 3,
  accounts: [
    {
      emailAddress: "anna@example.com",
      displayName: "Anna",
      password: OLD_PASSWORD,
      aliases: ["info@example.com"],
      forwardingEmail: "anna@example.org",
      storeCopyOfEmail: true,
    },
    { emailAddress: "bob@example.com", displayName: "Bob Petit" },
  ],
  sharedAccounts: [{ emailAddress: "support@example.com", quotaMb: 1024, displayName: "Support" }],
  externalContacts: [{ emailAddress: "john@example.org", displayName: "John" }],
  mailingLists: [
    {
      emailAddress: "sales@example.com",
      displayName: "Sales",
      aliases: ["ventes@example.com"],
      members: ["anna@example.com", "john@example.org"],
      managers: ["anna@example.com"],
    },
  ],
  grants: [
    { on: "support@example.com", to: "bob@example.com", right: "fullAccess" as const },
    { on: "support@example.com", to: "anna@example.com", right: "sendAs" as const },
    { on: "sales@example.com", to: "anna@example.com", right: "sendAs" as const },
  ],
};

/** All of it, with a name, a member and a right that are otherwise. */
const adopting: readonly Declared[] = [
  account("anna", {
    displayName: "Anna Durand",
    emailAliases: ["info@example.com"],
    forwarding: { to: "anna@example.org", keepCopy: true },
    password: "canary-never-sent-7",
    adopt: true,
  }),
  account("bob", { displayName: "Bob Petit", adopt: true }),
  shared("support", { displayName: "Support", adopt: true }),
  contact("john@example.org", { displayName: "John", adopt: true }),
  group("sales", {
    displayName: "Sales",
    emailAliases: ["ventes@example.com"],
    members: ["anna@example.com", "bob@example.com", "john@example.org"],
    managers: ["anna@example.com"],
    adopt: true,
  }),
  delegation("support-rights", {
    on: "$support",
    grants: { "anna@example.com": ["sendAs", "fullAccess"], "bob@example.com": ["fullAccess"] },
  }),
  delegation("sales-rights", { on: "$sales", grants: { "anna@example.com": ["sendAs"] } }),
];

/** The writes since the last time this was asked. */
function watchWrites({ simulator }: Project): () => string[] {
  let seen = simulator.calls.length;
  return () => {
    const fresh = simulator.calls.slice(seen).filter(({ method }) => method !== "GET");
    seen = simulator.calls.length;
    return fresh.map(({ method, path }) => `${method} ${path.split(SERVICE).at(-1)}`).sort();
  };
}

const summaryOf = (rights: readonly { to: string; right: string }[]) =>
  rights.map(({ to, right }) => `${to} ${right}`).sort();

test("what exists is adopted with no write but the differences, kept so, and given up", async () => {
  const project = await Project.open({ service: byHand });
  const { world } = project.simulator;
  const writes = watchWrites(project);
  project.write(adopting);

  const preview = await project.preview();
  expect(Object.keys(preview).sort()).toEqual(adopting.map(({ name }) => name).sort());
  expect(new Set(Object.values(preview).map(({ op }) => op))).toEqual(new Set(["create"]));
  expect(writes()).toEqual([]);

  await project.up();
  expect(writes()).toEqual([
    "POST /mailingList/sales@example.com/member/account",
    "POST /sharedAccount/support@example.com/fullAccess",
    "PUT /account/anna@example.com",
  ]);
  expect(world.account("anna@example.com")).toMatchObject({
    displayName: "Anna Durand",
    forwardingEmail: "anna@example.org",
  });
  expect(world.passwordMatches("anna@example.com", OLD_PASSWORD)).toBe(true);
  expect(project.stateText()).not.toContain("canary");
  await project.ok("up", "--yes", "--expect-no-changes");
  expect(writes()).toEqual([]);

  // A change of one shows on no other that mentions it.
  const renamed = adopting.map((one) =>
    one.name === "anna" ? { ...one, props: { ...one.props, displayName: "Anna D." } } : one,
  );
  project.write(renamed);
  expect(await project.preview()).toEqual({ anna: { op: "update", keys: ["displayName"] } });
  project.write(adopting);

  // A colleague, everywhere.
  world.editAccount("anna@example.com", { displayName: "Anna X" });
  world.editSharedAccount("support@example.com", { quota: 512 });
  world.editExternalContact("john@example.org", { displayName: "Johnny" });
  world.removeMember("sales@example.com", "john@example.org");
  world.revoke({ on: "support@example.com", to: "bob@example.com", right: "fullAccess" });
  world.grant({ on: "sales@example.com", to: "bob@example.com", right: "sendAs" });
  expect(await project.preview("--refresh")).toEqual({
    anna: { op: "update", keys: ["displayName"] },
    support: { op: "update", keys: ["quotaMb"] },
    john: { op: "update", keys: ["displayName"] },
    sales: { op: "update", keys: ['members["john@example.org"]'] },
    "support-rights": { op: "update", keys: ['grants["bob@example.com"]'] },
    "sales-rights": { op: "update", keys: ['grants["bob@example.com"]'] },
  });
  expect(writes()).toEqual([]);
  await project.ok("up", "--yes", "--skip-preview", "--refresh");
  expect(writes()).toEqual([
    "DELETE /mailingList/sales@example.com/sendAs/2100002",
    "POST /mailingList/sales@example.com/member/contact",
    "POST /sharedAccount/support@example.com/fullAccess",
    "PUT /account/anna@example.com",
    "PUT /externalContact/john@example.org",
    "PUT /sharedAccount/support@example.com",
  ]);
  await project.ok("preview", "--refresh", "--expect-no-changes");

  // What holds mail is refused, all else goes.
  const destroyed = await project.run("destroy", "--yes", "--skip-preview", "--continue-on-error");
  expect(destroyed.code).not.toBe(0);
  expect(destroyed.output).toMatch(/mailbox anna@example.com is protected/);
  expect(Object.keys(project.state()).sort()).toEqual(["anna", "bob", "support"]);
  expect(world.accounts().filter(({ configured }) => configured)).toHaveLength(2);
  expect(world.sharedAccounts()).toHaveLength(1);
  expect(world.mailingLists()).toEqual([]);
  expect(world.externalContacts()).toEqual([]);
  expect(world.grants("support@example.com")).toEqual([]);
});

test("an import file made of one stack's state brings it into another, secrets as secrets", async () => {
  const project = await Project.open({ service: byHand });
  const { world } = project.simulator;
  const created = account("eve", { displayName: "Eve", deletionProtection: false });
  const withPassword = account("zoe", { password: "canary-Mardi-12" });
  project.write([...adopting, created, withPassword]);
  await project.up();
  const writes = watchWrites(project);
  const exported = await project.ok("stack", "export", "--show-secrets");

  await project.ok("stack", "init", "copy");
  writeFileSync(join(project.directory, "import.json"), importFileOf(exported));
  const flags = ["--file", "import.json", "--yes", "--protect=false", "--generate-code=false"];
  await project.ok("import", ...flags);
  await project.ok("preview", "--refresh", "--expect-no-changes");
  expect(writes()).toEqual([]);
  expect(Object.keys(project.state("copy")).sort()).toEqual(Object.keys(project.state()).sort());
  for (const [name, { id }] of Object.entries(project.state())) expect(project.state("copy")[name]?.id).toBe(id);

  const { deployment } = JSON.parse(exported) as { deployment: { resources: Exported[] } };
  const eve = deployment.resources.find(({ urn }) => urn.endsWith("::eve"))?.outputs?.initialPassword;
  const password = JSON.parse((eve as { plaintext: string }).plaintext) as string;
  expect(world.passwordMatches("eve@example.com", password)).toBe(true);
  expect(project.stateText("copy")).not.toContain(password);
  expect(project.stateText("copy")).not.toContain("canary");
  const again = await project.ok("stack", "export", "--show-secrets");
  expect(again).toContain(password);
  expect(summaryOf(world.grants("support@example.com"))).toHaveLength(3);

  // It is the new stack's now.
  project.write([...adopting, account("eve", { displayName: "Eve G." }), withPassword]);
  await project.up();
  expect(writes()).toEqual(["PUT /account/eve@example.com"]);
});
