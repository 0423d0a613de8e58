import { notFound } from "../errors.js";
import { sameAddress } from "../mailbox/mailboxes.js";
import { idParam } from "../mailbox/routes.js";
import { type Call, type Route, route } from "../route.js";
import type { TaskRecord } from "../task-model.js";
import { findTask, listedTasks } from "../tasks.js";
import { domainOf } from "./access.js";
import {
  accountOfTask,
  anyTaskView,
  filterTaskView,
  listTaskView,
  popTaskView,
  specialTaskView,
} from "./task-views.js";

const all = "/email/domain/{domain}/task";

interface TaskList {
  list: Exclude<TaskRecord["list"], "task" | "order">;
  /** The query that names an account: one of the lists calls it otherwise. */
  filter: "account" | "name";
  view(task: TaskRecord): object;
  /** OVH API schema: the ids of redirection tasks are texts. */
  idsAreTexts?: true;
}

const taskLists: readonly TaskList[] = [
  { list: "account", filter: "name", view: popTaskView },
  { list: "filter", filter: "account", view: filterTaskView },
  { list: "mailinglist", filter: "account", view: listTaskView },
  { list: "redirection", filter: "account", view: specialTaskView, idsAreTexts: true },
  { list: "responder", filter: "account", view: specialTaskView },
];

export const taskRoutes: readonly Route[] = [
  ...taskLists.flatMap((tasks) => [
    route("GET", `${all}/${tasks.list}`, (call) => listTasks(call, tasks)),
    route("GET", `${all}/${tasks.list}/{id}`, (call) => tasks.view(taskOf(call, tasks.list))),
  ]),
  route("GET", `${all}/all`, listAllTasks),
  route("GET", `${all}/all/{id}`, showAnyTask),
];

function listTasks(call: Call, { list, filter, idsAreTexts }: TaskList): (number | string)[] {
  const wanted = call.query.get(filter);
  const ids = listedTasks(call.context, domainOf(call).domain, list)
    .filter((task) => wanted === null || sameAddress(accountOfTask(task), wanted))
    .map((task) => task.id);
  return idsAreTexts ? ids.map(String) : ids;
}

function taskOf(call: Call, list: TaskRecord["list"]): TaskRecord {
  const found = findTask(call.context, domainOf(call).domain, idParam(call, "id"));
  const isShown = found?.ended !== true || call.context.switches.endedDomainTask === "shown";
  if (found?.list !== list || !isShown) throw noSuchTask();
  return found;
}

/** Nothing that is imitated makes tasks of its own for this list. */
function listAllTasks(call: Call): number[] {
  const domain = domainOf(call);
  if (call.context.switches.allDomainTasks === "withoutAccounts") return [];
  return listedTasks(call.context, domain.domain, "account").map((task) => task.id);
}

/** These tasks have a status, so an ended one answers like those of other trees. */
function showAnyTask(call: Call) {
  const { context } = call;
  const found = findTask(context, domainOf(call).domain, idParam(call, "id"));
  if (found?.list !== "account" || context.switches.allDomainTasks === "withoutAccounts") throw noSuchTask();
  return anyTaskView(context, found);
}

function noSuchTask() {
  return notFound("This task does not exist");
}
