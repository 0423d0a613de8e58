/** "Not found" as an answer, and waiting until OVHcloud shows what it accepted, with a clock that jumps. */
import { describe, expect, test } from "vitest";
import { ifPresent, onceVisible } from "../../../provider/if-present.js";
import { errorFrom } from "../../../provider/ovh/answer.js";
import { FakeClock } from "../client/fake-clock.js";
import { refused } from "../client/fake-ovh.js";

const call = { method: "GET", template: "/email" } as const;
const notFound = errorFrom(call, refused(404, "no"));
const forbidden = errorFrom(call, refused(403, "no"));

describe("ifPresent", () => {
  test("gives what is there", async () => {
    await expect(ifPresent(Promise.resolve(0))).resolves.toBe(0);
  });

  test("gives undefined for what is not", async () => {
    await expect(ifPresent(Promise.reject(notFound))).resolves.toBeUndefined();
  });

  test("takes no other failure for an absence", async () => {
    await expect(ifPresent(Promise.reject(forbidden))).rejects.toBe(forbidden);
  });
});

describe("onceVisible", () => {
  function attempts(failures: number, error: Error) {
    let count = 0;
    return async () => {
      count++;
      if (count <= failures) throw error;
      return count;
    };
  }

  test("does not wait for what is there", async () => {
    const clock = new FakeClock();
    await expect(onceVisible(clock, attempts(0, notFound))).resolves.toBe(1);
    expect(clock.sleepsMs).toEqual([]);
  });

  test("looks again after pauses that grow to 10 s", async () => {
    const clock = new FakeClock();
    await expect(onceVisible(clock, attempts(6, notFound))).resolves.toBe(7);
    expect(clock.sleepsMs).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  test.each<[string, number | undefined, number]>([
    ["five minutes", undefined, 300_000],
    ["the time it is given", 20_000, 20_000],
  ])("ends with the refusal after %s", async (_, timeoutMs, expectedMs) => {
    const clock = new FakeClock();
    const startedAt = clock.now();
    await expect(onceVisible(clock, attempts(1_000, notFound), timeoutMs)).rejects.toBe(notFound);
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(expectedMs);
    expect(clock.now() - startedAt).toBeLessThan(expectedMs + 10_000);
  });

  test("waits for no other failure", async () => {
    const clock = new FakeClock();
    await expect(onceVisible(clock, attempts(1, forbidden))).rejects.toBe(forbidden);
    expect(clock.sleepsMs).toEqual([]);
  });
});
