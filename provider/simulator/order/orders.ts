import { type Context, now } from "../context.js";
import { ruleRefused } from "../errors.js";
import { nextId, pendingTasksOf, queueTask, taskStatus } from "../tasks.js";
import type { AccountOrder, OrderRecord } from "./model.js";

/** Nothing is delivered before it is paid. */
export function placeOrder(context: Context, nichandle: string, ordered: AccountOrder): OrderRecord {
  const orderId = nextId(context, "order");
  const order: OrderRecord = { ...ordered, orderId, nichandle, date: now(context), state: "notPaid" };
  context.state.orders.push(order);
  return order;
}

/** The delivery is a task as others are ("about 10 minutes", OVH panel), which no list of OVH's API shows. */
export function payOrder(context: Context, order: OrderRecord): void {
  if (order.state !== "notPaid") throw ruleRefused(context.switches, "This order has been paid already");
  order.state = "paid";
  queueTask(context, {
    function: "deliverOrder",
    service: `order/${order.orderId}`,
    list: "order",
    targetId: order.orderId,
    target: order.service,
    subject: "",
    effect: { kind: "deliverOrder" },
  });
}

/** `billing.order.OrderStatusEnum` */
export function orderStatus(context: Context, { orderId, state }: OrderRecord) {
  if (state !== "paid") return state;
  const isWaiting = pendingTasksOf(context, orderId).some((task) => taskStatus(context, task) === "todo");
  return isWaiting ? "checking" : "delivering";
}
