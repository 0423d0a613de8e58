import { atOnce } from "../../provider/at-once.js";
import { NotFoundError } from "../../provider/ovh/errors.js";
import type { Task } from "../../provider/ovh/wire.js";
import { visible } from "../shared/safe-text.js";
import type { Looking } from "./check-services.js";
import type { Finding } from "./finding.js";

/** A group of ten thousand members makes as many tasks, which nobody reads. */
const TASKS_MAX = 200;

interface Tasks {
  readonly place: string;
  readonly list: () => Promise<readonly number[]>;
  readonly get: (id: number) => Promise<Task>;
}

/** Tasks that failed, and that have not ended for long. The legacy MX Plan does not say how its tasks are. */
export async function checkTasks(looking: Looking, { place, list, get }: Tasks): Promise<Finding[]> {
  const { t } = looking;
  const all = await list();
  const looked = await atOnce(all.slice(0, TASKS_MAX), (id) => unlessGone(get(id)));
  const name = visible(place);
  const bad = looked.flatMap((task) => (task === undefined ? [] : judged(looking, name, task)));
  const left = all.length > TASKS_MAX ? [finding("warning", t.tasksMany(name, TASKS_MAX, all.length), "")] : [];
  return bad.length + left.length === 0 ? [finding("fine", t.tasksFine(name, all.length), "")] : [...bad, ...left];
}

function judged({ session, stuckAfterMs, t }: Looking, place: string, task: Task): Finding[] {
  const doing = visible(task.function);
  if (task.status === "error" || task.status === "cancelled") {
    return [finding("error", t.taskFailed(place, task.id, doing), t.taskFailedRemedy)];
  }
  const sinceMs = Date.parse(task.todoDate ?? "");
  const ageMs = session.clock.now() - sinceMs;
  // Not a number, where OVHcloud does not say since when: then it is not stuck either.
  if (task.status === "done" || !(ageMs >= stuckAfterMs)) return [];
  return [finding("warning", t.taskStuck(place, task.id, doing, Math.floor(ageMs / 60_000)), t.taskStuckRemedy)];
}

/** It has ended since the list was read. */
async function unlessGone(asking: Promise<Task>): Promise<Task | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function finding(severity: Finding["severity"], what: string, remedy: string): Finding {
  return { area: "tasks", severity, what, remedy };
}
