import type { z } from "zod";
import { postAccount, postAccountChangePassword } from "../api/exchange.js";
import { account as accountModel } from "../api/exchange-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import { type Context, now } from "../context.js";
import { badRequest, ruleRefused } from "../errors.js";
import { listAnswer } from "../expanded.js";
import { like } from "../like.js";
import { changeMailbox, queueMailboxTask } from "../mailbox/change.js";
import {
  addressOf,
  checkAddressIsFree,
  checkWritable,
  ownDomain,
  sameAddress,
  visibleMailboxes,
} from "../mailbox/mailboxes.js";
import type { AccountFields, AccountRecord, AccountWritable } from "../mailbox/model.js";
import { blankAccount } from "../mailbox/new-mailbox.js";
import { hashPassword, passwordProblem } from "../mailbox/passwords.js";
import { taskView } from "../mailbox/views.js";
import { type Call, route } from "../route.js";
import { nextId } from "../tasks.js";
import { readUpdate } from "../update.js";
import { accountOf, domainNames, serviceOf } from "./common.js";
import type { Offer, ServiceRecord } from "./model.js";
import { accountView } from "./views.js";

export const accountRoutes = [
  route("GET", "~/account", listAccounts),
  route("POST", "~/account", createAccount),
  route("GET", "~/account/{primaryEmailAddress}", (call) => accountView(call.context, accountOf(call))),
  route("PUT", "~/account/{primaryEmailAddress}", updateAccount),
  route("DELETE", "~/account/{primaryEmailAddress}", deleteAccount),
  route("POST", "~/account/{primaryEmailAddress}/changePassword", changePassword),
];

function listAccounts(call: Call): (string | object)[] {
  const found = visibleMailboxes(call.context, "account", serviceOf(call).name).filter((account) =>
    isListed(call, account),
  );
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

const accountUpdate = writable(accountModel);
type Changes = Partial<AccountWritable & Pick<AccountFields, "configured">>;

const loginLengthMax = 256;
/** OVH panel, whatever the case; the server's own check is not known. */
const loginPattern = /^(?:[a-z0-9]+(?:[-_][a-z0-9]+)*)(?:(?:\.|\+)(?:[a-z0-9]+(?:[-_][a-z0-9]+)*))*$/i;

export function checkLogin(login: string): void {
  if (login.length <= loginLengthMax && loginPattern.test(login)) return;
  throw badRequest("The input provided isn't valid: 'login': is not a login");
}

/** OVH panel `CAN_DO.CREATION_METHOD` and `DESTRUCTION_METHOD`: hosted accounts are ordered, and reset when deleted. */
function isOrdered(offer: Offer): boolean {
  return offer === "hosted";
}

function createAccount(call: Call) {
  const { context } = call;
  const service = serviceOf(call);
  if (isOrdered(service.fields.offer)) {
    throw ruleRefused(context.switches, "Accounts of a hosted service must be ordered");
  }
  const body = readBody(call, postAccount, "creation");
  checkLogin(body.login);
  const domain = ownDomain(domainNames(service), body.domain);
  checkAddressIsFree(context, `${body.login}@${domain}`);
  checkPassword(context, service, body.password, { displayName: body.displayName ?? null, login: body.login });

  const account = accountFromBody(context, service, { ...body, domain });
  context.state.mailboxes.push(account);
  return taskView(context, queueMailboxTask(context, account, { function: "addAccount", effect: created }));
}

const created = { kind: "finishCreation" } as const;

function accountFromBody(context: Context, service: ServiceRecord, body: z.output<typeof postAccount>) {
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
  changeMailbox(context, account, "setAccount", { ...body, ...rename(call, account, body) });
  return null; // OVH API schema: void. The task shows only as `taskPendingId`.
}

/** A new login or domain moves the account; on a free one it is what configures it. */
function rename(call: Call, account: AccountRecord, body: Changes): Changes {
  const login = body.login ?? account.fields.login;
  const domain = body.domain ?? account.fields.domain;
  if (sameAddress(`${login}@${domain}`, addressOf(account))) return {};
  checkLogin(login);
  const ours = ownDomain(domainNames(serviceOf(call)), domain);
  checkAddressIsFree(call.context, `${login}@${ours}`, account.fields.id);
  return { login, domain: ours, configured: true };
}

function deleteAccount(call: Call) {
  const { context } = call;
  const account = accountOf(call);
  checkWritable(context, account);
  const isReset = isOrdered(serviceOf(call).fields.offer);
  if (!isReset && !account.fields.configured) {
    // OVH guide 'manage_billing_exchange', about Private Exchange.
    throw ruleRefused(context.switches, "An unconfigured account cannot be deleted");
  }
  const effect = { kind: isReset ? "reset" : "remove" } as const;
  const task = queueMailboxTask(context, account, { function: "deleteAccount", effect });
  account.fields.state = "deleting";
  return taskView(context, task);
}

function changePassword(call: Call) {
  const { context } = call;
  const account = accountOf(call);
  checkWritable(context, account);
  const { password } = readBody(call, postAccountChangePassword, "changePassword");
  if (typeof password === "string") checkPassword(context, serviceOf(call), password, account.fields);
  const effect =
    typeof password !== "string"
      ? ({ kind: "nothing" } as const)
      : ({ kind: "setPassword", passwordHash: hashPassword(password) } as const);
  return taskView(context, queueMailboxTask(context, account, { function: "changePassword", effect }));
}

function checkPassword(
  context: Context,
  service: ServiceRecord,
  password: string,
  owner: { displayName: string | null; login: string },
): void {
  const problem = passwordProblem(password, service.fields, owner);
  if (problem !== undefined) throw ruleRefused(context.switches, problem);
}
