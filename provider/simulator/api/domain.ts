import { z } from "zod";
import { serviceInfos } from "./common-models.js";
import {
  account,
  accountDelegated,
  acl,
  delegation,
  domainFilterAction,
  domainFilterOperand,
  domainMlLanguage,
  domainMlLimits,
  domainMlOptionsStruct,
  domainMXFilter,
  domainQuota,
  domainServiceWithIAM,
  domainSummary,
  domainUsageAccountStruct,
  filter,
  mailingList,
  migrationAccount,
  migrationCheckStruct,
  migrationService,
  migrationServiceType,
  record,
  redirectionChangeRedirectionCreation,
  redirectionCreation,
  redirectionGlobal,
  responder,
  responderAccount,
  rule,
  task,
  taskFilter,
  taskMl,
  taskPop,
  taskSpecialAccount,
} from "./domain-models.js";
import { type Operation, operation } from "./operation.js";
import { boolean, datetime, list, long, nothing, optional, password, string } from "./types.js";

export const postDelegatedAccountChangePassword = z.object({
  password: password,
});

export const postDelegatedAccountFilter = z.object({
  action: domainFilterAction,
  actionParam: optional(string),
  active: boolean,
  header: string,
  name: string,
  operand: domainFilterOperand,
  priority: long,
  value: string,
});

export const postDelegatedAccountFilterChangeActivity = z.object({
  activity: boolean,
});

export const postDelegatedAccountFilterChangePriority = z.object({
  priority: long,
});

export const postDelegatedAccountFilterRule = z.object({
  header: string,
  operand: domainFilterOperand,
  value: string,
});

export const postDelegatedAccountResponder = z.object({
  content: string,
  copy: boolean,
  copyTo: optional(string),
  from: optional(datetime),
  to: optional(datetime),
});

export const postAccount = z.object({
  accountName: string,
  description: optional(string),
  password: password,
  size: optional(long),
});

export const postAccountChangePassword = z.object({
  password: password,
});

export const postAccountDelegation = z.object({
  accountId: string,
});

export const postAccountFilter = z.object({
  action: domainFilterAction,
  actionParam: optional(string),
  active: boolean,
  header: string,
  name: string,
  operand: domainFilterOperand,
  priority: long,
  value: string,
});

export const postAccountFilterChangeActivity = z.object({
  activity: boolean,
});

export const postAccountFilterChangePriority = z.object({
  priority: long,
});

export const postAccountFilterRule = z.object({
  header: string,
  operand: domainFilterOperand,
  value: string,
});

export const postAccountMigrate = z.object({
  password: password,
});

export const postAcl = z.object({
  accountId: string,
});

export const postMailingList = z.object({
  language: domainMlLanguage,
  name: string,
  options: domainMlOptionsStruct,
  ownerEmail: string,
  replyTo: optional(string),
});

export const postResponder = z.object({
  account: string,
  content: string,
  copy: boolean,
  copyTo: optional(string),
  from: optional(datetime),
  to: optional(datetime),
});

export const domainOperations: readonly Operation[] = [
  operation("GET /email/domain", list(string)),
  operation("GET /email/domain/delegatedAccount", list(string), {
    query: { accountName: optional(string), domain: optional(string) },
  }),
  operation("GET /email/domain/delegatedAccount/{email}", accountDelegated),
  operation("PUT /email/domain/delegatedAccount/{email}", nothing, { body: accountDelegated, bodyIsModel: true }),
  operation("POST /email/domain/delegatedAccount/{email}/changePassword", taskPop, {
    body: postDelegatedAccountChangePassword,
  }),
  operation("GET /email/domain/delegatedAccount/{email}/filter", list(string)),
  operation("POST /email/domain/delegatedAccount/{email}/filter", taskFilter, { body: postDelegatedAccountFilter }),
  operation("DELETE /email/domain/delegatedAccount/{email}/filter/{name}", list(taskFilter)),
  operation("GET /email/domain/delegatedAccount/{email}/filter/{name}", filter),
  operation("POST /email/domain/delegatedAccount/{email}/filter/{name}/changeActivity", taskFilter, {
    body: postDelegatedAccountFilterChangeActivity,
  }),
  operation("POST /email/domain/delegatedAccount/{email}/filter/{name}/changePriority", taskFilter, {
    body: postDelegatedAccountFilterChangePriority,
  }),
  operation("GET /email/domain/delegatedAccount/{email}/filter/{name}/rule", list(long)),
  operation("POST /email/domain/delegatedAccount/{email}/filter/{name}/rule", taskFilter, {
    body: postDelegatedAccountFilterRule,
  }),
  operation("DELETE /email/domain/delegatedAccount/{email}/filter/{name}/rule/{id}", list(taskFilter)),
  operation("GET /email/domain/delegatedAccount/{email}/filter/{name}/rule/{id}", rule),
  operation("DELETE /email/domain/delegatedAccount/{email}/responder", taskSpecialAccount),
  operation("GET /email/domain/delegatedAccount/{email}/responder", responderAccount),
  operation("POST /email/domain/delegatedAccount/{email}/responder", taskSpecialAccount, {
    body: postDelegatedAccountResponder,
  }),
  operation("PUT /email/domain/delegatedAccount/{email}/responder", nothing, {
    body: responderAccount,
    bodyIsModel: true,
  }),
  operation("POST /email/domain/delegatedAccount/{email}/updateUsage", nothing),
  operation("POST /email/domain/delegatedAccount/{email}/usage", domainUsageAccountStruct),
  operation("GET /email/domain/mailingListLimits", domainMlLimits, { query: { moderatorMessage: boolean } }),
  operation("GET /email/domain/{domain}", domainServiceWithIAM),
  operation("GET /email/domain/{domain}/account", list(string), {
    query: { accountName: optional(string), description: optional(string) },
  }),
  operation("POST /email/domain/{domain}/account", taskPop, { body: postAccount }),
  operation("DELETE /email/domain/{domain}/account/{accountName}", taskPop),
  operation("GET /email/domain/{domain}/account/{accountName}", account),
  operation("PUT /email/domain/{domain}/account/{accountName}", nothing, { body: account, bodyIsModel: true }),
  operation("POST /email/domain/{domain}/account/{accountName}/changePassword", taskPop, {
    body: postAccountChangePassword,
  }),
  operation("GET /email/domain/{domain}/account/{accountName}/delegation", list(string)),
  operation("POST /email/domain/{domain}/account/{accountName}/delegation", string, { body: postAccountDelegation }),
  operation("DELETE /email/domain/{domain}/account/{accountName}/delegation/{accountId}", string),
  operation("GET /email/domain/{domain}/account/{accountName}/delegation/{accountId}", delegation),
  operation("GET /email/domain/{domain}/account/{accountName}/filter", list(string)),
  operation("POST /email/domain/{domain}/account/{accountName}/filter", taskFilter, { body: postAccountFilter }),
  operation("DELETE /email/domain/{domain}/account/{accountName}/filter/{name}", list(taskFilter)),
  operation("GET /email/domain/{domain}/account/{accountName}/filter/{name}", filter),
  operation("POST /email/domain/{domain}/account/{accountName}/filter/{name}/changeActivity", taskFilter, {
    body: postAccountFilterChangeActivity,
  }),
  operation("POST /email/domain/{domain}/account/{accountName}/filter/{name}/changePriority", taskFilter, {
    body: postAccountFilterChangePriority,
  }),
  operation("GET /email/domain/{domain}/account/{accountName}/filter/{name}/rule", list(long)),
  operation("POST /email/domain/{domain}/account/{accountName}/filter/{name}/rule", taskFilter, {
    body: postAccountFilterRule,
  }),
  operation("DELETE /email/domain/{domain}/account/{accountName}/filter/{name}/rule/{id}", list(taskFilter)),
  operation("GET /email/domain/{domain}/account/{accountName}/filter/{name}/rule/{id}", rule),
  operation("GET /email/domain/{domain}/account/{accountName}/migrate", list(string), {
    query: { type: optional(migrationServiceType) },
  }),
  operation("GET /email/domain/{domain}/account/{accountName}/migrate/{destinationServiceName}", migrationService),
  operation(
    "GET /email/domain/{domain}/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress",
    list(string),
    { query: { quota: optional(long) } },
  ),
  operation(
    "GET /email/domain/{domain}/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress/{destinationEmailAddress}",
    migrationAccount,
  ),
  operation(
    "GET /email/domain/{domain}/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress/{destinationEmailAddress}/checkMigrate",
    migrationCheckStruct,
  ),
  operation(
    "POST /email/domain/{domain}/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress/{destinationEmailAddress}/migrate",
    taskPop,
    { body: postAccountMigrate },
  ),
  operation("POST /email/domain/{domain}/account/{accountName}/updateUsage", nothing),
  operation("GET /email/domain/{domain}/account/{accountName}/usage", domainUsageAccountStruct),
  operation("GET /email/domain/{domain}/acl", list(string)),
  operation("POST /email/domain/{domain}/acl", acl, { body: postAcl }),
  operation("DELETE /email/domain/{domain}/acl/{accountId}", nothing),
  operation("GET /email/domain/{domain}/acl/{accountId}", acl),
  operation("GET /email/domain/{domain}/dnsMXFilter", domainMXFilter, { query: { subDomain: optional(string) } }),
  operation("GET /email/domain/{domain}/dnsMXRecords", list(string), { query: { subDomain: optional(string) } }),
  operation("GET /email/domain/{domain}/mailingList", list(string), { query: { name: optional(string) } }),
  operation("POST /email/domain/{domain}/mailingList", taskMl, { body: postMailingList }),
  operation("DELETE /email/domain/{domain}/mailingList/{name}", taskMl),
  operation("GET /email/domain/{domain}/mailingList/{name}", mailingList),
  operation("GET /email/domain/{domain}/quota", domainQuota),
  operation("GET /email/domain/{domain}/recommendedDNSRecords", list(record)),
  operation("GET /email/domain/{domain}/redirection", list(string), {
    query: { from: optional(string), to: optional(string) },
  }),
  operation("POST /email/domain/{domain}/redirection", taskSpecialAccount, {
    body: redirectionCreation,
    bodyIsModel: true,
  }),
  operation("DELETE /email/domain/{domain}/redirection/{id}", taskSpecialAccount),
  operation("GET /email/domain/{domain}/redirection/{id}", redirectionGlobal),
  operation("POST /email/domain/{domain}/redirection/{id}/changeRedirection", taskSpecialAccount, {
    body: redirectionChangeRedirectionCreation,
    bodyIsModel: true,
  }),
  operation("GET /email/domain/{domain}/responder", list(string), { query: { account: optional(string) } }),
  operation("POST /email/domain/{domain}/responder", taskSpecialAccount, { body: postResponder }),
  operation("DELETE /email/domain/{domain}/responder/{account}", taskSpecialAccount),
  operation("GET /email/domain/{domain}/responder/{account}", responder),
  operation("PUT /email/domain/{domain}/responder/{account}", nothing, { body: responder, bodyIsModel: true }),
  operation("GET /email/domain/{domain}/serviceInfos", serviceInfos),
  operation("PUT /email/domain/{domain}/serviceInfos", nothing, { body: serviceInfos, bodyIsModel: true }),
  operation("GET /email/domain/{domain}/summary", domainSummary),
  operation("GET /email/domain/{domain}/task/account", list(long), { query: { name: optional(string) } }),
  operation("GET /email/domain/{domain}/task/account/{id}", taskPop),
  operation("GET /email/domain/{domain}/task/all", list(long)),
  operation("GET /email/domain/{domain}/task/all/{id}", task),
  operation("GET /email/domain/{domain}/task/filter", list(long), { query: { account: optional(string) } }),
  operation("GET /email/domain/{domain}/task/filter/{id}", taskFilter),
  operation("GET /email/domain/{domain}/task/mailinglist", list(long), { query: { account: optional(string) } }),
  operation("GET /email/domain/{domain}/task/mailinglist/{id}", taskMl),
  operation("GET /email/domain/{domain}/task/redirection", list(string), { query: { account: optional(string) } }),
  operation("GET /email/domain/{domain}/task/redirection/{id}", taskSpecialAccount),
  operation("GET /email/domain/{domain}/task/responder", list(long), { query: { account: optional(string) } }),
  operation("GET /email/domain/{domain}/task/responder/{id}", taskSpecialAccount),
];
