/** What mailboxes of either kind have in common when they are found and changed. */

import type { Place } from "../definition.js";
import { OutcomeUnknownError } from "../ovh/errors.js";
import { explainTakenAddress } from "./taken-address.js";

interface Addressed {
  readonly emailAddress: string;
}

/** Where it was before, then where it shall be: in a half-made rename it may be at either. */
export function addressesOf<Inputs extends Addressed, Facts>({ inputs, recorded }: Place<Inputs, Facts>): string[] {
  return [...new Set([recorded?.inputs.emailAddress ?? inputs.emailAddress, inputs.emailAddress])];
}

/** Sends a change to its full target values: after a lost answer, what is read then tells whether it was made. */
export async function sendChange(inputs: Addressed, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw explainTakenAddress(error, inputs);
  }
}
