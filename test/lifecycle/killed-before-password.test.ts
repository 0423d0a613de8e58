// A process that dies after it claimed a free account and before it gave it its password: whoever takes the mailbox over
// afterwards finds the declared password in it.

import { describe, expect, test } from "vitest";
import type { Seed } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { dying } from "../support/dying.js";
import { Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith, type TestWorld } from "../support/world.js";

const PASSWORD = "Orange-Lundi-42";
const OWNER = "ab12345-ovh";
const PLAN = "mxplan-ab12345-1";

const others: Partial<Seed> = {
  mxPlanDomains: [{ name: "example.net", owner: OWNER, migratedTo: PLAN }],
  mxPlanServices: [{ name: PLAN, owner: OWNER, domains: ["example.net"], freeAccounts: 3 }],
};

const KINDS = [
  {
    kind: "ExchangeAccount",
    own: { service: SERVICE, emailAddress: "anna@example.com" },
    homeOf: ({ simulator }: TestWorld) => simulator.world,
  },
  {
    kind: "MxPlanAccount",
    own: { emailAddress: "anna@example.net" },
    homeOf: ({ simulator }: TestWorld) => simulator.world.mxplan,
  },
];

describe.each(KINDS)("$kind", ({ kind, own, homeOf }) => {
  const program = (props: Values) => [{ kind, name: "anna", props: { ...own, ...props } }];
  const { emailAddress } = own;

  async function claimed(): Promise<TestWorld> {
    const world = createWorld({ seed: seedWith({ freeAccounts: 3 }, others) });
    const { send, dead } = dying(world, 2, "before");
    void new Engine(world.newSession({ send })).up(program({ password: PASSWORD }));
    await dead;
    world.writes();
    return world;
  }

  test.each([
    ["declared", { password: PASSWORD }],
    ["read from outside", { passwordFrom: { command: ["echo", PASSWORD] } }],
  ])("gets its password once it is taken over: %s", async (_, source) => {
    const world = await claimed();
    const engine = new Engine(world.newSession());
    expect((await engine.up(program({ ...source, adopt: true }))).errors).toEqual([]);
    expect(homeOf(world).passwordMatches(emailAddress, PASSWORD)).toBe(true);
    expect(world.writes()).toEqual([expect.stringMatching(/changePassword$/)]);
    engine.restart(world.newSession());
    expect((await engine.up(program(source))).errors).toEqual([]);
    expect(world.writes()).toEqual([]);
  });

  test("keeps the password that somebody gave it meanwhile", async () => {
    const world = await claimed();
    homeOf(world).setPassword(emailAddress, "Somebody-Elses-1");
    expect((await new Engine(world.newSession()).up(program({ password: PASSWORD, adopt: true }))).errors).toEqual([]);
    expect(homeOf(world).passwordMatches(emailAddress, "Somebody-Elses-1")).toBe(true);
    expect(world.writes()).toEqual([]);
  });

  test("is left as it is where OVHcloud shows a date all the same; then another password is sent", async () => {
    const world = await claimed();
    homeOf(world).editAccount(emailAddress, { passwordLastUpdate: "2026-01-01T00:00:00+00:00" });
    const engine = new Engine(world.newSession());
    expect((await engine.up(program({ password: PASSWORD, adopt: true }))).errors).toEqual([]);
    expect(world.writes()).toEqual([]);
    expect((await engine.up(program({ password: "Citron-Mardi-43" }))).errors).toEqual([]);
    expect(homeOf(world).passwordMatches(emailAddress, "Citron-Mardi-43")).toBe(true);
  });

  test("is left as it is where there is mail in it, whatever OVHcloud says of its password", async () => {
    const world = await claimed();
    homeOf(world).editAccount(emailAddress, { currentUsage: 12 });
    const engine = new Engine(world.newSession());
    expect((await engine.up(program({ password: PASSWORD, adopt: true }))).errors).toEqual([]);
    expect(world.writes()).toEqual([]);
  });

  test("is given no password that nobody declared", async () => {
    const world = await claimed();
    expect((await new Engine(world.newSession()).up(program({ adopt: true }))).errors).toEqual([]);
    expect(world.writes()).toEqual([]);
  });
});
