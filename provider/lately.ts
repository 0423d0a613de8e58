/** What was written lately and does not show yet, and what may have been made without an answer. */

import type { Definition, Memory, Place, Recorded } from "./definition.js";
import { COMMIT_WINDOW_MS } from "./if-present.js";
import type { Clock } from "./ovh/clock.js";
import { Patience } from "./patience.js";
import type { Session } from "./session.js";

/** A first look that took so long has waited for OVHcloud. */
const LONG_LOOK_MS = 10_000;

type Reading<I extends object, F extends object, A> = Pick<
  Definition<I, F, A, never>,
  "read" | "isAsAsked" | "unseenMs"
>;

export function isoTime(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** A creation that failed half-way may have left nothing; a change never does. */
export function wasMade({ memory }: Recorded<unknown, unknown>): boolean {
  return memory.unfinished !== true || (memory.made === true && memory.anew !== true);
}

/** Reads until it is shown, or for as long as what was last written to it may not be. */
export async function readLately<I extends object, F extends object, A>(
  { read, unseenMs }: Reading<I, F, A>,
  session: Session,
  place: Place<I, F>,
): Promise<A | undefined> {
  const { clock } = session;
  const { recorded } = place;
  const isBeingMade = recorded !== undefined && !wasMade(recorded);
  const windowMs = (isBeingMade ? unseenMs : undefined) ?? COMMIT_WINDOW_MS;
  let endsAt = clock.now() + leftUnseenMs(windowMs, recorded?.memory, clock);
  const patience = new Patience(clock);
  let actual = await read(session, place);
  // What OVHcloud did until now need not be shown at once.
  if (isBeingMade && patience.hasLasted(LONG_LOOK_MS)) endsAt = clock.now() + windowMs;
  while (actual === undefined && clock.now() < endsAt) {
    await patience.pause(endsAt - clock.now());
    actual = await read(session, place);
  }
  return actual;
}

function leftUnseenMs(windowMs: number, { writtenAt, awaitsAccount }: Memory = {}, clock: Clock): number {
  if (writtenAt === undefined || awaitsAccount !== undefined) return 0;
  const leftMs = Date.parse(writtenAt) + windowMs - clock.now();
  // The state may come from a machine whose clock goes wrong.
  return Math.max(0, Math.min(windowMs, leftMs));
}

/** What is there instead of what a creation without an answer asked for is somebody else's. */
export function isSomebodyElses<I extends object, F extends object, A>(
  { isAsAsked }: Reading<I, F, A>,
  actual: A,
  recorded: Recorded<I, F>,
): boolean {
  return recorded.memory.unsureSince !== undefined && isAsAsked?.(actual, recorded) === false;
}

/** From here on it is ours for certain. */
export function sure<I, F>(recorded: Recorded<I, F>): Recorded<I, F> {
  const { unsureSince: _, ...memory } = recorded.memory;
  return { ...recorded, memory };
}
