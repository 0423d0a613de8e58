/** From what was read to the rows that are shown: pure. */

import { type FoundRow, keyOf, type Origin, type RightRow, type RightsFound, sortedRows } from "./model.js";

export interface Sources {
  readonly live: RightsFound | undefined;
  readonly state: RightsFound | undefined;
  /** Domains, addresses and identifiers that belong to the organisation too. */
  readonly inside: readonly string[];
}

export function judge({ live, state, inside }: Sources): RightRow[] {
  const own = new Set([...(live?.domains ?? []), ...(state?.domains ?? []), ...inside].map((one) => one.toLowerCase()));
  const found = originated(live?.rows, state?.rows);
  const rows = found.map((row) => ({ ...row, isOutside: isOutside(row.who, own) }));
  const accounts = [...new Set([...(live?.mxPlanAccounts ?? []), ...(state?.mxPlanAccounts ?? [])])];
  return sortedRows([...rows, ...rows.flatMap((row) => onEachAccount(row, accounts))]);
}

/** Whether one of the two sources alone has it. */
export function isDifference({ origin }: RightRow): boolean {
  return origin === "unmanaged" || origin === "missing";
}

type Originated = FoundRow & { readonly origin: Origin };

function originated(live: readonly FoundRow[] | undefined, state: readonly FoundRow[] | undefined): Originated[] {
  if (live === undefined) return as("declared", state ?? []);
  if (state === undefined) return as("live", live);
  const shown = new Set(live.map(keyOf));
  const declared = new Set(state.map(keyOf));
  return [
    ...live.map((row) => ({
      ...row,
      origin: declared.has(keyOf(row)) ? ("declared" as const) : ("unmanaged" as const),
    })),
    ...as(
      "missing",
      state.filter((row) => !shown.has(keyOf(row))),
    ),
  ];
}

function as(origin: Origin, rows: readonly FoundRow[]): Originated[] {
  return rows.map((row) => ({ ...row, origin }));
}

/** Whoever may manage all accounts of a legacy domain may manage each. */
function onEachAccount(row: RightRow, accounts: readonly string[]): RightRow[] {
  if (row.kind !== "MxPlanDomain") return [];
  return accounts
    .filter((address) => address.split("@")[1] === row.on)
    .map((on) => ({ ...row, on, kind: "MxPlanAccount", through: "domain" }));
}

/** A domain is matched whole. Another customer of OVHcloud is outside; nobody knows of `account 123`, a member of the service. */
function isOutside(who: string, own: ReadonlySet<string>): boolean {
  if (own.has(who)) return false;
  const domain = who.split("@")[1];
  return domain === undefined ? !who.startsWith("account ") : !own.has(domain);
}

export interface Filter {
  readonly mailbox?: string;
  readonly person?: string;
  readonly right?: string;
  readonly isOutsideOnly: boolean;
}

export function matches({ mailbox, person, right, isOutsideOnly }: Filter): (row: RightRow) => boolean {
  const [on, who] = [mailbox?.trim().toLowerCase(), person?.trim().toLowerCase()];
  return (row) =>
    (on === undefined || row.on === on) &&
    (who === undefined || row.who === who) &&
    (right === undefined || row.right === right) &&
    (!isOutsideOnly || row.isOutside);
}
