// One answer that is lost is no reason to fail: what the next run would do is done at once, and once only.

import { expect, test } from "vitest";
import type { CallFault } from "../../provider/simulator/index.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const ACCOUNT = "/account/{primaryEmailAddress}";
const SHARED = "/sharedAccount/{sharedEmailAddress}";
const LOST: CallFault = { kind: "resetBeforeCommit" };
const MINUTE_MS = 60_000;

function start() {
  const world = createWorld({ seed: seedWith({ freeAccounts: 2 }) });
  return { world, engine: new Engine(world.newSession()), faults: world.simulator.faults };
}

function anna(props: object = {}): Declaration {
  const own = { service: SERVICE, emailAddress: "anna@example.com", password: "Orange-Lundi-42" };
  return { kind: "ExchangeAccount", name: "anna", props: { ...own, deletionProtection: false, ...props } };
}

function support(props: object = {}): Declaration {
  const own = { service: SERVICE, emailAddress: "support@example.com", quotaMb: 100 };
  return { kind: "SharedMailbox", name: "support", props: { ...own, ...props } };
}

test("a change that never reached OVHcloud is sent again, without waiting for it as for one that was accepted", async () => {
  const { world, engine, faults } = start();
  await engine.up([anna()]);
  faults.onCall({ method: "PUT", route: ACCOUNT }, LOST);
  const startedAt = world.clock.now();
  const renamed = anna({ emailAddress: "anne@example.com", displayName: "Anne" });
  expect(await engine.up([renamed])).toEqual({ steps: ["update anna"], errors: [] });
  expect(world.simulator.world.account("anne@example.com")?.displayName).toBe("Anne");
  expect(world.clock.now() - startedAt).toBeLessThan(2 * MINUTE_MS);
});

test("a removal that never reached OVHcloud is sent again", async () => {
  const { world, engine, faults } = start();
  await engine.up([anna()]);
  faults.onCall({ method: "DELETE", route: ACCOUNT }, LOST);
  expect((await engine.up([])).errors).toEqual([]);
  expect(world.simulator.world.freeAccounts()).toHaveLength(2);
});

test("a mailbox that is made the second time has the id that it would have had the first time", async () => {
  const { engine, faults } = start();
  faults.onCall({ method: "POST", route: "/sharedAccount" }, LOST);
  expect(await engine.up([support()])).toEqual({ steps: ["create support"], errors: [] });
  expect(engine.state.get("support")?.id).toMatch(/\/sharedAccount\/\d+$/);
  expect(engine.state.get("support")?.unfinished).toBe(false);
});

test("two answers that are lost are told, and the next run goes on", async () => {
  const { world, engine, faults } = start();
  faults.onCall({ method: "POST", route: "/sharedAccount", times: 2 }, LOST);
  expect((await engine.up([support()])).errors.join()).toMatch(/it is not known whether OVHcloud carried out POST/);
  expect(world.writes().filter((write) => write.endsWith("/sharedAccount"))).toHaveLength(2);
  expect((await engine.up([support()])).errors).toEqual([]);
});

test("what fails the second time is told with what was lost the first time, and nothing is forgotten", async () => {
  const { world, engine, faults } = start();
  faults.onCall({ method: "POST", route: "/sharedAccount" }, LOST);
  faults.onCall({ method: "GET", route: SHARED, nth: 2, times: 99 }, { kind: "respond", status: 401, body: {} });
  const { errors } = await engine.up([support()]);
  expect(errors.join()).toMatch(/it is not known whether OVHcloud carried out POST .*401/);
  expect(engine.state.get("support")?.unfinished).toBe(true);
  faults.clear();
  expect((await engine.up([support()])).errors).toEqual([]);
  expect(world.simulator.world.sharedAccounts()).toHaveLength(1);
});

test("where something else failed too, the run ends: it would fail again", async () => {
  const { world, engine, faults } = start();
  await engine.up([anna()]);
  world.writes();
  faults.onCall({ method: "POST", route: `${ACCOUNT}/changePassword` }, LOST);
  faults.onCall(
    { method: "POST", route: `${ACCOUNT}/alias` },
    { kind: "respond", status: 400, body: { message: "No" } },
  );
  const { errors } = await engine.up([anna({ password: "Orange-Mardi-43", emailAliases: ["info@example.com"] })]);
  expect(errors.join()).toMatch(/it is not known.*No/);
  expect(world.writes()).toHaveLength(2);
});
