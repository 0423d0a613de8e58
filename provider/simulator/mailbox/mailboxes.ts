import type { Context } from "../context.js";
import { domainsUseAddress } from "../email-domain/addresses.js";
import { addressUsed, badRequest, busy, notFound } from "../errors.js";
import type { TaskRecord } from "../task-model.js";
import { pendingTasksOf } from "../tasks.js";
import type { Mailbox, MailboxKind, MailboxOf } from "./model.js";

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
  const hidden = beingCreated(context);
  return mailboxesOf(context, kind, service).filter((mailbox) => !hidden.has(mailbox.fields.id));
}

/** Ids of those that nobody sees before the task that creates them is done. */
function beingCreated({ state, switches }: Context): ReadonlySet<number> {
  if (switches.createdIsReadable === "atOnce") return nobody;
  return new Set(state.tasks.flatMap(({ effect, targetId }) => (effect.kind === "finishCreation" ? [targetId] : [])));
}

const nobody: ReadonlySet<number> = new Set();

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
  const hidden = beingCreated(context);
  const isMeant = (one: Mailbox): one is MailboxOf<Kind> =>
    one.kind === at.kind &&
    one.service === at.service &&
    matchesPath(context, addressOf(one), at.address) &&
    !hidden.has(one.fields.id);
  const found = context.state.mailboxes.find(isMeant);
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
  checkIsAddress(address);
  ownDomain(domains, domainOf(address));
}

export function checkIsAddress(address: string): void {
  if (/^[^\s@]+@[^\s@]+$/.test(address)) return;
  throw badRequest("The input provided isn't valid: this is not an e-mail address");
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
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
      (task) => task.targetId !== exceptId && promisedAddresses(task).some((one) => sameAddress(one, address)),
    ) ||
    domainsUseAddress(context, address, exceptId)
  );
}

/** The address and the aliases. */
export function addressesOf(mailbox: Mailbox): string[] {
  return [addressOf(mailbox), ...mailbox.aliases.map(({ alias }) => alias)];
}

/** What a task under way will give to its mailbox, unless that is an external contact. */
export function promisedAddresses({ effect }: TaskRecord): string[] {
  if (effect.kind === "addAlias") return [effect.alias.alias];
  if (effect.kind !== "update") return [];
  const { login, domain, sharedEmailAddress, mailingListAddress } = effect.changes;
  const account = login === undefined || domain === undefined ? undefined : `${login}@${domain}`;
  return [account, sharedEmailAddress, mailingListAddress].filter((one) => typeof one === "string");
}

/** What a task under way will give to its external contact. */
export function promisedContactAddresses({ effect }: TaskRecord): string[] {
  const address = effect.kind === "update" ? effect.changes.externalEmailAddress : undefined;
  return typeof address === "string" ? [address] : [];
}
