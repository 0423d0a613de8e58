import { createHash } from "node:crypto";
import type { Secret } from "./secret.js";
import type { HttpRequest } from "./transport.js";

/** The three keys of OVHcloud's signed calls. The application key is a public name, the others are not. */
export interface ApplicationCredentials {
  readonly applicationKey: string;
  readonly applicationSecret: Secret;
  readonly consumerKey: Secret;
}

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
      "X-Ovh-Signature": `$1$${createHash("sha1").update(signed).digest("hex")}`,
    },
  };
}
