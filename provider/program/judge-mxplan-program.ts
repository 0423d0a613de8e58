/** Mistakes at MX Plan that the program alone shows: no call is needed. */

import type { Declared, Finding } from "./declared.js";
import {
  type DeclaredRedirection,
  isMxPlanAccount,
  isMxPlanDelegation,
  isRedirection,
  isResponder,
} from "./declared-mxplan.js";
import { given, NEW_ONLY } from "./mxplan-properties.js";
import { repeated } from "./repeated.js";

export function judgeMxPlanProgram(declared: readonly Declared[]): Finding[] {
  const redirections = declared.filter(isRedirection);
  return [
    ...repeated(
      redirections,
      ({ from, to }) => `${from} ${to}`,
      ({ from, to }) => `from: the redirection from ${from} to ${to} is declared twice in this program: remove one`,
    ),
    ...circles(redirections),
    ...repeated(
      declared.filter(isResponder),
      ({ emailAddress }) => emailAddress,
      ({ emailAddress }) =>
        `emailAddress: ${emailAddress} has two responders in this program, and OVHcloud allows one: put both texts into one`,
    ),
    ...repeated(
      declared.filter(isMxPlanDelegation),
      ({ domain, emailAddress }) => emailAddress ?? domain,
      ({ domain, emailAddress }) =>
        `on: ${emailAddress ?? domain} has two delegations in this program, and each would undo the other's work: put all grants into one`,
    ),
  ];
}

/** Told once for each circle, on the redirection that closes it. */
function circles(redirections: readonly DeclaredRedirection[]): Finding[] {
  const next = new Map<string, Set<string>>();
  return redirections.flatMap((about): Finding[] => {
    const { from, to } = about;
    const way = wayBetween(next, to, from);
    next.set(from, (next.get(from) ?? new Set()).add(to));
    if (way === undefined) return [];
    const shown = [from, ...way].join(", then to ");
    const message = `to: mail goes round in a circle, from ${shown}: send it to another address`;
    return [{ about, message, severity: "warning" }];
  });
}

/** The addresses from one to the other, both included; undefined when mail does not get there. */
function wayBetween(next: ReadonlyMap<string, ReadonlySet<string>>, start: string, end: string): string[] | undefined {
  const ways = new Map<string, readonly string[]>([[start, [start]]]);
  // A map goes on with what is added to it meanwhile, and each address is added once.
  for (const [address, way] of ways) {
    if (address === end) return [...way];
    for (const following of next.get(address) ?? []) {
      if (!ways.has(following)) ways.set(following, [...way, following]);
    }
  }
  return undefined;
}

/**
 * What a delegate may not do. For resources of one OVHcloud account: its owner may delegate, in the same program, what
 * another account manages as a delegate.
 */
export function judgeDelegates(declared: readonly Declared[]): Finding[] {
  const asDelegate = declared.filter(isMxPlanAccount).filter((one) => one.asDelegate);
  const managed = new Set(asDelegate.map(({ emailAddress }) => emailAddress));
  const foreign = asDelegate.flatMap((about): Finding[] => {
    const names = given(about, NEW_ONLY);
    if (names.length === 0) return [];
    const message =
      `${names.join(", ")}: a delegate may set the password, sizeBytes and description of ${about.emailAddress} and ` +
      "nothing else: remove it, or leave it to the account's owner";
    return [{ about, message }];
  });
  const passedOn = declared.filter(isMxPlanDelegation).flatMap((about): Finding[] => {
    if (about.emailAddress === undefined || !managed.has(about.emailAddress)) return [];
    const message =
      `on: ${about.emailAddress} is managed as a delegate (asDelegate), and a delegate cannot delegate: ` +
      "leave this delegation to the account's owner";
    return [{ about, message }];
  });
  return [...foreign, ...passedOn];
}
