/** Where the declared resources live, and what is looked at there. */

import { ifPresent } from "../if-present.js";
import { orDelegated } from "../mxplan-session.js";
import type { Session } from "../session.js";
import { lookCloser } from "./closer-look.js";
import type { Declared, DeclaredAtExchange, Finding } from "./declared.js";
import {
  asDelegateIn,
  type DeclaredAtMxPlan,
  type DeclaredMigration,
  isAsDelegate,
  isAtMxPlan,
  isMigration,
  isMxPlanAccount,
  isMxPlanDelegation,
  isResponder,
  placeOf,
} from "./declared-mxplan.js";
import { existingRedirections } from "./existing-redirections.js";
import { judgeMigrations } from "./judge-migration.js";
import { judgeMxPlan } from "./judge-mxplan.js";
import { judgeDelegated } from "./judge-mxplan-rights.js";
import { isTaker, missingSeats, mostSeatsNeeded } from "./judge-seats.js";
import { judgeService } from "./judge-service.js";
import { explainService, readLive, readSeats } from "./live.js";
import { isToBegin, readMigrations } from "./live-migration.js";
import { readDelegatedAccounts, readLiveMxPlan } from "./live-mxplan.js";

/** An Exchange service, a domain of MX Plan, or what others delegated. */
export interface Home {
  readonly name: string;
  /** Never empty. */
  readonly declared: readonly Declared[];
  /** A few calls, whatever the number of resources. */
  readonly findings: (session: Session) => Promise<Finding[]>;
  /** OVHcloud's "no" in the program's terms. */
  readonly explain: (error: Error) => string;
}

/**
 * @param declared of the OVHcloud account whose credentials will ask
 * @param elsewhere of other OVHcloud accounts
 */
export function homesOf(declared: readonly Declared[], elsewhere: readonly Declared[]): Home[] {
  const atMxPlan = declared.filter(isAtMxPlan).filter((one) => !isAsDelegate(one));
  return [
    ...exchangeServices(declared),
    ...grouped(atMxPlan, ({ domain }) => domain).map(([domain, own]) => mxPlanDomain(domain, own, declared)),
    ...delegatedAccounts(asDelegateIn(declared), elsewhere),
    ...migrations(declared),
  ];
}

type Arriving = DeclaredAtExchange | DeclaredMigration;

/** With the migrations to them. Of one whose destination is not known, every service may be it. */
function exchangeServices(declared: readonly Declared[]): Home[] {
  const moving = declared.filter(isMigration);
  const adrift = moving.filter(({ inputs }) => inputs === undefined);
  const placed = declared.filter((one): one is Arriving =>
    isMigration(one) ? one.inputs !== undefined : "service" in one,
  );
  return grouped(placed, serviceOf).flatMap(([service, arriving]) => {
    const own = arriving.filter((one) => !isMigration(one));
    if (own.length > 0) return [exchangeService(service, own, [...arriving, ...adrift])];
    const fresh = moving.filter(isToBegin).filter((one) => serviceOf(one) === service);
    return fresh.length === 0 ? [] : [destination(service, fresh)];
  });
}

function serviceOf(one: Arriving): string {
  return isMigration(one) ? (one.inputs?.destination.service ?? "") : one.service;
}

function exchangeService(service: string, own: readonly DeclaredAtExchange[], arriving: readonly Arriving[]): Home {
  const takers = arriving.filter(isTaker);
  return {
    name: service,
    declared: own,
    findings: async (session) => {
      const live = await readLive(session, service, mostSeatsNeeded(takers));
      return judgeService(arriving, await lookCloser(session, service, takers, live));
    },
    explain: (error) => explainService(service, error) ?? error.message,
  };
}

/** Where nothing but migrations lead to. */
function destination(service: string, fresh: readonly DeclaredMigration[]): Home {
  return {
    name: service,
    declared: fresh,
    findings: async (session) => {
      // Of a service that is not there, each migration tells by itself.
      const seats = await ifPresent(readSeats(session, service, mostSeatsNeeded(fresh)));
      return seats === undefined ? [] : missingSeats(fresh, seats);
    },
    explain: ({ message }) => `destination.service: ${message}`,
  };
}

/** Each takes a call, and a preview is not worth minutes. */
const MIGRATIONS_MAX = 200;

function notLookedAt(migrations: readonly DeclaredMigration[]): Finding[] {
  return migrations.slice(0, 1).map((about) => ({
    about,
    severity: "info",
    message:
      `source: this one${migrations.length === 1 ? " was" : ` and ${migrations.length - 1} more were`} not looked at, since ` +
      `the program begins more than ${MIGRATIONS_MAX} migrations: what is in the way is told when they begin`,
  }));
}

function migrations(declared: readonly Declared[]): Home[] {
  const fresh = declared.filter(isMigration).filter(isToBegin);
  if (fresh.length === 0) return [];
  const home: Home = {
    name: "the migrations to Exchange",
    declared: fresh,
    findings: async (session) => [
      ...judgeMigrations(await readMigrations(session, fresh.slice(0, MIGRATIONS_MAX)), declared),
      ...notLookedAt(fresh.slice(MIGRATIONS_MAX)),
    ],
    explain: ({ message }) => `source: ${message}`,
  };
  return [home];
}

function mxPlanDomain(domain: string, own: readonly DeclaredAtMxPlan[], declared: readonly Declared[]): Home {
  const [first] = own;
  return {
    name: domain,
    declared: own,
    findings: async (session) => {
      const live = await readLiveMxPlan(session, domain, own);
      return [...judgeMxPlan(declared, live), ...(await existingRedirections(session, own, live))];
    },
    // The session says already that the domain is not visible, and what to do.
    explain: (error) => {
      const told = own.some(mayBeDelegated) ? orDelegated(error) : error;
      return first === undefined ? told.message : `${placeOf(first).property}: ${told.message}`;
    },
  };
}

/** What has the property asDelegate. */
function mayBeDelegated(one: DeclaredAtMxPlan): boolean {
  return isMxPlanAccount(one) || isResponder(one);
}

function delegatedAccounts(asDelegate: readonly DeclaredAtMxPlan[], elsewhere: readonly Declared[]): Home[] {
  if (asDelegate.length === 0) return [];
  const promised = elsewhere.filter(isMxPlanDelegation).flatMap(({ emailAddress }) => emailAddress ?? []);
  const home: Home = {
    name: "the accounts that were delegated to you",
    declared: asDelegate,
    findings: async (session) => judgeDelegated(asDelegate, await readDelegatedAccounts(session), new Set(promised)),
    explain: ({ message }) => `asDelegate: ${message}`,
  };
  return [home];
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): [key: string, ones: T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups];
}
