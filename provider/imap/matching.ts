/** Which messages of one mailbox the other one has already. */

import type { Message } from "./inventory.js";

type Key = (message: Message) => string | undefined;

interface Rule {
  readonly source: Key;
  readonly destination: Key;
}

/**
 * From the surest to the weakest. Each is applied to what is left of both sides. The size only breaks ties: Exchange is
 * known to change it. A message with another Message-ID is another message, however much it looks alike; servers may add
 * one where there was none.
 */
const RULES: readonly Rule[] = [
  same(({ identity, sizeBytes }) => `${identity}${sizeBytes}`),
  same(({ identity }) => identity),
  { source: (message) => (hasMessageId(message) ? undefined : message.headers), destination: ({ headers }) => headers },
];

/** For messages that the destination is known to have taken: some servers change a Message-ID or a header. */
const LENIENT_RULES: readonly Rule[] = [
  same(({ headers }) => headers),
  same(({ second, sizeBytes }) => (second < 0 ? undefined : `${second} ${sizeBytes}`)),
];

export interface Comparison<M extends Message> {
  readonly missing: readonly M[];
  /** What the destination has besides. */
  readonly left: readonly Message[];
  /** How many there are on both sides. */
  readonly matched: number;
}

/** Equal messages are counted: of three, two of which are there, one is missing. */
export function compare<M extends Message>(source: readonly M[], destination: readonly Message[]): Comparison<M> {
  return compareBy(RULES, source, destination);
}

/** The same for messages that were accepted, so that it only matters what the destination made of them. */
export function findChanged<M extends Message>(accepted: readonly M[], left: readonly Message[]): Comparison<M> {
  return compareBy(LENIENT_RULES, accepted, left);
}

function compareBy<M extends Message>(
  rules: readonly Rule[],
  source: readonly M[],
  destination: readonly Message[],
): Comparison<M> {
  let left = destination;
  let missing = source;
  for (const rule of rules) {
    if (left.length === 0 || missing.length === 0) break;
    ({ missing, left } = pair(missing, left, rule));
  }
  return { missing, left, matched: source.length - missing.length };
}

function same(key: Key): Rule {
  return { source: key, destination: key };
}

function hasMessageId({ identity, headers }: Message): boolean {
  return identity !== headers;
}

function pair<M extends Message>(source: readonly M[], destination: readonly Message[], keys: Rule) {
  const counts = new Map<string, number>();
  for (const message of destination) {
    const value = keys.destination(message);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const taken = new Map<string, number>();
  const missing = source.filter((message) => !take(counts, taken, keys.source(message)));
  const left = destination.filter((message) => !take(taken, new Map(), keys.destination(message)));
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
