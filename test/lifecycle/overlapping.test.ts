// What the fault simulation found: answers that are lost while tasks still run, calls that are delivered twice, and two who
// want the same free account.

import { expect, test } from "vitest";
import type { Seed, Switches } from "../../provider/simulator/index.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const bob = { emailAddress: "bob@example.com", displayName: "Bob" };
const anna: Declaration = {
  kind: "ExchangeAccount",
  name: "anna",
  props: { service: SERVICE, emailAddress: "anna@example.com", emailAliases: ["info@example.com"] },
};
const rights: Declaration = {
  kind: "Delegation",
  name: "rights",
  props: {
    on: { service: SERVICE, emailAddress: "support@example.com" },
    grants: { "bob@example.com": ["fullAccess"] },
  },
};

function start(switches: Partial<Switches> = {}, others: Partial<Seed> = {}) {
  const sharedAccounts = [{ emailAddress: "support@example.com", quotaMb: 100 }];
  const seed = seedWith({ freeAccounts: 3, accounts: [bob], sharedAccounts }, others);
  const world = createWorld({ seed, switches });
  return { world, engine: new Engine(world.newSession()) };
}

test("a right whose answer was lost counts as given when its task has ended, not when it is first listed", async () => {
  const { world, engine } = start();
  const { faults } = world.simulator;
  faults.onCall({ method: "POST", route: "/fullAccess" }, { kind: "resetAfterCommit" });
  faults.failTask("addSharedAccountFullAccess", { outcome: "error" });
  expect((await engine.up([rights])).errors).toHaveLength(1);
  expect((await engine.up([rights])).errors).toEqual([]);
  expect(world.simulator.world.grants("support@example.com")).toMatchObject([{ inForce: true }]);
});

test("a right that is given twice by one call is given", async () => {
  const { world, engine } = start({ secondGrant: "refused" });
  world.simulator.faults.onCall({ method: "POST", route: "/fullAccess" }, { kind: "duplicate" });
  expect(await engine.up([rights])).toEqual({ steps: ["create rights"], errors: [] });
});

test("an alias that is added twice by one call is added", async () => {
  const { world, engine } = start();
  world.simulator.faults.onCall({ method: "POST", route: "/alias" }, { kind: "duplicate" });
  expect((await engine.up([anna])).errors).toEqual([]);
  expect(world.simulator.world.aliases("anna@example.com")).toEqual(["info@example.com"]);
});

test("a free account that is claimed twice by one call is taken over when that is said, and no second one is taken", async () => {
  const { world, engine } = start();
  world.simulator.faults.onCall({ method: "PUT", route: "/account/{primaryEmailAddress}" }, { kind: "duplicate" });
  expect((await engine.up([anna])).errors.join()).toMatch(/anna@example.com is already used.*Set adopt to true/);
  const adopting = { ...anna, props: { ...anna.props, adopt: true, password: "Orange-Lundi-42" } };
  expect((await engine.up([adopting])).errors).toEqual([]);
  expect(world.simulator.world.passwordMatches("anna@example.com", "Orange-Lundi-42")).toBe(true);
  expect(world.simulator.world.freeAccounts()).toHaveLength(2);
});

test.each([1, 3])(
  "of two programs that make the same mailbox at the same time one gets it, with %i free accounts",
  async (freeAccounts) => {
    const world = createWorld({ seed: seedWith({ freeAccounts }) });
    const engines = [new Engine(world.newSession()), new Engine(world.newSession())];
    const results = await Promise.all(engines.map((one) => one.up([anna])));
    const errors = results.flatMap((one) => one.errors);
    expect(errors).toEqual([expect.stringMatching(/anna@example.com is already used.*Set adopt to true/)]);
    expect(engines.map(({ state }) => state.size).sort()).toEqual([0, 1]);
    expect(world.simulator.world.freeAccounts()).toHaveLength(freeAccounts - 1);
    expect(world.writes().filter((write) => write.endsWith("/changePassword"))).toHaveLength(1);
  },
);

test.each(["up", "refresh", "destroy"] as const)(
  "a mailbox that is half-made and not shown yet is not forgotten by the %s that follows",
  async (next) => {
    const { world, engine } = start({ renameVisible: "afterTask" });
    const loose = { ...anna, props: { ...anna.props, deletionProtection: false } };
    const { faults } = world.simulator;
    faults.onTask("setAccount", { kind: "slow", byMs: 10 * 60_000 });
    // Broken off before the mailbox shows under its address.
    const password = { method: "POST", route: "/changePassword", times: 2 };
    faults.onCall(password, { kind: "respond", status: 502, body: "bad gateway" });
    expect((await engine.up([loose])).errors).toHaveLength(1);
    engine.restart(world.newSession());
    if (next === "refresh") await engine.refresh();
    if (next === "destroy") {
      expect((await engine.destroy()).errors).toEqual([]);
      expect(world.simulator.world.freeAccounts()).toHaveLength(3);
      return;
    }
    expect((await engine.up([loose])).errors).toEqual([]);
    expect(world.simulator.world.freeAccounts()).toHaveLength(2);
  },
);

test("a migration and a mailbox that are made side by side never take the same free account", async () => {
  const mxPlanDomains = [
    { name: "example.com", owner: "ab12345-ovh", accounts: [{ name: "mover", password: "Orange-Lundi-42" }] },
  ];
  const { world } = start({ renameVisible: "afterTask" }, { mxPlanDomains });
  const session = world.newSession();
  const move: Declaration = {
    kind: "AccountMigration",
    name: "move",
    props: {
      source: "mover@example.com",
      destination: { service: SERVICE },
      password: "Orange-Lundi-42",
      confirmIrreversible: true,
    },
  };
  const [one, other] = [new Engine(session), new Engine(session)];
  const results = await Promise.all([one.up([move]), other.up([anna])]);
  expect(results.flatMap(({ errors }) => errors)).toEqual([]);
  expect(world.simulator.world.account("mover@example.com")).toBeDefined();
  expect(world.simulator.world.account("anna@example.com")).toBeDefined();
  expect(world.simulator.world.freeAccounts()).toHaveLength(1);
});
