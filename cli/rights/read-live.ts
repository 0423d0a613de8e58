/** What OVHcloud shows, whoever gave it. Reads only. */

import { atOnce } from "../../provider/at-once.js";
import { readOwnRights } from "../../provider/functions-rights.js";
import { NotFoundError, UnauthorizedError } from "../../provider/ovh/errors.js";
import { AbsentTargetError } from "../../provider/resources/delegation-read.js";
import { readParticipants } from "../../provider/resources/participants.js";
import type { DelegationTarget, Key, TargetType } from "../../provider/resources/rights-place.js";
import { PLACEHOLDER_DOMAIN } from "../../provider/schemas.js";
import type { Session } from "../../provider/session.js";
import type { MxPlanSeen, ServicesSeen } from "../shared/services-seen.js";
import type { FoundRow, Gap, RightsFound } from "./model.js";

interface Target {
  readonly on: DelegationTarget;
  readonly likely: TargetType;
  readonly place: string;
  /** Read just now: the numbers of a service's accounts. */
  readonly names: ReadonlyMap<Key, string>;
}

export interface LiveOptions {
  /** Only mailboxes, groups and domains that pass; the others cost no call. */
  readonly isWanted: (address: string) => boolean;
  readonly onProgress: (done: number, all: number) => void;
}

export async function readLiveRights(
  session: Session,
  seen: ServicesSeen,
  { isWanted, onProgress }: LiveOptions,
): Promise<RightsFound> {
  const gaps: Gap[] = seen.refused.map((what) => ({ reason: "notListed", what }));
  const lists = await Promise.all([
    ...seen.exchange.map(({ service }) => exchangeTargets(session, service)),
    ...newServices(seen.mxPlan).map((service) => newMxPlanTargets(session, service)),
    ...seen.mxPlan.map((one) => legacyTargets(session, one)),
  ]);
  const all = lists.flat();
  const targets = all.filter(({ on }) => isWanted(addressOf(on)));
  const rows = await atOnce(
    targets,
    (target) => unlessGone(rowsOf(session, target)),
    (done) => onProgress(done, targets.length),
  );
  const delegated = await Promise.all(seen.mxPlan.map((one) => wholeDomainRows(session, one, gaps)));
  const domains = [...seen.exchange.flatMap((one) => one.domains), ...seen.mxPlan.map(({ domain }) => domain)];
  return {
    rows: [...rows.flat(), ...delegated.flat()],
    domains: [...new Set(domains)],
    gaps,
    mxPlanAccounts: all.map(({ on }) => on).flatMap((on) => ("mxPlanAccount" in on ? [on.mxPlanAccount] : [])),
    declaredTargets: [],
  };
}

function addressOf(on: DelegationTarget): string {
  if ("service" in on) return on.emailAddress;
  return "mxPlanAccount" in on ? on.mxPlanAccount : on.mxPlanDomain;
}

async function exchangeTargets(session: Session, service: string): Promise<Target[]> {
  const { api } = session.exchange(service);
  const [accounts, shared, groups, described] = await Promise.all([
    api.listAccounts(),
    api.listSharedAccounts(),
    api.mailingLists.list(),
    api.describeAccounts(),
  ]);
  const names = new Map([...(described?.values() ?? [])].map((one) => [one.id, one.primaryEmailAddress.toLowerCase()]));
  const as = (likely: TargetType) => (address: string) => {
    const on = { service, emailAddress: address.toLowerCase() };
    return { on, likely, place: service, names };
  };
  return [
    ...accounts.filter(isTaken).map(as("account")),
    ...shared.map(as("shared")),
    ...groups.map(as("mailingList")),
  ];
}

/** Free accounts belong to nobody yet. */
function isTaken(address: string): boolean {
  return !address.toLowerCase().endsWith(`@${PLACEHOLDER_DOMAIN}`);
}

function newServices(domains: readonly MxPlanSeen[]): string[] {
  const names = domains.flatMap(({ generation }) => (generation.name === "new" ? [generation.service.name] : []));
  return [...new Set(names)];
}

async function newMxPlanTargets(session: Session, service: string): Promise<Target[]> {
  const accounts = await session.mxPlanService(service).api.listAccounts();
  return accounts.filter(isTaken).map((address) => ({
    on: { mxPlanAccount: address.toLowerCase() },
    likely: "mxPlanAccount",
    place: service,
    names: new Map(),
  }));
}

async function legacyTargets(session: Session, { domain, generation }: MxPlanSeen): Promise<Target[]> {
  if (generation.name === "new") return [];
  const logins = await session.mxPlanDomain(domain).api.listAccounts();
  return logins.map((login) => ({
    on: { mxPlanAccount: `${login}@${domain}`.toLowerCase() },
    likely: "mxPlanAccount",
    place: domain,
    names: new Map(),
  }));
}

/** Removed since the lists were read: nobody has a right on it. */
async function unlessGone(reading: Promise<FoundRow[]>): Promise<FoundRow[]> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AbsentTargetError || error instanceof NotFoundError) return [];
    throw error;
  }
}

async function rowsOf(session: Session, { on, likely, place, names }: Target): Promise<FoundRow[]> {
  const { grants, kind } = await readOwnRights(session, on, { likely, names });
  const target = { on: addressOf(on), kind, place, through: "itself" } as const;
  const given = Object.entries(grants).flatMap(([who, rights]) => rights.map((right) => ({ ...target, who, right })));
  return kind === "ContactGroup" ? [...given, ...(await peopleOf(session, target, names))] : given;
}

async function peopleOf(
  session: Session,
  target: Pick<FoundRow, "on" | "kind" | "place">,
  names: ReadonlyMap<Key, string>,
): Promise<FoundRow[]> {
  const known = Object.fromEntries([...names].map(([id, address]) => [address, `account/${id}`]));
  const people = await readParticipants(session.exchange(target.place), target.on, ["member", "manager"], known);
  return people.map(({ role, person, address }) => ({
    ...target,
    who: address ?? `${person.type} ${person.id}`,
    right: role,
    through: "group",
  }));
}

/** Shown to the administrative and the technical contact alone. */
async function wholeDomainRows(session: Session, { domain, generation }: MxPlanSeen, gaps: Gap[]): Promise<FoundRow[]> {
  if (generation.name === "new") return [];
  try {
    const { grants, kind } = await readOwnRights(session, { mxPlanDomain: domain });
    const target = { on: domain, kind, place: domain, through: "itself" } as const;
    return Object.entries(grants).flatMap(([who, rights]) => rights.map((right) => ({ ...target, who, right })));
  } catch (error) {
    if (!(error instanceof Error && error.cause instanceof UnauthorizedError)) throw error;
    gaps.push({ reason: "domainDelegation", what: domain });
    return [];
  }
}
