import { type Context, isoDate } from "../context.js";
import { sameAddress } from "../mailbox/mailboxes.js";
import type { AccountRecord, Diagnosis } from "../mailbox/model.js";

/** What OVHcloud finds out about an account. Nobody locks accounts here, and mail that cannot come in is the DNS' fault. */
export function diagnose(
  { state }: Context,
  account: AccountRecord,
  { knowsPassword, atMs }: { knowsPassword: boolean; atMs: number },
): Diagnosis {
  const { fields } = account;
  const service = state.exchangeServices.find((one) => one.name === account.service);
  const domain = service?.domains.find((one) => sameAddress(one.fields.name, fields.domain))?.fields;
  const isMxValid = domain?.mxIsValid ?? false;
  const isSuspended = fields.state === "suspended" || fields.state === "suspending";
  return {
    canReceiveEmail: isMxValid && !isSuspended,
    canSendEmail: knowsPassword && !fields.spamDetected && !isSuspended,
    connectiveOWA: knowsPassword && !isSuspended,
    isLocked: false,
    isMxValid,
    isSpammer: fields.spamDetected,
    isSrvValid: domain?.srvIsValid ?? false,
    isSuspended,
    lastCheck: isoDate(atMs),
  };
}
