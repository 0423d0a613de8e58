import { readBody } from "../../body.js";
import type { Context } from "../../context.js";
import { badRequest, ruleRefused } from "../../errors.js";
import { listAnswer } from "../../expanded.js";
import { like } from "../../like.js";
import {
  addressOf,
  sameAddress,
  sharedQuotaLimitMb,
  sharedQuotaReservedMb,
  visibleSharedAccounts,
} from "../../mailboxes.js";
import type { ServiceRecord, SharedAccountRecord, SharedAccountWritable } from "../../model.js";
import { blankSharedAccount, nextId } from "../../new-mailbox.js";
import { type Call, route } from "../../route.js";
import { queueTask } from "../../tasks.js";
import { quotaView, sharedAccountView, taskView } from "../../views.js";
import {
  checkAddressIsFree,
  checkOwnAddress,
  checkWritable,
  currentValues,
  serviceOf,
  sharedAccountOf,
} from "./common.js";
import { readUpdate, sharedAccountCreation, sharedAccountUpdate } from "./fields.js";

const one = "~/sharedAccount/{sharedEmailAddress}";

export const sharedAccountRoutes = [
  route("GET", "~/sharedAccountQuota", (call) => quotaView(call.context, serviceOf(call))),
  route("GET", "~/sharedAccount", listSharedAccounts),
  route("POST", "~/sharedAccount", createSharedAccount),
  route("GET", one, (call) => sharedAccountView(call.context, sharedAccountOf(call))),
  route("PUT", one, updateSharedAccount),
  route("DELETE", one, deleteSharedAccount),
];

function listSharedAccounts(call: Call): (string | object)[] {
  const wanted = call.query.get("sharedEmailAddress");
  const found = visibleSharedAccounts(call.context, serviceOf(call)).filter(
    (shared) => wanted === null || like(addressOf(shared), wanted, call.context.switches),
  );
  return listAnswer(call, found, addressOf, (shared) => sharedAccountView(call.context, shared));
}

function createSharedAccount(call: Call) {
  const { context } = call;
  const service = serviceOf(call);
  const body = readBody(call, sharedAccountCreation, "creation");
  checkOwnAddress(service, body.sharedEmailAddress);
  checkAddressIsFree(context, body.sharedEmailAddress); // OVH guide: "must not be an existing email address"
  checkQuota(context, service, body.quota);

  const at = { service: service.name, id: nextId(context, "sharedAccount") };
  const shared = blankSharedAccount(context, at, body);
  shared.fields.state = "creating";
  context.state.mailboxes.push(shared);
  const effect = { kind: "finishCreation" } as const;
  return taskView(context, queueTask(context, shared, { function: "addSharedAccount", subject: "", effect }));
}

function updateSharedAccount(call: Call): null {
  const { context } = call;
  const service = serviceOf(call);
  const shared = sharedAccountOf(call);
  checkWritable(context, shared);
  const body = readUpdate(call, sharedAccountUpdate, sharedAccountView(context, shared));
  const address = body.sharedEmailAddress;
  if (address !== undefined && !sameAddress(address, addressOf(shared))) {
    checkOwnAddress(service, address);
    checkAddressIsFree(context, address, shared.fields.id);
  }
  if (body.quota !== undefined) checkQuota(context, service, body.quota, shared.fields.id);
  change(context, shared, body);
  return null;
}

function change(context: Context, shared: SharedAccountRecord, changes: Partial<SharedAccountWritable>): void {
  const isAtOnce = context.switches.renameVisible === "atOnce";
  const before = isAtOnce ? currentValues(shared.fields, changes) : {};
  if (isAtOnce) Object.assign(shared.fields, changes);
  const effect = { kind: "updateSharedAccount", changes: isAtOnce ? {} : changes, before } as const;
  queueTask(context, shared, { function: "setSharedAccount", subject: "", effect });
}

function deleteSharedAccount(call: Call) {
  const { context } = call;
  const shared = sharedAccountOf(call);
  checkWritable(context, shared);
  const effect = { kind: "remove" } as const;
  const task = queueTask(context, shared, { function: "deleteSharedAccount", subject: "", effect });
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
