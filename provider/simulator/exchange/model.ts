import type * as directory from "../api/exchange-directory-models.js";
import type * as exchange from "../api/exchange-models.js";
import type { Contacts, Shown } from "../model.js";

export type Offer = "hosted" | "dedicated" | "dedicatedCluster" | "provider";
export type ExchangeDomainView = Shown<typeof directory.domain>;

/** A domain on an Exchange service. */
export interface ExchangeDomainRecord {
  /** Id of our own, which tasks name. */
  id: number;
  fields: Omit<ExchangeDomainView, "taskPendingId">;
}

export interface ServiceRecord {
  name: string;
  organization: string;
  /** What the API shows of it, but for `iam` and `taskPendingId`. */
  fields: Omit<Shown<typeof exchange.service>, "taskPendingId">;
  /** Id of our own, which tasks name. */
  id: number;
  contacts: Contacts;
  domains: ExchangeDomainRecord[];
  /** Null: 5 GB for each subscribed account. */
  sharedQuotaLimitMb: number | null;
  singleMailboxQuotaLimitMb: number;
  creationDate: string;
}

export type ExchangeEffect = never;
