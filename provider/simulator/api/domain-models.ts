import { resourceMetadata } from "./common-models.js";
import { boolean, date, datetime, enumeration, list, long, model, nullable, ro, string } from "./types.js";

export const accountDelegated = model("email.domain.AccountDelegated", {
  accountName: ro(string),
  allowedAccountSize: ro(nullable(list(long))),
  description: string,
  domain: ro(string),
  email: ro(string),
  isBlocked: ro(boolean),
  size: long,
});

export const domainPopAction = enumeration("domain.DomainPopActionEnum", [
  "addAccount",
  "changeAccount",
  "changePassword",
  "deleteAccount",
  "internalMigration",
  "migration",
  "temporaryTask",
  "unknown",
]);

export const taskPop = model("email.domain.TaskPop", {
  action: ro(domainPopAction),
  date: ro(datetime),
  domain: ro(string),
  id: ro(long),
  name: ro(string),
});

export const taskFilter = model("email.domain.TaskFilter", {
  account: ro(string),
  action: ro(string),
  domain: ro(string),
  id: ro(long),
  timestamp: ro(datetime),
});

export const domainFilterAction = enumeration("domain.DomainFilterActionEnum", [
  "accept",
  "account",
  "delete",
  "redirect",
]);

export const domainFilterOperand = enumeration("domain.DomainFilterOperandEnum", [
  "checkspf",
  "contains",
  "noContains",
]);

export const filter = model("email.domain.Filter", {
  action: ro(nullable(domainFilterAction)),
  actionParam: ro(nullable(string)),
  active: ro(boolean),
  domain: ro(string),
  name: ro(string),
  pop: ro(string),
  priority: ro(long),
});

export const rule = model("email.domain.Rule", {
  header: ro(string),
  id: ro(long),
  operand: ro(domainFilterOperand),
  value: ro(string),
});

export const domainSpecialAccountAction = enumeration("domain.DomainSpecialAccountActionEnum", [
  "add",
  "change",
  "delete",
]);

export const domainSpecialAccountType = enumeration("domain.DomainSpecialAccountTypeEnum", [
  "25g",
  "alias",
  "delete",
  "filter",
  "forward",
  "responder",
]);

export const taskSpecialAccount = model("email.domain.TaskSpecialAccount", {
  account: ro(string),
  action: ro(domainSpecialAccountAction),
  date: ro(datetime),
  domain: ro(string),
  id: ro(string),
  type: ro(domainSpecialAccountType),
});

export const responderAccount = model("email.domain.ResponderAccount", {
  account: ro(string),
  content: string,
  copy: ro(boolean),
  copyTo: ro(nullable(string)),
  from: nullable(datetime),
  to: nullable(datetime),
});

export const domainUsageAccountStruct = model("domain.DomainUsageAccountStruct", {
  date: nullable(datetime),
  emailCount: nullable(long),
  quota: nullable(long),
});

export const domainMlLimits = model("domain.DomainMlLimits", {
  subscribers: long,
});

export const diagnose = enumeration("email.domain.DiagnoseEnum", ["checkFail", "invalid", "none", "unknown", "valid"]);

export const domainStatus = enumeration("domain.DomainStatusEnum", ["close", "ok", "readOnly", "unknown"]);

export const domainServiceWithIAM = model("email.domain.DomainServiceWithIAM", {
  allowedAccountSize: ro(nullable(list(long))),
  creationDate: ro(nullable(datetime)),
  domain: ro(string),
  filerz: ro(nullable(long)),
  iam: ro(nullable(resourceMetadata)),
  isMXValid: ro(diagnose),
  isSPFValid: ro(diagnose),
  linkTo: ro(nullable(string)),
  migratedMXPlanServiceName: ro(nullable(string)),
  offer: ro(nullable(string)),
  status: ro(domainStatus),
});

export const account = model("email.domain.Account", {
  accountName: ro(string),
  description: string,
  domain: ro(string),
  email: ro(string),
  isBlocked: ro(boolean),
  size: long,
});

export const delegation = model("email.domain.Delegation", {
  accountId: ro(string),
});

export const migrationServiceType = enumeration("email.domain.MigrationServiceType", [
  "EMAIL PRO",
  "HOSTED EXCHANGE",
  "PRIVATE EXCHANGE",
  "PROVIDER EXCHANGE",
]);

export const migrationService = model("email.domain.MigrationService", {
  contactAdmin: ro(string),
  contactBilling: ro(string),
  contactTech: ro(string),
  creation: ro(date),
  destinationServiceName: ro(string),
  expiration: ro(date),
  type: ro(migrationServiceType),
});

export const migrationAccount = model("email.domain.MigrationAccount", {
  destinationEmailAddress: ro(string),
  quota: ro(long),
});

export const migrationCheckCode = enumeration("email.domain.MigrationCheckCodeEnum", [
  "ACCOUNT_EMPTY",
  "ACCOUNT_INPROGRESS",
  "DELEGATION_EXIST",
  "DOMAIN_EMPTY",
  "FILTER_EXIST",
  "FORWARD_EXIST",
  "FORWARD_LOCAL",
  "MAILINGLIST_EXIST",
  "MAILINGLIST_INPROGRESS",
  "MAILPROXY_BAD_INFRA",
  "MAILPROXY_EMPTY",
  "MAILPROXY_INPROGRESS",
  "MAILPROXY_RESERVATION",
  "REDIRECTION_INPROGRESS",
  "RESPONDER_EXIST",
  "RESPONDER_INPROGRESS",
  "UNKNOW",
]);

export const migrationCheckResultStruct = model("email.domain.MigrationCheckResultStruct", {
  code: migrationCheckCode,
  details: nullable(string),
});

export const migrationCheckStruct = model("email.domain.MigrationCheckStruct", {
  alias: nullable(list(string)),
  error: nullable(list(migrationCheckResultStruct)),
  filter: nullable(list(string)),
  forward: nullable(list(string)),
  warning: nullable(list(migrationCheckResultStruct)),
});

export const acl = model("email.domain.Acl", {
  accountId: ro(string),
});

export const domainMXFilter = enumeration("domain.DomainMXFilterEnum", [
  "CUSTOM",
  "FULL_FILTERING",
  "NO_FILTERING",
  "REDIRECT",
  "SIMPLE_FILTERING",
]);

export const domainMlLanguage = enumeration("domain.DomainMlLanguageEnum", [
  "de",
  "en",
  "es",
  "fr",
  "it",
  "nl",
  "pl",
  "pt",
]);

export const taskMl = model("email.domain.TaskMl", {
  account: ro(string),
  action: ro(string),
  date: ro(datetime),
  domain: ro(string),
  id: ro(long),
  language: ro(domainMlLanguage),
});

export const domainMlOptionsStruct = model("domain.DomainMlOptionsStruct", {
  moderatorMessage: boolean,
  subscribeByModerator: boolean,
  usersPostOnly: boolean,
});

export const mailingList = model("email.domain.MailingList", {
  id: ro(long),
  language: nullable(domainMlLanguage),
  name: ro(string),
  nbSubscribers: ro(nullable(long)),
  nbSubscribersUpdateDate: ro(nullable(datetime)),
  options: ro(domainMlOptionsStruct),
  ownerEmail: string,
  replyTo: string,
});

export const domainQuota = model("domain.DomainQuota", {
  account: long,
  alias: long,
  mailingList: long,
  redirection: long,
  responder: long,
});

export const dnsRecordType = enumeration("email.domain.DnsRecordTypeEnum", [
  "A",
  "AAAA",
  "CAA",
  "CNAME",
  "DKIM",
  "DMARC",
  "DNAME",
  "LOC",
  "MX",
  "NAPTR",
  "NS",
  "PTR",
  "SPF",
  "SRV",
  "SSHFP",
  "TLSA",
  "TXT",
]);

export const record = model("email.domain.Record", {
  fieldType: ro(dnsRecordType),
  id: ro(long),
  subDomain: ro(nullable(string)),
  target: ro(string),
  ttl: ro(nullable(long)),
  zone: ro(string),
});

export const redirectionCreation = model("email.domain.RedirectionCreation", {
  from: string,
  localCopy: boolean,
  to: string,
});

export const redirectionGlobal = model("email.domain.RedirectionGlobal", {
  from: ro(string),
  id: ro(string),
  to: ro(string),
});

export const redirectionChangeRedirectionCreation = model("email.domain.RedirectionChangeRedirectionCreation", {
  to: string,
});

export const responder = model("email.domain.Responder", {
  account: ro(string),
  content: string,
  copy: ro(boolean),
  copyTo: ro(nullable(string)),
  from: nullable(datetime),
  to: nullable(datetime),
});

export const domainSummary = model("domain.DomainSummary", {
  account: long,
  mailingList: long,
  redirection: long,
  responder: long,
});

export const taskStatus = enumeration("email.domain.TaskStatusEnum", [
  "cancelled",
  "customerError",
  "doing",
  "done",
  "init",
  "ovhError",
  "todo",
]);

export const task = model("email.domain.task", {
  domain: ro(string),
  function: ro(string),
  id: ro(long),
  status: ro(taskStatus),
});
