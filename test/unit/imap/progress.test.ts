import { describe, expect, test } from "vitest";
import { estimateMs, Progress } from "../../../provider/imap/progress.js";
import type { CopyProgress } from "../../../provider/imap/types.js";
import { VirtualClock } from "../../support/virtual-clock.js";

const half = { messages: 50, messagesTotal: 100, bytes: 1_000_000, bytesTotal: 2_000_000 };

describe("the remaining time", () => {
  test("is as long as the first half took", () => {
    expect(estimateMs(half, 60_000)).toBe(60_000);
  });

  test("counts messages as well as bytes", () => {
    const smallOnesLeft = { messages: 1, messagesTotal: 1_001, bytes: 20_000_000, bytesTotal: 20_100_000 };
    expect(estimateMs(smallOnesLeft, 60_000)).toBeGreaterThan(50_000);
  });

  test("is not told too early, and never below nothing", () => {
    expect(estimateMs(half, 1_000)).toBeUndefined();
    expect(estimateMs({ ...half, messages: 0, bytes: 0 }, 60_000)).toBeUndefined();
    expect(estimateMs({ ...half, messages: 200, bytes: 9_000_000 }, 60_000)).toBe(0);
  });
});

test("progress is told from time to time, and at once when another phase begins", () => {
  const clock = new VirtualClock();
  const told: CopyProgress[] = [];
  const progress = new Progress(clock, (now) => told.push(now));
  progress.enter("comparing");
  progress.enter("copying");
  progress.expect(100, 2_000_000);
  for (let count = 0; count < 100; count++) {
    clock.advance(100);
    progress.add(1, 20_000);
  }
  expect(told.map(({ phase, messages }) => `${phase} ${messages}`)).toEqual([
    "comparing 0",
    "copying 0",
    "copying 20",
    "copying 40",
    "copying 60",
    "copying 80",
    "copying 100",
  ]);
  expect(told.at(-1)).toMatchObject({ messagesTotal: 100, bytesTotal: 2_000_000, remainingMs: 0 });
});
