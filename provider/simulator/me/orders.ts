import { orderQuery, postOrderPay } from "../api/me.js";
import { readBody } from "../body.js";
import { notFound } from "../errors.js";
import { idParam } from "../mailbox/routes.js";
import type { OrderRecord } from "../order/model.js";
import { orderStatus, payOrder } from "../order/orders.js";
import { billDetailView, billView, detailIdOf } from "../order/views.js";
import { readQuery } from "../query.js";
import { type Call, type Route, route } from "../route.js";

/** A customer's orders. */
export const orderBillRoutes: readonly Route[] = [
  route("GET", "/me/order", listOrders),
  route("GET", "/me/order/{orderId}", (call) => billView(orderOf(call))),
  route("GET", "/me/order/{orderId}/details", (call) => [detailIdOf(orderOf(call))]),
  route("GET", "/me/order/{orderId}/details/{orderDetailId}", showDetail),
  route("POST", "/me/order/{orderId}/pay", pay),
  route("GET", "/me/order/{orderId}/status", (call) => orderStatus(call.context, orderOf(call))),
];

function ownOrders(call: Call): OrderRecord[] {
  return call.context.state.orders.filter((order) => order.nichandle === call.nichandle);
}

function listOrders(call: Call): number[] {
  const { "date.from": from, "date.to": to } = readQuery(call, orderQuery);
  const isAsked = ({ date }: OrderRecord) =>
    (from === undefined || Date.parse(date) >= Date.parse(from)) &&
    (to === undefined || Date.parse(date) <= Date.parse(to));
  return ownOrders(call)
    .filter(isAsked)
    .map((order) => order.orderId);
}

function orderOf(call: Call): OrderRecord {
  const id = idParam(call, "orderId");
  const found = ownOrders(call).find((order) => order.orderId === id);
  if (found === undefined) throw notFound("This order does not exist");
  return found;
}

function showDetail(call: Call) {
  const order = orderOf(call);
  if (idParam(call, "orderDetailId") !== detailIdOf(order)) throw notFound("This detail does not exist");
  return billDetailView(order, call.context.switches.orderDetailDomain);
}

/** Payment methods are not imitated: any will do. */
function pay(call: Call): null {
  const order = orderOf(call);
  readBody(call, postOrderPay, "pay");
  payOrder(call.context, order);
  return null;
}
