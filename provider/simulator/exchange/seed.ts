import { z } from "zod";
import { address, contactsShape, count, ownerProblems, type SeedChecks, type SeedProblem } from "../seed-parts.js";

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

export const exchangeServiceSeed = z.strictObject({
  name: z.string().min(1),
  /** @default the name, as both are the same in OVH's guides */
  organization: z.string().min(1).optional(),
  offer: z.enum(["hosted", "dedicated", "dedicatedCluster", "provider"]).default("hosted"),
  ...contactsShape,
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

export type ExchangeServiceSeed = z.output<typeof exchangeServiceSeed>;
export type AccountSeed = ExchangeServiceSeed["accounts"][number];
export type SharedAccountSeed = ExchangeServiceSeed["sharedAccounts"][number];

/** What the shape alone cannot tell. */
export function exchangeSeedProblems(
  service: ExchangeServiceSeed,
  path: PropertyKey[],
  checks: SeedChecks,
): SeedProblem[] {
  return [
    ...ownerProblems(service, path, checks),
    ...addressProblems(service, path, checks.usedAddresses),
    ...grantProblems(service, path),
  ];
}

function addressProblems(service: ExchangeServiceSeed, path: PropertyKey[], used: Set<string>): SeedProblem[] {
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

function grantProblems(service: ExchangeServiceSeed, path: PropertyKey[]): SeedProblem[] {
  const accounts = new Set(service.accounts.map((one) => one.emailAddress.toLowerCase()));
  const targets = new Set([...accounts, ...service.sharedAccounts.map((one) => one.emailAddress.toLowerCase())]);
  return service.grants.flatMap((one, index) => {
    const on = targets.has(one.on.toLowerCase()) ? [] : ["on"];
    const to = accounts.has(one.to.toLowerCase()) ? [] : ["to"];
    return [...on, ...to].map((key) => ({ path: [...path, "grants", index, key], message: "no such mailbox here" }));
  });
}
