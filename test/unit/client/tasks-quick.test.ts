// A service whose tasks end at once, as a simulator's do, is looked at sooner; one that is slow again is not.

import { expect, test } from "vitest";
import { type Course, NEVER, scene } from "./fake-tasks.js";

const ENOUGH = 40;

/** A watcher that has seen many tasks end at once. */
async function quickScene(options: Parameters<typeof scene>[1] = {}) {
  const courses: Record<number, Course> = {};
  for (let id = 1; id <= ENOUGH; id++) courses[id] = { endsAt: 0 };
  const made = scene(courses, options);
  for (let id = 1; id <= ENOUGH; id++) await made.watcher.wait(id, `change ${id}`, { readable: true });
  made.states.length = made.lists.length = 0;
  return { ...made, courses, from: made.now() };
}

test("the end of such a task is seen at once, with one call", async () => {
  const { courses, wait, now, from, states, lists } = await quickScene();
  courses[50] = { endsAt: 0 };
  await wait(50);
  expect(now() - from).toBeLessThanOrEqual(50);
  expect([states.length, lists.length]).toEqual([1, 0]);
});

test("looks in vain become rarer, down to two a second", async () => {
  const { courses, wait, from, states, clock } = await quickScene();
  courses[50] = { endsAt: NEVER };
  void wait(50).catch(() => {});
  await clock.sleep(20_000);
  const gaps = states.map(({ atMs }, index) => atMs - (states[index - 1]?.atMs ?? from));
  expect(gaps.slice(0, 3)).toEqual([25, 37.5, 56.25]);
  expect(gaps.slice(8, 30)).toEqual(Array(22).fill(500));
});

test("one slow task makes the looks slow again", async () => {
  const { courses, wait, now, from, states } = await quickScene();
  courses[50] = { endsAt: from + 60_000 };
  await wait(50);
  const since = now();
  states.length = 0;
  courses[51] = { endsAt: 0 };
  await wait(51);
  expect(states.map(({ atMs }) => atMs - since)).toEqual([expect.closeTo(750, -2)]);
});

test("tasks that come into the list a little later do not end its use", async () => {
  const { courses, wait, from, states } = await quickScene();
  const late = { endsAt: from + 30_000, listedFrom: from + 1_000 };
  Object.assign(courses, { 50: late, 51: late });
  await Promise.all([wait(50), wait(51)]);
  expect(states.filter(({ atMs }) => atMs > from + 1_000 && atMs < from + 30_000)).toEqual([]);
});

test("a service that tells no states is never looked at sooner: its list may lag", async () => {
  const { courses, watcher, now, from } = await quickScene({ legacy: true });
  courses[50] = { endsAt: 0 };
  await watcher.wait(50, "change 50", { readable: true });
  expect(now() - from).toBeGreaterThanOrEqual(500);
});
