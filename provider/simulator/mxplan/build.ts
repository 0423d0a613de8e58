import { contactsFrom } from "../contacts.js";
import { type Context, now } from "../context.js";
import { addressOf, sameAddress } from "../mailbox/mailboxes.js";
import type { MxplanAccountRecord } from "../mailbox/model.js";
import { placeholderDomain, placeholderLogin } from "../mailbox/new-mailbox.js";
import { blankMxplanAccount } from "../mailbox/new-mxplan-account.js";
import { hashPassword } from "../mailbox/passwords.js";
import { nextId } from "../tasks.js";
import type { MxplanServiceRecord } from "./model.js";
import { newDomain, newServiceFields } from "./new-service.js";
import { type MxplanAccountSeed, type MxplanSeed, mxplanDomainSeed } from "./seed.js";

/** Adds a new MX Plan with all that is on it, from a seed that was checked. */
export function buildMxplan(context: Context, seed: MxplanSeed): void {
  const service: MxplanServiceRecord = {
    name: seed.name,
    id: nextId(context, "hidden"),
    contacts: contactsFrom(seed),
    fields: newServiceFields(seed),
    domains: seed.domains.map((one) =>
      newDomain(context, typeof one === "string" ? mxplanDomainSeed.parse({ name: one }) : one),
    ),
    quotasGb: seed.quotasGb,
  };
  context.state.mxplanServices.push(service);
  const accounts = seed.accounts.map((account) => addAccount(context, service, account));
  addFreeAccounts(context, service, seed.freeAccounts);
  for (const { on, to, right } of seed.grants) {
    const grant = { right, delegateId: mustFind(accounts, to).fields.id, creationDate: now(context), inForce: true };
    mustFind(accounts, on).grants.push(grant);
  }
}

/** Adds seats that nobody has configured; returns their addresses. */
export function addFreeAccounts(context: Context, service: MxplanServiceRecord, howMany: number): string[] {
  return Array.from({ length: howMany }, () =>
    addressOf(addBlank(context, service, { login: placeholderLogin(context), domain: placeholderDomain })),
  );
}

function addBlank(
  context: Context,
  { name, quotasGb }: MxplanServiceRecord,
  address: { login: string; domain: string },
): MxplanAccountRecord {
  const id = nextId(context, "mxplanAccount");
  const account = blankMxplanAccount(context, { service: name, id, ...address });
  account.fields.quota = quotasGb?.[0] ?? account.fields.quota;
  context.state.mailboxes.push(account);
  return account;
}

function addAccount(context: Context, service: MxplanServiceRecord, seed: MxplanAccountSeed): MxplanAccountRecord {
  const [login = "", domain = ""] = seed.emailAddress.split("@");
  const account = addBlank(context, service, { login, domain });
  Object.assign(account.fields, {
    configured: true,
    displayName: seed.displayName ?? null,
    firstName: seed.firstName ?? null,
    lastName: seed.lastName ?? null,
    hiddenFromGAL: seed.hiddenFromGAL,
    quota: seed.quotaGb ?? account.fields.quota,
    currentUsage: seed.currentUsageKb,
    passwordLastUpdate: seed.password === undefined ? null : now(context),
  });
  account.passwordHash = seed.password === undefined ? null : hashPassword(seed.password);
  account.aliases = seed.aliases.map((alias) => ({ alias, creationDate: now(context) }));
  return account;
}

/** The seed was checked, so a missing account is a bug. */
function mustFind(accounts: readonly MxplanAccountRecord[], address: string): MxplanAccountRecord {
  const found = accounts.find((account) => sameAddress(addressOf(account), address));
  if (found === undefined) throw new Error(`no account at ${address}`);
  return found;
}
