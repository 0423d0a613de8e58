import { hash } from "node:crypto";
import type { ApplicationCredentials } from "./authorization.js";
import type { HttpRequest } from "./transport.js";

/** Adds the signature. It covers the time, so each try of a call is signed anew. */
export function sign(request: HttpRequest, credentials: ApplicationCredentials, timestampSeconds: number): HttpRequest {
  const { applicationKey, applicationSecret, consumerKey } = credentials;
  const signed = [
    applicationSecret.reveal(),
    consumerKey.reveal(),
    request.method,
    request.url,
    request.body ?? "",
    String(timestampSeconds),
  ].join("+");
  return {
    ...request,
    headers: {
      ...request.headers,
      "X-Ovh-Application": applicationKey,
      "X-Ovh-Consumer": consumerKey.reveal(),
      "X-Ovh-Timestamp": String(timestampSeconds),
      "X-Ovh-Signature": `$1$${hash("sha1", signed, "hex")}`,
    },
  };
}
