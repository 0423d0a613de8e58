import { type Context, isoDate } from "../context.js";
import type { EffectHandlers } from "../effects.js";
import type { Change } from "../mailbox/change.js";
import { findMailboxById } from "../mailbox/mailboxes.js";
import type { MxplanAccountRecord } from "../mailbox/model.js";
import type { TaskRecord } from "../task-model.js";
import { findDomain } from "./common.js";
import type { MxplanEffect, MxplanServiceRecord } from "./model.js";

export const mxplanEffects: EffectHandlers<MxplanEffect> = {
  updateMxplanService: {
    apply: (context, task, { changes }) => {
      const lastUpdateDate = isoDate(task.endsAtMs);
      Object.assign(serviceOf(context, task).fields, changes, { lastUpdateDate });
    },
    undo: (context, task, { before }) => putBack(context, serviceOf(context, task).fields, before),
  },
  updateMxplanDomain: {
    apply: (context, task, { changes }) => {
      Object.assign(domainFields(context, task), changes);
    },
    undo: (context, task, { before }) => putBack(context, domainFields(context, task), before),
  },
  diagnoseMxplanAccount: {
    apply: (context, task, { knowsPassword }) => {
      const account = findMailboxById(context, task.targetId);
      if (account?.kind === "mxplanAccount") {
        account.diagnosis = diagnosisOf(account, serviceOf(context, task), { knowsPassword, atMs: task.endsAtMs });
      }
    },
  },
};

function putBack(context: Context, fields: object, before: Change["before"]): void {
  if (context.switches.failedUpdate === "rolledBack") Object.assign(fields, before);
}

/** Services and domains of this tree are never removed, so a missing one is a bug. */
function serviceOf(context: Context, { service }: TaskRecord): MxplanServiceRecord {
  const found = context.state.mxplanServices.find((one) => one.name === service);
  if (found === undefined) throw new Error(`there is no MX Plan ${service}`);
  return found;
}

function domainFields(context: Context, task: TaskRecord) {
  const found = serviceOf(context, task).domains.find((one) => one.id === task.targetId);
  if (found === undefined) throw new Error(`there is no domain ${task.target}`);
  return found.fields;
}

/** `email.mxplan.AccountDiagnosis`. What each answer depends on is our reading of the schema's descriptions. */
function diagnosisOf(
  { fields }: MxplanAccountRecord,
  service: MxplanServiceRecord,
  { knowsPassword, atMs }: { knowsPassword: boolean; atMs: number },
) {
  const domain = findDomain(service, fields.domain)?.fields;
  const isMxValid = domain?.mxIsValid ?? false;
  const isSuspended = fields.state === "suspended" || fields.state === "suspending";
  return {
    canReceiveEmail: isMxValid && !isSuspended,
    canSendEmail: knowsPassword && !fields.spamDetected && !isSuspended,
    connectiveWebmail: knowsPassword && !isSuspended,
    isLocked: false,
    isMxValid,
    isSpammer: fields.spamDetected,
    isSrvValid: domain?.srvIsValid ?? false,
    isSuspended,
    lastCheck: isoDate(atMs),
  };
}
