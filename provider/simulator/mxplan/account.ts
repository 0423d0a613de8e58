import { postAccountChangePassword } from "../api/mxplan.js";
import { account as accountModel } from "../api/mxplan-models.js";
import { long, optional, string, writable } from "../api/types.js";
import { readBody } from "../body.js";
import type { Context } from "../context.js";
import { ruleRefused } from "../errors.js";
import { checkLogin } from "../exchange/account.js";
import { listAnswer } from "../expanded.js";
import { matches } from "../like.js";
import { checkAddressFor } from "../mailbox/addresses.js";
import { changeMailbox, queueMailboxTask } from "../mailbox/change.js";
import { addressOf, checkWritable, sameAddress, visibleMailboxes } from "../mailbox/mailboxes.js";
import type { MxplanAccountFields, MxplanAccountRecord } from "../mailbox/model.js";
import { hashPassword } from "../mailbox/passwords.js";
import { taskView } from "../mailbox/views.js";
import { readQuery } from "../query.js";
import { type Call, type Route, route } from "../route.js";
import { readUpdate } from "../update.js";
import { accountOf, accountPath, readyDomain, serviceOf, servicePath } from "./common.js";
import { checkPassword } from "./password.js";
import { accountView } from "./views.js";

/** There is no POST: a free account is configured by a PUT, and free again after a DELETE (OVH panel). */
export const accountRoutes: readonly Route[] = [
  route("GET", `${servicePath}/account`, listAccounts),
  route("GET", accountPath, (call) => accountView(call.context, accountOf(call))),
  route("PUT", accountPath, updateAccount),
  route("DELETE", accountPath, resetAccount),
  route("GET", `${accountPath}/capabilities`, showCapabilities),
  route("POST", `${accountPath}/changePassword`, changePassword),
];

function listAccounts(call: Call): (string | object)[] {
  const { context } = call;
  const service = serviceOf(call);
  const wanted = readQuery(call, { id: optional(long), primaryEmailAddress: optional(string) });
  const isListed = (account: MxplanAccountRecord) =>
    matches(account.fields.id, wanted.id, context.switches) &&
    matches(addressOf(account), wanted.primaryEmailAddress, context.switches);
  const found = visibleMailboxes(context, "mxplanAccount", service.name).filter(isListed);
  return listAnswer(call, found, addressOf, (account) => accountView(context, account));
}

const accountUpdate = writable(accountModel);
type Changes = Partial<Pick<MxplanAccountFields, "login" | "domain" | "configured">>;

function updateAccount(call: Call): null {
  const { context } = call;
  const account = accountOf(call);
  checkWritable(context, account);
  const body = readUpdate(call, accountUpdate, accountView(context, account));
  if (body.quota !== undefined) checkQuota(context, serviceOf(call).quotasGb, body.quota);
  changeMailbox(context, account, "setAccount", { ...body, ...rename(call, account, body) });
  return null; // OVH API schema: void. The task shows only as `taskPendingId`.
}

/** A new login or domain moves the account; on a free one it is what configures it. */
function rename(call: Call, account: MxplanAccountRecord, body: Changes): Changes {
  const { id, login = "", domain = "" } = { ...account.fields, ...body };
  if (sameAddress(`${login}@${domain}`, addressOf(account))) return {};
  checkLogin(login);
  const ours = readyDomain(call, domain);
  checkAddressFor(call.context, { kind: "mxplanAccount", service: account.service, id }, `${login}@${ours}`);
  return { login, domain: ours, configured: true };
}

/** OVH API schema, `accountCapabilities`: "List of allowed quotas (no constraint if null)". */
function checkQuota(context: Context, quotasGb: readonly number[] | null, quotaGb: number): void {
  if (quotasGb === null || quotasGb.includes(quotaGb)) return;
  throw ruleRefused(context.switches, "The quota must be one of the account's capabilities");
}

function showCapabilities(call: Call) {
  accountOf(call);
  return { quotas: serviceOf(call).quotasGb };
}

/** OVH panel: it "will delete the data and the name associated with the account. It can then be reconfigured". */
function resetAccount(call: Call) {
  const { context } = call;
  const account = accountOf(call);
  checkWritable(context, account);
  const task = queueMailboxTask(context, account, { function: "deleteAccount", effect: { kind: "reset" } });
  account.fields.state = "deleting";
  return taskView(context, task);
}

function changePassword(call: Call) {
  const { context } = call;
  const account = accountOf(call);
  checkWritable(context, account);
  const { password } = readBody(call, postAccountChangePassword, "changePassword");
  checkPassword(context, serviceOf(call), { password, account });
  const effect = { kind: "setPassword", passwordHash: hashPassword(password) } as const;
  return taskView(context, queueMailboxTask(context, account, { function: "changePassword", effect }));
}
