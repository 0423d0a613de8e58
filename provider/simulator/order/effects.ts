import type { Context } from "../context.js";
import type { EffectHandlers } from "../effects.js";
import { addFreeAccounts } from "../exchange/build.js";
import { addressOf } from "../mailbox/mailboxes.js";
import type { TaskRecord } from "../task-model.js";
import type { OrderEffect, OrderRecord } from "./model.js";

export const orderEffects: EffectHandlers<OrderEffect> = {
  deliverOrder: {
    apply: (context, task) => deliver(context, orderOf(context, task)),
    undo: (context, task) => {
      orderOf(context, task).state = "cancelled";
    },
  },
};

/** Orders are never removed, so a missing one is a bug. */
function orderOf(context: Context, { targetId }: TaskRecord): OrderRecord {
  const found = context.state.orders.find((order) => order.orderId === targetId);
  if (found === undefined) throw new Error(`there is no order ${targetId}`);
  return found;
}

/** Nothing can be delivered to a service that is gone. */
function deliver(context: Context, order: OrderRecord): void {
  const exists = context.state.exchangeServices.some((service) => service.name === order.service);
  order.state = exists ? "delivered" : "cancelled";
  if (!exists) return;
  const added = new Set(addFreeAccounts(context, order.service, order.howMany));
  for (const mailbox of context.state.mailboxes) {
    if (mailbox.kind !== "account" || !added.has(addressOf(mailbox))) continue;
    mailbox.fields.accountLicense = order.licence;
    mailbox.fields.quota = Number(order.storageQuota);
    mailbox.fields.renewPeriod = order.duration === "01" ? "monthly" : "yearly";
  }
}
