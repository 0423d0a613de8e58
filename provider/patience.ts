/** Looking again and again until something shows, with pauses that grow. */

import type { Clock } from "./ovh/clock.js";

const PAUSE_MS = 1_000;
const PAUSE_MAX_MS = 10_000;

/** Whoever loops with it asks `hasLasted` in each round, so that the loop ends. */
export class Patience {
  readonly #clock: Clock;
  readonly #startedAt: number;
  #pauseMs = PAUSE_MS;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  hasLasted(durationMs: number): boolean {
    return this.#clock.now() - this.#startedAt >= durationMs;
  }

  /** A second first, then twice as long each time, up to ten. */
  async pause(atMostMs = PAUSE_MAX_MS): Promise<void> {
    const durationMs = Math.min(this.#pauseMs, atMostMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, PAUSE_MAX_MS);
    await this.#clock.sleep(durationMs);
  }
}
