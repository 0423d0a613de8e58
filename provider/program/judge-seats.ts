/** Whether there are free accounts for the new mailboxes of a service, and what will be ordered where there are not. */

import { describeTerms, type OrderTerms, orderTerms, orderWhenNoneFree, termsKey } from "../order-terms.js";
import { type Declared, type DeclaredMailbox, type Finding, isMailbox } from "./declared.js";
import { type DeclaredMigration, isMigration } from "./declared-mxplan.js";
import type { LiveSeats } from "./live.js";

/** What may need a free account. */
export type Taker = DeclaredMailbox | DeclaredMigration;

export function isTaker(one: Declared): one is Taker {
  return isMailbox(one) || isMigration(one);
}

/** Accounts that will be ordered together. */
export interface OrderNeed {
  readonly terms: OrderTerms;
  /** Never empty. Which of them take the free accounts and which the ordered ones is not known. */
  readonly mailboxes: readonly DeclaredMailbox[];
}

/** @param takers of one service */
export function missingSeats(takers: readonly Taker[], live: LiveSeats): Finding[] {
  const fresh = newAt(live, takers);
  if (!live.seatsMatter) return withoutEffect(fresh);
  const withoutTerms = fresh.filter((taker) => termsOf(taker) === undefined);
  const firstWithout = withoutTerms[live.freeSeats];
  if (firstWithout !== undefined) return tooFew(firstWithout, fresh, live);
  const ordered = ordersNeeded(takers, live).flatMap((need) => announced(need, fresh, live));
  return [...ordered, ...(ordered.length > 0 ? leftToChance(withoutTerms) : []), ...stillWaiting(takers, live)];
}

function tooFew(about: Taker, fresh: readonly Taker[], live: LiveSeats): Finding[] {
  const what = needs(about, fresh, live);
  if (!isMigration(about)) {
    const wayOut = "have them ordered with orderWhenNoneFree, or declare fewer mailboxes";
    return [{ about, message: `service: ${what}: order more accounts in the OVHcloud control panel, ${wayOut}` }];
  }
  // With none at all, each migration says so by itself.
  if (live.freeSeats === 0) return [];
  const message =
    `destination.service: ${what}: order more accounts in the OVHcloud control panel and leave them as they are, or move ` +
    "fewer mailboxes at a time";
  return [{ about, message }];
}

/** What will be ordered when the program is applied. */
export function ordersNeeded(takers: readonly Taker[], live: LiveSeats): OrderNeed[] {
  const fresh = newAt(live, takers);
  const lacking = fresh.length - live.freeSeats;
  if (lacking <= 0 || !live.seatsMatter) return [];
  const needs = new Map<string, { terms: OrderTerms; mailboxes: DeclaredMailbox[] }>();
  const withTerms = fresh.filter(isMailbox).flatMap((mailbox) => {
    const terms = termsOf(mailbox);
    return terms === undefined ? [] : [{ mailbox, terms }];
  });
  for (const { mailbox, terms } of withTerms.slice(-lacking)) {
    const need = needs.get(termsKey(terms)) ?? { terms, mailboxes: [] };
    need.mailboxes.push(mailbox);
    needs.set(termsKey(terms), need);
  }
  return [...needs.values()];
}

/** A mailbox that a migration brings takes over the account that the migration took. */
function newAt(live: Pick<LiveSeats, "accounts">, takers: readonly Taker[]): Taker[] {
  const brought = new Set(takers.filter(isMigration).map(({ emailAddress }) => emailAddress));
  return takers.filter((one) => {
    if (one.exists || live.accounts.has(one.emailAddress)) return false;
    if (isMigration(one)) return one.inputs !== undefined;
    return one.kind === "ExchangeAccount" && !brought.has(one.emailAddress);
  });
}

/** How many free accounts the takers of a service need at most, whatever is there. */
export function mostSeatsNeeded(takers: readonly Taker[]): number {
  return newAt({ accounts: new Set() }, takers).length;
}

/** Terms that make no sense are refused by the mailbox's own check. */
function termsOf(taker: Taker): OrderTerms | undefined {
  if (isMigration(taker) || taker.orderWhenNoneFree === undefined) return undefined;
  const { orderWhenNoneFree: wish, license } = taker;
  const parsed = orderWhenNoneFree.safeParse(wish);
  return parsed.success ? orderTerms(parsed.data, license) : undefined;
}

function serviceOf(taker: Taker): string | undefined {
  return isMigration(taker) ? taker.inputs?.destination.service : taker.service;
}

function needs(taker: Taker, fresh: readonly Taker[], { freeSeats }: LiveSeats): string {
  return `${serviceOf(taker)} needs ${fresh.length} free accounts for this program and has ${freeSeats}`;
}

function announced({ terms, mailboxes }: OrderNeed, fresh: readonly Taker[], live: LiveSeats): Finding[] {
  const [about] = mailboxes;
  if (about === undefined) return [];
  const price = live.prices?.get(termsKey(terms)) ?? "a price that OVHcloud did not tell";
  const payment =
    terms.paymentMethodId === undefined
      ? "pay them where the run says, it waits for that"
      : `they are paid with your payment method ${terms.paymentMethodId}`;
  const message =
    `orderWhenNoneFree: ${needs(about, fresh, live)}: ${describeTerms(mailboxes.length, terms)} will be ordered ` +
    `for ${price}; ${payment}`;
  return [{ about, message, severity: "warning" }];
}

function leftToChance(withoutTerms: readonly Taker[]): Finding[] {
  return withoutTerms.slice(0, 1).map((about) => ({
    about,
    severity: "warning",
    message: isMigration(about)
      ? `destination.service: new mailboxes of ${serviceOf(about)} have accounts ordered, and a migration cannot: if they take ` +
        "the free accounts first, it finds none. Run it first"
      : `orderWhenNoneFree: ${about.emailAddress} does not have it and others do: if they take the free accounts first, it ` +
        "finds none. Give it to all new mailboxes",
  }));
}

/** An order may have been cancelled, or its account may have gone to somebody else: that is known when it is applied. */
function stillWaiting(takers: readonly Taker[], live: LiveSeats): Finding[] {
  const waiting = takers
    .filter(isMailbox)
    .filter(
      ({ kind, exists, emailAddress }) => kind === "ExchangeAccount" && exists && !live.accounts.has(emailAddress),
    );
  const enough = newAt(live, takers).length + waiting.length <= live.freeSeats;
  return waiting.flatMap((about) => {
    const terms = termsOf(about);
    if (enough || terms === undefined) return [];
    const message =
      `orderWhenNoneFree: ${about.service} has no mailbox ${about.emailAddress} yet. If it still waits for an account and none ` +
      `is free or on order, ${describeTerms(1, terms)} will be ordered`;
    return [{ about, message, severity: "warning" }];
  });
}

/** Not refused: such a service makes the mailbox as asked, and it costs no order. */
function withoutEffect(fresh: readonly Taker[]): Finding[] {
  const about = fresh.filter(isMailbox).find((mailbox) => termsOf(mailbox) !== undefined);
  if (about === undefined) return [];
  const message = `orderWhenNoneFree: ${about.service} makes mailboxes at will, so nothing is ordered there: leave it out`;
  return [{ about, message, severity: "warning" }];
}
