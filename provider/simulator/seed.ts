import { z } from "zod";
import { apiAccounts } from "./auth/seed.js";
import { domainSeed, domainSeedProblems } from "./email-domain/seed.js";
import { exchangeServiceSeed } from "./exchange/seed.js";
import { exchangeSeedProblems } from "./exchange/seed-problems.js";
import { mxplanSeed, mxplanSeedProblems } from "./mxplan/seed.js";
import type { SeedChecks, SeedProblem } from "./seed-parts.js";

const seedShape = z.strictObject({
  apiAccounts,
  exchangeServices: z.array(exchangeServiceSeed).default([]),
  /** Legacy MX Plans, `/email/domain`. */
  mxPlanDomains: z.array(domainSeed).default([]),
  /** New MX Plans, `/email/mxplan`. */
  mxPlanServices: z.array(mxplanSeed).default([]),
});

const seedSchema = seedShape.superRefine((seed, context) => {
  for (const problem of seedProblems(seed)) context.addIssue({ code: "custom", ...problem });
});

/** The world a simulator starts from. The same shape is read from a JSON file by `ovh-mail simulator --seed`. */
export type Seed = z.input<typeof seedSchema>;
export type ParsedSeed = z.output<typeof seedSchema>;
export type ApiAccount = ParsedSeed["apiAccounts"][number];

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

function seedProblems(seed: z.output<typeof seedShape>): SeedProblem[] {
  const checks: SeedChecks = {
    nichandles: new Set(seed.apiAccounts.map((one) => one.nichandle)),
    usedAddresses: new Set(),
  };
  return [
    ...repeated(seed.apiAccounts, "apiAccounts", "consumerKey"),
    ...repeated(seed.exchangeServices, "exchangeServices", "name"),
    ...repeated(seed.mxPlanDomains, "mxPlanDomains", "name"),
    ...repeated(seed.mxPlanServices, "mxPlanServices", "name"),
    ...seed.exchangeServices.flatMap((one, index) => exchangeSeedProblems(one, ["exchangeServices", index], checks)),
    ...seed.mxPlanServices.flatMap((one, index) => mxplanSeedProblems(one, ["mxPlanServices", index], checks)),
    ...seed.mxPlanDomains.flatMap((one, index) => domainSeedProblems(one, ["mxPlanDomains", index], checks)),
  ];
}

function repeated<Key extends string>(items: readonly Record<Key, string>[], list: string, key: Key): SeedProblem[] {
  const values = items.map((item) => item[key]);
  return values.flatMap((value, index) =>
    values.indexOf(value) < index ? [{ path: [list, index, key], message: "is used twice" }] : [],
  );
}
