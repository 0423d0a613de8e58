/** Who is in a group: addresses in the program, numbers at OVHcloud. */

import { ifPresent } from "../if-present.js";
import type { Member } from "../ovh/exchange-mailing-lists.js";
import type { TaskId } from "../ovh/tasks.js";
import type { ExchangeSession, People } from "../session.js";

export type Role = "member" | "manager";

/** Numbers by address, `contact/12` and `account/12` being different people. */
export type KnownPeople = Readonly<Record<string, string>>;

export interface Participant {
  readonly role: Role;
  readonly person: Member;
  /** Undefined when nobody has this number any more. */
  readonly address: string | undefined;
  /** What OVHcloud works on for it. Told of those only who were not known from before. */
  readonly taskId?: TaskId | undefined;
}

export function keyOf({ type, id }: Member): string {
  return `${type}/${id}`;
}

/** @param key what {@link keyOf} gave */
export function personOf(key: string): Member {
  const [type, id] = key.split("/");
  return { type: type === "contact" ? "contact" : "account", id: Number(id) };
}

/** Everybody in the group. Those who are known from before cost no call; the others one each. */
export async function readParticipants(
  service: ExchangeSession,
  group: string,
  roles: readonly Role[],
  known: KnownPeople,
): Promise<Participant[]> {
  const { mailingLists } = service.api;
  const [accounts, contacts, managers] = await Promise.all([
    roles.includes("member") ? mailingLists.listMembers(group, "account") : [],
    roles.includes("member") ? mailingLists.listMembers(group, "contact") : [],
    roles.includes("manager") ? mailingLists.listManagers(group) : [],
  ]);
  const found: Pick<Participant, "role" | "person">[] = [
    ...accounts.map((id) => ({ role: "member" as const, person: { type: "account" as const, id } })),
    ...contacts.map((id) => ({ role: "member" as const, person: { type: "contact" as const, id } })),
    ...managers.map((id) => ({ role: "manager" as const, person: { type: "account" as const, id } })),
  ];
  const addressOf = await addressBook(service, group, known, found.length > 0);
  return Promise.all(found.map(async (one) => ({ ...one, ...(await addressOf(one)) })));
}

/**
 * A seat may have been given to somebody else since we noted its number: what we noted counts only while its address is
 * still there. Two lists tell for everybody.
 */
async function addressBook(service: ExchangeSession, group: string, known: KnownPeople, isNeeded: boolean) {
  const noted = new Map(Object.entries(known).map(([address, key]) => [key, address]));
  const there = isNeeded && noted.size > 0 ? await service.people() : undefined;
  return async ({ role, person }: Pick<Participant, "role" | "person">): Promise<Place> => {
    const address = noted.get(keyOf(person));
    const isStill = person.type === "account" ? there?.accounts : there?.contacts;
    if (address !== undefined && isStill?.has(address)) return { address };
    return placeInGroup(service, group, role, person);
  };
}

type Place = Pick<Participant, "address" | "taskId">;

async function placeInGroup({ api }: ExchangeSession, group: string, role: Role, person: Member): Promise<Place> {
  const found =
    role === "manager"
      ? await ifPresent(api.mailingLists.getManager(group, person.id))
      : await ifPresent(api.mailingLists.getMember(group, person));
  if (found === undefined) return { address: undefined };
  const address = "managerEmailAddress" in found ? found.managerEmailAddress : found.memberEmailAddress;
  return { address: address.toLowerCase(), taskId: found.taskPendingId || undefined };
}

/** Somebody who shall be in the group; undefined when the service knows nobody at this address. */
export async function findPerson(service: ExchangeSession, address: string): Promise<Member | undefined> {
  const asContact = async (): Promise<Member | undefined> => {
    const contact = await ifPresent(service.api.contacts.get(address));
    return contact && { type: "contact", id: contact.id };
  };
  const asAccount = async (): Promise<Member | undefined> => {
    const id = await service.directory.idOf(address);
    return id === undefined ? undefined : { type: "account", id };
  };
  const isContact = (await peopleWith(service, address)).contacts.has(address);
  return isContact ? ((await asContact()) ?? asAccount()) : ((await asAccount()) ?? asContact());
}

/** Who was where when we last looked. */
const lastSeen = new WeakMap<ExchangeSession, People>();

/** They tell only where to look first, so the lists are not read anew for each of ten thousand whom they have. */
async function peopleWith(service: ExchangeSession, address: string): Promise<People> {
  const known = lastSeen.get(service);
  if (known?.contacts.has(address) || known?.accounts.has(address)) return known;
  const fresh = await service.people();
  lastSeen.set(service, fresh);
  return fresh;
}
