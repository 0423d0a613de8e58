import type { Clock } from "../../provider/ovh/clock.js";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time passes only when everybody sleeps: then it jumps to whoever wakes first. */
export class VirtualClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];
  #turning = false;

  constructor(start = Date.parse("2026-01-05T08:00:00Z")) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  advance(durationMs: number): void {
    this.#now += durationMs;
  }

  sleep(durationMs: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + durationMs, wake });
      this.#turn();
    });
  }

  #turn(): void {
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(() => {
      this.#turning = false;
      const next = this.#sleepers.sort((a, b) => a.at - b.at).shift();
      if (next === undefined) return;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      if (this.#sleepers.length > 0) this.#turn();
    });
  }
}
