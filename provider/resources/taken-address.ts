import { ApiError } from "../ovh/errors.js";

/** The one sentence by which OVHcloud says it; its status code is not published. */
const TAKEN = /email address is already used/i;

/** OVHcloud's refusal of an address that something else has, with the way out. Any other error stays as it is. */
export function explainTakenAddress(error: unknown, inputs: { readonly emailAddress: string }): unknown {
  if (!(error instanceof ApiError) || !TAKEN.test(error.apiMessage)) return error;
  return new Error(
    `emailAddress: ${inputs.emailAddress} is already used at OVHcloud, by a mailbox, a shared mailbox, a group or an alias. ` +
      "Set adopt to true to take over what is there (nothing but the differences is written, never the password), " +
      `or choose another address. ${error.message}`,
    { cause: error },
  );
}
