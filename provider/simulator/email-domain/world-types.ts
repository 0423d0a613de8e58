import type {
  DomainRecord,
  DomainServiceView,
  FilterRecord,
  LegacyAccount,
  LegacyListRecord,
  RedirectionRecord,
  ResponderRecord,
  RuleRecord,
} from "./model.js";

/** A mailbox of a legacy MX Plan, as it is, whatever the API shows. */
export interface DomainAccountSummary
  extends Pick<
    LegacyAccount,
    "accountName" | "description" | "size" | "isBlocked" | "state" | "usedBytes" | "emailCount"
  > {
  email: string;
}

export type DomainAccountChanges = Partial<
  Pick<LegacyAccount, "description" | "size" | "isBlocked" | "usedBytes" | "emailCount">
>;

export interface RedirectionSummary extends Pick<RedirectionRecord, "from" | "to" | "localCopy" | "state"> {
  /** As the API shows it. */
  id: string;
}

/** There is one redirection for each pair of addresses. */
export type RedirectionPair = Pick<RedirectionRecord, "from" | "to">;

export interface FilterSummary extends Pick<FilterRecord, "name" | "action" | "actionParam" | "active" | "priority"> {
  rules: Pick<RuleRecord, "header" | "operand" | "value">[];
}

export type ResponderSummary = Omit<ResponderRecord, "id">;
export type MailingListSummary = Omit<LegacyListRecord, "id">;

/**
 * The legacy MX Plans, for tests. As in `World`, what is returned is a copy, and the edits act at once, without tasks and
 * rules. Those that name something throw when it is not there.
 */
export interface DomainWorld {
  domains(): string[];
  domain(domain: string): DomainServiceView;
  /** Migrated accounts are there until they disappear. */
  accounts(domain: string): DomainAccountSummary[];
  /** Undefined when there is none at this address. */
  account(address: string): DomainAccountSummary | undefined;
  filters(address: string): FilterSummary[];
  redirections(domain: string): RedirectionSummary[];
  responders(domain: string): ResponderSummary[];
  mailingLists(domain: string): MailingListSummary[];
  /** Nichandles to whom the whole domain is delegated. */
  acl(domain: string): string[];
  /** Nichandles to whom this one account is delegated. */
  delegates(address: string): string[];
  /** True when this is the password of the account. There is no way to read it. */
  passwordMatches(address: string, password: string): boolean;

  editDomain(domain: string, changes: Partial<DomainRecord["fields"]>): void;
  /** Changes how many there may be of each thing. */
  editQuota(domain: string, changes: Partial<DomainRecord["quota"]>): void;
  addAccount(address: string, fields?: DomainAccountChanges & { password?: string }): void;
  editAccount(address: string, changes: DomainAccountChanges): void;
  removeAccount(address: string): void;
  setPassword(address: string, password: string): void;
  addFilter(address: string, filter: Pick<FilterSummary, "name"> & Partial<FilterSummary>): void;
  removeFilter(address: string, name: string): void;
  /** Returns its id. */
  addRedirection(redirection: RedirectionPair & { localCopy?: boolean }): string;
  editRedirection(redirection: RedirectionPair, changes: { to: string }): void;
  removeRedirection(redirection: RedirectionPair): void;
  addResponder(address: string, fields: Pick<ResponderSummary, "content"> & Partial<ResponderSummary>): void;
  editResponder(address: string, changes: Partial<Omit<ResponderSummary, "account" | "state">>): void;
  removeResponder(address: string): void;
  addMailingList(address: string, fields: Pick<MailingListSummary, "ownerEmail">): void;
  removeMailingList(address: string): void;
  addAclHolder(domain: string, nichandle: string): void;
  removeAclHolder(domain: string, nichandle: string): void;
  addDelegate(address: string, nichandle: string): void;
  removeDelegate(address: string, nichandle: string): void;
}
