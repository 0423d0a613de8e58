/** The rights that the state remembers as given by us, one entry for each delegate. */

import type { Granted } from "../definition.js";
import type { Right } from "./rights.js";
import { type Key, sameKey } from "./rights-place.js";

export function including(granted: readonly Granted[], key: Key, right: Right): readonly Granted[] {
  const held = granted.find(({ to }) => sameKey(to, key))?.rights ?? [];
  return [...excluding(granted, key), { to: key, rights: [...held.filter((own) => own !== right), right] }];
}

/** Without this right, or without all of them. */
export function excluding(granted: readonly Granted[], key: Key, right?: Right): readonly Granted[] {
  return granted.flatMap((one) => {
    if (!sameKey(one.to, key)) return [one];
    const left = right === undefined ? [] : one.rights.filter((own) => own !== right);
    return left.length > 0 ? [{ to: one.to, rights: left }] : [];
  });
}

/** All of both. */
export function together(one: readonly Granted[], other: readonly Granted[]): readonly Granted[] {
  const added = other.flatMap(({ to, rights }) => rights.map((right) => ({ to, right })));
  // Written by us.
  return added.reduce((all, { to, right }) => including(all, to, right as Right), one);
}
