import type { Context } from "../context.js";
import type { TaskRecord } from "../task-model.js";
import { never, taskStatus } from "../tasks.js";
import type { TaskRow, TasksView } from "./view-model.js";

const endedShown = 200;

export function tasksView(context: Context): TasksView {
  const { tasks, endedTasks } = context.state;
  return {
    underWay: tasks.map((task) => taskRow(context, task)),
    ended: endedTasks
      .slice(-endedShown)
      .reverse()
      .map((task) => taskRow(context, task)),
    endedCount: endedTasks.length,
  };
}

function taskRow(context: Context, task: TaskRecord): TaskRow {
  return {
    id: task.id,
    function: task.function,
    service: task.service,
    target: task.target,
    subject: task.subject,
    status: taskStatus(context, task),
    outcome: task.outcome,
    isHidden: context.nowMs() < task.hiddenUntilMs,
    todoAtMs: task.todoAtMs,
    doingAtMs: task.doingAtMs === never ? null : task.doingAtMs,
    endsAtMs: task.endsAtMs === never ? null : task.endsAtMs,
  };
}
