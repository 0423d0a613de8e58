import { postAccount, postAccountChangePassword } from "../api/domain.js";
import { account as accountModel } from "../api/domain-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import { type Context, now } from "../context.js";
import { addressUsed } from "../errors.js";
import { like } from "../like.js";
import { checkAddressIsFree, sameAddress } from "../mailbox/mailboxes.js";
import { hashPassword } from "../mailbox/passwords.js";
import { type Call, type Route, route } from "../route.js";
import { readUpdate } from "../update.js";
import {
  accountOf,
  checkAccountWritable,
  checkIsLegacy,
  checkNotEnding,
  domainOf,
  managedAccountOf,
  managedDomainOf,
  type Place,
} from "./access.js";
import { legacyAddress } from "./addresses.js";
import { existingAccounts, shownAccounts } from "./entries.js";
import type { DomainEffect, DomainRecord, UsageView } from "./model.js";
import { defaultSizeBytes, newAccount } from "./new-account.js";
import { changeByPut, queueOn } from "./queue.js";
import { checkDescription, checkName, checkPassword, checkRoom, checkSize } from "./rules.js";
import { popTaskView } from "./task-views.js";
import { accountView } from "./views.js";

const all = "/email/domain/{domain}/account";
const one = `${all}/{accountName}`;

export const accountRoutes: readonly Route[] = [
  route("GET", all, listAccounts),
  route("POST", all, createAccount),
  route("GET", one, (call) => accountView(accountOf(call))),
  route("PUT", one, updateOwnAccount),
  route("DELETE", one, deleteAccount),
  route("POST", `${one}/changePassword`, (call) => changePassword(call, accountOf(call))),
  route("GET", `${one}/usage`, (call) => accountOf(call).account.usage),
  route("POST", `${one}/updateUsage`, (call) => measure(call.context, accountOf(call))),
];

function listAccounts(call: Call): string[] {
  const { context, query } = call;
  const fits = (value: string, wanted: string | null) => wanted === null || like(value, wanted, context.switches);
  return shownAccounts(context, domainOf(call))
    .filter(({ accountName }) => fits(accountName, query.get("accountName")))
    .filter(({ description }) => fits(description, query.get("description")))
    .map(({ accountName }) => accountName);
}

/** OVH panel: this name is offered beyond the quota. */
const extraName = "postmaster";

function createAccount(call: Call) {
  const { context } = call;
  const domain = managedDomainOf(call);
  const body = readBody(call, postAccount, "creation");
  const size = body.size ?? defaultSizeBytes;
  checkIsLegacy(context, domain);
  checkName(body.accountName, "accountName");
  checkDescription(context, body.description ?? "");
  checkPassword(context, body.password);
  checkSize(context, domain, size);
  checkNameIsFree(context, domain, body.accountName);
  checkAccountRoom(context, domain, body.accountName);

  const { accountName, description = "" } = body;
  const passwordHash = hashPassword(body.password);
  const account = newAccount(context, { accountName, description, size, passwordHash });
  account.state = "creating";
  domain.accounts.push(account);
  return queueOnAccount(context, { domain, account }, "addAccount", { kind: "keepInDomain" });
}

/** A migrated account keeps its name for as long as it is there, though the address is that of the new one. */
function checkNameIsFree(context: Context, domain: DomainRecord, name: string): void {
  const isTaken = existingAccounts(context, domain).some((account) => sameAddress(account.accountName, name));
  if (isTaken) throw addressUsed(context.switches);
  checkAddressIsFree(context, legacyAddress(domain, { accountName: name }));
}

function checkAccountRoom(context: Context, domain: DomainRecord, name: string): void {
  if (sameAddress(name, extraName)) return;
  const counted = existingAccounts(context, domain).filter((account) => !sameAddress(account.accountName, extraName));
  checkRoom(context, domain, "account", counted.length);
}

function updateOwnAccount(call: Call): null {
  const place = managedAccountOf(call);
  return updateAccount(call, place, readUpdate(call, writable(accountModel), accountView(place)));
}

export function updateAccount(
  { context }: Call,
  place: Place,
  changes: { description?: string | undefined; size?: number | undefined },
): null {
  const { domain, account } = place;
  checkAccountWritable(context, place);
  if (changes.description !== undefined) checkDescription(context, changes.description);
  if (changes.size !== undefined) checkSize(context, domain, changes.size);
  const task = { function: "changeAccount", list: "account", account: account.accountName } as const;
  changeByPut(context, domain, account, { ...task, changes });
  return null;
}

function deleteAccount(call: Call) {
  const { context } = call;
  const place = managedAccountOf(call);
  if (place.account.state !== "migrated") checkAccountWritable(context, place);
  const answer = queueOnAccount(context, place, "deleteAccount", { kind: "removeFromDomain" });
  place.account.state = "deleting";
  return answer;
}

export function changePassword(call: Call, place: Place) {
  const { context } = call;
  checkAccountWritable(context, place);
  const { password } = readBody(call, postAccountChangePassword, "changePassword");
  checkPassword(context, password);
  const passwordHash = hashPassword(password);
  return queueOnAccount(context, place, "changePassword", { kind: "setDomainPassword", passwordHash });
}

/** How long OVHcloud takes to measure is not documented: here it is done at once. */
export function measure(context: Context, place: Place): null {
  checkNotEnding(context, place);
  const { account } = place;
  account.usage = measured(context, account);
  return null;
}

function measured(context: Context, account: { emailCount: number; usedBytes: number }): UsageView {
  return { date: now(context), emailCount: account.emailCount, quota: account.usedBytes };
}

export function queueOnAccount(context: Context, place: Place, functionName: string, effect: DomainEffect) {
  const { domain, account } = place;
  const task = { function: functionName, list: "account", account: account.accountName, effect } as const;
  return popTaskView(queueOn(context, domain, account, task));
}
