/** The rights that OVHcloud shows on a target, with the people behind the numbers. */

import type { Place, Recorded } from "../definition.js";
import { ifPresent, onceVisible } from "../if-present.js";
import type { Session } from "../session.js";
import type { DelegationFacts } from "./delegation.js";
import type { DelegationInputs } from "./delegation-inputs.js";
import { untilEnded } from "./earlier-work.js";
import { together } from "./granted.js";
import { openRightsPlace, reopenRightsPlace } from "./open-rights-place.js";
import type { Grants, Right } from "./rights.js";
import {
  type DelegationTarget,
  type Key,
  type KnownTarget,
  type LiveTarget,
  type RightsPlace,
  type Seen,
  sameKey,
  type TargetType,
} from "./rights-place.js";

export interface Given {
  readonly place: RightsPlace;
  readonly on: LiveTarget;
  readonly delegate: string;
  readonly key: Key;
  readonly right: Right;
}

export interface LiveRights extends Seen {
  readonly place: RightsPlace;
  readonly nameByKey: ReadonlyMap<Key, string>;
  readonly keyByName: Readonly<Record<string, Key>>;
  /** What is left of our rights where the resource stood before. */
  readonly leftBehind: readonly Given[];
}

type DelegationPlace = Place<DelegationInputs, DelegationFacts>;
type DelegationRecord = Recorded<DelegationInputs, DelegationFacts>;

export async function readDelegation(session: Session, place: DelegationPlace): Promise<LiveRights | undefined> {
  const found = place.purpose === "change" ? await lookAt(session, place) : await lookFor(session, place);
  return found === undefined ? readMoved(session, place) : describe(session, place, found);
}

async function describe(session: Session, place: DelegationPlace, { place: home, seen }: Found): Promise<LiveRights> {
  const { inputs, recorded, purpose } = place;
  const nameByKey = await home.namesOf([...seen.rightsByKey.keys()], recorded?.facts.delegateIds ?? {});
  const desired = purpose === "change" ? Object.keys(inputs.grants) : [];
  return {
    place: home,
    ...seen,
    nameByKey,
    // Whoever holds a right goes by the key that OVHcloud shows, in its own spelling.
    keyByName: { ...(await home.keysOf(desired)), ...keysOf(nameByKey) },
    leftBehind: purpose === "refresh" ? [] : await readLeftBehind(session, place, seen.target),
  };
}

/** On one target each right has a list of its own. Once something has moved between targets, all of it is looked at. */
export async function readTouchedRights(before: LiveRights, steps: readonly Given[]): Promise<LiveRights | undefined> {
  const { place, target } = before;
  const hasMoved = before.leftBehind.length > 0 || steps.some(({ on }) => !isSameTarget(on, target));
  const touched = [...new Set(steps.map(({ right }) => right))];
  const holders = hasMoved ? undefined : await place.holders(target, touched);
  if (holders === undefined) return undefined;
  const rightsByKey = new Map<Key, readonly Right[]>();
  for (const key of new Set([...before.rightsByKey.keys(), ...holders.keys()])) {
    const untouched = (before.rightsByKey.get(key) ?? []).filter((right) => !touched.includes(right));
    const held = [...untouched, ...(holders.get(key) ?? [])];
    if (held.length > 0) rightsByKey.set(key, held);
  }
  const nameByKey = await place.namesOf([...rightsByKey.keys()], before.keyByName);
  return { ...before, rightsByKey, nameByKey, keyByName: { ...before.keyByName, ...keysOf(nameByKey) } };
}

/** Its target is gone, and a move that broke off has given rights where it was going: that is where it stands then. */
async function readMoved(session: Session, place: DelegationPlace): Promise<LiveRights | undefined> {
  const { memory: { moved } = {}, facts } = place.recorded ?? {};
  if (moved === undefined) return undefined;
  // Written by us, from inputs that were checked.
  const found = await lookForTarget(session, moved.on as DelegationTarget, undefined);
  if (found === undefined || place.purpose !== "removal") return found && describe(session, place, found);
  // Nothing but what the move gave is taken back there.
  const leftBehind = stillThere(found, moved.granted as Ours, facts?.delegateIds ?? {});
  return { ...found.seen, place: found.place, rightsByKey: new Map(), nameByKey: new Map(), keyByName: {}, leftBehind };
}

/** There is no such mailbox, group or domain. */
export class AbsentTargetError extends Error {
  override readonly name = "AbsentTargetError";
}

/** What the one who asks knows already; spares calls. */
export interface RightsHints {
  readonly likely?: TargetType;
  /** Read just now. */
  readonly names?: ReadonlyMap<Key, string>;
}

/**
 * Who holds which right on a target.
 * @param property what an error names
 */
export async function liveRights(
  session: Session,
  on: DelegationTarget,
  property: string,
  { likely, names = new Map() }: RightsHints = {},
): Promise<Pick<LiveRights, "target" | "rightsByKey" | "nameByKey">> {
  const place = await openRightsPlace(session, on);
  const target = await place.targetOf(likely);
  const seen = target && (await seenOn(place, target));
  if (seen === undefined) throw new AbsentTargetError(`${property}: ${place.absent}`);
  const holders = [...seen.rightsByKey.keys()];
  const asked = await place.namesOf(
    holders.filter((key) => !names.has(key)),
    {},
  );
  return { ...seen, nameByKey: new Map([...names, ...asked]) };
}

interface Found {
  readonly place: RightsPlace;
  readonly seen: Seen;
}

/** What the program points at now. */
async function lookAt(session: Session, { inputs, recorded }: DelegationPlace): Promise<Found> {
  const place = await openRightsPlace(session, inputs.on);
  const seen = await onceVisible(session.clock, async () => {
    const target = await place.targetOf(inputs.__targetType ?? recorded?.facts.targetType);
    return target && quietlySeenOn(place, target, recorded);
  });
  if (seen === undefined) throw new Error(`on: ${place.absent}`);
  await place.refuse(inputs.grants, seen);
  return { place, seen };
}

/**
 * A run that was killed leaves no trace in the state. What it began may be shown before its task has ended, or only
 * afterwards, and the task may fail.
 */
async function quietlySeenOn(
  place: RightsPlace,
  target: LiveTarget,
  recorded: DelegationPlace["recorded"],
): Promise<Seen | undefined> {
  // Tasks of groups are not listed apart: whoever waits for them waits for the whole service.
  if (target.type !== "mailingList" || recorded?.memory.unfinished === true) await settle(place, target);
  return seenOn(place, target);
}

async function seenOn(place: RightsPlace, target: LiveTarget): Promise<Seen | undefined> {
  const rightsByKey = await place.holders(target, place.rightsOn(target.type));
  return rightsByKey && { target, rightsByKey };
}

/** Waits for what OVHcloud works on. */
async function settle(place: RightsPlace, target: LiveTarget): Promise<void> {
  // "Not found": it is gone since it was looked at, which shows next.
  const ids = (await ifPresent(place.tasksOn(target))) ?? [];
  if (ids.length === 0) return;
  const doing = `its work on the rights on ${target.name}`;
  await untilEnded(await place.tasks(), ids, doing, () => place.tasksOn(target));
}

/** What the state recorded. */
async function lookFor(session: Session, { inputs, recorded }: DelegationPlace): Promise<Found | undefined> {
  return lookForTarget(session, inputs.on, knownTarget(recorded));
}

async function lookForTarget(
  session: Session,
  on: DelegationTarget,
  known: KnownTarget | undefined,
): Promise<Found | undefined> {
  const place = await reopenRightsPlace(session, on, known);
  // Its lists may be shown later than itself, and are gone before it.
  const seen = await onceVisible(session.clock, async () => place?.lookFor(known));
  return place && seen && { place, seen };
}

function knownTarget(recorded: DelegationPlace["recorded"]): KnownTarget | undefined {
  const { targetType, targetId } = recorded?.facts ?? {};
  return targetType === undefined || targetId === undefined ? undefined : { type: targetType, id: targetId };
}

function keysOf(nameByKey: ReadonlyMap<Key, string>): Record<string, Key> {
  return Object.fromEntries([...nameByKey].map(([key, name]) => [name, key]));
}

/** Where else rights of ours may be: where the state says it stands and, of a move broken off, where that was going. */
async function readLeftBehind(
  session: Session,
  { recorded }: DelegationPlace,
  target: LiveTarget,
): Promise<readonly Given[]> {
  if (recorded === undefined) return [];
  const { inputs, facts, memory } = recorded;
  const delegateIds = facts.delegateIds ?? {};
  const known = knownTarget(recorded);
  const look = async (on: DelegationTarget, at: KnownTarget | undefined, ours: Ours) => {
    const found = await lookForTarget(session, on, at);
    return found === undefined || isSameTarget(found.seen.target, target) ? [] : stillThere(found, ours, delegateIds);
  };
  const isElsewhere = known !== undefined && !isSameTarget(known, target);
  const left = await Promise.all([
    ...(isElsewhere ? [look(inputs.on, known, oursOf(recorded))] : []),
    // Written by us, from inputs that were checked.
    ...(memory.moved ? [look(memory.moved.on as DelegationTarget, undefined, memory.moved.granted as Ours)] : []),
  ]);
  return left.flat();
}

export function isSameTarget(one: KnownTarget, other: KnownTarget): boolean {
  return one.type === other.type && one.id === other.id;
}

/** Rights of ours, one entry for each delegate. */
export type Ours = readonly { readonly to: Key; readonly rights: readonly Right[] }[];

export function rightsOf(key: Key, ours: Ours): readonly Right[] {
  return ours.find(({ to }) => sameKey(to, key))?.rights ?? [];
}

/**
 * The rights that the state knows to be ours where it stands.
 * @param live the numbers of those whom OVHcloud shows: a creation that broke off has not recorded them all
 */
export function oursOf(
  { inputs: { mode, grants }, facts, memory: { granted = [], taking = [], moved } }: DelegationRecord,
  live: Readonly<Record<string, Key>> = {},
): Ours {
  if (mode === "exclusive") return byKey(grants, { ...live, ...facts.delegateIds });
  // Written by us. Once a move has begun to give, nothing of ours is left, and what it gave is elsewhere.
  return moved === undefined ? (together(granted, taking) as Ours) : [];
}

function byKey(grants: Grants, keyByName: Readonly<Record<string, Key>>): Ours {
  return Object.entries(grants).flatMap(([delegate, rights]) => {
    const to = keyByName[delegate];
    return to === undefined ? [] : [{ to, rights }];
  });
}

function stillThere({ place, seen }: Found, ours: Ours, recorded: Readonly<Record<string, Key>>): Given[] {
  return [...seen.rightsByKey].flatMap(([key, held]) => {
    const delegate = delegateName(key, recorded);
    return rightsOf(key, ours)
      .filter((right) => held.includes(right))
      .map((right) => ({ place, on: seen.target, delegate, key, right }));
  });
}

/** As the state knows the delegate. */
export function delegateName(key: Key, recorded: Readonly<Record<string, Key>>): string {
  return Object.keys(recorded).find((name) => sameKey(recorded[name] as Key, key)) ?? `account ${key}`;
}
