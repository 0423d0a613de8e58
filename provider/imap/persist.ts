/** Tries again what failed for a while only. */

import type { Clock } from "../ovh/clock.js";
import { CopyError, isTemporary } from "./errors.js";

export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export const ATTEMPTS_MAX = 7;
/** Long enough for a server to carry out what it was sent last: who looks too early sees it too late. */
const BASE_MS = 5_000;
const DELAY_MAX_MS = 60_000;

/** As long as `progress` gives another number each time, it goes on; without any it gives up after some attempts. */
export async function persist<T>(
  { clock, signal }: Patience,
  attempt: () => Promise<T>,
  { attempts = ATTEMPTS_MAX, progress = () => 0 }: { attempts?: number; progress?: () => number } = {},
): Promise<T> {
  let before = progress();
  for (let failures = 0; ; ) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!isTemporary(error)) throw error;
      failures = progress() === before ? failures + 1 : 1;
      before = progress();
      if (failures >= attempts) throw new GivenUpError(`${error.message} (${failures} times in a row)`);
      await clock.sleep(Math.min(BASE_MS * 2 ** (failures - 1), DELAY_MAX_MS), signal);
    }
  }
}

/** A server that could not be worked with, for as long as was reasonable. */
export class GivenUpError extends CopyError {}
