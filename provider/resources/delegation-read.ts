/** The rights that OVHcloud shows on a mailbox, with the people behind the numbers. */

import type { Place } from "../definition.js";
import { ifPresent } from "../if-present.js";
import type { TargetType } from "../ovh/exchange.js";
import type { ExchangeSession, Session } from "../session.js";
import type { DelegationFacts, DelegationInputs } from "./delegation.js";
import { findAccount } from "./exchange-account.js";
import { API_RIGHT, type Grants, type Right, rightsOn } from "./rights.js";
import { findShared } from "./shared-mailbox.js";

export interface LiveTarget {
  readonly type: TargetType;
  readonly emailAddress: string;
  /** OVHcloud gives groups no number: the address they had at first. */
  readonly id: number | string;
}

export interface Given {
  readonly delegate: string;
  readonly id: number;
  readonly right: Right;
}

export interface LiveRights {
  readonly target: LiveTarget;
  readonly rightsById: ReadonlyMap<number, readonly Right[]>;
  readonly addressById: ReadonlyMap<number, string>;
  readonly idByAddress: Readonly<Record<string, number>>;
  /** The mailbox that the resource stood on before, when it is another one, and what is left there of our rights. */
  readonly former: { readonly target: LiveTarget; readonly grants: readonly Given[] } | undefined;
}

type DelegationPlace = Place<DelegationInputs, DelegationFacts>;

export async function readDelegation(session: Session, place: DelegationPlace): Promise<LiveRights | undefined> {
  const { inputs, recorded, purpose } = place;
  const forChange = purpose === "change";
  const service = session.exchange(inputs.on.service);
  const known = knownTarget(place);
  const target = forChange
    ? await targetAt(service, inputs, known?.type)
    : await locate(service, inputs.on.emailAddress, known);
  if (target === undefined) return undefined;
  const rightsById = await readRights(service, target);
  const addressById = await addressesOf(service, [...rightsById.keys()], recorded?.facts.delegateIds ?? {});
  const desired = forChange ? Object.keys(inputs.grants) : [];
  return {
    target,
    rightsById,
    addressById,
    idByAddress: { ...inverse(addressById), ...(await idsOf(service, desired)) },
    former: forChange ? await readFormer(service, place, target) : undefined,
  };
}

/** Who holds which right on whatever is at an address; undefined when nothing is. */
export async function liveRights(
  service: ExchangeSession,
  emailAddress: string,
): Promise<Pick<LiveRights, "target" | "rightsById" | "addressById"> | undefined> {
  const target = await lookUpAny(service, emailAddress);
  if (target === undefined) return undefined;
  const rightsById = await readRights(service, target);
  return { target, rightsById, addressById: await addressesOf(service, [...rightsById.keys()], {}) };
}

interface KnownTarget {
  readonly type: TargetType;
  readonly id: number | string;
}

function knownTarget({ recorded }: DelegationPlace): KnownTarget | undefined {
  const { targetType, targetId } = recorded?.facts ?? {};
  return targetType === undefined || targetId === undefined ? undefined : { type: targetType, id: targetId };
}

/** Shared mailboxes are the usual case, so they are asked first. */
const TYPES: readonly TargetType[] = ["shared", "account", "mailingList"];

/** What the program points at now. */
async function targetAt(
  service: ExchangeSession,
  { on }: DelegationInputs,
  likely: TargetType | undefined,
): Promise<LiveTarget> {
  const found = await lookUpAny(service, on.emailAddress, likely);
  if (found !== undefined) return found;
  throw new Error(
    `on: ${on.service} has no mailbox, no shared mailbox and no group ${on.emailAddress}. ` +
      "Declare it as an ExchangeAccount, a SharedMailbox or a ContactGroup, or correct the address",
  );
}

async function lookUpAny(
  service: ExchangeSession,
  address: string,
  likely: TargetType = "shared",
): Promise<LiveTarget | undefined> {
  for (const type of [likely, ...TYPES.filter((other) => other !== likely)]) {
    const found = await lookUp(service, address, type);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function lookUp(
  { api }: ExchangeSession,
  emailAddress: string,
  type: TargetType,
): Promise<LiveTarget | undefined> {
  if (type === "mailingList") {
    const group = await ifPresent(api.mailingLists.get(emailAddress));
    return group && { type, emailAddress, id: emailAddress };
  }
  const looking: Promise<{ id: number }> =
    type === "shared" ? api.getSharedAccount(emailAddress) : api.getAccount(emailAddress);
  const found = await ifPresent(looking);
  return found && { type, emailAddress, id: found.id };
}

/** The recorded mailbox, wherever it is now. A group is where its address is. */
async function locate(
  service: ExchangeSession,
  address: string,
  known: KnownTarget | undefined,
): Promise<LiveTarget | undefined> {
  if (known === undefined) return lookUpAny(service, address);
  const { type, id } = known;
  if (typeof id === "string") return lookUp(service, address, type);
  if (type === "shared") {
    const shared = await findShared(service, [address], id);
    return shared && { type, id, emailAddress: shared.sharedEmailAddress.toLowerCase() };
  }
  const account = await findAccount(service, [address], id);
  return account && { type, id, emailAddress: account.primaryEmailAddress.toLowerCase() };
}

async function readRights(service: ExchangeSession, target: LiveTarget): Promise<Map<number, Right[]>> {
  const rights = rightsOn(target.type);
  const lists = await Promise.all(rights.map((right) => service.api.listGrants(target, API_RIGHT[right])));
  const rightsById = new Map<number, Right[]>();
  for (const [index, right] of rights.entries()) {
    for (const id of lists[index] ?? []) rightsById.set(id, [...(rightsById.get(id) ?? []), right]);
  }
  return rightsById;
}

/**
 * A seat may have been given to somebody else since we recorded its number, rights and all:
 * a recorded address counts only when the number is still its own.
 */
async function addressesOf(
  service: ExchangeSession,
  ids: readonly number[],
  recorded: Readonly<Record<string, number>>,
): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  const look = async (id: number) => {
    const candidate = Object.keys(recorded).find((address) => recorded[address] === id);
    const confirmed = candidate !== undefined && (await service.directory.idOf(candidate)) === id;
    const address = confirmed ? candidate : await service.directory.addressOf(id);
    if (address !== undefined) found.set(id, address);
  };
  await Promise.all(ids.map(look));
  return found;
}

async function idsOf(service: ExchangeSession, addresses: readonly string[]): Promise<Record<string, number>> {
  const ids = await Promise.all(addresses.map((address) => service.directory.idOf(address)));
  return Object.fromEntries(
    addresses.flatMap((address, index) => (ids[index] === undefined ? [] : [[address, ids[index]]])),
  );
}

function inverse(addressById: ReadonlyMap<number, string>): Record<string, number> {
  return Object.fromEntries([...addressById].map(([id, address]) => [address, id]));
}

async function readFormer(
  service: ExchangeSession,
  { recorded }: DelegationPlace,
  target: LiveTarget,
): Promise<LiveRights["former"]> {
  const { targetId, delegateIds = {} } = recorded?.facts ?? {};
  if (recorded === undefined || targetId === undefined || targetId === target.id) return undefined;
  const known = { type: recorded.facts.targetType ?? target.type, id: targetId };
  const former = await locate(service, recorded.inputs.on.emailAddress, known);
  if (former === undefined) return undefined;
  const ours = recorded.inputs.mode === "exclusive" ? recorded.inputs.grants : (recorded.memory.granted ?? {});
  return { target: former, grants: stillThere(await readRights(service, former), ours as Grants, delegateIds) };
}

function stillThere(
  live: ReadonlyMap<number, readonly Right[]>,
  ours: Grants,
  delegateIds: Readonly<Record<string, number>>,
): Given[] {
  return Object.entries(ours).flatMap(([delegate, rights]) => {
    const id = delegateIds[delegate];
    if (id === undefined) return [];
    return rights.filter((right) => live.get(id)?.includes(right)).map((right) => ({ delegate, id, right }));
  });
}
