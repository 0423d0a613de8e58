import { z } from "zod";
import { accountQuota, ovhLicence } from "./exchange-enumerations.js";
import { type Operation, operation } from "./operation.js";
import { order } from "./order-models.js";
import { list, long, optional, string } from "./types.js";

export const postAccount = z.object({
  licence: ovhLicence,
  number: long,
  storageQuota: optional(accountQuota),
});

/** What is asked for, in a query. */
export const accountOrderQuery = { licence: ovhLicence, number: long, storageQuota: optional(accountQuota) };

export const orderOperations: readonly Operation[] = [
  operation("GET /order/email/exchange", list(string)),
  operation("GET /order/email/exchange/{organizationName}/service", list(string)),
  operation("GET /order~", list(string)),
  operation("GET /order~/account", list(string), { query: accountOrderQuery }),
  operation("GET /order~/account/{duration}", order, { query: accountOrderQuery }),
  operation("POST /order~/account/{duration}", order, { body: postAccount }),
];
