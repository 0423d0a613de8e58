import { z } from "zod";
import { contactsShape, ownerProblems, type SeedChecks, type SeedProblem } from "../seed-parts.js";

export const mxplanSeed = z.strictObject({ name: z.string().min(1), ...contactsShape });

export type MxplanSeed = z.output<typeof mxplanSeed>;

/** What the shape alone cannot tell. */
export function mxplanSeedProblems(seed: MxplanSeed, path: PropertyKey[], checks: SeedChecks): SeedProblem[] {
  return ownerProblems(seed, path, checks);
}
