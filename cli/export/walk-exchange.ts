/** All that one Exchange service holds. */

import { atOnce } from "../../provider/at-once.js";
import { ifPresent } from "../../provider/if-present.js";
import type { ExchangeAccount, SharedAccount } from "../../provider/ovh/exchange-models.js";
import { viewOf } from "../../provider/resources/exchange-account-view.js";
import { isFreeSeat } from "../../provider/seats.js";
import type { Values } from "../../provider/values.js";
import { ALL_PROTOCOLS } from "./defaults.js";
import { type ExchangeService, lookAtAccount, lookAtContact, lookAtGroup, lookAtShared } from "./exchange-objects.js";
import type { Found, Note, Place } from "./model.js";
import { lookAtEach, lower, sorted, together, type Walk } from "./tools.js";

export async function walkExchange(walk: Walk, name: string): Promise<Found> {
  const place: Place = { type: "exchange", name };
  const home = walk.session.exchange(name);
  const { api } = home;
  const [accounts, shared, groups, contacts] = await Promise.all([
    readListed(await api.listAccounts(), api.describeAccounts(), (address) => api.getAccount(address)),
    readListed(await api.listSharedAccounts(), api.describeSharedAccounts(), (one) => api.getSharedAccount(one)),
    api.mailingLists.list(),
    readListed(await api.contacts.list(), undefined, (address) => api.contacts.get(address)),
  ]);
  const service: ExchangeService = {
    name,
    place,
    home,
    nameById: new Map(accounts.found.map(({ id, primaryEmailAddress }) => [id, lower(primaryEmailAddress)])),
    people: new Map([
      ...accounts.found.map(({ id, primaryEmailAddress }) => [`account/${id}`, lower(primaryEmailAddress)] as const),
      ...contacts.found.map(({ id, externalEmailAddress }) => [`contact/${id}`, lower(externalEmailAddress)] as const),
    ]),
    accountDefaults: defaultsOf(accounts.found),
  };
  const ofAccount = ({ primaryEmailAddress }: ExchangeAccount) => lower(primaryEmailAddress);
  const ofShared = ({ sharedEmailAddress }: SharedAccount) => lower(sharedEmailAddress);
  const at = { place } as const;
  const seen = await Promise.all([
    lookAtEach(walk, { ...at, what: "accounts", nameOf: ofAccount }, accounts.found, (one) =>
      lookAtAccount(service, one),
    ),
    lookAtEach(walk, { ...at, what: "sharedMailboxes", nameOf: ofShared }, shared.found, (one) =>
      lookAtShared(service, one),
    ),
    lookAtEach(walk, { ...at, what: "groups", nameOf: lower }, sorted(groups), (one) => lookAtGroup(service, one)),
  ]);
  const ofContacts = contacts.found.map((contact) => lookAtContact(service, contact));
  const gone = [...accounts.gone, ...shared.gone, ...contacts.gone];
  const leftOut = gone.map((what): Note => ({ code: "goneMeanwhile", what }));
  return together(place, [{ leftOut }, ...ofContacts, ...seen.flat()]);
}

interface Listed<T> {
  readonly found: readonly T[];
  readonly gone: readonly string[];
}

/** The list that tells all at once may be minutes old: the plain one says who is there, and whoever is at work is read anew. */
async function readListed<T extends { readonly taskPendingId?: number | null | undefined }>(
  addresses: readonly string[],
  describing: Promise<ReadonlyMap<string, T> | undefined> | undefined,
  get: (address: string) => Promise<T>,
): Promise<Listed<T>> {
  const described = await describing;
  const items = await atOnce(sorted(addresses), async (address) => {
    const known = described?.get(lower(address));
    const item = known === undefined || known.taskPendingId ? await ifPresent(get(address)) : known;
    return { address, item };
  });
  return {
    found: items.flatMap(({ item }) => item ?? []),
    gone: items.flatMap(({ address, item }) => (item === undefined ? [lower(address)] : [])),
  };
}

/** An account that nobody uses yet shows what OVHcloud gives to a new one. */
function defaultsOf(accounts: readonly ExchangeAccount[]): Values {
  const free = accounts.find(isFreeSeat);
  if (free === undefined) return ACCOUNT_DEFAULTS;
  const { license, quotaGb, spamAndVirus, outlookLicense, deleteAtExpiration, renewPeriod } = viewOf(free);
  return { ...ACCOUNT_DEFAULTS, license, quotaGb, spamAndVirus, outlookLicense, deleteAtExpiration, renewPeriod };
}

/** A guess, but for what OVHcloud's schema says of orders: 50 GB, and a standard licence. */
const ACCOUNT_DEFAULTS: Values = {
  license: "standard",
  quotaGb: 50,
  renewPeriod: "monthly",
  protocols: ALL_PROTOCOLS,
  spamAndVirus: {
    enabled: false,
    checkDkim: false,
    checkSpf: false,
    deleteSpam: false,
    putInJunk: false,
    tagSpam: false,
    tagVirus: false,
  },
};
