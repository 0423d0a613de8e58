import { z } from "zod";
import {
  commercialVersion,
  domainDkimDiagnosticsState,
  domainType,
  mailingListDepartRestriction,
  mailingListJoinRestriction,
  objectState,
  ovhLicence,
} from "../api/exchange-enumerations.js";
import { address, contactsShape, count } from "../seed-parts.js";

const person = {
  emailAddress: address,
  displayName: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  hiddenFromGAL: z.boolean().default(false),
};

const account = z.strictObject({
  ...person,
  company: z.string().optional(),
  /** Only a salted hash of it is kept. */
  password: z.string().optional(),
  aliases: z.array(address).default([]),
  quotaGb: z.int().positive().default(50),
  currentUsageKb: count.default(0),
  accountLicense: ovhLicence.default("standard"),
  outlookLicense: z.boolean().default(false),
  forwardingEmail: address.optional(),
  storeCopyOfEmail: z.boolean().default(false),
  protocols: z
    .strictObject({ IMAP: z.boolean(), POP: z.boolean(), activeSync: z.boolean(), webMail: z.boolean() })
    .partial()
    .default({}),
  /** GB of its archive. Absent: it has none. */
  archiveQuotaGb: z.int().positive().optional(),
  state: objectState.default("ok"),
  spamDetected: z.boolean().default(false),
});

const sharedAccount = z.strictObject({
  ...person,
  quotaMb: z.int().positive(),
  aliases: z.array(address).default([]),
  currentUsageKb: count.default(0),
  state: objectState.default("ok"),
});

const sizeMb = z.int().min(0).max(100);

const mailingList = z.strictObject({
  emailAddress: address,
  displayName: z.string().optional(),
  company: z.string().optional(),
  aliases: z.array(address).default([]),
  hiddenFromGAL: z.boolean().default(false),
  joinRestriction: mailingListJoinRestriction.default("closed"),
  departRestriction: mailingListDepartRestriction.default("closed"),
  /** True: only users of the platform may write to it. */
  senderAuthentification: z.boolean().default(false),
  /** @default OVHcloud's maximum */
  maxReceiveSizeMb: sizeMb.optional(),
  maxSendSizeMb: sizeMb.optional(),
  /** Addresses of accounts and external contacts of this service. */
  members: z.array(address).default([]),
  /** Addresses of accounts of this service. */
  managers: z.array(address).default([]),
  state: objectState.default("ok"),
});

const externalContact = z.strictObject({ ...person, initials: z.string().optional() });

const grant = z.strictObject({
  /** Address of the account, shared account or contact group. */
  on: address,
  /** Address of the account that holds the right. */
  to: address,
  /** Contact groups have no `fullAccess`. */
  right: z.enum(["fullAccess", "sendAs", "sendOnBehalfTo"]),
});

const domainName = z.string().min(1);

const domain = z.strictObject({
  name: domainName,
  type: domainType.default("authoritative"),
  state: objectState.default("ok"),
  main: z.boolean().optional(),
  mxRelay: z.string().optional(),
  /** False: its ownership must be proved by a CNAME, and no address can be made on it. */
  validated: z.boolean().default(true),
  /** Whether the DNS is as OVHcloud expects; where not, what it holds. */
  mxIsValid: z.boolean().default(true),
  mxRecord: z.array(z.string()).optional(),
  spfIsValid: z.boolean().default(true),
  spfRecord: z.array(z.string()).optional(),
  srvIsValid: z.boolean().default(true),
  srvRecord: z.array(z.string()).optional(),
  dkim: domainDkimDiagnosticsState.default("disabled"),
});

/** A name alone is a domain that is set up as it should be. */
const domainOrName = z.union([domainName.transform((name) => domain.parse({ name })), domain]);

export const exchangeServiceSeed = z.strictObject({
  name: z.string().min(1),
  /** @default the name, as both are the same in OVH's guides */
  organization: z.string().min(1).optional(),
  offer: z.enum(["hosted", "dedicated", "dedicatedCluster", "provider"]).default("hosted"),
  /** @default "2019", for `provider` "2010": with later ones its accounts are ordered, as hosted ones are */
  commercialVersion: commercialVersion.optional(),
  ...contactsShape,
  domains: z.array(domainOrName).default([]),
  /** Domains whose zone is in another customer's hands: whoever adds one must prove its ownership. */
  foreignDomains: z.array(domainName).default([]),
  /** Accounts that were ordered and not configured yet, `<something>@configureme.me`. */
  freeAccounts: count.default(0),
  accounts: z.array(account).default([]),
  sharedAccounts: z.array(sharedAccount).default([]),
  externalContacts: z.array(externalContact).default([]),
  mailingLists: z.array(mailingList).default([]),
  /** @default 5120 MB for each account, free ones included (OVH guide 'feature_shared_account': 5 GB each) */
  sharedQuotaLimitMb: count.optional(),
  /** OVHcloud publishes no value; 10240 MB is ours. */
  singleMailboxQuotaLimitMb: count.default(10_240),
  /** OVHcloud publishes no default; 8 is ours. */
  minPasswordLength: count.default(8),
  complexityEnabled: z.boolean().default(true),
  grants: z.array(grant).default([]),
});

export type ExchangeServiceSeed = z.output<typeof exchangeServiceSeed>;
export type AccountSeed = ExchangeServiceSeed["accounts"][number];
export type SharedAccountSeed = ExchangeServiceSeed["sharedAccounts"][number];
export type MailingListSeed = ExchangeServiceSeed["mailingLists"][number];
export type ExternalContactSeed = ExchangeServiceSeed["externalContacts"][number];
export type DomainSeed = ExchangeServiceSeed["domains"][number];
