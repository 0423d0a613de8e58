import { isContact } from "../contacts.js";
import type { Context } from "../context.js";
import { busy, noSuchService, notFound, Refusal, ruleRefused } from "../errors.js";
import { matchesPath, sameAddress } from "../mailbox/mailboxes.js";
import { type Call, param } from "../route.js";
import { pendingTasksOf } from "../tasks.js";
import { legacyAddress } from "./addresses.js";
import { existingAccounts, shownAccounts } from "./entries.js";
import type { DomainRecord, Entry, LegacyAccount } from "./model.js";

/** One account, and the domain it is in. */
export interface Place {
  domain: DomainRecord;
  account: LegacyAccount;
}

/** Published by OVHcloud's API clients, for a caller who lacks a right. */
export function forbidden(): Refusal {
  return new Refusal(403, { class: "Client::Forbidden", message: "User not granted for this request" });
}

/** Seen with redirections, in a public client's comment. */
function elementBusy(id: string): Refusal {
  return new Refusal(409, { message: `This element is already being processed: ${id}` });
}

export function holdsAcl(domain: DomainRecord, nichandle: string): boolean {
  return domain.aclHolders.some((holder) => sameAddress(holder, nichandle));
}

/** Contacts and those to whom the domain is delegated see it; to everybody else it does not exist. */
export function sees(domain: DomainRecord, nichandle: string): boolean {
  return isContact(domain.contacts, nichandle) || holdsAcl(domain, nichandle);
}

/**
 * The domain that a path names. Whoever sees it may do what OVH's guide on delegation lists: passwords, filters,
 * responders, redirections and mailing lists.
 */
export function domainOf(call: Call): DomainRecord {
  const wanted = param(call, "domain");
  const found = call.context.state.domains.find((one) => matchesPath(call.context, one.domain, wanted));
  if (found === undefined || !sees(found, call.nichandle)) throw noSuchService();
  return found;
}

/** For what only the service's own contacts may do. */
export function ownDomainOf(call: Call): DomainRecord {
  const domain = domainOf(call);
  if (!isContact(domain.contacts, call.nichandle)) throw forbidden();
  return domain;
}

/** For what OVH's guide does not list among the rights of those to whom the domain is delegated. */
export function managedDomainOf(call: Call): DomainRecord {
  return call.context.switches.aclHolderManagesAccounts === "allowed" ? domainOf(call) : ownDomainOf(call);
}

/** OVH panel: only the administrative and the technical contact manage the delegation of a whole domain. */
export function aclDomainOf(call: Call): DomainRecord {
  const domain = domainOf(call);
  const { admin, tech } = domain.contacts;
  if (call.nichandle !== admin && call.nichandle !== tech) throw forbidden();
  return domain;
}

export function accountIn(context: Context, domain: DomainRecord, name: string): Place {
  const account = shownAccounts(context, domain).find((one) => matchesPath(context, one.accountName, name));
  if (account === undefined) throw notFound("This account does not exist");
  return { domain, account };
}

export function accountOf(call: Call): Place {
  return accountIn(call.context, domainOf(call), param(call, "accountName"));
}

export function managedAccountOf(call: Call): Place {
  return accountIn(call.context, managedDomainOf(call), param(call, "accountName"));
}

/** All accounts that are delegated to the caller one by one. */
export function delegatedAccounts({ context, nichandle }: Call): Place[] {
  return context.state.domains.flatMap((domain) =>
    shownAccounts(context, domain)
      .filter((account) => account.delegates.some((delegate) => sameAddress(delegate, nichandle)))
      .map((account) => ({ domain, account })),
  );
}

export function delegatedAccountOf(call: Call): Place {
  const wanted = param(call, "email");
  const found = delegatedAccounts(call).find((place) => matchesPath(call.context, addressAt(place), wanted));
  if (found === undefined) throw noSuchService();
  return found;
}

export function addressAt({ domain, account }: Place): string {
  return legacyAddress(domain, account);
}

/** OVH panel: no access to a mailbox that is being migrated. One that is being deleted is treated the same. */
export function checkNotEnding(context: Context, place: Place): void {
  const { state } = place.account;
  if (state === "deleting" || state === "migrating") throw busy(addressAt(place));
  if (state === "migrated") throw ruleRefused(context.switches, "This account was migrated");
}

/** The redirections and the responder of a mailbox that is being migrated stay as they are too. */
export function checkNotMigrating(context: Context, domain: DomainRecord, name: string): void {
  const isMeant = ({ accountName, state }: LegacyAccount) => state === "migrating" && sameAddress(accountName, name);
  const account = existingAccounts(context, domain).find(isMeant);
  if (account !== undefined) throw busy(addressAt({ domain, account }));
}

/** A second write on a mailbox whose task runs was refused in 2016; whether it still is, is a switch. */
export function checkAccountWritable(context: Context, place: Place): void {
  checkNotEnding(context, place);
  const isBusy = pendingTasksOf(context, place.account.id).length > 0;
  if (isBusy && context.switches.busyDomainAccountRefusesWrites) throw busy(addressAt(place));
}

/** `shownId`: as the path names it. */
export function checkIdle(context: Context, entry: Entry, shownId: string): void {
  if (pendingTasksOf(context, entry.id).length > 0) throw elementBusy(shownId);
}

export function checkNotDeleting(entry: Entry, shownId: string): void {
  if (entry.state === "deleting") throw elementBusy(shownId);
}

/** OVH guide on delegation: "For the new offer there are no delegations", and responders are set in its webmail. */
export function checkIsLegacy({ switches }: Context, { fields }: DomainRecord): void {
  if (fields.migratedMXPlanServiceName === null) return;
  throw ruleRefused(switches, `The accounts of this domain are on ${fields.migratedMXPlanServiceName}`);
}
