import { z } from "zod";

const address = z.string().regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address");
const count = z.int().min(0);

/** `method` and `path` as in OVHcloud's token page; `*` in a path stands for anything. */
const accessRule = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "DELETE"]),
  path: z.string().startsWith("/"),
});

/** An OVHcloud customer account with one set of API keys. */
const apiAccount = z.strictObject({
  nichandle: z.string().min(1),
  applicationKey: z.string().min(1),
  applicationSecret: z.string().min(1),
  consumerKey: z.string().min(1),
  /** A service account of the same customer, for OAuth2. */
  clientId: z.string().min(1).optional(),
  clientSecret: z.string().min(1).optional(),
  /** False imitates a consumer key that has expired, was revoked or was never validated. */
  consumerKeyIsValid: z.boolean().default(true),
  /** Absent: every call is granted. */
  accessRules: z.array(accessRule).optional(),
});

const account = z.strictObject({
  emailAddress: address,
  displayName: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  /** Only a salted hash of it is kept. */
  password: z.string().optional(),
  aliases: z.array(address).default([]),
  hiddenFromGAL: z.boolean().default(false),
  quotaGb: z.int().positive().default(50),
  currentUsageKb: count.default(0),
});

const sharedAccount = z.strictObject({
  emailAddress: address,
  quotaMb: z.int().positive(),
  displayName: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  aliases: z.array(address).default([]),
  hiddenFromGAL: z.boolean().default(false),
  currentUsageKb: count.default(0),
});

const grant = z.strictObject({
  /** Address of the account or shared account. */
  on: address,
  /** Address of the account that holds the right. */
  to: address,
  right: z.enum(["fullAccess", "sendAs", "sendOnBehalfTo"]),
});

const exchangeService = z.strictObject({
  name: z.string().min(1),
  /** @default the name, as both are the same in OVH's guides */
  organization: z.string().min(1).optional(),
  offer: z.enum(["hosted", "dedicated", "dedicatedCluster", "provider"]).default("hosted"),
  /** Nichandle of one of `apiAccounts`. */
  owner: z.string().min(1),
  domains: z.array(z.string().min(1)).default([]),
  /** Accounts that were ordered and not configured yet, `<something>@configureme.me`. */
  freeAccounts: count.default(0),
  accounts: z.array(account).default([]),
  sharedAccounts: z.array(sharedAccount).default([]),
  /** @default 5120 MB for each account, free ones included (OVH guide 'feature_shared_account': 5 GB each) */
  sharedQuotaLimitMb: count.optional(),
  /** OVHcloud publishes no value; 10240 MB is ours. */
  singleMailboxQuotaLimitMb: count.default(10_240),
  /** OVHcloud publishes no default; 8 is ours. */
  minPasswordLength: count.default(8),
  complexityEnabled: z.boolean().default(true),
  grants: z.array(grant).default([]),
});

const seedSchema = z
  .strictObject({ apiAccounts: z.array(apiAccount).min(1), exchangeServices: z.array(exchangeService).default([]) })
  .superRefine((seed, context) => {
    for (const problem of seedProblems(seed)) context.addIssue({ code: "custom", ...problem });
  });

/** The world a simulator starts from. The same shape is read from a JSON file by `ovh-mail simulator --seed`. */
export type Seed = z.input<typeof seedSchema>;
export type ParsedSeed = z.output<typeof seedSchema>;
export type ApiAccount = ParsedSeed["apiAccounts"][number];
type ServiceSeed = ParsedSeed["exchangeServices"][number];

/** A seed that cannot be used. The message names each property that is wrong. */
export class SeedError extends Error {
  override readonly name = "SeedError";
}

/** Checks a seed and fills in its defaults. */
export function parseSeed(seed: unknown): ParsedSeed {
  const parsed = seedSchema.safeParse(seed);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${pathText(issue.path)}: ${issue.message}`);
  throw new SeedError(`The seed is not valid: ${problems.join("; ")}`);
}

/** One customer, one hosted service with 8 free accounts on example.com, no mailbox. */
export function defaultSeed(): Seed {
  return {
    apiAccounts: [
      {
        nichandle: "ab12345-ovh",
        applicationKey: "simulatedAppKey0",
        applicationSecret: "simulatedApplicationSecret000000",
        consumerKey: "simulatedConsumerKey000000000000",
      },
    ],
    exchangeServices: [
      { name: "hosted-ab12345-1", offer: "hosted", owner: "ab12345-ovh", domains: ["example.com"], freeAccounts: 8 },
    ],
  };
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the whole";
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

interface SeedProblem {
  path: PropertyKey[];
  message: string;
}

function seedProblems(seed: { apiAccounts: ApiAccount[]; exchangeServices: ServiceSeed[] }): SeedProblem[] {
  const nichandles = new Set(seed.apiAccounts.map((one) => one.nichandle));
  const usedAddresses = new Set<string>();
  return [
    ...repeated(seed.apiAccounts, "apiAccounts", "consumerKey"),
    ...repeated(seed.exchangeServices, "exchangeServices", "name"),
    ...seed.exchangeServices.flatMap((service, index) => {
      const path = ["exchangeServices", index];
      const owner = nichandles.has(service.owner) ? [] : [{ path: [...path, "owner"], message: "no such apiAccount" }];
      return [...owner, ...addressProblems(service, path, usedAddresses), ...grantProblems(service, path)];
    }),
  ];
}

function repeated<Key extends string>(items: readonly Record<Key, string>[], list: string, key: Key): SeedProblem[] {
  const values = items.map((item) => item[key]);
  return values.flatMap((value, index) =>
    values.indexOf(value) < index ? [{ path: [list, index, key], message: "is used twice" }] : [],
  );
}

function addressProblems(service: ServiceSeed, path: PropertyKey[], used: Set<string>): SeedProblem[] {
  const domains = service.domains.map((domain) => domain.toLowerCase());
  return (["accounts", "sharedAccounts"] as const).flatMap((list) =>
    service[list].flatMap((mailbox, index) =>
      [mailbox.emailAddress, ...mailbox.aliases].flatMap((one) => {
        const lower = one.toLowerCase();
        const at = [...path, list, index, one === mailbox.emailAddress ? "emailAddress" : "aliases"];
        if (used.has(lower)) return [{ path: at, message: `${one} is used twice` }];
        used.add(lower);
        const known = domains.includes(lower.slice(lower.indexOf("@") + 1));
        return known ? [] : [{ path: at, message: `the domain of ${one} is not among the service's domains` }];
      }),
    ),
  );
}

function grantProblems(service: ServiceSeed, path: PropertyKey[]): SeedProblem[] {
  const accounts = new Set(service.accounts.map((one) => one.emailAddress.toLowerCase()));
  const targets = new Set([...accounts, ...service.sharedAccounts.map((one) => one.emailAddress.toLowerCase())]);
  return service.grants.flatMap((one, index) => {
    const on = targets.has(one.on.toLowerCase()) ? [] : ["on"];
    const to = accounts.has(one.to.toLowerCase()) ? [] : ["to"];
    return [...on, ...to].map((key) => ({ path: [...path, "grants", index, key], message: "no such mailbox here" }));
  });
}
