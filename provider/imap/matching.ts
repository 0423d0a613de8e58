/** Which messages of one mailbox the other one has already. */

import type { Message } from "./inventory.js";

type Key = (message: Message) => string | undefined;

/**
 * From the surest to the weakest. Each is applied to what is left of both sides. The size comes second: Exchange is
 * known to change it. The last two find messages whose Message-ID the server changed or added; no date is ever left out,
 * as some programs use one Message-ID for all they send.
 */
const KEYS: readonly Key[] = [
  ({ identity, sizeBytes }) => `${identity}${sizeBytes}`,
  ({ identity }) => identity,
  ({ headers }) => headers,
  ({ second, sizeBytes }) => (second < 0 ? undefined : `${second} ${sizeBytes}`),
];

export interface Comparison<M extends Message> {
  readonly missing: readonly M[];
  /** How many there are on both sides. */
  readonly matched: number;
}

/** Equal messages are counted: of three, two of which are there, one is missing. */
export function compare<M extends Message>(source: readonly M[], destination: readonly Message[]): Comparison<M> {
  let left = destination;
  let missing = source;
  for (const key of KEYS) {
    if (left.length === 0 || missing.length === 0) break;
    ({ missing, left } = pair(missing, left, key));
  }
  return { missing, matched: source.length - missing.length };
}

function pair<M extends Message>(source: readonly M[], destination: readonly Message[], key: Key) {
  const counts = new Map<string, number>();
  for (const message of destination) {
    const value = key(message);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const taken = new Map<string, number>();
  const missing = source.filter((message) => !take(counts, taken, key(message)));
  const left = destination.filter((message) => !take(taken, new Map(), key(message)));
  return { missing, left };
}

/** Takes one from the first counter, and counts it in the second. */
function take(counts: Map<string, number>, taken: Map<string, number>, value: string | undefined): boolean {
  const count = value === undefined ? 0 : (counts.get(value) ?? 0);
  if (value === undefined || count === 0) return false;
  counts.set(value, count - 1);
  taken.set(value, (taken.get(value) ?? 0) + 1);
  return true;
}
