import type { Context } from "../context.js";
import type { Effect, TaskRecord } from "../task-model.js";
import { type NewTask, queueTask } from "../tasks.js";
import { addressOf } from "./mailboxes.js";
import type { Mailbox } from "./model.js";

/** Queues work on a mailbox. */
export function queueMailboxTask(
  context: Context,
  mailbox: Mailbox,
  task: Pick<NewTask, "function"> & { subject?: string; effect: Effect },
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

/** A PUT of a mailbox was accepted. The task shows only as `taskPendingId`. */
export function changeMailbox(context: Context, mailbox: Mailbox, functionName: string, changes: object): void {
  const effect = { kind: "update", ...changeNowOrLater(context, mailbox.fields, changes) } as const;
  queueMailboxTask(context, mailbox, { function: functionName, effect });
}

/** What a PUT leaves for the end of its task: whether its values show at once is a switch. */
export interface Change {
  changes: Record<string, unknown>;
  /** What to put back if the task fails. */
  before: Record<string, unknown>;
}

export function changeNowOrLater(context: Context, fields: object, changes: object): Change {
  if (context.switches.renameVisible === "afterTask") return { changes: { ...changes }, before: {} };
  const current = new Map(Object.entries(fields));
  const before = Object.fromEntries(Object.keys(changes).map((name) => [name, current.get(name)]));
  Object.assign(fields, changes);
  return { changes: {}, before };
}
