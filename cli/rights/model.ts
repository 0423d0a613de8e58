/** Who may do what, one row for each right of each person. */

import type { EffectiveRightsResult } from "../../provider/functions-rights.js";
import { RIGHTS } from "../../provider/resources/rights.js";

/** Our rights, and what a group gives: its members get its mail, its managers decide who they are. */
export const REACHES = [...RIGHTS, "member", "manager"] as const;
export type Reach = (typeof REACHES)[number];

/**
 * - `declared`: Pulumi's state has it (and OVHcloud, where that was looked at);
 * - `unmanaged`: OVHcloud shows it, the state does not have it;
 * - `missing`: the state has it, OVHcloud does not show it;
 * - `live`: OVHcloud shows it, and no state was looked at.
 */
export type Origin = "declared" | "unmanaged" | "missing" | "live";

/** Given on the mailbox itself; on all accounts of its domain; by being in a group. */
export type Through = "itself" | "domain" | "group";

export interface RightRow {
  /** The mailbox or the group, by address; the domain, of a delegation of all its accounts. */
  readonly on: string;
  readonly kind: EffectiveRightsResult["kind"];
  /** The Exchange service, or the domain of MX Plan. */
  readonly place: string;
  /** An address, the identifier of an OVHcloud customer, or `account 123` where nobody knows the address. */
  readonly who: string;
  readonly right: Reach;
  readonly through: Through;
  readonly origin: Origin;
  /** Whether whoever it is does not belong to the domains that were looked at. */
  readonly isOutside: boolean;
}

/** As read, before two sources are held against each other. */
export type FoundRow = Omit<RightRow, "origin" | "isOutside">;

export interface RightsFound {
  readonly rows: readonly FoundRow[];
  /** The organisation's own. */
  readonly domains: readonly string[];
  /** What could not be looked at. */
  readonly gaps: readonly Gap[];
  /** Those whom a delegation of their whole domain is about. */
  readonly mxPlanAccounts: readonly string[];
  /** The mailboxes and groups whose rights the program declares; empty when read from OVHcloud. */
  readonly declaredTargets: readonly string[];
}

export interface Gap {
  readonly reason: "notListed" | "domainDelegation" | "otherAccount";
  /** A tree of the API, a domain, or the name of an `ovhmail.Provider`. */
  readonly what: string;
}

export function keyOf({ on, who, right, through }: FoundRow): string {
  return JSON.stringify([on, who, right, through]);
}

/** Mailbox by mailbox, person by person, the widest right first. */
export function sortedRows<Row extends FoundRow>(rows: readonly Row[]): Row[] {
  return rows.toSorted(
    (one, other) =>
      compareText(one.on, other.on) ||
      compareText(one.who, other.who) ||
      REACHES.indexOf(one.right) - REACHES.indexOf(other.right) ||
      compareText(one.through, other.through),
  );
}

/** The same on every machine, whatever its language. */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
