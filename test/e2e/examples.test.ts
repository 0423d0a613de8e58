// The examples, each as a project of its own: applied on the real engine against a simulator, then unchanged, then changed
// as their users would.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSimulator } from "../../provider/simulator/index.js";
import { Project, type ProjectOptions, SERVICE } from "./project.js";

const EXAMPLES = join(__dirname, "../../examples");

function filesOf(example: string): Record<string, string> {
  const names = readdirSync(join(EXAMPLES, example)).filter((name) => /\.(ts|json|yaml)$/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(EXAMPLES, example, name), "utf8")]));
}

async function open(example: string, options: ProjectOptions = {}): Promise<Project> {
  const { "Pulumi.yaml": _, ...files } = filesOf(example);
  return Project.open({ service: { freeAccounts: 4 }, files, ...options });
}

function rightsOn({ simulator }: Project, address: string): string[] {
  return simulator.world
    .grants(address)
    .map(({ to, right }) => `${to} ${right}`)
    .sort();
}

const peopleIn = ({ simulator }: Project, role: "members" | "managers", group: string) =>
  simulator.world[role](group)
    .map(({ address }) => address)
    .sort();

test("groups: people, shared mailboxes, groups, somebody from outside, and what the DNS lacks", async () => {
  const project = await open("groups", {
    service: { freeAccounts: 4, domains: [{ name: "example.com", mxIsValid: false, mxRecord: ["mx.example.net"] }] },
  });
  await project.ok("up", "--yes", "--skip-preview");
  const { world } = project.simulator;
  expect(world.aliases("anna@example.com")).toEqual(["anna.durand@example.com"]);
  expect(rightsOn(project, "invoices@example.com")).toEqual([
    "anna@example.com fullAccess",
    "anna@example.com sendAs",
    "bob@example.com fullAccess",
    "bob@example.com sendOnBehalfTo",
  ]);
  expect(peopleIn(project, "members", "finance@example.com")).toEqual([
    "anna@example.com",
    "carol@accounting.example.org",
  ]);
  expect(peopleIn(project, "managers", "everybody@example.com")).toEqual(["anna@example.com"]);
  expect(rightsOn(project, "finance@example.com")).toEqual(["anna@example.com sendAs"]);
  const outputs = JSON.parse(await project.ok("stack", "output", "--json"));
  expect(outputs.dnsAdvice).toEqual([expect.stringMatching(/^set the MX record of example.com to /)]);
  const preview = await project.ok("preview", "--expect-no-changes");
  expect(preview).not.toMatch(/warning:/);
});

test("people-in-yaml: a joiner, a mover with a new name, a leaver", async () => {
  const project = await open("people-in-yaml");
  await project.ok("up", "--yes", "--skip-preview");
  expect(rightsOn(project, "sales@example.com")).toHaveLength(4);
  expect(peopleIn(project, "managers", "support-team@example.com")).toEqual(["anna.durand@example.com"]);
  const bobsId = project.simulator.world.account("bob.petit@example.com")?.id;

  const people = join(project.directory, "people.yaml");
  const changed = readFileSync(people, "utf8")
    .replace("  address: bob.petit\n  teams: [support]", "  address: robert.petit\n  teams: [sales]")
    .replace("  leads: [sales]", "  leads: [sales]\n  leaving: true")
    .concat("zoe:\n  name: Zoé Lefèvre\n  address: zoe\n  teams: [support]\n");
  writeFileSync(people, changed);
  const diff = await project.ok("preview", "--diff");
  expect(diff).toMatch(/\+ robert\.petit@example\.com/);
  expect(diff).toMatch(/- eve\.garnier@example\.com/);
  await project.ok("up", "--yes", "--skip-preview");
  expect(project.simulator.world.account("robert.petit@example.com")?.id).toBe(bobsId);
  expect(rightsOn(project, "support@example.com").map((one) => one.split("@")[0])).toEqual([
    "anna.durand",
    "anna.durand",
    "zoe",
    "zoe",
  ]);
  expect(peopleIn(project, "members", "sales-team@example.com")).toEqual([
    "anna.durand@example.com",
    "robert.petit@example.com",
  ]);

  writeFileSync(people, changed.replace(/eve:\n(?: {2}.*\n)+/, ""));
  await project.ok("up", "--yes", "--skip-preview");
  expect(project.simulator.world.account("eve.garnier@example.com")).toBeUndefined();
  await project.ok("preview", "--expect-no-changes");
});

const OWNER = "ab12345-ovh";

function writesIn({ simulator }: Project, since: number): string[] {
  return simulator.calls
    .slice(since)
    .filter(({ method }) => method !== "GET")
    .map(({ method, route }) => `${method} ${route}`);
}

test("move-to-exchange: a mailbox moves once, is taken over with its password, and its old place leaves the program", async () => {
  const password = "Canary-Orange-42";
  const address = "anna@example.com";
  const project = await open("move-to-exchange", {
    service: { freeAccounts: 2, accounts: [{ emailAddress: "bob@example.com" }] },
    others: { mxPlanDomains: [{ name: "example.com", owner: OWNER, accounts: [{ name: "anna", password }] }] },
  });
  await project.up();
  expect(writesIn(project, 0)).toEqual([]);

  await project.ok("config", "set", "step", "moving");
  const refused = await project.run("preview");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toMatch(/password: OVHcloud asks for the present password/);
  await project.ok("config", "set", "--secret", "annasPassword", password);
  const moving = await project.ok("up", "--yes");
  expect(moving).toMatch(/anna@example\.com moves, and filters, responders and mailing lists do not come along/);
  const { world } = project.simulator;
  expect(world.account(address)).toMatchObject({ configured: true, displayName: "Anna Durand" });
  expect(world.passwordMatches(address, password)).toBe(true);
  expect(world.freeAccounts(SERVICE)).toHaveLength(1);
  expect(rightsOn(project, address)).toEqual(["bob@example.com sendOnBehalfTo"]);
  const migrations = writesIn(project, 0).filter((write) => write.endsWith("/migrate"));
  expect(migrations).toHaveLength(1);
  expect(JSON.parse(await project.ok("stack", "output", "--json"))).toMatchObject({ phase: "done", nextStep: "" });
  await project.ok("preview", "--expect-no-changes");

  await project.ok("config", "set", "step", "moved");
  const calls = project.simulator.calls.length;
  await project.up();
  expect(writesIn(project, calls)).toEqual([]);
  expect(world.account(address)?.configured).toBe(true);
  await project.ok("preview", "--expect-no-changes");
  expect(project.stateText()).not.toMatch(/Canary/);
});

test("move-many: two at a time, from both MX Plans, wave by wave", async () => {
  const names = ["anna", "bob", "carol"];
  const plan = "mxplan-ab12345-1";
  const passwords = Object.fromEntries(names.map((name) => [name, `Canary-${name}-42`]));
  const project = await open("move-many", {
    service: { freeAccounts: 5, domains: ["example.com", "example.org"] },
    others: {
      mxPlanDomains: [
        { name: "example.com", owner: OWNER, accounts: names.map((name) => ({ name, password: passwords[name] })) },
        { name: "example.org", owner: OWNER, migratedTo: plan },
      ],
      mxPlanServices: [
        {
          name: plan,
          owner: OWNER,
          domains: ["example.org"],
          accounts: ["dave", "eve"].map((name) => ({ emailAddress: `${name}@example.org` })),
        },
      ],
    },
    environment: Object.fromEntries(names.map((name) => [`PASSWORD_OF_${name.toUpperCase()}`, passwords[name] ?? ""])),
  });
  const outputs = async () => JSON.parse(await project.ok("stack", "output", "--json"));
  await project.ok("up", "--yes");
  expect(await outputs()).toMatchObject({
    moved: names.map((name) => `${name}@example.com`),
    waiting: { "dave@example.org": expect.stringMatching(/copy the mail of dave\.mxplan@example\.org.* set copyDone/) },
    later: ["eve@example.org"],
  });
  const { world } = project.simulator;
  expect(world.account("eve@example.org")).toBeUndefined();
  expect(world.freeAccounts(SERVICE)).toHaveLength(1);

  const people = join(project.directory, "people.yaml");
  writeFileSync(people, readFileSync(people, "utf8").replace("Dave Leroy,", "Dave Leroy, copied: true,"));
  await project.ok("config", "set", "wave", "2");
  await project.ok("up", "--yes");
  const { moved, waiting, later } = await outputs();
  expect(moved).toEqual([...names.map((name) => `${name}@example.com`), "dave@example.org"]);
  expect(Object.keys(waiting)).toEqual(["eve@example.org"]);
  expect(later).toEqual([]);
  for (const name of names) expect(world.passwordMatches(`${name}@example.com`, passwords[name] ?? "")).toBe(true);
  expect(world.account("eve@example.org")).toMatchObject({ configured: true, displayName: "Eve Garnier" });
  expect(writesIn(project, 0).filter((write) => write.endsWith("/migrate"))).toHaveLength(3);
  await project.ok("preview", "--expect-no-changes");
  expect(project.stateText()).not.toMatch(/Canary/);
});

test("mx-plan: a list of mailboxes with aliases, an absence, delegations, and a domain of the new generation", async () => {
  const plan = "mxplan-ab12345-1";
  const project = await open("mx-plan", {
    others: {
      mxPlanDomains: [
        { name: "example.com", owner: OWNER },
        { name: "example.net", owner: OWNER, migratedTo: plan },
      ],
      mxPlanServices: [{ name: plan, owner: OWNER, domains: ["example.net"], freeAccounts: 2 }],
    },
  });
  const told = await project.ok("up", "--yes");
  expect(told).toMatch(/example\.com will be delegated to cd67890-ovh: delegates may, on all accounts of the domain/);
  expect(told).toMatch(/anna@example\.com will be delegated to ef24680-ovh: delegates may, on this account/);
  const { world } = project.simulator;
  const { emailDomain } = world;
  expect(emailDomain.accounts("example.com").map(({ accountName }) => accountName)).toEqual(
    expect.arrayContaining(["anna", "bob", "accueil"]),
  );
  expect(emailDomain.redirections("example.com")).toHaveLength(3);
  expect(emailDomain.responders("example.com")).toMatchObject([{ account: "bob" }]);
  expect(emailDomain.acl("example.com")).toEqual(["cd67890-ovh"]);
  expect(emailDomain.delegates("anna@example.com")).toEqual(["ef24680-ovh"]);
  expect(world.aliases("zoe@example.net")).toEqual(["contact@example.net"]);
  expect(rightsOn(project, "shop@example.net")).toEqual(["zoe@example.net fullAccess", "zoe@example.net sendAs"]);
  expect(world.mxplan.freeAccounts(plan)).toEqual([]);
  await project.up();
  expect(JSON.parse(await project.ok("stack", "output", "--json"))).toEqual({
    plans: ["example.com: legacy, 3 accounts", "example.net: new, 2 accounts"],
  });
  await project.ok("preview", "--expect-no-changes");
});

test("two-accounts: each is spoken to with its own keys", async () => {
  const other = createSimulator({
    seed: {
      apiAccounts: [
        {
          nichandle: "cd67890-ovh",
          applicationKey: "other",
          applicationSecret: "canary-other",
          consumerKey: "canary-ck",
        },
      ],
      exchangeServices: [{ name: "hosted-cd67890-1", owner: "cd67890-ovh", domains: ["example.org"], freeAccounts: 2 }],
    },
    taskDurationMs: 50,
  });
  const server = await other.listen();
  onTestFinished(() => server.close());
  const project = await open("two-accounts");
  await project.ok("config", "set", "client:endpoint", server.url);
  await project.ok("config", "set", "client:applicationKey", "other");
  await project.ok("config", "set", "--secret", "client:applicationSecret", "canary-other");
  await project.ok("config", "set", "--secret", "client:consumerKey", "canary-ck");
  await project.ok("up", "--yes", "--skip-preview");
  expect(project.simulator.world.account("anna@example.com")?.displayName).toBe("Anna Durand");
  expect(other.world.account("zoe@example.org")?.displayName).toBe("Zoé Lefèvre");
  expect(other.world.grants("desk@example.org")).toHaveLength(2);
  expect(project.simulator.world.services().map(({ name }) => name)).toEqual([SERVICE]);
  expect(project.stateText()).not.toMatch(/canary/);
});
