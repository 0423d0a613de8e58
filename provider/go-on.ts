/** A write whose answer is lost ends a run, not the work: what the next run would do is done at once, and once only. */

import { isoTime } from "./lately.js";
import type { Clock } from "./ovh/clock.js";
import { OutcomeUnknownError } from "./ovh/errors.js";
import { type Outcome, reasonsOf, UnfinishedError } from "./unfinished.js";

/** @param next what the next run would do, with what the state would hold by then */
export async function goingOn<I, F>(
  clock: Clock,
  run: () => Promise<Outcome<I, F>>,
  next: (soFar: Outcome<I, F>) => Promise<Outcome<I, F>>,
): Promise<Outcome<I, F>> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UnfinishedError) || !isOnlyLost(error.cause)) throw error;
    return await next(error.outcome).catch((failure: unknown) => {
      if (failure instanceof UnfinishedError) throw failure;
      const { memory } = error.outcome;
      // It may have sent something, too, and that may show as late as any.
      const outcome = { ...error.outcome, memory: { ...memory, writtenAt: isoTime(clock) } };
      throw new UnfinishedError(outcome, [...error.reasons, ...reasonsOf(failure)], failure);
    });
  }
}

export async function removingOn(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!isOnlyLost(error)) throw error;
    await run();
  }
}

/** Whatever else failed would fail again. */
function isOnlyLost(error: unknown): boolean {
  return error instanceof AggregateError ? error.errors.every(isOnlyLost) : error instanceof OutcomeUnknownError;
}
