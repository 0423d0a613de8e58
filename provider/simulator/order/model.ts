import type { z } from "zod";
import type { accountQuota, ovhLicence } from "../api/exchange-enumerations.js";

/** Months, as the OVH panel asks for them. */
export type OrderDuration = "01" | "12";

/** What is ordered: free accounts on an Exchange service. */
export interface AccountOrder {
  service: string;
  howMany: number;
  licence: z.output<typeof ovhLicence>;
  storageQuota: z.output<typeof accountQuota>;
  duration: OrderDuration;
}

export interface OrderRecord extends AccountOrder {
  orderId: number;
  nichandle: string;
  date: string;
  /** What is `paid` is on its way: its task says how far. */
  state: "notPaid" | "paid" | "delivered" | "cancelled";
}

export type OrderEffect = { kind: "deliverOrder" };
