import { double, enumeration, list, long, model, nullable, ro, string, text } from "./types.js";

export const contract = model("order.Contract", {
  content: ro(text),
  name: ro(string),
  url: ro(string),
});

export const orderDetailType = enumeration("order.OrderDetailTypeEnum", [
  "ACCESSORY",
  "CAUTION",
  "CHOOSED",
  "CONSUMPTION",
  "CREATION",
  "DELIVERY",
  "DURATION",
  "GIFT",
  "INSTALLATION",
  "LICENSE",
  "MUTE",
  "OTHER",
  "OUTPLAN",
  "QUANTITY",
  "REFUND",
  "RENEW",
  "SPECIAL",
  "SWITCH",
  "TRANSFER",
  "VOUCHER",
]);

export const currencyCode = enumeration("order.CurrencyCodeEnum", [
  "AUD",
  "CAD",
  "CZK",
  "EUR",
  "GBP",
  "INR",
  "LTL",
  "MAD",
  "N/A",
  "PLN",
  "SGD",
  "TND",
  "USD",
  "XOF",
  "points",
]);

export const price = model("order.Price", {
  currencyCode: ro(currencyCode),
  priceInUcents: ro(nullable(long)),
  text: ro(string),
  value: ro(double),
});

export const reductionContext = enumeration("order.ReductionContextEnum", ["promotion", "voucher"]);

export const reductionType = enumeration("order.ReductionTypeEnum", ["fixed_amount", "forced_amount", "percentage"]);

export const reduction = model("order.Reduction", {
  context: ro(reductionContext),
  description: ro(string),
  price: ro(price),
  reductionDescription: ro(string),
  type: ro(reductionType),
  value: ro(price),
});

export const orderDetail = model("order.OrderDetail", {
  cartItemID: ro(nullable(long)),
  description: ro(string),
  detailType: ro(nullable(orderDetailType)),
  domain: ro(string),
  originalTotalPrice: ro(price),
  quantity: ro(long),
  reductionTotalPrice: ro(price),
  reductions: ro(list(reduction)),
  totalPrice: ro(price),
  unitPrice: ro(price),
});

export const orderPrices = model("order.OrderPrices", {
  originalWithoutTax: ro(nullable(price)),
  reduction: ro(nullable(price)),
  tax: ro(price),
  withTax: ro(price),
  withoutTax: ro(price),
});

export const order = model("order.Order", {
  contracts: ro(list(contract)),
  details: ro(list(orderDetail)),
  orderId: ro(nullable(long)),
  prices: ro(orderPrices),
  url: ro(nullable(string)),
});
