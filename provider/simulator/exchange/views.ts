import type { Context } from "../context.js";
import { addressOf } from "../mailbox/mailboxes.js";
import type { AccountRecord, AccountView, SharedAccountRecord, SharedAccountView } from "../mailbox/model.js";
import { nullableTaskPendingId, taskPendingId } from "../tasks.js";
import type { ExchangeDomainRecord, ServiceRecord } from "./model.js";
import { sharedAccountsOf, sharedQuotaLimitMb, sharedQuotaReservedMb } from "./shared-quota.js";

/** What the API shows of each thing: every field of OVH's model, null where the API schema allows it and nothing is set. */
export function accountView(context: Context, account: AccountRecord): AccountView {
  return {
    ...account.fields,
    numberOfAliases: account.aliases.length,
    primaryEmailAddress: addressOf(account),
    taskPendingId: nullableTaskPendingId(context, account.fields.id, ""),
  };
}

export function sharedAccountView(context: Context, shared: SharedAccountRecord): SharedAccountView {
  return { ...shared.fields, taskPendingId: taskPendingId(context, shared.fields.id, "") };
}

export function quotaView(context: Context, service: ServiceRecord) {
  const usagesKb = sharedAccountsOf(context, service).map((shared) => shared.fields.currentUsage ?? 0);
  return {
    quotaLimit: sharedQuotaLimitMb(context, service),
    quotaReserved: sharedQuotaReservedMb(context, service),
    quotaUsed: usagesKb.reduce((sum, usageKb) => sum + usageKb, 0),
    singleMailboxQuotaLimit: service.singleMailboxQuotaLimitMb,
  };
}

export function serviceView(context: Context, service: ServiceRecord) {
  return { ...service.fields, iam: null, taskPendingId: taskPendingId(context, service.id, "") };
}

export function domainView(context: Context, domain: ExchangeDomainRecord) {
  return { ...domain.fields, taskPendingId: taskPendingId(context, domain.id, "") };
}
