import { postAccountArchive, postAccountDiagnostics } from "../api/exchange.js";
import { accountArchive, accountProtocol } from "../api/exchange-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import { now } from "../context.js";
import { busy, notFound, ruleRefused } from "../errors.js";
import { changeNowOrLater, queueMailboxTask } from "../mailbox/change.js";
import { addressOf, checkWritable } from "../mailbox/mailboxes.js";
import type { AccountRecord, ArchiveFields } from "../mailbox/model.js";
import { passwordMatches } from "../mailbox/passwords.js";
import { taskView } from "../mailbox/views.js";
import { type Call, type Route, route } from "../route.js";
import { pendingTasksOf } from "../tasks.js";
import { readUpdate } from "../update.js";
import { accountOf, accountPath } from "./common.js";
import { archiveSubject, archiveView, protocolSubject, protocolView } from "./views.js";

/** What an account has besides its mailbox: ways to reach it, an archive, diagnoses. */
export const accountPartRoutes: readonly Route[] = [
  route("GET", `${accountPath}/protocol`, (call) => protocolView(call.context, accountOf(call))),
  route("PUT", `${accountPath}/protocol`, updateProtocol),
  route("GET", `${accountPath}/archive`, showArchive),
  route("POST", `${accountPath}/archive`, addArchive),
  route("PUT", `${accountPath}/archive`, updateArchive),
  route("DELETE", `${accountPath}/archive`, removeArchive),
  route("GET", `${accountPath}/diagnostics`, showDiagnosis),
  route("POST", `${accountPath}/diagnostics`, askDiagnosis),
];

const protocolUpdate = writable(accountProtocol);

function updateProtocol(call: Call): null {
  const { context } = call;
  const account = writableAccount(call);
  const body = readUpdate(call, protocolUpdate, protocolView(context, account));
  const effect = { kind: "updateProtocol", ...changeNowOrLater(context, account.protocol, body) } as const;
  queueMailboxTask(context, account, { function: "setExchangeAccountProtocol", subject: protocolSubject, effect });
  return null;
}

function writableAccount(call: Call): AccountRecord {
  const account = accountOf(call);
  checkWritable(call.context, account);
  return account;
}

function showArchive(call: Call) {
  const account = accountOf(call);
  return archiveView(call.context, account, archiveOf(call, account));
}

function archiveOf({ context }: Call, { archive, fields }: AccountRecord): ArchiveFields {
  const isHidden =
    context.switches.createdIsReadable === "afterTask" &&
    pendingTasksOf(context, fields.id).some(({ effect }) => effect.kind === "finishArchive");
  if (archive === null || isHidden) throw notFound("This archive does not exist");
  return archive;
}

function addArchive(call: Call) {
  const { context } = call;
  const account = writableAccount(call);
  const body = readBody(call, postAccountArchive, "creation");
  if (account.archive !== null) throw ruleRefused(context.switches, "This account has an archive already");
  // OVH API schema: "if not provided mailbox quota will be taken".
  const quota = body.quota ?? account.fields.quota;
  account.archive = { creationDate: now(context), currentUsage: 0, guid: null, quota, state: "creating" };
  const task = { function: "addAccountArchive", subject: archiveSubject, effect: { kind: "finishArchive" } } as const;
  return taskView(context, queueMailboxTask(context, account, task));
}

const archiveUpdate = writable(accountArchive);

function updateArchive(call: Call): null {
  const { context } = call;
  const account = writableAccount(call);
  const archive = writableArchive(call, account);
  const body = readUpdate(call, archiveUpdate, archiveView(context, account, archive));
  const effect = { kind: "updateArchive", ...changeNowOrLater(context, archive, body) } as const;
  queueMailboxTask(context, account, { function: "setAccountArchive", subject: archiveSubject, effect });
  return null;
}

function removeArchive(call: Call) {
  const { context } = call;
  const account = writableAccount(call);
  writableArchive(call, account).state = "deleting";
  const effect = { kind: "removeArchive" } as const;
  const task = { function: "deleteAccountArchive", subject: archiveSubject, effect };
  return taskView(context, queueMailboxTask(context, account, task));
}

/** One that is being deleted takes no more changes, as an account does not. */
function writableArchive(call: Call, account: AccountRecord): ArchiveFields {
  const archive = archiveOf(call, account);
  if (archive.state === "deleting") throw busy(addressOf(account));
  return archive;
}

/** What is answered before anybody has asked for a diagnosis is not documented. */
function showDiagnosis(call: Call) {
  const { diagnosis } = accountOf(call);
  if (diagnosis === null) throw notFound("This diagnosis does not exist");
  return diagnosis;
}

function askDiagnosis(call: Call) {
  const { context } = call;
  const account = writableAccount(call);
  const { password } = readBody(call, postAccountDiagnostics, "creation");
  const knowsPassword = account.passwordHash !== null && passwordMatches(account.passwordHash, password);
  const effect = { kind: "diagnose", knowsPassword } as const;
  const task = { function: "diagnoseAccount", subject: "diagnostics", effect };
  return taskView(context, queueMailboxTask(context, account, task));
}
