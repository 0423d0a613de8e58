/** All that one domain of the legacy MX Plan holds, and the redirections of a domain of either generation. */

import type { MxPlanDomain } from "../../provider/mxplan-session.js";
import { UnauthorizedError } from "../../provider/ovh/errors.js";
import { mxPlanAccount } from "../../provider/resources/mxplan-account.js";
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
  const actual = { place: "legacy", account };
  const own: Candidate = {
    kind: "MxPlanAccount",
    what: emailAddress,
    identity: { emailAddress },
    properties: everything(mxPlanAccount, { emailAddress }, actual),
    defaults: { sizeBytes: LEGACY_SIZE_BYTES },
    actual,
    notes: [],
  };
  return { candidates: [own, ...rights] };
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
  const emailAddress = `${lower(login)}@${domain.name}`;
  const responder = await domain.api.responders.get(login);
  const own: Candidate = {
    kind: "MxPlanResponder",
    what: emailAddress,
    identity: { emailAddress },
    properties: everything(mxPlanResponder, { emailAddress }, responder),
    defaults: { keepCopy: true },
    actual: responder,
    notes: [],
  };
  return { candidates: [own] };
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
