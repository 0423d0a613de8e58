import { setTimeout as delay } from "node:timers/promises";

/** Time, as an argument: tests run hours of waiting in no time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(durationMs: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (durationMs) => {
    await delay(durationMs);
  },
};
