import type { TaskRecord } from "../../model.js";
import { type Call, type Route, route } from "../../route.js";
import { pendingTasksOf } from "../../tasks.js";
import { idParam, mailboxRoutes, serviceOf, showTask } from "./common.js";

/** The lists hold what is under way ("Pending actions" in OVH's API schema); a task stays readable by its id. */
export const taskRoutes: readonly Route[] = [
  route("GET", "~/task", (call) => ids(tasksOfService(call).filter((task) => !task.ended))),
  route("GET", "~/task/{id}", (call) => showTask(call, tasksOfService(call), idParam(call, "id"))),
  ...mailboxRoutes.flatMap((mailbox) => [
    route("GET", `${mailbox.path}/tasks`, (call) => ids(pendingTasksOf(call.context, mailbox.find(call)))),
    route("GET", `${mailbox.path}/tasks/{id}`, (call) => {
      const { id } = mailbox.find(call).fields;
      const tasks = call.context.state.tasks.filter((task) => task.mailboxId === id);
      return showTask(call, tasks, idParam(call, "id"));
    }),
  ]),
];

function tasksOfService(call: Call): TaskRecord[] {
  const { name } = serviceOf(call);
  return call.context.state.tasks.filter((task) => task.service === name);
}

function ids(tasks: readonly TaskRecord[]): number[] {
  return tasks.map((task) => task.id);
}
