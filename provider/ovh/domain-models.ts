/** What we read of `/email/domain`, the old MX Plan. Sizes are in bytes, stated so. */

import { z } from "zod";
import { id, names, text, whole } from "./wire.js";

/**
 * Enumerations are only shown, but for `migratedMXPlanServiceName`, which is none: when it is there, the accounts of the
 * domain are in the new MX Plan, under that name.
 */
export const domainService = z.object({
  domain: z.string(),
  offer: text,
  status: z.string(),
  migratedMXPlanServiceName: text,
  allowedAccountSize: z.array(whole).nullish(),
  isMXValid: z.string(),
  isSPFValid: z.string(),
});
export type DomainService = z.infer<typeof domainService>;

/** How many there may be. */
export const domainQuota = z.object({
  account: whole,
  alias: whole,
  mailingList: whole,
  redirection: whole,
  responder: whole,
});
export type DomainQuota = z.infer<typeof domainQuota>;

/** How many there are. */
export const domainSummary = z.object({
  account: whole,
  mailingList: whole,
  redirection: whole,
  responder: whole,
});
export type DomainSummary = z.infer<typeof domainSummary>;

export const domainAccount = z.object({
  accountName: z.string(),
  domain: z.string(),
  email: z.string(),
  description: z.string(),
  isBlocked: z.boolean(),
  size: whole,
});
export type DomainAccount = z.infer<typeof domainAccount>;

export const delegatedAccount = domainAccount.extend({ allowedAccountSize: z.array(whole).nullish() });
export type DelegatedAccount = z.infer<typeof delegatedAccount>;

/** `quota` is what the mail takes up, whatever its name. */
export const accountUsage = z.object({ date: text, emailCount: whole.nullish(), quota: whole.nullish() });
export type AccountUsage = z.infer<typeof accountUsage>;

/** A task of a mailbox. It has no state: it has ended when the list of tasks does not name it any more. */
export const popTask = z.object({ id, name: z.string(), action: z.string() });
export type PopTask = z.infer<typeof popTask>;

export const filterTask = z.object({ id, account: z.string(), action: z.string() });
export type FilterTask = z.infer<typeof filterTask>;

export const mailingListTask = z.object({ id, account: z.string(), action: z.string() });
export type MailingListTask = z.infer<typeof mailingListTask>;

/** A task of a redirection or a responder. Its id is a text, and it is not the id of the redirection. */
export const specialTask = z.object({ id: z.string(), account: z.string(), action: z.string(), type: z.string() });
export type SpecialTask = z.infer<typeof specialTask>;

/** The one kind of task here that has a state. Exact: waiting ends by it. */
export const domainTask = z.object({
  id,
  domain: z.string(),
  function: z.string(),
  status: z.enum(["init", "todo", "doing", "done", "cancelled", "customerError", "ovhError"]),
});
export type DomainTask = z.infer<typeof domainTask>;

/** `localCopy` cannot be read back. */
export const redirection = z.object({ id: z.string(), from: z.string(), to: z.string() });
export type Redirection = z.infer<typeof redirection>;

export const responder = z.object({
  account: z.string(),
  content: z.string(),
  /** Whether mail is kept, and where: in the mailbox, or at `copyTo` when that is set. */
  copy: z.boolean(),
  copyTo: text,
  from: text,
  to: text,
});
export type Responder = z.infer<typeof responder>;

export const filter = z.object({
  name: z.string(),
  pop: z.string(),
  active: z.boolean(),
  priority: whole,
  action: text,
  actionParam: text,
});
export type Filter = z.infer<typeof filter>;

/** A nichandle, and nothing else. */
export const nichandle = z.object({ accountId: z.string() });
export type Nichandle = z.infer<typeof nichandle>;

export const migrationService = z.object({ destinationServiceName: z.string(), type: z.string() });
export type MigrationService = z.infer<typeof migrationService>;

/** OVHcloud states no unit of `quota`. */
export const migrationAccount = z.object({ destinationEmailAddress: z.string(), quota: whole });
export type MigrationAccount = z.infer<typeof migrationAccount>;

/** What `checkMigrate` finds; `UNKNOW` is OVHcloud's spelling. It does not say which of them are errors. */
export const migrationCheckCode = z.enum([
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
export type MigrationCheckCode = z.infer<typeof migrationCheckCode>;

/** A code we do not know must reach the user by its name. */
const finding = z.object({ code: z.union([migrationCheckCode, z.string()]), details: text });

/** Answered with success in both cases: a migration is possible when `error` is null or empty. */
export const migrationCheck = z.object({
  error: z.array(finding).nullish(),
  warning: z.array(finding).nullish(),
  alias: names.nullish(),
  filter: names.nullish(),
  forward: names.nullish(),
});
export type MigrationCheck = z.infer<typeof migrationCheck>;

export const dnsRecord = z.object({
  fieldType: z.string(),
  subDomain: text,
  target: z.string(),
  /** Seconds. */
  ttl: whole.nullish(),
  zone: z.string(),
});
export type DnsRecord = z.infer<typeof dnsRecord>;
