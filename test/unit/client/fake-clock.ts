import type { Clock } from "../../../provider/ovh/clock.js";

/** Virtual time: a sleep moves it instead of waiting, and those who sleep at once wake together. */
export class FakeClock implements Clock {
  nowMs: number;
  /** Every sleep, in the order in which they began. */
  readonly sleepsMs: number[] = [];

  constructor(startMs = Date.UTC(2026, 0, 5, 12)) {
    this.nowMs = startMs;
  }

  now(): number {
    return this.nowMs;
  }

  async sleep(durationMs: number): Promise<void> {
    this.sleepsMs.push(durationMs);
    const wakesAtMs = this.nowMs + durationMs;
    await Promise.resolve();
    this.nowMs = Math.max(this.nowMs, wakesAtMs);
  }
}
