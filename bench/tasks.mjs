// npm run bench:tasks: how long a thousand mailboxes take at the slowest rate that OVHcloud is known to allow, with our
// own watcher and limiter, next to the time that nobody can beat. In virtual time and from a seed: every run gives the
// same numbers, so a miss is an error.

import { VirtualClock } from "./virtual-clock.mjs";

const TASKS = 1_000;
const WIDTH = 64;
const CALLS_PER_SECOND = 1;
const BURST = 10;
const MAX_CONCURRENCY = 16;
const TASK_MS = 120_000;
const SPREAD = 0.5;
const CALL_MS = 200;
const SEED = 20_260_105;
/** What each way of waiting cannot do without: the call that begins a task, and where needed one that tells its state. */
const NECESSARY_CALLS = { readable: 1, blind: 2, clairvoyant: 2 };
const GOAL = 1.1;

/** Mulberry32: the same numbers for the same seed. @param {number} seed */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @typedef {{ minutes: number, posts: number, lists: number, states: number, lateMs: number[] }} Outcome */

/** @typedef {keyof typeof NECESSARY_CALLS} Way */

/**
 * @param {Way} way `readable`: what came of a task will be read from its object, as with all but passwords. `blind`: the
 * state of each task is asked for. `clairvoyant`: it is asked for at the very moment of its end, and no list is needed.
 * @returns {Promise<Outcome>}
 */
async function model(way) {
  // By their addresses, so that the types come from the sources and not from a build that may not be there yet.
  /** @type {typeof import("../provider/ovh/tasks.js")} */
  const { TaskWatcher } = await import(new URL("../dist/provider/ovh/tasks.js", import.meta.url).href);
  /** @type {typeof import("../provider/ovh/limiter.js")} */
  const { Limiter } = await import(new URL("../dist/provider/ovh/limiter.js", import.meta.url).href);
  const clock = new VirtualClock();
  const random = randomFrom(SEED);
  const rate = { maxPerSecond: CALLS_PER_SECOND, startPerSecond: CALLS_PER_SECOND };
  const limiter = new Limiter({ clock, ...rate, burst: BURST, maxConcurrency: MAX_CONCURRENCY });
  const outcome = { minutes: 0, posts: 0, lists: 0, states: 0, lateMs: /** @type {number[]} */ ([]) };
  /** When each task ends. @type {Map<number, number>} */
  const ends = new Map();

  const pending = () =>
    limiter.run("poll", async () => {
      outcome.lists++;
      await clock.sleep(CALL_MS);
      return [...ends].filter(([, at]) => clock.now() < at).map(([id]) => id);
    });
  /** @param {number} id @returns {Promise<import("../provider/ovh/tasks.js").TaskState>} */
  const state = (id) =>
    limiter.run("poll", async () => {
      outcome.states++;
      await clock.sleep(CALL_MS);
      return { status: clock.now() < (ends.get(id) ?? 0) ? "doing" : "done", function: "addAccount" };
    });
  const post = () =>
    limiter.run("write", async () => {
      const id = ++outcome.posts;
      await clock.sleep(CALL_MS);
      ends.set(id, clock.now() + TASK_MS * (1 + SPREAD * (2 * random() - 1)));
      return id;
    });

  /** @param {number} id */
  const seeEnd = async (id) => {
    await clock.sleep((ends.get(id) ?? 0) - clock.now());
    await state(id);
  };

  const watcher = new TaskWatcher({ source: { pending, state }, clock, timeoutMs: 30 * 60_000 });
  let left = TASKS;
  const worker = async () => {
    while (left-- > 0) {
      const id = await post();
      await (way === "clairvoyant" ? seeEnd(id) : watcher.wait(id, `task ${id}`, { readable: way === "readable" }));
      outcome.lateMs.push(clock.now() - (ends.get(id) ?? 0));
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, worker));
  return { ...outcome, minutes: clock.now() / 60_000 };
}

/** @param {number[]} values @param {number} part */
function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** @param {Way} way */
function floorMinutes(way) {
  const byCalls = (NECESSARY_CALLS[way] * TASKS) / CALLS_PER_SECOND / 60;
  const byTasks = ((TASKS / WIDTH) * TASK_MS) / 60_000;
  return { byCalls, byTasks, floor: Math.max(byCalls, byTasks) };
}

/** @param {Way} way @returns {Promise<{ lines: string[], ratio: number }>} */
async function measure(way) {
  const { minutes, posts, lists, states, lateMs } = await model(way);
  const { byCalls, byTasks, floor } = floorMinutes(way);
  const late = /** @param {number} part */ (part) => `${(quantile(lateMs, part) / 1000).toFixed(0)} s`;
  const lines = [
    `${way}: ${minutes.toFixed(1)} min, ${(minutes / floor).toFixed(3)} times the floor of ${floor.toFixed(1)} min`,
    `  ${posts + lists + states} calls (${posts} writes, ${lists} lists, ${states} states); floor ${byCalls.toFixed(1)} by calls, ${byTasks.toFixed(1)} by tasks`,
    `  ends seen ${late(0.5)} late (p50), ${late(0.99)} (p99)`,
  ];
  return { lines, ratio: minutes / floor };
}

/** @returns {Promise<number>} */
export async function run() {
  const print = /** @param {string} line */ (line) => process.stdout.write(`${line}\n`);
  print(`${TASKS} tasks of ${TASK_MS / 1000} s ±${SPREAD * 100} %, ${WIDTH} at a time, ${CALLS_PER_SECOND} call/s`);
  const readable = await measure("readable");
  for (const line of [...readable.lines, "for comparison:"]) print(line);
  for (const way of /** @type {const} */ (["blind", "clairvoyant"]))
    for (const line of (await measure(way)).lines) print(line);
  const met = readable.ratio <= GOAL;
  print(`goal ${met ? "met   " : "missed"} ${readable.ratio.toFixed(3)} times the floor (${GOAL.toFixed(2)})`);
  return met ? 0 : 1;
}
