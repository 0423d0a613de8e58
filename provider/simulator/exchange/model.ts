import type { renewType } from "../api/common-models.js";
import type * as directory from "../api/exchange-directory-models.js";
import type * as exchange from "../api/exchange-models.js";
import type { Change } from "../mailbox/change.js";
import type { Contacts, Shown, Writable } from "../model.js";

export type Offer = "hosted" | "dedicated" | "dedicatedCluster" | "provider";

/** A service as `GET` shows it: every field of OVH's `email.exchange.ExchangeService`. */
export type ExchangeServiceView = Shown<typeof exchange.service>;
export type ExchangeServiceWritable = Writable<typeof exchange.service>;
/** A domain as `GET` shows it: every field of OVH's `email.exchange.Domain`. */
export type ExchangeDomainView = Shown<typeof directory.domain>;
export type ExchangeDomainFields = Omit<ExchangeDomainView, "taskPendingId">;

/** A domain on an Exchange service. */
export interface ExchangeDomainRecord {
  /** Id of our own, which tasks name. */
  id: number;
  fields: ExchangeDomainFields;
}

export interface ServiceRecord {
  name: string;
  organization: string;
  /** What the API shows of it, but for `iam` and `taskPendingId`. */
  fields: Omit<ExchangeServiceView, "taskPendingId">;
  /** Id of our own, which tasks name. */
  id: number;
  contacts: Contacts;
  domains: ExchangeDomainRecord[];
  /** Domains whose zone is in another customer's hands: their ownership must be proved. */
  foreignDomains: string[];
  /** Null: 5 GB for each subscribed account. */
  sharedQuotaLimitMb: number | null;
  singleMailboxQuotaLimitMb: number;
  commercialVersion: Shown<typeof exchange.server>["commercialVersion"];
  creationDate: string;
  renew: Shown<typeof renewType> | null;
}

/** What happens to parts of an Exchange service that are no mailboxes. */
export type ExchangeEffect =
  | ({ kind: "updateService" } & Change)
  | { kind: "finishDomain"; changes: Change["changes"] }
  | ({ kind: "updateDomain" } & Change)
  | { kind: "removeDomain" }
  | ({ kind: "updateProtocol" } & Change)
  | { kind: "finishArchive" }
  | ({ kind: "updateArchive" } & Change)
  | { kind: "removeArchive" }
  | { kind: "diagnose"; knowsPassword: boolean };
