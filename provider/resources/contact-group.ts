/** A group: mail to its address reaches its members. */

import type { Definition, Intent, Place, Work } from "../definition.js";
import { declaredFields, declaredPart, differingFields, isAsDeclared } from "../fields.js";
import { ifPresent, onceVisible } from "../if-present.js";
import { OutcomeUnknownError } from "../ovh/errors.js";
import type { Member } from "../ovh/exchange-mailing-lists.js";
import type { MailingList } from "../ovh/exchange-models.js";
import type { ExchangeSession, Session } from "../session.js";
import { type AliasStep, aliasSteps, concernsAliases, performAlias, readAliases } from "./aliases.js";
import { addressesOf, sendChange } from "./change-in-place.js";
import {
  type ContactGroupInputs,
  groupFields as fields,
  type GroupView,
  groupRules,
  joinRestriction,
  MEMBERS_MAX,
  toApi,
  viewOf,
} from "./contact-group-view.js";
import { isMadeSince, sendCreation } from "./creation.js";
import { foundAfterEarlierWork, tasksOn, untilEnded } from "./earlier-work.js";
import {
  findPerson,
  type KnownPeople,
  keyOf,
  type Participant,
  personOf,
  type Role,
  readParticipants,
} from "./participants.js";
import { namesOf, toPeople } from "./people.js";
import { isRefusal } from "./refusal.js";

export interface ContactGroupFacts {
  /** The numbers of the people whom the program names, by address. */
  readonly people: KnownPeople;
}

interface LiveGroup {
  readonly group: MailingList;
  readonly emailAliases?: readonly string[];
  /** Of the roles that the program speaks of. */
  readonly participants: readonly Participant[];
}

type Step =
  | { readonly do: "create" }
  | { readonly do: "change"; readonly from: string; readonly view: Partial<GroupView> }
  | { readonly do: "add"; readonly role: Role; readonly address: string }
  | {
      readonly do: "remove";
      readonly role: Role;
      readonly person: Member;
      readonly who: string;
      readonly isUnshown?: boolean;
    }
  | AliasStep
  | { readonly do: "delete"; readonly emailAddress: string };

type GroupIntent = Intent<ContactGroupInputs, ContactGroupFacts, LiveGroup>;
type GroupPlace = Place<ContactGroupInputs, ContactGroupFacts>;
type GroupWork = Work<ContactGroupInputs, ContactGroupFacts>;

export const contactGroup: Definition<ContactGroupInputs, ContactGroupFacts, LiveGroup, Step> = {
  kind: "ContactGroup",
  title: ({ emailAddress }) => `group ${emailAddress}`,
  tasks: (session, { service }) => session.exchange(service).tasks,
  fields,
  rules: groupRules,
  secretOutputs: [],
  holdsMail: false,
  adopts: ({ adopt }) => adopt,
  read,
  isAsAsked: ({ group }, { inputs, memory }) =>
    isMadeSince(group, memory.unsureSince) && isAsDeclared(fields, inputs, viewOf(group)),
  plan,
  perform,
  pendingTask: ({ group }) => group.taskPendingId || undefined,
  // OVHcloud gives groups no number: the first address is as good as any.
  id: ({ service }, { group }) => `${service}/mailingList/${group.mailingListAddress.toLowerCase()}`,
  inputsFrom: (live, { inputs }) => ({ ...inputs, ...declaredPart(shownBy(live), inputs) }),
  factsFrom: ({ participants }, _, inputs) => ({ people: declaredPeople(participants, inputs) }),
};

const ROLES = { members: "member", managers: "manager" } as const satisfies Record<string, Role>;
const SETS = ["members", "managers"] as const;

function shownBy({ group, emailAliases, participants }: LiveGroup): object {
  const sets = SETS.map((set) => [set, toPeople(labels(participants, ROLES[set]))] as const);
  return { ...viewOf(group), ...Object.fromEntries(sets), ...(emailAliases && { emailAliases }) };
}

/** Somebody whose address nobody knows any more is shown by number. */
function labels(participants: readonly Participant[], role: Role): string[] {
  const ofRole = participants.filter((one) => one.role === role);
  return ofRole.map(({ address, person }) => address ?? keyOf(person));
}

function declaredPeople(participants: readonly Participant[], inputs: ContactGroupInputs): KnownPeople {
  const declared = new Set(SETS.flatMap((set) => namesOf(inputs[set])));
  return Object.fromEntries(
    participants.flatMap(({ address, person }) =>
      address !== undefined && declared.has(address) ? [[address, keyOf(person)]] : [],
    ),
  );
}

/** Its lists may be shown later than itself, and are gone before it. */
function read(session: Session, place: GroupPlace): Promise<LiveGroup | undefined> {
  return onceVisible(session.clock, () => readWhole(session, place));
}

async function readWhole(session: Session, place: GroupPlace): Promise<LiveGroup | undefined> {
  const service = session.exchange(place.inputs.service);
  const group = await foundAfterEarlierWork(service, {
    title: contactGroup.title(place.inputs),
    recorded: place.recorded,
    purpose: place.purpose,
    look: () => firstPresent(service, addressesOf(place)),
    ownerOf: ({ mailingListAddress }) => ({ type: "mailingList", emailAddress: mailingListAddress }),
  });
  if (group === undefined) return undefined;
  if (place.purpose === "removal") return { group, participants: [] };
  const address = group.mailingListAddress;
  const [participants, emailAliases] = await Promise.all([
    quietParticipants(service, address, place),
    concernsAliases(place.inputs, place.recorded)
      ? readAliases(service.api.aliases, { type: "mailingList", emailAddress: address })
      : undefined,
  ]);
  return { group, participants, ...(emailAliases && { emailAliases }) };
}

/** A run that was killed leaves no trace in the state. Whom it brought in is shown before the task has ended, and it may fail. */
async function quietParticipants(service: ExchangeSession, group: string, place: GroupPlace): Promise<Participant[]> {
  const known = stillWanted(place);
  const look = () => readParticipants(service, group, rolesOf(place), known);
  const first = await look();
  const ids = first.flatMap(({ taskId }) => taskId ?? []);
  if (place.purpose !== "change" || ids.length === 0) return first;
  await untilEnded(service.tasks, ids, `its work on ${contactGroup.title(place.inputs)}`, () =>
    service.api.listTasks(),
  );
  return look();
}

/** Whoever shall leave may have been renamed, which lists show late: the group itself tells who that is now. */
function stillWanted({ inputs, recorded }: GroupPlace): KnownPeople {
  const wanted = new Set(SETS.flatMap((set) => namesOf(inputs[set] ?? recorded?.inputs[set])));
  return Object.fromEntries(Object.entries(recorded?.facts.people ?? {}).filter(([address]) => wanted.has(address)));
}

/** What the program never spoke of is not even read. */
function rolesOf({ inputs, recorded }: GroupPlace): Role[] {
  const sets = SETS.filter((set) => inputs[set] !== undefined || recorded?.inputs[set] !== undefined);
  return sets.map((set) => ROLES[set]);
}

async function firstPresent({ api }: ExchangeSession, addresses: readonly string[]): Promise<MailingList | undefined> {
  for (const address of addresses) {
    const group = await ifPresent(api.mailingLists.get(address));
    if (group !== undefined) return group;
  }
  return undefined;
}

function plan({ desired, actual, recorded }: GroupIntent): Step[][] {
  if (desired === undefined)
    return actual === undefined ? [] : [[{ do: "delete", emailAddress: actual.group.mailingListAddress }]];
  const before = recorded?.inputs;
  const owner = { type: "mailingList", emailAddress: desired.emailAddress } as const;
  const participants = actual?.participants ?? [];
  const people = SETS.flatMap((set) => [
    ...peopleSteps(set, desired, participants, before),
    ...(actual === undefined ? [] : unshown(set, desired, participants, recorded)),
  ]);
  const goFirst = new Set<Step>(hasRoom(participants, people) ? [] : people.filter((step) => step.do === "remove"));
  const stages: Step[][] = [
    actual === undefined ? [{ do: "create" }] : ownChange(desired, actual, before),
    [...goFirst],
    [
      ...people.filter((step) => !goFirst.has(step)),
      ...aliasSteps(owner, desired, actual?.emailAliases ?? [], recorded),
    ],
  ];
  return stages.filter((stage) => stage.length > 0);
}

function ownChange(desired: ContactGroupInputs, { group }: LiveGroup, before: ContactGroupInputs | undefined): Step[] {
  const view = differingFields(fields, desired, viewOf(group), before);
  return Object.keys(view).length === 0 ? [] : [{ do: "change", from: group.mailingListAddress, view }];
}

/** For those who come beside those who are there; otherwise some must go first. */
function hasRoom(participants: readonly Participant[], people: readonly Step[]): boolean {
  const present = participants.filter(({ role }) => role === "member").length;
  const coming = people.filter((step) => step.do === "add" && step.role === "member").length;
  return present + coming <= MEMBERS_MAX;
}

/** The declared set replaces what is there. When the program stops declaring it, those whom it named go. */
function peopleSteps(
  set: (typeof SETS)[number],
  desired: ContactGroupInputs,
  participants: readonly Participant[],
  before: ContactGroupInputs | undefined,
): Step[] {
  const role = ROLES[set];
  const present = participants.filter((one) => one.role === role);
  const wanted = new Set(namesOf(desired[set]));
  const there = new Set(present.map(({ address }) => address));
  const named = new Set(namesOf(before?.[set]));
  const goes = ({ address }: Participant) =>
    desired[set] === undefined ? address !== undefined && named.has(address) : !wanted.has(address ?? "");
  return [
    ...present
      .filter(goes)
      .map(({ person, address }): Step => ({ do: "remove", role, person, who: address ?? keyOf(person) })),
    ...[...wanted].filter((address) => !there.has(address)).map((address): Step => ({ do: "add", role, address })),
  ];
}

/** Named before, no longer wanted, and in no list: lists lag, and to take out who is not in does no harm. */
function unshown(
  set: (typeof SETS)[number],
  desired: ContactGroupInputs,
  participants: readonly Participant[],
  recorded: GroupIntent["recorded"],
): Step[] {
  if (recorded === undefined || recorded.memory.performed === true) return [];
  const role = ROLES[set];
  const shown = new Set(participants.filter((one) => one.role === role).map(({ person }) => keyOf(person)));
  const wanted = new Set(namesOf(desired[set]));
  return namesOf(recorded.inputs[set]).flatMap((who): Step[] => {
    const key = recorded.facts.people?.[who];
    if (key === undefined || wanted.has(who) || shown.has(key)) return [];
    return [{ do: "remove", role, person: personOf(key), who, isUnshown: true }];
  });
}

async function perform(step: Step, work: GroupWork): Promise<void> {
  const { inputs } = work;
  const service = work.session.exchange(inputs.service);
  const { api } = service;
  switch (step.do) {
    case "create":
      return create(work);
    case "change":
      return sendChange(work, () => api.mailingLists.change(step.from, toApi(step.view)));
    case "add":
      return add(step, work);
    case "remove":
      return remove(step, work);
    case "addAlias":
    case "removeAlias":
      return performAlias(api.aliases, step, work, (owner) => tasksOn(service, owner));
    case "delete": {
      const task = await api.mailingLists.delete(step.emailAddress);
      return work.task(task.id, `the deletion of group ${step.emailAddress}`);
    }
  }
}

function create(work: GroupWork): Promise<void> {
  const { inputs } = work;
  const { mailingLists } = work.session.exchange(inputs.service).api;
  const { emailAliases: _, members: __, managers: ___, ...own } = declaredFields(fields, inputs);
  return sendCreation(work, {
    id: `${inputs.service}/mailingList/${inputs.emailAddress}`,
    doing: `the creation of group ${inputs.emailAddress}`,
    send: () =>
      mailingLists.create({
        ...toApi(own as Partial<GroupView>),
        mailingListAddress: inputs.emailAddress,
        joinRestriction: joinRestriction(inputs.joinPolicy),
        departRestriction: inputs.leavePolicy,
      }),
    read: () => mailingLists.get(inputs.emailAddress),
    isAsAsked: (group) => isAsDeclared(fields, inputs, viewOf(group)),
    factsOf: () => ({}),
  });
}

async function add({ role, address }: Extract<Step, { do: "add" }>, work: GroupWork): Promise<void> {
  const { emailAddress: group, service: name } = work.inputs;
  const service = work.session.exchange(name);
  const person = await findPerson(service, address);
  if (person === undefined || (role === "manager" && person.type === "contact"))
    throw unknownPerson(role, address, name);
  note(work, address, keyOf(person));
  const { mailingLists } = service.api;
  const send = () =>
    role === "manager" ? mailingLists.addManager(group, person.id) : mailingLists.addMember(group, person);
  const doing = `adding ${address} to ${group}`;
  try {
    const task = await onceVisible(work.session.clock, send);
    work.task(task.id, doing);
  } catch (error) {
    // Its answer was lost, or it was delivered twice.
    const mayBeIn = error instanceof OutcomeUnknownError || isRefusal(error);
    if (!mayBeIn || !(await isIn(service, group, role, person))) throw error;
    await watchGroup(service, group, doing, work);
  }
}

function unknownPerson(role: Role, address: string, service: string): Error {
  const wayOut =
    role === "manager"
      ? "a manager must be a mailbox of the service: declare it as an ExchangeAccount, or correct the address"
      : "declare it as an ExchangeAccount or, for somebody elsewhere, as an ExternalContact, or correct the address";
  return new Error(`${role}s: ${service} does not know ${address}: ${wayOut}`);
}

async function remove(
  { role, person, who, isUnshown }: Extract<Step, { do: "remove" }>,
  work: GroupWork,
): Promise<void> {
  const { emailAddress: group, service: name } = work.inputs;
  const service = work.session.exchange(name);
  // Whoever has another address by now may be in the group by that one.
  if (isUnshown === true && !(await isStill(service, who, person))) return;
  const { mailingLists } = service.api;
  const removing =
    role === "manager" ? mailingLists.removeManager(group, person.id) : mailingLists.removeMember(group, person);
  try {
    const task = await ifPresent(removing);
    if (task !== undefined) work.task(task.id, `removing ${who} from ${group}`);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError) || (await isIn(service, group, role, person))) throw error;
    await watchGroup(service, group, `removing ${who} from ${group}`, work);
  }
}

async function isStill(service: ExchangeSession, who: string, person: Member): Promise<boolean> {
  const found = await findPerson(service, who);
  return found !== undefined && keyOf(found) === keyOf(person);
}

/** What is shown after a lost answer may still be under way, and fail. */
async function watchGroup(service: ExchangeSession, group: string, doing: string, work: GroupWork): Promise<void> {
  for (const id of await tasksOn(service, { type: "mailingList", emailAddress: group })) work.task(id, doing);
}

/** After a lost answer the list tells. */
async function isIn({ api }: ExchangeSession, group: string, role: Role, person: Member): Promise<boolean> {
  const ids =
    role === "manager" ? api.mailingLists.listManagers(group) : api.mailingLists.listMembers(group, person.type);
  return (await ids).includes(person.id);
}

/** One record for a run, filled as people are found: there may be ten thousand. */
const noted = new WeakMap<GroupWork, Record<string, string>>();

function note(work: GroupWork, address: string, key: string): void {
  const people = noted.get(work) ?? { ...work.facts.people };
  people[address] = key;
  if (noted.has(work)) return;
  noted.set(work, people);
  work.learn({ people });
}
