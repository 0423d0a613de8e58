/** All that one domain of the legacy MX Plan holds, the redirections of a domain of either generation, and what others delegated. */

import { ifPresent } from "../../provider/if-present.js";
import type { MxPlanDomain } from "../../provider/mxplan-session.js";
import type { Responder } from "../../provider/ovh/domain-models.js";
import { UnauthorizedError } from "../../provider/ovh/errors.js";
import { mxPlanAccount } from "../../provider/resources/mxplan-account.js";
import type { LiveMxPlanAccount } from "../../provider/resources/mxplan-account-home.js";
import { mxPlanResponder } from "../../provider/resources/mxplan-responder.js";
import { accountDelegation, domainDelegation } from "../../provider/resources/rights-nichandles.js";
import type { Key, RightsPlace } from "../../provider/resources/rights-place.js";
import type { Session } from "../../provider/session.js";
import { everything } from "./everything.js";
import type { Candidate, Found, Place } from "./model.js";
import { delegationOf } from "./rights.js";
import { lookAtEach, lower, type Seen, sorted, together, type Walk } from "./tools.js";

/** Bytes. OVHcloud's schema: the default of an account. */
const LEGACY_SIZE_BYTES = 5_000_000_000;

export async function walkLegacy(walk: Walk, name: string): Promise<Found> {
  const place: Place = { type: "legacyMxPlan", name };
  const domain = walk.session.mxPlanDomain(name);
  const { api } = domain;
  const at = { place, nameOf: (login: string) => `${lower(login)}@${name}` };
  const [accounts, responders] = await Promise.all([api.listAccounts(), api.responders.list()]);
  const seen = await Promise.all([
    lookAtEach(walk, { ...at, what: "accounts" }, sorted(accounts), (login) =>
      lookAtAccount(walk.session, domain, login),
    ),
    lookAtRedirections(walk, domain, place),
    lookAtEach(walk, { ...at, what: "responders" }, sorted(responders), (login) => lookAtResponder(domain, login)),
    lookAtWhole(walk.session, domain),
    lookAtMailingLists(domain),
  ]);
  return together(place, seen.flat());
}

async function lookAtAccount(session: Session, domain: MxPlanDomain, login: string): Promise<Seen> {
  const emailAddress = `${lower(login)}@${domain.name}`;
  const place = accountDelegation(session, emailAddress);
  const [account, rights] = await Promise.all([domain.api.getAccount(login), nichandlesOn(place)]);
  return {
    candidates: [
      accountCandidate({ emailAddress }, { place: "legacy", account, findTask: async () => undefined }),
      ...rights,
    ],
  };
}

interface Mailbox {
  readonly emailAddress: string;
  /** It is somebody else's. */
  readonly asDelegate?: true;
}

function accountCandidate(mailbox: Mailbox, actual: LiveMxPlanAccount): Candidate {
  const identity = { ...mailbox };
  const properties = everything(mxPlanAccount, identity, actual);
  const { emailAddress: what } = mailbox;
  return {
    kind: "MxPlanAccount",
    what,
    identity,
    properties,
    defaults: { sizeBytes: LEGACY_SIZE_BYTES },
    actual,
    notes: [],
  };
}

function responderCandidate(mailbox: Mailbox, actual: Responder): Candidate {
  const identity = { ...mailbox };
  const properties = everything(mxPlanResponder, identity, actual);
  const { emailAddress: what } = mailbox;
  return { kind: "MxPlanResponder", what, identity, properties, defaults: { keepCopy: true }, actual, notes: [] };
}

/** Mailboxes that others delegated to the caller. OVHcloud's guide denies delegates the responder; its API offers it. */
export async function walkDelegated(walk: Walk, addresses: readonly string[]): Promise<Found> {
  const place: Place = { type: "delegated", name: "delegated" };
  const { delegatedAccounts } = walk.session;
  const at = { place, what: "accounts", nameOf: lower } as const;
  const seen = await lookAtEach(walk, at, sorted(addresses), async (address) => {
    const mailbox = { emailAddress: lower(address), asDelegate: true } as const;
    const account = await delegatedAccounts.get(address);
    const responder = await unlessForbidden(ifPresent(delegatedAccounts.getResponder(address)));
    const own = accountCandidate(mailbox, { place: "delegated", account });
    return { candidates: responder === undefined ? [own] : [own, responderCandidate(mailbox, responder)] };
  });
  return together(place, seen);
}

async function unlessForbidden<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof UnauthorizedError) return undefined;
    throw error;
  }
}

async function nichandlesOn(place: RightsPlace): Promise<Candidate[]> {
  const seen = await place.lookFor(undefined);
  if (seen === undefined) return [];
  const { target, rightsByKey } = seen;
  const nameByKey: ReadonlyMap<Key, string> = await place.namesOf([...rightsByKey.keys()], {});
  return delegationOf({ place, target, rightsByKey, nameByKey });
}

/** OVHcloud shows the delegations of a whole domain to its administrative and technical contacts alone. */
async function lookAtWhole(session: Session, { name }: MxPlanDomain): Promise<Seen> {
  try {
    return { candidates: await nichandlesOn(domainDelegation(session, name)) };
  } catch (error) {
    if (!(error instanceof Error && error.cause instanceof UnauthorizedError)) throw error;
    return { leftOut: [{ code: "delegationsNotSeen", what: name, detail: error.cause.message }] };
  }
}

/** There is no resource for them. */
async function lookAtMailingLists({ name, api }: MxPlanDomain): Promise<Seen> {
  const lists = await api.listMailingLists();
  return {
    leftOut: sorted(lists.map((list) => `${lower(list)}@${name}`)).map((what) => ({ code: "mailingLists", what })),
  };
}

async function lookAtResponder(domain: MxPlanDomain, login: string): Promise<Seen> {
  const responder = await domain.api.responders.get(login);
  return { candidates: [responderCandidate({ emailAddress: `${lower(login)}@${domain.name}` }, responder)] };
}

export async function lookAtRedirections(walk: Walk, domain: MxPlanDomain, place: Place): Promise<Seen[]> {
  const { redirections } = domain.api;
  const ids = sorted(await redirections.list());
  const nameOf = () => domain.name;
  return lookAtEach(walk, { place, what: "redirections", nameOf }, ids, async (id) => {
    const redirection = await redirections.get(id);
    const [from, to] = [lower(redirection.from), lower(redirection.to)];
    if (from === to) return { leftOut: [{ code: "selfRedirection", what: from }] };
    const own: Candidate = {
      kind: "MxPlanRedirection",
      what: `${from} -> ${to}`,
      identity: { from, to },
      properties: {},
      defaults: {},
      actual: redirection,
      notes: [{ code: "keepCopyUnknown", what: `${from} -> ${to}` }],
    };
    return { candidates: [own] };
  });
}
