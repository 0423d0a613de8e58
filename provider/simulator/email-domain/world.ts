import { sameAddress } from "../mailbox/mailboxes.js";
import { hashPassword, passwordMatches } from "../mailbox/passwords.js";
import { nextId } from "../tasks.js";
import type { WorldAccess } from "../world-access.js";
import { addressAt, type Place } from "./access.js";
import { dropEntry, existingAccounts } from "./entries.js";
import type { DomainRecord, DomainServiceView, LegacyAccount } from "./model.js";
import { newAccount } from "./new-account.js";
import { newFilter } from "./new-filter.js";
import { newList } from "./new-list.js";
import { domainView } from "./views.js";
import type {
  DomainAccountChanges,
  DomainAccountSummary,
  DomainWorld,
  FilterSummary,
  MailingListSummary,
  RedirectionPair,
  RedirectionSummary,
  ResponderSummary,
} from "./world-types.js";

export type * from "./world-types.js";

export function createDomainWorld(access: WorldAccess): DomainWorld {
  return new SimulatedDomainWorld(access);
}

class SimulatedDomainWorld implements DomainWorld {
  constructor(private readonly access: WorldAccess) {}

  domains(): string[] {
    return this.access.context.state.domains.map(({ domain }) => domain);
  }

  domain(domain: string): DomainServiceView {
    return structuredClone(domainView(this.domainNamed(domain)));
  }

  accounts(domain: string): DomainAccountSummary[] {
    const found = this.domainNamed(domain);
    return existingAccounts(this.access.context, found).map((account) => accountSummary({ domain: found, account }));
  }

  account(address: string): DomainAccountSummary | undefined {
    return this.domains()
      .flatMap((domain) => this.accounts(domain))
      .find(({ email }) => sameAddress(email, address));
  }

  filters(address: string): FilterSummary[] {
    return this.placeAt(address).account.filters.map(({ name, action, actionParam, active, priority, rules }) => {
      const shownRules = rules.map(({ header, operand, value }) => ({ header, operand, value }));
      return { name, action, actionParam, active, priority, rules: shownRules };
    });
  }

  redirections(domain: string): RedirectionSummary[] {
    return this.domainNamed(domain).redirections.map((one) => ({ ...one, id: String(one.id) }));
  }

  responders(domain: string): ResponderSummary[] {
    return this.domainNamed(domain).responders.map(({ id: _, ...others }) => others);
  }

  mailingLists(domain: string): MailingListSummary[] {
    return this.domainNamed(domain).mailingLists.map(({ id: _, ...others }) => structuredClone(others));
  }

  acl(domain: string): string[] {
    return [...this.domainNamed(domain).aclHolders];
  }

  delegates(address: string): string[] {
    return [...this.placeAt(address).account.delegates];
  }

  passwordMatches(address: string, password: string): boolean {
    const { passwordHash } = this.placeAt(address).account;
    return passwordHash !== null && passwordMatches(passwordHash, password);
  }

  editDomain(domain: string, changes: Partial<DomainRecord["fields"]>): void {
    this.access.edit(() => Object.assign(this.domainNamed(domain).fields, structuredClone(changes)));
  }

  editQuota(domain: string, changes: Partial<DomainRecord["quota"]>): void {
    this.access.edit(() => Object.assign(this.domainNamed(domain).quota, changes));
  }

  addAccount(address: string, { password, ...fields }: DomainAccountChanges & { password?: string } = {}): void {
    this.access.edit(() => {
      const { domain, name } = this.split(address);
      const passwordHash = password === undefined ? null : hashPassword(password);
      domain.accounts.push(newAccount(this.access.context, { ...fields, accountName: name, passwordHash }));
    });
  }

  editAccount(address: string, changes: DomainAccountChanges): void {
    this.access.edit(() => Object.assign(this.placeAt(address).account, changes));
  }

  removeAccount(address: string): void {
    this.drop(() => this.placeAt(address).account);
  }

  setPassword(address: string, password: string): void {
    this.access.edit(() => {
      this.placeAt(address).account.passwordHash = hashPassword(password);
    });
  }

  addFilter(address: string, filter: Pick<FilterSummary, "name"> & Partial<FilterSummary>): void {
    this.access.edit(() => {
      const defaults = { action: "accept" as const, active: true, priority: 0, rules: [] };
      this.placeAt(address).account.filters.push(newFilter(this.access.context, { ...defaults, ...filter }));
    });
  }

  removeFilter(address: string, name: string): void {
    const isMeant = (filter: FilterSummary) => filter.name === name;
    this.drop(() => mustFind(this.placeAt(address).account.filters, isMeant, `filter ${name} on ${address}`));
  }

  addRedirection({ from, to, localCopy = false }: RedirectionPair & { localCopy?: boolean }): string {
    return this.access.edit(() => {
      const made = this.newEntry();
      this.split(from).domain.redirections.push({ ...made, from, to, localCopy });
      return String(made.id);
    });
  }

  editRedirection(pair: RedirectionPair, changes: { to: string }): void {
    this.access.edit(() => Object.assign(this.redirectionOf(pair), changes));
  }

  removeRedirection(pair: RedirectionPair): void {
    this.drop(() => this.redirectionOf(pair));
  }

  addResponder(address: string, fields: Pick<ResponderSummary, "content"> & Partial<ResponderSummary>): void {
    this.access.edit(() => {
      const { domain, name } = this.split(address);
      const defaults = { copy: true, copyTo: null, from: null, to: null };
      domain.responders.push({ ...defaults, ...fields, account: name, ...this.newEntry() });
    });
  }

  editResponder(address: string, changes: Partial<Omit<ResponderSummary, "account" | "state">>): void {
    this.access.edit(() => Object.assign(this.responderOf(address), changes));
  }

  removeResponder(address: string): void {
    this.drop(() => this.responderOf(address));
  }

  addMailingList(address: string, { ownerEmail }: Pick<MailingListSummary, "ownerEmail">): void {
    this.access.edit(() => {
      const { domain, name } = this.split(address);
      const given = { name, ownerEmail, language: "en" as const, options: { ...noOptions } };
      domain.mailingLists.push(newList(this.access.context, domain.domain, given));
    });
  }

  removeMailingList(address: string): void {
    this.drop(() => {
      const { domain, name } = this.split(address);
      return mustFind(domain.mailingLists, (list) => sameAddress(list.name, name), `mailing list at ${address}`);
    });
  }

  addAclHolder(domain: string, nichandle: string): void {
    this.access.edit(() => this.domainNamed(domain).aclHolders.push(nichandle));
  }

  removeAclHolder(domain: string, nichandle: string): void {
    this.access.edit(() => removeText(this.domainNamed(domain).aclHolders, nichandle));
  }

  addDelegate(address: string, nichandle: string): void {
    this.access.edit(() => this.placeAt(address).account.delegates.push(nichandle));
  }

  removeDelegate(address: string, nichandle: string): void {
    this.access.edit(() => removeText(this.placeAt(address).account.delegates, nichandle));
  }

  private drop(find: () => { id: number }): void {
    this.access.edit(() => dropEntry(this.access.context, find().id));
  }

  private newEntry() {
    return { id: nextId(this.access.context, "hidden"), state: "ok" as const };
  }

  private domainNamed(name: string): DomainRecord {
    this.access.advance();
    const { domains } = this.access.context.state;
    return mustFind(domains, ({ domain }) => sameAddress(domain, name), `legacy MX Plan ${name}`);
  }

  /** The domain of an address, and what stands before it. */
  private split(address: string): { domain: DomainRecord; name: string } {
    const at = address.lastIndexOf("@");
    return { domain: this.domainNamed(address.slice(at + 1)), name: address.slice(0, at) };
  }

  private redirectionOf({ from, to }: RedirectionPair) {
    const isMeant = (one: RedirectionPair) => sameAddress(one.from, from) && sameAddress(one.to, to);
    return mustFind(this.split(from).domain.redirections, isMeant, `redirection from ${from} to ${to}`);
  }

  private responderOf(address: string) {
    const { domain, name } = this.split(address);
    return mustFind(domain.responders, ({ account }) => sameAddress(account, name), `responder at ${address}`);
  }

  private placeAt(address: string): Place {
    const { domain, name } = this.split(address);
    const isMeant = ({ accountName }: LegacyAccount) => sameAddress(accountName, name);
    const accounts = existingAccounts(this.access.context, domain);
    return { domain, account: mustFind(accounts, isMeant, `legacy account ${address}`) };
  }
}

const noOptions = { moderatorMessage: false, subscribeByModerator: false, usersPostOnly: false };

function accountSummary(place: Place): DomainAccountSummary {
  const { accountName, description, size, isBlocked, state, usedBytes, emailCount } = place.account;
  return { accountName, email: addressAt(place), description, size, isBlocked, state, usedBytes, emailCount };
}

function mustFind<One>(all: readonly One[], isMeant: (one: One) => boolean, what: string): One {
  const found = all.find(isMeant);
  if (found === undefined) throw new Error(`the simulated world has no ${what}`);
  return found;
}

function removeText(texts: string[], wanted: string): void {
  const found = mustFind(texts, (text) => sameAddress(text, wanted), `delegation to ${wanted}`);
  texts.splice(texts.indexOf(found), 1);
}
