/** Who may do what on one target: all its delegates in one resource. */

import type { Definition, Intent, Work } from "../definition.js";
import { sameValue } from "../values.js";
import { type DelegationInputs, fields, rules } from "./delegation-inputs.js";
import {
  delegateName,
  type Given,
  isSameTarget,
  type LiveRights,
  type Ours,
  oursOf,
  readDelegation,
  readTouchedRights,
  rightsOf,
} from "./delegation-read.js";
import { perform } from "./delegation-write.js";
import { openRightsPlace } from "./open-rights-place.js";
import { type Grants, type Right, sortedRights } from "./rights.js";
import { type DelegationTarget, type Key, sameKey, type TargetType } from "./rights-place.js";

export interface DelegationFacts {
  readonly targetType: TargetType;
  /** The number of the mailbox, which outlives its renaming; the first address of a group; a legacy address or domain. */
  readonly targetId: Key;
  /** The numbers of the delegates, by address; of customers, OVHcloud's spelling. */
  readonly delegateIds: Readonly<Record<string, Key>>;
}

export type DelegationStep = Given & { readonly do: "grant" | "revoke" };
export type DelegationWork = Work<DelegationInputs, DelegationFacts>;
type DelegationIntent = Intent<DelegationInputs, DelegationFacts, LiveRights>;

export const delegation: Definition<DelegationInputs, DelegationFacts, LiveRights, DelegationStep> = {
  kind: "Delegation",
  title: ({ on }) => `the delegation on ${nameOf(on)}`,
  tasks: async (session, { on }) => (await openRightsPlace(session, on)).tasks(),
  fields,
  rules,
  secretOutputs: [],
  holdsMail: false,
  adopts: () => true,
  read: readDelegation,
  plan,
  perform,
  readTouched: readTouchedRights,
  pendingTask: () => undefined,
  id: (_, { place, target }) => place.idOf(target),
  inputsFrom: (live, { inputs }) => ({
    ...inputs,
    on: live.place.pointAt(live.target),
    grants: inputs.mode === "exclusive" ? grantsFrom(live) : stillHeld(inputs.grants, live),
  }),
  factsFrom: (live, _, inputs) => ({
    targetType: live.target.type,
    targetId: live.target.id,
    delegateIds: onlyOf(Object.keys(inputs.grants), live.keyByName),
  }),
};

function nameOf(on: DelegationTarget): string {
  if ("service" in on) return on.emailAddress;
  return "mxPlanDomain" in on ? `all accounts of ${on.mxPlanDomain}` : on.mxPlanAccount;
}

/** All that must go goes before anything is added: OVHcloud refuses one way of sending while the other is there. */
function plan({ desired, actual, recorded }: DelegationIntent): DelegationStep[][] {
  if (actual === undefined) return [];
  if (desired !== undefined) refuseImpossible(desired, actual);
  const wanted = desired === undefined ? new Map<Key, Wanted>() : wantedByKey(desired.grants, actual);
  const left = actual.leftBehind.map((given): DelegationStep => ({ do: "revoke", ...given }));
  const intent = { desired, actual, recorded };
  const revokes = [...revocations(wanted, intent), ...unshown(wanted, intent), ...left];
  const additions: DelegationStep[] = [];
  for (const [key, { delegate, rights }] of wanted) {
    const held = actual.rightsByKey.get(key) ?? [];
    for (const right of rights) {
      if (!held.includes(right)) additions.push(step("grant", actual, { delegate, key, right }));
    }
  }
  return [revokes, additions].filter((stage) => stage.length > 0);
}

function step(
  verb: DelegationStep["do"],
  { place, target }: LiveRights,
  given: Pick<Given, "delegate" | "key" | "right">,
): DelegationStep {
  return { do: verb, place, on: target, ...given };
}

function refuseImpossible({ grants: given }: DelegationInputs, { place, target }: LiveRights): void {
  const possible = place.rightsOn(target.type);
  const impossible = Object.entries(given)
    .map(([delegate, rights]) => ({ delegate, rights: rights.filter((right) => !possible.includes(right)) }))
    .filter(({ rights }) => rights.length > 0);
  if (impossible.length === 0) return;
  const rights = sortedRights(impossible.flatMap((one) => one.rights)).join(" and ");
  const delegates = impossible.map(({ delegate }) => delegate).join(", ");
  throw new Error(
    `grants: ${rights} cannot be given on ${target.name} (to ${delegates}): ${place.whyNot(target.type)}`,
  );
}

interface Wanted {
  readonly delegate: string;
  readonly rights: readonly Right[];
}

function wantedByKey(grants: Grants, { keyByName, place }: LiveRights): Map<Key, Wanted> {
  const wanted = new Map<Key, Wanted>();
  const missing: string[] = [];
  for (const [delegate, rights] of Object.entries(grants)) {
    const key = keyByName[delegate];
    if (key === undefined) missing.push(`grants[${JSON.stringify(delegate)}]: ${place.unknownDelegate}`);
    else wanted.set(key, { delegate, rights });
  }
  if (missing.length > 0) throw new Error(missing.join("; "));
  return wanted;
}

/** Exclusive: whatever is not wanted. Additive, and when the resource goes: only what was declared or given by us. */
function revocations(wanted: ReadonlyMap<Key, Wanted>, intent: DelegationIntent): DelegationStep[] {
  const { desired, actual } = intent;
  if (actual === undefined) return [];
  const ours = desired?.mode === "exclusive" ? undefined : oursAt(intent);
  const steps: DelegationStep[] = [];
  for (const [key, held] of actual.rightsByKey) {
    const delegate = actual.nameByKey.get(key) ?? `account ${key}`;
    const kept = wanted.get(key)?.rights ?? [];
    const unwanted = held.filter((right) => !kept.includes(right));
    const touchable = unwanted.filter((right) => ours === undefined || rightsOf(key, ours).includes(right));
    steps.push(...touchable.map((right) => step("revoke", actual, { delegate, key, right })));
  }
  return steps;
}

/** Given by us, no longer wanted, and not in a list: lists lag, and to take what is not there does no harm. */
function unshown(wanted: ReadonlyMap<Key, Wanted>, { actual, recorded }: DelegationIntent): DelegationStep[] {
  if (actual === undefined || recorded === undefined) return [];
  const { targetType: type, targetId: id, delegateIds = {} } = recorded.facts;
  const { granted = [], moved } = recorded.memory;
  if (type === undefined || id === undefined || moved !== undefined) return [];
  if (!isSameTarget({ type, id }, actual.target)) return [];
  // Written by us.
  return (granted as Ours).flatMap(({ to: key, rights }) => {
    const of = <T>(all: ReadonlyMap<Key, T>) => [...all].find(([one]) => sameKey(one, key))?.[1];
    const known = [...(of(actual.rightsByKey) ?? []), ...(of(wanted)?.rights ?? [])];
    const delegate = delegateName(key, delegateIds);
    return rights
      .filter((right) => !known.includes(right))
      .map((right) => step("revoke", actual, { delegate, key, right }));
  });
}

/** What is ours where it is to stand. A move that was broken off goes on there. */
function oursAt({ desired, actual, recorded }: DelegationIntent): Ours {
  if (recorded === undefined) return [];
  const { inputs, memory } = recorded;
  const goesOn = memory.moved !== undefined && sameValue(memory.moved.on, (desired ?? inputs).on);
  // Written by us.
  return goesOn ? (memory.moved.granted as Ours) : oursOf(recorded, actual?.keyByName);
}

function grantsFrom(live: LiveRights): Grants {
  const found: Record<string, Right[]> = {};
  for (const [key, rights] of live.rightsByKey)
    found[live.nameByKey.get(key) ?? `account ${key}`] = sortedRights(rights);
  return found;
}

/** Additive: of the rights that the program declares, those that are there. */
function stillHeld(declared: Grants, live: LiveRights): Grants {
  const all = grantsFrom(live);
  const held: Record<string, Right[]> = {};
  for (const [delegate, rights] of Object.entries(declared)) {
    const still = rights.filter((right) => all[delegate]?.includes(right));
    if (still.length > 0) held[delegate] = still;
  }
  return held;
}

function onlyOf<T>(names: readonly string[], values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
}
