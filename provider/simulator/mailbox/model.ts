import type * as directory from "../api/exchange-directory-models.js";
import type * as exchange from "../api/exchange-models.js";
import type * as mxplan from "../api/mxplan-models.js";
import type { Shown, Writable } from "../model.js";

export type Right = "fullAccess" | "sendAs" | "sendOnBehalfTo";

/** An Exchange account as `GET` shows it: every field of OVH's `email.exchange.Account`. */
export type AccountView = Shown<typeof exchange.account>;
/** The fields of an account that a PUT may change (OVH API schema: not read-only). */
export type AccountWritable = Writable<typeof exchange.account>;
/** The fields of an account that only OVHcloud sets, apart from those that are computed when shown. */
export type AccountReadOnly = Omit<AccountFields, keyof AccountWritable>;
type AccountComputed = "numberOfAliases" | "primaryEmailAddress" | "taskPendingId";
export type AccountFields = Omit<AccountView, AccountComputed>;

/** A shared account as `GET` shows it: every field of OVH's `email.exchange.sharedAccount`. */
export type SharedAccountView = Shown<typeof directory.sharedAccount>;
export type SharedAccountWritable = Writable<typeof directory.sharedAccount>;
export type SharedAccountFields = Omit<SharedAccountView, "taskPendingId">;
export type SharedAccountReadOnly = Omit<SharedAccountFields, keyof SharedAccountWritable>;

/** A contact group as `GET` shows it: every field of OVH's `email.exchange.mailingList`. */
export type MailingListView = Shown<typeof directory.mailingList>;
export type MailingListWritable = Writable<typeof directory.mailingList>;
/** With an id of our own, as OVH's model has none. */
export type MailingListFields = Omit<MailingListView, "taskPendingId"> & { id: number };
export type MailingListReadOnly = Omit<MailingListView, keyof MailingListWritable | "taskPendingId">;

/** A person outside the service, as `GET` shows them: every field of OVH's `email.exchange.exchangeExternalContact`. */
export type ExternalContactView = Shown<typeof directory.externalContact>;
export type ExternalContactWritable = Writable<typeof directory.externalContact>;
export type ExternalContactFields = Omit<ExternalContactView, "taskPendingId">;
export type ExternalContactReadOnly = Omit<ExternalContactFields, keyof ExternalContactWritable>;

/** An account of the new MX Plan: every field of OVH's `email.mxplan.Account`. */
export type MxplanAccountView = Shown<typeof mxplan.account>;
export type MxplanAccountFields = Omit<MxplanAccountView, "primaryEmailAddress" | "taskPendingId">;

export interface Alias {
  alias: string;
  creationDate: string;
}

/** A right that one account of the service has on a mailbox. */
export interface Grant {
  right: Right;
  /** Id of the account that holds the right. */
  delegateId: number;
  creationDate: string;
  /** False until the task that grants it is done. */
  inForce: boolean;
}

/** How an account may be reached: every field of OVH's `email.exchange.exchangeAccountProtocol`. */
export type ProtocolFields = Omit<Shown<typeof exchange.accountProtocol>, "taskPendingId">;
/** The archive of an account: every field of OVH's `email.exchange.exchangeAccountArchive`. */
export type ArchiveFields = Omit<Shown<typeof exchange.accountArchive>, "taskPendingId">;
export type Diagnosis = Shown<typeof exchange.accountDiagnosis>;

export type Role = "member" | "manager";

/** Somebody in a contact group. */
export interface Participant {
  role: Role;
  kind: "account" | "externalContact";
  id: number;
  creationDate: string;
  /** False until the task that adds them is done. */
  inForce: boolean;
}

/** What all kinds have in common. */
interface MailboxRecord {
  service: string;
  aliases: Alias[];
  grants: Grant[];
}

export interface AccountRecord extends MailboxRecord {
  kind: "account";
  fields: AccountFields;
  /** Salted scrypt, never the password itself. */
  passwordHash: string | null;
  protocol: ProtocolFields;
  /** Null: there is none. */
  archive: ArchiveFields | null;
  /** The last one that somebody asked for. */
  diagnosis: Diagnosis | null;
}

export interface SharedAccountRecord extends MailboxRecord {
  kind: "sharedAccount";
  fields: SharedAccountFields;
}

export interface MailingListRecord extends MailboxRecord {
  kind: "mailingList";
  fields: MailingListFields;
  participants: Participant[];
}

export interface ExternalContactRecord extends MailboxRecord {
  kind: "externalContact";
  fields: ExternalContactFields;
}

export interface MxplanAccountRecord extends MailboxRecord {
  kind: "mxplanAccount";
  fields: MxplanAccountFields;
  /** Salted scrypt, never the password itself. */
  passwordHash: string | null;
  /** The last one that somebody asked for. */
  diagnosis: Shown<typeof mxplan.accountDiagnosis> | null;
}

export type Mailbox =
  | AccountRecord
  | SharedAccountRecord
  | MailingListRecord
  | ExternalContactRecord
  | MxplanAccountRecord;
export type MailboxKind = Mailbox["kind"];
export type MailboxOf<Kind extends MailboxKind> = Extract<Mailbox, { kind: Kind }>;

type AnyFields = Record<string, unknown>;

/**
 * What happens to a mailbox of whatever kind. `changes` is applied when the task is done; `before` is put back when it
 * fails.
 */
export type MailboxEffect =
  | { kind: "nothing" }
  | { kind: "finishCreation" }
  | { kind: "update"; changes: AnyFields; before: AnyFields }
  | { kind: "setPassword"; passwordHash: string }
  | { kind: "reset" }
  | { kind: "remove" }
  | { kind: "addGrant"; grant: Grant }
  | { kind: "removeGrant"; right: Right; delegateId: number }
  | { kind: "addAlias"; alias: Alias }
  | { kind: "removeAlias"; alias: string }
  | { kind: "addParticipant"; participant: Participant }
  | { kind: "removeParticipant"; role: Role; id: number };
