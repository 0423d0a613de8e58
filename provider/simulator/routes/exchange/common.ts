import type { Context } from "../../context.js";
import { addressUsed, badRequest, busy, notFound } from "../../errors.js";
import { accountAt, addressOf, findService, isAddressUsed, sameAddress, sharedAccountAt } from "../../mailboxes.js";
import type { Mailbox, MailboxKind, ServiceRecord, TaskRecord } from "../../model.js";
import { type Call, param } from "../../route.js";
import { pendingTasksOf } from "../../tasks.js";
import { taskView } from "../../views.js";

export function serviceOf(call: Call): ServiceRecord {
  return findService(call.context, {
    organization: param(call, "organizationName"),
    service: param(call, "exchangeService"),
    owner: call.nichandle,
  });
}

/** The two kinds of mailbox that have aliases, rights and tasks, and how their paths name them. */
export interface MailboxRoutes {
  kind: MailboxKind;
  /** Path of one mailbox. */
  path: string;
  find(call: Call): Mailbox;
}

export const mailboxRoutes: readonly MailboxRoutes[] = [
  { kind: "account", path: "~/account/{primaryEmailAddress}", find: accountOf },
  { kind: "sharedAccount", path: "~/sharedAccount/{sharedEmailAddress}", find: sharedAccountOf },
];

export function accountOf(call: Call) {
  return accountAt(call.context, serviceOf(call), param(call, "primaryEmailAddress"));
}

export function sharedAccountOf(call: Call) {
  return sharedAccountAt(call.context, serviceOf(call), param(call, "sharedEmailAddress"));
}

/**
 * Whether OVHcloud refuses writes while a task runs is not documented: a switch. A mailbox that is being deleted is
 * refused with both answers, as the OVH panel disables everything on it ("Reset in progress").
 */
export function checkWritable(context: Context, mailbox: Mailbox): void {
  const isBusy = context.switches.busyRefusesWrites && pendingTasksOf(context, mailbox).length > 0;
  if (isBusy || mailbox.fields.state === "deleting") throw busy(addressOf(mailbox));
}

/** The service's own spelling of a domain. OVH guide 'exchange_starting_hosted': the domain must be on the service. */
export function ownDomain(service: ServiceRecord, domain: string): string {
  const found = service.domains.find((one) => sameAddress(one, domain));
  if (found === undefined) throw badRequest(`The domain ${domain} is not attached to this service`);
  return found;
}

export function checkAddressIsFree(context: Context, address: string, exceptId?: number): void {
  if (isAddressUsed(context, address, exceptId)) throw addressUsed(context.switches);
}

/** A whole address whose domain must be on the service. */
export function checkOwnAddress(service: ServiceRecord, address: string): void {
  ownDomain(service, address.slice(address.lastIndexOf("@") + 1));
}

/** The id that ends a path. */
export function idParam(call: Call, name: string): number {
  const value = Number(param(call, name));
  if (Number.isSafeInteger(value)) return value;
  throw badRequest(`The input provided isn't valid: '${name}' must be a number`);
}

/** A task by its id, or 404. */
export function showTask(call: Call, tasks: readonly TaskRecord[], id: number) {
  const found = tasks.find((task) => task.id === id);
  if (found === undefined) throw notFound("This task does not exist");
  return taskView(call.context, found);
}

/** The fields that `changes` replaces, as they are now. */
export function currentValues<Fields extends object>(fields: Fields, changes: Partial<Fields>): Partial<Fields> {
  const names = Object.keys(changes) as (keyof Fields)[]; // `changes` holds no other names than those of `Fields`
  return Object.fromEntries(names.map((name) => [name, fields[name]])) as Partial<Fields>;
}
