import { type Transport, TransportError } from "./transport.js";

/** Anything that answers a `Request`: `globalThis.fetch`, or the simulator in this process. */
export type Fetch = (request: Request) => Promise<Response>;

/** More than any answer of this API. */
const BODY_LIMIT = 10 * 1024 * 1024;

/** A transport over a function like `fetch`. Follows no redirect. */
export function fetchTransport(fetch: Fetch): Transport {
  return async ({ method, url, headers, body: sent = null }, signal) => {
    try {
      const response = await fetch(new Request(url, { method, headers, body: sent, signal, redirect: "manual" }));
      const body = await response.text();
      if (body.length > BODY_LIMIT) throw new Error(`answer larger than ${BODY_LIMIT} characters`);
      return { status: response.status, headers: Object.fromEntries(response.headers), body };
    } catch (error) {
      throw new TransportError(`no answer from ${new URL(url).host}`, { sent: true, cause: error });
    }
  };
}
