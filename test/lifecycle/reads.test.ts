// How many calls a refresh takes, and that a list never decides alone that something is gone or changed.

import { expect, test } from "vitest";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith, type TestWorld } from "../support/world.js";

const COUNT = 20;
const logins = Array.from({ length: COUNT }, (_, index) => `user${index}`);

const program: Declaration[] = logins.map((login) => ({
  kind: "ExchangeAccount",
  name: login,
  props: { service: SERVICE, emailAddress: `${login}@example.com`, displayName: `Person ${login}`, adopt: true },
}));

async function start(expandedLists: "keys" | "objects") {
  const accounts = logins.map((login) => ({ emailAddress: `${login}@example.com`, displayName: `Person ${login}` }));
  const world = createWorld({ seed: seedWith({ accounts }), switches: { expandedLists } });
  const engine = new Engine(world.newSession());
  expect((await engine.up(program)).errors).toEqual([]);
  engine.restart(world.newSession());
  return { world, engine, calls: counter(world) };
}

/** Calls since the last time it was asked, without the one for the time. */
function counter(world: TestWorld): () => { lists: number; reads: number } {
  let seen = world.simulator.calls.length;
  return () => {
    const fresh = world.simulator.calls.slice(seen);
    seen = world.simulator.calls.length;
    return {
      lists: fresh.filter(({ route }) => route.endsWith("/account")).length,
      reads: fresh.filter(({ route }) => route.endsWith("/account/{primaryEmailAddress}")).length,
    };
  };
}

test("where lists answer with objects, a refresh of many is one call", async () => {
  const { engine, calls } = await start("objects");
  expect(await engine.refresh()).toEqual({});
  expect(calls()).toEqual({ lists: 1, reads: 0 });
});

test("where they answer with keys, that is asked once, and each mailbox is read", async () => {
  const { world, engine, calls } = await start("keys");
  expect(await engine.refresh()).toEqual({});
  expect(calls()).toEqual({ lists: 1, reads: COUNT });
  world.clock.advance(60_000);
  await engine.refresh();
  expect(calls()).toEqual({ lists: 0, reads: COUNT });
});

test("what differs in the list is read before it is believed", async () => {
  const { world, engine, calls } = await start("objects");
  world.simulator.world.editAccount("user3@example.com", { displayName: "Somebody" });
  expect(await engine.refresh()).toEqual({ user3: { displayName: "Somebody" } });
  expect(calls()).toEqual({ lists: 1, reads: 1 });
});

test("what a stale list lacks is not gone", async () => {
  const { world, engine, calls } = await start("objects");
  world.simulator.faults.onCall({ method: "GET", route: "/account" }, { kind: "respond", status: 200, body: [] });
  expect(await engine.refresh()).toEqual({});
  expect(calls().reads).toBeGreaterThan(0);
  expect(engine.state.size).toBe(COUNT);
});
