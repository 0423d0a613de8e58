/** What one domain of MX Plan holds: a few list calls, whatever the number of resources. */

import type { Generation } from "../mxplan-session.js";
import type { DomainQuota } from "../ovh/domain-models.js";
import { ApiError } from "../ovh/errors.js";
import type { DomainClient } from "../ovh/mail-api.js";
import { lowerCase, PLACEHOLDER_DOMAIN } from "../schemas.js";
import type { Session } from "../session.js";
import {
  type DeclaredAtMxPlan,
  isMxPlanAccount,
  isMxPlanDelegation,
  isRedirection,
  isResponder,
} from "./declared-mxplan.js";

/** Undefined is what nothing of the program depends on, or what these credentials may not ask. */
interface LiveDomain {
  readonly domain: string;
  /** Addresses. Empty when the program speaks of none. */
  readonly accounts: ReadonlySet<string>;
  /** How many there may be. */
  readonly quota: DomainQuota | undefined;
  readonly redirections: number | undefined;
}

export interface LiveLegacyDomain extends LiveDomain {
  readonly generation: "legacy";
  /** Empty when OVHcloud names none. */
  readonly allowedSizesBytes: readonly number[];
  /** Addresses of the mailboxes that have one. */
  readonly responders: ReadonlySet<string> | undefined;
  /** The customer identifier (nichandle) of the credentials. */
  readonly ownNichandle: string | undefined;
}

export interface LiveNewDomain extends LiveDomain {
  readonly generation: "new";
  readonly service: string;
  readonly freeAccounts: number;
  /** All domains of the service. */
  readonly domains: ReadonlySet<string>;
}

export type LiveMxPlanDomain = LiveLegacyDomain | LiveNewDomain;

/**
 * Legacy MX Plan: two calls while nothing is new, and one each for the quota, the redirections and the responders where
 * new ones are declared. New MX Plan: three, and two for new redirections.
 *
 * @param declared what the program declares in this domain
 */
export async function readLiveMxPlan(
  session: Session,
  domain: string,
  declared: readonly DeclaredAtMxPlan[],
): Promise<LiveMxPlanDomain> {
  const { api, generation } = session.mxPlanDomain(domain);
  const found = await generation();
  return found.name === "new" ? readNew(api, found, declared) : readLegacy(session, api, found, declared);
}

async function readLegacy(
  session: Session,
  api: DomainClient,
  { domain: service }: Extract<Generation, { name: "legacy" }>,
  declared: readonly DeclaredAtMxPlan[],
): Promise<LiveLegacyDomain> {
  const fresh = declared.filter(({ exists }) => !exists);
  const isCounted = (one: DeclaredAtMxPlan) => !isMxPlanDelegation(one);
  const [accounts, quota, redirections, responders, ownNichandle] = await Promise.all([
    declared.some(namesAccount) ? api.listAccounts() : [],
    fresh.some(isCounted) ? allowed(api.getQuota()) : undefined,
    fresh.some(isRedirection) ? allowed(api.redirections.list()) : undefined,
    fresh.some(isResponder) ? allowed(api.responders.list()) : undefined,
    declared.some(isMxPlanDelegation) ? session.ownNichandle().catch(() => undefined) : undefined,
  ]);
  const { domain } = service;
  return {
    generation: "legacy",
    domain,
    accounts: addressesIn(domain, accounts),
    allowedSizesBytes: service.allowedAccountSize ?? [],
    quota,
    redirections: redirections?.length,
    responders: responders && addressesIn(domain, responders),
    ownNichandle,
  };
}

async function readNew(
  api: DomainClient,
  { domain: { domain }, service }: Extract<Generation, { name: "new" }>,
  declared: readonly DeclaredAtMxPlan[],
): Promise<LiveNewDomain> {
  const hasNewRedirection = declared.some((one) => isRedirection(one) && !one.exists);
  const [listed, domains, quota, redirections] = await Promise.all([
    declared.some(namesAccount) ? service.api.listAccounts() : [],
    declared.some(isMxPlanAccount) ? service.api.listDomains() : [],
    hasNewRedirection ? allowed(api.getQuota()) : undefined,
    hasNewRedirection ? allowed(api.redirections.list()) : undefined,
  ]);
  const addresses = listed.map((address) => address.toLowerCase());
  const accounts = addresses.filter((address) => !address.endsWith(`@${PLACEHOLDER_DOMAIN}`));
  return {
    generation: "new",
    domain,
    service: service.name,
    accounts: new Set(accounts),
    freeAccounts: addresses.length - accounts.length,
    domains: new Set([domain.toLowerCase(), ...lowerCase(domains)]),
    quota,
    redirections: redirections?.length,
  };
}

function namesAccount(one: DeclaredAtMxPlan): boolean {
  return !isRedirection(one) && one.emailAddress !== undefined;
}

/** The legacy MX Plan lists what stands before the @. */
function addressesIn(domain: string, accountNames: readonly string[]): ReadonlySet<string> {
  return lowerCase(accountNames.map((name) => `${name}@${domain}`));
}

/** What only these checks ask for must not stand in the way of credentials that were given the least they need. */
async function allowed<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) return undefined;
    throw error;
  }
}

/** Addresses of the accounts that others delegated to the customer of these credentials: one call. */
export async function readDelegatedAccounts(session: Session): Promise<ReadonlySet<string>> {
  return lowerCase(await session.delegatedAccounts.list());
}
