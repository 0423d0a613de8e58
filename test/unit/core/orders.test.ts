/** Orders against a small stand-in for OVHcloud's shop: what is asked for, for how many, and when the waiting ends. */
import { describe, expect, test } from "vitest";
import { OrderBook } from "../../../provider/order-book.js";
import type { OrderTerms } from "../../../provider/order-terms.js";
import { errorFrom } from "../../../provider/ovh/answer.js";
import type { ExchangeOrdersClient, MyOrdersClient } from "../../../provider/ovh/mail-api.js";
import type { Awaited } from "../../../provider/ovh/tasks.js";
import { SeatOrders, type Wanted } from "../../../provider/seat-orders.js";
import { type Seat, Seats } from "../../../provider/seats.js";
import { VirtualClock } from "../../support/virtual-clock.js";
import { refused } from "../client/fake-ovh.js";

const TERMS: OrderTerms = { duration: "01", account: { licence: "standard" }, paymentMethodId: undefined };
const TITLE = "Exchange service hosted-ab12345-1";
const SERVICE = { organizationName: "hosted-ab12345-1", exchangeService: "hosted-ab12345-1" };

interface Placed {
  readonly quantity: number;
  readonly domain: string;
  status: string;
}

/** Delivers as soon as it is told to. Orders are numbered from 1 on. */
class Shop {
  readonly clock = new VirtualClock();
  readonly placed: Placed[] = [];
  readonly free: string[] = [];
  durations = ["01", "12"];
  denied = false;
  readonly #taken = new Set<string>();

  deliver(): void {
    for (const [index, order] of this.placed.entries()) {
      if (order.status === "delivered") continue;
      order.status = "delivered";
      for (let count = 0; count < order.quantity; count++) this.free.push(`${index}-${count}@configureme.me`);
    }
  }

  orders(timeoutMs: number, onProgress?: (awaited: readonly Awaited[]) => void): SeatOrders<Seat> {
    const { clock } = this;
    const seats = new Seats<Seat>(
      {
        listAccounts: async () => [...this.free],
        getAccount: async (address) => ({ primaryEmailAddress: address, domain: "configureme.me", state: "ok" }),
      },
      TITLE,
    );
    const book = new OrderBook({ service: SERVICE, title: TITLE, orders: this.#selling(), mine: this.#mine(), clock });
    return new SeatOrders(seats, book, { clock, timeoutMs, title: TITLE, onProgress });
  }

  #selling(): ExchangeOrdersClient {
    const prices = { withTax: { text: "1 €" }, withoutTax: { text: "1 €" } };
    return {
      listDurations: async () => this.durations,
      getQuote: async () => ({ orderId: null, url: null, prices }),
      placeOrder: async (_, { number }) => {
        const orderId = this.placed.push({ quantity: number, domain: "hosted-ab12345-1", status: "notPaid" });
        return { orderId, url: null, prices };
      },
    };
  }

  #mine(): MyOrdersClient {
    const order = (id: number) => this.placed[id - 1] ?? { quantity: 0, domain: "", status: "unknown" };
    return {
      list: async () => this.placed.map((_, index) => index + 1),
      get: async (orderId) => ({ orderId, date: null, url: `https://order.example.com/${orderId}` }),
      getStatus: async (id) => {
        if (this.denied) throw errorFrom({ method: "GET", template: "/me/order" }, refused(403, "not granted"));
        return order(id).status;
      },
      listDetails: async (id) => [id],
      getDetail: async (id) => {
        const { quantity, domain } = order(id);
        return { cancelled: false, description: "Exchange account", domain, quantity: String(quantity) };
      },
      pay: async () => undefined,
    };
  }

  /** No two of those who wait are given the same account. */
  note(address: string): boolean {
    if (this.#taken.has(address)) return false;
    this.#taken.add(address);
    return true;
  }
}

const wanted = (notes: unknown[] = [], terms = TERMS): Wanted => ({
  terms,
  awaited: undefined,
  note: (awaited) => notes.push(awaited),
});

describe("an order", () => {
  test("for more than OVHcloud sells at once is several, and everybody gets an account of his own", async () => {
    const shop = new Shop();
    const orders = shop.orders(3_600_000);
    const taking = Array.from({ length: 101 }, () => orders.take(wanted()));
    await shop.clock.sleep(60_000);
    shop.deliver();
    const seats = await Promise.all(taking);
    expect(shop.placed.map(({ quantity }) => quantity)).toEqual([100, 1]);
    expect(seats.every(({ primaryEmailAddress }) => shop.note(primaryEmailAddress))).toBe(true);
  });

  test("is not made while accounts that somebody ordered for the service are on their way", async () => {
    const shop = new Shop();
    shop.placed.push({ quantity: 5, domain: "Hosted-AB12345-1", status: "delivering" });
    const orders = shop.orders(3_600_000);
    const notes: unknown[] = [];
    const taking = Promise.all([orders.take(wanted(notes)), orders.take(wanted(notes))]);
    await shop.clock.sleep(60_000);
    shop.deliver();
    await taking;
    expect(shop.placed).toHaveLength(1);
    expect(notes).toEqual([
      { orderId: 1, isOwn: false },
      { orderId: 1, isOwn: false },
    ]);
  });

  test.each(["delivered", "cancelled", "unknown"])("for the service that is %s is not waited for", async (status) => {
    const shop = new Shop();
    shop.placed.push({ quantity: 5, domain: "hosted-ab12345-1", status });
    await expect(shop.orders(60_000).take(wanted())).rejects.toThrow(/order 2 of 1 account .* is not paid/);
  });

  test("for another service is left alone", async () => {
    const shop = new Shop();
    shop.placed.push({ quantity: 5, domain: "hosted-zz99999-1", status: "notPaid" });
    await expect(shop.orders(60_000).take(wanted())).rejects.toThrow(/order 2 of 1 account .* is not paid/);
  });

  test("for a time that OVHcloud does not offer is refused before anything is ordered", async () => {
    const shop = new Shop();
    shop.durations = ["12"];
    await expect(shop.orders(60_000).take(wanted())).rejects.toThrow(
      /orderWhenNoneFree.duration: OVHcloud does not sell accounts .* for a month \(months that it offers: 12\)/,
    );
    expect(shop.placed).toEqual([]);
  });
});

describe("the waiting", () => {
  test("is told at once, then once a minute, once for each order", async () => {
    const shop = new Shop();
    const told: string[] = [];
    const orders = shop.orders(150_000, (awaited) =>
      told.push(awaited.map(({ id, doing }) => `${id}: ${doing}`).join()),
    );
    await Promise.allSettled([orders.take(wanted()), orders.take(wanted())]);
    expect(new Set(told)).toEqual(
      new Set([`1: somebody to pay 2 accounts for ${TITLE} at https://order.example.com/1`]),
    );
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.length).toBeLessThanOrEqual(3);
  });

  test("goes on when nobody can be told", async () => {
    const shop = new Shop();
    const taking = shop
      .orders(600_000, () => {
        throw new Error("no terminal");
      })
      .take(wanted());
    await shop.clock.sleep(60_000);
    shop.deliver();
    expect((await taking).domain).toBe("configureme.me");
  });

  test("ends at once when the credentials are not valid any more", async () => {
    const shop = new Shop();
    const taking = shop.orders(3_600_000).take(wanted());
    const ended = expect(taking).rejects.toThrow(/not granted/);
    await shop.clock.sleep(10_000);
    const deniedAt = shop.clock.now();
    shop.denied = true;
    await ended;
    expect(shop.clock.now() - deniedAt).toBeLessThan(60_000);
  });
});
