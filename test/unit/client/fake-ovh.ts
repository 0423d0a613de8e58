import { Api } from "../../../provider/ovh/api.js";
import { Secret } from "../../../provider/ovh/secret.js";
import type { HttpRequest, HttpResponse, Transport } from "../../../provider/ovh/transport.js";
import { FakeClock } from "./fake-clock.js";

export const ENDPOINT = "https://eu.api.ovh.com/1.0";
export const APPLICATION_SECRET = "application-secret-canary";
export const CONSUMER_KEY = "consumer-key-canary";

export const credentials = {
  kind: "application" as const,
  applicationKey: "application-key",
  applicationSecret: new Secret(APPLICATION_SECRET),
  consumerKey: new Secret(CONSUMER_KEY),
};

/** A string is the body as it is, anything else becomes JSON. */
export function answered(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

/** For calls that take a text. */
export const OK = answered(200, '"ok"');

export function refused(status: number, message: string, facts: Record<string, string> = {}): HttpResponse {
  return answered(status, { message, ...facts });
}

/** One try: an answer, or the error by which the transport rejects. The last one is given again and again. */
export type Try = HttpResponse | Error;

/**
 * An {@link Api} over a transport that plays a script. The time of OVHcloud is the clock's plus `driftSeconds`, and the
 * calls that ask for it are kept apart in `timeRequests`.
 */
export function scriptedApi(...script: Try[]) {
  const clock = new FakeClock();
  const fake = { driftSeconds: 0, requests: [] as HttpRequest[], timeRequests: [] as HttpRequest[] };
  const transport: Transport = async (request) => {
    if (request.url === `${ENDPOINT}/auth/time`) {
      fake.timeRequests.push(request);
      return answered(200, Math.floor(clock.now() / 1000) + fake.driftSeconds);
    }
    fake.requests.push(request);
    const next = script[Math.min(fake.requests.length, script.length) - 1];
    if (next === undefined) throw new Error(`nothing is scripted for ${request.method} ${request.url}`);
    if (next instanceof Error) throw next;
    return next;
  };
  const api = new Api({ endpoint: ENDPOINT, credentials, transport, clock, random: () => 0.5 });
  return Object.assign(fake, { api, clock });
}
