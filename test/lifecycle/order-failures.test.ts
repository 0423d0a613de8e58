// Accounts that are ordered when none is free: once, whatever fails on the way.

import { describe, expect, test } from "vitest";
import type { CallFault, CallMatch } from "../../provider/simulator/index.js";
import { Engine } from "../support/engine.js";
import { anna, PLACE, restart, start, unpaid } from "./order-world.js";

const LOST: Record<string, CallFault> = {
  "cut after the work": { kind: "resetAfterCommit" },
  "a 504 after the work": { kind: "failAfterCommit", status: 504, body: "<html>Gateway time-out</html>" },
  "half an answer": { kind: "cutBody" },
};

describe("an answer that is lost", () => {
  test.each(Object.keys(LOST))("%s: the order is found, paid, and not made again", async (fault) => {
    const { world, engine, orders } = start();
    world.simulator.faults.onCall(PLACE, LOST[fault] as CallFault);
    expect((await engine.up([anna])).errors).toEqual([]);
    expect(await orders()).toHaveLength(1);
  });

  test("before the work: nothing is ordered blindly; the next up looks again, and then orders", async () => {
    const run = start();
    const { world, engine, orders } = run;
    world.simulator.faults.onCall(PLACE, { kind: "resetBeforeCommit" });
    const { errors } = await engine.up([anna]);
    expect(errors.join()).toMatch(/it is not known whether OVHcloud made the order of 1 account/);
    expect(await orders()).toEqual([]);
    expect(engine.state.has("anna")).toBe(true);
    restart(run);
    expect((await engine.up([anna])).errors.join()).toMatch(/where it may show within 5 minutes/);
    world.clock.advance(5 * 60_000);
    restart(run);
    expect(await engine.up([anna])).toEqual({ steps: ["update anna"], errors: [] });
    expect(await orders()).toHaveLength(1);
  });

  test("where OVHcloud does not say for which service an order is, nothing is ordered until somebody has looked", async () => {
    const run = start({}, { switches: { orderDetailDomain: "star" } });
    const { world, engine, orders, payAll } = run;
    world.simulator.faults.onCall(PLACE, { kind: "resetAfterCommit" });
    expect((await engine.up([anna])).errors.join()).toMatch(/it may be \d+ \(https:\/\/order.example/);
    restart(run);
    expect((await engine.up([anna])).errors.join()).toMatch(/it is not known whether OVHcloud made the order/);
    expect(await orders()).toHaveLength(1);
    await payAll();
    world.clock.advance(600_000);
    restart(run);
    expect(await engine.up([anna])).toEqual({ steps: ["update anna"], errors: [] });
    expect(await orders()).toHaveLength(1);
  });
});

describe("a process that dies after the order, before anything is written down", () => {
  test("the order is found and waited for, but only somebody pays it", async () => {
    const run = start({}, { taskTimeoutMs: 300_000 });
    await run.engine.up([unpaid]);
    const fresh = new Engine(run.world.newSession());
    expect((await fresh.up([anna])).errors.join()).toMatch(/is not paid after/);
    await run.payAll();
    fresh.restart(run.world.newSession());
    expect((await fresh.up([anna])).errors).toEqual([]);
    expect(await run.orders()).toHaveLength(1);
  });

  test("an order that may be for another service stops it", async () => {
    const run = start({}, { taskTimeoutMs: 300_000, switches: { orderDetailDomain: "star" } });
    await run.engine.up([unpaid]);
    const fresh = new Engine(run.world.newSession());
    expect((await fresh.up([anna])).errors.join()).toMatch(
      /nothing is ordered for .*: your order \d+ of Exchange accounts/,
    );
    expect(fresh.state.size).toBe(0);
    expect(await run.orders()).toHaveLength(1);
  });
});

describe("whatever fails on the way, in at most four runs there is one mailbox and one order", () => {
  const calls: Record<string, CallMatch> = {
    "the look for free accounts": { method: "GET", route: "/account", times: 6 },
    "the durations": { method: "GET", route: "/service/{exchangeService}/account", times: 6 },
    "the list of orders": { method: "GET", route: "/me/order", times: 6 },
    "the order": PLACE,
    "the payment": { method: "POST", route: "/me/order/{orderId}/pay" },
    "an order's status": { method: "GET", route: "/me/order/{orderId}/status", times: 6 },
    "an order's place to pay": { method: "GET", route: "/me/order/{orderId}", times: 6 },
    "the claim": { method: "PUT", route: "/account/{primaryEmailAddress}" },
    "the password": { method: "POST", route: "/account/{primaryEmailAddress}/changePassword" },
  };
  const faults: Record<string, CallFault> = {
    ...LOST,
    "cut before the work": { kind: "resetBeforeCommit" },
    "a page instead of the work": { kind: "respond", status: 502, body: "<html>Bad gateway</html>" },
    "too many calls": { kind: "tooManyRequests" },
    "a revoked credential": { kind: "respond", status: 403, body: { message: "This call has not been granted" } },
  };
  const cases = Object.keys(calls).flatMap((call) => Object.keys(faults).map((fault) => ({ call, fault })));

  test.each(cases)("$fault at $call", async ({ call, fault }) => {
    const run = start();
    run.world.simulator.faults.onCall(calls[call] as CallMatch, faults[fault] as CallFault);
    await run.engine.up([anna]);
    run.world.simulator.faults.clear();
    for (let again = 0; again < 3; again++) {
      run.world.clock.advance(5 * 60_000);
      restart(run);
      if ((await run.engine.up([anna])).errors.length === 0) break;
    }
    expect((await run.engine.up([anna])).steps).toEqual(["same anna"]);
    expect(await run.orders()).toHaveLength(1);
    expect(run.exists("anna@example.com")).toBe(true);
    expect(run.world.simulator.world.freeAccounts()).toEqual([]);
  });
});
