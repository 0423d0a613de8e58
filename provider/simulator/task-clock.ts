import type { Context } from "./context.js";
import { applyEffect, undoEffect } from "./effects.js";
import type { TaskOutcome, TaskRecord } from "./task-model.js";

/** Ended tasks stay readable by id until this many newer ones have ended. How long OVHcloud keeps them is unknown. */
const endedTasksMax = 5_000;

/**
 * Ends every task whose time has come, in the order of their ends. Called before each request: there are no timers.
 * True when there were any.
 */
export function advanceTasks(context: Context): boolean {
  const untilMs = context.nowMs();
  const due = context.state.tasks.filter((task) => task.endsAtMs <= untilMs);
  if (due.length === 0) return false;
  due.sort((left, right) => left.endsAtMs - right.endsAtMs || left.id - right.id);
  for (const task of due) endTask(context, task);
  return true;
}

/** The task ends now, one way or another, whatever its time. */
export function endTaskNow(context: Context, task: TaskRecord, outcome: TaskOutcome = task.outcome): void {
  const nowMs = context.nowMs();
  task.doingAtMs = Math.min(task.doingAtMs, nowMs);
  task.endsAtMs = Math.min(task.endsAtMs, nowMs);
  task.outcome = outcome;
  endTask(context, task);
}

function endTask(context: Context, task: TaskRecord): void {
  const { state } = context;
  state.tasks.splice(state.tasks.indexOf(task), 1);
  task.ended = true;
  state.endedTasks.push(task);
  if (state.endedTasks.length > endedTasksMax) state.endedTasks.shift();
  if (task.outcome === "done") applyEffect(context, task);
  else undoEffect(context, task);
  context.history.record(state, task.endsAtMs);
}
