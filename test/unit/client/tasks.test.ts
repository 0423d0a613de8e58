/** Waiting for OVHcloud's tasks, over a scripted course of one task and a clock that jumps. */
import { describe, expect, test } from "vitest";
import { errorFrom } from "../../../provider/ovh/answer.js";
import { ApiError, TaskError, UnavailableError } from "../../../provider/ovh/errors.js";
import type { Task } from "../../../provider/ovh/exchange-models.js";
import { TaskWaiter } from "../../../provider/ovh/tasks.js";
import { FakeClock } from "./fake-clock.js";
import { refused } from "./fake-ovh.js";

type Look = Task["status"] | Error;

const call = { method: "GET", template: "/task/{id}" } as const;
const http = (status: number) => errorFrom(call, refused(status, "no"));
const again = (count: number, look: Look) => Array.from({ length: count }, () => look);

/** The last look is repeated. */
function waiter(looks: Look[], timeoutMs = 1_800_000) {
  const clock = new FakeClock();
  const startedAt = clock.now();
  const asked: { id: number; atMs: number }[] = [];
  const getTask = async (id: number): Promise<Task> => {
    const look = looks[Math.min(asked.length, looks.length - 1)] ?? "done";
    asked.push({ id, atMs: clock.now() - startedAt });
    if (look instanceof Error) throw look;
    return { id, status: look, function: "setAccount" };
  };
  return { tasks: new TaskWaiter({ getTask, clock, timeoutMs }), asked, clock };
}

describe("the end of a task", () => {
  test("done resolves", async () => {
    const { tasks, asked } = waiter(["todo", "doing", "done"]);
    await expect(tasks.wait(7, "the change")).resolves.toBeUndefined();
    expect(asked.map(({ id }) => id)).toEqual([7, 7, 7]);
  });

  test.each(["error", "cancelled"] as const)("%s rejects, with the task and what it was for", async (status) => {
    const { tasks } = waiter(["doing", status]);
    const waiting = tasks.wait(7, "the change of anna@example.com");
    await expect(waiting).rejects.toThrow(TaskError);
    await expect(waiting).rejects.toThrow(
      `OVHcloud could not finish the change of anna@example.com: its task 7 (setAccount) ended as "${status}"`,
    );
  });

  test("a task that does not end is left after the time-out, and the message says that nothing is lost", async () => {
    const { tasks, asked } = waiter(["doing"], 30_000);
    const waiting = tasks.wait(7, "the change");
    await expect(waiting).rejects.toThrow(TaskError);
    await expect(waiting).rejects.toThrow('(task 7, doing): the next "pulumi up" goes on from here');
    expect(asked.at(-1)?.atMs).toBeGreaterThanOrEqual(30_000);
    expect(asked.at(-1)?.atMs).toBeLessThan(40_000);
  });

  test("a task that ends at the last look counts as done", async () => {
    const { tasks } = waiter(["todo", "done"], 500);
    await expect(tasks.wait(7, "the change")).rejects.toThrow("goes on from here");
    const punctual = waiter(["done"], 500);
    await expect(punctual.tasks.wait(7, "the change")).resolves.toBeUndefined();
  });
});

describe("the looks", () => {
  test("come soon at first, then every 10 s", async () => {
    const { tasks, clock } = waiter([...again(12, "doing"), "done"]);
    await tasks.wait(7, "the change");
    expect(clock.sleepsMs.slice(0, 4)).toEqual([500, 750, 1_125, 1_687.5]);
    expect(clock.sleepsMs.slice(-4)).toEqual([10_000, 10_000, 10_000, 10_000]);
  });

  test.each([404, 500, 502])("HTTP %i is passed over in the first minute", async (status) => {
    const { tasks } = waiter([...again(5, http(status)), "doing", "done"]);
    await expect(tasks.wait(7, "the change")).resolves.toBeUndefined();
  });

  test("a task that OVHcloud does not know after a minute is an error, and says so", async () => {
    const { tasks, asked } = waiter([http(404)]);
    const waiting = tasks.wait(7, "the change");
    await expect(waiting).rejects.toThrow(TaskError);
    await expect(waiting).rejects.toThrow("OVHcloud does not know task 7 (the change) any more");
    expect(asked.at(-1)?.atMs).toBeGreaterThanOrEqual(60_000);
    expect(asked.at(-2)?.atMs).toBeLessThan(60_000);
  });

  test("a failing OVHcloud after a minute is that failure", async () => {
    const failure = http(500);
    await expect(waiter([failure]).tasks.wait(7, "the change")).rejects.toBe(failure);
  });

  test("a short time-out comes before the end of the minute", async () => {
    const { tasks } = waiter([http(404)], 5_000);
    await expect(tasks.wait(7, "the change")).rejects.toThrow("(task 7, not readable)");
  });

  test.each<[string, Error]>([
    ["400", http(400)],
    ["403", http(403)],
    ["no network", new UnavailableError(call, 6, new Error("x"))],
  ])("%s is not passed over", async (_, error) => {
    const { tasks, asked } = waiter([error]);
    await expect(tasks.wait(7, "the change")).rejects.toBe(error);
    expect(asked).toHaveLength(1);
  });
});

describe("several waiters", () => {
  test("of one task share its looks", async () => {
    const { tasks, asked } = waiter(["doing", "doing", "done"]);
    await Promise.all([tasks.wait(7, "the change"), tasks.wait(7, "the change"), tasks.wait(7, "the change")]);
    expect(asked).toHaveLength(3);
  });

  test("of one task share its failure", async () => {
    const { tasks } = waiter(["error"]);
    const ends = await Promise.allSettled([tasks.wait(7, "the change"), tasks.wait(7, "the change")]);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  test("of two tasks look at each", async () => {
    const { tasks, asked } = waiter(["done"]);
    await Promise.all([tasks.wait(7, "one"), tasks.wait(8, "two")]);
    expect(asked.map(({ id }) => id).toSorted()).toEqual([7, 8]);
  });

  test("one after the other look anew: a task's end is not remembered", async () => {
    const { tasks, asked } = waiter([http(400), "done"]);
    await expect(tasks.wait(7, "the change")).rejects.toThrow(ApiError);
    await expect(tasks.wait(7, "the change")).resolves.toBeUndefined();
    expect(asked).toHaveLength(2);
  });
});
