/** Where the declared resources live, and what is looked at there. */

import type { Session } from "../session.js";
import { lookCloser } from "./closer-look.js";
import { type Declared, type DeclaredAtExchange, type Finding, isMailbox } from "./declared.js";
import {
  asDelegateIn,
  type DeclaredAtMxPlan,
  isAsDelegate,
  isAtMxPlan,
  isMxPlanDelegation,
  placeOf,
} from "./declared-mxplan.js";
import { judgeMxPlan } from "./judge-mxplan.js";
import { judgeDelegated } from "./judge-mxplan-rights.js";
import { mostSeatsNeeded } from "./judge-seats.js";
import { judgeService } from "./judge-service.js";
import { explainService, readLive } from "./live.js";
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
  const atExchange = declared.filter((one) => "service" in one);
  const atMxPlan = declared.filter(isAtMxPlan).filter((one) => !isAsDelegate(one));
  return [
    ...grouped(atExchange, ({ service }) => service).map(([service, own]) => exchangeService(service, own)),
    ...grouped(atMxPlan, ({ domain }) => domain).map(([domain, own]) => mxPlanDomain(domain, own, declared)),
    ...delegatedAccounts(asDelegateIn(declared), elsewhere),
  ];
}

function exchangeService(service: string, declared: readonly DeclaredAtExchange[]): Home {
  return {
    name: service,
    declared,
    findings: async (session) => {
      const live = await readLive(session, service, mostSeatsNeeded(declared.filter(isMailbox)));
      return judgeService(declared, await lookCloser(session, service, declared.filter(isMailbox), live));
    },
    explain: (error) => explainService(service, error) ?? error.message,
  };
}

function mxPlanDomain(domain: string, own: readonly DeclaredAtMxPlan[], declared: readonly Declared[]): Home {
  const [first] = own;
  return {
    name: domain,
    declared: own,
    findings: async (session) => judgeMxPlan(declared, await readLiveMxPlan(session, domain, own)),
    // The session says already that the domain is not visible, and what to do.
    explain: ({ message }) => (first === undefined ? message : `${placeOf(first).property}: ${message}`),
  };
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
