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

/** OVHcloud's refusal of an address that something else has, with the way out. Any other error stays as it is. */
export function explainTakenAddress(
  error: unknown,
  { emailAddress }: { readonly emailAddress: string },
  property: "emailAddress" | "emailAliases" = "emailAddress",
): unknown {
  if (!isRefusal(error)) return error;
  const wayOut =
    property === "emailAliases"
      ? "Take it from what has it first, or leave it out. "
      : "Set adopt to true to take over what is there (nothing but the differences is written, never the password), " +
        "or choose another address. ";
  return new Error(
    `${property}: ${emailAddress} is already used at OVHcloud, by a mailbox, a shared mailbox, a group or an alias. ` +
      `${wayOut}${error.message}`,
    { cause: error },
  );
}
