import { contactsFrom } from "../contacts.js";
import { type Context, now } from "../context.js";
import { addressOf, sameAddress } from "../mailbox/mailboxes.js";
import type { Mailbox } from "../mailbox/model.js";
import { blankAccount, blankSharedAccount, placeholderDomain, placeholderLogin } from "../mailbox/new-mailbox.js";
import { hashPassword } from "../mailbox/passwords.js";
import { nextId } from "../tasks.js";
import type { ServiceRecord } from "./model.js";
import { newDomain, newService } from "./new-service.js";
import type { AccountSeed, ExchangeServiceSeed, SharedAccountSeed } from "./seed.js";

/** Adds an Exchange service with all that is on it, from a seed that was checked. */
export function buildExchangeService(context: Context, seed: ExchangeServiceSeed): void {
  context.state.exchangeServices.push(serviceFromSeed(context, seed));
  for (const account of seed.accounts) addAccount(context, seed, account);
  for (const shared of seed.sharedAccounts) addSharedAccount(context, seed, shared);
  addFreeAccounts(context, seed.name, seed.freeAccounts);
  addGrants(context, seed);
}

/** Adds accounts as an order does. */
export function addFreeAccounts(context: Context, service: string, howMany: number): string[] {
  return Array.from({ length: howMany }, () => {
    const id = nextId(context, "account");
    const login = placeholderLogin(context);
    const account = blankAccount(context, { service, id, login, domain: placeholderDomain });
    context.state.mailboxes.push(account);
    return addressOf(account);
  });
}

function serviceFromSeed(context: Context, seed: ExchangeServiceSeed): ServiceRecord {
  const service = newService(context, {
    name: seed.name,
    organization: seed.organization ?? seed.name,
    offer: seed.offer,
    contacts: contactsFrom(seed),
    sharedQuotaLimitMb: seed.sharedQuotaLimitMb ?? null,
    singleMailboxQuotaLimitMb: seed.singleMailboxQuotaLimitMb,
    minPasswordLength: seed.minPasswordLength,
    complexityEnabled: seed.complexityEnabled,
  });
  service.domains = seed.domains.map((name) => newDomain(context, name));
  return service;
}

function addAccount(context: Context, service: ExchangeServiceSeed, seed: AccountSeed): void {
  const [login = "", domain = ""] = seed.emailAddress.split("@");
  const account = blankAccount(context, { service: service.name, id: nextId(context, "account"), login, domain });
  Object.assign(account.fields, {
    configured: true,
    displayName: seed.displayName ?? null,
    firstName: seed.firstName ?? null,
    lastName: seed.lastName ?? null,
    hiddenFromGAL: seed.hiddenFromGAL,
    quota: seed.quotaGb,
    currentUsage: seed.currentUsageKb,
    passwordLastUpdate: seed.password === undefined ? null : now(context),
  });
  account.passwordHash = seed.password === undefined ? null : hashPassword(seed.password);
  account.aliases = seed.aliases.map((alias) => ({ alias, creationDate: now(context) }));
  context.state.mailboxes.push(account);
}

function addSharedAccount(context: Context, service: ExchangeServiceSeed, seed: SharedAccountSeed): void {
  const at = { service: service.name, id: nextId(context, "sharedAccount") };
  const shared = blankSharedAccount(context, at, {
    sharedEmailAddress: seed.emailAddress,
    quota: seed.quotaMb,
    displayName: seed.displayName ?? null,
    firstName: seed.firstName ?? null,
    lastName: seed.lastName ?? null,
    hiddenFromGAL: seed.hiddenFromGAL,
  });
  shared.fields.currentUsage = seed.currentUsageKb;
  shared.aliases = seed.aliases.map((alias) => ({ alias, creationDate: now(context) }));
  context.state.mailboxes.push(shared);
}

function addGrants(context: Context, seed: ExchangeServiceSeed): void {
  const mailboxes = context.state.mailboxes.filter((mailbox) => mailbox.service === seed.name);
  for (const grant of seed.grants) {
    mustFind(mailboxes, grant.on).grants.push({
      right: grant.right,
      delegateId: mustFind(mailboxes, grant.to).fields.id,
      creationDate: now(context),
      inForce: true,
    });
  }
}

/** The seed was checked, so a missing mailbox is a bug. */
function mustFind(mailboxes: readonly Mailbox[], address: string): Mailbox {
  const found = mailboxes.find((mailbox) => sameAddress(addressOf(mailbox), address));
  if (found === undefined) throw new Error(`no mailbox at ${address}`);
  return found;
}
