import { postSharedAccount, sharedAccountQuery } from "../api/exchange.js";
import { sharedAccount } from "../api/exchange-directory-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import type { Context } from "../context.js";
import { badRequest, ruleRefused } from "../errors.js";
import { listAnswer } from "../expanded.js";
import { matches } from "../like.js";
import { changeMailbox, queueMailboxTask } from "../mailbox/change.js";
import { addressOf, checkWritable, sameAddress, visibleMailboxes } from "../mailbox/mailboxes.js";
import { blankSharedAccount } from "../mailbox/new-mailbox.js";
import { taskView } from "../mailbox/views.js";
import { readQuery } from "../query.js";
import { type Call, route } from "../route.js";
import { nextId } from "../tasks.js";
import { readUpdate } from "../update.js";
import { checkNewAddress } from "./addresses.js";
import { sharedAccountPath as one, serviceOf, sharedAccountOf } from "./common.js";
import type { ServiceRecord } from "./model.js";
import { sharedQuotaLimitMb, sharedQuotaReservedMb } from "./shared-quota.js";
import { quotaView, sharedAccountView } from "./views.js";

const sharedAccountUpdate = writable(sharedAccount);

export const sharedAccountRoutes = [
  route("GET", "~/sharedAccountQuota", (call) => quotaView(call.context, serviceOf(call))),
  route("GET", "~/sharedAccount", listSharedAccounts),
  route("POST", "~/sharedAccount", createSharedAccount),
  route("GET", one, (call) => sharedAccountView(call.context, sharedAccountOf(call))),
  route("PUT", one, updateSharedAccount),
  route("DELETE", one, deleteSharedAccount),
];

function listSharedAccounts(call: Call): (string | object)[] {
  const { context } = call;
  const service = serviceOf(call);
  const { sharedEmailAddress } = readQuery(call, sharedAccountQuery);
  const found = visibleMailboxes(context, "sharedAccount", service.name).filter((shared) =>
    matches(addressOf(shared), sharedEmailAddress, context.switches),
  );
  return listAnswer(call, found, addressOf, (shared) => sharedAccountView(context, shared));
}

function createSharedAccount(call: Call) {
  const { context } = call;
  const service = serviceOf(call);
  const body = readBody(call, postSharedAccount, "creation");
  checkNewAddress(context, service, { kind: "sharedAccount" }, body.sharedEmailAddress);
  checkQuota(context, service, body.quota);

  const at = { service: service.name, id: nextId(context, "sharedAccount") };
  const shared = blankSharedAccount(context, at, body);
  shared.fields.state = "creating";
  context.state.mailboxes.push(shared);
  const effect = { kind: "finishCreation" } as const;
  return taskView(context, queueMailboxTask(context, shared, { function: "addSharedAccount", effect }));
}

function updateSharedAccount(call: Call): null {
  const { context } = call;
  const service = serviceOf(call);
  const shared = sharedAccountOf(call);
  checkWritable(context, shared);
  const body = readUpdate(call, sharedAccountUpdate, sharedAccountView(context, shared));
  const address = body.sharedEmailAddress;
  if (address !== undefined && !sameAddress(address, addressOf(shared))) {
    checkNewAddress(context, service, { kind: "sharedAccount", id: shared.fields.id }, address);
  }
  if (body.quota !== undefined) checkQuota(context, service, body.quota, shared.fields.id);
  changeMailbox(context, shared, "setSharedAccount", body);
  return null;
}

function deleteSharedAccount(call: Call) {
  const { context } = call;
  const shared = sharedAccountOf(call);
  checkWritable(context, shared);
  const effect = { kind: "remove" } as const;
  const task = queueMailboxTask(context, shared, { function: "deleteSharedAccount", effect });
  shared.fields.state = "deleting";
  return taskView(context, task);
}

/** The two limits of `SharedAccountQuota` (OVH API schema); the text about the total is that of the OVH panel. */
function checkQuota(context: Context, service: ServiceRecord, quotaMb: number, exceptId?: number): void {
  if (quotaMb <= 0) throw badRequest("The input provided isn't valid: 'quota' must be positive");
  if (quotaMb > service.singleMailboxQuotaLimitMb) {
    throw ruleRefused(context.switches, "The quota of a shared account has exceeded the allowed threshold.");
  }
  const totalMb = sharedQuotaReservedMb(context, service, exceptId) + quotaMb;
  if (totalMb > sharedQuotaLimitMb(context, service)) {
    throw ruleRefused(context.switches, "The total quota of shared accounts has exceeded the allowed threshold.");
  }
}
