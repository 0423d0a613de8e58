import type { Context } from "../context.js";
import { addressOf, findMailboxById } from "../mailbox/mailboxes.js";
import type {
  AccountRecord,
  AccountView,
  ArchiveFields,
  ExternalContactRecord,
  ExternalContactView,
  MailingListRecord,
  MailingListView,
  Participant,
  SharedAccountRecord,
  SharedAccountView,
} from "../mailbox/model.js";
import { participantSubject } from "../mailbox/views.js";
import { nullableTaskPendingId, taskPendingId } from "../tasks.js";
import type { ExchangeDomainRecord, ExchangeDomainView, ExchangeServiceView, ServiceRecord } from "./model.js";
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

/** What a PUT of the service knows; a GET adds `iam`. */
export function serviceModelView(context: Context, service: ServiceRecord): ExchangeServiceView {
  return { ...service.fields, taskPendingId: taskPendingId(context, service.id, "") };
}

export function serviceView(context: Context, service: ServiceRecord) {
  return { ...serviceModelView(context, service), iam: null };
}

export function domainView(context: Context, domain: ExchangeDomainRecord): ExchangeDomainView {
  return { ...domain.fields, taskPendingId: taskPendingId(context, domain.id, "") };
}

/** OVH's model has no id. */
export function mailingListView(context: Context, list: MailingListRecord): MailingListView {
  const { id, ...fields } = list.fields;
  return { ...fields, taskPendingId: taskPendingId(context, id, "") };
}

export function externalContactView(context: Context, contact: ExternalContactRecord): ExternalContactView {
  return { ...contact.fields, taskPendingId: taskPendingId(context, contact.fields.id, "") };
}

/** What the tasks of parts of an account change. */
export const protocolSubject = "protocol";
export const archiveSubject = "archive";

export function protocolView(context: Context, { protocol, fields }: AccountRecord) {
  return { ...protocol, taskPendingId: taskPendingId(context, fields.id, protocolSubject) };
}

export function archiveView(context: Context, { fields }: AccountRecord, archive: ArchiveFields) {
  return { ...archive, taskPendingId: nullableTaskPendingId(context, fields.id, archiveSubject) };
}

/** Somebody who leaves takes their places in groups along, so each is somebody's. */
function placeView(context: Context, list: MailingListRecord, participant: Participant) {
  const person = findMailboxById(context, participant.id);
  return {
    address: person === undefined ? "" : addressOf(person),
    creationDate: participant.creationDate,
    taskPendingId: taskPendingId(context, list.fields.id, participantSubject(participant)),
  };
}

export function memberView(context: Context, list: MailingListRecord, participant: Participant) {
  const { address, ...others } = placeView(context, list, participant);
  const { kind, id } = participant;
  return {
    ...others,
    memberAccountId: kind === "account" ? id : null,
    memberContactId: kind === "externalContact" ? id : null,
    memberEmailAddress: address,
  };
}

export function managerView(context: Context, list: MailingListRecord, participant: Participant) {
  const { address, ...others } = placeView(context, list, participant);
  return { ...others, managerAccountId: participant.id, managerEmailAddress: address };
}
