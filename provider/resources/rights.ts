/** The rights of the guides, under our names and OVHcloud's. */

import type { ApiRight } from "../ovh/exchange.js";

/** Of one mailbox on another: Exchange and the new MX Plan. */
export const MAILBOX_RIGHTS = ["fullAccess", "sendAs", "sendOnBehalf"] as const;
/** Of another customer of OVHcloud: the legacy MX Plan. */
export const CUSTOMER_RIGHTS = ["manage"] as const;
export const RIGHTS = [...MAILBOX_RIGHTS, ...CUSTOMER_RIGHTS] as const;

/**
 * - `fullAccess` (« Droit d'accès »): open the mailbox;
 * - `sendAs` (« Droit d'envoi »): send as if one were it;
 * - `sendOnBehalf` (« Droit d'envoyer de la part »): send for it, under one's own name too;
 * - `manage` (« Délégation »): change its password and more, in the OVHcloud control panel.
 */
export type Right = (typeof RIGHTS)[number];
export type MailboxRight = (typeof MAILBOX_RIGHTS)[number];

export const API_RIGHT: Readonly<Record<MailboxRight, ApiRight>> = {
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
