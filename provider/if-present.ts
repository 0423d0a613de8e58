import type { Clock } from "./ovh/clock.js";
import { ApiError, NotFoundError } from "./ovh/errors.js";
import { Patience } from "./patience.js";

/** "Not found" as an answer rather than a failure. */
export async function ifPresent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

const ASK_AGAIN: ReadonlySet<number> = new Set([408, 429]);

/** Credentials may lack the right to ask, and a service may have run out: then nothing is known. */
export async function ifTold<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof ApiError && error.status < 500 && !ASK_AGAIN.has(error.status)) return undefined;
    throw error;
  }
}

/** OVHcloud may show what it accepted only when its task has ended. */
const VISIBLE_TIMEOUT_MS = 5 * 60_000;
/** After a lost answer: for so long it may still be carried out. */
export const COMMIT_WINDOW_MS = 30_000;

/** Repeats a call that is refused because its object is not visible yet. "Not found" means that nothing was done. */
export async function onceVisible<T>(
  clock: Clock,
  attempt: () => Promise<T>,
  timeoutMs = VISIBLE_TIMEOUT_MS,
): Promise<T> {
  for (const patience = new Patience(clock); ; await patience.pause()) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof NotFoundError) || patience.hasLasted(timeoutMs)) throw error;
    }
  }
}

/** What was there at one look, and whose parts are not found at the next, was renamed or removed in between: another look tells. */
export async function withParts<Found, Whole>(
  clock: Clock,
  find: () => Promise<Found | undefined>,
  partsOf: (found: Found) => Promise<Whole>,
): Promise<Whole | undefined> {
  for (const patience = new Patience(clock); ; await patience.pause()) {
    const found = await find();
    if (found === undefined) return undefined;
    try {
      return await partsOf(found);
    } catch (error) {
      if (!(error instanceof NotFoundError) || patience.hasLasted(COMMIT_WINDOW_MS)) throw error;
    }
  }
}
