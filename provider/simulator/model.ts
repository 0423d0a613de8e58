/**
 * The stored world: plain data, so that the state file is its JSON and nothing else. Field names that OVHcloud's API has
 * are spelt as there; names of our own carry a unit or say what they are.
 */
export type Offer = "hosted" | "dedicated" | "dedicatedCluster" | "provider";
export type ObjectState =
  | "creating"
  | "deleting"
  | "internalMigration"
  | "ok"
  | "reopening"
  | "suspended"
  | "suspending";
export type Right = "fullAccess" | "sendAs" | "sendOnBehalfTo";
export type TaskStatus = "todo" | "doing" | "done" | "error" | "cancelled";

export interface SpamAndVirusConfiguration {
  checkDKIM: boolean;
  checkSPF: boolean;
  deleteSpam: boolean;
  deleteVirus: boolean;
  putInJunk: boolean;
  tagSpam: boolean;
  tagVirus: boolean;
}

/** The fields of an account that a PUT may change (OVH API schema: not read-only). */
export interface AccountWritable {
  accountLicense: "basic" | "enterprise" | "standard";
  authenticationPolicyId: number | null;
  city: string | null;
  company: string | null;
  countryCode: string | null;
  deleteAtExpiration: boolean | null;
  deleteOutlookAtExpiration: boolean | null;
  description: string | null;
  displayName: string | null;
  domain: string;
  fax: string | null;
  firstName: string | null;
  forwardingEmail: string | null;
  hiddenFromGAL: boolean;
  initial: string | null;
  jobDepartment: string | null;
  jobTitle: string | null;
  lastName: string | null;
  litigation: boolean;
  litigationPeriod: number | null;
  login: string;
  mailSenderDisplay: string | null;
  mailingFilter: "vaderetro"[] | null;
  mobile: string | null;
  office: string | null;
  outlookLicense: boolean;
  phone: string | null;
  postalCode: string | null;
  /** GB (OVH API schema, POST account: "Quota specified in GB"). */
  quota: number;
  region: string | null;
  renewOutlookPeriod: "monthly" | "yearly" | null;
  renewPeriod: "monthly" | "yearly" | null;
  sbrDestination: string | null;
  sendConnectorId: number | null;
  spamAndVirusConfiguration: SpamAndVirusConfiguration;
  storeCopyOfEmail: boolean;
  streetAddress: string | null;
}

/** The fields of an account that only OVHcloud sets, apart from those that are computed when shown. */
export interface AccountReadOnly {
  SAMAccountName: string | null;
  configured: boolean;
  creationDate: string | null;
  /** KB (OVH panel: percent = currentUsage / 1024^2 * 100 / quota). */
  currentUsage: number | null;
  customIsolationId: number | null;
  exchangeGuid: string | null;
  expirationDate: string | null;
  expirationOutlookDate: string | null;
  guid: string | null;
  id: number;
  lastLogoffDate: string | null;
  lastLogonDate: string | null;
  lastUpdateDate: string | null;
  owaLimited: boolean;
  passwordLastUpdate: string | null;
  spamDetected: boolean;
  spamTicketNumber: number | null;
  state: ObjectState;
}

/** An account as `GET` shows it: every field of OVH's `email.exchange.Account`. */
export interface AccountView extends AccountWritable, AccountReadOnly {
  numberOfAliases: number;
  primaryEmailAddress: string;
  taskPendingId: number;
}

export interface SharedAccountWritable {
  displayName: string | null;
  firstName: string | null;
  hiddenFromGAL: boolean;
  initials: string | null;
  lastName: string | null;
  mailingFilter: "vaderetro"[] | null;
  /** MB. No source states the unit: it is that of `SharedAccountQuota.quotaReserved`. */
  quota: number;
  sharedEmailAddress: string;
}

export interface SharedAccountReadOnly {
  creationDate: string | null;
  /** KB, as `SharedAccountQuota.quotaUsed`. */
  currentUsage: number | null;
  id: number;
  lastLogoffDate: string | null;
  lastLogonDate: string | null;
  spamDetected: boolean;
  spamTicketNumber: number | null;
  state: ObjectState;
}

/** A shared account as `GET` shows it: every field of OVH's `email.exchange.sharedAccount`. */
export interface SharedAccountView extends SharedAccountWritable, SharedAccountReadOnly {
  taskPendingId: number;
}

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

/** What accounts and shared accounts have in common. */
interface MailboxRecord {
  service: string;
  aliases: Alias[];
  grants: Grant[];
}

export interface AccountRecord extends MailboxRecord {
  kind: "account";
  fields: AccountWritable & AccountReadOnly;
  /** Salted scrypt, never the password itself. */
  passwordHash: string | null;
}

export interface SharedAccountRecord extends MailboxRecord {
  kind: "sharedAccount";
  fields: SharedAccountWritable & SharedAccountReadOnly;
}

export type Mailbox = AccountRecord | SharedAccountRecord;
export type MailboxKind = Mailbox["kind"];
/** Ids of accounts and of shared accounts are drawn from ranges that do not meet, so an id alone names a mailbox. */
export type MailboxId = number;

export interface ServiceRecord {
  name: string;
  organization: string;
  offer: Offer;
  owner: string;
  domains: string[];
  /** Null: 5 GB for each subscribed account. */
  sharedQuotaLimitMb: number | null;
  singleMailboxQuotaLimitMb: number;
  minPasswordLength: number;
  complexityEnabled: boolean;
  creationDate: string;
}

export type AccountChanges = Partial<AccountWritable & Pick<AccountReadOnly, "configured">>;

/**
 * What a task does when it ends. Data and not a function, so that a task under way survives a restart.
 * `changes` is applied when the task is done; `before` is put back when it fails.
 */
export type Effect =
  | { kind: "nothing" }
  | { kind: "finishCreation" }
  | { kind: "updateAccount"; changes: AccountChanges; before: AccountChanges }
  | { kind: "updateSharedAccount"; changes: Partial<SharedAccountWritable>; before: Partial<SharedAccountWritable> }
  | { kind: "setPassword"; passwordHash: string }
  | { kind: "reset" }
  | { kind: "remove" }
  | { kind: "addGrant"; grant: Grant }
  | { kind: "removeGrant"; right: Right; delegateId: number }
  | { kind: "addAlias"; alias: Alias }
  | { kind: "removeAlias"; alias: string };

export interface TaskRecord {
  id: number;
  function: string;
  service: string;
  /** The mailbox the task works on. */
  mailboxId: MailboxId;
  /**
   * What the task changes: tasks with the same subject run one after the other. A mailbox itself is `""`, a grant
   * `sendAs/123`, an alias `alias/info@example.com`.
   */
  subject: string;
  todoAtMs: number;
  doingAtMs: number;
  endsAtMs: number;
  /** How it will end; the effect is applied only with `done`. */
  outcome: "done" | "error" | "cancelled";
  effect: Effect;
  ended: boolean;
}

export interface WorldState {
  formatVersion: 1;
  services: ServiceRecord[];
  mailboxes: Mailbox[];
  tasks: TaskRecord[];
  nextIds: { account: number; sharedAccount: number; task: number };
  /** State of the generator of durations and placeholder names. */
  random: number;
}
