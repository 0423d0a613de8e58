import { z } from "zod";
import { httpMethod } from "../api/auth-models.js";
import type { SeedProblem } from "../seed-parts.js";

/** `method` and `path` as in OVHcloud's token page; `*` in a path stands for anything. */
const accessRule = z.strictObject({
  method: z.enum(httpMethod.options),
  path: z.string().startsWith("/"),
});

const credentialShape = {
  consumerKey: z.string().min(1),
  /** False imitates a consumer key whose time is over. */
  consumerKeyIsValid: z.boolean().default(true),
  /** Absent: every call is granted. */
  accessRules: z.array(accessRule).optional(),
};

const credential = z.strictObject({
  /** Absent: the account's own application. */
  applicationKey: z.string().min(1).optional(),
  applicationSecret: z.string().min(1).optional(),
  ...credentialShape,
  /** Counted from the start of the simulator. Absent: it never expires. */
  expiresInDays: z.number().positive().optional(),
});

/** Who the customer is; example values stand for what is left out. */
const person = z.strictObject({
  email: z.string().optional(),
  firstname: z.string().optional(),
  name: z.string().optional(),
  organisation: z.string().optional(),
});

/** An OVHcloud customer account, and the keys to it. */
const apiAccount = z.strictObject({
  nichandle: z.string().min(1),
  applicationKey: z.string().min(1),
  applicationSecret: z.string().min(1),
  ...credentialShape,
  /** More credentials of the same customer. */
  credentials: z.array(credential).default([]),
  /** A service account of the same customer, for OAuth2. */
  clientId: z.string().min(1).optional(),
  clientSecret: z.string().min(1).optional(),
  person: person.default({}),
});

export const apiAccounts = z
  .array(apiAccount)
  .min(1)
  .superRefine((accounts, context) => {
    for (const problem of keyProblems(accounts)) context.addIssue({ code: "custom", ...problem });
  });

export type ApiAccount = z.output<typeof apiAccount>;
export type AccessRule = z.output<typeof accessRule>;

/** Names the place and never the key. That two accounts share a consumer key is found by the seed's own check. */
function keyProblems(accounts: readonly ApiAccount[]): SeedProblem[] {
  const consumerKeys = new Set(accounts.map((one) => one.consumerKey));
  const secrets = new Map<string, string>();
  const checkApplication = (key: string, secret: string, path: PropertyKey[]): SeedProblem[] => {
    const known = secrets.get(key) ?? secret;
    secrets.set(key, known);
    return known === secret ? [] : [{ path, message: "is another one than before for the same application key" }];
  };
  return accounts.flatMap((account, index) => [
    ...checkApplication(account.applicationKey, account.applicationSecret, [index, "applicationSecret"]),
    ...account.credentials.flatMap((one, place) => {
      const path = [index, "credentials", place];
      const { applicationKey, applicationSecret, consumerKey } = one;
      const isRepeated = consumerKeys.has(consumerKey);
      consumerKeys.add(consumerKey);
      const repeated = isRepeated ? [{ path: [...path, "consumerKey"], message: "is used twice" }] : [];
      if (applicationKey === undefined && applicationSecret === undefined) return repeated;
      if (applicationKey === undefined || applicationSecret === undefined) {
        return [...repeated, { path, message: "needs both applicationKey and applicationSecret, or none" }];
      }
      return [...repeated, ...checkApplication(applicationKey, applicationSecret, [...path, "applicationSecret"])];
    }),
  ]);
}
