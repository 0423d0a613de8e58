// The mailbox of MX Plan before a migration, and that of Exchange after it, in one program with it.

import { describe, expect, test } from "vitest";
import type { Seed, Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const ANNA = "anna@example.com";
const PROVISIONAL = "anna.mxplan@example.com";
const PASSWORD = "Orange-Lundi-42";
const OWNER = "ab12345-ovh";
const PLAN = "mxplan-ab12345-1";
/** Named otherwise than its organization, and without the domain. */
const OTHER_SERVICE = {
  name: "private-1",
  organization: "org-1",
  domains: ["example.org"],
  freeAccounts: 1,
  accounts: [{ emailAddress: "eva@example.org" }],
};

type Generation = "legacy" | "new";

const plans: Record<Generation, Partial<Seed>> = {
  legacy: { mxPlanDomains: [{ name: "example.com", owner: OWNER }] },
  new: {
    mxPlanDomains: [{ name: "example.com", owner: OWNER, migratedTo: PLAN }],
    mxPlanServices: [{ name: PLAN, owner: OWNER, domains: ["example.com"], freeAccounts: 2 }],
  },
};

function start(generation: Generation, switches: Partial<Switches> = {}) {
  const seed = seedWith({ freeAccounts: 3 }, plans[generation]);
  const [first] = seed.exchangeServices ?? [];
  if (first === undefined) throw new Error("the seed has no service");
  const exchangeServices = [first, { ...first, ...OTHER_SERVICE }];
  const world = createWorld({ seed: { ...seed, exchangeServices }, switches });
  return { world, engine: new Engine(world.newSession()) };
}

const mxPlanAccount = (props: Values = {}): Declaration => ({
  kind: "MxPlanAccount",
  name: "old",
  props: { emailAddress: ANNA, password: PASSWORD, ...props },
});

const migration = (props: Values = {}): Declaration => ({
  kind: "AccountMigration",
  name: "move",
  props: { source: ANNA, destination: { service: SERVICE }, password: PASSWORD, confirmIrreversible: true, ...props },
});

const exchangeAccount = (props: Values = {}): Declaration => ({
  kind: "ExchangeAccount",
  name: "anna",
  props: { service: SERVICE, emailAddress: ANNA, adopt: true, ...props },
});

/** As OVHcloud shows what it has. */
function leftovers({ simulator }: ReturnType<typeof start>["world"], generation: Generation) {
  const { emailDomain, mxplan } = simulator.world;
  return generation === "legacy" ? emailDomain.account(ANNA) : mxplan.account(PROVISIONAL);
}

/** The old mailbox, then it with the migration and the new one. */
async function migrated(generation: Generation, switches: Partial<Switches> = {}, old: Values = {}) {
  const { world, engine } = start(generation, switches);
  expect((await engine.up([mxPlanAccount(old)])).errors).toEqual([]);
  engine.restart(world.newSession());
  expect((await engine.up([mxPlanAccount(old), migration(), exchangeAccount()])).errors).toEqual([]);
  return { world, engine };
}

const scenes: readonly (readonly [Generation, Partial<Switches>])[] = [
  ["legacy", {}],
  ["legacy", { migratedSource: "blocked" }],
  ["legacy", { migratedSource: "gone" }],
  ["new", {}],
  ["new", { renameVisible: "afterTask" }],
];

describe.each(scenes)("a mailbox of the %s MX Plan, with %j", (generation, switches) => {
  test("is taken over by its ExchangeAccount without a password, and costs one free account", async () => {
    const { world, engine } = await migrated(generation, switches);
    expect(world.simulator.world.freeAccounts(SERVICE)).toHaveLength(2);
    expect(world.simulator.world.passwordMatches(ANNA, PASSWORD)).toBe(true);
    const passwords = world.writes().filter((write) => write.endsWith("/account/{primaryEmailAddress}/changePassword"));
    expect(passwords).toHaveLength(generation === "legacy" ? 0 : 1);
    engine.restart(world.newSession());
    const again = await engine.up([mxPlanAccount(), migration(), exchangeAccount()]);
    expect(again).toEqual({ steps: ["same old", "same move", "same anna"], errors: [] });
    expect(world.writes()).toEqual([]);
  });

  test.each([{}, { deletionProtection: false }])("leaves the program with %j, and nothing is deleted", async (old) => {
    const { world, engine } = await migrated(generation, switches, old);
    const before = leftovers(world, generation);
    world.writes();
    engine.restart(world.newSession());
    const { steps, errors } = await engine.up([migration(), exchangeAccount()]);
    expect({ steps, errors }).toEqual({ steps: ["same move", "same anna", "delete old"], errors: [] });
    expect(world.writes()).toEqual([]);
    expect(leftovers(world, generation)).toEqual(before);
    expect([...engine.state.keys()]).toEqual(["move", "anna"]);
    engine.restart(world.newSession());
    expect(await engine.refresh()).toEqual({});
    expect((await engine.up([migration(), exchangeAccount()])).steps).toEqual(["same move", "same anna"]);
  });

  test("leaves the program in the very run that migrates it", async () => {
    const { world, engine } = start(generation, switches);
    await engine.up([mxPlanAccount()]);
    const { steps, errors } = await engine.up([migration(), exchangeAccount()]);
    expect({ steps, errors }).toEqual({ steps: ["create move", "create anna", "delete old"], errors: [] });
    expect(world.writes().filter((write) => write.startsWith("DELETE"))).toEqual([]);
    expect(world.simulator.world.account(ANNA)).toBeDefined();
  });

  test("leaves the program after a refresh as well", async () => {
    const { world, engine } = await migrated(generation, switches, { deletionProtection: false });
    world.writes();
    engine.restart(world.newSession());
    const isGone = switches.migratedSource === "gone";
    const drift = isGone ? { old: "gone" } : generation === "new" ? { old: { emailAddress: PROVISIONAL } } : {};
    expect(await engine.refresh()).toEqual(drift);
    expect(await engine.refresh()).toEqual({});
    expect((await engine.up([migration(), exchangeAccount()])).errors).toEqual([]);
    expect(world.writes()).toEqual([]);
    expect([...engine.state.keys()]).toEqual(["move", "anna"]);
  });

  test("is never renamed back or made anew once its address lives on Exchange", async () => {
    const { world, engine } = await migrated(generation, switches);
    const before = leftovers(world, generation);
    const free = world.simulator.world.mxplan.freeAccounts().length;
    engine.restart(world.newSession());
    await engine.refresh();
    const { errors } = await engine.up([mxPlanAccount(), migration(), exchangeAccount()]);
    const said =
      /old: emailAddress: anna@example.com lives on Exchange \(hosted-ab12345-1\).*take this resource out of the/;
    const isListed = generation === "legacy" && switches.migratedSource !== "gone";
    expect(errors).toEqual(isListed ? [] : [expect.stringMatching(said)]);
    expect(leftovers(world, generation)).toEqual(before);
    expect(world.simulator.world.mxplan.freeAccounts()).toHaveLength(free);
    expect(world.simulator.world.passwordMatches(ANNA, PASSWORD)).toBe(true);
  });

  test("is still protected, and still deleted when that is asked, where it never migrated", async () => {
    const { world, engine } = start(generation, switches);
    await engine.up([mxPlanAccount()]);
    expect((await engine.destroy()).errors.join()).toMatch(/mailbox anna@example.com is protected.*deletionProtection/);
    await engine.up([mxPlanAccount({ deletionProtection: false })]);
    expect(await engine.destroy()).toEqual({ steps: ["delete old"], errors: [] });
    expect(world.simulator.world.emailDomain.account(ANNA)).toBeUndefined();
    expect(world.simulator.world.mxplan.account(ANNA)).toBeUndefined();
  });

  test("is protected as ever where the credentials may not see Exchange services", async () => {
    const { world, engine } = await migrated(generation, switches);
    const before = leftovers(world, generation);
    world.writes();
    engine.restart(world.newSession());
    world.simulator.faults.onCall(
      { method: "GET", route: "/email/exchange" },
      { kind: "respond", status: 403, body: { class: "Client::Forbidden", message: "not granted" } },
    );
    const { errors } = await engine.up([migration(), exchangeAccount()]);
    expect(errors.join()).toMatch(generation === "legacy" ? /is protected/ : /is anna\.mxplan@example\.com by now/);
    expect(world.writes()).toEqual([]);
    expect(leftovers(world, generation)).toEqual(before);
  });
});

describe("while it is moved, even where its deletion is allowed,", () => {
  const loose = { deletionProtection: false };

  test("a legacy mailbox is not deleted", async () => {
    const { world, engine } = start("legacy");
    await engine.up([mxPlanAccount(loose)]);
    const other = new Engine(world.newSession());
    const moving = other.up([migration()]);
    await untilMigrating(world);
    expect((await engine.destroy()).errors.join()).toMatch(/OVHcloud is moving mailbox anna@example.com to Exchange/);
    expect((await moving).errors).toEqual([]);
    expect(await engine.destroy()).toEqual({ steps: ["delete old"], errors: [] });
    expect(world.writes().filter((write) => write.startsWith("DELETE"))).toEqual([]);
  });

  test("one of the new MX Plan is not reset under its provisional address", async () => {
    const { world, engine } = start("new");
    await engine.up([mxPlanAccount(loose)]);
    world.simulator.faults.onCall(
      {
        method: "PUT",
        route: "/email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}",
      },
      { kind: "respond", status: 400, body: { class: "Client::BadRequest", message: "not today" } },
    );
    const { errors } = await engine.up([migration()]);
    expect(errors).toHaveLength(2);
    expect(errors.join()).toMatch(
      /old: mailbox anna@example.com is anna\.mxplan@example\.com by now, and it is not deleted/,
    );
    expect(world.simulator.world.mxplan.account(PROVISIONAL)).toBeDefined();
    expect((await engine.up([migration()])).errors).toEqual([]);
    expect([...engine.state.keys()]).toEqual(["move"]);
    expect(world.simulator.world.mxplan.account(PROVISIONAL)).toBeDefined();
  });
});

describe("a mailbox of the new MX Plan that somebody renamed", () => {
  test("is deleted when that is asked after a refresh and an up", async () => {
    const { world, engine } = start("new");
    await engine.up([mxPlanAccount()]);
    world.simulator.world.mxplan.editAccount(ANNA, { login: "anne" });
    await engine.refresh();
    const renamed = { emailAddress: "anne@example.com", deletionProtection: false };
    expect((await engine.up([mxPlanAccount(renamed)])).errors).toEqual([]);
    expect(engine.state.get("old")?.outputs.formerAddress).toBeUndefined();
    expect((await engine.destroy()).errors).toEqual([]);
    expect(world.simulator.world.mxplan.account("anne@example.com")).toBeUndefined();
  });
});

test("an address is looked for in every Exchange service, and costs one call once its domain is known", async () => {
  const { world } = start("legacy");
  const { exchangeSearch } = world.newSession();
  expect(await exchangeSearch.serviceOf("eva@example.org")).toBe("org-1/private-1");
  expect(await exchangeSearch.serviceOf(ANNA)).toBeUndefined();
  const before = world.simulator.calls.length;
  expect(await exchangeSearch.serviceOf("bob@example.com")).toBeUndefined();
  expect(world.simulator.calls.length - before).toBe(1);
});

async function untilMigrating(world: ReturnType<typeof start>["world"]): Promise<void> {
  for (let turns = 0; turns < 10_000; turns++) {
    if (world.simulator.calls.some(({ route }) => route.endsWith("/migrate"))) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
