/** Waiting for ordered accounts: one loop for all who wait at a service. */

import type { OrderBook, ServiceOrder } from "./order-book.js";
import { accounts } from "./order-terms.js";
import type { Clock } from "./ovh/clock.js";
import { UnauthorizedError } from "./ovh/errors.js";
import type { Awaited } from "./ovh/tasks.js";
import { NoFreeSeatError, type Seat, type Seats } from "./seats.js";

export interface OrderWaitOptions {
  readonly clock: Clock;
  /** How long payment and delivery may take together, in milliseconds. */
  readonly timeoutMs: number;
  /** "Exchange service hosted-ab12345-1" */
  readonly title: string;
  readonly onProgress: ((awaited: readonly Awaited[]) => void) | undefined;
}

/** OVHcloud's panel: ordered accounts come after about 10 minutes. */
const PAUSE_MS = 5_000;
const PAUSE_MAX_MS = 30_000;
const GROWTH = 1.5;
/** OVHcloud may show an account later than that its order is delivered. */
const DELIVERY_MS = 10 * 60_000;
const PROGRESS_EVERY_MS = 60_000;
const CANCELLED = new Set(["cancelled", "cancelling"]);

interface Waiter<S> {
  readonly order: ServiceOrder;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** The order will bring nothing more. */
  readonly forget: () => void;
  readonly resolve: (seat: S) => void;
  readonly reject: (error: unknown) => void;
}

interface Seen {
  readonly status: string;
  /** Milliseconds since 1970, as first seen. */
  readonly deliveredAt?: number;
}

export class OrderWait<S extends Seat> {
  #waiters: Waiter<S>[] = [];
  readonly #seen = new Map<number, Seen>();
  #looking = false;
  #nextProgressAt = 0;
  #lastError: unknown;

  constructor(
    private readonly seats: Seats<S>,
    private readonly book: Pick<OrderBook, "getStatus">,
    private readonly options: OrderWaitOptions,
  ) {}

  /** @param forget called when the order turns out to bring nothing, before the promise is rejected */
  forSeat(order: ServiceOrder, forget: () => void): Promise<S> {
    return new Promise<S>((resolve, reject) => {
      const since = this.options.clock.now();
      this.#waiters.push({ order, since, forget, resolve, reject });
      void this.#look();
    });
  }

  /** To the one who waits longest. False: nobody waits. */
  give(seat: S): boolean {
    const first = this.#waiters.shift();
    first?.resolve(seat);
    return first !== undefined;
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    this.#nextProgressAt = 0;
    for (let pauseMs = PAUSE_MS; this.#waiters.length > 0; pauseMs = Math.min(pauseMs * GROWTH, PAUSE_MAX_MS)) {
      await this.#round();
      if (this.#waiters.length === 0) break;
      this.#tellProgress();
      await this.options.clock.sleep(pauseMs);
    }
    this.#looking = false;
  }

  async #round(): Promise<void> {
    try {
      // In this order: an account of an order that is delivered by now is seen.
      await this.#readStatuses();
      await this.#handOut();
      this.#lastError = undefined;
    } catch (error) {
      this.#lastError = error;
      if (error instanceof UnauthorizedError) for (const one of this.#waiters.splice(0)) one.reject(error);
    }
    for (const waiter of this.#waiters) this.#endIfOver(waiter);
  }

  async #readStatuses(): Promise<void> {
    const ids = new Set(this.#waiters.map(({ order }) => order.id));
    await Promise.all([...ids].map((id) => this.#readStatus(id)));
  }

  async #readStatus(id: number): Promise<void> {
    const status = await this.book.getStatus(id);
    const { deliveredAt = this.options.clock.now() } = this.#seen.get(id) ?? {};
    this.#seen.set(id, status === "delivered" ? { status, deliveredAt } : { status });
  }

  async #handOut(): Promise<void> {
    while (this.#waiters.length > 0) {
      const seat = await this.#free();
      if (seat === undefined) return;
      if (!this.give(seat)) this.seats.giveBack(seat);
    }
  }

  async #free(): Promise<S | undefined> {
    try {
      return await this.seats.take();
    } catch (error) {
      if (error instanceof NoFreeSeatError) return undefined;
      throw error;
    }
  }

  #endIfOver(waiter: Waiter<S>): void {
    const { order, since, forget } = waiter;
    const { clock, timeoutMs, title } = this.options;
    const { status = "", deliveredAt } = this.#seen.get(order.id) ?? {};
    const named = `order ${order.id} of ${accounts(order.quantity)} for ${title}`;
    if (CANCELLED.has(status)) {
      forget();
      this.#end(waiter, `${named} was cancelled. The next "pulumi up" orders again where no account is free by then`);
    } else if (deliveredAt !== undefined && clock.now() - deliveredAt >= Math.min(DELIVERY_MS, timeoutMs)) {
      forget();
      this.#end(
        waiter,
        `${named} is delivered, and no account is free: it is used already. The next "pulumi up" orders another one`,
      );
    } else if (clock.now() - since >= timeoutMs) {
      const waited = `after ${Math.round((clock.now() - since) / 1000)} s`;
      const state =
        status === "notPaid"
          ? `not paid ${waited}: pay it, or cancel it, at`
          : `not delivered ${waited} (${status}): see`;
      const failed = this.#lastError instanceof Error ? `. The last look failed: ${this.#lastError.message}` : "";
      this.#end(
        waiter,
        `${named} is ${state} ${order.url}. The next "pulumi up" goes on from here, and does not order again${failed}`,
      );
    }
  }

  #end(waiter: Waiter<S>, message: string): void {
    this.#waiters = this.#waiters.filter((other) => other !== waiter);
    waiter.reject(new Error(message));
  }

  /** At once for the first time: nothing goes on before somebody has paid. */
  #tellProgress(): void {
    const { clock, onProgress, title } = this.options;
    if (onProgress === undefined || clock.now() < this.#nextProgressAt) return;
    this.#nextProgressAt = clock.now() + PROGRESS_EVERY_MS;
    const oldest = new Map(this.#waiters.toReversed().map((waiter) => [waiter.order.id, waiter]));
    try {
      onProgress(
        [...oldest.values()].map(({ order, since }) => {
          const isPaid = this.#seen.get(order.id)?.status !== "notPaid";
          const doing = isPaid
            ? `the delivery of ${accounts(order.quantity)} for ${title}`
            : `somebody to pay ${accounts(order.quantity)} for ${title} at ${order.url}`;
          return { id: order.id, doing, since, noun: "order" as const };
        }),
      );
    } catch {
      // What cannot be told is no reason to stop waiting.
    }
  }
}
