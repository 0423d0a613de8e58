import { z } from "zod";
import * as api from "../api/domain-models.js";
import { datetime } from "../api/types.js";
import { address, contactsShape, count } from "../seed-parts.js";
import { defaultSizeBytes } from "./new-account.js";
import { nichandlePattern } from "./nichandles.js";

const nichandle = z.string().regex(nichandlePattern, "must be an OVHcloud customer identifier");
const localPart = z.string().regex(/^[^\s@]+$/, "must be what stands before the @");

const rule = z.strictObject({ header: z.string(), operand: api.domainFilterOperand, value: z.string() });

const filter = z.strictObject({
  name: z.string().min(1),
  action: api.domainFilterAction.default("accept"),
  actionParam: z.string().nullable().default(null),
  active: z.boolean().default(true),
  priority: count.default(0),
  rules: z.array(rule).default([]),
});

const account = z.strictObject({
  /** What stands before the @. */
  name: localPart,
  description: z.string().default(""),
  /** Only a salted hash of it is kept. */
  password: z.string().optional(),
  /** One of `allowedAccountSizesBytes`. */
  sizeBytes: z.int().positive().default(defaultSizeBytes),
  usedBytes: count.default(0),
  emailCount: count.default(0),
  isBlocked: z.boolean().default(false),
  /** Nichandles; they need no keys in `apiAccounts`. */
  delegates: z.array(nichandle).default([]),
  filters: z.array(filter).default([]),
});

const redirection = z.strictObject({
  /** Whole address, in this domain. */
  from: address,
  to: address,
  localCopy: z.boolean().default(false),
});

const responder = z.strictObject({
  /** What stands before the @. */
  account: localPart,
  content: z.string(),
  copy: z.boolean().default(true),
  copyTo: address.nullable().default(null),
  from: datetime.nullable().default(null),
  to: datetime.nullable().default(null),
});

const mailingList = z.strictObject({
  /** What stands before the @. */
  name: localPart,
  ownerEmail: address,
  /** @default the list itself */
  replyTo: address.optional(),
  language: api.domainMlLanguage.default("en"),
  options: z
    .strictObject({ moderatorMessage: z.boolean(), subscribeByModerator: z.boolean(), usersPostOnly: z.boolean() })
    .default({ moderatorMessage: false, subscribeByModerator: false, usersPostOnly: false }),
});

/** OVHcloud publishes no figures; these are ours. */
const quota = z.strictObject({
  account: count.default(100),
  alias: count.default(1_000),
  mailingList: count.default(10),
  redirection: count.default(1_000),
  responder: count.default(100),
});

/** What the domain name system says. */
const dns = z.strictObject({
  isMXValid: api.diagnose.default("valid"),
  isSPFValid: api.diagnose.default("valid"),
  /** @default those that OVHcloud recommends */
  mxRecords: z.array(z.string()).optional(),
  mxFilter: api.domainMXFilter.default("NO_FILTERING"),
});

export const domainSeed = z.strictObject({
  /** The domain. */
  name: z.string().min(1),
  ...contactsShape,
  /** OVHcloud publishes no values. */
  offer: z.string().nullable().default(null),
  status: api.domainStatus.default("ok"),
  /** OVHcloud publishes no values but the default of an account, which is the first one here. */
  allowedAccountSizesBytes: z.array(z.int().positive()).default([defaultSizeBytes, 25_000_000]),
  quota: quota.prefault({}),
  dns: dns.prefault({}),
  /** The service of the new MX Plan that holds the accounts of the domain. */
  migratedTo: z.string().min(1).nullable().default(null),
  accounts: z.array(account).default([]),
  redirections: z.array(redirection).default([]),
  responders: z.array(responder).default([]),
  mailingLists: z.array(mailingList).default([]),
  /** Nichandles to whom the whole domain is delegated; they need no keys in `apiAccounts`. */
  aclHolders: z.array(nichandle).default([]),
});

export type DomainSeed = z.output<typeof domainSeed>;
export { domainSeedProblems } from "./seed-problems.js";
