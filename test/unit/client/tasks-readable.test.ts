// A task whose work will be read from its object costs no call of its own once the list has shown its end.

import { expect, test } from "vitest";
import { TaskError } from "../../../provider/ovh/errors.js";
import { TaskWatcher } from "../../../provider/ovh/tasks.js";
import { VirtualClock } from "../../support/virtual-clock.js";

/** Tasks that end after so many milliseconds, and whether the list shows them meanwhile. */
function scene(endsAfterMs: Record<number, number>, { isListed = true, status = "done" } = {}) {
  const clock = new VirtualClock();
  const from = clock.now();
  const asked: number[] = [];
  const isOver = (id: number) => clock.now() - from >= (endsAfterMs[id] ?? 0);
  const source = {
    pending: async () =>
      Object.keys(endsAfterMs)
        .map(Number)
        .filter((id) => isListed && !isOver(id)),
    state: async (id: number) => {
      asked.push(id);
      return { status: (isOver(id) ? status : "doing") as "done", function: "addSharedAccount" };
    },
  };
  const watcher = new TaskWatcher({ source, clock, timeoutMs: 3_600_000 });
  const wait = (id: number, readable: boolean) => watcher.wait(id, `the creation of mailbox ${id}`, { readable });
  return { watcher, asked, wait };
}

test("gone from the list that showed it: over, without being asked for", async () => {
  const { asked, wait } = scene({ 1: 30_000, 2: 40_000, 3: 50_000 });
  await Promise.all([wait(1, true), wait(2, true), wait(3, true)]);
  // The last one is alone, and then the task is asked for instead of the list.
  expect(new Set(asked)).toEqual(new Set([3]));
});

test("one that was never listed is asked for: it may not have got there yet", async () => {
  const { asked, wait } = scene({ 1: 30_000, 2: 40_000 }, { isListed: false });
  await Promise.all([wait(1, true), wait(2, true)]);
  expect(new Set(asked)).toEqual(new Set([1, 2]));
});

test("what nobody can read is asked for in any case", async () => {
  const { asked, wait } = scene({ 1: 30_000, 2: 90_000 });
  await Promise.all([wait(1, false), wait(2, true)]);
  expect(asked).toContain(1);
});

test("why it did not do its work is told when asked", async () => {
  const { watcher } = scene({ 1: 0 }, { status: "error" });
  const failure = await watcher.failureOf(1, "the creation of mailbox 1");
  expect(failure).toBeInstanceOf(TaskError);
  expect(failure?.message).toMatch(
    /could not finish the creation of mailbox 1: its task 1 \(addSharedAccount\) ended as "error"/,
  );
  expect(await scene({ 1: 0 }).watcher.failureOf(1, "")).toBeUndefined();
});
