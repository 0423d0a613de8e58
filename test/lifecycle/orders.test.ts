// Accounts that are ordered when none is free: once, for all who wait.

import { describe, expect, test } from "vitest";
import type { Awaited } from "../../provider/ovh/tasks.js";
import { type Declaration, Engine } from "../support/engine.js";
import { SERVICE } from "../support/world.js";
import { anna, MONTHLY, mailbox, ORDERED, PAID, PAY, PLACE, restart, start, unpaid } from "./order-world.js";

describe("with a payment method", () => {
  test("an account is ordered, paid, delivered and taken, all in one run", async () => {
    const { world, engine, orders, exists } = start();
    expect(await engine.up([anna])).toEqual({ steps: ["create anna"], errors: [] });
    expect(world.writes().slice(0, 2)).toEqual([ORDERED, PAY]);
    expect(await orders()).toHaveLength(1);
    expect(exists("anna@example.com")).toBe(true);
    expect(engine.state.get("anna")?.id).toMatch(/^hosted-ab12345-1\/account\/\d+$/);
    expect(engine.state.get("anna")?.outputs.__ovhmail).toEqual({ v: 1, writtenAt: expect.any(String) });
    expect(await engine.refresh()).toEqual({});
    expect((await engine.up([anna])).steps).toEqual(["same anna"]);
  });

  test("a payment that OVHcloud refuses is told with what to do, and the next up pays the same order", async () => {
    const run = start();
    const { world, engine, orders } = run;
    world.simulator.faults.onCall(
      { method: "POST", route: "/me/order/{orderId}/pay" },
      { kind: "respond", status: 400, body: { message: "This payment method has expired" } },
    );
    const { errors } = await engine.up([anna]);
    expect(errors.join()).toMatch(
      /order \d+ is made, and could not be paid with orderWhenNoneFree.paymentMethodId 7: pay it at https:.*has expired/,
    );
    restart(run);
    expect(await engine.up([anna])).toEqual({ steps: ["update anna"], errors: [] });
    expect(await orders()).toHaveLength(1);
  });

  test("a payment whose answer is lost is not sent again in this run", async () => {
    const { world, engine, orders } = start();
    world.simulator.faults.onCall({ method: "POST", route: "/me/order/{orderId}/pay" }, { kind: "resetAfterCommit" });
    expect((await engine.up([anna])).errors).toEqual([]);
    expect(world.writes().filter((call) => call === PAY)).toHaveLength(1);
    expect(await orders()).toHaveLength(1);
  });
});

describe("without a payment method", () => {
  test("the run says at once where to pay, and goes on as soon as somebody has", async () => {
    const run = start();
    const { world, engine, payAll, orders } = run;
    const told: Awaited[][] = [];
    engine.restart(world.newSession({ onProgress: (awaited) => told.push([...awaited]) }));
    const up = engine.up([unpaid]);
    await world.clock.sleep(5 * 60_000);
    await payAll();
    expect((await up).errors).toEqual([]);
    expect(told[0]?.[0]).toMatchObject({ id: (await orders())[0], noun: "order" });
    expect(told[0]?.[0]?.doing).toMatch(
      /^somebody to pay 1 account for Exchange service .* at https:\/\/order.example/,
    );
    expect(await orders()).toHaveLength(1);
  });

  test("nobody pays in time: the error says where, and the next up goes on with the same order", async () => {
    const run = start({}, { taskTimeoutMs: 120_000 });
    const { engine, orders, payAll, exists } = run;
    const { errors } = await engine.up([unpaid]);
    expect(errors.join()).toMatch(
      /order \d+ of 1 account .* is not paid after \d+ s: pay it, or cancel it, at https:\/\/order.example/,
    );
    expect(engine.state.get("anna")?.id).toBe("hosted-ab12345-1/account/anna@example.com");
    expect(exists("anna@example.com")).toBe(false);

    restart(run);
    expect((await engine.up([unpaid])).errors.join()).toMatch(/is not paid after/);
    await payAll();
    restart(run);
    expect(await engine.up([unpaid])).toEqual({ steps: ["update anna"], errors: [] });
    expect(await orders()).toHaveLength(1);
    expect(engine.state.get("anna")?.id).toBe("hosted-ab12345-1/account/anna@example.com");
    expect(engine.state.get("anna")?.outputs.accountId).toBeGreaterThan(0);
    expect(await engine.refresh()).toEqual({});
    expect((await engine.up([unpaid])).steps).toEqual(["same anna"]);
  });

  test("a refresh in between does not forget the order", async () => {
    const run = start({}, { taskTimeoutMs: 300_000 });
    const { engine, orders, payAll } = run;
    await engine.up([unpaid]);
    restart(run);
    expect(await engine.refresh()).toEqual({});
    await payAll();
    run.world.clock.advance(600_000);
    expect((await engine.up([unpaid])).errors).toEqual([]);
    expect(await orders()).toHaveLength(1);
  });

  test("a payment method that is declared later pays the order that is there", async () => {
    const run = start({}, { taskTimeoutMs: 200_000 });
    await run.engine.up([unpaid]);
    restart(run);
    expect(await run.engine.up([anna])).toEqual({ steps: ["update anna"], errors: [] });
    expect(await run.orders()).toHaveLength(1);
  });

  test("the mailbox may be taken out of the program again: there is no mail to protect", async () => {
    const run = start({}, { taskTimeoutMs: 1_000 });
    await run.engine.up([unpaid]);
    expect(await run.engine.destroy()).toEqual({ steps: ["delete anna"], errors: [] });
  });

  test("a mailbox that somebody makes at the address in between is neither taken over nor deleted", async () => {
    const run = start({}, { taskTimeoutMs: 1_000 });
    const { engine, world } = run;
    await engine.up([unpaid]);
    const [free = ""] = world.simulator.world.addFreeAccounts(SERVICE, 2);
    world.simulator.world.editAccount(free, { login: "anna", domain: "example.com", displayName: "Another Anna" });
    restart(run);
    expect((await engine.up([unpaid])).errors.join()).toMatch(/anna@example.com is already used/);
    expect((await engine.destroy()).errors).toEqual([]);
    expect(world.simulator.world.account("anna@example.com")?.displayName).toBe("Another Anna");
  });
});

describe("an order that brings nothing", () => {
  test("was cancelled: said once, and the next up orders anew", async () => {
    const run = start();
    run.world.simulator.faults.failTask("deliverOrder", { outcome: "error" });
    expect((await run.engine.up([anna])).errors.join()).toMatch(/order \d+ of 1 account .* was cancelled/);
    expect(run.world.writes().filter((call) => call === ORDERED)).toHaveLength(1);
    restart(run);
    expect(await run.engine.up([anna])).toEqual({ steps: ["update anna"], errors: [] });
    expect(await run.orders()).toHaveLength(2);
  });

  test("somebody else took its account: said, and never ordered again in the same run", async () => {
    const run = start({}, { taskTimeoutMs: 300_000 });
    const { engine, world, payAll, orders } = run;
    await engine.up([unpaid]);
    await payAll();
    world.clock.advance(600_000);
    const [seat = ""] = world.simulator.world.freeAccounts();
    world.simulator.world.editAccount(seat, { login: "bob", domain: "example.com" });
    restart(run);
    expect((await engine.up([unpaid])).errors.join()).toMatch(/is delivered, and no account is free/);
    expect(await orders()).toHaveLength(1);
  });
});

describe("several mailboxes at the same time", () => {
  const names = ["anna", "bob", "carol"];
  const together = async (world: ReturnType<typeof start>["world"], program: readonly Declaration[]) => {
    const session = world.newSession();
    const engines = program.map(() => new Engine(session));
    const results = await Promise.all(program.map((one, index) => engines[index]?.up([one])));
    return { engines, errors: results.flatMap((result) => result?.errors ?? []) };
  };

  test("of the same terms are one order", async () => {
    const { world, orders } = start();
    const { errors } = await together(
      world,
      names.map((name) => mailbox(name)),
    );
    expect(errors).toEqual([]);
    expect(await orders()).toHaveLength(1);
    expect(world.simulator.world.freeAccounts()).toEqual([]);
  });

  test("take what is free first, and order the rest", async () => {
    const { world, orders } = start({ freeAccounts: 1 });
    const { errors } = await together(
      world,
      names.map((name) => mailbox(name)),
    );
    expect(errors).toEqual([]);
    expect(await orders()).toHaveLength(1);
    expect(world.simulator.world.freeAccounts()).toEqual([]);
  });

  test("of other terms are other orders", async () => {
    const { world, orders } = start();
    const yearly = { orderWhenNoneFree: { ...PAID, duration: "yearly", license: "enterprise", storageQuotaGb: 300 } };
    const { errors } = await together(world, [mailbox("anna"), mailbox("bob", yearly)]);
    expect(errors).toEqual([]);
    expect(await orders()).toHaveLength(2);
    expect(world.simulator.world.freeAccounts()).toEqual([]);
  });

  test("one that waits since the last run and a new one share nothing: two orders, two mailboxes", async () => {
    const run = start({}, { taskTimeoutMs: 300_000 });
    await run.engine.up([unpaid]);
    const session = run.world.newSession();
    run.engine.restart(session);
    const other = new Engine(session);
    const [first, second] = await Promise.all([run.engine.up([anna]), other.up([mailbox("bob")])]);
    expect([...first.errors, ...second.errors]).toEqual([]);
    expect(await run.orders()).toHaveLength(2);
    expect(run.world.simulator.world.freeAccounts()).toEqual([]);
  });

  test("an account that becomes free meanwhile goes to whoever waits, and nobody orders for it", async () => {
    const run = start({}, { taskTimeoutMs: 600_000 });
    const up = run.engine.up([unpaid]);
    await run.world.clock.sleep(60_000);
    run.world.simulator.world.addFreeAccounts(SERVICE, 1);
    expect((await up).errors).toEqual([]);
    const bob = new Engine(run.world.newSession({ taskTimeoutMs: 60_000 }));
    expect((await bob.up([mailbox("bob", { orderWhenNoneFree: MONTHLY })])).errors.join()).toMatch(/is not paid/);
    expect(await run.orders()).toHaveLength(1);
  });
});

describe("what is never ordered", () => {
  test("anything while accounts are free", async () => {
    const { engine, orders } = start({ freeAccounts: 1 });
    expect((await engine.up([anna])).errors).toEqual([]);
    expect(await orders()).toEqual([]);
  });

  test("anything where mailboxes are made at will", async () => {
    const { engine, orders } = start({ offer: "dedicated" });
    expect((await engine.up([anna])).errors).toEqual([]);
    expect(await orders()).toEqual([]);
  });

  test("anything for a mailbox that exists and is taken over", async () => {
    const { engine, orders } = start({ accounts: [{ emailAddress: "anna@example.com" }] });
    expect((await engine.up([mailbox("anna", { adopt: true })])).errors).toEqual([]);
    expect(await orders()).toEqual([]);
  });

  test("anything by a check or a comparison", async () => {
    const { world, engine } = start();
    await engine.up([{ ...anna, props: { ...anna.props, emailAddress: "no address" } }]);
    expect(world.writes()).toEqual([]);
  });

  test("anything that OVHcloud refuses: the mailbox stays out of the state", async () => {
    const { world, engine } = start();
    world.simulator.faults.onCall(PLACE, { kind: "respond", status: 403, body: { message: "not granted" } });
    expect((await engine.up([anna])).errors.join()).toMatch(/not granted/);
    expect(engine.state.size).toBe(0);
  });
});

test.each([
  [{ duration: "weekly" }, /orderWhenNoneFree.duration: expected "monthly" or "yearly", got "weekly"/],
  [{}, /orderWhenNoneFree.duration: expected "monthly" or "yearly"/],
  [{ duration: "monthly", storageQuotaGb: 100 }, /orderWhenNoneFree.storageQuotaGb: expected 50 or 300/],
  [
    { duration: "monthly", license: "gold" },
    /orderWhenNoneFree.license: expected "basic" or "standard" or "enterprise"/,
  ],
  [{ duration: "monthly", paymentMethodId: -1 }, /orderWhenNoneFree.paymentMethodId: expected/],
])("%j is refused before anything is sent", async (orderWhenNoneFree, says) => {
  const { world, engine } = start();
  expect((await engine.up([mailbox("anna", { orderWhenNoneFree })])).errors.join()).toMatch(says);
  expect(world.simulator.calls).toEqual([]);
});
