/** Making something at OVHcloud once, also when the answer is lost. */

import type { Work } from "../definition.js";
import { COMMIT_WINDOW_MS, ifPresent, onceVisible } from "../if-present.js";
import { OutcomeUnknownError } from "../ovh/errors.js";
import type { Task } from "../ovh/wire.js";
import { explainTakenAddress } from "./taken-address.js";

export interface Creation<Found, Facts> {
  /** Provisional, until the number of what was made can be read. */
  readonly id: string;
  /** "the creation of shared mailbox support@example.com" */
  readonly doing: string;
  readonly send: () => Promise<Task>;
  readonly read: () => Promise<Found & { readonly creationDate?: string | null }>;
  /** Whether it is what was asked for, in every property. */
  readonly isAsAsked: (found: Found) => boolean;
  readonly factsOf: (found: Found) => Partial<Facts>;
}

interface Addressed {
  readonly service: string;
  readonly emailAddress: string;
}

/** As long as OVHcloud works on anything for the service, it may be on this. */
const LOOKS_MAX = 30;
const PAUSE_MS = 10_000;

async function madeByLostCall<Inputs extends Addressed, Facts, Found>(
  { session, inputs }: Work<Inputs, Facts>,
  read: () => Promise<Found>,
): Promise<Found | undefined> {
  const { api } = session.exchange(inputs.service);
  let found = await ifPresent(onceVisible(session.clock, read, COMMIT_WINDOW_MS));
  for (let looks = 0; found === undefined && looks < LOOKS_MAX; looks++) {
    const isBusy = (await api.listTasks()).length > 0;
    if (isBusy) await session.clock.sleep(PAUSE_MS);
    found = await ifPresent(read());
    if (!isBusy) break;
  }
  return found;
}

/** OVHcloud's clock and ours may differ by this much. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** After a lost answer: one that is as we asked for and was not there before is ours; any other belongs to somebody. */
export async function sendCreation<Inputs extends Addressed, Facts, Found>(
  work: Work<Inputs, Facts>,
  creation: Creation<Found, Facts>,
): Promise<void> {
  const startedAt = work.session.clock.now();
  try {
    const task = await creation.send();
    work.accepted(creation.id, {});
    work.task(task.id, creation.doing);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw explainTakenAddress(error, work.inputs);
    const made = await madeByLostCall(work, creation.read);
    const isFresh = made?.creationDate != null && Date.parse(made.creationDate) >= startedAt - CLOCK_SKEW_MS;
    if (made === undefined || !isFresh || !creation.isAsAsked(made)) throw error;
    work.accepted(creation.id, creation.factsOf(made));
  }
}
