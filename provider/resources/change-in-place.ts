/** What mailboxes of either kind have in common when they are found and changed. */

import type { Place, Work } from "../definition.js";
import { NotFoundError, OutcomeUnknownError } from "../ovh/errors.js";
import { explainTakenAddress } from "./taken-address.js";

interface Addressed {
  readonly emailAddress: string;
}

type Remembering = Pick<Work<Addressed, unknown>, "inputs" | "memory" | "remember">;

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
  }
  rememberAddress(work);
}
