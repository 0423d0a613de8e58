import { resourceMetadata, taskFunction } from "./common-models.js";
import {
  boolean,
  datetime,
  double,
  enumeration,
  ipv4,
  ipv6,
  list,
  long,
  model,
  nullable,
  ro,
  string,
} from "./types.js";

export const serviceOffer = enumeration("email.mxplan.ServiceOfferEnum", ["MXPLAN"]);

export const spamAndVirusConfiguration = model("email.pro.spamAndVirusConfiguration", {
  checkDKIM: boolean,
  checkSPF: boolean,
  deleteSpam: boolean,
  deleteVirus: boolean,
  putInJunk: boolean,
  tagSpam: boolean,
  tagVirus: boolean,
});

export const serviceState = enumeration("email.pro.ServiceStateEnum", [
  "creating",
  "deleting",
  "inMaintenance",
  "ok",
  "reopening",
  "suspended",
  "suspending",
]);

export const serviceWithIAM = model("email.mxplan.ServiceWithIAM", {
  complexityEnabled: boolean,
  displayName: nullable(string),
  domain: ro(string),
  hostname: ro(nullable(string)),
  iam: ro(nullable(resourceMetadata)),
  isZimbra: ro(boolean),
  lastUpdateDate: ro(nullable(datetime)),
  lockoutDuration: long,
  lockoutObservationWindow: long,
  lockoutThreshold: nullable(long),
  maxPasswordAge: nullable(long),
  maxReceiveSize: long,
  maxSendSize: long,
  minPasswordAge: nullable(long),
  minPasswordLength: nullable(long),
  offer: ro(serviceOffer),
  spamAndVirusConfiguration: spamAndVirusConfiguration,
  state: ro(serviceState),
  taskPendingId: ro(long),
  webUrl: ro(nullable(string)),
});

export const service = model("email.mxplan.Service", {
  complexityEnabled: boolean,
  displayName: nullable(string),
  domain: ro(string),
  hostname: ro(nullable(string)),
  isZimbra: ro(boolean),
  lastUpdateDate: ro(nullable(datetime)),
  lockoutDuration: long,
  lockoutObservationWindow: long,
  lockoutThreshold: nullable(long),
  maxPasswordAge: nullable(long),
  maxReceiveSize: long,
  maxSendSize: long,
  minPasswordAge: nullable(long),
  minPasswordLength: nullable(long),
  offer: ro(serviceOffer),
  spamAndVirusConfiguration: spamAndVirusConfiguration,
  state: ro(serviceState),
  taskPendingId: ro(long),
  webUrl: ro(nullable(string)),
});

export const taskStatus = enumeration("email.pro.TaskStatusEnum", ["cancelled", "doing", "done", "error", "todo"]);

export const task = model("email.pro.Task", {
  finishDate: ro(nullable(datetime)),
  function: ro(taskFunction),
  id: ro(long),
  status: ro(taskStatus),
  todoDate: ro(datetime),
});

export const mailingFilter = enumeration("email.pro.MailingFilterEnum", ["vaderetro"]);

export const renewPeriod = enumeration("email.pro.renewPeriodEnum", ["monthly", "yearly"]);

export const objectState = enumeration("email.pro.ObjectStateEnum", [
  "creating",
  "deleting",
  "ok",
  "reopening",
  "suspended",
  "suspending",
  "unknown",
]);

export const account = model("email.mxplan.Account", {
  SAMAccountName: ro(nullable(string)),
  configured: ro(boolean),
  creationDate: ro(nullable(datetime)),
  currentUsage: ro(nullable(long)),
  deleteAtExpiration: nullable(boolean),
  displayName: nullable(string),
  domain: string,
  expirationDate: ro(nullable(datetime)),
  expirationOutlookDate: ro(nullable(datetime)),
  firstName: nullable(string),
  hiddenFromGAL: boolean,
  id: ro(long),
  initial: nullable(string),
  lastLogoffDate: ro(nullable(datetime)),
  lastLogonDate: ro(nullable(datetime)),
  lastName: nullable(string),
  lastUpdateDate: ro(nullable(datetime)),
  login: string,
  mailingFilter: nullable(list(mailingFilter)),
  passwordLastUpdate: ro(nullable(datetime)),
  primaryEmailAddress: ro(string),
  quota: double,
  renewPeriod: nullable(renewPeriod),
  spamAndVirusConfiguration: spamAndVirusConfiguration,
  spamDetected: ro(boolean),
  spamTicketNumber: ro(nullable(long)),
  state: ro(objectState),
  taskPendingId: ro(nullable(long)),
});

export const accountAlias = model("email.mxplan.AccountAlias", {
  alias: ro(string),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const accountCapabilities = model("email.mxplan.accountCapabilities", {
  quotas: nullable(list(double)),
});

export const accountDiagnosis = model("email.mxplan.AccountDiagnosis", {
  canReceiveEmail: ro(boolean),
  canSendEmail: ro(boolean),
  connectiveWebmail: ro(boolean),
  isLocked: ro(boolean),
  isMxValid: ro(boolean),
  isSpammer: ro(boolean),
  isSrvValid: ro(boolean),
  isSuspended: ro(boolean),
  lastCheck: ro(datetime),
});

export const accountFullAccess = model("email.mxplan.AccountFullAccess", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const accountSendAs = model("email.mxplan.AccountSendAs", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const accountSendOnBehalfTo = model("email.mxplan.AccountSendOnBehalfTo", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const domainType = enumeration("email.pro.DomainTypeEnum", ["authoritative", "nonAuthoritative"]);

export const domain = model("email.mxplan.Domain", {
  cnameToCheck: ro(nullable(string)),
  domainAliases: ro(list(string)),
  domainValidated: ro(boolean),
  expectedMX: ro(list(string)),
  isAliasDomain: ro(boolean),
  mxIsValid: ro(boolean),
  mxRecord: ro(list(string)),
  mxRelay: nullable(string),
  name: ro(string),
  srvIsValid: ro(boolean),
  srvRecord: ro(list(string)),
  state: ro(objectState),
  taskPendingId: ro(long),
  type: domainType,
});

export const externalContact = model("email.mxplan.ExternalContact", {
  creationDate: ro(datetime),
  displayName: string,
  externalEmailAddress: string,
  firstName: nullable(string),
  hiddenFromGAL: boolean,
  id: ro(long),
  initials: nullable(string),
  lastName: nullable(string),
  state: ro(objectState),
  taskPendingId: ro(long),
});

export const serverState = enumeration("email.pro.ServerStateEnum", ["configurationPending", "notConfigured", "ok"]);

export const server = model("email.mxplan.Server", {
  currentDiskUsage: ro(nullable(long)),
  diskSize: ro(nullable(long)),
  ip: ro(ipv4),
  ipV6: ro(nullable(ipv6)),
  isAValid: ro(boolean),
  isAaaaValid: ro(boolean),
  isPtrV6Valid: ro(boolean),
  isPtrValid: ro(boolean),
  state: ro(serverState),
  taskPendingId: ro(long),
  version: ro(nullable(long)),
});
