import { z } from "zod";

/** What the seeds of all trees have in common. */
export const address = z.string().regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address");
export const count = z.int().min(0);
const nichandle = z.string().min(1);

/** Whose a service is, by nichandle of `apiAccounts`. */
export const contactsShape = {
  /** All three contacts, but for those named in `contacts`. */
  owner: nichandle,
  contacts: z.strictObject({ admin: nichandle, tech: nichandle, billing: nichandle }).partial().default({}),
};

/** What the checks of one tree must know of the others. */
export interface SeedChecks {
  nichandles: ReadonlySet<string>;
  /** Lower-case addresses that the seed has used so far, over all trees. */
  usedAddresses: Set<string>;
}

export interface SeedProblem {
  path: PropertyKey[];
  message: string;
}

interface Owned {
  owner: string;
  contacts: Partial<Record<"admin" | "tech" | "billing", string>>;
}

export function ownerProblems({ owner, contacts }: Owned, path: PropertyKey[], checks: SeedChecks): SeedProblem[] {
  const named = [
    [["owner"], owner] as const,
    ...Object.entries(contacts).map(([key, name]) => [["contacts", key], name] as const),
  ];
  return named.flatMap(([at, name]) =>
    name === undefined || checks.nichandles.has(name)
      ? []
      : [{ path: [...path, ...at], message: "no such apiAccount" }],
  );
}
