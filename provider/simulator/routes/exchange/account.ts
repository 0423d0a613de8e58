import type { z } from "zod";
import { readBody } from "../../body.js";
import { type Context, now } from "../../context.js";
import { ruleRefused } from "../../errors.js";
import { listAnswer } from "../../expanded.js";
import { like } from "../../like.js";
import { addressOf, sameAddress, visibleAccounts } from "../../mailboxes.js";
import type { AccountChanges, AccountRecord, Offer, ServiceRecord } from "../../model.js";
import { blankAccount, nextId } from "../../new-mailbox.js";
import { hashPassword, passwordProblem } from "../../passwords.js";
import { type Call, route } from "../../route.js";
import { queueTask } from "../../tasks.js";
import { accountView, taskView } from "../../views.js";
import { accountOf, checkAddressIsFree, checkWritable, currentValues, ownDomain, serviceOf } from "./common.js";
import { accountCreation, accountUpdate, passwordChange, readUpdate } from "./fields.js";

export const accountRoutes = [
  route("GET", "~/account", listAccounts),
  route("POST", "~/account", createAccount),
  route("GET", "~/account/{primaryEmailAddress}", (call) => accountView(call.context, accountOf(call))),
  route("PUT", "~/account/{primaryEmailAddress}", updateAccount),
  route("DELETE", "~/account/{primaryEmailAddress}", deleteAccount),
  route("POST", "~/account/{primaryEmailAddress}/changePassword", changePassword),
];

function listAccounts(call: Call): (string | object)[] {
  const found = visibleAccounts(call.context, serviceOf(call)).filter((account) => isListed(call, account));
  return listAnswer(call, found, addressOf, (account) => accountView(call.context, account));
}

function isListed(call: Call, account: AccountRecord): boolean {
  const { query, context } = call;
  const values = {
    primaryEmailAddress: addressOf(account),
    id: `${account.fields.id}`,
    company: account.fields.company,
  };
  const texts = Object.entries(values).every(([name, value]) => {
    const wanted = query.get(name);
    return wanted === null || like(value ?? "", wanted, context.switches);
  });
  const license = query.get("accountLicense");
  return texts && (license === null || license === account.fields.accountLicense);
}

/** OVH panel `CAN_DO.CREATION_METHOD` and `DESTRUCTION_METHOD`: hosted accounts are ordered, and reset when deleted. */
function isOrdered(offer: Offer): boolean {
  return offer === "hosted";
}

function createAccount(call: Call) {
  const { context } = call;
  const service = serviceOf(call);
  if (isOrdered(service.offer)) {
    throw ruleRefused(context.switches, "Accounts of a hosted service must be ordered");
  }
  const body = readBody(call, accountCreation, "creation");
  const domain = ownDomain(service, body.domain);
  checkAddressIsFree(context, `${body.login}@${domain}`);
  checkPassword(context, service, body.password, { displayName: body.displayName ?? null, login: body.login });

  const account = accountFromBody(context, service, { ...body, domain });
  context.state.mailboxes.push(account);
  return taskView(context, queueTask(context, account, { function: "addAccount", subject: "", effect: created }));
}

const created = { kind: "finishCreation" } as const;

function accountFromBody(context: Context, service: ServiceRecord, body: z.output<typeof accountCreation>) {
  const { password, license, initials, SAMAccountName, login, domain, ...others } = body;
  const id = nextId(context, "account");
  const account = blankAccount(context, { service: service.name, id, login, domain });
  Object.assign(account.fields, others, { accountLicense: license, configured: true, state: "creating" });
  account.fields.initial = initials ?? null;
  account.fields.SAMAccountName = SAMAccountName ?? null;
  account.fields.passwordLastUpdate = now(context);
  account.passwordHash = hashPassword(password);
  return account;
}

function updateAccount(call: Call): null {
  const { context } = call;
  const account = accountOf(call);
  checkWritable(context, account);
  const body = readUpdate(call, accountUpdate, accountView(context, account));
  if (body.spamAndVirusConfiguration?.deleteVirus === false) {
    // OVH guide 'feature_send_connector': "Enter true instead of false to avoid getting an error".
    throw ruleRefused(context.switches, "deleteVirus must be true");
  }
  change(context, account, { ...body, ...rename(call, account, body) });
  return null; // OVH API schema: void. The task shows only as `taskPendingId`.
}

/** A new login or domain moves the account; on a free one it is what configures it. */
function rename(call: Call, account: AccountRecord, body: AccountChanges): AccountChanges {
  const login = body.login ?? account.fields.login;
  const domain = body.domain ?? account.fields.domain;
  if (sameAddress(`${login}@${domain}`, addressOf(account))) return {};
  const ours = ownDomain(serviceOf(call), domain);
  checkAddressIsFree(call.context, `${login}@${ours}`, account.fields.id);
  return { login, domain: ours, configured: true };
}

function change(context: Context, account: AccountRecord, changes: AccountChanges): void {
  const isAtOnce = context.switches.renameVisible === "atOnce";
  const before = isAtOnce ? currentValues(account.fields, changes) : {};
  if (isAtOnce) Object.assign(account.fields, changes);
  const effect = { kind: "updateAccount", changes: isAtOnce ? {} : changes, before } as const;
  queueTask(context, account, { function: "setAccount", subject: "", effect });
}

function deleteAccount(call: Call) {
  const { context } = call;
  const account = accountOf(call);
  checkWritable(context, account);
  const isReset = isOrdered(serviceOf(call).offer);
  if (!isReset && !account.fields.configured) {
    // OVH guide 'manage_billing_exchange', about Private Exchange.
    throw ruleRefused(context.switches, "An unconfigured account cannot be deleted");
  }
  const effect = { kind: isReset ? "reset" : "remove" } as const;
  const task = queueTask(context, account, { function: "deleteAccount", subject: "", effect });
  account.fields.state = "deleting";
  return taskView(context, task);
}

function changePassword(call: Call) {
  const { context } = call;
  const account = accountOf(call);
  checkWritable(context, account);
  const { password } = readBody(call, passwordChange, "changePassword");
  if (password !== undefined) checkPassword(context, serviceOf(call), password, account.fields);
  const effect =
    password === undefined
      ? ({ kind: "nothing" } as const)
      : ({ kind: "setPassword", passwordHash: hashPassword(password) } as const);
  return taskView(context, queueTask(context, account, { function: "changePassword", subject: "", effect }));
}

function checkPassword(
  context: Context,
  service: ServiceRecord,
  password: string,
  owner: { displayName: string | null; login: string },
): void {
  const problem = passwordProblem(password, service, owner);
  if (problem !== undefined) throw ruleRefused(context.switches, problem);
}
