/** The orders of accounts of one Exchange service: made once, found again, paid. */

import { ifPresent } from "./if-present.js";
import { accounts, describeDuration, type OrderTerms } from "./order-terms.js";
import type { Clock } from "./ovh/clock.js";
import { OutcomeUnknownError, ProtocolError } from "./ovh/errors.js";
import type { ServiceName } from "./ovh/exchange.js";
import type { ExchangeOrdersClient, MyOrdersClient } from "./ovh/mail-api.js";
import type { QuotedOrder } from "./ovh/order-models.js";
import { Patience } from "./patience.js";

export interface ServiceOrder {
  readonly id: number;
  /** How many accounts it brings. */
  readonly quantity: number;
  /** Where it is looked at and paid. */
  readonly url: string;
}

/** An order was sent, and nobody knows whether OVHcloud made it. It holds what it takes to look again later. */
export interface UnsureOrder {
  /** When it was sent, and when its answer was given up: milliseconds since 1970. */
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly quantity: number;
  /** Orders of that time that were there before. */
  readonly knownIds: readonly number[];
}

/** Nothing may be ordered before somebody has looked. */
export class OrderUnsureError extends Error {
  override readonly name = "OrderUnsureError";
  constructor(
    message: string,
    readonly unsure: UnsureOrder,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

export interface OrderBookOptions {
  readonly service: ServiceName;
  /** "Exchange service hosted-ab12345-1" */
  readonly title: string;
  readonly orders: ExchangeOrdersClient;
  readonly mine: MyOrdersClient;
  readonly clock: Clock;
}

/** OVHcloud's statuses of an order that is on its way. Any other is neither waited for anew nor ordered again. */
const OPEN = new Set(["notPaid", "checking", "delivering", "documentsRequested"]);
/** OVHcloud does not say how long an unpaid order stays open; an older one is not looked at. */
const LOOK_BACK_MS = 30 * 24 * 3_600_000;
/** So many orders of the customer, of whatever kind, are looked at: the newest. */
const LOOKED_AT_MAX = 50;
/** OVHcloud's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** After a lost answer: for so long the order is looked for before the run gives up. */
const SEARCH_MS = 30_000;
/** So long after a lost answer, an order that does not show was not made. */
const SETTLED_MS = 5 * 60_000;

interface Judged {
  readonly order: ServiceOrder;
  /** It names our service. */
  readonly isOurs: boolean;
  /** It does not name ours, and its text speaks of Exchange. */
  readonly isInQuestion: boolean;
  /** It names no service at all. */
  readonly isNameless: boolean;
}

export class OrderBook {
  constructor(private readonly options: OrderBookOptions) {}

  /**
   * Orders for this service that are not delivered yet, whoever made them: to be used before another is made.
   * @param known orders that are ours for certain
   * @throws when one cannot be told from an order for another service
   */
  async open(known: ReadonlySet<number>): Promise<ServiceOrder[]> {
    const { mine, clock, title } = this.options;
    const ids = await mine.list({ fromMs: clock.now() - LOOK_BACK_MS });
    const newest = ids.toSorted((a, b) => b - a).slice(0, LOOKED_AT_MAX);
    const judged = await Promise.all(
      newest.map(async (id) => (OPEN.has((await ifPresent(mine.getStatus(id))) ?? "") ? [await this.#judge(id)] : [])),
    );
    const open = judged.flat();
    const doubtful = open.find((one) => one.isInQuestion && one.isNameless && !known.has(one.order.id));
    if (doubtful !== undefined) {
      const { id, url } = doubtful.order;
      throw new Error(
        `nothing is ordered for ${title}: your order ${id} of Exchange accounts is open, and OVHcloud does not say for which ` +
          `service it is. Pay it at ${url}, or cancel it there, and run "pulumi up" again`,
      );
    }
    return open.filter(({ order, isOurs }) => isOurs || known.has(order.id)).map(({ order }) => order);
  }

  /** @throws {OrderUnsureError} when it may have been made. Any other error: it was not. */
  async place(terms: OrderTerms, quantity: number): Promise<ServiceOrder> {
    const { orders, mine, clock, title } = this.options;
    const asked = { ...terms.account, number: quantity };
    const durations = await orders.listDurations(asked);
    if (!durations.includes(terms.duration)) {
      const listed = durations.join(", ") || "none";
      throw new Error(
        `orderWhenNoneFree.duration: OVHcloud does not sell accounts of ${title} for ${describeDuration(terms.duration)} ` +
          `(months that it offers: ${listed})`,
      );
    }
    const sinceMs = clock.now();
    const knownIds = await mine.list({ fromMs: sinceMs - CLOCK_SKEW_MS });
    const made = await this.#unlessLost(orders.placeOrder(terms.duration, asked));
    if (made === undefined) return this.#searchAfterLoss({ sinceMs, untilMs: clock.now(), quantity, knownIds });
    return { id: made.id, quantity, url: made.url ?? (await this.urlOf(made.id)) };
  }

  /** Undefined: the answer was lost, or told nothing. */
  async #unlessLost(placing: Promise<QuotedOrder>): Promise<{ id: number; url: string | undefined } | undefined> {
    try {
      const { orderId, url } = await placing;
      return orderId == null ? undefined : { id: orderId, url: url ?? undefined };
    } catch (error) {
      // An answer that is not as OVHcloud publishes it tells as little as none.
      if (error instanceof OutcomeUnknownError || error instanceof ProtocolError) return undefined;
      throw error;
    }
  }

  async #searchAfterLoss(unsure: UnsureOrder): Promise<ServiceOrder> {
    const { clock } = this.options;
    for (const patience = new Patience(clock); ; await patience.pause()) {
      const found = await this.#lookFor(unsure);
      if (found !== undefined) return found;
      if (clock.now() - unsure.untilMs >= SEARCH_MS) throw this.#notSeenYet(unsure);
    }
  }

  /**
   * What came of an order whose answer was lost in an earlier run. Undefined: it was not made.
   * @throws {OrderUnsureError} when it cannot be told.
   */
  async lookAgain(unsure: UnsureOrder): Promise<ServiceOrder | undefined> {
    const found = await this.#lookFor(unsure);
    const isSettled = this.options.clock.now() >= unsure.untilMs + SETTLED_MS;
    if (found === undefined && !isSettled) throw this.#notSeenYet(unsure);
    return found;
  }

  #notSeenYet(unsure: UnsureOrder): OrderUnsureError {
    const minutes = SETTLED_MS / 60_000;
    return this.#unsureError(
      unsure,
      `its answer was lost, and it is not among your orders so far, where it may show within ${minutes} minutes`,
    );
  }

  async #lookFor(unsure: UnsureOrder): Promise<ServiceOrder | undefined> {
    const { mine } = this.options;
    const { sinceMs, untilMs, knownIds, quantity } = unsure;
    let judged: Judged[];
    try {
      const ids = await mine.list({ fromMs: sinceMs - CLOCK_SKEW_MS, toMs: untilMs + SETTLED_MS + CLOCK_SKEW_MS });
      judged = await Promise.all(ids.filter((id) => !knownIds.includes(id)).map((id) => this.#judge(id)));
    } catch (error) {
      throw this.#unsureError(unsure, "your orders cannot be read", error);
    }
    const inQuestion = judged.filter(({ isOurs, isInQuestion }) => isOurs || isInQuestion);
    const [first, ...others] = inQuestion;
    if (first?.isOurs === true && others.length === 0 && first.order.quantity === quantity) return first.order;
    if (inQuestion.length === 0) return undefined;
    const named = inQuestion.map(({ order }) => `${order.id} (${order.url})`).join(", ");
    throw this.#unsureError(unsure, `its answer was lost, and it may be ${named}`);
  }

  getStatus(id: number): Promise<string> {
    return this.options.mine.getStatus(id);
  }

  /** Never fails: the order is made, and must not be forgotten for want of its address. */
  async urlOf(id: number): Promise<string> {
    try {
      return (await this.options.mine.get(id)).url;
    } catch {
      return "your orders in the OVHcloud control panel";
    }
  }

  /** Pays what is not paid yet. A lost answer is no failure: the status of the order tells what came of it. */
  async pay({ id, url }: ServiceOrder, paymentMethodId: number): Promise<void> {
    const { mine } = this.options;
    if ((await mine.getStatus(id)) !== "notPaid") return;
    try {
      await mine.pay(id, paymentMethodId);
    } catch (error) {
      if (error instanceof OutcomeUnknownError) return;
      throw new Error(
        `order ${id} is made, and could not be paid with orderWhenNoneFree.paymentMethodId ${paymentMethodId}: pay it at ` +
          `${url}, or correct the number. The next "pulumi up" goes on from here. ${(error as Error).message}`,
        { cause: error },
      );
    }
  }

  async #judge(id: number): Promise<Judged> {
    const { mine } = this.options;
    const [{ url }, detailIds] = await Promise.all([mine.get(id), mine.listDetails(id)]);
    const details = await Promise.all(detailIds.map((detailId) => mine.getDetail(id, detailId)));
    const names = Object.values(this.options.service).map((name) => name.toLowerCase());
    const own = details.filter(({ domain }) => names.includes(domain.toLowerCase()));
    const quantity = Math.max(1, ...own.map((one) => Number.parseInt(one.quantity, 10) || 0));
    return {
      order: { id, quantity, url },
      isOurs: own.length > 0,
      isInQuestion: own.length === 0 && details.some(({ description }) => /exchange/i.test(description)),
      isNameless: details.every(({ domain }) => domain === "*" || domain === ""),
    };
  }

  #unsureError(unsure: UnsureOrder, why: string, cause?: unknown): OrderUnsureError {
    const because = cause instanceof Error ? `: ${cause.message}` : "";
    const message =
      `it is not known whether OVHcloud made the order of ${accounts(unsure.quantity)} for ${this.options.title}: ${why}${because}. ` +
      'Look at your orders in the OVHcloud control panel and pay it if it is there. The next "pulumi up" looks again, takes an ' +
      "account that is free by then, and orders nothing as long as this cannot be told";
    return new OrderUnsureError(message, unsure, cause);
  }
}
