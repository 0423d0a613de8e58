import type { Context } from "../context.js";
import { mailboxesOf } from "../mailbox/mailboxes.js";
import type { SharedAccountRecord } from "../mailbox/model.js";
import { pendingTasksOf } from "../tasks.js";
import type { ServiceRecord } from "./model.js";

const sharedQuotaPerAccountMb = 5 * 1024;

/** MB that shared accounts may take together: 5 GB for each subscribed account (OVH guide 'feature_shared_account'). */
export function sharedQuotaLimitMb(context: Context, service: ServiceRecord): number {
  if (service.sharedQuotaLimitMb !== null) return service.sharedQuotaLimitMb;
  return mailboxesOf(context, "account", service.name).length * sharedQuotaPerAccountMb;
}

/** MB that the shared accounts of a service have reserved, counting enlargements that are under way. */
export function sharedQuotaReservedMb(context: Context, service: ServiceRecord, exceptId?: number): number {
  return sharedAccountsOf(context, service)
    .filter((one) => one.fields.id !== exceptId)
    .reduce((sum, one) => sum + Math.max(one.fields.quota, ...promisedQuotasMb(context, one)), 0);
}

function promisedQuotasMb(context: Context, shared: SharedAccountRecord): number[] {
  return pendingTasksOf(context, shared.fields.id).flatMap(({ effect }) =>
    effect.kind === "update" && typeof effect.changes.quota === "number" ? [effect.changes.quota] : [],
  );
}

export function sharedAccountsOf(context: Context, service: ServiceRecord): SharedAccountRecord[] {
  return mailboxesOf(context, "sharedAccount", service.name);
}
