import { badRequest, notFound } from "../errors.js";
import { type Call, param, type Route, route } from "../route.js";
import type { TaskRecord } from "../task-model.js";
import { findTask, listedTasks, shownTasksOf } from "../tasks.js";
import type { Mailbox, MailboxKind, Right } from "./model.js";
import { taskView } from "./views.js";

/** One kind of mailbox, as the routes below its own path name it. */
export interface MailboxRoutes {
  kind: MailboxKind;
  /** Path of one mailbox. */
  path: string;
  find(call: Call): Mailbox;
  /** The service's domains, to check addresses with. */
  domains(call: Call): readonly string[];
  /** Refuses new addresses on a domain that is not ready for them; absent where domains are always ready. */
  checkDomain?(call: Call, address: string): void;
  /** How many aliases one may have; absent: any number. */
  aliasesMax?: number;
  rights: readonly Right[];
  /** What stands before the name of a right in the functions of its tasks, e.g. `addSharedAccountSendAs`. */
  infix: string;
  /** The last part of the path of its tasks; absent where there are none. */
  tasks?: "task" | "tasks";
}

/** The tasks of one kind of mailbox. */
export function mailboxTaskRoutes(mailbox: MailboxRoutes): Route[] {
  if (mailbox.tasks === undefined) return [];
  const path = `${mailbox.path}/${mailbox.tasks}`;
  return [
    route("GET", path, (call) => ids(shownTasksOf(call.context, mailbox.find(call).fields.id))),
    route("GET", `${path}/{id}`, (call) => {
      const { service, fields } = mailbox.find(call);
      return showTask(call, service, (task) => task.targetId === fields.id);
    }),
  ];
}

/**
 * The tasks of a service: the list holds what is under way ("Pending actions" in OVH's API schema); a task stays readable
 * by its id.
 */
export function serviceTaskRoutes(path: string, serviceOf: (call: Call) => { name: string }): Route[] {
  return [
    route("GET", `${path}/task`, (call) => ids(listedTasks(call.context, serviceOf(call).name))),
    route("GET", `${path}/task/{id}`, (call) => showTask(call, serviceOf(call).name)),
  ];
}

function ids(tasks: readonly TaskRecord[]): number[] {
  return tasks.map((task) => task.id);
}

function showTask(call: Call, service: string, isMeant: (task: TaskRecord) => boolean = () => true) {
  const found = findTask(call.context, service, idParam(call, "id"));
  if (found === undefined || !isMeant(found)) throw notFound("This task does not exist");
  return taskView(call.context, found);
}

/** The id that ends a path. */
export function idParam(call: Call, name: string): number {
  const value = Number(param(call, name));
  if (Number.isSafeInteger(value)) return value;
  throw badRequest(`The input provided isn't valid: '${name}' must be a number`);
}
