/** What OVHcloud refuses of a mailbox of the legacy MX Plan, found out before anything is written. */

import { passwordProperty } from "./mxplan-account-home.js";
import type { MxPlanAccountInputs } from "./mxplan-account-view.js";

/** API schema: "length : [9;30], no space at begin and end, no accent". The letters are those of OVHcloud's panel. */
const PASSWORD_LENGTH_MIN = 9;
const PASSWORD_LENGTH_MAX = 30;
const ACCENTED = /[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF]/;

export function checkLegacyPassword(password: string, inputs: MxPlanAccountInputs): void {
  const { length } = password;
  if (length >= PASSWORD_LENGTH_MIN && length <= PASSWORD_LENGTH_MAX && !ACCENTED.test(password)) return;
  throw new Error(
    `${passwordProperty(inputs)}: a password of the legacy MX Plan has ${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX} ` +
      "characters, none of them an accented letter",
  );
}

/** Where OVHcloud names no sizes, any may be right. */
export function checkSize(sizeBytes: number, allowed: readonly number[] | null = []): void {
  if (allowed === null || allowed.length === 0 || allowed.includes(sizeBytes)) return;
  throw new Error(`sizeBytes: OVHcloud does not allow ${sizeBytes} bytes here; it allows ${allowed.join(", ")}`);
}
