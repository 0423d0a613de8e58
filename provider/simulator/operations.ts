import { authOperations } from "./api/auth.js";
import { domainOperations } from "./api/domain.js";
import { exchangeOperations } from "./api/exchange.js";
import { meOperations } from "./api/me.js";
import { mxplanOperations } from "./api/mxplan.js";
import type { Operation } from "./api/operation.js";
import { orderOperations } from "./api/order.js";

/** Our own description of every route that the simulator serves. The contract tests hold it against OVHcloud's. */
export const operations: readonly Operation[] = [
  ...exchangeOperations,
  ...domainOperations,
  ...mxplanOperations,
  ...orderOperations,
  ...meOperations,
  ...authOperations,
];

const byName = new Map(operations.map((one) => [`${one.method} ${one.template}`, one]));

export function operationOf({ method, template }: Pick<Operation, "method" | "template">): Operation | undefined {
  return byName.get(`${method} ${template}`);
}
