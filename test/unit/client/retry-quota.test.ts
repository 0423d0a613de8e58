/** The arithmetic of the quota: how many repeats it pays for, and how successes fill it again. */
import { describe, expect, test } from "vitest";
import { RetryQuota } from "../../../provider/ovh/retry-quota.js";

/** Takes until nothing is left. */
function spend(quota: RetryQuota, throttled: boolean): number {
  let repeats = 0;
  while (quota.take(throttled) !== undefined && repeats < 1_000) repeats++;
  return repeats;
}

test.each([
  ["failures", false, 35],
  ["throttled calls", true, 100],
] as const)("a fresh quota pays for the repeats of %s: throttled %s, %i of them", (_, throttled, repeats) => {
  expect(spend(new RetryQuota(), throttled)).toBe(repeats);
});

test.each([
  [false, 14],
  [true, 5],
] as const)("throttled %s: a repeat costs %i", (throttled, cost) => {
  expect(new RetryQuota().take(throttled)).toBe(cost);
});

test("when it is spent, a throttled repeat may still be paid for by what is left over", () => {
  const quota = new RetryQuota();
  expect(spend(quota, false)).toBe(35);
  expect(spend(quota, true), "500 - 35 * 14 = 10").toBe(2);
  expect(quota.take(true)).toBeUndefined();
  expect(quota.take(false)).toBeUndefined();
});

describe("a success", () => {
  test("that needed no repeat gives back 1: fourteen of them buy one repeat", () => {
    const quota = new RetryQuota();
    spend(quota, true);
    for (let count = 0; count < 13; count++) quota.giveBack(undefined);
    expect(quota.take(false)).toBeUndefined();
    quota.giveBack(undefined);
    expect(quota.take(false)).toBe(14);
  });

  test.each([14, 5, 0])("whose last repeat cost %i gives that back", (cost) => {
    const quota = new RetryQuota();
    spend(quota, true);
    quota.giveBack(cost);
    expect(spend(quota, true)).toBe(Math.floor(cost / 5));
  });

  test("never fills it above what it began with", () => {
    const quota = new RetryQuota();
    for (let count = 0; count < 1_000; count++) quota.giveBack(14);
    expect(spend(quota, false)).toBe(35);
  });
});
