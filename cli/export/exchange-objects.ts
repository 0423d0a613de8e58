/** The objects of one Exchange service, each with what hangs on it. */

import type { ExchangeAccount, ExternalContact, SharedAccount } from "../../provider/ovh/exchange-models.js";
import { contactGroup } from "../../provider/resources/contact-group.js";
import { exchangeAccount } from "../../provider/resources/exchange-account.js";
import { protocolsOf } from "../../provider/resources/exchange-account-view.js";
import { externalContact } from "../../provider/resources/external-contact.js";
import { keyOf, type Participant, type Role } from "../../provider/resources/participants.js";
import { namesOf, type People } from "../../provider/resources/people.js";
import { exchangeRights } from "../../provider/resources/rights-exchange.js";
import type { Key } from "../../provider/resources/rights-place.js";
import { sharedMailbox } from "../../provider/resources/shared-mailbox.js";
import { isFreeSeat } from "../../provider/seats.js";
import type { ExchangeSession } from "../../provider/session.js";
import type { Values } from "../../provider/values.js";
import { everything } from "./everything.js";
import type { Candidate, Place } from "./model.js";
import { accountRightsOn, type ListRight } from "./rights.js";
import { lower, type Seen, sorted, whyUnusable } from "./tools.js";

type OwnerType = "account" | "shared" | "mailingList";

/** What is known of the whole service before its objects are looked at one by one. */
export interface ExchangeService {
  readonly name: string;
  readonly place: Place;
  readonly home: ExchangeSession;
  /** Addresses of all accounts, free ones included. */
  readonly nameById: ReadonlyMap<Key, string>;
  /** Addresses by `account/12` and `contact/12`. */
  readonly people: ReadonlyMap<string, string>;
  readonly accountDefaults: Values;
}

interface Shown {
  readonly definition: Parameters<typeof everything>[0];
  readonly identity: { readonly service: string; readonly emailAddress: string };
  readonly actual: unknown;
  readonly state: string;
  readonly busy: number | null | undefined;
  readonly defaults?: Values;
  readonly change?: (properties: Values) => Values;
}

function candidate({ place }: ExchangeService, shown: Shown, rights: readonly Candidate[] = []): Seen {
  const { definition, identity, actual, state, busy, defaults = {}, change = (same) => same } = shown;
  const what = identity.emailAddress;
  const unusable = whyUnusable(what, state);
  if (unusable !== undefined) return { leftOut: [unusable] };
  const own: Candidate = {
    // Definitions of this package have the names of its kinds.
    kind: definition.kind as Candidate["kind"],
    what,
    identity,
    properties: change(everything(definition, identity, actual)),
    defaults,
    actual,
    notes: busy ? [{ code: "atWork", what, detail: place.name }] : [],
  };
  return { candidates: [own, ...rights] };
}

export async function lookAtAccount(service: ExchangeService, account: ExchangeAccount): Promise<Seen> {
  const emailAddress = lower(account.primaryEmailAddress);
  if (isFreeSeat(account)) return { leftOut: [{ code: "freeAccount", what: emailAddress, detail: service.name }] };
  const { api } = service.home;
  const [emailAliases, protocol, rights] = await Promise.all([
    aliasesOf(service, "account", emailAddress),
    api.getAccountProtocol(emailAddress),
    rightsOn(service, "account", { id: account.id, name: emailAddress }),
  ]);
  const shown: Shown = {
    definition: exchangeAccount,
    identity: { service: service.name, emailAddress },
    actual: { account, emailAliases, protocols: protocolsOf(protocol) },
    state: account.state,
    busy: account.taskPendingId,
    defaults: service.accountDefaults,
    change: withoutEmptyForwarding,
  };
  return candidate(service, shown, rights);
}

export function lookAtContact(service: ExchangeService, contact: ExternalContact): Seen {
  const shown: Shown = {
    definition: externalContact,
    identity: { service: service.name, emailAddress: lower(contact.externalEmailAddress) },
    actual: contact,
    state: contact.state,
    busy: contact.taskPendingId,
  };
  return candidate(service, shown);
}

/** Whether a copy is kept means something only where mail goes on. */
function withoutEmptyForwarding({ forwarding, ...others }: Values): Values {
  const { to } = (forwarding ?? {}) as { to?: string }; // as the view of an account has it
  return to ? { ...others, forwarding } : others;
}

export async function lookAtShared(service: ExchangeService, shared: SharedAccount): Promise<Seen> {
  const emailAddress = lower(shared.sharedEmailAddress);
  const [emailAliases, rights] = await Promise.all([
    aliasesOf(service, "shared", emailAddress),
    rightsOn(service, "shared", { id: shared.id, name: emailAddress }),
  ]);
  const shown: Shown = {
    definition: sharedMailbox,
    identity: { service: service.name, emailAddress },
    actual: { shared, emailAliases },
    state: shared.state,
    busy: shared.taskPendingId,
  };
  return candidate(service, shown, rights);
}

/** OVHcloud's panel: 100 MB at most, and so much without a limit of one's own. */
const GROUP_DEFAULTS: Values = {
  joinPolicy: "closed",
  leavePolicy: "closed",
  maxReceiveSizeMb: 100,
  maxSendSizeMb: 100,
};

export async function lookAtGroup(service: ExchangeService, address: string): Promise<Seen> {
  const emailAddress = lower(address);
  const { mailingLists } = service.home.api;
  const [group, participants, emailAliases, rights] = await Promise.all([
    mailingLists.get(address),
    participantsOf(service, address),
    aliasesOf(service, "mailingList", address),
    rightsOn(service, "mailingList", { id: emailAddress, name: emailAddress }),
  ]);
  const shown: Shown = {
    definition: contactGroup,
    identity: { service: service.name, emailAddress },
    actual: { group, participants, emailAliases },
    state: group.state,
    busy: group.taskPendingId,
    defaults: GROUP_DEFAULTS,
    // As people write them: the keys alone.
    change: ({ members, managers, ...others }) => ({
      ...others,
      members: namesOf(members as People), // as the definition shows both
      managers: namesOf(managers as People),
    }),
  };
  return candidate(service, shown, rights);
}

async function participantsOf({ home, people }: ExchangeService, group: string): Promise<Participant[]> {
  const { mailingLists } = home.api;
  const [accounts, contacts, managers] = await Promise.all([
    mailingLists.listMembers(group, "account"),
    mailingLists.listMembers(group, "contact"),
    mailingLists.listManagers(group),
  ]);
  const withAddress = (role: Role, type: "account" | "contact", id: number): Participant => {
    const person = { type, id };
    return { role, person, address: people.get(keyOf(person)) };
  };
  return [
    ...accounts.map((id) => withAddress("member", "account", id)),
    ...contacts.map((id) => withAddress("member", "contact", id)),
    ...managers.map((id) => withAddress("manager", "account", id)),
  ];
}

async function aliasesOf({ home }: ExchangeService, type: OwnerType, emailAddress: string): Promise<string[]> {
  return sorted((await home.api.aliases.list({ type, emailAddress })).map(lower));
}

async function rightsOn(
  { name: service, home, nameById }: ExchangeService,
  type: OwnerType,
  named: { readonly id: Key; readonly name: string },
): Promise<Candidate[]> {
  const place = exchangeRights(home, { service, emailAddress: named.name });
  const list: ListRight = ({ name }, right) => home.api.listGrants({ type, emailAddress: name }, right);
  return accountRightsOn({ place, target: { type, ...named }, list, nameById, directory: home.directory });
}
