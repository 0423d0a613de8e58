/** Hostile input, a little of it in every run and different each time; `npm run fuzz` for more. */
import fc from "fast-check";
import { describe, test } from "vitest";
import { targets } from "../fuzz/targets.js";

const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const seed = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED);
const deadlineMs = 60_000 + RUNS * 20;

describe("whatever comes from outside is read or refused", () => {
  test.each(targets)(
    "$name",
    async ({ property }) => {
      await fc.assert(property, { numRuns: RUNS, ...(seed === undefined ? {} : { seed }) });
    },
    deadlineMs,
  );
});
