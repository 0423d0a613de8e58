/** Making something at OVHcloud once, also when the answer is lost. */

import type { Work } from "../definition.js";
import { COMMIT_WINDOW_MS, ifPresent } from "../if-present.js";
import { isoTime } from "../lately.js";
import type { Clock } from "../ovh/clock.js";
import { OutcomeUnknownError } from "../ovh/errors.js";
import type { TaskId } from "../ovh/tasks.js";
import { Patience } from "../patience.js";
import { isRefusal } from "./refusal.js";
import { explainTakenAddress } from "./taken-address.js";

export interface Creation<Found, Facts> {
  /** Provisional, until the number of what was made can be read. */
  readonly id: string;
  /** "the creation of shared mailbox support@example.com" */
  readonly doing: string;
  /** Undefined: its task cannot be watched. */
  readonly send: () => Promise<{ readonly id: TaskId } | undefined>;
  /** Undefined, or "not found": it is not there. */
  readonly read: () => Promise<(Found & { readonly creationDate?: string | null }) | undefined>;
  /** Whether it is what was asked for, in every property. */
  readonly isAsAsked: (found: Found) => boolean;
  readonly factsOf: (found: Found) => Partial<Facts>;
}

/** What differs with the place where it is made. */
export interface Birthplace {
  /** What OVHcloud works on there. As long as it is anything, it may be this. */
  readonly listTasks: () => Promise<readonly TaskId[]>;
  /** OVHcloud's refusal, in the program's terms. */
  readonly explain: (error: unknown) => unknown | Promise<unknown>;
  /** It was looked for right before: whatever is as asked then is ours. Otherwise its creation date tells. */
  readonly wasAbsent?: boolean;
  /** It holds no mail. Then a refusal of what is there as asked is taken for the second delivery of one call. */
  readonly holdsNothing?: boolean;
}

interface Addressed {
  readonly service: string;
  readonly emailAddress: string;
  readonly adopt: boolean;
}

const LOOKS_MAX = 40;

/** What a call without an answer may have done, looked for as long as it may still be done. */
export async function madeByLostCall<Found>(
  clock: Clock,
  { listTasks }: Pick<Birthplace, "listTasks">,
  read: () => Promise<Found | undefined>,
  atLeastMs = COMMIT_WINDOW_MS,
): Promise<Found | undefined> {
  const patience = new Patience(clock);
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    // Asked before the look: what ends in between is seen.
    const isOver = patience.hasLasted(atLeastMs) && (await listTasks()).length === 0;
    const found = await ifPresent(read());
    if (found !== undefined || isOver) return found;
    await patience.pause();
  }
  return undefined;
}

/** OVHcloud's clock and ours may differ by this much. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** In an Exchange service. */
export function sendCreation<Inputs extends Addressed, Facts, Found>(
  work: Work<Inputs, Facts>,
  creation: Creation<Found, Facts>,
): Promise<void> {
  const { service, emailAddress, adopt: adopts } = work.inputs;
  const { api } = work.session.exchange(service);
  return sendCreationAt(work, creation, {
    listTasks: () => api.listTasks(),
    explain: (error) => explainTakenAddress(error, { emailAddress, adopts }),
  });
}

/** After a lost answer: one that is as we asked for and was not there before is ours; any other belongs to somebody. */
export async function sendCreationAt<Inputs, Facts, Found>(
  work: Work<Inputs, Facts>,
  creation: Creation<Found, Facts>,
  place: Birthplace,
): Promise<void> {
  const { clock } = work.session;
  const startedAt = clock.now();
  const unsureSince = isoTime(clock);
  try {
    const task = await creation.send();
    work.accepted(creation.id, {});
    // Should its task fail, what is there later may be another's.
    work.remember({ unsureSince });
    if (task !== undefined) work.task(task.id, creation.doing);
  } catch (error) {
    const isLost = error instanceof OutcomeUnknownError;
    const isRefused = place.holdsNothing === true && isRefusal(error);
    // Refused while OVHcloud works on something there: that may be what the first of two deliveries asked for.
    const mayCome = isLost || (isRefused && (await place.listTasks().catch(() => [])).length > 0);
    // A look that fails leaves it open, and the state must remember that.
    const look = () => cameAbout(isLost, work, creation, place, startedAt).catch(() => undefined);
    const made = isLost || isRefused ? await look() : undefined;
    if (made !== undefined) return work.accepted(creation.id, creation.factsOf(made));
    if (mayCome) {
      work.accepted(creation.id, {});
      work.remember({ unsureSince });
    }
    throw isLost ? error : await place.explain(error);
  }
}

/** What the failed call made all the same; undefined where that cannot be told. */
async function cameAbout<Inputs, Facts, Found>(
  isLost: boolean,
  { session: { clock } }: Work<Inputs, Facts>,
  { read, isAsAsked }: Creation<Found, Facts>,
  place: Birthplace,
  startedAt: number,
): Promise<Found | undefined> {
  const made = await madeByLostCall(clock, place, read, isLost ? COMMIT_WINDOW_MS : 0);
  const isOurs = made !== undefined && (place.wasAbsent === true || isMadeSince(made, startedAt)) && isAsAsked(made);
  return isOurs ? made : undefined;
}

/** @param since milliseconds, or a date and time. By OVHcloud's clock, which may differ from ours. */
export function isMadeSince(
  { creationDate }: { readonly creationDate?: string | null },
  since: number | string = 0,
): boolean {
  return creationDate != null && Date.parse(creationDate) >= new Date(since).getTime() - CLOCK_SKEW_MS;
}
