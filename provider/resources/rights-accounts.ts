/** Rights between accounts, which go by numbers: the same in Exchange and in the new MX Plan. */

import type { Directory } from "../directory.js";
import { ifPresent } from "../if-present.js";
import type { ApiRight } from "../ovh/exchange.js";
import type { TaskId } from "../ovh/tasks.js";
import { API_RIGHT, MAILBOX_RIGHTS, type Right } from "./rights.js";
import type { Key, LiveTarget, RightsPlace } from "./rights-place.js";

interface Calls {
  readonly list: (target: LiveTarget, right: ApiRight) => Promise<number[]>;
  readonly grant: (target: LiveTarget, right: ApiRight, id: number) => Promise<{ readonly id: TaskId }>;
  /** Undefined: it was not there. */
  readonly revoke: (target: LiveTarget, right: ApiRight, id: number) => Promise<{ readonly id: TaskId } | undefined>;
}

type Who = Pick<Directory<{ readonly id: number; readonly primaryEmailAddress: string }>, "idOf" | "addressOf">;

type Shared = Pick<RightsPlace, "holders" | "holds" | "grant" | "revoke" | "namesOf" | "keysOf">;

export function accountRights({ list, grant, revoke }: Calls, directory: Who): Shared {
  return {
    holders: (target, rights) => ifPresent(listRights(list, target, rights)),
    holds: async (target, right, key) => (await list(target, apiRight(right))).includes(Number(key)),
    grant: async (target, right, key) => (await grant(target, apiRight(right), Number(key))).id,
    revoke: async (target, right, key) => (await revoke(target, apiRight(right), Number(key)))?.id,
    namesOf: (keys, recorded) => addressesOf(directory, keys, recorded),
    keysOf: (names) => numbersOf(directory, names),
  };
}

export async function listRights(
  list: Calls["list"],
  target: LiveTarget,
  rights: readonly Right[],
): Promise<Map<Key, Right[]>> {
  const lists = await Promise.all(rights.map((right) => list(target, apiRight(right))));
  const rightsByKey = new Map<Key, Right[]>();
  for (const [index, right] of rights.entries()) {
    for (const id of lists[index] ?? []) rightsByKey.set(id, [...(rightsByKey.get(id) ?? []), right]);
  }
  return rightsByKey;
}

function apiRight(right: Right): ApiRight {
  const found = MAILBOX_RIGHTS.find((one) => one === right);
  if (found === undefined) throw new Error(`${right} is no right of one mailbox on another`);
  return API_RIGHT[found];
}

/**
 * A seat may have been given to somebody else since we recorded its number, rights and all:
 * a recorded address counts only when the number is still its own.
 */
async function addressesOf(
  directory: Who,
  keys: readonly Key[],
  recorded: Readonly<Record<string, Key>>,
): Promise<Map<Key, string>> {
  const found = new Map<Key, string>();
  const look = async (key: Key) => {
    const candidate = Object.keys(recorded).find((address) => recorded[address] === key);
    const confirmed = candidate !== undefined && (await directory.idOf(candidate)) === key;
    const address = confirmed ? candidate : await directory.addressOf(Number(key));
    if (address !== undefined) found.set(key, address);
  };
  await Promise.all(keys.map(look));
  return found;
}

async function numbersOf(directory: Who, addresses: readonly string[]): Promise<Record<string, number>> {
  const ids = await Promise.all(addresses.map((address) => directory.idOf(address)));
  return Object.fromEntries(
    addresses.flatMap((address, index) => (ids[index] === undefined ? [] : [[address, ids[index]]])),
  );
}
