/** What mailboxes of either kind have in common when they are found and changed. */

import type { Place, Work } from "../definition.js";
import { ifPresent } from "../if-present.js";
import { NotFoundError, OutcomeUnknownError } from "../ovh/errors.js";
import { Patience } from "../patience.js";
import { explainTakenAddress } from "./taken-address.js";

const ARRIVAL_TIMEOUT_MS = 5 * 60_000;

interface Addressed {
  readonly emailAddress: string;
}

type Remembering = Pick<Work<Addressed, unknown>, "inputs" | "memory" | "remember" | "lost">;

/** Where it was before, then where it shall be: in a half-made rename it may be at any of them. */
export function addressesOf<Inputs extends Addressed, Facts>({ inputs, recorded }: Place<Inputs, Facts>): string[] {
  const before = recorded?.inputs.emailAddress ?? inputs.emailAddress;
  return [...new Set([before, ...(recorded?.memory.mayBeAt ?? []), inputs.emailAddress])];
}

/** It was asked to be at its address: should the run fail, the state says so. */
export function rememberAddress(work: Remembering): void {
  work.remember({ mayBeAt: [...new Set([...(work.memory.mayBeAt ?? []), work.inputs.emailAddress])] });
}

/** Sends a change to its full target values: after a lost answer, what is read then tells whether it was made. */
export async function sendChange(work: Remembering, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    // It was there right before: perhaps this call reached OVHcloud twice, and has renamed it already.
    if (error instanceof NotFoundError) rememberAddress(work);
    if (!(error instanceof OutcomeUnknownError)) throw explainTakenAddress(error, work.inputs);
    work.lost(error);
  }
  rememberAddress(work);
}

/** Waits until a mailbox that is renamed is at its new address. */
export interface ArriveStep {
  readonly do: "arrive";
  readonly mailboxId: number;
}

/** What comes after a renaming names the mailbox by its new address: unless it is there, that may be somebody else's. */
export function arrival(
  wanted: string,
  present: string,
  mailboxId: number,
  following: readonly unknown[],
): ArriveStep[] {
  const isRenamed = present.toLowerCase() !== wanted;
  return isRenamed && following.length > 0 ? [{ do: "arrive", mailboxId }] : [];
}

export async function arrive(
  { mailboxId }: ArriveStep,
  { inputs, session: { clock } }: Pick<Work<Addressed, unknown>, "inputs" | "session">,
  look: () => Promise<{ readonly id: number }>,
): Promise<void> {
  for (const patience = new Patience(clock); ; await patience.pause()) {
    if ((await ifPresent(look()))?.id === mailboxId) return;
    if (patience.hasLasted(ARRIVAL_TIMEOUT_MS)) {
      throw new Error(
        `emailAddress: the mailbox is not seen at ${inputs.emailAddress}, its new address, and nothing else was changed ` +
          'there, as that may be another mailbox. Run "pulumi up" again, or choose another address',
      );
    }
  }
}
