/** What there is: the Exchange services, and the domains of MX Plan, that the credentials see or the user names. */

import type { Generation } from "../../provider/mxplan-session.js";
import { UnauthorizedError } from "../../provider/ovh/errors.js";
import { PLACEHOLDER_DOMAIN } from "../../provider/schemas.js";
import type { Session } from "../../provider/session.js";

export interface Scope {
  /** Exchange services by name, `organization/service` where the two differ; empty: see `domains`. */
  readonly services: readonly string[];
  /** Domains of MX Plan or of Exchange. Both empty: everything. */
  readonly domains: readonly string[];
}

export interface MxPlanSeen {
  readonly domain: string;
  readonly generation: Generation;
}

export interface ServicesSeen {
  readonly exchange: readonly ExchangeSeen[];
  readonly mxPlan: readonly MxPlanSeen[];
  /** Trees of the API that the credentials may not list, such as `/email/domain`. */
  readonly refused: readonly string[];
}

export interface ExchangeSeen {
  readonly service: string;
  /** In lower case. */
  readonly domains: readonly string[];
}

export async function readServicesSeen(session: Session, scope: Scope): Promise<ServicesSeen> {
  const wanted = new Set(scope.domains.map((domain) => domain.toLowerCase()));
  const isEverything = scope.services.length === 0 && wanted.size === 0;
  const looksForDomains = isEverything || wanted.size > 0;
  const refused: string[] = [];
  const tolerant = <T>(tree: string, list: Promise<T[]>) => ifAllowed(list, () => void refused.push(tree));
  const [services, mxPlanDomains] = await Promise.all([
    looksForDomains ? tolerant("/email/exchange", listExchangeServices(session)) : [],
    looksForDomains ? tolerant("/email/domain", listMxPlanDomains(session, refused)) : [],
  ]);
  const exchange = await Promise.all(
    [...new Set([...scope.services, ...services])].map((service) => exchangeSeen(session, service)),
  );
  const isNamed = ({ service, domains }: ExchangeSeen) =>
    isEverything || scope.services.includes(service) || domains.some((domain) => wanted.has(domain));
  const mxPlan = await Promise.all(
    mxPlanDomains
      .filter((domain) => isEverything || wanted.has(domain))
      .map(async (domain) => ({ domain, generation: await session.mxPlanDomain(domain).generation() })),
  );
  return { exchange: exchange.filter(isNamed), mxPlan, refused };
}

async function exchangeSeen(session: Session, service: string): Promise<ExchangeSeen> {
  const domains = await session.exchange(service).api.domains.list();
  const own = domains.map((domain) => domain.toLowerCase()).filter((domain) => domain !== PLACEHOLDER_DOMAIN);
  return { service, domains: own.sort() };
}

async function listExchangeServices({ visible }: Session): Promise<string[]> {
  const organizations = await visible.listOrganizations();
  const found = await Promise.all(
    organizations.map(async (organization) =>
      (await visible.listExchangeServices(organization)).map((name) =>
        name === organization ? name : `${organization}/${name}`,
      ),
    ),
  );
  return found.flat().sort();
}

/** Domains stand in `/email/domain` in both generations; those of a new MX Plan also in its service. */
async function listMxPlanDomains(session: Session, refused: string[]): Promise<string[]> {
  const services = await ifAllowed(session.visible.listMxPlanServices(), () => void refused.push("/email/mxplan"));
  const [own, ...ofServices] = await Promise.all([
    session.visible.listDomains(),
    ...services.map((name) => session.mxPlanService(name).api.listDomains()),
  ]);
  const domains = [...own, ...ofServices.flat()].map((domain) => domain.toLowerCase());
  return [...new Set(domains)].filter((domain) => domain !== PLACEHOLDER_DOMAIN).sort();
}

async function ifAllowed<T>(list: Promise<T[]>, onRefusal: () => void): Promise<T[]> {
  try {
    return await list;
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
    onRefusal();
    return [];
  }
}
