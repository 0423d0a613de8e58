import { type Awaited, type TaskSource, type TaskState, TaskWatcher } from "../../../provider/ovh/tasks.js";
import { VirtualClock } from "../../support/virtual-clock.js";

export const NEVER = Number.POSITIVE_INFINITY;

/** How a task goes. */
export interface Course {
  /** Milliseconds after the beginning. */
  readonly endsAt: number;
  readonly as?: "done" | "error" | "cancelled";
  /** From then on it is in the list; before that its state alone tells of it. */
  readonly listedFrom?: number;
  /** What its state answers at that time instead. */
  readonly fails?: (nowMs: number) => Error | undefined;
}

export interface SceneOptions {
  readonly timeoutMs?: number;
  /** A service that has a list and no states. */
  readonly legacy?: boolean;
  readonly listFails?: (nowMs: number) => Error | undefined;
}

/** A watcher over a service whose tasks go as told, in virtual time; `lists` and `states` are the calls. */
export function scene(courses: Readonly<Record<number, Course>>, options: SceneOptions = {}) {
  const { timeoutMs = 1_800_000, legacy = false, listFails = () => undefined } = options;
  const clock = new VirtualClock();
  const beganAt = clock.now();
  const now = () => clock.now() - beganAt;
  const lists: number[] = [];
  const states: { id: number; atMs: number }[] = [];
  const told: { atMs: number; awaited: readonly Awaited[] }[] = [];
  const pending = async () => {
    lists.push(now());
    const failure = listFails(now());
    if (failure !== undefined) throw failure;
    const listed = Object.entries(courses).filter(
      ([, { endsAt, listedFrom = 0 }]) => now() >= listedFrom && now() < endsAt,
    );
    return listed.map(([id]) => Number(id));
  };
  const state = async (id: number): Promise<TaskState> => {
    states.push({ id, atMs: now() });
    const { endsAt, as = "done", fails } = courses[id] ?? { endsAt: NEVER };
    const failure = fails?.(now());
    if (failure !== undefined) throw failure;
    return { status: now() < endsAt ? "doing" : as, function: "setAccount" };
  };
  const source: TaskSource = legacy ? { pending } : { pending, state };
  const onProgress = (awaited: readonly Awaited[]) => told.push({ atMs: now(), awaited });
  const watcher = new TaskWatcher({ source, clock, timeoutMs, onProgress });
  const wait = (id: number) => watcher.wait(id, `change ${id}`);
  return { clock, now, beganAt, lists, states, told, watcher, wait };
}

/** The same course for the tasks 1 to count. */
export const tasks = (count: number, course: Course) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, course]));
