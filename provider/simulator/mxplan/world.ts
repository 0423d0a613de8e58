import { resetAccount, setPassword } from "../mailbox/effects.js";
import { addressOf } from "../mailbox/mailboxes.js";
import type { MxplanAccountFields, MxplanAccountRecord, MxplanAccountView } from "../mailbox/model.js";
import { placeholderDomain } from "../mailbox/new-mailbox.js";
import { hashPassword, passwordMatches } from "../mailbox/passwords.js";
import { mailboxesNow, mailboxOfKindNow, optionalView } from "../mailbox/world-look-ups.js";
import type { WorldAccess } from "../world-access.js";
import { addFreeAccounts } from "./build.js";
import { domainNames, findDomain } from "./common.js";
import type {
  MxplanDomainFields,
  MxplanDomainRecord,
  MxplanDomainView,
  MxplanServiceFields,
  MxplanServiceRecord,
  MxplanServiceView,
} from "./model.js";
import { accountView, domainView, serviceView } from "./views.js";

export interface MxplanServiceSummary {
  name: string;
  domains: string[];
  isZimbra: boolean;
}

/** The new MX Plans. Aliases and rights of their accounts, and contacts outside, are looked at and edited as Exchange's. */
export interface MxplanWorld {
  services(): MxplanServiceSummary[];
  service(name: string): MxplanServiceView;
  domain(service: string, name: string): MxplanDomainView;
  /** All accounts, free ones included, of one service or of all. */
  accounts(service?: string): MxplanAccountView[];
  account(address: string): MxplanAccountView | undefined;
  /** Addresses of the accounts that nobody has configured yet. */
  freeAccounts(service?: string): string[];
  /** Addresses of the people outside that a service knows. */
  externalContacts(service: string): string[];
  /** True when this is the password of the account. There is no way to read it. */
  passwordMatches(address: string, password: string): boolean;

  editService(name: string, changes: Partial<MxplanServiceFields>): void;
  /** What changes outside OVHcloud: the DNS, the proof of ownership. */
  editDomain(service: string, name: string, changes: Partial<MxplanDomainFields>): void;
  editAccount(address: string, changes: Partial<MxplanAccountFields>): void;
  setPassword(address: string, password: string): void;
  /** Adds seats to a service; returns their addresses. */
  addFreeAccounts(service: string, howMany: number): string[];
  /** Makes a free account of a configured one, emptying it. */
  resetAccount(address: string): void;
}

export function createMxplanWorld(access: WorldAccess): MxplanWorld {
  return { ...looks(access), ...edits(access) };
}

type Edits = "editService" | "editDomain" | "editAccount" | "setPassword" | "addFreeAccounts" | "resetAccount";

function looks(access: WorldAccess): Omit<MxplanWorld, Edits> {
  const { context } = access;
  const view = (account: MxplanAccountRecord) => structuredClone(accountView(context, account));
  return {
    services: () => context.state.mxplanServices.map(summary),
    service: (name) => structuredClone(serviceView(context, serviceNow(access, name))),
    domain: (service, name) => structuredClone(domainView(context, domainNow(access, service, name))),
    accounts: (service) => mailboxesNow(access, "mxplanAccount", service).map(view),
    account: (address) => optionalView(access, "mxplanAccount", address, view),
    freeAccounts: (service) => {
      const all = mailboxesNow(access, "mxplanAccount", service);
      return all.filter(({ fields }) => !fields.configured && fields.domain === placeholderDomain).map(addressOf);
    },
    externalContacts: (service) =>
      mailboxesNow(access, "externalContact", serviceNow(access, service).name).map(addressOf),
    passwordMatches: (address, password) => {
      const { passwordHash } = mailboxOfKindNow(access, "mxplanAccount", address);
      return passwordHash !== null && passwordMatches(passwordHash, password);
    },
  };
}

function edits(access: WorldAccess): Pick<MxplanWorld, Edits> {
  const { context, edit } = access;
  const accountAt = (address: string) => mailboxOfKindNow(access, "mxplanAccount", address);
  return {
    editService: (name, changes) =>
      edit(() => Object.assign(serviceNow(access, name).fields, structuredClone(changes))),
    editDomain: (service, name, changes) =>
      edit(() => Object.assign(domainNow(access, service, name).fields, structuredClone(changes))),
    editAccount: (address, changes) => edit(() => Object.assign(accountAt(address).fields, structuredClone(changes))),
    setPassword: (address, password) =>
      edit(() => setPassword(accountAt(address), hashPassword(password), context.nowMs())),
    addFreeAccounts: (service, howMany) => edit(() => addFreeAccounts(context, serviceNow(access, service), howMany)),
    resetAccount: (address) => edit(() => resetAccount(context, accountAt(address))),
  };
}

function summary(service: MxplanServiceRecord): MxplanServiceSummary {
  return { name: service.name, domains: domainNames(service), isZimbra: service.fields.isZimbra };
}

function serviceNow(access: WorldAccess, name: string): MxplanServiceRecord {
  access.advance();
  const found = access.context.state.mxplanServices.find((service) => service.name === name);
  if (found === undefined) throw new Error(`the simulated world has no MX Plan ${name}`);
  return found;
}

function domainNow(access: WorldAccess, service: string, name: string): MxplanDomainRecord {
  const found = findDomain(serviceNow(access, service), name);
  if (found === undefined) throw new Error(`${service} has no domain ${name}`);
  return found;
}
