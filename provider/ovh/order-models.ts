/** What we read of OVHcloud's orders. */

import { z } from "zod";
import { id, text } from "./wire.js";

/** Written out by OVHcloud with its currency: `4.80 €`. */
const price = z.object({ text: z.string() });

/** `order.Order`: what is asked for, and what it costs. Only one that was placed has a number and a place to pay it. */
export const quotedOrder = z.object({
  orderId: id.nullish(),
  url: text,
  prices: z.object({ withTax: price, withoutTax: price }),
});
export type QuotedOrder = z.infer<typeof quotedOrder>;

/** `billing.Order`: it does not say what was ordered. `url` is where it is looked at and paid. */
export const placedOrder = z.object({ orderId: id, date: text, url: z.string() });
export type PlacedOrder = z.infer<typeof placedOrder>;

/** `billing.OrderDetail`. OVHcloud writes the quantity as a text. */
export const orderDetail = z.object({
  cancelled: z.boolean(),
  /** For people to read. */
  description: z.string(),
  /** What it is for: the name of a service, or `*`, as seen with virtual servers. */
  domain: z.string(),
  quantity: z.string(),
});
export type OrderDetail = z.infer<typeof orderDetail>;

/** `billing.order.OrderStatusEnum`. Those that we know are acted on; any other is waited on. */
export const orderStatus = z.string();
