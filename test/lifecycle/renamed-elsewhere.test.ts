// A mailbox that is not where it was: renamed, or emptied and its account, with its number, another's by now.

import { describe, expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith, type TestWorld } from "../support/world.js";

const ACCOUNT = "/account/{primaryEmailAddress}";

function mailbox(name: string, props: Values = {}): Declaration {
  const own = { service: SERVICE, emailAddress: `${name}@example.com`, deletionProtection: false };
  return { kind: "ExchangeAccount", name, props: { ...own, ...props } };
}

const anna = (props: Values = {}) => mailbox("anna", props);

async function started(switches = {}) {
  const world = createWorld({ seed: seedWith({ freeAccounts: 2 }), switches });
  const engine = new Engine(world.newSession());
  expect((await engine.up([anna()])).errors).toEqual([]);
  return { world, engine, faults: world.simulator.faults, accounts: world.simulator.world };
}

function move({ simulator }: TestWorld, address: string, login: string): void {
  simulator.world.editAccount(address, { login, domain: "example.com", configured: true });
}

test("a mailbox that somebody renamed is seen by a refresh, and renamed back", async () => {
  const { world, engine, accounts } = await started();
  move(world, "anna@example.com", "anne");
  expect(await engine.refresh()).toEqual({ anna: { emailAddress: "anne@example.com" } });
  expect((await engine.up([anna()])).errors).toEqual([]);
  expect(accounts.account("anne@example.com")).toBeUndefined();
  expect(accounts.account("anna@example.com")).toBeDefined();
});

/** Somebody empties it. Its account keeps its number, and becomes another mailbox. */
async function reused({ world, engine }: Awaited<ReturnType<typeof started>>): Promise<void> {
  const accountId = engine.state.get("anna")?.outputs.accountId;
  world.simulator.world.resetAccount("anna@example.com");
  const seat = world.simulator.world.freeAccounts().find((one) => world.simulator.world.account(one)?.id === accountId);
  move(world, seat ?? "", "carl");
}

describe("where its account has become another mailbox", () => {
  const IS_ANOTHERS =
    /emailAddress: mailbox anna@example.com is not there.* carl@example.com now.*pulumi state delete/s;

  async function withCarl() {
    const start = await started();
    await reused(start);
    await start.world.clock.sleep(60_000);
    start.accounts.setPassword("carl@example.com", "Carls-Passw0rd-1");
    start.world.writes();
    return start;
  }

  test("that one is neither renamed nor made anew", async () => {
    const { world, engine } = await withCarl();
    expect((await engine.up([anna({ displayName: "Anna" })])).errors.join()).toMatch(IS_ANOTHERS);
    expect(world.writes()).toEqual([]);
  });

  test("that one is not deleted", async () => {
    const { world, engine } = await withCarl();
    expect((await engine.destroy()).errors.join()).toMatch(IS_ANOTHERS);
    expect(world.writes()).toEqual([]);
  });

  test("a refresh does not take that one for it", async () => {
    const { engine } = await withCarl();
    await expect(engine.refresh()).rejects.toThrow(IS_ANOTHERS);
  });

  test("and has no password yet, it is gone", async () => {
    const start = await started();
    await reused(start);
    expect(await start.engine.refresh()).toEqual({ anna: "gone" });
  });
});

test("a mailbox is found where a run that failed had renamed it, though the program says something else by now", async () => {
  const { engine, faults, accounts, world } = await started();
  faults.onCall(
    { method: "POST", route: `${ACCOUNT}/alias` },
    { kind: "respond", status: 400, body: { message: "No" } },
  );
  const renamed = await engine.up([anna({ emailAddress: "anne@example.com", emailAliases: ["info@example.com"] })]);
  expect(renamed.errors).toHaveLength(1);
  accounts.setPassword("anne@example.com", "Changed-By-Anna-1");
  // The list is as it was before.
  faults.onCall({ method: "GET", route: "/account", times: 9 }, { kind: "respond", status: 200, body: [] });
  expect((await engine.up([])).errors).toEqual([]);
  expect(accounts.account("anne@example.com")).toBeUndefined();
  expect(world.simulator.world.freeAccounts()).toHaveLength(2);
});

test("what OVHcloud still does for a run that was killed is waited for by a refresh", async () => {
  const { world, engine, accounts } = await started({ renameVisible: "afterTask" });
  const killed = new Engine(world.newSession());
  const before = engine.state.get("anna");
  if (before !== undefined) killed.state.set("anna", before);
  const running = killed.up([anna({ emailAddress: "anne@example.com" })]);
  while (accounts.tasks().every(({ status }) => status === "done")) await world.clock.sleep(10);
  expect(await engine.refresh()).toEqual({ anna: { emailAddress: "anne@example.com" } });
  await running;
});

test("a rename that reached OVHcloud twice and was answered with 'not found' may have been done: it is deleted where it is", async () => {
  const { world, engine, accounts, faults } = await started();
  faults.onCall({ method: "PUT", route: ACCOUNT }, { kind: "duplicate" });
  expect((await engine.up([anna({ emailAddress: "anne@example.com" })])).errors).toHaveLength(1);
  await world.clock.sleep(60_000);
  accounts.setPassword("anne@example.com", "Annes-Passw0rd-1");
  expect((await engine.destroy()).errors).toEqual([]);
  expect(accounts.account("anne@example.com")).toBeUndefined();
});

test("a refresh does not forget a mailbox that a list still has at an address where it does not show", async () => {
  const { world, engine, faults, accounts } = await started();
  accounts.setPassword("anna@example.com", "Changed-By-Anna-1");
  move(world, "anna@example.com", "anne");
  const stale = { kind: "respond", status: 200, body: ["anna@example.com"] } as const;
  faults.onCall({ method: "GET", route: "/account", times: 99 }, stale);
  await expect(engine.refresh()).rejects.toThrow(/cannot be told now/);
  expect(engine.state.has("anna")).toBe(true);
});
