/** Faults that are drawn: the same seed and the same calls give the same faults, at the rates that were asked for. */
import { describe, expect, test } from "vitest";
import {
  type FaultRates,
  faultNames,
  faultProfiles,
  type ScheduleOptions,
  taskFaultNames,
} from "../../../provider/simulator/index.js";
import { rawCaller, service } from "../../support/raw-caller.js";

const paths = ["/email/exchange", `${service}/account`, "/auth/time", `${service}/account/anna@example.com`];

/** Faults of so many calls, one after the other; a call that is never answered is given up. */
async function faultsOf(options: ScheduleOptions, howMany: number, all: readonly string[] = paths) {
  const { simulator, request } = rawCaller();
  simulator.faults.schedule(options);
  for (let number = 0; number < howMany; number++) {
    const abort = new AbortController();
    const method = number % 3 === 2 ? "PUT" : "GET";
    const path = all[number % all.length] ?? "";
    const sent = request(method, path, { signal: abort.signal, ...(method === "PUT" ? { body: {} } : {}) });
    const answer = simulator.fetch(sent).catch(() => {});
    if ((options.rates as FaultRates).stall !== undefined) abort.abort();
    await answer;
  }
  // A call that was given up may not have been logged yet.
  await simulator.fetch(request("GET", "/nothing")).catch(() => {});
  const { counts } = simulator.faults;
  return { faults: simulator.calls.map((call) => call.fault), counts, simulator };
}

const quiet = { ...faultProfiles.hostile.rates, stall: 0, stallAfterCommit: 0 };

describe("a schedule", () => {
  test("draws the same for the same seed and calls, and other faults for another seed", async () => {
    const one = await faultsOf({ seed: 7, rates: quiet }, 300);
    const same = await faultsOf({ seed: 7, rates: quiet }, 300);
    const other = await faultsOf({ seed: 8, rates: quiet }, 300);
    expect(one.faults.filter((fault) => fault !== undefined).length).toBeGreaterThan(30);
    expect(same.faults).toEqual(one.faults);
    expect(same.counts).toEqual(one.counts);
    expect(other.faults).not.toEqual(one.faults);
  });

  test("keeps to its rates", async () => {
    const { counts } = await faultsOf({ seed: 1, rates: { badGatewayPage: 0.2, resetAfterCommit: 0.1 } }, 1_000, [
      "/email/exchange",
    ]);
    expect(Math.abs((counts.byName.badGatewayPage ?? 0) - 200)).toBeLessThan(40);
    expect(Math.abs((counts.byName.resetAfterCommit ?? 0) - 100)).toBeLessThan(30);
  });

  test("spares calls what would make no sense", async () => {
    const rates = { busy: 0.25, duplicate: 0.25, staleList: 0.25, expiredToken: 0.25 };
    const { simulator } = await faultsOf({ seed: 1, rates }, 400);
    for (const { method, route, fault } of simulator.calls) {
      if (fault === "busy" || fault === "duplicate") expect(method).not.toBe("GET");
      if (fault === "staleList") expect(`${method} ${route}`).toMatch(/^GET .*(\/account|\/exchange)$/);
    }
    expect(simulator.faults.counts.byName).toMatchObject({ busy: expect.any(Number), staleList: expect.any(Number) });
    expect(simulator.faults.counts.byName).not.toHaveProperty("expiredToken");
  });

  test("goes easy on the time, without which nobody can sign", async () => {
    const rates = { badGatewayPage: 0.5 };
    const struck = async (timeShare?: number) => {
      const options = { seed: 3, rates, ...(timeShare === undefined ? {} : { timeShare }) };
      return (await faultsOf(options, 400, ["/auth/time"])).counts.byRoute["GET /auth/time"]?.badGatewayPage ?? 0;
    };
    const [usual, never, always] = [await struck(), await struck(0), await struck(1)];
    expect(usual).toBeGreaterThan(0);
    expect(usual).toBeLessThan(40);
    expect([never, always > 100]).toEqual([0, true]);
  });

  test.each([/\/ACCOUNT$/gi, "/account"])("strikes the routes that are asked for: %s", async (routes) => {
    const { counts } = await faultsOf({ seed: 1, rates: { badGatewayPage: 0.5 }, routes }, 100);
    expect(Object.keys(counts.byRoute)).toHaveLength(1);
    expect(Object.keys(counts.byRoute)[0]).toMatch(/^GET .*\/account$/);
  });

  test("says what runs, and ends with stop; the queue stays", async () => {
    const { simulator, send } = rawCaller();
    const { faults } = simulator;
    faults.schedule({ seed: 5, rates: "rough", routes: "/account" });
    expect(faults.scheduled).toEqual({
      seed: 5,
      rates: faultProfiles.rough.rates,
      taskRates: faultProfiles.rough.taskRates,
      routes: "/account",
    });
    faults.schedule({ seed: 5, rates: { clockSkew: 1 }, maxSkewMs: 1 });
    faults.onCall({ nth: 2 }, "busy");
    await send("GET", "/email/exchange");
    expect(faults.counts.byName).toEqual({ clockSkew: 1 });
    faults.stop();
    expect([faults.scheduled, faults.pending]).toEqual([undefined, 1]);
    expect((await send("GET", "/email/exchange")).status).toBe(409);
    expect((await send("GET", "/email/exchange")).status).toBe(200);
  });

  test("what is queued goes first", async () => {
    const { simulator, send } = rawCaller();
    simulator.faults.schedule({ seed: 5, rates: { badGatewayPage: 1 } });
    simulator.faults.onCall({}, { kind: "respond", status: 418 });
    expect((await send("GET", "/email/exchange")).status).toBe(418);
    expect((await send("GET", "/email/exchange")).status).toBe(502);
  });

  test("draws what becomes of tasks too, which does not change what strikes calls", async () => {
    const fates = async (taskRates: ScheduleOptions["taskRates"]) => {
      const { simulator, send } = rawCaller();
      simulator.faults.schedule({ seed: 11, rates: { busy: 0.3 }, ...(taskRates === undefined ? {} : { taskRates }) });
      for (let number = 0; number < 60; number++) await send("PUT", `${service}/account/anna@example.com`, {});
      simulator.world.finishTasks();
      return {
        calls: simulator.calls.map((call) => call.fault),
        tasks: simulator.world.tasks(),
        counts: simulator.faults.counts,
      };
    };
    const taskRates = { taskError: 0.3, taskCancelled: 0.2 };
    const [one, same, none] = [await fates(taskRates), await fates(taskRates), await fates(undefined)];
    expect(same).toEqual(one);
    expect(none.calls).toEqual(one.calls);
    expect(new Set(one.tasks.map((task) => task.status))).toEqual(new Set(["done", "error", "cancelled"]));
    expect(new Set(none.tasks.map((task) => task.status))).toEqual(new Set(["done"]));
    expect(one.tasks.filter((task) => task.status === "error")).toHaveLength(one.counts.byName.taskError ?? 0);
  });

  test.each<[string, Partial<ScheduleOptions>, RegExp]>([
    ["an unknown fault", { rates: { nonsense: 0.1 } as FaultRates }, /no fault nonsense/],
    ["an unknown profile", { rates: "gentle" as "rough" }, /no profile gentle; there are rough,hostile/],
    ["rates beyond 1", { rates: { busy: 0.6, stall: 0.5 } }, /at most 1 together/],
    ["a rate below 0", { rates: { busy: -0.1 } }, /at least 0/],
    ["a rate that is no number", { taskRates: { taskError: Number.NaN } }, /at least 0/],
    ["a share beyond 1", { timeShare: 2 }, /timeShare/],
  ])("refuses %s", (_, wrong, message) => {
    const { simulator } = rawCaller();
    expect(() => simulator.faults.schedule({ seed: 1, rates: {}, ...wrong })).toThrow(message);
    expect(simulator.faults.scheduled).toBeUndefined();
  });
});

describe("the profiles", () => {
  test("hostile holds every fault there is", () => {
    expect(Object.keys(faultProfiles.hostile.rates).sort()).toEqual([...faultNames].sort());
    expect(Object.keys(faultProfiles.hostile.taskRates).sort()).toEqual([...taskFaultNames].sort());
  });

  test("every fault strikes some time", async () => {
    const all = Object.fromEntries(faultNames.map((name) => [name, 1 / faultNames.length]));
    const { counts } = await faultsOf({ seed: 2, rates: all }, 600);
    // Nobody in this test calls with an access token.
    expect(Object.keys(counts.byName).sort()).toEqual(faultNames.filter((name) => name !== "expiredToken").sort());
  });
});
