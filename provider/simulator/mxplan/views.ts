import type { Context } from "../context.js";
import { addressOf } from "../mailbox/mailboxes.js";
import type { ExternalContactRecord, MxplanAccountRecord, MxplanAccountView } from "../mailbox/model.js";
import { nullableTaskPendingId, taskPendingId } from "../tasks.js";
import type { MxplanDomainRecord, MxplanDomainView, MxplanServiceRecord, MxplanServiceView } from "./model.js";

/** What the API shows of each thing: every field of OVH's model, null where the API schema allows it and nothing is set. */
export function accountView(context: Context, account: MxplanAccountRecord): MxplanAccountView {
  return {
    ...account.fields,
    primaryEmailAddress: addressOf(account),
    taskPendingId: nullableTaskPendingId(context, account.fields.id, ""),
  };
}

export function serviceView(context: Context, service: MxplanServiceRecord): MxplanServiceView {
  return { ...service.fields, taskPendingId: taskPendingId(context, service.id, "") };
}

export function domainView(context: Context, domain: MxplanDomainRecord): MxplanDomainView {
  return { ...domain.fields, taskPendingId: taskPendingId(context, domain.id, "") };
}

/** `email.mxplan.ExternalContact` has all fields of a contact of Exchange but one. */
export function contactView(context: Context, { fields }: ExternalContactRecord) {
  const { organization2010: _, ...shown } = fields;
  return { ...shown, taskPendingId: taskPendingId(context, fields.id, "") };
}

/** `email.mxplan.Server`: an example, with addresses that are kept free for examples (RFC 5737 and 3849). */
export const exampleServer = {
  currentDiskUsage: null,
  diskSize: null,
  ip: "192.0.2.25",
  ipV6: "2001:db8::25",
  isAValid: true,
  isAaaaValid: true,
  isPtrV6Valid: true,
  isPtrValid: true,
  state: "ok",
  taskPendingId: 0,
  version: null,
} as const;
