// The whole life of a small team's mail on the real engine, with the package installed as a user installs it.

import { expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { account, delegation, Project, SERVICE, shared } from "./project.js";

const STATE_BYTES_MAX = 2_500;

test("made, unchanged, changed, renamed in place, drifted, deleted", async () => {
  const project = await Project.open();
  const { world } = project.simulator;
  const rights = (grants: object) => delegation("support-rights", { on: "$support", grants });
  const first = [
    account("anna", { displayName: "Anna Durand" }),
    account("bob", { displayName: "Bob Petit" }),
    account("eve"),
    shared("support", { displayName: "Support" }),
    rights({ "anna@example.com": ["fullAccess", "sendAs"], "bob@example.com": ["sendOnBehalf"] }),
  ];
  project.write(first);
  await project.up();
  expect(world.accounts().filter(({ configured }) => configured)).toHaveLength(3);
  expect(
    world
      .grants("support@example.com")
      .map(({ to, right }) => `${to} ${right}`)
      .sort(),
  ).toEqual(["anna@example.com fullAccess", "anna@example.com sendAs", "bob@example.com sendOnBehalfTo"]);
  const password = world.passwordMatches("anna@example.com", await output(project, "anna", "initialPassword"));
  expect(password).toBe(true);
  expect(project.stateText().length / Object.keys(project.state()).length).toBeLessThan(STATE_BYTES_MAX);

  // Nothing changed: nothing is done, and nothing but reads would be.
  const before = project.simulator.calls.length;
  await project.ok("preview", "--expect-no-changes");
  // Whatever the number of resources: the lists that the look at the whole program takes.
  const lists = project.simulator.calls
    .slice(before)
    .map(({ method, route }) => `${method} ${route.split("/").at(-1)}`);
  expect(lists.filter((call) => call !== "GET time").sort()).toEqual([
    "GET account",
    "GET domain",
    "GET externalContact",
    "GET mailingList",
    "GET sharedAccount",
    "GET sharedAccountQuota",
  ]);

  // Changed: people by name, and a rename that replaces nothing.
  const ids = idsOf(project);
  project.write([
    account("anna", { displayName: "Anna D.", emailAddress: "anna.durand@example.com" }),
    account("bob", { displayName: "Bob Petit" }),
    account("eve"),
    shared("support", { displayName: "Support", emailAddress: "help@example.com", quotaMb: 2048 }),
    rights({ "anna.durand@example.com": ["fullAccess", "sendAs"], "eve@example.com": ["sendOnBehalf"] }),
  ]);
  expect(await project.preview()).toEqual({
    anna: { op: "update", keys: ["displayName", "emailAddress"] },
    support: { op: "update", keys: ["emailAddress", "quotaMb"] },
    "support-rights": {
      op: "update",
      keys: [
        'grants["anna.durand@example.com"]',
        'grants["anna@example.com"]',
        'grants["bob@example.com"]',
        'grants["eve@example.com"]',
        "on.emailAddress",
      ],
    },
  });
  await project.up();
  expect(idsOf(project)).toEqual(ids);
  expect(world.account("anna.durand@example.com")?.displayName).toBe("Anna D.");
  expect(world.sharedAccount("help@example.com")?.quota).toBe(2048);
  expect(
    world
      .grants("help@example.com")
      .map(({ to, right }) => `${to} ${right}`)
      .sort(),
  ).toEqual(["anna.durand@example.com fullAccess", "anna.durand@example.com sendAs", "eve@example.com sendOnBehalfTo"]);
  await project.ok("preview", "--expect-no-changes");

  // A colleague in the panel.
  world.editAccount("bob@example.com", { displayName: "Robert" });
  world.grant({ on: "help@example.com", to: "bob@example.com", right: "fullAccess" });
  expect(await project.preview("--refresh")).toEqual({
    bob: { op: "update", keys: ["displayName"] },
    "support-rights": { op: "update", keys: ['grants["bob@example.com"]'] },
  });
  await project.ok("refresh", "--yes", "--skip-preview");
  expect(project.state().bob?.inputs?.displayName).toBe("Robert");
  await project.up();
  expect(world.account("bob@example.com")?.displayName).toBe("Bob Petit");
  expect(world.grants("help@example.com")).toHaveLength(3);
  await project.ok("preview", "--refresh", "--expect-no-changes");
});

test("deleted only when the program allows it", async () => {
  const project = await Project.open();
  const { world } = project.simulator;
  const team = (options: Values) => [
    account("anna", options),
    shared("support", options),
    delegation("rights", { on: "$support", grants: { "anna@example.com": ["sendAs"] } }),
  ];
  project.write(team({}));
  await project.up();
  const refused = await project.run("destroy", "--yes", "--skip-preview");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toMatch(/deletionProtection to false/);
  expect(refused.output).not.toMatch(/at .*\.js:\d+/);
  expect(world.account("anna@example.com")).toBeDefined();
  expect(world.sharedAccount("support@example.com")).toBeDefined();

  project.write(team({ deletionProtection: false }));
  await project.up();
  project.write([account("anna", { deletionProtection: false }), shared("support", { deletionProtection: false })]);
  expect(await project.preview()).toEqual({ rights: { op: "delete", keys: [] } });
  await project.up();
  expect(world.grants("support@example.com")).toEqual([]);
  await project.ok("destroy", "--yes", "--skip-preview");
  expect(world.account("anna@example.com")).toBeUndefined();
  expect(world.sharedAccounts()).toEqual([]);
  expect(world.freeAccounts()).toHaveLength(8);
});

test("what mentions an address waits for what declares it, wherever that stands", async () => {
  const project = await Project.open({ taskDurationMs: { min: 600, max: 900 } });
  project.write([
    delegation("rights", {
      on: { service: SERVICE, emailAddress: "support@example.com" },
      grants: { "anna@example.com": ["fullAccess"] },
    }),
    shared("support"),
    account("anna"),
  ]);
  await project.up();
  expect(project.simulator.world.grants("support@example.com")).toHaveLength(1);
});

test("a mailbox that exists is adopted with no write but the differences", async () => {
  const project = await Project.open({
    service: { accounts: [{ emailAddress: "anna@example.com", displayName: "Anna" }] },
  });
  project.write([account("anna", { displayName: "Anna", adopt: true })]);
  await project.up();
  expect(project.simulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  await project.ok("preview", "--refresh", "--expect-no-changes");
});

function idsOf(project: Project): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(project.state()).map(([name, { id }]) => [name, id]));
}

async function output(project: Project, name: string, property: string): Promise<string> {
  const exported = await project.ok("stack", "export", "--show-secrets");
  const { deployment } = JSON.parse(exported) as {
    deployment: { resources: { urn: string; outputs: Record<string, unknown> }[] };
  };
  const found = deployment.resources.find(({ urn }) => urn.endsWith(`ExchangeAccount::${name}`))?.outputs[property];
  return JSON.parse((found as { plaintext: string }).plaintext);
}
