/** What every walk is given. */

import { atOnce } from "../../provider/at-once.js";
import { NotFoundError } from "../../provider/ovh/errors.js";
import type { Session } from "../../provider/session.js";
import type { Candidate, Found, Note, Place } from "./model.js";

/** How far the walk through one kind of objects of one place is. */
export interface Progress {
  readonly place: Place;
  readonly what: Walked;
  readonly done: number;
  readonly total: number;
}

export type Walked = "accounts" | "sharedMailboxes" | "groups" | "contacts" | "redirections" | "responders";

export interface Walk {
  readonly session: Session;
  readonly onProgress: (progress: Progress) => void;
}

/** The candidates and notes of one object. */
export interface Seen {
  readonly candidates?: readonly Candidate[];
  readonly leftOut?: readonly Note[];
}

/** Looks at each of them. One that is removed in the meantime is told. */
export async function lookAtEach<T>(
  { onProgress }: Walk,
  at: { readonly place: Place; readonly what: Walked; readonly nameOf: (item: T) => string },
  items: readonly T[],
  look: (item: T) => Promise<Seen>,
): Promise<Seen[]> {
  const { place, what, nameOf } = at;
  const total = items.length;
  const tell = (done: number) => onProgress({ place, what, done, total });
  if (total > 0) tell(0);
  return atOnce(items, async (item) => goneOr(nameOf(item), () => look(item)), tell);
}

async function goneOr(what: string, look: () => Promise<Seen>): Promise<Seen> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof NotFoundError) return { leftOut: [{ code: "goneMeanwhile", what }] };
    throw error;
  }
}

export function together(place: Place, seen: readonly Seen[]): Found {
  return {
    place,
    candidates: seen.flatMap(({ candidates = [] }) => candidates),
    leftOut: seen.flatMap(({ leftOut = [] }) => leftOut),
  };
}

/** In one order, whatever OVHcloud's is. */
export function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** In what the API shows, case means nothing. */
export function lower(address: string): string {
  return address.toLowerCase();
}

/** OVHcloud's states: what is not there yet, or not for long. */
const UNUSABLE: Readonly<Record<string, "notSetUp" | "beingRemoved">> = {
  creating: "notSetUp",
  deleting: "beingRemoved",
};

export function whyUnusable(what: string, state: string): Note | undefined {
  const code = UNUSABLE[state];
  return code && { code, what, detail: state };
}
