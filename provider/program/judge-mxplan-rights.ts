/** Delegations at MX Plan against what the domain holds. */

import { whatDelegatesMay } from "../resources/delegate-powers.js";
import { normalAddress } from "../schemas.js";
import type { Declared, Finding } from "./declared.js";
import { asDelegateIn, type DeclaredMxPlanAccount, type DeclaredMxPlanDelegation } from "./declared-mxplan.js";
import type { LiveLegacyDomain, LiveMxPlanDomain, LiveNewDomain } from "./live-mxplan.js";

const MANAGE = "manage";

/** Other customers manage the domain or one of its accounts. */
export function judgeLegacyRights(
  about: DeclaredMxPlanDelegation,
  accounts: readonly DeclaredMxPlanAccount[],
  live: LiveLegacyDomain,
): Finding[] {
  const entries = Object.entries(about.grants);
  return [
    ...unknownTarget(about, accounts, live),
    ...entries.flatMap(([delegate, rights]) => otherRights(about, delegate, rights)),
    ...entries.flatMap(([delegate]) => oneself(about, delegate, live)),
    ...announced(about, live),
  ];
}

/** @param promised addresses whose delegation another OVHcloud account declares in this program */
export function judgeDelegated(
  declared: readonly Declared[],
  delegated: ReadonlySet<string>,
  promised: ReadonlySet<string>,
): Finding[] {
  return asDelegateIn(declared)
    .filter(({ emailAddress }) => !delegated.has(emailAddress) && !promised.has(emailAddress))
    .map((about) => {
      const { emailAddress } = about;
      const message =
        `asDelegate: ${emailAddress} is not delegated to the customer of these credentials, who lacks the right manage ` +
        `on it: its owner gives it with a Delegation on { mxPlanAccount: "${emailAddress}" }, or in the OVHcloud control panel`;
      // What exists and does not change needs no right, so it must not stop the rest.
      return about.exists ? { about, message, severity: "warning" } : { about, message };
    });
}

/** Accounts of one service open each other, as on Exchange. */
export function judgeNewRights(
  about: DeclaredMxPlanDelegation,
  all: readonly DeclaredMxPlanAccount[],
  live: LiveNewDomain,
): Finding[] {
  const { emailAddress, grants } = about;
  if (emailAddress === undefined) {
    const message =
      `on: ${live.domain} is on the new MX Plan (${live.service}), which cannot be delegated as a whole: its users manage ` +
      "their accounts themselves in the webmail. Give rights on single accounts, with { mxPlanAccount }";
    return [{ about, message }];
  }
  const entries = Object.entries(grants);
  return [
    ...unknownTarget(about, all, live),
    ...entries.filter(([, rights]) => rights.includes(MANAGE)).map(([delegate]) => notManaged(about, delegate, live)),
    ...entries
      .filter(([, rights]) => !rights.includes(MANAGE))
      .flatMap(([delegate]) => unknownDelegate(about, { delegate, all, live })),
  ];
}

function unknownTarget(
  about: DeclaredMxPlanDelegation,
  accounts: readonly DeclaredMxPlanAccount[],
  live: LiveMxPlanDomain,
): Finding[] {
  const { emailAddress } = about;
  if (emailAddress === undefined || live.accounts.has(emailAddress)) return [];
  if (accounts.some((account) => account.emailAddress === emailAddress)) return [];
  const message =
    `on: ${live.domain} has no account ${emailAddress}, and this program declares none: ` +
    "declare it as an MxPlanAccount, or correct the address";
  return [{ about, message }];
}

function otherRights(about: DeclaredMxPlanDelegation, delegate: string, rights: readonly string[]): Finding[] {
  const others = rights.filter((right) => right !== MANAGE);
  if (others.length === 0) return [];
  const message =
    `${grantsOf(delegate)}: ${about.domain} is on the legacy MX Plan, which does not have ${others.join(", ")}: there, ` +
    'another OVHcloud customer is given the right manage, as in { "ab12345-ovh": ["manage"] }';
  return [{ about, message }];
}

function oneself(about: DeclaredMxPlanDelegation, delegate: string, live: LiveLegacyDomain): Finding[] {
  if (!isOneself(delegate, live)) return [];
  const message =
    `${grantsOf(delegate)}: these credentials belong to ${live.ownNichandle}, who needs no delegation: ` +
    "name another OVHcloud customer";
  return [{ about, message }];
}

function isOneself(delegate: string, { ownNichandle }: LiveLegacyDomain): boolean {
  return delegate.trim().toLowerCase() === ownNichandle;
}

function notManaged(about: DeclaredMxPlanDelegation, delegate: string, live: LiveNewDomain): Finding {
  const message =
    `${grantsOf(delegate)}: ${live.domain} is on the new MX Plan (${live.service}), which does not have the right manage: ` +
    "its users manage their accounts themselves in the webmail. It has fullAccess, sendAs and sendOnBehalf, " +
    "given to other accounts of the service";
  return { about, message };
}

interface Asked {
  readonly delegate: string;
  readonly all: readonly DeclaredMxPlanAccount[];
  readonly live: LiveNewDomain;
}

function unknownDelegate(about: DeclaredMxPlanDelegation, { delegate, all, live }: Asked): Finding[] {
  const address = normalAddress(delegate) ?? delegate;
  const isDeclared = all.some(({ domain, emailAddress }) => emailAddress === address && live.domains.has(domain));
  if (isDeclared || live.accounts.has(address)) return [];
  const message =
    `${grantsOf(delegate)}: ${live.service} has no account with this address, and this program declares none: ` +
    "declare it as an MxPlanAccount, or correct the address";
  return [{ about, message }];
}

/** Before it is given, and never again. */
function announced(about: DeclaredMxPlanDelegation, live: LiveLegacyDomain): Finding[] {
  const { emailAddress, domain, grants, exists } = about;
  const delegates = Object.keys(grants).filter(
    (delegate) => grants[delegate]?.includes(MANAGE) && !isOneself(delegate, live),
  );
  if (exists || delegates.length === 0) return [];
  const powers = whatDelegatesMay(emailAddress === undefined ? "mxPlanDomain" : "mxPlanAccount");
  const message = `${emailAddress ?? domain} will be delegated to ${delegates.join(", ")}: ${powers}`;
  return [{ about, message, severity: "info" }];
}

function grantsOf(delegate: string): string {
  return `grants[${JSON.stringify(delegate)}]`;
}
