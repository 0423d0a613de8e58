import { type Context, isoDate } from "../context.js";
import type { TaskRecord } from "../task-model.js";
import { taskStatus } from "../tasks.js";

/** None of these models but the last has a status: a task of theirs is under way for as long as it is listed. */
export function popTaskView(task: TaskRecord) {
  return {
    action: task.function,
    date: isoDate(task.todoAtMs),
    domain: task.service,
    id: task.id,
    name: accountOfTask(task),
  };
}

export function filterTaskView(task: TaskRecord) {
  return {
    account: accountOfTask(task),
    action: task.function,
    domain: task.service,
    id: task.id,
    timestamp: isoDate(task.todoAtMs),
  };
}

/** Tasks of mailing lists name the list's language; all of theirs hold one. */
export function listTaskView(task: TaskRecord) {
  return {
    account: accountOfTask(task),
    action: task.function,
    date: isoDate(task.todoAtMs),
    domain: task.service,
    id: task.id,
    language: "language" in task.effect ? task.effect.language : undefined,
  };
}

/** OVH API schema: the id is a text here, even below `task/responder`, whose list holds numbers. */
export function specialTaskView(task: TaskRecord) {
  return {
    account: accountOfTask(task),
    action: specialActions.find((action) => task.function.startsWith(action)),
    date: isoDate(task.todoAtMs),
    domain: task.service,
    id: String(task.id),
    type: task.list === "redirection" ? "forward" : "responder",
  };
}

const specialActions = ["add", "change", "delete"] as const;

const statusNames = { todo: "todo", doing: "doing", done: "done", error: "ovhError", cancelled: "cancelled" } as const;

export function anyTaskView(context: Context, task: TaskRecord) {
  return {
    domain: task.service,
    function: task.function,
    id: task.id,
    status: statusNames[taskStatus(context, task)],
  };
}

/** What stands before the @. */
export function accountOfTask({ target }: TaskRecord): string {
  return target.slice(0, target.lastIndexOf("@"));
}
