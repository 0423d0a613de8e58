/** Sample arguments for `/email/exchange`. `Required<…>` makes the compiler ask for every field a body may have. */

import { ExchangeApi } from "../../provider/ovh/exchange.js";
import { AliasesApi } from "../../provider/ovh/exchange-aliases.js";
import type * as body from "../../provider/ovh/exchange-bodies.js";
import { type ExternalContactFilter, ExternalContactsApi } from "../../provider/ovh/exchange-contacts.js";
import { ExchangeDomainsApi } from "../../provider/ovh/exchange-domains.js";
import { MailingListsApi, type Member } from "../../provider/ovh/exchange-mailing-lists.js";
import { type AccountOrder, ExchangeOrdersApi } from "../../provider/ovh/exchange-orders.js";
import type { Owner } from "../../provider/ovh/exchange-routes.js";
import { ExchangeServicesApi } from "../../provider/ovh/exchange-services.js";
import { Secret } from "../../provider/ovh/secret.js";
import { SPAM_AND_VIRUS, VALUES, value } from "./sample-values.js";
import { sampled } from "./sampled.js";

const SERVICE = { organizationName: value("organizationName"), exchangeService: value("exchangeService") };
const ACCOUNT = value("primaryEmailAddress");
const SHARED = value("sharedEmailAddress");
const LIST = value("mailingListAddress");
const CONTACT = value("externalEmailAddress");
const DOMAIN = value("domainName");
const DELEGATE = Number(VALUES.allowedAccountId);
const MANAGER = Number(VALUES.managerAccountId);
const TASK = Number(VALUES.id);
const PASSWORD = new Secret("a password for nobody");

const TARGETS: body.Target[] = [
  { type: "account", emailAddress: ACCOUNT },
  { type: "shared", emailAddress: SHARED },
];
const OWNERS: Owner[] = [...TARGETS, { type: "mailingList", emailAddress: LIST }];
const RIGHTS: body.ApiRight[] = ["fullAccess", "sendAs", "sendOnBehalfTo"];
const MEMBERS: Member[] = [
  { type: "account", id: Number(VALUES.memberAccountId) },
  { type: "contact", id: Number(VALUES.memberContactId) },
];

const targetRights = [
  ...TARGETS.flatMap((target) => RIGHTS.map((right) => ({ target, right }))),
  // Nobody can open a list.
  ...RIGHTS.filter((right) => right !== "fullAccess").map((right) => ({
    target: { type: "mailingList", emailAddress: LIST } as const,
    right,
  })),
];

const serviceChange: Required<body.ServiceChange> = {
  displayName: "Example",
  complexityEnabled: true,
  minPasswordLength: 12,
  minPasswordAge: 0,
  maxPasswordAge: 0,
  passwordHistoryCount: 3,
  lockoutThreshold: 5,
  lockoutDuration: 30,
  lockoutObservationWindow: 15,
  maxReceiveSize: 100,
  maxSendSize: 100,
};

const person = { displayName: "A Person", firstName: "A", lastName: "Person", hiddenFromGAL: true };

const accountChange: Required<body.AccountChange> = {
  ...person,
  login: "person",
  domain: DOMAIN,
  initial: "AP",
  company: "Example",
  accountLicense: "standard",
  mailingFilter: ["vaderetro"],
  spamAndVirusConfiguration: SPAM_AND_VIRUS,
  deleteAtExpiration: false,
  renewPeriod: "yearly",
  forwardingEmail: "other@example.com",
  storeCopyOfEmail: true,
  outlookLicense: false,
  quota: 50,
};

const newAccount: Required<body.NewAccount> = {
  ...person,
  login: "person",
  domain: DOMAIN,
  license: "enterprise",
  password: PASSWORD,
  initials: "AP",
  company: "Example",
  quota: 50,
  mailingFilter: ["vaderetro"],
  spamAndVirusConfiguration: SPAM_AND_VIRUS,
  forwardingEmail: "other@example.com",
  storeCopyOfEmail: true,
  outlookLicense: false,
};

const sharedAccount: Required<body.NewSharedAccount> = {
  ...person,
  sharedEmailAddress: SHARED,
  quota: 1024,
  initials: "T",
};

const DURATION = "12";
const accountOrder: Required<AccountOrder> = { licence: "standard", number: 2, storageQuota: "300" };

const mailingList: Required<body.NewMailingList> = {
  mailingListAddress: LIST,
  joinRestriction: "approvalRequired",
  departRestriction: "closed",
  displayName: "Everybody",
  company: "Example",
  hiddenFromGAL: false,
  senderAuthentification: true,
  maxReceiveSize: 10,
  maxSendSize: 10,
};

const contact: Required<body.NewExternalContact> = { ...person, externalEmailAddress: CONTACT, initials: "G" };

const newDomain: Required<body.NewExchangeDomain> = {
  name: DOMAIN,
  type: "nonAuthoritative",
  mxRelay: "mx1.mail.ovh.net",
  configureMx: true,
  configureAutodiscover: true,
  configureSPF: true,
  configureDKIM: true,
  autoEnableDKIM: true,
};
const domainChange: Required<body.ExchangeDomainChange> = { type: "authoritative", mxRelay: "mx1.mail.ovh.net" };

const accountFilter: Required<body.AccountFilter> = { primaryEmailAddress: "%@configureme.me", id: 7 };
const contactFilter: Required<ExternalContactFilter> = { externalEmailAddress: CONTACT, id: 7 };
const PROTOCOLS: Required<body.ProtocolChange> = { IMAP: true, POP: false, activeSync: true, webMail: true };

export const exchangeTrees = [
  sampled(ExchangeServicesApi, [], { listOrganizations: [[]], listServices: [[SERVICE.organizationName]] }),

  sampled(ExchangeApi, [SERVICE], {
    getService: [[]],
    changeService: [[serviceChange]],
    getServiceInfos: [[]],
    getServer: [[]],
    listAccounts: [[], [accountFilter]],
    describeAccounts: [[]],
    createAccount: [[newAccount]],
    getAccount: [[ACCOUNT]],
    changeAccount: [[ACCOUNT, accountChange]],
    deleteAccount: [[ACCOUNT]],
    terminateAccount: [[ACCOUNT]],
    changePassword: [[ACCOUNT, PASSWORD]],
    getAccountProtocol: [[ACCOUNT]],
    changeAccountProtocol: [[ACCOUNT, PROTOCOLS]],
    listSharedAccounts: [[], [{ sharedEmailAddress: "%@example.com" }]],
    describeSharedAccounts: [[]],
    createSharedAccount: [[sharedAccount]],
    getSharedAccount: [[SHARED]],
    changeSharedAccount: [[SHARED, sharedAccount]],
    deleteSharedAccount: [[SHARED]],
    getSharedAccountQuota: [[]],
    listGrants: targetRights.map(({ target, right }) => [target, right]),
    getGrant: targetRights.map(({ target, right }) => [target, right, DELEGATE]),
    grant: targetRights.map(({ target, right }) => [target, right, DELEGATE]),
    revoke: targetRights.map(({ target, right }) => [target, right, DELEGATE]),
    listTasks: [[]],
    getTask: [[TASK]],
    listTasksOf: TARGETS.map((target) => [target]),
    getTaskOf: TARGETS.map((target) => [target, TASK]),
  }),

  sampled(ExchangeOrdersApi, [SERVICE], {
    listDurations: [[accountOrder]],
    getQuote: [[DURATION, accountOrder]],
    placeOrder: [[DURATION, accountOrder]],
  }),

  sampled(AliasesApi, [SERVICE], {
    list: OWNERS.map((owner) => [owner]),
    get: OWNERS.map((owner) => [owner, value("alias")]),
    add: OWNERS.map((owner) => [owner, value("alias")]),
    remove: OWNERS.map((owner) => [owner, value("alias")]),
  }),

  sampled(MailingListsApi, [SERVICE], {
    list: [[], [{ mailingListAddress: "%@example.com" }]],
    get: [[LIST]],
    create: [[mailingList]],
    change: [[LIST, mailingList]],
    delete: [[LIST]],
    listMembers: MEMBERS.map(({ type }) => [LIST, type]),
    getMember: MEMBERS.map((member) => [LIST, member]),
    addMember: MEMBERS.map((member) => [LIST, member]),
    removeMember: MEMBERS.map((member) => [LIST, member]),
    listManagers: [[LIST]],
    getManager: [[LIST, MANAGER]],
    addManager: [[LIST, MANAGER]],
    removeManager: [[LIST, MANAGER]],
  }),

  sampled(ExternalContactsApi, [SERVICE], {
    list: [[], [contactFilter]],
    get: [[CONTACT]],
    create: [[contact]],
    change: [[CONTACT, contact]],
    delete: [[CONTACT]],
  }),

  sampled(ExchangeDomainsApi, [SERVICE], {
    list: [[], [{ state: "ok" }]],
    get: [[DOMAIN]],
    create: [[newDomain]],
    change: [[DOMAIN, domainChange]],
    delete: [[DOMAIN]],
  }),
];
