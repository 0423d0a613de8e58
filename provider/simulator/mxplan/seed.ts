import { z } from "zod";
import { objectState } from "../api/mxplan-models.js";
import { address, contactsShape, count, ownerProblems, type SeedChecks, type SeedProblem } from "../seed-parts.js";

export const mxplanDomainSeed = z.strictObject({
  name: z.string().min(1),
  state: z.enum(objectState.options).default("ok"),
  type: z.enum(["authoritative", "nonAuthoritative"]).default("authoritative"),
  mxRelay: z.string().optional(),
  /** Does its DNS say what it should? */
  mxIsValid: z.boolean().default(true),
  srvIsValid: z.boolean().default(true),
  /** False: its ownership must still be proved. */
  domainValidated: z.boolean().default(true),
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
  /** @default the first of `quotasGb`, or 5 */
  quotaGb: z.number().positive().optional(),
  currentUsageKb: count.default(0),
});

const grant = z.strictObject({
  /** Addresses of two accounts of the service. */
  on: address,
  to: address,
  right: z.enum(["fullAccess", "sendAs", "sendOnBehalfTo"]),
});

export const mxplanSeed = z.strictObject({
  /** OVH guide 'migration_control_panel': such names start with `mxplan-`. */
  name: z.string().startsWith("mxplan-"),
  ...contactsShape,
  domains: z.array(z.union([z.string().min(1), mxplanDomainSeed])).default([]),
  /** Accounts that nobody has configured yet, `<something>@configureme.me`. */
  freeAccounts: count.default(0),
  accounts: z.array(account).default([]),
  grants: z.array(grant).default([]),
  /** OVHcloud publishes no default; 8 is ours. */
  minPasswordLength: count.default(8),
  complexityEnabled: z.boolean().default(true),
  isZimbra: z.boolean().default(false),
  /** What the quota of an account may be, null for anything. OVHcloud publishes none; its offer speaks of 5 GB. */
  quotasGb: z.array(z.number().positive()).min(1).nullable().default([5]),
});

export type MxplanSeed = z.output<typeof mxplanSeed>;
export type MxplanAccountSeed = MxplanSeed["accounts"][number];

/** What the shape alone cannot tell. */
export function mxplanSeedProblems(seed: MxplanSeed, path: PropertyKey[], checks: SeedChecks): SeedProblem[] {
  return [
    ...ownerProblems(seed, path, checks),
    ...domainProblems(seed, path),
    ...seed.accounts.flatMap((_, index) => accountProblems(seed, index, path, checks.usedAddresses)),
    ...grantProblems(seed, path),
  ];
}

function domainNames({ domains }: MxplanSeed): string[] {
  return domains.map((one) => (typeof one === "string" ? one : one.name).toLowerCase());
}

function domainProblems(seed: MxplanSeed, path: PropertyKey[]): SeedProblem[] {
  return domainNames(seed).flatMap((name, index, names) =>
    names.indexOf(name) < index ? [{ path: [...path, "domains", index], message: "is used twice" }] : [],
  );
}

function accountProblems(seed: MxplanSeed, index: number, path: PropertyKey[], used: Set<string>): SeedProblem[] {
  const { emailAddress = "", aliases = [], quotaGb } = seed.accounts[index] ?? {};
  const at = [...path, "accounts", index];
  const isQuotaKnown = quotaGb === undefined || seed.quotasGb === null || seed.quotasGb.includes(quotaGb);
  return [
    ...(isQuotaKnown ? [] : [{ path: [...at, "quotaGb"], message: "is not among quotasGb" }]),
    ...[emailAddress, ...aliases].flatMap((one, place) => {
      const lower = one.toLowerCase();
      const where = [...at, place === 0 ? "emailAddress" : "aliases"];
      if (used.has(lower)) return [{ path: where, message: `${one} is used twice` }];
      used.add(lower);
      const isKnown = domainNames(seed).includes(lower.slice(lower.indexOf("@") + 1));
      return isKnown ? [] : [{ path: where, message: `the domain of ${one} is not among the service's domains` }];
    }),
  ];
}

function grantProblems(seed: MxplanSeed, path: PropertyKey[]): SeedProblem[] {
  const accounts = new Set(seed.accounts.map((one) => one.emailAddress.toLowerCase()));
  return seed.grants.flatMap((one, index) =>
    (["on", "to"] as const)
      .filter((key) => !accounts.has(one[key].toLowerCase()))
      .map((key) => ({ path: [...path, "grants", index, key], message: "no such account here" })),
  );
}
