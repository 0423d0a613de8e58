import { ApiError } from "../ovh/errors.js";

/** The one sentence by which OVHcloud says it; its status code is not published. */
const TAKEN = /email address is already used/i;

function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && TAKEN.test(error.apiMessage);
}

/** Such a refusal, explained or not. */
export function isTaken(error: unknown): boolean {
  return isRefusal(error) || (error instanceof Error && isRefusal(error.cause));
}

export interface TakenAddress {
  readonly emailAddress: string;
  /** What is there was to be taken over, and nothing was seen there. */
  readonly adopts?: boolean;
}

const ADOPT =
  "Set adopt to true to take over what is there (only the differences are written, and no password where it is in use), " +
  "or choose another address. ";
/** A run that was killed may have begun it, and what is being made need not be shown before its task has ended. */
const UNSEEN =
  "adopt is true, and nothing that could be taken over is seen there. If an earlier run was broken off, OVHcloud may " +
  'still be at work on it: run "pulumi up" again in some minutes. Otherwise something else has the address: choose another. ';

const ALIAS =
  "Take it from what has it first, or leave it out. If an earlier run was broken off, OVHcloud may still be at work on " +
  'it: then run "pulumi up" again in some minutes. ';

/** OVHcloud's refusal of an address that something else has, with the way out. Any other error stays as it is. */
export function explainTakenAddress(
  error: unknown,
  { emailAddress, adopts = false }: TakenAddress,
  property: "emailAddress" | "emailAliases" = "emailAddress",
): unknown {
  if (!isRefusal(error)) return error;
  return property === "emailAddress"
    ? takenAddress({ emailAddress, adopts }, error)
    : used(property, emailAddress, ALIAS, error);
}

/** What tells that something else has the address. */
export function takenAddress({ emailAddress, adopts = false }: TakenAddress, cause: Error): Error {
  return used("emailAddress", emailAddress, adopts ? UNSEEN : ADOPT, cause);
}

function used(property: string, address: string, wayOut: string, cause: Error): Error {
  return new Error(
    `${property}: ${address} is already used at OVHcloud, by a mailbox, a shared mailbox, a group or an alias. ` +
      `${wayOut}${cause.message}`,
    { cause },
  );
}
