import { z } from "zod";
import { Api, type ApiOptions, type Call } from "../../../provider/ovh/api.js";
import { route } from "../../../provider/ovh/route.js";
import { Secret } from "../../../provider/ovh/secret.js";
import type { HttpRequest, HttpResponse, Method, Transport } from "../../../provider/ovh/transport.js";
import { VirtualClock } from "../../support/virtual-clock.js";
import { ENDPOINT, OK } from "./fake-ovh.js";

export interface Sent {
  readonly request: HttpRequest;
  readonly signal: AbortSignal;
  /** Milliseconds since the test began. */
  readonly atMs: number;
  /** From 0. */
  readonly index: number;
}

/** What the server does with a request: an answer, or the error by which the transport rejects. */
export type Behaviour = (sent: Sent, clock: VirtualClock) => Promise<HttpResponse> | HttpResponse | Error;

/**
 * An {@link Api} in virtual time, over a function that stands for OVHcloud. The jitter is 0 unless it is given, so all
 * pauses that are seen come from the limiter or from OVHcloud's own words.
 */
export function servedApi(behave: Behaviour = () => OK, options: Partial<ApiOptions> = {}) {
  const clock = new VirtualClock();
  const beganAt = clock.now();
  const sent: Sent[] = [];
  const fake = { clock, sent, underWay: 0, underWayMax: 0, elapsedMs: () => clock.now() - beganAt };
  const transport: Transport = async (request, signal) => {
    const one = { request, signal, atMs: fake.elapsedMs(), index: sent.length };
    sent.push(one);
    fake.underWay++;
    fake.underWayMax = Math.max(fake.underWayMax, fake.underWay);
    try {
      const answer = await behave(one, clock);
      if (answer instanceof Error) throw answer;
      return answer;
    } finally {
      fake.underWay--;
    }
  };
  // A ready token, so that no request is sent that the test did not ask for.
  const credentials = { kind: "accessToken" as const, accessToken: new Secret("access-token-canary") };
  const api = new Api({ endpoint: ENDPOINT, credentials, transport, clock, random: () => 0, ...options });
  return Object.assign(fake, { api });
}

const ACCOUNT = "/email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}";

/** A call about one mailbox. */
export function mailboxCall(method: Method, mailbox = "anna", service = "s1"): Call<string> {
  const parameters = {
    organizationName: service,
    exchangeService: service,
    primaryEmailAddress: `${mailbox}@example.com`,
  };
  return { method, route: route(ACCOUNT, parameters), answer: z.string(), ...(method === "GET" ? {} : { body: {} }) };
}

/** A call about none. */
export function listCall(service = "s1"): Call<string> {
  const template = "/email/exchange/{organizationName}/service/{exchangeService}/account";
  const parameters = { organizationName: service, exchangeService: service };
  return { method: "GET", route: route(template, parameters), answer: z.string(), shared: true };
}

/** The error a promise rejects with; fails when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`resolved with ${JSON.stringify(value)} instead of being rejected`);
    },
    (error: unknown) => error,
  );
}

/** A promise to be settled by hand. */
export function deferred<T = void>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** Lets everything run that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
