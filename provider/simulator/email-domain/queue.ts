import type { Context } from "../context.js";
import type { TaskRecord } from "../task-model.js";
import { queueTask } from "../tasks.js";
import type { DomainEffect, DomainRecord, Entry } from "./model.js";

export interface DomainTask {
  /** Also what the OVH API shows as `action` of tasks of accounts, filters and mailing lists. */
  function: string;
  list: Exclude<TaskRecord["list"], "task" | "order">;
  /** What stands before the @ of the address it is about. */
  account: string;
  effect: DomainEffect;
}

/** Queues work on one thing of a domain. */
export function queueOn(context: Context, domain: DomainRecord, entry: Entry, task: DomainTask): TaskRecord {
  const { account, ...others } = task;
  const target = `${account}@${domain.domain}`;
  return queueTask(context, { ...others, service: domain.domain, targetId: entry.id, target, subject: "" });
}

/** A PUT was accepted: whether it opens a task is a switch, and with one, when its values show. */
export function changeByPut(
  context: Context,
  domain: DomainRecord,
  entry: Entry,
  { changes, ...task }: Omit<DomainTask, "effect"> & { changes: Record<string, unknown> },
): void {
  const { domainPutOpensTask, renameVisible } = context.switches;
  const isAtOnce = !domainPutOpensTask || renameVisible === "atOnce";
  const before = isAtOnce ? currentValues(entry, changes) : {};
  if (isAtOnce) Object.assign(entry, changes);
  if (!domainPutOpensTask) return;
  queueOn(context, domain, entry, {
    ...task,
    effect: { kind: "changeInDomain", changes: isAtOnce ? {} : changes, before },
  });
}

function currentValues(entry: Entry, changes: object): Record<string, unknown> {
  const current = new Map<string, unknown>(Object.entries(entry));
  return Object.fromEntries(Object.keys(changes).map((name) => [name, current.get(name)]));
}
