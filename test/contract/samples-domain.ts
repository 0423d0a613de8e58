/** Sample arguments for `/email/domain`. `Required<…>` makes the compiler ask for every field a body may have. */

import { DomainApi, DomainsApi } from "../../provider/ovh/domain.js";
import type * as body from "../../provider/ovh/domain-bodies.js";
import { DelegatedAccountsApi } from "../../provider/ovh/domain-delegated.js";
import { AccountDelegationApi, DomainAclApi } from "../../provider/ovh/domain-delegation.js";
import { RedirectionsApi, RespondersApi } from "../../provider/ovh/domain-mail.js";
import { DomainMigrationApi } from "../../provider/ovh/domain-migration.js";
import { DomainTasksApi } from "../../provider/ovh/domain-tasks.js";
import { Secret } from "../../provider/ovh/secret.js";
import { VALUES, value } from "./sample-values.js";
import { sampled } from "./sampled.js";

const DOMAIN = value("domain");
const NAME = value("accountName");
const EMAIL = value("email");
const ABSENT = value("account");
const NICHANDLE = value("accountId");
const FILTER = value("name");
const TASK = Number(VALUES.id);
const PASSWORD = new Secret("a password for nobody");
const DATE = "2026-01-05T12:00:00+00:00";

const accountChange: Required<body.DomainAccountChange> = { description: "A person", size: 5_000_000_000 };
const newAccount: Required<body.NewDomainAccount> = { ...accountChange, accountName: NAME, password: PASSWORD };
const redirection: Required<body.NewRedirection> = { from: EMAIL, to: "guest@example.org", localCopy: true };
const responderChange: Required<body.ResponderChange> = { content: "Away", from: DATE, to: DATE };
const delegatedResponder: Required<body.NewDelegatedResponder> = { ...responderChange, copy: true, copyTo: EMAIL };
const responder: Required<body.NewResponder> = { ...delegatedResponder, account: ABSENT };
const delegatedFilter: Required<body.DelegatedAccountFilter> = { accountName: NAME, domain: DOMAIN };
const redirectionFilter: Required<body.RedirectionFilter> = { from: EMAIL, to: "guest@example.org" };

const SERVICE = value("destinationServiceName");
const TYPES: body.MigrationServiceType[] = ["EMAIL PRO", "HOSTED EXCHANGE", "PRIVATE EXCHANGE", "PROVIDER EXCHANGE"];
const MIGRATION: body.Migration = {
  accountName: NAME,
  destinationServiceName: SERVICE,
  destinationEmailAddress: value("destinationEmailAddress"),
};

export const domainTrees = [
  sampled(DomainsApi, [], { list: [[]] }),

  sampled(DomainApi, [DOMAIN], {
    getService: [[]],
    getServiceInfos: [[]],
    getQuota: [[]],
    getSummary: [[]],
    listAccounts: [[], [{ accountName: "%person%" }]],
    createAccount: [[newAccount]],
    getAccount: [[NAME]],
    changeAccount: [[NAME, accountChange]],
    deleteAccount: [[NAME]],
    changePassword: [[NAME, PASSWORD]],
    getUsage: [[NAME]],
    updateUsage: [[NAME]],
    listFilters: [[NAME]],
    getFilter: [[NAME, FILTER]],
    listMailingLists: [[], [{ name: NAME }]],
    listRecommendedDnsRecords: [[]],
    listMxRecords: [[], [{ subDomain: "mail" }]],
  }),

  sampled(DomainTasksApi, [DOMAIN], {
    listOfAccounts: [[], [{ name: NAME }]],
    getOfAccount: [[TASK]],
    listOfFilters: [[], [{ account: NAME }]],
    getOfFilter: [[TASK]],
    listOfMailingLists: [[], [{ account: NAME }]],
    getOfMailingList: [[TASK]],
    listOfRedirections: [[], [{ account: NAME }]],
    getOfRedirection: [[String(TASK)]],
    listOfResponders: [[], [{ account: NAME }]],
    getOfResponder: [[TASK]],
    listAll: [[]],
    getAny: [[TASK]],
  }),

  sampled(RedirectionsApi, [DOMAIN], {
    list: [[], [redirectionFilter]],
    get: [[String(TASK)]],
    create: [[redirection]],
    changeTarget: [[String(TASK), "guest@example.org"]],
    delete: [[String(TASK)]],
  }),

  sampled(RespondersApi, [DOMAIN], {
    list: [[], [{ account: ABSENT }]],
    get: [[ABSENT]],
    create: [[responder]],
    change: [[ABSENT, responderChange]],
    delete: [[ABSENT]],
  }),

  sampled(DomainAclApi, [DOMAIN], { list: [[]], get: [[NICHANDLE]], add: [[NICHANDLE]], remove: [[NICHANDLE]] }),

  sampled(AccountDelegationApi, [DOMAIN], {
    list: [[NAME]],
    get: [[NAME, NICHANDLE]],
    add: [[NAME, NICHANDLE]],
    remove: [[NAME, NICHANDLE]],
  }),

  sampled(DelegatedAccountsApi, [], {
    list: [[], [delegatedFilter]],
    get: [[EMAIL]],
    change: [[EMAIL, accountChange]],
    changePassword: [[EMAIL, PASSWORD]],
    getUsage: [[EMAIL]],
    updateUsage: [[EMAIL]],
    listFilters: [[EMAIL]],
    getFilter: [[EMAIL, FILTER]],
    getResponder: [[EMAIL]],
    createResponder: [[EMAIL, delegatedResponder]],
    changeResponder: [[EMAIL, responderChange]],
    deleteResponder: [[EMAIL]],
  }),

  sampled(DomainMigrationApi, [DOMAIN], {
    listServices: [[NAME], ...TYPES.map((type): [string, { type: typeof type }] => [NAME, { type }])],
    getService: [[NAME, SERVICE]],
    listDestinations: [[NAME, SERVICE]],
    getDestination: [[MIGRATION]],
    check: [[MIGRATION]],
    start: [[MIGRATION, PASSWORD]],
  }),
];
