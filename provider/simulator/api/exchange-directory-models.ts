import {
  domainDkimDiagnosticsState,
  domainType,
  mailingFilter,
  mailingListDepartRestriction,
  mailingListJoinRestriction,
  objectState,
} from "./exchange-enumerations.js";
import { boolean, datetime, list, long, model, nullable, ro, string } from "./types.js";

export const domainDkimDiagnostics = model("email.exchange.DomainDkimDiagnostics", {
  errorCode: nullable(long),
  message: nullable(string),
  state: domainDkimDiagnosticsState,
});

export const domain = model("email.exchange.Domain", {
  cnameToCheck: ro(nullable(string)),
  dkimDiagnostics: ro(domainDkimDiagnostics),
  domainAliases: ro(list(string)),
  domainValidated: ro(boolean),
  expectedAutodiscoverSRV: ro(string),
  expectedMX: ro(list(string)),
  expectedSPF: ro(string),
  isAliasDomain: ro(boolean),
  main: ro(nullable(boolean)),
  mxIsValid: ro(boolean),
  mxRecord: ro(nullable(list(string))),
  mxRelay: nullable(string),
  name: ro(string),
  organization2010: ro(nullable(string)),
  sbrDefault: ro(nullable(string)),
  sendConnectorIdDefault: ro(nullable(long)),
  spfIsValid: ro(boolean),
  spfRecord: ro(nullable(list(string))),
  srvIsValid: ro(boolean),
  srvRecord: ro(nullable(list(string))),
  state: ro(objectState),
  taskPendingId: ro(long),
  type: domainType,
});

export const externalContact = model("email.exchange.exchangeExternalContact", {
  creationDate: ro(datetime),
  displayName: string,
  externalEmailAddress: string,
  firstName: nullable(string),
  hiddenFromGAL: boolean,
  id: ro(long),
  initials: nullable(string),
  lastName: nullable(string),
  organization2010: ro(nullable(string)),
  state: ro(objectState),
  taskPendingId: ro(long),
});

export const mailingList = model("email.exchange.mailingList", {
  company: nullable(string),
  creationDate: ro(datetime),
  departRestriction: mailingListDepartRestriction,
  displayName: nullable(string),
  hiddenFromGAL: boolean,
  joinRestriction: mailingListJoinRestriction,
  lastUpdateDate: ro(nullable(datetime)),
  mailingListAddress: string,
  maxReceiveSize: nullable(long),
  maxSendSize: nullable(long),
  senderAuthentification: boolean,
  spamDetected: ro(boolean),
  spamTicketNumber: ro(nullable(long)),
  state: ro(objectState),
  taskPendingId: ro(long),
});

export const mailingListAlias = model("email.exchange.exchangeMailingListAlias", {
  alias: ro(string),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const distributionGroupManager = model("email.exchange.exchangeDistributionGroupManager", {
  creationDate: ro(datetime),
  managerAccountId: ro(long),
  managerEmailAddress: ro(string),
  taskPendingId: ro(long),
});

export const distributionGroupMember = model("email.exchange.exchangeDistributionGroupMember", {
  creationDate: ro(datetime),
  memberAccountId: ro(nullable(long)),
  memberContactId: ro(nullable(long)),
  memberEmailAddress: ro(string),
  taskPendingId: ro(long),
});

export const distributionGroupSendAs = model("email.exchange.exchangeDistributionGroupSendAs", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const distributionGroupSendOnBehalfTo = model("email.exchange.exchangeDistributionGroupSendOnBehalfTo", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const sharedAccount = model("email.exchange.sharedAccount", {
  creationDate: ro(nullable(datetime)),
  currentUsage: ro(nullable(long)),
  displayName: nullable(string),
  firstName: nullable(string),
  hiddenFromGAL: boolean,
  id: ro(long),
  initials: nullable(string),
  lastLogoffDate: ro(nullable(datetime)),
  lastLogonDate: ro(nullable(datetime)),
  lastName: nullable(string),
  mailingFilter: nullable(list(mailingFilter)),
  quota: long,
  sharedEmailAddress: string,
  spamDetected: ro(boolean),
  spamTicketNumber: ro(nullable(long)),
  state: ro(objectState),
  taskPendingId: ro(long),
});

export const sharedAccountAlias = model("email.exchange.exchangeSharedAccountAlias", {
  alias: ro(string),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const sharedAccountFullAccess = model("email.exchange.exchangeSharedAccountFullAccess", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const sharedAccountSendAs = model("email.exchange.exchangeSharedAccountSendAs", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const sharedAccountSendOnBehalfTo = model("email.exchange.exchangeSharedAccountSendOnBehalfTo", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const sharedAccountQuota = model("email.exchange.SharedAccountQuota", {
  quotaLimit: long,
  quotaReserved: long,
  quotaUsed: long,
  singleMailboxQuotaLimit: long,
});
