/** Which services and domains are walked: those that are named, or all that the credentials see. */

import { domainToASCII } from "node:url";
import { atOnce } from "../../provider/at-once.js";
import { ApiError, UnauthorizedError } from "../../provider/ovh/errors.js";
import { splitAddress } from "../../provider/schemas.js";
import type { Session } from "../../provider/session.js";
import type { Found, Note } from "./model.js";
import { lower, sorted, type Walk } from "./tools.js";
import { walkExchange } from "./walk-exchange.js";
import { walkDelegated, walkLegacy } from "./walk-legacy.js";
import { walkNew } from "./walk-new.js";

export interface Wanted {
  /** Exchange services, and services of the new MX Plan. */
  readonly services: readonly string[];
  /** Domains of MX Plan, and Exchange services that have such a domain. */
  readonly domains: readonly string[];
}

interface Homes {
  readonly exchange: readonly string[];
  readonly legacy: readonly string[];
  /** Domains by service. */
  readonly newMxPlan: ReadonlyMap<string, readonly string[]>;
  /** Mailboxes of others. */
  readonly delegated: readonly string[];
  readonly leftOut: readonly Note[];
}

/** OVHcloud's guide: the services of the new MX Plan are named so. */
const isNewMxPlan = (service: string) => /^mxplan-/i.test(service);

export async function walkAll(walk: Walk, wanted: Wanted): Promise<Found[]> {
  const isNamed = wanted.services.length + wanted.domains.length > 0;
  const homes = await (isNamed ? named(walk.session, wanted) : visible(walk.session));
  const walks = [
    ...homes.exchange.map((name) => ({ name, run: () => walkExchange(walk, name) })),
    ...homes.legacy.map((name) => ({ name, run: () => walkLegacy(walk, name) })),
    ...[...homes.newMxPlan].map(([name, domains]) => ({ name, run: () => walkNew(walk, name, domains) })),
    { name: "/email/domain/delegatedAccount", run: () => walkDelegated(walk, homes.delegated) },
  ];
  const found: Found[] = [];
  // One after the other: what is seen of one fills the limiter already.
  for (const { name, run } of walks) found.push(await (isNamed ? orNotVisible(name, run) : unlessRefused(name, run)));
  const place = { type: "exchange", name: "" } as const;
  return [...found, { place, candidates: [], leftOut: homes.leftOut }];
}

async function named(session: Session, { services, domains }: Wanted): Promise<Homes> {
  const asked = domains.map((domain) => lower(domainToASCII(domain)));
  const ofServices = await atOnce(sorted(services.filter(isNewMxPlan)), async (service) => {
    const own = await orNotVisible(service, () => session.mxPlanService(service).api.listDomains());
    return { service, domains: own.map(lower) };
  });
  const withDomains = await exchangeWith(session, asked);
  const { legacy, newMxPlan } = await generationsOf(session, asked, (domain, error) => {
    const refusal = refusalOf(domain, error);
    if (!withDomains.some((service) => service.domains.includes(domain))) {
      throw new NotVisibleError(domain, refusal.detail ?? "");
    }
  });
  const merged = new Map(newMxPlan);
  for (const { service, domains: own } of ofServices) {
    merged.set(service, sorted([...own, ...(merged.get(service) ?? [])]));
  }
  const exchange = [...services.filter((one) => !isNewMxPlan(one)), ...withDomains.map(({ service }) => service)];
  return { exchange: sorted(exchange), legacy, newMxPlan: merged, delegated: [], leftOut: [] };
}

/** The Exchange services that have one of these domains. */
async function exchangeWith(session: Session, domains: readonly string[]) {
  if (domains.length === 0) return [];
  const services = await listExchangeServices(session, await orNone(session.visible.listOrganizations()));
  const all = await atOnce(services, async (service) => {
    const own = await orNone(session.exchange(service).api.domains.list());
    return { service, domains: own.map(lower) };
  });
  return all.filter((service) => service.domains.some((domain) => domains.includes(domain)));
}

/** Credentials for MX Plan alone see no Exchange. */
async function orNone(list: Promise<string[]>): Promise<string[]> {
  try {
    return await list;
  } catch (error) {
    refusalOf("", error);
    return [];
  }
}

async function listExchangeServices({ visible: lists }: Session, organizations: readonly string[]): Promise<string[]> {
  const services = await atOnce(sorted(organizations), async (organization) =>
    (await lists.listExchangeServices(organization)).map((service) =>
      service === organization ? service : `${organization}/${service}`,
    ),
  );
  return sorted(services.flat());
}

async function visible(session: Session): Promise<Homes> {
  const { visible: lists } = session;
  const leftOut: Note[] = [];
  const listed = async (what: string, list: Promise<string[]>) => {
    try {
      return sorted(await list);
    } catch (error) {
      leftOut.push(refusalOf(what, error));
      return [];
    }
  };
  const [organizations, domains, delegated, mxPlans] = await Promise.all([
    listed("/email/exchange", lists.listOrganizations()),
    listed("/email/domain", lists.listDomains()),
    listed("/email/domain/delegatedAccount", session.delegatedAccounts.list()),
    listed("/email/mxplan", lists.listMxPlanServices()),
  ]);
  const exchange = await listExchangeServices(session, organizations);
  const { legacy, newMxPlan } = await generationsOf(session, domains.map(lower), (domain, error) => {
    leftOut.push(refusalOf(domain, error));
  });
  // To whom a whole domain is delegated, its mailboxes are shown in both places.
  const foreign = delegated.filter((address) => !domains.includes(splitAddress(lower(address)).domain));
  const unseen = mxPlans.filter((service) => !newMxPlan.has(service));
  leftOut.push(...unseen.map((what): Note => ({ code: "domainNotSeen", what, detail: what })));
  return { exchange, legacy, newMxPlan, delegated: foreign, leftOut };
}

/** OVHcloud says of each domain whether its accounts have moved to the new MX Plan. */
async function generationsOf(
  session: Session,
  domains: readonly string[],
  onRefused: (domain: string, error: unknown) => void,
): Promise<Pick<Homes, "legacy" | "newMxPlan">> {
  const legacy: string[] = [];
  const newMxPlan = new Map<string, string[]>();
  await atOnce(sorted(domains), async (domain) => {
    try {
      const generation = await session.mxPlanDomain(domain).generation();
      if (generation.name === "legacy") legacy.push(domain);
      else newMxPlan.set(generation.service.name, [...(newMxPlan.get(generation.service.name) ?? []), domain]);
    } catch (error) {
      onRefused(domain, error);
    }
  });
  return { legacy: sorted(legacy), newMxPlan: new Map([...newMxPlan].sort()) };
}

/** A service or domain that was asked for cannot be read. */
export class NotVisibleError extends Error {
  override readonly name = "NotVisibleError";
  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(`${place}: ${reason}`);
  }
}

async function orNotVisible<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new NotVisibleError(name, refusalOf(name, error).detail ?? "");
  }
}

/** Whoever did not name a service is given the others, and told. */
async function unlessRefused(name: string, run: () => Promise<Found>): Promise<Found> {
  try {
    return await run();
  } catch (error) {
    return { place: { type: "exchange", name }, candidates: [], leftOut: [refusalOf(name, error)] };
  }
}

/** Not there, not for these credentials, or expired. */
const NOT_TO_BE_SEEN = [401, 403, 404, 460];

/** @throws what is something else, such as a network that fails. */
function refusalOf(what: string, error: unknown): Note {
  // The session wraps what OVHcloud says of a domain.
  const refusal = error instanceof Error && error.cause instanceof ApiError ? error.cause : error;
  const isRefused =
    refusal instanceof UnauthorizedError || (refusal instanceof ApiError && NOT_TO_BE_SEEN.includes(refusal.status));
  if (!isRefused) throw error;
  return { code: "notSeen", what, detail: refusal.message };
}
