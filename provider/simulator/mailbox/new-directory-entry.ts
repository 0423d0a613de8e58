import { type Context, now } from "../context.js";
import type {
  ExternalContactFields,
  ExternalContactRecord,
  MailingListFields,
  MailingListRecord,
  MailingListWritable,
} from "./model.js";

/** A contact group with nobody in it. */
export function blankMailingList(
  context: Context,
  at: { service: string; id: number },
  fields: Partial<Omit<MailingListFields, "id">> &
    Pick<MailingListWritable, "mailingListAddress" | "joinRestriction" | "departRestriction">,
): MailingListRecord {
  return {
    kind: "mailingList",
    service: at.service,
    aliases: [],
    grants: [],
    participants: [],
    fields: {
      company: null,
      creationDate: now(context),
      displayName: null,
      hiddenFromGAL: false,
      id: at.id,
      lastUpdateDate: null,
      maxReceiveSize: null,
      maxSendSize: null,
      senderAuthentification: false,
      spamDetected: false,
      spamTicketNumber: null,
      state: "ok",
      ...fields,
    },
  };
}

/** Somebody outside. The display name may not be null (OVH API schema): without one it is the address, which is ours. */
export function blankExternalContact(
  context: Context,
  at: { service: string; id: number },
  fields: Partial<Omit<ExternalContactFields, "id">> & Pick<ExternalContactFields, "externalEmailAddress">,
): ExternalContactRecord {
  return {
    kind: "externalContact",
    service: at.service,
    aliases: [],
    grants: [],
    fields: {
      creationDate: now(context),
      displayName: fields.externalEmailAddress,
      firstName: null,
      hiddenFromGAL: false,
      id: at.id,
      initials: null,
      lastName: null,
      organization2010: null,
      state: "ok",
      ...fields,
    },
  };
}
