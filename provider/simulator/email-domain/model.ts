import type { z } from "zod";
import type { renewType } from "../api/common-models.js";
import type * as api from "../api/domain-models.js";
import type { Contacts, Shown } from "../model.js";

export type DomainServiceView = Shown<typeof api.domainServiceWithIAM>;
export type MlLanguage = z.output<typeof api.domainMlLanguage>;
export type UsageView = Shown<typeof api.domainUsageAccountStruct>;

/** Whatever is made and removed by tasks. They name it by its id, which is ours but for those of mailing lists. */
export interface Entry {
  id: number;
  state: string;
}

type EntryState = "creating" | "ok" | "deleting";

export interface RuleRecord extends Entry, Omit<Shown<typeof api.rule>, "id"> {
  state: EntryState;
}

export interface FilterRecord extends Entry, Omit<Shown<typeof api.filter>, "domain" | "pop"> {
  state: EntryState;
  rules: RuleRecord[];
}

/** A mailbox of a legacy MX Plan. */
export interface LegacyAccount extends Entry {
  state: EntryState | "migrating" | "migrated";
  /** What stands before the @. */
  accountName: string;
  description: string;
  /** Bytes that the mailbox may hold. */
  size: number;
  isBlocked: boolean;
  /** Salted scrypt, never the password itself. */
  passwordHash: string | null;
  /** Bytes of the mail that is there. */
  usedBytes: number;
  emailCount: number;
  /** The last measurement, which the API shows. */
  usage: UsageView;
  /** Nichandles to whom this one account is delegated. */
  delegates: string[];
  filters: FilterRecord[];
  /** When a migrated account disappears. */
  removeAtMs: number | null;
}

export interface RedirectionRecord extends Entry {
  state: EntryState;
  from: string;
  to: string;
  /** Cannot be read through the API. */
  localCopy: boolean;
}

export interface ResponderRecord extends Entry, Shown<typeof api.responder> {
  state: EntryState;
}

export interface LegacyListRecord extends Entry, Shown<typeof api.mailingList> {
  state: EntryState;
}

/** A legacy MX Plan, which is reached below `/email/domain`. */
export interface DomainRecord {
  /** Id of our own. */
  id: number;
  domain: string;
  contacts: Contacts;
  fields: Omit<DomainServiceView, "domain" | "iam" | "creationDate">;
  creationDate: string;
  renew: Shown<typeof renewType> | null;
  /** How many there may be of each thing. */
  quota: Shown<typeof api.domainQuota>;
  dns: {
    mxFilter: z.output<typeof api.domainMXFilter>;
    mxRecords: string[];
    recommendedRecords: Shown<typeof api.record>[];
  };
  /** Nichandles to whom the whole domain is delegated. */
  aclHolders: string[];
  accounts: LegacyAccount[];
  redirections: RedirectionRecord[];
  responders: ResponderRecord[];
  mailingLists: LegacyListRecord[];
}

type Fields = Record<string, unknown>;

/** What happens to what a task is about. `language` is there for tasks of mailing lists, which show it. */
export type DomainEffect =
  | { kind: "keepInDomain"; language?: MlLanguage }
  | { kind: "changeInDomain"; changes: Fields; before: Fields }
  | { kind: "removeFromDomain"; language?: MlLanguage }
  | { kind: "setDomainPassword"; passwordHash: string }
  | { kind: "migrateToExchange"; seatId: number; passwordHash: string; passwordIsRight: boolean };
