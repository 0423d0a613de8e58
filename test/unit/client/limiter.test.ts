/**
 * The limiter in virtual time: whatever callers do, no window of time holds more starts than the burst and the rate
 * allow. The rules are first checked over seeded crowds of random callers, then one by one in small scenes.
 */
import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { type Lane, Limiter, type LimiterOptions } from "../../../provider/ovh/limiter.js";
import { VirtualClock } from "../../support/virtual-clock.js";
import { deferred, rejection } from "./fake-server.js";

const LANES: readonly Lane[] = ["write", "read", "poll"];

function scene(options: Partial<Omit<LimiterOptions, "clock">> = {}) {
  const clock = new VirtualClock();
  const beganAt = clock.now();
  const maxPerSecond = options.maxPerSecond ?? 10;
  const limiter = new Limiter({
    clock,
    maxPerSecond,
    startPerSecond: maxPerSecond,
    burst: 1,
    maxConcurrency: 1_000,
    ...options,
  });
  const now = () => clock.now() - beganAt;
  const starts: number[] = [];
  const crowd = { running: 0, runningMax: 0 };
  /** One call that takes so long; gives when it started, as {@link Limiter.slowDown} wants it. */
  const call = (durationMs = 0, lane: Lane = "read", signal?: AbortSignal) =>
    limiter.run(
      lane,
      async (startedAt) => {
        starts.push(now());
        crowd.running++;
        crowd.runningMax = Math.max(crowd.runningMax, crowd.running);
        if (durationMs > 0) await clock.sleep(durationMs);
        crowd.running--;
        return startedAt;
      },
      signal,
    );
  const calls = (count: number) => Promise.all(Array.from({ length: count }, () => call()));
  return { clock, limiter, now, starts, crowd, call, calls };
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How far the fullest window exceeds what is allowed; 0 or less is well. */
function worstExcess(starts: readonly number[], burst: number, perSecond: number): number {
  let worst = Number.NEGATIVE_INFINITY;
  for (const [first, from] of starts.entries()) {
    for (let last = first; last < starts.length; last++) {
      const windowMs = (starts[last] ?? 0) - from;
      worst = Math.max(worst, last - first + 1 - burst - (windowMs / 1000) * perSecond);
    }
  }
  return worst;
}

describe("no window holds more than the burst and the rate allow", () => {
  test.each(Array.from({ length: 30 }, (_, seed) => seed))("with random callers, seed %i", async (seed) => {
    const random = randomFrom(seed);
    const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
    const options = {
      maxPerSecond: whole(1, 20),
      startPerSecond: whole(1, 20),
      burst: whole(1, 20),
      maxConcurrency: whole(1, 16),
    };
    const { clock, limiter, starts, crowd, call } = scene(options);
    const callers = Array.from({ length: 200 }, async () => {
      await clock.sleep(random() < 0.5 ? whole(0, 100) : whole(0, 60_000));
      const startedAt = await call(whole(0, 2_000), LANES[whole(0, 2)]);
      if (random() < 0.03) limiter.slowDown(startedAt, random() < 0.5 ? 0 : whole(0, 20_000));
    });
    await Promise.all(callers);
    expect(starts).toHaveLength(200);
    expect(worstExcess(starts, options.burst, options.maxPerSecond)).toBeLessThanOrEqual(1e-6);
    expect(crowd.runningMax).toBeLessThanOrEqual(options.maxConcurrency);
  });

  test("and the measure sees an excess", () => {
    expect(worstExcess([0, 0, 500], 2, 2)).toBe(0);
    expect(worstExcess([0, 0, 499], 2, 2)).toBeGreaterThan(0);
  });

  test("and no call waits longer than it must", async () => {
    const { starts, calls } = scene({ maxPerSecond: 4, burst: 3 });
    await calls(7);
    expect(starts).toEqual([0, 0, 0, 250, 500, 750, 1_000]);
  });

  test("and a pause saves up no more than the burst", async () => {
    const { starts, calls, clock } = scene({ maxPerSecond: 2, burst: 3 });
    await calls(3);
    await clock.sleep(3_600_000);
    starts.length = 0;
    await calls(5);
    expect(starts.map((at) => at - 3_600_000)).toEqual([0, 0, 0, 500, 1_000]);
  });
});

describe("calls under way", () => {
  test("are never more than allowed, and the next one starts when one ends", async () => {
    const { starts, crowd, call } = scene({ maxConcurrency: 2, burst: 100 });
    await Promise.all([call(1_000), call(3_000), call(500), call(500)]);
    expect(starts).toEqual([0, 0, 1_000, 1_500]);
    expect(crowd.runningMax).toBe(2);
  });

  test.each<[string, () => Promise<never>]>([
    ["rejects", async () => Promise.reject(new Error("broken work"))],
    [
      "throws",
      () => {
        throw new Error("broken work");
      },
    ],
  ])("free their place when the work %s", async (_, work) => {
    const { limiter, call, starts } = scene({ maxConcurrency: 1, burst: 100 });
    const broken = limiter.run("write", work);
    const next = call();
    await expect(broken).rejects.toThrow("broken work");
    await next;
    expect(starts).toEqual([0]);
  });
});

test("lanes: writes start before reads, reads before polls, each in the order of asking", async () => {
  const { limiter, clock } = scene({ maxConcurrency: 1, burst: 100 });
  const order: string[] = [];
  const blocker = limiter.run("poll", () => clock.sleep(1_000));
  const asked = ["poll 1", "read 1", "write 1", "poll 2", "read 2", "write 2"];
  const all = asked.map((name) => limiter.run(name.split(" ")[0] as Lane, async () => order.push(name)));
  await Promise.all([blocker, ...all]);
  expect(order).toEqual(["write 1", "write 2", "read 1", "read 2", "poll 1", "poll 2"]);
});

test("lanes: however many writes there are, a look at a task has its turn within seconds", async () => {
  const { limiter, clock, now } = scene({ maxPerSecond: 1, maxConcurrency: 1 });
  let polledAt = Number.POSITIVE_INFINITY;
  const writes = Array.from({ length: 30 }, () => limiter.run("write", () => clock.sleep(0)));
  const poll = limiter.run("poll", async () => {
    polledAt = now();
  });
  await Promise.all([...writes, poll]);
  expect(polledAt).toBeGreaterThanOrEqual(5_000);
  expect(polledAt).toBeLessThan(7_000);
});

describe("slowing down", () => {
  test("halves the rate once for all calls that were under way", async () => {
    const { clock, limiter, call } = scene({ burst: 10 });
    const together = Promise.all([call(100), call(200), call(300)]);
    await clock.sleep(50);
    for (const startedAt of await together) limiter.slowDown(startedAt, 0);
    expect(limiter.perSecond).toBe(5);
    await clock.sleep(1);
    limiter.slowDown(await call(), 0);
    expect(limiter.perSecond, "a call that started since").toBe(2.5);
  });

  test("takes what was saved up away", async () => {
    const { clock, limiter, starts, calls, call } = scene({ maxPerSecond: 4, burst: 10 });
    limiter.slowDown(await call(), 0);
    starts.length = 0;
    await calls(4);
    expect(starts).toEqual([0, 500, 1_000, 1_500]);
    expect(clock.now()).toBeGreaterThan(0);
  });

  test.each([
    ["a burst is allowed", 100],
    ["no burst is allowed", 1],
  ])("with a pause, nothing starts before it ends, where %s", async (_, burst) => {
    const { limiter, starts, call, calls } = scene({ burst });
    limiter.slowDown(await call(), 30_000);
    starts.length = 0;
    await calls(3);
    expect(starts[0]).toBe(30_000);
    expect(starts).toHaveLength(3);
  });

  test("with a pause, calls that wait already wait on", async () => {
    const { limiter, starts, calls, now } = scene({ maxPerSecond: 1, burst: 2 });
    const all = calls(4);
    await Promise.resolve();
    limiter.slowDown(now(), 20_000);
    await all;
    expect(starts.filter((at) => at > 0 && at < 20_000)).toEqual([]);
    expect(starts).toHaveLength(4);
  });

  test("a later and shorter pause does not cut the first one short, a longer one counts", async () => {
    const { clock, limiter, starts, call } = scene({ burst: 10 });
    const startedAt = await call();
    limiter.slowDown(startedAt, 30_000);
    limiter.slowDown(startedAt, 5_000);
    starts.length = 0;
    await call();
    expect(starts).toEqual([30_000]);
    const later = clock.now();
    limiter.slowDown(startedAt, 10_000);
    await call();
    expect(clock.now() - later, "also from a call that changes the rate no more").toBe(10_000);
  });

  test("never goes below one call in two seconds", async () => {
    const { limiter, clock, call } = scene({ burst: 10 });
    for (let count = 0; count < 12; count++) {
      limiter.slowDown(await call(), 0);
      await clock.sleep(10);
    }
    expect(limiter.perSecond).toBe(0.5);
  });

  test("never goes above a maximum that is lower than that", async () => {
    const { limiter, call } = scene({ maxPerSecond: 0.2 });
    limiter.slowDown(await call(), 0);
    expect(limiter.perSecond).toBeLessThanOrEqual(0.2);
  });
});

describe("speeding up", () => {
  test.each<[quietMs: number, perSecond: number]>([
    [0, 2],
    [9_999, 2],
    [10_000, 2.5],
    [19_999, 2.5],
    [20_000, 3],
    [40_000, 4],
    [3_600_000, 4],
  ])("after %i quiet ms the rate is %d", async (quietMs, perSecond) => {
    const { limiter, clock, call } = scene({ maxPerSecond: 4, burst: 100 });
    limiter.slowDown(await call(), 0);
    clock.advance(quietMs);
    await call();
    expect(limiter.perSecond).toBe(perSecond);
  });

  test("begins at the start rate, and does not pass a maximum between two steps", async () => {
    const { limiter, clock, call } = scene({ startPerSecond: 1, maxPerSecond: 1.7, burst: 100 });
    expect(limiter.perSecond).toBe(1);
    clock.advance(30_000);
    await call();
    expect(limiter.perSecond).toBe(1.7);
  });

  test("counts the quiet time anew after each slow-down", async () => {
    const { limiter, clock, call } = scene({ maxPerSecond: 8, burst: 100 });
    limiter.slowDown(await call(), 0);
    clock.advance(9_000);
    limiter.slowDown(await call(), 0);
    clock.advance(9_000);
    await call();
    expect(limiter.perSecond).toBe(2);
  });
});

describe("an aborted call", () => {
  const reason = new Error("enough");

  test("that waits is rejected with the reason, never starts, and leaves the others in order", async () => {
    const { limiter, clock, starts } = scene({ maxConcurrency: 1, burst: 100 });
    const controller = new AbortController();
    const order: string[] = [];
    const blocker = limiter.run("read", () => clock.sleep(1_000));
    const first = limiter.run("read", async () => order.push("first"));
    const given = limiter.run("read", async () => order.push("given up"), controller.signal);
    const last = limiter.run("read", async () => order.push("last"));
    const rejected = rejection(given);
    controller.abort(reason);
    expect(await rejected).toBe(reason);
    await Promise.all([blocker, first, last]);
    expect(order).toEqual(["first", "last"]);
    expect(starts).toEqual([]);
  });

  test("costs nothing", async () => {
    const { call, starts } = scene({ maxPerSecond: 1, burst: 1 });
    expect(await rejection(call(0, "read", AbortSignal.abort(reason)))).toBe(reason);
    await call();
    expect(starts).toEqual([0]);
  });

  test("that has started is its own affair, and nothing listens to the signal any more", async () => {
    const { call } = scene({ burst: 10 });
    const controller = new AbortController();
    const running = call(1_000, "write", controller.signal);
    await Promise.resolve();
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    controller.abort(reason);
    await expect(running).resolves.toEqual(expect.any(Number));
  });

  test("among a crowd takes nobody else along", async () => {
    const { call, starts } = scene({ maxPerSecond: 1, burst: 1 });
    const controller = new AbortController();
    const ends = Array.from({ length: 20 }, (_, index) => call(0, "read", index % 2 ? controller.signal : undefined));
    const settled = Promise.allSettled(ends);
    controller.abort(reason);
    const states = (await settled).map(({ status }) => status);
    expect(states.filter((status) => status === "rejected")).toHaveLength(10);
    expect(starts).toHaveLength(10);
    expect(starts.at(-1), "no token was lost to the ten others").toBe(9_000);
  });
});

test("work may ask for another turn while it waits for nobody else's place", async () => {
  const { limiter } = scene({ maxConcurrency: 2, burst: 10 });
  const gate = deferred();
  const outer = limiter.run("write", () => limiter.run("read", () => gate.promise));
  gate.resolve();
  await expect(outer).resolves.toBeUndefined();
});
