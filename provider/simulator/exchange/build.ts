import { contactsFrom } from "../contacts.js";
import { type Context, now } from "../context.js";
import { addressOf } from "../mailbox/mailboxes.js";
import type { AccountRecord, Mailbox, MailingListRecord, Role } from "../mailbox/model.js";
import { blankExternalContact, blankMailingList } from "../mailbox/new-directory-entry.js";
import { blankAccount, blankSharedAccount, placeholderDomain, placeholderLogin } from "../mailbox/new-mailbox.js";
import { hashPassword } from "../mailbox/passwords.js";
import { nextId } from "../tasks.js";
import type { ExchangeDomainRecord, ServiceRecord } from "./model.js";
import { newDomain } from "./new-domain.js";
import { newService } from "./new-service.js";
import type {
  AccountSeed,
  DomainSeed,
  ExchangeServiceSeed,
  ExternalContactSeed,
  MailingListSeed,
  SharedAccountSeed,
} from "./seed.js";

/** Adds an Exchange service with all that is on it, from a seed that was checked. */
export function buildExchangeService(context: Context, seed: ExchangeServiceSeed): void {
  const { state } = context;
  state.exchangeServices.push(serviceFromSeed(context, seed));
  const accounts = seed.accounts.map((account) => accountFromSeed(context, seed, account));
  const shared = seed.sharedAccounts.map((one) => sharedAccountFromSeed(context, seed, one));
  const contacts = seed.externalContacts.map((one) => contactFromSeed(context, seed, one));
  const lists = seed.mailingLists.map((one) => mailingListFromSeed(context, seed, one));
  const all = [...accounts, ...shared, ...contacts, ...lists];
  const byAddress = new Map(all.map((mailbox) => [addressOf(mailbox).toLowerCase(), mailbox]));
  for (const mailbox of all) state.mailboxes.push(mailbox);
  addFreeAccounts(context, seed.name, seed.freeAccounts);
  addGrants(context, seed, byAddress);
  for (const list of seed.mailingLists) addParticipants(context, list, byAddress);
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
    foreignDomains: seed.foreignDomains,
    sharedQuotaLimitMb: seed.sharedQuotaLimitMb ?? null,
    singleMailboxQuotaLimitMb: seed.singleMailboxQuotaLimitMb,
    commercialVersion: seed.commercialVersion ?? (seed.offer === "provider" ? "2010" : "2019"),
    minPasswordLength: seed.minPasswordLength,
    complexityEnabled: seed.complexityEnabled,
  });
  service.domains = seed.domains.map((domain) => domainFromSeed(context, domain));
  return service;
}

function domainFromSeed(context: Context, seed: DomainSeed): ExchangeDomainRecord {
  const { validated, dkim, ...fields } = seed;
  return newDomain(context, {
    ...given(fields),
    domainValidated: validated,
    dkimDiagnostics: { errorCode: null, message: null, state: dkim },
  });
}

function accountFromSeed(context: Context, service: ExchangeServiceSeed, seed: AccountSeed): AccountRecord {
  const { emailAddress, password, aliases, protocols, quotaGb, currentUsageKb, archiveQuotaGb, ...fields } = seed;
  const [login = "", domain = ""] = emailAddress.split("@");
  const account = blankAccount(context, { service: service.name, id: nextId(context, "account"), login, domain });
  Object.assign(account.fields, given(fields), {
    configured: true,
    quota: quotaGb,
    currentUsage: currentUsageKb,
    passwordLastUpdate: password === undefined ? null : now(context),
  });
  account.passwordHash = password === undefined ? null : hashPassword(password);
  account.aliases = aliasesFrom(context, aliases);
  Object.assign(account.protocol, protocols);
  if (archiveQuotaGb !== undefined) {
    const creationDate = now(context);
    account.archive = { creationDate, currentUsage: 0, guid: null, quota: archiveQuotaGb, state: "ok" };
  }
  return account;
}

function sharedAccountFromSeed(context: Context, service: ExchangeServiceSeed, seed: SharedAccountSeed) {
  const { emailAddress, aliases, quotaMb, currentUsageKb, ...fields } = seed;
  const at = { service: service.name, id: nextId(context, "sharedAccount") };
  const shared = blankSharedAccount(context, at, {
    ...given(fields),
    sharedEmailAddress: emailAddress,
    quota: quotaMb,
  });
  shared.fields.currentUsage = currentUsageKb;
  shared.aliases = aliasesFrom(context, aliases);
  return shared;
}

function contactFromSeed(context: Context, service: ExchangeServiceSeed, seed: ExternalContactSeed) {
  const { emailAddress, ...fields } = seed;
  const at = { service: service.name, id: nextId(context, "externalContact") };
  return blankExternalContact(context, at, { ...given(fields), externalEmailAddress: emailAddress });
}

function mailingListFromSeed(context: Context, service: ExchangeServiceSeed, seed: MailingListSeed): MailingListRecord {
  const { displayName = null, company = null, maxReceiveSizeMb = null, maxSendSizeMb = null } = seed;
  const { hiddenFromGAL, joinRestriction, departRestriction, senderAuthentification, state } = seed;
  const at = { service: service.name, id: nextId(context, "mailingList") };
  const list = blankMailingList(context, at, {
    mailingListAddress: seed.emailAddress,
    displayName,
    company,
    hiddenFromGAL,
    joinRestriction,
    departRestriction,
    senderAuthentification,
    maxReceiveSize: maxReceiveSizeMb,
    maxSendSize: maxSendSizeMb,
    state,
  });
  list.aliases = aliasesFrom(context, seed.aliases);
  return list;
}

/** A property that is there and undefined is one that was left out. */
function given<Fields extends object>(fields: Fields): Fields {
  // What goes is optional in `Fields`.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

function aliasesFrom(context: Context, aliases: readonly string[]) {
  return aliases.map((alias) => ({ alias, creationDate: now(context) }));
}

type ByAddress = ReadonlyMap<string, Mailbox>;

function addGrants(context: Context, seed: ExchangeServiceSeed, byAddress: ByAddress): void {
  for (const grant of seed.grants) {
    mustFind(byAddress, grant.on).grants.push({
      right: grant.right,
      delegateId: mustFind(byAddress, grant.to).fields.id,
      creationDate: now(context),
      inForce: true,
    });
  }
}

function addParticipants(context: Context, seed: MailingListSeed, byAddress: ByAddress): void {
  const list = mustFind(byAddress, seed.emailAddress);
  if (list.kind !== "mailingList") return;
  const places = [
    ...seed.members.map((member) => ["member", member] as const),
    ...seed.managers.map((manager) => ["manager", manager] as const),
  ];
  for (const [role, address] of places)
    list.participants.push(participant(context, role, mustFind(byAddress, address)));
}

function participant(context: Context, role: Role, { kind, fields }: Mailbox) {
  const personKind = kind === "externalContact" ? kind : "account";
  return { role, kind: personKind, id: fields.id, creationDate: now(context), inForce: true } as const;
}

/** The seed was checked, so a missing mailbox is a bug. */
function mustFind(byAddress: ByAddress, address: string): Mailbox {
  const found = byAddress.get(address.toLowerCase());
  if (found === undefined) throw new Error(`no mailbox at ${address}`);
  return found;
}
