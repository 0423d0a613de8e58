/** The caller's orders of every kind, in `/me/order`. */

import type { Api } from "./api.js";
import { type OrderDetail, orderDetail, orderStatus, type PlacedOrder, placedOrder } from "./order-models.js";
import { route } from "./route.js";
import { ids, nothing } from "./wire.js";

const ORDER = "/me/order/{orderId}";

/** Milliseconds since 1970. */
export interface OrderPeriod {
  readonly fromMs: number;
  readonly toMs?: number;
}

export class MyOrdersApi {
  constructor(private readonly api: Api) {}

  /** Those that were made in a period, in no order that OVHcloud speaks of. */
  list({ fromMs, toMs }: OrderPeriod): Promise<number[]> {
    const from = { "date.from": new Date(fromMs).toISOString() };
    const query = { ...from, ...(toMs === undefined ? {} : { "date.to": new Date(toMs).toISOString() }) };
    return this.api.call({ method: "GET", route: route("/me/order", {}), query, answer: ids });
  }

  get(orderId: number): Promise<PlacedOrder> {
    return this.api.call({ method: "GET", route: route(ORDER, { orderId }), answer: placedOrder });
  }

  getStatus(orderId: number): Promise<string> {
    const status = route(`${ORDER}/status`, { orderId });
    return this.api.call({ method: "GET", route: status, answer: orderStatus, lane: "poll" });
  }

  listDetails(orderId: number): Promise<number[]> {
    return this.api.call({ method: "GET", route: route(`${ORDER}/details`, { orderId }), answer: ids });
  }

  getDetail(orderId: number, orderDetailId: number): Promise<OrderDetail> {
    const detail = route(`${ORDER}/details/{orderDetailId}`, { orderId, orderDetailId });
    return this.api.call({ method: "GET", route: detail, answer: orderDetail });
  }

  pay(orderId: number, paymentMethodId: number): Promise<undefined> {
    const pay = route(`${ORDER}/pay`, { orderId });
    return this.api.call({
      method: "POST",
      route: pay,
      body: { paymentMethod: { id: paymentMethodId } },
      answer: nothing,
    });
  }
}
