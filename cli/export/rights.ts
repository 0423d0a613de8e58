/** The rights on one object, as a delegation of the program. */

import type { LiveRights } from "../../provider/resources/delegation-read.js";
import { type Grants, MAILBOX_RIGHTS, type Right, sortedRights } from "../../provider/resources/rights.js";
import { listRights } from "../../provider/resources/rights-accounts.js";
import type { Key, LiveTarget, RightsPlace } from "../../provider/resources/rights-place.js";
import { PLACEHOLDER_DOMAIN } from "../../provider/schemas.js";
import type { Candidate, Note } from "./model.js";

interface Held {
  readonly place: RightsPlace;
  readonly target: LiveTarget;
  readonly rightsByKey: ReadonlyMap<Key, readonly Right[]>;
  /** Who is behind each number; nobody knows those that are missing. */
  readonly nameByKey: ReadonlyMap<Key, string>;
}

/** Nothing where nobody holds a right. */
export function delegationOf({ place, target, rightsByKey, nameByKey }: Held): Candidate[] {
  if (rightsByKey.size === 0) return [];
  const grants: Record<string, Right[]> = {};
  const unknown: Key[] = [];
  for (const [key, rights] of rightsByKey) {
    const name = nameByKey.get(key);
    if (name === undefined) unknown.push(key);
    else grants[name] = sortedRights(rights);
  }
  const sortedGrants = Object.fromEntries(Object.entries(grants).sort(([one], [other]) => (one < other ? -1 : 1)));
  const actual: LiveRights = {
    place,
    target,
    rightsByKey,
    nameByKey,
    keyByName: Object.fromEntries([...nameByKey].map(([key, name]) => [name, key])),
    leftBehind: [],
  };
  return [
    {
      kind: "Delegation",
      what: target.name,
      identity: { on: place.pointAt(target), grants: sortedGrants },
      // What an exclusive one does not name it would take away.
      properties: unknown.length === 0 ? {} : { mode: "additive" },
      defaults: {},
      actual,
      notes: [...unknown.map((key) => unknownDelegate(target, key)), ...freeHolders(target, grants)],
    },
  ];
}

function unknownDelegate({ name }: LiveTarget, key: Key): Note {
  return { code: "unknownDelegate", what: name, detail: String(key) };
}

/** Whoever gets the account later gets the right with it. */
function freeHolders({ name }: LiveTarget, grants: Grants): Note[] {
  const free = Object.keys(grants).filter((delegate) => delegate.endsWith(`@${PLACEHOLDER_DOMAIN}`));
  return free.map((delegate) => ({ code: "rightOfFreeAccount", what: name, detail: delegate }));
}

export type ListRight = Parameters<typeof listRights>[0];

interface OfAccounts extends Pick<Held, "place" | "target"> {
  readonly list: ListRight;
  readonly nameById: ReadonlyMap<Key, string>;
  readonly directory: { addressOf(id: number): Promise<string | undefined> };
}

/** Rights between accounts, which go by numbers. Whoever is not in the list has come since it was read. */
export async function accountRightsOn({ place, target, list, nameById, directory }: OfAccounts): Promise<Candidate[]> {
  const possible = place.rightsOn(target.type);
  const rights = MAILBOX_RIGHTS.filter((right) => possible.includes(right));
  const rightsByKey = await listRights(list, target, rights);
  const nameByKey = new Map<Key, string>();
  for (const key of rightsByKey.keys()) {
    const name = nameById.get(key) ?? (await directory.addressOf(Number(key)));
    if (name !== undefined) nameByKey.set(key, name);
  }
  return delegationOf({ place, target, rightsByKey, nameByKey });
}
