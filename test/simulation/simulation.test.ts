// Programs under faults and crashes, each drawn from a number: `npm run sim:faults` runs thousands of them.

import { describe, expect, test } from "vitest";
import { runSeed } from "./run.js";

const GROUPS = 20;
const SEEDS_IN_GROUP = 10;
/** A machine that has other things to do. */
const TIMEOUT_MS = 120_000;

describe.each(Array.from({ length: GROUPS }, (_, index) => 1 + index * SEEDS_IN_GROUP))(
  "programs from seed %i on",
  (first) => {
    test(
      "keep what is promised under every fault",
      async () => {
        for (let seed = first; seed < first + SEEDS_IN_GROUP; seed++) {
          const { violations } = await runSeed(seed);
          expect(violations, `replay it with: npm run sim:faults -- --seed ${seed}`).toEqual([]);
        }
      },
      TIMEOUT_MS,
    );
  },
);

test("the same number gives the same life, alone and among others", async () => {
  const alone = await runSeed(9);
  await runSeed(8);
  expect(await runSeed(9)).toEqual(alone);
});
