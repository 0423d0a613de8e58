import type { MailboxRoutes } from "../mailbox/routes.js";
import type { Call } from "../route.js";
import { checkDomainIsReady } from "./addresses.js";
import {
  accountOf,
  accountPath,
  domainNames,
  mailingListOf,
  mailingListPath,
  serviceOf,
  sharedAccountOf,
  sharedAccountPath,
} from "./common.js";

const allRights = ["fullAccess", "sendAs", "sendOnBehalfTo"] as const;
/** OVH panel `aliasMaxLimit`. */
const accountAliasesMax = 1_000;

const domains = {
  domains: (call: Call) => domainNames(serviceOf(call)),
  checkDomain: (call: Call, address: string) => checkDomainIsReady(call.context, serviceOf(call), address),
};

/** The kinds of mailbox that have aliases, rights or tasks, and how their paths name them. */
export const mailboxRoutes: readonly MailboxRoutes[] = [
  {
    kind: "account",
    path: accountPath,
    find: accountOf,
    ...domains,
    aliasesMax: accountAliasesMax,
    rights: allRights,
    infix: "",
    tasks: "tasks",
  },
  {
    kind: "sharedAccount",
    path: sharedAccountPath,
    find: sharedAccountOf,
    ...domains,
    rights: allRights,
    infix: "SharedAccount",
    tasks: "tasks",
  },
  {
    kind: "mailingList",
    path: mailingListPath,
    find: mailingListOf,
    ...domains,
    rights: ["sendAs", "sendOnBehalfTo"],
    infix: "DistributionGroup",
  },
];
