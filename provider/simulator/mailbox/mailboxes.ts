import type { Context } from "../context.js";
import { domainsUseAddress } from "../email-domain/addresses.js";
import { addressUsed, badRequest, busy, notFound } from "../errors.js";
import { pendingTasksOf } from "../tasks.js";
import type { Mailbox, MailboxEffect, MailboxKind, MailboxOf } from "./model.js";

export function addressOf(mailbox: Mailbox): string {
  switch (mailbox.kind) {
    case "account":
    case "mxplanAccount":
      return `${mailbox.fields.login}@${mailbox.fields.domain}`;
    case "sharedAccount":
      return mailbox.fields.sharedEmailAddress;
    case "mailingList":
      return mailbox.fields.mailingListAddress;
    case "externalContact":
      return mailbox.fields.externalEmailAddress;
  }
}

export function findMailboxById(context: Context, id: number): Mailbox | undefined {
  return context.state.mailboxes.find((mailbox) => mailbox.fields.id === id);
}

export function sameAddress(left: string, right: string): boolean {
  return left.length === right.length && left.toLowerCase() === right.toLowerCase();
}

/** The mailboxes of one kind on a service, whether or not its lists show them. */
export function mailboxesOf<Kind extends MailboxKind>(
  context: Context,
  kind: Kind,
  service: string,
): MailboxOf<Kind>[] {
  // The filter is what the type says, which TypeScript cannot follow through the parameter.
  return context.state.mailboxes.filter((one) => one.kind === kind && one.service === service) as MailboxOf<Kind>[];
}

/** Those that the lists of a service show. */
export function visibleMailboxes<Kind extends MailboxKind>(context: Context, kind: Kind, service: string) {
  const mine = mailboxesOf(context, kind, service);
  if (context.switches.createdIsReadable === "atOnce") return mine;
  const beingCreated = new Set(
    context.state.tasks.flatMap((task) => (task.effect.kind === "finishCreation" ? [task.targetId] : [])),
  );
  return mine.filter((mailbox) => !beingCreated.has(mailbox.fields.id));
}

/** The texts of the real 404s are not known. */
const nouns: Record<MailboxKind, string> = {
  account: "account",
  sharedAccount: "shared account",
  mailingList: "mailing list",
  externalContact: "external contact",
  mxplanAccount: "account",
};

/** The mailbox at an address in a path, or 404. */
export function mailboxAt<Kind extends MailboxKind>(
  context: Context,
  at: { kind: Kind; service: string; address: string },
): MailboxOf<Kind> {
  const all = visibleMailboxes(context, at.kind, at.service);
  const found = all.find((one) => matchesPath(context, addressOf(one), at.address));
  if (found === undefined) throw notFound(`This ${nouns[at.kind]} does not exist`);
  return found;
}

export function matchesPath(context: Context, address: string, wanted: string): boolean {
  return context.switches.addressInPath === "anyCase" ? sameAddress(address, wanted) : address === wanted;
}

/**
 * Whether OVHcloud refuses writes while a task runs is not documented: a switch. A mailbox that is being deleted is
 * refused with both answers, as the OVH panel disables everything on it ("Reset in progress").
 */
export function checkWritable(context: Context, mailbox: Mailbox): void {
  const isBusy = context.switches.busyRefusesWrites && pendingTasksOf(context, mailbox.fields.id).length > 0;
  if (isBusy || mailbox.fields.state === "deleting") throw busy(addressOf(mailbox));
}

export function checkAddressIsFree(context: Context, address: string, exceptId?: number): void {
  if (isAddressUsed(context, address, exceptId)) throw addressUsed(context.switches);
}

/** The service's own spelling of a domain. OVH guide 'exchange_starting_hosted': the domain must be on the service. */
export function ownDomain(domains: readonly string[], domain: string): string {
  const found = domains.find((one) => sameAddress(one, domain));
  if (found === undefined) throw badRequest(`The domain ${domain} is not attached to this service`);
  return found;
}

/** A whole address whose domain must be on the service. */
export function checkOwnAddress(domains: readonly string[], address: string): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
    throw badRequest("The input provided isn't valid: this is not an e-mail address");
  }
  ownDomain(domains, address.slice(address.lastIndexOf("@") + 1));
}

/**
 * An address belongs to one account, shared account, contact group, alias or legacy account, of whatever service,
 * whatever its case. External contacts are addresses of other people's, so they bind nobody else's service.
 */
export function isAddressUsed(context: Context, address: string, exceptId?: number): boolean {
  const own = (mailbox: Mailbox) => mailbox.fields.id === exceptId;
  return (
    context.state.mailboxes.some(
      (mailbox) =>
        (!own(mailbox) && mailbox.kind !== "externalContact" && sameAddress(addressOf(mailbox), address)) ||
        mailbox.aliases.some(({ alias }) => sameAddress(alias, address)),
    ) ||
    context.state.tasks.some(
      (task) => task.targetId !== exceptId && promises(task.effect as MailboxEffect, address), // others promise none
    ) ||
    domainsUseAddress(context, address, exceptId)
  );
}

/** Whether a task under way will give this address to its mailbox. */
function promises(effect: MailboxEffect, address: string): boolean {
  if (effect.kind === "addAlias") return sameAddress(effect.alias.alias, address);
  if (effect.kind !== "update") return false;
  const { login, domain, sharedEmailAddress, mailingListAddress } = effect.changes;
  const promised = login === undefined || domain === undefined ? [] : [`${login}@${domain}`];
  return [...promised, sharedEmailAddress, mailingListAddress].some(
    (one) => typeof one === "string" && sameAddress(one, address),
  );
}
