import type { Context } from "../context.js";
import type { TaskRecord } from "../task-model.js";
import { type NewTask, queueTask } from "../tasks.js";
import { addressOf } from "./mailboxes.js";
import type { Mailbox, MailboxEffect } from "./model.js";

/** Queues work on a mailbox. */
export function queueMailboxTask(
  context: Context,
  mailbox: Mailbox,
  task: Pick<NewTask, "function"> & { subject?: string; effect: MailboxEffect },
): TaskRecord {
  const { id } = mailbox.fields;
  return queueTask(context, {
    subject: "",
    service: mailbox.service,
    targetId: id,
    target: addressOf(mailbox),
    ...task,
  });
}

/** A PUT was accepted: whether its values show at once is a switch. The task shows only as `taskPendingId`. */
export function changeMailbox(context: Context, mailbox: Mailbox, functionName: string, changes: object): void {
  const isAtOnce = context.switches.renameVisible === "atOnce";
  const effect = {
    kind: "update",
    changes: isAtOnce ? {} : { ...changes },
    before: isAtOnce ? currentValues(mailbox, changes) : {},
  } as const;
  if (isAtOnce) Object.assign(mailbox.fields, changes);
  queueMailboxTask(context, mailbox, { function: functionName, effect });
}

function currentValues({ fields }: Mailbox, changes: object): Record<string, unknown> {
  const current = new Map(Object.entries(fields));
  return Object.fromEntries(Object.keys(changes).map((name) => [name, current.get(name)]));
}
