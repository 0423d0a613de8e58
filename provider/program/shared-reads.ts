/** What many migrations ask alike is asked once, and a list stands in for a question about each. */

import { ifPresent } from "../if-present.js";
import type { Generation, MxPlanDomain, MxPlanService } from "../mxplan-session.js";
import { learned } from "../once.js";
import { NotFoundError } from "../ovh/errors.js";
import type { DomainClient } from "../ovh/mail-api.js";
import { lowerCase } from "../schemas.js";
import type { ExchangeSession, Session } from "../session.js";

/**
 * The same session for looking alone, at one moment. Lists may be minutes old, which is good enough for a plan: whatever is
 * applied looks again.
 *
 * @param sources the addresses that are to move
 */
export function sharingReads(session: Session, sources: ReadonlySet<string>): Session {
  return answering(session, {
    exchange: remembered((service) => sharedExchange(session.exchange(service))),
    mxPlanDomain: remembered((domain) => sharedDomain(session.mxPlanDomain(domain), sources)),
  });
}

/** The same object, some of whose questions are answered otherwise. */
function answering<T extends object>(original: T, instead: Partial<T>): T {
  return new Proxy(original, {
    get: (target, key) => {
      if (Object.hasOwn(instead, key)) return Reflect.get(instead, key);
      const value: unknown = Reflect.get(target, key);
      // Private fields are found on the object itself alone.
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function remembered<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const entry = known.get(key) ?? { value: make(key) };
    known.set(key, entry);
    return entry.value;
  };
}

/** A failed look is made again by the next who asks. */
function learnedBy<T>(look: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const asking = remembered((key) => learned(() => look(key)));
  return (key) => asking(key)();
}

function sharedExchange(original: ExchangeSession): ExchangeSession {
  const { api } = original;
  const listed = learnedBy((filter) => api.listAccounts(JSON.parse(filter)));
  return {
    ...original,
    api: answering(api, {
      getService: learned(() => api.getService()),
      getServiceInfos: learned(() => api.getServiceInfos()),
      listAccounts: (filter = {}) => listed(JSON.stringify(filter)),
      getAccount: async (address) => {
        if (lowerCase(await listed("{}")).has(address)) return api.getAccount(address);
        throw notListed("/email/exchange/{organizationName}/service/{exchangeService}/account");
      },
      domains: answering(api.domains, { get: learnedBy((name) => api.domains.get(name)) }),
    }),
  };
}

function notListed(template: string): NotFoundError {
  const call = { method: "GET", template } as const;
  return new NotFoundError({ call, status: 404, apiClass: undefined, apiMessage: "not listed", queryId: undefined });
}

function sharedDomain(original: MxPlanDomain, sources: ReadonlySet<string>): MxPlanDomain {
  const { api } = original;
  const { responders, redirections, tasks } = api;
  // More than there are migrations are not worth a look at each.
  const worthReading = [...sources].filter((address) => address.endsWith(`@${original.name}`)).length;
  const chosen = <K extends string | number, T>(parts: Narrowing<K, T>) => narrowed(parts, worthReading);
  const redirectionsFrom = chosen({
    all: () => redirections.list(),
    read: (id: string) => redirections.get(id),
    keyOf: ({ from }) => from,
    narrow: (from) => redirections.list({ from }),
  });
  const tasksOf = chosen({
    all: () => tasks.listOfAccounts(),
    read: (id: number) => tasks.getOfAccount(id),
    keyOf: ({ name }) => name ?? "",
    narrow: (name) => tasks.listOfAccounts({ name }),
  });
  return {
    ...original,
    generation: learned(async () => sharedGeneration(await original.generation(), sources)),
    api: answering(api, {
      getServiceInfos: learned(() => api.getServiceInfos()),
      listAccounts: learned(() => api.listAccounts()),
      listMailingLists: learned(() => api.listMailingLists()),
      responders: answering(responders, { list: learned(() => responders.list()) }),
      redirections: answering(redirections, { list: ({ from = "" } = {}) => redirectionsFrom(from) }),
      tasks: answering(tasks, { listOfAccounts: ({ name = "" } = {}) => tasksOf(name) }),
      migration: sharedMigration(api.migration),
    }),
  };
}

/** A guess: the services and the free accounts that OVHcloud offers to one mailbox, it offers to all of the domain. */
function sharedMigration(api: DomainClient["migration"]): DomainClient["migration"] {
  const services = new Map<string, Promise<string[]>>();
  const once = (key: string, ask: () => Promise<string[]>): Promise<string[]> => {
    const asked = services.get(key) ?? ask();
    services.set(key, asked);
    asked.catch(() => services.delete(key));
    return asked;
  };
  return answering(api, {
    listServices: (accountName) => once("", () => api.listServices(accountName)),
    listDestinations: (accountName, service) => once(service, () => api.listDestinations(accountName, service)),
  });
}

interface Narrowing<K extends string | number, T> {
  readonly all: () => Promise<readonly K[]>;
  readonly read: (id: K) => Promise<T>;
  readonly keyOf: (one: T) => string;
  /** OVHcloud's own filter: a call for each key. */
  readonly narrow: (key: string) => Promise<K[]>;
}

/** A few are read once for everybody. */
function narrowed<K extends string | number, T>(
  { all, read, keyOf, narrow }: Narrowing<K, T>,
  worthReading: number,
): (key: string) => Promise<K[]> {
  const ids = learned(all);
  const entries = learned(async () =>
    Promise.all((await ids()).map(async (id) => ({ id, one: await ifPresent(read(id)) }))),
  );
  return async (key) => {
    if ((await ids()).length > worthReading) return narrow(key);
    const found = await entries();
    return found.filter(({ one }) => one !== undefined && keyOf(one).toLowerCase() === key).map(({ id }) => id);
  };
}

function sharedGeneration(original: Generation, sources: ReadonlySet<string>): Generation {
  return original.name === "legacy" ? original : { ...original, service: sharedService(original.service, sources) };
}

function sharedService(original: MxPlanService, sources: ReadonlySet<string>): MxPlanService {
  const { api } = original;
  const listed = learned(async () => lowerCase(await api.listAccounts()));
  const getAccount: typeof api.getAccount = async (address) => {
    if (sources.has(address) || (await listed()).has(address)) return api.getAccount(address);
    throw notListed("/email/mxplan/{service}/account");
  };
  return { ...original, api: answering(api, { getAccount }) };
}
