import { type Transport, TransportError } from "./transport.js";

/** Anything that answers a `Request`: `globalThis.fetch`, or the simulator in this process. */
export type Fetch = (request: Request) => Promise<Response>;

/** A transport over a function like `fetch`. Follows no redirect. */
export function fetchTransport(fetch: Fetch): Transport {
  return async ({ method, url, headers, body = null }, signal) => {
    try {
      const response = await fetch(new Request(url, { method, headers, body, signal, redirect: "manual" }));
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    } catch (error) {
      throw new TransportError(`no answer from ${new URL(url).host}`, { sent: true, cause: error });
    }
  };
}
