import { resourceMetadata } from "./common-models.js";
import {
  commercialVersion,
  countryCode,
  mailingFilter,
  objectState,
  ovhLicence,
  renewPeriod,
  serverState,
  serviceOffer,
  serviceState,
  spamAndVirusConfiguration,
  taskFunction,
  taskStatus,
} from "./exchange-enumerations.js";
import { boolean, date, datetime, list, long, model, nullable, phoneNumber, ro, string } from "./types.js";

export const serviceWithIAM = model("email.exchange.ExchangeServiceWithIAM", {
  adfsChangePassword: boolean,
  cnameDcvRecord: ro(nullable(string)),
  complexityEnabled: boolean,
  defaultAuthenticationPolicyId: nullable(long),
  defaultSmartHost: ro(nullable(string)),
  displayName: nullable(string),
  domain: ro(string),
  hostname: ro(nullable(string)),
  iam: ro(nullable(resourceMetadata)),
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
  passwordHistoryCount: nullable(long),
  spamAndVirusConfiguration: spamAndVirusConfiguration,
  sslExpirationDate: ro(nullable(date)),
  state: ro(serviceState),
  taskPendingId: ro(long),
  webUrl: ro(nullable(string)),
});

export const service = model("email.exchange.ExchangeService", {
  adfsChangePassword: boolean,
  cnameDcvRecord: ro(nullable(string)),
  complexityEnabled: boolean,
  defaultAuthenticationPolicyId: nullable(long),
  defaultSmartHost: ro(nullable(string)),
  displayName: nullable(string),
  domain: ro(string),
  hostname: ro(nullable(string)),
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
  passwordHistoryCount: nullable(long),
  spamAndVirusConfiguration: spamAndVirusConfiguration,
  sslExpirationDate: ro(nullable(date)),
  state: ro(serviceState),
  taskPendingId: ro(long),
  webUrl: ro(nullable(string)),
});

export const task = model("email.exchange.Task", {
  finishDate: ro(nullable(datetime)),
  function: ro(taskFunction),
  id: ro(long),
  status: ro(taskStatus),
  todoDate: ro(datetime),
});

export const account = model("email.exchange.Account", {
  SAMAccountName: ro(nullable(string)),
  accountLicense: ovhLicence,
  authenticationPolicyId: nullable(long),
  city: nullable(string),
  company: nullable(string),
  configured: ro(boolean),
  countryCode: nullable(countryCode),
  creationDate: ro(nullable(datetime)),
  currentUsage: ro(nullable(long)),
  customIsolationId: ro(nullable(long)),
  deleteAtExpiration: nullable(boolean),
  deleteOutlookAtExpiration: nullable(boolean),
  description: nullable(string),
  displayName: nullable(string),
  domain: string,
  exchangeGuid: ro(nullable(string)),
  expirationDate: ro(nullable(datetime)),
  expirationOutlookDate: ro(nullable(datetime)),
  fax: nullable(phoneNumber),
  firstName: nullable(string),
  forwardingEmail: nullable(string),
  guid: ro(nullable(string)),
  hiddenFromGAL: boolean,
  id: ro(long),
  initial: nullable(string),
  jobDepartment: nullable(string),
  jobTitle: nullable(string),
  lastLogoffDate: ro(nullable(datetime)),
  lastLogonDate: ro(nullable(datetime)),
  lastName: nullable(string),
  lastUpdateDate: ro(nullable(datetime)),
  litigation: boolean,
  litigationPeriod: nullable(long),
  login: string,
  mailSenderDisplay: nullable(string),
  mailingFilter: nullable(list(mailingFilter)),
  mobile: nullable(phoneNumber),
  numberOfAliases: ro(long),
  office: nullable(string),
  outlookLicense: boolean,
  owaLimited: ro(boolean),
  passwordLastUpdate: ro(nullable(datetime)),
  phone: nullable(phoneNumber),
  postalCode: nullable(string),
  primaryEmailAddress: ro(string),
  quota: long,
  region: nullable(string),
  renewOutlookPeriod: nullable(renewPeriod),
  renewPeriod: nullable(renewPeriod),
  sbrDestination: nullable(string),
  sendConnectorId: nullable(long),
  spamAndVirusConfiguration: spamAndVirusConfiguration,
  spamDetected: ro(boolean),
  spamTicketNumber: ro(nullable(long)),
  state: ro(objectState),
  storeCopyOfEmail: boolean,
  streetAddress: nullable(string),
  taskPendingId: ro(nullable(long)),
});

export const accountAlias = model("email.exchange.exchangeAccountAlias", {
  alias: ro(string),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const accountArchive = model("email.exchange.exchangeAccountArchive", {
  creationDate: ro(datetime),
  currentUsage: ro(nullable(long)),
  guid: ro(nullable(string)),
  quota: long,
  state: ro(objectState),
  taskPendingId: ro(nullable(long)),
});

export const accountDiagnosis = model("email.exchange.exchangeAccountDiagnosis", {
  canReceiveEmail: ro(boolean),
  canSendEmail: ro(boolean),
  connectiveOWA: ro(boolean),
  isLocked: ro(boolean),
  isMxValid: ro(boolean),
  isSpammer: ro(boolean),
  isSrvValid: ro(boolean),
  isSuspended: ro(boolean),
  lastCheck: ro(datetime),
});

export const accountFullAccess = model("email.exchange.exchangeAccountFullAccess", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const accountProtocol = model("email.exchange.exchangeAccountProtocol", {
  IMAP: boolean,
  POP: boolean,
  activeSync: boolean,
  creationDate: ro(datetime),
  lastUpdate: ro(nullable(datetime)),
  taskPendingId: ro(long),
  webMail: boolean,
});

export const accountSendAs = model("email.exchange.exchangeAccountSendAs", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const accountSendOnBehalfTo = model("email.exchange.exchangeAccountSendOnBehalfTo", {
  allowedAccountId: ro(long),
  creationDate: ro(datetime),
  taskPendingId: ro(long),
});

export const accountLicense = model("email.exchange.AccountLicense", {
  license: ovhLicence,
  licenseQuantity: long,
});

export const dailyLicense = model("email.exchange.DailyLicense", {
  accountLicense: list(accountLicense),
  date: date,
  outlookQuantity: long,
});

export const server = model("email.exchange.Server", {
  commercialVersion: ro(commercialVersion),
  currentDiskUsage: ro(nullable(long)),
  diskSize: ro(nullable(long)),
  individual2010: ro(boolean),
  ip: ro(string),
  ipV6: ro(nullable(string)),
  isAValid: ro(boolean),
  isAaaaValid: ro(boolean),
  isPtrV6Valid: ro(boolean),
  isPtrValid: ro(boolean),
  owaMfa: boolean,
  state: ro(serverState),
  taskPendingId: ro(long),
  version: ro(nullable(long)),
});
