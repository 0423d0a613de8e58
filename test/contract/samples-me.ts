/** Sample arguments for `/me`. */

import { MyOrdersApi } from "../../provider/ovh/me-orders.js";
import { VALUES } from "./sample-values.js";
import { sampled } from "./sampled.js";

const ORDER = Number(VALUES.orderId);
const DETAIL = Number(VALUES.orderDetailId);
const PAYMENT_METHOD = 7;

export const meTrees = [
  sampled(MyOrdersApi, [], {
    list: [[{ fromMs: 0 }], [{ fromMs: 0, toMs: 60_000 }]],
    get: [[ORDER]],
    getStatus: [[ORDER]],
    listDetails: [[ORDER]],
    getDetail: [[ORDER, DETAIL]],
    pay: [[ORDER, PAYMENT_METHOD]],
  }),
];
