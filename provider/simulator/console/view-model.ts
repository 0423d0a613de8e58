/**
 * What the console's page is told, for both sides: the page's scripts take these types from here. Imports nothing, as
 * the scripts are checked without Node.js.
 */

/** What the page asks for anew when its change text is another. */
export type Section = "world" | "tasks" | "calls" | "faults" | "switches" | "access";

/** Asked for every second. */
export interface Pulse {
  changes: Record<Section, string>;
  /** The time of the simulated world. */
  nowMs: number;
  tasksUnderWay: number;
  faultsPending: number;
}

export interface DomainCard {
  name: string;
  state: string;
  /** The records that OVHcloud's API says something about, e.g. `MX`. */
  checks: { record: string; result: "valid" | "invalid" | "unknown" }[];
}

export interface ServiceCard {
  kind: "exchange" | "mxplan" | "domain";
  name: string;
  /** Empty where the service has none of its own. */
  organization: string;
  offer: string;
  state: string;
  contacts: { admin: string; tech: string; billing: string };
  /** Undefined where accounts are made and not ordered. */
  seats?: { used: number; free: number } | undefined;
  sharedQuota?: { limitMb: number; reservedMb: number; usedKb: number };
  domains: DomainCard[];
  /** How many there are of each kind of mailbox. */
  counts: { kind: MailboxKind; count: number }[];
}

export type MailboxKind =
  | "account"
  | "freeAccount"
  | "sharedAccount"
  | "mailingList"
  | "externalContact"
  | "mxplanAccount"
  | "domainAccount"
  | "domainList"
  | "domain"
  | "customer";

/** Somebody or something with an address, or with a name. Also what the drawing's edges meet. */
export interface MailboxRow {
  id: string;
  kind: MailboxKind;
  /** The address; for customers their account id, for domains their name. */
  address: string;
  name: string;
  service: string;
  state: string;
  aliases: string[];
  isBusy: boolean;
}

export type EdgeKind = "fullAccess" | "sendAs" | "sendOnBehalfTo" | "member" | "manager" | "delegation";

/** `from` may do `kind` on `on`, or has that role in it; both are ids of rows. */
export interface Edge {
  from: string;
  on: string;
  kind: EdgeKind;
  /** False until the task that makes it is done. */
  inForce: boolean;
}

export interface WorldView {
  services: ServiceCard[];
  mailboxes: MailboxRow[];
  edges: Edge[];
}

export type FieldValue = string | number | boolean | null;

/** All that is stored of one mailbox, but for secrets. Names are those of OVHcloud's API. */
export interface MailboxDetails {
  id: string;
  fields: { name: string; value: FieldValue }[];
  aliases: { alias: string; creationDate: string }[];
}

export interface TaskRow {
  id: number;
  function: string;
  service: string;
  target: string;
  subject: string;
  status: "todo" | "doing" | "done" | "error" | "cancelled";
  /** How it will end if nobody interferes, or has ended. */
  outcome: "done" | "error" | "cancelled";
  isHidden: boolean;
  todoAtMs: number;
  /** Null when it stands still until somebody moves it. */
  doingAtMs: number | null;
  endsAtMs: number | null;
}

export interface TasksView {
  /** Oldest first. */
  underWay: TaskRow[];
  /** The last ones, newest first. */
  ended: TaskRow[];
  endedCount: number;
}

export interface CallRow {
  /** Its place among all calls since the start, from 1. */
  number: number;
  atMs: number;
  method: string;
  route: string;
  path: string;
  query: string;
  /** 0 when the connection was cut. */
  status: number;
  nichandle: string;
  durationMs: number;
  /** The fault that struck it, empty when none did. */
  fault: string;
  /** Of a refusal: what the gateway or a back end calls it. */
  error: string;
}

export interface CallsView {
  /** The last ones that match, newest first. */
  calls: CallRow[];
  matching: number;
  kept: number;
}

export interface SwitchRow {
  name: string;
  answers: (string | number | boolean)[];
  standard: string | number | boolean;
  value: string | number | boolean;
}

export interface SwitchesView {
  switches: SwitchRow[];
}

export interface FaultKind {
  name: string;
  description: string;
}

export interface QueuedFaultRow {
  id: number;
  target: "call" | "task";
  name: string;
  /** What it waits for; empty where anything will do. */
  method: string;
  route: string;
  path: string;
  function: string;
  nth: number;
  seen: number;
  left: number;
}

export interface FaultsView {
  callFaults: FaultKind[];
  taskFaults: FaultKind[];
  queued: QueuedFaultRow[];
  /** The schedule that runs: which part of all calls and tasks it strikes. */
  scheduled: { seed: number; callShare: number; taskShare: number } | null;
  profiles: string[];
  /** How often each has struck. */
  struck: { name: string; count: number }[];
  /** The routes that can be waited for. */
  routes: string[];
  /** The functions of the tasks that there have been. */
  functions: string[];
}

export interface CredentialRow {
  credentialId: number;
  applicationKey: string;
  /** Its beginning. */
  consumerKey: string;
  nichandle: string;
  status: "pendingValidation" | "validated" | "refused" | "expired" | "revoked";
  /** Empty: every call. */
  rules: string[];
  createdAtMs: number;
  expiresAtMs: number | null;
  usedAtMs: number | null;
}

export interface AccessView {
  credentials: CredentialRow[];
  /** Customers who may validate one. */
  nichandles: string[];
}
