/** Ordering accounts for one Exchange service, in `/order`. Only the POST orders anything. */

import type { Api } from "./api.js";
import type { License } from "./exchange-bodies.js";
import type { ServiceName } from "./exchange-routes.js";
import { type QuotedOrder, quotedOrder } from "./order-models.js";
import { route } from "./route.js";
import { names } from "./wire.js";

const ACCOUNT = "/order/email/exchange/{organizationName}/service/{exchangeService}/account";

export interface AccountOrder {
  /** OVHcloud's spelling: here it is not `license`. */
  readonly licence: License;
  /** How many accounts. OVHcloud's panel: from 1 to 100. */
  readonly number: number;
  /** GB. Left out: 50. */
  readonly storageQuota?: "50" | "300";
}

/** Months, as OVHcloud's panel asks for them. */
export type OrderDuration = "01" | "12";

export class ExchangeOrdersApi {
  constructor(
    private readonly api: Api,
    private readonly service: ServiceName,
  ) {}

  /** For how long such accounts may be ordered. */
  listDurations(order: AccountOrder): Promise<string[]> {
    const durations = route(ACCOUNT, this.service);
    return this.api.call({ method: "GET", route: durations, query: { ...order }, answer: names });
  }

  /** What it would cost. */
  getQuote(duration: OrderDuration, order: AccountOrder): Promise<QuotedOrder> {
    const quote = route(`${ACCOUNT}/{duration}`, { ...this.service, duration });
    return this.api.call({ method: "GET", route: quote, query: { ...order }, answer: quotedOrder });
  }

  /** Orders. Nothing is delivered before it is paid. */
  placeOrder(duration: OrderDuration, order: AccountOrder): Promise<QuotedOrder> {
    const place = route(`${ACCOUNT}/{duration}`, { ...this.service, duration });
    return this.api.call({ method: "POST", route: place, body: order, answer: quotedOrder });
  }
}
