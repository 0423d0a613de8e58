import { type Context, isoDate } from "./context.js";
import { addressOf, sharedAccountsOf, sharedQuotaLimitMb, sharedQuotaReservedMb } from "./mailboxes.js";
import type {
  AccountRecord,
  AccountView,
  Alias,
  Grant,
  Mailbox,
  ServiceRecord,
  SharedAccountRecord,
  SharedAccountView,
  TaskRecord,
} from "./model.js";
import { defaultSpamAndVirus } from "./new-mailbox.js";
import { taskPendingId, taskStatus } from "./tasks.js";

/** What the API shows of each thing: every field of OVH's model, null where the API schema allows it and nothing is set. */
export function accountView(context: Context, account: AccountRecord): AccountView {
  return {
    ...account.fields,
    numberOfAliases: account.aliases.length,
    primaryEmailAddress: addressOf(account),
    taskPendingId: taskPendingId(context, account, ""),
  };
}

export function sharedAccountView(context: Context, shared: SharedAccountRecord): SharedAccountView {
  return { ...shared.fields, taskPendingId: taskPendingId(context, shared, "") };
}

/** `email.exchange.exchangeAccountSendAs` and its like: there is no state, only `taskPendingId`. */
export function grantView(context: Context, mailbox: Mailbox, grant: Grant) {
  return {
    allowedAccountId: grant.delegateId,
    creationDate: grant.creationDate,
    taskPendingId: taskPendingId(context, mailbox, grantSubject(grant)),
  };
}

export function aliasView(context: Context, mailbox: Mailbox, alias: Alias) {
  return { ...alias, taskPendingId: taskPendingId(context, mailbox, aliasSubject(alias.alias)) };
}

export function grantSubject(grant: Pick<Grant, "right" | "delegateId">): string {
  return `${grant.right}/${grant.delegateId}`;
}

export function aliasSubject(alias: string): string {
  return `alias/${alias.toLowerCase()}`;
}

/** A failed task says only that it failed: the model has no field for a reason. */
export function taskView(context: Context, task: TaskRecord) {
  return {
    finishDate: task.ended ? isoDate(task.endsAtMs) : null,
    function: task.function,
    id: task.id,
    status: taskStatus(context, task),
    todoDate: isoDate(task.todoAtMs),
  };
}

export function quotaView(context: Context, service: ServiceRecord) {
  const usagesKb = sharedAccountsOf(context, service).map((shared) => shared.fields.currentUsage ?? 0);
  return {
    quotaLimit: sharedQuotaLimitMb(context, service),
    quotaReserved: sharedQuotaReservedMb(context, service),
    quotaUsed: usagesKb.reduce((sum, usageKb) => sum + usageKb, 0),
    singleMailboxQuotaLimit: service.singleMailboxQuotaLimitMb,
  };
}

/** Values that OVHcloud does not publish (lock-out, sizes) are ours. */
export function serviceView(service: ServiceRecord) {
  return {
    adfsChangePassword: false,
    cnameDcvRecord: null,
    complexityEnabled: service.complexityEnabled,
    defaultAuthenticationPolicyId: null,
    defaultSmartHost: null,
    displayName: service.name,
    domain: service.name,
    hostname: null,
    iam: null,
    lastUpdateDate: null,
    lockoutDuration: 15,
    lockoutObservationWindow: 15,
    lockoutThreshold: 10,
    maxPasswordAge: null,
    maxReceiveSize: 100,
    maxSendSize: 100,
    minPasswordAge: null,
    minPasswordLength: service.minPasswordLength,
    offer: service.offer,
    passwordHistoryCount: null,
    spamAndVirusConfiguration: { ...defaultSpamAndVirus },
    sslExpirationDate: null,
    state: "ok",
    taskPendingId: 0,
    webUrl: null,
  };
}

/** A domain that is set up as it should be. The names after `expected` are examples, not OVHcloud's own. */
export function domainView(name: string) {
  const mx = ["mx0.mail.example.net", "mx1.mail.example.net"];
  const spf = "v=spf1 include:mail.example.net ~all";
  const srv = "0 0 443 autodiscover.mail.example.net";
  return {
    cnameToCheck: null,
    dkimDiagnostics: { errorCode: null, message: null, state: "disabled" },
    domainAliases: [],
    domainValidated: true,
    expectedAutodiscoverSRV: srv,
    expectedMX: mx,
    expectedSPF: spf,
    isAliasDomain: false,
    main: null,
    mxIsValid: true,
    mxRecord: mx,
    mxRelay: null,
    name,
    organization2010: null,
    sbrDefault: null,
    sendConnectorIdDefault: null,
    spfIsValid: true,
    spfRecord: [spf],
    srvIsValid: true,
    srvRecord: [srv],
    state: domainState,
    taskPendingId: 0,
    type: "authoritative",
  };
}

/** Every simulated domain is ready for use. */
export const domainState = "ok";
