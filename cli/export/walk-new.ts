/** All that one service of the new MX Plan holds, with the redirections of its domains. */

import { atOnce } from "../../provider/at-once.js";
import { ifPresent } from "../../provider/if-present.js";
import type { MxPlanService } from "../../provider/mxplan-session.js";
import { ApiError } from "../../provider/ovh/errors.js";
import type { MxPlanAccount } from "../../provider/ovh/mxplan-models.js";
import { mxPlanAccount } from "../../provider/resources/mxplan-account.js";
import { newView } from "../../provider/resources/mxplan-account-view.js";
import { mxPlanRights } from "../../provider/resources/rights-mxplan.js";
import type { Key } from "../../provider/resources/rights-place.js";
import { splitAddress } from "../../provider/schemas.js";
import { isFreeSeat } from "../../provider/seats.js";
import type { Values } from "../../provider/values.js";
import { everything } from "./everything.js";
import type { Candidate, Found, Note, Place } from "./model.js";
import { accountRightsOn, type ListRight } from "./rights.js";
import { lookAtEach, lower, type Seen, sorted, together, type Walk, whyUnusable } from "./tools.js";
import { lookAtRedirections } from "./walk-legacy.js";

/** GB. OVHcloud's offer; of a service with a free account, that tells. */
const NEW_QUOTA_GB = 5;

interface Service {
  readonly home: MxPlanService;
  readonly nameById: ReadonlyMap<Key, string>;
  readonly defaults: Values;
  readonly isZimbra: boolean;
}

/** @param domains those that the credentials see; accounts of others cannot be declared */
export async function walkNew(walk: Walk, name: string, domains: readonly string[]): Promise<Found> {
  const place: Place = { type: "newMxPlan", name };
  const home = walk.session.mxPlanService(name);
  const [{ isZimbra }, addresses] = await Promise.all([home.api.getService(), home.api.listAccounts()]);
  const read = await atOnce(sorted(addresses), async (address) => ({
    address: lower(address),
    account: await ifPresent(home.api.getAccount(address)),
  }));
  const all = read.flatMap(({ account }) => account ?? []);
  const gone = read.filter(({ account }) => account === undefined);
  const isWanted = ({ domain }: MxPlanAccount) => domains.includes(lower(domain));
  const foreign = all.filter((account) => !isFreeSeat(account) && !isWanted(account));
  const free = all.filter(isFreeSeat);
  const service: Service = {
    home,
    nameById: new Map(all.map(({ id, primaryEmailAddress }) => [id, lower(primaryEmailAddress)])),
    defaults: { quotaGb: free[0] === undefined ? NEW_QUOTA_GB : newView(free[0]).quotaGb },
    isZimbra,
  };
  const nameOf = ({ primaryEmailAddress }: MxPlanAccount) => lower(primaryEmailAddress);
  const seen = await Promise.all([
    lookAtEach(walk, { place, what: "accounts", nameOf }, all.filter(isWanted), (one) => lookAtAccount(service, one)),
    ...domains.map((domain) => lookAtRedirections(walk, walk.session.mxPlanDomain(domain), place)),
  ]);
  const leftOut: Note[] = [
    ...gone.map(({ address: what }): Note => ({ code: "goneMeanwhile", what })),
    ...free.map((account): Note => ({ code: "freeAccount", what: nameOf(account), detail: name })),
    ...foreign.map(
      (account): Note => ({ code: "domainNotSeen", what: nameOf(account), detail: lower(account.domain) }),
    ),
  ];
  return together(place, [{ leftOut }, ...seen.flat()]);
}

async function lookAtAccount(service: Service, account: MxPlanAccount): Promise<Seen> {
  const { home, defaults } = service;
  const emailAddress = lower(account.primaryEmailAddress);
  const unusable = whyUnusable(emailAddress, account.state);
  if (unusable !== undefined) return { leftOut: [unusable] };
  const [aliases, rights] = await Promise.all([home.api.listAliases(emailAddress), rightsOn(service, account)]);
  const actual = { place: "new", service: home.name, account, emailAliases: sorted(aliases.map(lower)) };
  const own: Candidate = {
    kind: "MxPlanAccount",
    what: emailAddress,
    identity: { emailAddress },
    properties: everything(mxPlanAccount, { emailAddress }, actual),
    defaults,
    actual,
    notes: account.taskPendingId ? [{ code: "atWork", what: emailAddress, detail: home.name }] : [],
  };
  return { candidates: [own, ...(rights.candidates ?? [])], leftOut: rights.leftOut ?? [] };
}

/** No source says whether rights exist where the service runs on Zimbra. */
async function rightsOn({ home, nameById, isZimbra }: Service, account: MxPlanAccount): Promise<Seen> {
  const name = lower(account.primaryEmailAddress);
  const place = mxPlanRights(home, name);
  const target = { type: "mxPlanAccount", id: account.id, name } as const;
  const list: ListRight = (on, right) => home.api.listGrants(on.name, right);
  try {
    return { candidates: await accountRightsOn({ place, target, list, nameById, directory: home.directory }) };
  } catch (error) {
    if (!isZimbra || !(error instanceof ApiError)) throw error;
    return { leftOut: [{ code: "rightsNotSeen", what: splitAddress(name).domain, detail: home.name }] };
  }
}
