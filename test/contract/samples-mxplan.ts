/** Sample arguments for `/email/mxplan`. `Required<…>` makes the compiler ask for every field a body may have. */

import {
  type MxPlanAccountChange,
  type MxPlanAccountFilter,
  MxPlanApi,
  type MxPlanDomainChange,
  type MxPlanRight,
  MxPlanServicesApi,
} from "../../provider/ovh/mxplan.js";
import { Secret } from "../../provider/ovh/secret.js";
import { SPAM_AND_VIRUS, VALUES, value } from "./sample-values.js";
import { sampled } from "./sampled.js";

const EMAIL = value("email");
const ALIAS = value("alias");
const DOMAIN = value("domainName");
const DELEGATE = Number(VALUES.allowedAccountId);
const TASK = Number(VALUES.id);
const RIGHTS: MxPlanRight[] = ["fullAccess", "sendAs", "sendOnBehalfTo"];

const accountChange: Required<MxPlanAccountChange> = {
  login: "person",
  domain: DOMAIN,
  displayName: "A Person",
  firstName: "A",
  lastName: "Person",
  initial: "AP",
  hiddenFromGAL: true,
  quota: 2.5,
  spamAndVirusConfiguration: SPAM_AND_VIRUS,
};
const accountFilter: Required<MxPlanAccountFilter> = { primaryEmailAddress: "%@configureme.me", id: 7 };
const domainChange: Required<MxPlanDomainChange> = { type: "authoritative", mxRelay: "mx1.mail.ovh.net" };

export const mxPlanTrees = [
  sampled(MxPlanServicesApi, [], { list: [[]] }),

  sampled(MxPlanApi, [value("service")], {
    getService: [[]],
    getServer: [[]],
    listDomains: [[], [{ state: "ok" }]],
    getDomain: [[DOMAIN]],
    changeDomain: [[DOMAIN, domainChange]],
    listAccounts: [[], [accountFilter]],
    getAccount: [[EMAIL]],
    changeAccount: [[EMAIL, accountChange]],
    deleteAccount: [[EMAIL]],
    getCapabilities: [[EMAIL]],
    changePassword: [[EMAIL, new Secret("a password for nobody")]],
    listAliases: [[EMAIL]],
    getAlias: [[EMAIL, ALIAS]],
    addAlias: [[EMAIL, ALIAS]],
    removeAlias: [[EMAIL, ALIAS]],
    listGrants: RIGHTS.map((right) => [EMAIL, right]),
    getGrant: RIGHTS.map((right) => [EMAIL, right, DELEGATE]),
    grant: RIGHTS.map((right) => [EMAIL, right, DELEGATE]),
    revoke: RIGHTS.map((right) => [EMAIL, right, DELEGATE]),
    listTasks: [[]],
    getTask: [[TASK]],
    listTasksOf: [[EMAIL]],
    getTaskOf: [[EMAIL, TASK]],
  }),
];
