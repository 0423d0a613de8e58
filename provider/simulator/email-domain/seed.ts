import { z } from "zod";
import { contactsShape, ownerProblems, type SeedChecks, type SeedProblem } from "../seed-parts.js";

export const domainSeed = z.strictObject({ name: z.string().min(1), ...contactsShape });

export type DomainSeed = z.output<typeof domainSeed>;

/** What the shape alone cannot tell. */
export function domainSeedProblems(seed: DomainSeed, path: PropertyKey[], checks: SeedChecks): SeedProblem[] {
  return ownerProblems(seed, path, checks);
}
