/** Requests and answers that are nothing but texts: the streams of Node's own take a third of the time of a run. */

import type { HttpRequest } from "../../provider/ovh/transport.js";

const NEVER_ABORTED = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} };

/** As much of a request as the simulator reads. */
export function plainRequest({ method, url, headers, body = "" }: HttpRequest): Request {
  const values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const found = { get: (name: string) => values.get(name) ?? null, has: (name: string) => values.has(name) };
  const request = { method, url, headers: found, signal: NEVER_ABORTED, text: async () => body };
  return request as unknown as Request; // of the rest nothing is used
}

/** From now on, every answer whose body is a text gives that text without a stream. One that is cut keeps its stream. */
export function usePlainResponses(): void {
  globalThis.Response = new Proxy(Response, {
    construct: (original, [body, init]: ConstructorParameters<typeof Response>) =>
      typeof body === "string" ? plainResponse(body, init) : new original(body, init),
  });
}

function plainResponse(body: string, { status = 200, headers = {} }: ResponseInit = {}) {
  return { status, headers: Object.entries(headers), text: async () => body };
}
