import { accountOrderQuery, postAccount } from "../api/order.js";
import { readBody } from "../body.js";
import { isContact } from "../contacts.js";
import { badRequest, noSuchService, ruleRefused } from "../errors.js";
import { areOrdered, serviceOf } from "../exchange/common.js";
import type { ServiceRecord } from "../exchange/model.js";
import { readQuery } from "../query.js";
import { type Call, param, type Route, route } from "../route.js";
import type { AccountOrder, OrderDuration } from "./model.js";
import { placeOrder } from "./orders.js";
import { orderView } from "./views.js";

/** What is imitated of the tree `/order`: accounts for Exchange services. */
export const orderRoutes: readonly Route[] = [
  route("GET", "/order/email/exchange", (call) => [...new Set(ownServices(call).map((one) => one.organization))]),
  route("GET", "/order/email/exchange/{organizationName}/service", listServices),
  route("GET", "/order~", (call) => (areOrdered(serviceOf(call)) ? ["account"] : [])),
  route("GET", "/order~/account", listDurations),
  route("GET", "/order~/account/{duration}", preview),
  route("POST", "/order~/account/{duration}", order),
];

function ownServices(call: Call): ServiceRecord[] {
  return call.context.state.exchangeServices.filter((one) => isContact(one.contacts, call.nichandle));
}

function listServices(call: Call): string[] {
  const organization = param(call, "organizationName");
  const services = ownServices(call).filter((one) => one.organization === organization);
  if (services.length === 0) throw noSuchService();
  return services.map((one) => one.name);
}

/** OVH panel: for one month or twelve. */
const durations: readonly OrderDuration[] = ["01", "12"];

function listDurations(call: Call): readonly string[] {
  askedFor(call, readQuery(call, accountOrderQuery), "01");
  return durations;
}

function preview(call: Call) {
  return orderView(askedFor(call, readQuery(call, accountOrderQuery), durationOf(call)), null);
}

function order(call: Call) {
  const asked = askedFor(call, readBody(call, postAccount, "creation"), durationOf(call));
  const { orderId } = placeOrder(call.context, call.nichandle, asked);
  return orderView(asked, orderId);
}

function durationOf(call: Call): OrderDuration {
  const found = durations.find((one) => one === param(call, "duration"));
  if (found === undefined)
    throw badRequest(`The input provided isn't valid: 'duration' must be ${durations.join(" or ")}`);
  return found;
}

type Asked = Pick<AccountOrder, "licence"> & {
  number: number;
  storageQuota?: AccountOrder["storageQuota"] | undefined;
};

/** OVH panel: from 1 to 100 at once. */
const howManyMax = 100;

function askedFor(call: Call, { licence, number, storageQuota = "50" }: Asked, duration: OrderDuration): AccountOrder {
  const service = serviceOf(call);
  if (!areOrdered(service)) {
    throw ruleRefused(call.context.switches, "Accounts of this service are created, not ordered");
  }
  if (number < 1 || number > howManyMax) {
    throw badRequest(`The input provided isn't valid: 'number' must be from 1 to ${howManyMax}`);
  }
  return { service: service.name, howMany: number, licence, storageQuota, duration };
}
