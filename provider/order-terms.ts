/** What is ordered when a new mailbox finds no free account, and how it is paid. */

import { z } from "zod";
import type { License } from "./ovh/exchange.js";
import type { AccountOrder, OrderDuration } from "./ovh/exchange-orders.js";
import { oneOf, wholeNumber } from "./schemas.js";

export interface OrderWhenNoneFree {
  readonly duration: "monthly" | "yearly";
  readonly license?: License | undefined;
  /** The two that OVHcloud's API knows. */
  readonly storageQuotaGb?: 50 | 300 | undefined;
  readonly paymentMethodId?: number | undefined;
}

const storageQuotaGb = z.literal([50, 300], { error: "expected 50 or 300 (GB)" });

export const orderWhenNoneFree: z.ZodType<OrderWhenNoneFree> = z.strictObject({
  duration: oneOf(["monthly", "yearly"]),
  license: oneOf(["basic", "standard", "enterprise"]).optional(),
  storageQuotaGb: storageQuotaGb.optional(),
  paymentMethodId: wholeNumber("OVHcloud's numbering of your payment methods", 1234567).optional(),
});

/** In OVHcloud's terms, but for how many. */
export interface OrderTerms {
  readonly duration: OrderDuration;
  readonly account: Omit<AccountOrder, "number">;
  readonly paymentMethodId: number | undefined;
}

/** @param license the mailbox's own, which it shall have in the end */
export function orderTerms(wish: OrderWhenNoneFree, license: License = "standard"): OrderTerms {
  const { duration, storageQuotaGb: quotaGb, paymentMethodId } = wish;
  const storageQuota =
    quotaGb === undefined ? {} : { storageQuota: quotaGb === 50 ? ("50" as const) : ("300" as const) };
  return {
    duration: duration === "monthly" ? "01" : "12",
    account: { licence: wish.license ?? license, ...storageQuota },
    paymentMethodId,
  };
}

/** Equal for what can be ordered, and paid, together. */
export function termsKey({ duration, account, paymentMethodId }: OrderTerms): string {
  return JSON.stringify([duration, account.licence, account.storageQuota ?? "", paymentMethodId ?? ""]);
}

/** "2 accounts (standard, 300 GB, for a year)" */
export function describeTerms(quantity: number, { duration, account }: OrderTerms): string {
  const size = account.storageQuota === undefined ? "" : `, ${account.storageQuota} GB`;
  return `${accounts(quantity)} (${account.licence}${size}, for ${describeDuration(duration)})`;
}

export function describeDuration(duration: OrderDuration): string {
  return duration === "01" ? "a month" : "a year";
}

export function accounts(quantity: number): string {
  return quantity === 1 ? "1 account" : `${quantity} accounts`;
}
