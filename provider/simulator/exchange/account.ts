import type { z } from "zod";
import { accountQuery, postAccount, postAccountChangePassword } from "../api/exchange.js";
import { account as accountModel } from "../api/exchange-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import { type Context, now } from "../context.js";
import { badRequest, ruleRefused } from "../errors.js";
import { listAnswer } from "../expanded.js";
import { matches } from "../like.js";
import { changeMailbox, queueMailboxTask } from "../mailbox/change.js";
import { addressOf, checkWritable, ownDomain, sameAddress, visibleMailboxes } from "../mailbox/mailboxes.js";
import type { AccountFields, AccountRecord, AccountWritable } from "../mailbox/model.js";
import { blankAccount } from "../mailbox/new-mailbox.js";
import { hashPassword, passwordProblem } from "../mailbox/passwords.js";
import { taskView } from "../mailbox/views.js";
import { readQuery } from "../query.js";
import { type Call, route } from "../route.js";
import { nextId } from "../tasks.js";
import { readUpdate } from "../update.js";
import { checkNewAddress } from "./addresses.js";
import { accountOf, areOrdered, domainNames, serviceOf } from "./common.js";
import type { ServiceRecord } from "./model.js";
import { accountView } from "./views.js";

export const accountRoutes = [
  route("GET", "~/account", listAccounts),
  route("POST", "~/account", createAccount),
  route("GET", "~/account/{primaryEmailAddress}", (call) => accountView(call.context, accountOf(call))),
  route("PUT", "~/account/{primaryEmailAddress}", updateAccount),
  route("DELETE", "~/account/{primaryEmailAddress}", deleteAccount),
  route("POST", "~/account/{primaryEmailAddress}/changePassword", changePassword),
  route("POST", "~/account/{primaryEmailAddress}/terminate", terminate),
];

function listAccounts(call: Call): (string | object)[] {
  const { context } = call;
  const service = serviceOf(call);
  const wanted = readQuery(call, accountQuery);
  const found = visibleMailboxes(context, "account", service.name).filter((one) => isListed(context, one, wanted));
  return listAnswer(call, found, addressOf, (account) => accountView(context, account));
}

type Wanted = z.output<z.ZodObject<typeof accountQuery>>;

function isListed({ switches }: Context, account: AccountRecord, wanted: Wanted): boolean {
  const { id, company, accountLicense } = account.fields;
  return (
    (wanted.accountLicense ?? accountLicense) === accountLicense &&
    matches(addressOf(account), wanted.primaryEmailAddress, switches) &&
    matches(id, wanted.id, switches) &&
    matches(company, wanted.company, switches)
  );
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

function createAccount(call: Call) {
  const { context } = call;
  const service = serviceOf(call);
  if (areOrdered(service)) throw ruleRefused(context.switches, "Accounts of this service must be ordered");
  const body = readBody(call, postAccount, "creation");
  checkLogin(body.login);
  const domain = ownDomain(domainNames(service), body.domain);
  checkNewAddress(context, service, { kind: "account" }, `${body.login}@${domain}`);
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
  Object.assign(account.fields, forwarding(account, account.fields));
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
  checkLicence(context, account, body);
  const changes = { ...body, ...forwarding(account, body), ...rename(call, account, body) };
  changeMailbox(context, account, "setAccount", changes);
  return null; // OVH API schema: void. The task shows only as `taskPendingId`.
}

/** OVH panel: the choice of a licence is disabled while there is one for Outlook. */
function checkLicence(context: Context, { fields }: AccountRecord, { accountLicense }: Changes): void {
  const isChanged = accountLicense !== undefined && accountLicense !== fields.accountLicense;
  if (isChanged && fields.outlookLicense && context.switches.licenceWithOutlook === "refused") {
    throw ruleRefused(context.switches, "The licence cannot change while the account has one for Outlook");
  }
}

/** OVH panel: without an address to forward to, no copy is kept. */
function forwarding({ fields }: AccountRecord, { forwardingEmail = fields.forwardingEmail }: Changes): Changes {
  return forwardingEmail === null || forwardingEmail === "" ? { storeCopyOfEmail: false } : {};
}

/** A new login or domain moves the account; on a free one it is what configures it. */
function rename(call: Call, account: AccountRecord, body: Changes): Changes {
  const login = body.login ?? account.fields.login;
  const domain = body.domain ?? account.fields.domain;
  if (sameAddress(`${login}@${domain}`, addressOf(account))) return {};
  checkLogin(login);
  const service = serviceOf(call);
  const ours = ownDomain(domainNames(service), domain);
  checkNewAddress(call.context, service, { kind: "account", id: account.fields.id }, `${login}@${ours}`);
  return { login, domain: ours, configured: true };
}

function deleteAccount(call: Call) {
  const { context } = call;
  const account = accountOf(call);
  checkWritable(context, account);
  const isReset = areOrdered(serviceOf(call));
  if (!isReset && !account.fields.configured) {
    // OVH guide 'manage_billing_exchange', about Private Exchange.
    throw ruleRefused(context.switches, "An unconfigured account cannot be deleted");
  }
  const effect = { kind: isReset ? "reset" : "remove" } as const;
  const task = queueMailboxTask(context, account, { function: "deleteAccount", effect });
  account.fields.state = "deleting";
  return taskView(context, task);
}

/** OVH API schema: "Terminate account at expiration date". What the text says is not documented. */
function terminate(call: Call): string {
  const account = accountOf(call);
  checkWritable(call.context, account);
  account.fields.deleteAtExpiration = true;
  return "The account will be deleted when it expires";
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
