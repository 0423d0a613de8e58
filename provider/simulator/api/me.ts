import { z } from "zod";
import { apiApplication, apiCredential, credentialState } from "./auth-models.js";
import { nichandle, oauth2Client, order, orderDetail, orderStatus, payWithPaymentMethod } from "./me-models.js";
import { type Operation, operation } from "./operation.js";
import { datetime, list, long, nothing, optional, string } from "./types.js";

export const postOrderPay = z.object({
  paymentMethod: payWithPaymentMethod,
});

export const credentialQuery = { applicationId: optional(long), status: optional(credentialState) };

export const orderQuery = { "date.from": optional(datetime), "date.to": optional(datetime) };

export const meOperations: readonly Operation[] = [
  operation("GET /me", nichandle),
  operation("GET /me/api/application", list(long)),
  operation("DELETE /me/api/application/{applicationId}", nothing),
  operation("GET /me/api/application/{applicationId}", apiApplication),
  operation("GET /me/api/credential", list(long), { query: credentialQuery }),
  operation("DELETE /me/api/credential/{credentialId}", nothing),
  operation("GET /me/api/credential/{credentialId}", apiCredential),
  operation("PUT /me/api/credential/{credentialId}", nothing, { body: apiCredential, bodyIsModel: true }),
  operation("GET /me/api/credential/{credentialId}/application", apiApplication),
  operation("GET /me/api/oauth2/client", list(string)),
  operation("GET /me/api/oauth2/client/{clientId}", oauth2Client),
  operation("GET /me/order", list(long), { query: orderQuery }),
  operation("GET /me/order/{orderId}", order),
  operation("GET /me/order/{orderId}/details", list(long)),
  operation("GET /me/order/{orderId}/details/{orderDetailId}", orderDetail),
  operation("POST /me/order/{orderId}/pay", nothing, { body: postOrderPay }),
  operation("GET /me/order/{orderId}/status", orderStatus),
];
