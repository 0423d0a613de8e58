/** The three rights of the guides, under our names and OVHcloud's. */

import type { ApiRight, TargetType } from "../ovh/exchange.js";

export const RIGHTS = ["fullAccess", "sendAs", "sendOnBehalf"] as const;

/**
 * - `fullAccess` (« Droit d'accès »): open the mailbox;
 * - `sendAs` (« Droit d'envoi »): send as if one were it;
 * - `sendOnBehalf` (« Droit d'envoyer de la part »): send for it, under one's own name too.
 */
export type Right = (typeof RIGHTS)[number];

export const API_RIGHT: Readonly<Record<Right, ApiRight>> = {
  fullAccess: "fullAccess",
  sendAs: "sendAs",
  sendOnBehalf: "sendOnBehalfTo",
};

/** By delegate, in the order of {@link RIGHTS}. */
export type Grants = Readonly<Record<string, readonly Right[]>>;

export function sortedRights(rights: Iterable<Right>): Right[] {
  const held = new Set(rights);
  return RIGHTS.filter((right) => held.has(right));
}

/** A group holds no mail that one could open. */
export function rightsOn(type: TargetType): readonly Right[] {
  return type === "mailingList" ? RIGHTS.filter((right) => right !== "fullAccess") : RIGHTS;
}
