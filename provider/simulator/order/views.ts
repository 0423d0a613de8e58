import type { Switches } from "../switches.js";
import type { AccountOrder, OrderRecord } from "./model.js";

/** Cents for one account and one month, by its GB. All prices here are ours: OVHcloud's depend on country and time. */
const monthlyCents = { "50": 400, "300": 800 } as const;
const taxShare = 0.2;
const microcentsOfCent = 1_000_000;
const centsOfEuro = 100;

/** `order.Price` */
function priceView(cents: number) {
  const euros = cents / centsOfEuro;
  return {
    currencyCode: "EUR",
    priceInUcents: cents * microcentsOfCent,
    text: `${euros.toFixed(2)} €`,
    value: euros,
  };
}

function unitCents({ storageQuota, duration }: AccountOrder): number {
  return monthlyCents[storageQuota] * Number(duration);
}

function totals(order: AccountOrder) {
  const netCents = unitCents(order) * order.howMany;
  const taxCents = Math.round(netCents * taxShare);
  return { net: priceView(netCents), tax: priceView(taxCents), gross: priceView(netCents + taxCents) };
}

/** Where an order is looked at and paid, on a host that does not exist: the simulator has no such pages. */
function orderUrl(orderId: number): string {
  return `https://order.example.com/${orderId}`;
}

/** `order.Order`: what `/order` answers. A preview has no id. */
export function orderView(order: AccountOrder, orderId: number | null) {
  const { net, tax, gross } = totals(order);
  return {
    contracts: [
      { content: "An example of a contract", name: "Example contract", url: "https://order.example.com/contract.pdf" },
    ],
    details: [
      {
        cartItemID: null,
        description: describe(order),
        detailType: "DURATION",
        domain: order.service,
        originalTotalPrice: net,
        quantity: order.howMany,
        reductionTotalPrice: priceView(0),
        reductions: [],
        totalPrice: net,
        unitPrice: priceView(unitCents(order)),
      },
    ],
    orderId,
    prices: { originalWithoutTax: net, reduction: priceView(0), tax, withTax: gross, withoutTax: net },
    url: orderId === null ? null : orderUrl(orderId),
  };
}

function describe({ licence, storageQuota, duration }: AccountOrder): string {
  return `${licence} Exchange account, ${storageQuota} GB, months: ${Number(duration)}`;
}

/** One for each order: it has one line. The number is ours. */
export function detailIdOf({ orderId }: OrderRecord): number {
  return 10 * orderId + 1;
}

/** `billing.OrderDetail`: what `/me/order` answers of a line. */
export function billDetailView(order: OrderRecord, domain: Switches["orderDetailDomain"]) {
  return {
    cancelled: order.state === "cancelled",
    description: describe(order),
    domain: domain === "service" ? order.service : "*",
    orderDetailId: detailIdOf(order),
    quantity: String(order.howMany),
    totalPrice: totals(order).net,
    unitPrice: priceView(unitCents(order)),
  };
}

/** `billing.Order`: what `/me/order` answers. */
export function billView(order: OrderRecord) {
  const { net, tax, gross } = totals(order);
  const url = orderUrl(order.orderId);
  return {
    date: order.date,
    expirationDate: null,
    metadatas: null,
    orderId: order.orderId,
    password: "example",
    pdfUrl: `${url}.pdf`,
    priceWithTax: gross,
    priceWithoutTax: net,
    retractionDate: null,
    tax,
    url,
  };
}
