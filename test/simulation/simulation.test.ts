// Programs under faults and crashes, each drawn from a number: `npm run sim:faults` runs thousands of them.

import { beforeAll, describe, expect, test } from "vitest";
import { runSeed } from "./run.js";

const SEEDS_IN_GROUP = 10;
const FIXED = 200;
/** Other programs in every run of the tests. */
const FRESH = 10;
const FIRST_FRESH = 1_000_000 + (Math.floor(Date.now() / 1_000) % 1_000_000_000);
/** A machine that has other things to do. */
const TIMEOUT_MS = 120_000;

function groups(first: number, count: number): number[] {
  return Array.from({ length: count / SEEDS_IN_GROUP }, (_, index) => first + index * SEEDS_IN_GROUP);
}

beforeAll(() => {
  console.log(`fresh programs, to be had again with: npm run sim:faults -- --first ${FIRST_FRESH} --seeds ${FRESH}`);
});

describe.each([...groups(1, FIXED), ...groups(FIRST_FRESH, FRESH)])("programs from seed %i on", (first) => {
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
});

test("the same number gives the same life, alone and among others", async () => {
  const alone = await runSeed(9);
  await runSeed(8);
  expect(await runSeed(9)).toEqual(alone);
});
