import { postAccountDiagnostic } from "../api/mxplan.js";
import { readBody } from "../body.js";
import { notFound } from "../errors.js";
import { queueMailboxTask } from "../mailbox/change.js";
import { checkWritable } from "../mailbox/mailboxes.js";
import { passwordMatches } from "../mailbox/passwords.js";
import { taskView } from "../mailbox/views.js";
import { type Call, type Route, route } from "../route.js";
import { accountOf, accountPath } from "./common.js";

const path = `${accountPath}/diagnostic`;

export const diagnosticRoutes: readonly Route[] = [route("GET", path, showDiagnosis), route("POST", path, diagnose)];

/** OVH API schema: the date of the last check may not be null, so there is nothing to show before the first (a guess). */
function showDiagnosis(call: Call) {
  const { diagnosis } = accountOf(call);
  if (diagnosis === null) throw notFound("This account was never diagnosed");
  return diagnosis;
}

/** A wrong password is found by the diagnosis itself. It is compared at once, so that no task keeps it. */
function diagnose(call: Call) {
  const { context } = call;
  const account = accountOf(call);
  checkWritable(context, account);
  const { password } = readBody(call, postAccountDiagnostic, "creation");
  const knowsPassword = account.passwordHash !== null && passwordMatches(account.passwordHash, password);
  const effect = { kind: "diagnoseMxplanAccount", knowsPassword } as const;
  const task = queueMailboxTask(context, account, { function: "diagnoseAccount", subject: "diagnosis", effect });
  return taskView(context, task);
}
