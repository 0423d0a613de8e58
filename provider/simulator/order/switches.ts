import { z } from "zod";

/** Questions about orders that no public source answers, each with both answers. */
export const orderSwitches = {
  /** What does a detail of an order of Exchange accounts give as its `domain`? `star`: `*`, as seen with virtual servers. */
  orderDetailDomain: z.enum(["service", "star"]).default("service"),
};
