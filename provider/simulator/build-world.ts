import { type Context, now } from "./context.js";
import { addressOf, sameAddress } from "./mailboxes.js";
import type { Mailbox, ServiceRecord, WorldState } from "./model.js";
import { blankAccount, blankSharedAccount, nextId, placeholderDomain, placeholderLogin } from "./new-mailbox.js";
import { hashPassword } from "./passwords.js";
import type { ParsedSeed } from "./seed.js";

type ServiceSeed = ParsedSeed["exchangeServices"][number];
type AccountSeed = ServiceSeed["accounts"][number];
type SharedAccountSeed = ServiceSeed["sharedAccounts"][number];

/** A world with nothing in it. The ranges of ids do not meet, so that mixing them up shows. */
export function emptyWorld(randomSeed: number): WorldState {
  return {
    formatVersion: 1,
    services: [],
    mailboxes: [],
    tasks: [],
    nextIds: { account: 2_100_001, sharedAccount: 5_400_001, task: 113_000_001 },
    random: randomSeed >>> 0,
  };
}

/** Fills an empty world from a seed that was checked. */
export function populate(context: Context, seed: ParsedSeed): void {
  for (const service of seed.exchangeServices) {
    context.state.services.push(serviceFromSeed(context, service));
    for (const account of service.accounts) addAccount(context, service, account);
    for (const shared of service.sharedAccounts) addSharedAccount(context, service, shared);
    addFreeAccounts(context, service.name, service.freeAccounts);
    addGrants(context, service);
  }
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

function serviceFromSeed(context: Context, seed: ServiceSeed): ServiceRecord {
  return {
    name: seed.name,
    organization: seed.organization ?? seed.name,
    offer: seed.offer,
    owner: seed.owner,
    domains: seed.domains,
    sharedQuotaLimitMb: seed.sharedQuotaLimitMb ?? null,
    singleMailboxQuotaLimitMb: seed.singleMailboxQuotaLimitMb,
    minPasswordLength: seed.minPasswordLength,
    complexityEnabled: seed.complexityEnabled,
    creationDate: now(context),
  };
}

function addAccount(context: Context, service: ServiceSeed, seed: AccountSeed): void {
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

function addSharedAccount(context: Context, service: ServiceSeed, seed: SharedAccountSeed): void {
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

function addGrants(context: Context, seed: ServiceSeed): void {
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
