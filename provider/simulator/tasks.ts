import type { Context } from "./context.js";
import { drawDurationMs } from "./durations.js";
import type { firstIds } from "./model.js";
import type { TaskRecord, TaskStatus } from "./task-model.js";

/** A task is `todo` for this share of its time, then `doing`. */
const waitingShare = 1 / 3;

/** What whoever queues a task says of it. */
export type NewTask = Pick<TaskRecord, "function" | "service" | "targetId" | "target" | "subject" | "effect"> &
  Partial<Pick<TaskRecord, "list">>;

/** Queues work on one target, or on one thing of it. Tasks with the same subject run one after the other. */
export function queueTask(context: Context, task: NewTask): TaskRecord {
  const { state } = context;
  const todoAtMs = context.nowMs();
  const { outcome, delayMs, hiddenForMs } = context.taskFaults.fateOfNewTask(task.function);
  const startsAtMs = Math.max(todoAtMs, ...blockers(context, task).map((other) => other.endsAtMs));
  const durationMs = drawDurationMs(state, context.taskDurations, task.function) + delayMs;
  const record: TaskRecord = {
    list: "task",
    ...task,
    id: state.nextIds.task,
    todoAtMs,
    doingAtMs: context.tasksMove === "explicitly" ? never : startsAtMs + Math.round(durationMs * waitingShare),
    endsAtMs: context.tasksMove === "explicitly" ? never : startsAtMs + durationMs,
    hiddenUntilMs: todoAtMs + hiddenForMs,
    outcome,
  };
  state.nextIds.task += 1;
  state.tasks.push(record);
  return record;
}

/** When a task ends that only `world` moves. JSON has no infinity. */
export const never = Number.MAX_SAFE_INTEGER;

/** The end of a target waits for everything that is under way on it. */
function blockers(context: Context, { targetId, subject, effect }: NewTask): TaskRecord[] {
  const endsTarget = effect.kind === "reset" || effect.kind === "remove";
  return pendingTasksOf(context, targetId).filter((other) => endsTarget || other.subject === subject);
}

export function taskStatus(context: Context, task: TaskRecord): TaskStatus {
  if (task.ended) return task.outcome;
  return context.nowMs() >= task.doingAtMs ? "doing" : "todo";
}

export function pendingTasksOf(context: Context, targetId: number): TaskRecord[] {
  return context.state.tasks.filter((task) => task.targetId === targetId);
}

/** Those that the list of one mailbox shows. */
export function shownTasksOf(context: Context, targetId: number): TaskRecord[] {
  return pendingTasksOf(context, targetId).filter((task) => isShown(context, task));
}

/** Those that the lists of a service show: what is under way, but for tasks that a fault hides. */
export function listedTasks(context: Context, service: string, list: TaskRecord["list"] = "task"): TaskRecord[] {
  return context.state.tasks.filter((task) => task.service === service && task.list === list && isShown(context, task));
}

/** Ended tasks stay readable by their id, unless the switch says otherwise. */
export function findTask(context: Context, service: string, id: number): TaskRecord | undefined {
  const { tasks, endedTasks } = context.state;
  const all = context.switches.endedTasks === "readable" ? [...tasks, ...endedTasks] : tasks;
  const found = all.find((task) => task.id === id && task.service === service);
  return found !== undefined && isShown(context, found) ? found : undefined;
}

function isShown(context: Context, task: TaskRecord): boolean {
  return context.nowMs() >= task.hiddenUntilMs;
}

/** 0 means none (OVH panel). With several under way it is the newest: which one OVHcloud shows is not documented. */
export function taskPendingId(context: Context, targetId: number, subject: string): number {
  return pendingTasksOf(context, targetId).findLast((task) => task.subject === subject)?.id ?? 0;
}

/** For models where OVH's schema allows null too. */
export function nullableTaskPendingId(context: Context, targetId: number, subject: string): number | null {
  const id = taskPendingId(context, targetId, subject);
  return id === 0 && context.switches.noPendingTask === "null" ? null : id;
}

/** A new id of ours; those of tasks are given by `queueTask`. */
export function nextId(context: Context, kind: keyof typeof firstIds): number {
  const id = context.state.nextIds[kind];
  context.state.nextIds[kind] = id + 1;
  return id;
}
