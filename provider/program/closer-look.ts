/** What is asked beside the lists, and only when an answer hangs on it: prices, and the present quotas. */

import { termsKey } from "../order-terms.js";
import { parseServiceName, type Session } from "../session.js";
import { isMailbox } from "./declared.js";
import { type OrderNeed, ordersNeeded, type Taker } from "./judge-seats.js";
import { quotasMatter } from "./judge-space.js";
import type { LiveService } from "./live.js";

/** OVHcloud's panel: more accounts than this are several orders. */
const AT_ONCE_MAX = 100;

export async function lookCloser(
  session: Session,
  service: string,
  takers: readonly Taker[],
  live: LiveService,
): Promise<LiveService> {
  const needs = ordersNeeded(takers, live);
  const [prices, sharedQuotasMb] = await Promise.all([
    needs.length === 0 ? undefined : readPrices(session, service, needs),
    quotasMatter(takers.filter(isMailbox), live) ? readQuotas(session, service) : undefined,
  ]);
  return { ...live, ...(prices && { prices }), ...(sharedQuotasMb && { sharedQuotasMb }) };
}

async function readPrices(
  session: Session,
  service: string,
  needs: readonly OrderNeed[],
): Promise<ReadonlyMap<string, string>> {
  const orders = session.ordersOf(parseServiceName(service));
  const prices = await Promise.all(
    needs.map(async ({ terms, mailboxes }): Promise<[string, string]> => {
      const number = mailboxes.length;
      if (number > AT_ONCE_MAX) return [termsKey(terms), "several orders"];
      return [termsKey(terms), await priceOf(orders.getQuote(terms.duration, { ...terms.account, number }))];
    }),
  );
  return new Map(prices);
}

/** A price that cannot be read is no reason to refuse a plan: it says so instead. */
async function priceOf(quote: Promise<{ prices: { withTax: { text: string } } }>): Promise<string> {
  try {
    return `${(await quote).prices.withTax.text} with tax`;
  } catch (error) {
    return `a price that could not be read (${(error as Error).message})`;
  }
}

/** Undefined where OVHcloud does not answer so: one call for each mailbox would be too many. */
async function readQuotas(session: Session, service: string): Promise<ReadonlyMap<string, number> | undefined> {
  const described = await session.exchange(service).api.describeSharedAccounts();
  return described && new Map([...described].map(([address, { quota }]) => [address, quota]));
}
