/** Which properties of an account belong to one generation of MX Plan, and what the other one has instead. */

import type { DeclaredMxPlanAccount } from "./declared-mxplan.js";

type Instead = Readonly<Record<string, string | undefined>>;

export const LEGACY_ONLY: Instead = { sizeBytes: "quotaGb", description: "displayName" };

export const NEW_ONLY: Instead = {
  quotaGb: "sizeBytes",
  displayName: "description",
  firstName: undefined,
  lastName: undefined,
  initials: undefined,
  hiddenFromDirectory: undefined,
  emailAliases: "an MxPlanRedirection",
};

/** Those of them that the program gives. */
export function given(account: DeclaredMxPlanAccount, properties: Instead): string[] {
  return account.properties.filter((property) => Object.hasOwn(properties, property));
}
