import { type Context, isoDate } from "../context.js";
import type { TaskRecord } from "../task-model.js";
import { taskPendingId, taskStatus } from "../tasks.js";
import type { Alias, Grant, Mailbox, Participant } from "./model.js";

/** `email.exchange.exchangeAccountSendAs` and its like: there is no state, only `taskPendingId`. */
export function grantView(context: Context, mailbox: Mailbox, grant: Grant) {
  return {
    allowedAccountId: grant.delegateId,
    creationDate: grant.creationDate,
    taskPendingId: taskPendingId(context, mailbox.fields.id, grantSubject(grant)),
  };
}

export function aliasView(context: Context, mailbox: Mailbox, alias: Alias) {
  return { ...alias, taskPendingId: taskPendingId(context, mailbox.fields.id, aliasSubject(alias.alias)) };
}

export function grantSubject(grant: Pick<Grant, "right" | "delegateId">): string {
  return `${grant.right}/${grant.delegateId}`;
}

export function aliasSubject(alias: string): string {
  return `alias/${alias.toLowerCase()}`;
}

export function participantSubject({ role, id }: Pick<Participant, "role" | "id">): string {
  return `${role}/${id}`;
}

/** A failed task says only that it failed: the model has no field for a reason. */
export function taskView(context: Context, task: TaskRecord) {
  return {
    finishDate: task.ended ? isoDate(task.endsAtMs) : null,
    function: task.function,
    id: task.id,
    status: taskStatus(context, task),
    todoDate: isoDate(task.todoAtMs),
  };
}
