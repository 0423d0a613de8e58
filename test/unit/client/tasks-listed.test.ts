/** Waiting where OVHcloud's tasks have no state, as in the legacy MX Plan: a list of what has not ended is all there is. */
import { describe, expect, test } from "vitest";
import { errorFrom } from "../../../provider/ovh/answer.js";
import { refused } from "./fake-ovh.js";
import { rejection } from "./fake-server.js";
import { NEVER, scene, tasks } from "./fake-tasks.js";

const call = { method: "GET", template: "/task/{id}" } as const;
const http = (status: number) => errorFrom(call, refused(status, "no"));

describe("a service without states", () => {
  test("has ended what its list does not show any more", async () => {
    const { wait, now, states } = scene(tasks(1, { endsAt: 5_000 }), { legacy: true });
    await wait(1);
    expect(now()).toBeGreaterThanOrEqual(5_000);
    expect(states).toEqual([]);
  });

  test("waits a little for a task that has not come into the list yet, where nothing else would tell of it", async () => {
    const { wait, now } = scene(tasks(1, { listedFrom: 3_000, endsAt: 20_000 }), { legacy: true });
    await wait(1);
    expect(now()).toBeGreaterThanOrEqual(20_000);
  });

  test("does not wait for ever for a task that is never listed", async () => {
    const { wait, now } = scene(tasks(1, { listedFrom: 0, endsAt: 0 }), { legacy: true });
    await wait(1);
    expect(now()).toBeGreaterThanOrEqual(5_000);
    expect(now()).toBeLessThan(15_000);
  });

  test("knows a task by its number or by the same number as a text", async () => {
    const { watcher, now } = scene(tasks(1, { endsAt: 20_000 }), { legacy: true });
    await Promise.all([watcher.wait("1", "change 1"), watcher.wait(1, "change 1")]);
    expect(now()).toBeGreaterThanOrEqual(20_000);
  });

  test("costs one list for each round, however many tasks", async () => {
    const { wait, lists } = scene(tasks(100, { endsAt: 30_000 }), { legacy: true });
    await Promise.all(Array.from({ length: 100 }, (_, index) => wait(index + 1)));
    expect(lists.length).toBeLessThanOrEqual(10);
  });

  test.each([404, 500, 403])("whose list fails with %i for less than a minute has ended nothing", async (status) => {
    const { wait, now } = scene(tasks(2, { endsAt: 80_000 }), {
      legacy: true,
      listFails: (at) => (at > 10_000 && at < 60_000 ? http(status) : undefined),
    });
    await Promise.all([wait(1), wait(2)]);
    expect(now()).toBeGreaterThanOrEqual(80_000);
  });

  test("whose list fails for longer fails with it, a minute after it was last seen", async () => {
    const failure = http(500);
    const { wait, now } = scene(tasks(2, { endsAt: NEVER }), { legacy: true, listFails: () => failure });
    const both = [rejection(wait(1)), rejection(wait(2))];
    expect(await Promise.all(both)).toEqual([failure, failure]);
    expect(now()).toBeGreaterThanOrEqual(60_000);
    expect(now()).toBeLessThanOrEqual(80_000);
  });

  test("whose list never answers is left after the time-out at the latest", async () => {
    const options = { legacy: true, listFails: () => http(500), timeoutMs: 30_000 };
    const { wait } = scene(tasks(1, { endsAt: NEVER }), options);
    expect(await rejection(wait(1))).toMatchObject({ message: expect.stringContaining("has not finished") });
  });
});
