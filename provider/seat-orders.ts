/**
 * Free accounts that are ordered when none is left. Who waits for an account is served in turn, whichever order brings
 * it; what matters is that there are as many accounts on order as people waiting, and never more.
 */

import { type OrderBook, OrderUnsureError, type ServiceOrder, type UnsureOrder } from "./order-book.js";
import { type OrderTerms, termsKey } from "./order-terms.js";
import { OrderWait, type OrderWaitOptions } from "./order-wait.js";
import { NoFreeSeatError, type Seat, type Seats } from "./seats.js";

/** What the state keeps of a mailbox for which no account was free. Empty: it has to be ordered. */
export interface AwaitedAccount {
  readonly orderId?: number;
  /** We made it. Only such an order is paid without being asked again. */
  readonly isOwn?: boolean;
  readonly unsure?: UnsureOrder;
}

/** One mailbox that needs an account. */
export interface Wanted {
  readonly terms: OrderTerms;
  /** From an earlier run. */
  readonly awaited: AwaitedAccount | undefined;
  /** Called as soon as there is something that a later run must know. */
  note(awaited: AwaitedAccount): void;
}

interface Followed {
  readonly order: ServiceOrder;
  readonly isOwn: boolean;
}

/** What came of it for one mailbox. */
type Provided = () => Followed;

interface Batch {
  readonly wanted: Wanted[];
  readonly provided: Promise<ReadonlyMap<Wanted, Provided>>;
}

/** OVHcloud's panel: so many accounts in one order. */
const AT_ONCE_MAX = 100;
/** What is ordered takes minutes to come; in a few seconds others may turn up who can be served by the same order. */
const GATHERING_MS = 5_000;

export class SeatOrders<S extends Seat> {
  /** Orders that we made or follow, by number. */
  readonly #followed = new Map<number, Followed>();
  /** Those who will be served by one order: they have come while the one before was made, and have the same terms. */
  readonly #forming = new Map<string, Batch>();
  /** For how many mailboxes of this process each order is meant. */
  readonly #claims = new Map<number, number>();
  readonly #paid = new Map<number, Promise<void>>();
  readonly #wait: OrderWait<S>;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly seats: Seats<S>,
    private readonly book: OrderBook,
    private readonly options: OrderWaitOptions,
  ) {
    this.#wait = new OrderWait(seats, book, options);
  }

  /** A free account, ordered if need be. */
  async take(wanted: Wanted): Promise<S> {
    let claimed = this.#recall(wanted.awaited);
    try {
      const free = await this.#free();
      if (free !== undefined) return free;
      const { order, isOwn } = (await this.#remembered(wanted)) ?? (await this.#provided(wanted));
      claimed = order.id;
      if (isOwn) await this.#pay(order, wanted.terms.paymentMethodId);
      return await this.#wait.forSeat(order, () => wanted.note({}));
    } finally {
      if (claimed !== undefined) this.#claims.set(claimed, this.#claimsOn(claimed) - 1);
    }
  }

  /** Who waits already comes first. */
  async #free(): Promise<S | undefined> {
    for (;;) {
      try {
        const seat = await this.seats.take();
        if (!this.#wait.give(seat)) return seat;
      } catch (error) {
        if (error instanceof NoFreeSeatError) return undefined;
        throw error;
      }
    }
  }

  /** At once, so that nobody in this process takes the order for one that nobody waits for. */
  #recall(awaited: AwaitedAccount | undefined): number | undefined {
    const { orderId, isOwn = false } = awaited ?? {};
    if (orderId === undefined) return undefined;
    this.#claim({ order: { id: orderId, quantity: 1, url: "" }, isOwn });
    return orderId;
  }

  async #remembered({ awaited, note }: Wanted): Promise<Followed | undefined> {
    const { orderId, isOwn = false, unsure } = awaited ?? {};
    if (orderId !== undefined) {
      return { order: { id: orderId, quantity: 1, url: await this.book.urlOf(orderId) }, isOwn };
    }
    const order = unsure && (await this.book.lookAgain(unsure));
    if (order === undefined) return undefined;
    note({ orderId: order.id, isOwn: true });
    return this.#claim({ order, isOwn: true });
  }

  #claimsOn(orderId: number): number {
    return this.#claims.get(orderId) ?? 0;
  }

  #claim(followed: Followed): Followed {
    const { id } = followed.order;
    this.#claims.set(id, this.#claimsOn(id) + 1);
    this.#followed.set(id, followed);
    return followed;
  }

  async #provided(wanted: Wanted): Promise<Followed> {
    const key = termsKey(wanted.terms);
    const batch = this.#forming.get(key) ?? this.#begin(key, wanted.terms);
    batch.wanted.push(wanted);
    const provided = (await batch.provided).get(wanted);
    if (provided === undefined) throw new Error("pulumi-ovh-mail has not ordered an account that it should have");
    return provided();
  }

  /** One batch after the other: each sees what the one before has ordered. */
  #begin(key: string, terms: OrderTerms): Batch {
    const wanted: Wanted[] = [];
    const provided = this.#queue.then(() => this.#provide(key, terms, wanted));
    const batch = { wanted, provided };
    this.#queue = provided.catch(() => {});
    this.#forming.set(key, batch);
    return batch;
  }

  async #provide(key: string, terms: OrderTerms, wanted: readonly Wanted[]): Promise<ReadonlyMap<Wanted, Provided>> {
    const provided = new Map<Wanted, Provided>();
    try {
      await this.options.clock.sleep(GATHERING_MS);
      const spare = await this.#spare();
      // Who comes from here on is of the next batch, which sees what this one orders.
      this.#forming.delete(key);
      for (const one of wanted.slice(0, spare.length)) this.#assign(provided, one, spare.pop());
      const left = wanted.filter((one) => !provided.has(one));
      for (let start = 0; start < left.length; start += AT_ONCE_MAX) {
        await this.#order(provided, terms, left.slice(start, start + AT_ONCE_MAX));
      }
      return provided;
    } finally {
      this.#forming.delete(key);
    }
  }

  /** One entry for each account on order that nobody here waits for. */
  async #spare(): Promise<Followed[]> {
    const open = await this.book.open(new Set(this.#followed.keys()));
    return open.flatMap((order) => {
      const isOwn = this.#followed.get(order.id)?.isOwn === true;
      const unclaimed = Math.max(0, order.quantity - this.#claimsOn(order.id));
      return Array.from({ length: unclaimed }, () => ({ order, isOwn }));
    });
  }

  #assign(provided: Map<Wanted, Provided>, wanted: Wanted, followed: Followed | undefined): void {
    if (followed === undefined) return;
    this.#claim(followed);
    wanted.note({ orderId: followed.order.id, isOwn: followed.isOwn });
    provided.set(wanted, () => followed);
  }

  async #order(provided: Map<Wanted, Provided>, terms: OrderTerms, wanted: readonly Wanted[]): Promise<void> {
    try {
      const order = await this.book.place(terms, wanted.length);
      for (const one of wanted) this.#assign(provided, one, { order, isOwn: true });
    } catch (error) {
      for (const one of wanted) {
        if (error instanceof OrderUnsureError) one.note({ unsure: error.unsure });
        provided.set(one, () => {
          throw error;
        });
      }
    }
  }

  /** Once in this process, for all who wait for it. */
  #pay(order: ServiceOrder, paymentMethodId: number | undefined): Promise<void> {
    if (paymentMethodId === undefined) return Promise.resolve();
    const paying = this.#paid.get(order.id) ?? this.book.pay(order, paymentMethodId);
    this.#paid.set(order.id, paying);
    return paying;
  }
}
