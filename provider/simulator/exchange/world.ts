import { resetAccount, setPassword } from "../mailbox/effects.js";
import { addressOf, sameAddress } from "../mailbox/mailboxes.js";
import type {
  AccountReadOnly,
  AccountRecord,
  AccountView,
  AccountWritable,
  ArchiveFields,
  Diagnosis,
  ProtocolFields,
  SharedAccountReadOnly,
  SharedAccountRecord,
  SharedAccountView,
  SharedAccountWritable,
} from "../mailbox/model.js";
import { blankSharedAccount, placeholderDomain } from "../mailbox/new-mailbox.js";
import { hashPassword, passwordMatches } from "../mailbox/passwords.js";
import { mailboxesNow, mailboxOfKindNow, optionalView } from "../mailbox/world-look-ups.js";
import { nextId } from "../tasks.js";
import type { WorldAccess } from "../world-access.js";
import { addFreeAccounts } from "./build.js";
import { domainNames } from "./common.js";
import type {
  ExchangeDomainFields,
  ExchangeDomainView,
  ExchangeServiceView,
  ExchangeServiceWritable,
  Offer,
  ServiceRecord,
} from "./model.js";
import { newDomain } from "./new-domain.js";
import { accountView, domainView, serviceModelView, sharedAccountView } from "./views.js";

export interface ServiceSummary {
  name: string;
  organization: string;
  offer: Offer;
  domains: string[];
}

/** Exchange services, their domains, accounts and shared accounts. */
export interface ExchangeWorld {
  services(): ServiceSummary[];
  service(name: string): ExchangeServiceView;
  domain(service: string, name: string): ExchangeDomainView;
  /** All accounts, free ones included, of one service or of all. */
  accounts(service?: string): AccountView[];
  account(address: string): AccountView | undefined;
  /** Addresses of the accounts that nobody has configured yet. */
  freeAccounts(service?: string): string[];
  sharedAccounts(service?: string): SharedAccountView[];
  sharedAccount(address: string): SharedAccountView | undefined;
  protocol(address: string): ProtocolFields;
  /** Null when the account has none. */
  archive(address: string): ArchiveFields | null;
  /** Null when nobody has asked for one. */
  diagnosis(address: string): Diagnosis | null;
  /** True when this is the password of the account. There is no way to read it. */
  passwordMatches(address: string, password: string): boolean;

  editService(name: string, changes: Partial<ExchangeServiceWritable & Pick<ExchangeServiceView, "state">>): void;
  addDomain(service: string, fields: Partial<ExchangeDomainFields> & Pick<ExchangeDomainFields, "name">): void;
  /** What changes outside OVHcloud: the DNS, the proof of ownership. */
  editDomain(service: string, name: string, changes: Partial<ExchangeDomainFields>): void;
  editAccount(address: string, changes: Partial<AccountWritable & AccountReadOnly>): void;
  editSharedAccount(address: string, changes: Partial<SharedAccountWritable & SharedAccountReadOnly>): void;
  setPassword(address: string, password: string): void;
  addSharedAccount(
    service: string,
    fields: Partial<SharedAccountWritable> & Pick<SharedAccountWritable, "sharedEmailAddress" | "quota">,
  ): void;
  /** Delivers an order of accounts; returns their addresses. */
  addFreeAccounts(service: string, howMany: number): string[];
  /** Makes a free account of a configured one, emptying it. */
  resetAccount(address: string): void;
}

export function createExchangeWorld(access: WorldAccess): ExchangeWorld {
  return { ...looks(access), ...edits(access) };
}

type Edits =
  | "editService"
  | "addDomain"
  | "editDomain"
  | "editAccount"
  | "editSharedAccount"
  | "setPassword"
  | "addSharedAccount"
  | "addFreeAccounts"
  | "resetAccount";

function looks(access: WorldAccess): Omit<ExchangeWorld, Edits> {
  const { context } = access;
  const accountAt = (address: string) => mailboxOfKindNow(access, "account", address);
  const view = (account: AccountRecord) => structuredClone(accountView(context, account));
  const sharedView = (shared: SharedAccountRecord) => structuredClone(sharedAccountView(context, shared));
  return {
    services: () => {
      access.advance();
      return context.state.exchangeServices.map(summary);
    },
    service: (name) => structuredClone(serviceModelView(context, serviceNow(access, name))),
    domain: (service, name) => structuredClone(domainView(context, domainNow(access, service, name))),
    accounts: (service) => mailboxesNow(access, "account", service).map(view),
    account: (address) => optionalView(access, "account", address, view),
    freeAccounts: (service) => {
      const free = mailboxesNow(access, "account", service).filter((account) => !account.fields.configured);
      return free.map(addressOf).filter((address) => address.toLowerCase().endsWith(`@${placeholderDomain}`));
    },
    sharedAccounts: (service) => mailboxesNow(access, "sharedAccount", service).map(sharedView),
    sharedAccount: (address) => optionalView(access, "sharedAccount", address, sharedView),
    protocol: (address) => ({ ...accountAt(address).protocol }),
    archive: (address) => structuredClone(accountAt(address).archive),
    diagnosis: (address) => structuredClone(accountAt(address).diagnosis),
    passwordMatches: (address, password) => {
      const { passwordHash } = accountAt(address);
      return passwordHash !== null && passwordMatches(passwordHash, password);
    },
  };
}

function edits(access: WorldAccess): Pick<ExchangeWorld, Edits> {
  const { context, edit } = access;
  const accountAt = (address: string) => mailboxOfKindNow(access, "account", address);
  const sharedAt = (address: string) => mailboxOfKindNow(access, "sharedAccount", address);
  return {
    editService: (name, changes) => edit(() => Object.assign(serviceNow(access, name).fields, changes)),
    addDomain: (service, fields) =>
      edit(() => serviceNow(access, service).domains.push(newDomain(context, structuredClone(fields)))),
    editDomain: (service, name, changes) =>
      edit(() => Object.assign(domainNow(access, service, name).fields, structuredClone(changes))),
    editAccount: (address, changes) => edit(() => Object.assign(accountAt(address).fields, changes)),
    editSharedAccount: (address, changes) => edit(() => Object.assign(sharedAt(address).fields, changes)),
    setPassword: (address, password) =>
      edit(() => setPassword(accountAt(address), hashPassword(password), context.nowMs())),
    addSharedAccount: (service, fields) =>
      edit(() => {
        const at = { service: serviceNow(access, service).name, id: nextId(context, "sharedAccount") };
        context.state.mailboxes.push(blankSharedAccount(context, at, fields));
      }),
    addFreeAccounts: (service, howMany) =>
      edit(() => addFreeAccounts(context, serviceNow(access, service).name, howMany)),
    resetAccount: (address) => edit(() => resetAccount(context, accountAt(address))),
  };
}

function summary(service: ServiceRecord): ServiceSummary {
  const { name, organization, fields } = service;
  return { name, organization, offer: fields.offer, domains: domainNames(service) };
}

export function serviceNow(access: WorldAccess, name: string): ServiceRecord {
  access.advance();
  const found = access.context.state.exchangeServices.find((service) => service.name === name);
  if (found === undefined) throw new Error(`the simulated world has no service ${name}`);
  return found;
}

function domainNow(access: WorldAccess, service: string, name: string) {
  const found = serviceNow(access, service).domains.find(({ fields }) => sameAddress(fields.name, name));
  if (found === undefined) throw new Error(`the service ${service} has no domain ${name}`);
  return found;
}
