import type { Context } from "../context.js";
import { ruleRefused } from "../errors.js";
import type { MxplanAccountRecord } from "../mailbox/model.js";
import { passwordProblem } from "../mailbox/passwords.js";
import type { MxplanServiceRecord } from "./model.js";

/** The OVH panel's rules for this tree are those of Exchange and two more; no refusal repeats the password. */
export function checkPassword(
  context: Context,
  service: MxplanServiceRecord,
  { password, account }: { password: string; account: MxplanAccountRecord },
): void {
  const { SAMAccountName } = account.fields;
  const problem =
    passwordProblem(password, service.fields, account.fields) ??
    (/\s/.test(password) ? "The password must not contain white space" : undefined) ??
    (SAMAccountName !== null && SAMAccountName !== "" && password.includes(SAMAccountName)
      ? "The password must not contain the SAM account name"
      : undefined);
  if (problem !== undefined) throw ruleRefused(context.switches, problem);
}
