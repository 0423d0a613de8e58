/**
 * Waiting for OVHcloud's tasks: a watcher over a service whose tasks have a course, in virtual time. What is looked at
 * are the ends that the waiters see, and the calls that this costs.
 */
import { describe, expect, test } from "vitest";
import { errorFrom } from "../../../provider/ovh/answer.js";
import { CancelledError, TaskError, UnavailableError } from "../../../provider/ovh/errors.js";
import { type TaskState, TaskWatcher } from "../../../provider/ovh/tasks.js";
import { VirtualClock } from "../../support/virtual-clock.js";
import { refused } from "./fake-ovh.js";
import { rejection } from "./fake-server.js";
import { NEVER, scene, tasks } from "./fake-tasks.js";

const call = { method: "GET", template: "/task/{id}" } as const;
const http = (status: number) => errorFrom(call, refused(status, "no"));

describe("the end of a task", () => {
  test("done resolves, soon after", async () => {
    const { wait, now } = scene({ 7: { endsAt: 5_000 } });
    await expect(wait(7)).resolves.toBeUndefined();
    expect(now()).toBeGreaterThanOrEqual(5_000);
    expect(now()).toBeLessThan(7_500);
  });

  test.each(["error", "cancelled"] as const)("%s rejects, with the task and what it was for", async (as) => {
    const { watcher } = scene({ 7: { endsAt: 1_000, as } });
    const error = await rejection(watcher.wait(7, "the change of anna@example.com"));
    expect(error).toBeInstanceOf(TaskError);
    expect((error as Error).message).toBe(
      `OVHcloud could not finish the change of anna@example.com: its task 7 (setAccount) ended as "${as}"`,
    );
  });

  test("of one is not the end of another", async () => {
    const { wait } = scene({
      1: { endsAt: 2_000, as: "error" },
      2: { endsAt: 4_000 },
      3: { endsAt: 3_000, as: "cancelled" },
    });
    const ends = await Promise.allSettled([wait(1), wait(2), wait(3)]);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected"]);
  });

  test("that does not come in time: the message says how long it took and that nothing is lost", async () => {
    const { wait, now } = scene({ 7: { endsAt: NEVER } }, { timeoutMs: 30_000 });
    const error = await rejection(wait(7));
    expect(error).toBeInstanceOf(TaskError);
    expect((error as Error).message).toBe(
      `OVHcloud has not finished change 7 after ${Math.round(now() / 1000)} s (task 7, doing): ` +
        'the next "pulumi up" goes on from here',
    );
    expect(now()).toBeGreaterThanOrEqual(30_000);
    expect(now()).toBeLessThanOrEqual(50_000);
  });

  test("that does not come in time is said also where only the list was asked", async () => {
    const { wait } = scene(tasks(3, { endsAt: NEVER }), { timeoutMs: 30_000 });
    const errors = await Promise.all([1, 2, 3].map((id) => rejection(wait(id))));
    for (const error of errors) expect(error).toMatchObject({ message: expect.stringContaining("has not finished") });
  });

  test("that comes at the last look counts as done", async () => {
    const { wait } = scene({ 7: { endsAt: 500 } }, { timeoutMs: 500 });
    await expect(wait(7)).resolves.toBeUndefined();
  });

  test("the time-out counts for each from when it began to wait", async () => {
    const { wait, clock, now } = scene(tasks(2, { endsAt: NEVER }), { timeoutMs: 60_000 });
    const first = rejection(wait(1)).then(now);
    await clock.sleep(40_000);
    const second = rejection(wait(2)).then(now);
    expect(await first).toBeLessThanOrEqual(80_000);
    expect(await second).toBeGreaterThanOrEqual(100_000);
  });
});

describe("several waiters of one task", () => {
  test("share its looks and its end", async () => {
    const { wait, states, lists } = scene({ 7: { endsAt: 1_000 } });
    await Promise.all([wait(7), wait(7), wait(7)]);
    expect(states.map(({ atMs }) => atMs)).toEqual([500, 1_250]);
    expect(lists).toEqual([]);
  });

  test("share its failure", async () => {
    const { wait } = scene({ 7: { endsAt: 0, as: "error" } });
    const [first, second] = await Promise.all([rejection(wait(7)), rejection(wait(7))]);
    expect(first).toBeInstanceOf(TaskError);
    expect(second).toBe(first);
  });

  test("one after the other look anew: a task's end is not remembered", async () => {
    const { wait, states } = scene({ 7: { endsAt: 600, fails: (now) => (now < 600 ? http(400) : undefined) } });
    await expect(wait(7)).rejects.toMatchObject({ status: 400 });
    await expect(wait(7)).resolves.toBeUndefined();
    expect(states).toHaveLength(2);
  });
});

describe("the calls", () => {
  test("for one task ask its state and no list", async () => {
    const { wait, lists, states } = scene({ 7: { endsAt: 60_000 } });
    await wait(7);
    expect(lists).toEqual([]);
    expect(states.length).toBeGreaterThan(3);
  });

  test.each([2, 50, 1_000])("for %i tasks are one list for each round, and one state for each end", async (count) => {
    const { wait, lists, states } = scene(tasks(count, { endsAt: 60_000 }));
    await Promise.all(Array.from({ length: count }, (_, index) => wait(index + 1)));
    expect(states.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: count }, (_, i) => i + 1),
    );
    expect(lists.length).toBeLessThanOrEqual(12);
    expect(new Set(lists).size, "never two at a time").toBe(lists.length);
    for (const { atMs } of states) expect(atMs).toBeGreaterThanOrEqual(60_000);
  });

  test("ask each when the list does not tell all twice running, and no list again", async () => {
    const { wait, lists, states } = scene({
      1: { endsAt: 30_000 },
      2: { endsAt: 40_000, listedFrom: NEVER },
      3: { endsAt: 50_000 },
    });
    await Promise.all([wait(1), wait(2), wait(3)]);
    expect(lists).toEqual([500, 1_250]);
    expect(new Set(states.map(({ id }) => id))).toEqual(new Set([1, 2, 3]));
  });

  test("go on with the list when a task comes into it a little later", async () => {
    const { wait, states } = scene({ 1: { endsAt: 30_000 }, 2: { endsAt: 30_000, listedFrom: 1_000 } });
    await Promise.all([wait(1), wait(2)]);
    expect(states.filter(({ atMs }) => atMs < 30_000)).toEqual([{ id: 2, atMs: 500 }]);
  });

  test("for tasks that join one that was alone are one list for each round too", async () => {
    const { wait, states, clock } = scene(tasks(20, { endsAt: 100_000 }));
    const first = wait(1);
    await clock.sleep(10_000);
    await Promise.all([first, ...Array.from({ length: 19 }, (_, index) => wait(index + 2))]);
    const early = states.filter(({ id, atMs }) => id !== 1 && atMs < 100_000);
    expect(early).toEqual([]);
  });

  test("ask each when the list tells nothing at all, and no list again", async () => {
    const { wait, lists } = scene(tasks(3, { endsAt: 60_000, listedFrom: NEVER }));
    await Promise.all([wait(1), wait(2), wait(3)]);
    expect(lists.length).toBeLessThanOrEqual(2);
  });

  test("ask each in rounds whose list fails, and the list again in the next", async () => {
    const { wait, lists, states } = scene(tasks(2, { endsAt: 20_000 }), {
      listFails: (now) => (now < 4_000 ? http(500) : undefined),
    });
    await Promise.all([wait(1), wait(2)]);
    expect(lists.slice(0, 3)).toEqual([500, 1_250, 2_375]);
    expect(states.filter(({ atMs }) => atMs === 500)).toHaveLength(2);
    expect(states.filter(({ atMs }) => atMs > 4_000 && atMs < 20_000)).toEqual([]);
  });

  test("cost no more when others' tasks are in the list", async () => {
    const { wait, states } = scene(tasks(100, { endsAt: 10_000 }));
    await Promise.all([wait(1), wait(2)]);
    expect(states.map(({ id }) => id).toSorted()).toEqual([1, 2]);
  });

  test("end with the last waiter: nothing leaks", async () => {
    const { wait, lists, states, clock } = scene({ 1: { endsAt: 3_000 }, 2: { endsAt: 5_000, as: "error" } });
    await Promise.allSettled([wait(1), wait(2)]);
    const [listed, asked] = [lists.length, states.length];
    await clock.sleep(3_600_000);
    expect([lists.length, states.length]).toEqual([listed, asked]);
  });

  test("begin again with the next waiter, after long rest", async () => {
    const { wait, clock, now } = scene({ 1: { endsAt: 1_000 }, 2: { endsAt: 0 } });
    await wait(1);
    await clock.sleep(3_600_000);
    const from = now();
    await wait(2);
    expect(now() - from).toBeLessThan(2_000);
  });

  test("two loops never run side by side", async () => {
    const { wait, states, clock } = scene({ 1: { endsAt: 3_000 }, 2: { endsAt: 3_000 }, 3: { endsAt: 30_000 } });
    const first = wait(1).then(() => wait(3));
    await clock.sleep(100);
    await Promise.all([first, wait(2)]);
    const ofThird = states.filter(({ id }) => id === 3).map(({ atMs }) => atMs);
    for (const [index, atMs] of ofThird.entries()) expect(atMs - (ofThird[index - 1] ?? 0)).toBeGreaterThanOrEqual(500);
  });
});

describe("a state that cannot be read", () => {
  test.each([404, 500, 502])("HTTP %i is passed over in the first minute", async (status) => {
    const fails = (now: number) => (now < 50_000 ? http(status) : undefined);
    const { wait } = scene({ 7: { endsAt: 50_000, fails } });
    await expect(wait(7)).resolves.toBeUndefined();
  });

  test.each([404, 500])("HTTP %i is passed over for a minute from when it was last seen", async (status) => {
    const fails = (now: number) => (now > 300_000 && now < 350_000 ? http(status) : undefined);
    const { wait } = scene({ 7: { endsAt: 360_000, fails } });
    await expect(wait(7)).resolves.toBeUndefined();
  });

  test("to be in the list is to be seen", async () => {
    // Listed for five minutes; then gone from the list, while its state comes a little late.
    const fails = (now: number) => (now < 340_000 ? http(404) : undefined);
    const { wait } = scene(tasks(2, { endsAt: 300_000, fails }));
    await expect(Promise.all([wait(1), wait(2)])).resolves.toEqual([undefined, undefined]);
  });

  test("a task that OVHcloud does not know after a minute is an error, and says so", async () => {
    const { wait, states } = scene({ 7: { endsAt: NEVER, fails: () => http(404) } });
    const error = await rejection(wait(7));
    expect(error).toBeInstanceOf(TaskError);
    expect((error as Error).message).toBe("OVHcloud does not know task 7 (change 7) any more");
    expect(states.at(-1)?.atMs).toBeGreaterThanOrEqual(60_000);
    expect(states.at(-2)?.atMs).toBeLessThan(60_000);
  });

  test("a failing OVHcloud after a minute is that failure", async () => {
    const failure = http(500);
    expect(await rejection(scene({ 7: { endsAt: NEVER, fails: () => failure } }).wait(7))).toBe(failure);
  });

  test("a time-out within the minute comes first", async () => {
    const { wait } = scene({ 7: { endsAt: NEVER, fails: () => http(404) } }, { timeoutMs: 5_000 });
    expect(await rejection(wait(7))).toMatchObject({
      message: expect.stringMatching(/\(task 7\): the next "pulumi up"/),
    });
  });

  test.each<[string, Error]>([
    ["400", http(400)],
    ["403", http(403)],
    ["no network", new UnavailableError(call, 6, new Error("x"))],
    ["given up", new CancelledError(call, new Error("x"))],
  ])("%s is not passed over, and ends no other wait", async (_, error) => {
    const { wait, states } = scene({
      1: { endsAt: NEVER, listedFrom: NEVER, fails: () => error },
      2: { endsAt: 3_000 },
    });
    const [first, second] = await Promise.allSettled([wait(1), wait(2)]);
    expect(first).toEqual({ status: "rejected", reason: error });
    expect(second.status).toBe("fulfilled");
    expect(states.filter(({ id }) => id === 1)).toHaveLength(1);
  });
});

describe("the pauses between looks", () => {
  test("grow while nothing is known, up to 20 s", async () => {
    const { wait, states } = scene({ 7: { endsAt: 300_000 } });
    await wait(7);
    const gaps = states.slice(1).map(({ atMs }, index) => atMs - (states[index]?.atMs ?? 0));
    expect(gaps.slice(0, 3)).toEqual([750, 1_125, 1_687.5]);
    expect(Math.max(...gaps)).toBe(20_000);
    expect(gaps.slice(-5)).toEqual(Array(5).fill(20_000));
  });

  test.each<[usualMs: number, pauseMs: number, why: string]>([
    [80_000, 5_000, "a sixteenth"],
    [900, 500, "not below half a second"],
    [1_200_000, 20_000, "not above 20 s"],
  ])("after tasks of about %i ms are about %i ms: %s", async (usualMs, pauseMs) => {
    const { wait, states, clock, now } = scene(
      { 1: { endsAt: usualMs }, 2: { endsAt: NEVER } },
      { timeoutMs: 7_200_000 },
    );
    await wait(1);
    const from = now();
    states.length = 0;
    const second = rejection(wait(2));
    await clock.sleep(200_000);
    const gaps = states.map(({ atMs }, index) => atMs - (states[index - 1]?.atMs ?? from));
    expect(gaps.length).toBeGreaterThan(5);
    for (const gap of gaps) {
      expect(gap).toBeGreaterThanOrEqual(pauseMs * 0.9);
      expect(gap).toBeLessThanOrEqual(Math.min(20_000, pauseMs * 1.5));
    }
    await second;
  });

  test("follow the duration when tasks become quicker", async () => {
    const courses = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [index + 2, { endsAt: 0 }]));
    const { wait, now } = scene({ ...courses, 1: { endsAt: 160_000 } });
    await wait(1);
    for (let id = 2; id < 41; id++) await wait(id);
    const from = now();
    await wait(41);
    expect(now() - from).toBeLessThanOrEqual(1_000);
  });
});

describe("progress", () => {
  test("is told first after 15 s and then each minute, with what is waited for and since when", async () => {
    const { wait, told, beganAt } = scene(tasks(2, { endsAt: 300_000 }));
    await Promise.all([wait(1), wait(2)]);
    const at = told.map(({ atMs }) => atMs);
    expect(at[0]).toBeGreaterThanOrEqual(15_000);
    expect(at[0]).toBeLessThan(35_000);
    for (const [index, atMs] of at.slice(1).entries()) {
      expect(atMs - (at[index] ?? 0)).toBeGreaterThanOrEqual(60_000);
      expect(atMs - (at[index] ?? 0)).toBeLessThanOrEqual(80_000);
    }
    expect(at.length).toBeGreaterThanOrEqual(4);
    expect(told[0]?.awaited).toEqual([
      { id: 1, doing: "change 1", since: beganAt },
      { id: 2, doing: "change 2", since: beganAt },
    ]);
  });

  test("leaves out what has ended, and has what came later", async () => {
    const { wait, told, clock, beganAt } = scene({
      1: { endsAt: 30_000 },
      2: { endsAt: 200_000 },
      3: { endsAt: 200_000 },
    });
    const early = [wait(1), wait(2)];
    await clock.sleep(40_000);
    await Promise.all([...early, wait(3)]);
    expect(told.at(-1)?.awaited).toEqual([
      { id: 2, doing: "change 2", since: beganAt },
      { id: 3, doing: "change 3", since: beganAt + 40_000 },
    ]);
  });

  test("is not told of what takes less than 15 s, nor after the end", async () => {
    const { wait, told, clock } = scene(tasks(3, { endsAt: 10_000 }));
    await Promise.all([wait(1), wait(2), wait(3)]);
    await clock.sleep(3_600_000);
    expect(told).toEqual([]);
  });

  test("is told 15 s after the next beginning again", async () => {
    const { wait, told, now, clock } = scene({ 1: { endsAt: 20_000 }, 2: { endsAt: 3_640_000 } });
    await wait(1);
    await clock.sleep(3_600_000 - now());
    told.length = 0;
    await wait(2);
    expect(told[0]?.atMs).toBeGreaterThanOrEqual(3_615_000);
    expect(told[0]?.atMs).toBeLessThanOrEqual(3_635_000);
  });

  test("that cannot be told ends no wait", async () => {
    const clock = new VirtualClock();
    const endsAt = clock.now() + 100_000;
    const state = async (): Promise<TaskState> => ({ status: clock.now() < endsAt ? "doing" : "done", function: "x" });
    const onProgress = () => {
      throw new Error("the terminal is gone");
    };
    const source = { pending: async () => [], state };
    const watcher = new TaskWatcher({ source, clock, timeoutMs: 1_800_000, onProgress });
    await expect(watcher.wait(1, "change 1")).resolves.toBeUndefined();
  }, 2_000);
});
