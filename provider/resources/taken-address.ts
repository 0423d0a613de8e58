import { ApiError } from "../ovh/errors.js";

/** The one sentence by which OVHcloud says it; its status code is not published. */
const TAKEN = /email address is already used/i;

/** OVHcloud's refusal of an address that something else has, with the way out. Any other error stays as it is. */
export function explainTakenAddress(
  error: unknown,
  { emailAddress }: { readonly emailAddress: string },
  property: "emailAddress" | "emailAliases" = "emailAddress",
): unknown {
  if (!(error instanceof ApiError) || !TAKEN.test(error.apiMessage)) return error;
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
