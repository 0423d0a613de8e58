/** What we read of OVHcloud's Exchange models: strict on what we use, silent on the rest. */

import { z } from "zod";
import { id, names, taskPendingId, text, whole } from "./wire.js";

export { ids, ignoredText, names as addresses, nothing, type Task, task, taskStatus } from "./wire.js";

/** How mail to a mailbox is filtered. */
export const spamAndVirusConfiguration = z.object({
  checkDKIM: z.boolean(),
  checkSPF: z.boolean(),
  deleteSpam: z.boolean(),
  deleteVirus: z.boolean(),
  putInJunk: z.boolean(),
  tagSpam: z.boolean(),
  tagVirus: z.boolean(),
});

export const exchangeAccount = z.object({
  id,
  primaryEmailAddress: z.string(),
  domain: z.string(),
  configured: z.boolean(),
  /** We act on `ok` alone, so a new state does no harm. The same holds for every `state` below. */
  state: z.string(),
  taskPendingId,
  displayName: text,
  firstName: text,
  lastName: text,
  initial: text,
  company: text,
  hiddenFromGAL: z.boolean(),
  creationDate: text,
  lastLogonDate: text,
  passwordLastUpdate: text,
  forwardingEmail: text,
  storeCopyOfEmail: z.boolean(),
  spamAndVirusConfiguration,
  mailingFilter: names.nullish(),
  outlookLicense: z.boolean(),
  deleteAtExpiration: z.boolean().nullish(),
  renewPeriod: text,
  /** Compared with what is declared, so a new value is a difference and no failure. */
  accountLicense: z.string(),
  /** GB: said of the same field in POST. */
  quota: whole,
  /** KB. OVHcloud states no unit; its panel computes with this one. */
  currentUsage: whole.nullish(),
});
export type ExchangeAccount = z.infer<typeof exchangeAccount>;

export const sharedAccount = z.object({
  id,
  creationDate: text,
  sharedEmailAddress: z.string(),
  state: z.string(),
  taskPendingId,
  /** MB. OVHcloud states no unit here; the service's `SharedAccountQuota`, which is in MB, is counted in the same numbers. */
  quota: whole,
  /** KB: a guess by the same reasoning. */
  currentUsage: whole.nullish(),
  displayName: text,
  firstName: text,
  lastName: text,
  initials: text,
  hiddenFromGAL: z.boolean(),
});
export type SharedAccount = z.infer<typeof sharedAccount>;

/** MB, stated so; but for `quotaUsed` (KB), which we do not read. */
export const sharedAccountQuota = z.object({
  quotaLimit: whole,
  quotaReserved: whole,
  singleMailboxQuotaLimit: whole,
});
export type SharedAccountQuota = z.infer<typeof sharedAccountQuota>;

/** `offer` and `state` are compared with values we know; others are left alone. */
export const exchangeService = z.object({
  offer: z.string(),
  state: z.string(),
  displayName: text,
  /** Where mail programs find it. */
  hostname: text,
  taskPendingId,
  complexityEnabled: z.boolean().optional(),
  minPasswordLength: whole.nullish(),
});
export type ExchangeService = z.infer<typeof exchangeService>;

export const exchangeServer = z.object({
  /** For example `2019` or `SE`; only shown. */
  commercialVersion: z.string(),
  state: z.string(),
  individual2010: z.boolean(),
  taskPendingId,
  /** MB, both stated so. */
  currentDiskUsage: whole.nullish(),
  diskSize: whole.nullish(),
});
export type ExchangeServer = z.infer<typeof exchangeServer>;

export const accountProtocol = z.object({
  IMAP: z.boolean(),
  POP: z.boolean(),
  activeSync: z.boolean(),
  webMail: z.boolean(),
  taskPendingId,
});
export type AccountProtocol = z.infer<typeof accountProtocol>;

/** The restrictions are compared with what is declared, so a new value is a difference and no failure. */
export const mailingList = z.object({
  mailingListAddress: z.string(),
  creationDate: z.string(),
  state: z.string(),
  taskPendingId,
  displayName: text,
  company: text,
  joinRestriction: z.string(),
  departRestriction: z.string(),
  hiddenFromGAL: z.boolean(),
  /** OVHcloud's spelling. */
  senderAuthentification: z.boolean(),
  /** MB, both stated so. Null: as large as OVHcloud allows. */
  maxReceiveSize: whole.nullish(),
  maxSendSize: whole.nullish(),
});
export type MailingList = z.infer<typeof mailingList>;

/** One of the two numbers is there. */
export const mailingListMember = z.object({
  memberAccountId: id.nullish(),
  memberContactId: id.nullish(),
  memberEmailAddress: z.string(),
  taskPendingId,
});
export type MailingListMember = z.infer<typeof mailingListMember>;

export const mailingListManager = z.object({ managerAccountId: id, managerEmailAddress: z.string(), taskPendingId });
export type MailingListManager = z.infer<typeof mailingListManager>;

export const externalContact = z.object({
  id,
  externalEmailAddress: z.string(),
  creationDate: z.string(),
  state: z.string(),
  taskPendingId,
  displayName: z.string(),
  firstName: text,
  lastName: text,
  initials: text,
  hiddenFromGAL: z.boolean(),
});
export type ExternalContact = z.infer<typeof externalContact>;

/** `type` and the state of DKIM are only shown. */
export const exchangeDomain = z.object({
  name: z.string(),
  state: z.string(),
  taskPendingId,
  type: z.string(),
  domainValidated: z.boolean(),
  cnameToCheck: text,
  mxRelay: text,
  mxIsValid: z.boolean(),
  mxRecord: names.nullish(),
  expectedMX: names,
  spfIsValid: z.boolean(),
  spfRecord: names.nullish(),
  expectedSPF: z.string(),
  srvIsValid: z.boolean(),
  srvRecord: names.nullish(),
  expectedAutodiscoverSRV: z.string(),
  dkimDiagnostics: z.object({ state: z.string(), errorCode: whole.nullish(), message: text }),
});
export type ExchangeDomain = z.infer<typeof exchangeDomain>;
