import type { Context } from "./context.js";
import { applyEffect, undoEffect } from "./effects.js";
import type { Mailbox, TaskRecord, TaskStatus } from "./model.js";
import { nextId } from "./new-mailbox.js";
import { drawBetween } from "./random.js";

/** Ended tasks stay readable by id until this many newer ones have ended. How long OVHcloud keeps them is unknown. */
const endedTasksMax = 5_000;
/** A task is `todo` for this share of its time, then `doing`. */
const waitingShare = 1 / 3;

/** Queues the work on a mailbox, or on one thing of it. Tasks with the same subject run one after the other. */
export function queueTask(
  context: Context,
  mailbox: Mailbox,
  task: Pick<TaskRecord, "function" | "subject" | "effect">,
): TaskRecord {
  const todoAtMs = context.nowMs();
  const startsAtMs = Math.max(todoAtMs, ...blockers(context, mailbox, task).map((other) => other.endsAtMs));
  const durationMs = drawBetween(context.state, context.taskDurationMs);
  const record: TaskRecord = {
    ...task,
    id: nextId(context, "task"),
    service: mailbox.service,
    mailboxId: mailbox.fields.id,
    todoAtMs,
    doingAtMs: startsAtMs + Math.round(durationMs * waitingShare),
    endsAtMs: startsAtMs + durationMs,
    outcome: context.taskFaults.outcomeOfNewTask(task.function),
    ended: false,
  };
  context.state.tasks.push(record);
  return record;
}

/** The end of a mailbox waits for everything that is under way on it. */
function blockers(context: Context, mailbox: Mailbox, task: Pick<TaskRecord, "subject" | "effect">): TaskRecord[] {
  const endsMailbox = task.effect.kind === "reset" || task.effect.kind === "remove";
  return pendingTasksOf(context, mailbox).filter((other) => endsMailbox || other.subject === task.subject);
}

/** Ends every task whose time has come, in the order of their ends. Called before each request: there are no timers. */
export function advanceTasks(context: Context, untilMs = context.nowMs()): void {
  const due = context.state.tasks.filter((task) => !task.ended && task.endsAtMs <= untilMs);
  due.sort((left, right) => left.endsAtMs - right.endsAtMs || left.id - right.id);
  for (const task of due) {
    task.ended = true;
    if (task.outcome === "done") applyEffect(context, task);
    else undoEffect(context, task);
  }
  if (due.length > 0) forgetOldTasks(context);
}

function forgetOldTasks(context: Context): void {
  const excess = context.state.tasks.filter((task) => task.ended).length - endedTasksMax;
  if (excess <= 0) return;
  const forgotten = new Set(context.state.tasks.filter((task) => task.ended).slice(0, excess));
  context.state.tasks = context.state.tasks.filter((task) => !forgotten.has(task));
}

export function taskStatus(context: Context, task: TaskRecord): TaskStatus {
  if (task.ended) return task.outcome;
  return context.nowMs() >= task.doingAtMs ? "doing" : "todo";
}

export function pendingTasksOf(context: Context, mailbox: Mailbox): TaskRecord[] {
  return context.state.tasks.filter((task) => !task.ended && task.mailboxId === mailbox.fields.id);
}

/** 0 means none (OVH panel). With several under way it is the newest: which one OVHcloud shows is not documented. */
export function taskPendingId(context: Context, mailbox: Mailbox, subject: string): number {
  return pendingTasksOf(context, mailbox).findLast((task) => task.subject === subject)?.id ?? 0;
}
