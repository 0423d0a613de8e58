/** One call of the API, from a route to a checked value. The parts stand in files of their own; this is their order. */

import type { z } from "zod";
import { errorFrom, isSuccess, parseAnswer } from "./answer.js";
import type { Authorizer, Credentials } from "./authorization.js";
import { authorizerFor } from "./authorize-with.js";
import { type Clock, systemClock } from "./clock.js";
import { isLoopback } from "./endpoint.js";
import { ApiError, BusyError, type CallName, CancelledError, OutcomeUnknownError, UnavailableError } from "./errors.js";
import { createHttpsTransport } from "./https-transport.js";
import { encodeBody } from "./json-body.js";
import { KeyedLock } from "./keyed-lock.js";
import { type Lane, Limiter } from "./limiter.js";
import { ReadCache } from "./read-cache.js";
import { delayMs, isOverload, isThrottling, retryAfterMs, verdict } from "./retry.js";
import { RetryQuota } from "./retry-quota.js";
import type { Route } from "./route.js";
import { type HttpRequest, type HttpResponse, type Method, type Transport, TransportError } from "./transport.js";

/** One try of a read, and of a write: OVHcloud says that some calls take minutes. */
const READ_TIMEOUT_MS = 30_000;
const WRITE_TIMEOUT_MS = 180_000;
const TRIES_MAX = 6;
/** A busy mailbox is waited for longer than a broken line: OVHcloud is at work and will end. */
const BUSY_TRIES_MAX = 60;
/** Of the pauses that OVHcloud asks for one after the other, before a call that is due is sent all the same. */
const PAUSES_MAX = 10;
/** With all its tries, and the waiting between them. */
const CALL_TIMEOUT_MS = 20 * 60_000;

/** OVHcloud publishes no limit; its staff call 60 calls a minute safe, and other tools send up to 20 a second. */
const MAX_PER_SECOND = 10;
const START_PER_SECOND = 5;
const BURST = 20;
const MAX_CONCURRENCY = 16;
/** A simulator on this machine has no fair-use policy. */
const LOOPBACK_PER_SECOND = 1_000;

export interface ApiOptions {
  /** Base URL, for example `https://eu.api.ovh.com/1.0`. */
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** How requests travel. @default `node:https` with keep-alive */
  readonly transport?: Transport;
  /** @default the system's */
  readonly clock?: Clock;
  /** From 0 up to 1, for the jitter between tries. @default Math.random */
  readonly random?: () => number;
  /** @default 10, and 1,000 on loopback */
  readonly maxCallsPerSecond?: number;
  /** @default 16 */
  readonly maxConcurrency?: number;
  /** Ends every wait, and every call that only reads. */
  readonly signal?: AbortSignal;
}

export interface Call<T> {
  readonly method: Method;
  readonly route: Route;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values may be secrets: they are revealed here and nowhere else. */
  readonly body?: object;
  readonly answer: z.ZodType<T>;
  /** Before or behind the calls of others. @default "write", and "read" for a GET */
  readonly lane?: Lane;
  /** All who ask within some seconds get the same answer. For lists; never for what decides over a write. */
  readonly shared?: boolean;
}

export class Api {
  readonly clock: Clock;
  readonly #options: ApiOptions & Required<Pick<ApiOptions, "transport" | "random">>;
  readonly #authorizer: Authorizer;
  readonly #limiter: Limiter;
  readonly #quota = new RetryQuota();
  readonly #mailboxes = new KeyedLock();
  readonly #reads: ReadCache;

  constructor(options: ApiOptions) {
    const { endpoint, clock = systemClock, transport = createHttpsTransport(), random = Math.random } = options;
    this.clock = clock;
    this.#options = { ...options, transport, random };
    this.#authorizer = authorizerFor(options.credentials, {
      endpoint,
      clock,
      send: (request) => this.#unauthorized(request),
    });
    this.#limiter = new Limiter(limits(options, clock));
    this.#reads = new ReadCache(clock);
  }

  async call<T>(call: Call<T>): Promise<T> {
    if (call.method !== "GET") return this.#write(call);
    const read = async () => parseAnswer(call, await this.#tried(call));
    return call.shared === true ? this.#reads.get(urlOf("", call), read) : read();
  }

  /** One write to a mailbox at a time: OVHcloud refuses a second one. */
  async #write<T>(call: Call<T>): Promise<T> {
    const { mailbox, service } = call.route;
    const send = () => this.#tried(call);
    try {
      return parseAnswer(call, await (mailbox === undefined ? send() : this.#mailboxes.run(mailbox, send)));
    } finally {
      this.#reads.drop(service);
    }
  }

  /** Retry outside, limiter inside: each try waits for its turn anew, and is authorized when it has come. */
  #tried(call: Call<unknown>): Promise<HttpResponse> {
    const name: CallName = { method: call.method, template: call.route.template };
    const request = this.#request(call);
    const lane = call.lane ?? (call.method === "GET" ? "read" : "write");
    return this.#retried(name, () => this.#limited(name, lane, () => this.#authorizedTry(name, request)));
  }

  async #retried(name: CallName, attempt: () => Promise<HttpResponse | Failure>): Promise<HttpResponse> {
    const startedAt = this.clock.now();
    let paid: number | undefined;
    for (let tries = 1; ; tries++) {
      const outcome = await attempt();
      if (!(outcome instanceof Failure)) {
        this.#quota.giveBack(paid);
        return outcome;
      }
      const { error, retryAfterMs: atLeastMs } = outcome;
      // A read that was cut short; a write was let go on, and has its own verdict.
      if (this.#options.signal?.aborted === true && name.method === "GET") throw new CancelledError(name, error);
      const judged = verdict(error, name.method);
      if (judged === "final") throw error;
      if (judged === "unknown") throw new OutcomeUnknownError(name, error);
      paid = this.#payForRetry(error, tries, startedAt);
      if (paid === undefined) throw error instanceof ApiError ? error : new UnavailableError(name, tries, error);
      await this.#sleep(name, delayMs(tries - 1, error, this.#options.random, atLeastMs));
    }
  }

  /** What one more try costs; undefined when there shall be none. */
  #payForRetry(error: Error, tries: number, startedAt: number): number | undefined {
    const isBusy = error instanceof BusyError;
    if (tries >= (isBusy ? BUSY_TRIES_MAX : TRIES_MAX)) return undefined;
    if (this.clock.now() - startedAt >= CALL_TIMEOUT_MS) return undefined;
    // A busy mailbox is no sign of a dead API, so waiting for it costs nothing.
    return isBusy ? 0 : this.#quota.take(isThrottling(error));
  }

  async #limited(name: CallName, lane: Lane, attempt: () => Promise<HttpResponse>): Promise<HttpResponse | Failure> {
    const { signal } = this.#options;
    const run = this.#limiter.run(
      lane,
      async (startedAt) => this.#slowedDown(startedAt, await outcomeOf(name, attempt())),
      signal,
    );
    return this.#orCancelled(name, run);
  }

  async #authorizedTry(name: CallName, request: HttpRequest): Promise<HttpResponse> {
    const authorized = await this.#authorized(name, request);
    const response = await this.#send(authorized);
    if (!this.#authorizer.isStale(response, authorized)) return response;
    return this.#send(await this.#authorized(name, request));
  }

  /** What authorization asks for takes its time, and a signature is of its time: after a pause, it is made anew. */
  async #authorized(name: CallName, request: HttpRequest): Promise<HttpRequest> {
    for (let count = 1; ; count++) {
      await this.#pauseOver(name);
      const authorized = await this.#authorizer.authorize(request);
      if (this.#limiter.pauseMs === 0 || count >= PAUSES_MAX) return authorized;
    }
  }

  /** OVHcloud may ask for a pause (Retry-After) when this call has had its turn and is not sent yet. */
  async #pauseOver(name: CallName): Promise<void> {
    for (let count = 0; count < PAUSES_MAX && this.#limiter.pauseMs > 0; count++)
      await this.#sleep(name, this.#limiter.pauseMs);
  }

  /** For what authorization itself needs. It happens within a call that has had its turn, so it does not wait for one. */
  #unauthorized(request: HttpRequest): Promise<HttpResponse> {
    const name: CallName = { method: request.method, template: new URL(request.url).pathname };
    return this.#retried({ ...name, method: "GET" }, async () => {
      await this.#pauseOver(name);
      return this.#slowedDown(this.clock.now(), await outcomeOf(name, this.#send(request)));
    });
  }

  /** After a sign of overload, all calls are fewer. */
  #slowedDown(startedAt: number, outcome: HttpResponse | Failure): HttpResponse | Failure {
    if (outcome instanceof Failure && (isOverload(outcome.error) || outcome.retryAfterMs > 0))
      this.#limiter.slowDown(startedAt, outcome.retryAfterMs);
    return outcome;
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    const isRead = request.method === "GET";
    const deadline = new AbortController();
    const end = (reason: unknown) => deadline.abort(reason);
    const late = () => end(new DOMException("OVHcloud did not answer in time", "TimeoutError"));
    const timer = setTimeout(late, isRead ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS);
    // A write under way is let go on: aborted, nobody would know whether it was done.
    const cancelled = isRead ? this.#options.signal : undefined;
    const cancel = () => end(cancelled?.reason);
    if (cancelled?.aborted === true) cancel();
    cancelled?.addEventListener("abort", cancel, { once: true });
    try {
      return await this.#options.transport(request, deadline.signal);
    } finally {
      clearTimeout(timer);
      cancelled?.removeEventListener("abort", cancel);
    }
  }

  #sleep(name: CallName, durationMs: number): Promise<void> {
    return this.#orCancelled(name, this.clock.sleep(durationMs, this.#options.signal));
  }

  async #orCancelled<T>(name: CallName, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (this.#options.signal?.aborted === true) throw new CancelledError(name, error);
      throw error;
    }
  }

  #request(call: Call<unknown>): HttpRequest {
    const body = call.body === undefined ? undefined : encodeBody(call.body);
    const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    return {
      method: call.method,
      url: urlOf(this.#options.endpoint, call),
      headers: { accept: "application/json", ...type, ...call.headers },
      ...(body === undefined ? {} : { body }),
    };
  }
}

function limits({ endpoint, maxCallsPerSecond, maxConcurrency = MAX_CONCURRENCY }: ApiOptions, clock: Clock) {
  const isLocal = isLoopback(endpoint);
  const maxPerSecond = maxCallsPerSecond ?? (isLocal ? LOOPBACK_PER_SECOND : MAX_PER_SECOND);
  const startPerSecond = isLocal ? maxPerSecond : Math.min(START_PER_SECOND, maxPerSecond);
  return { clock, maxPerSecond, startPerSecond, burst: burstFor(maxPerSecond), maxConcurrency };
}

/** At a low limit a few seconds' worth; at a very high one enough to keep a simulator busy between two timers. */
function burstFor(maxPerSecond: number): number {
  return Math.max(1, Math.min(BURST, 4 * maxPerSecond), maxPerSecond / 10);
}

class Failure {
  constructor(
    readonly error: Error,
    readonly retryAfterMs: number,
  ) {}
}

async function outcomeOf(name: CallName, attempt: Promise<HttpResponse>): Promise<HttpResponse | Failure> {
  try {
    const response = await attempt;
    return isSuccess(response) ? response : new Failure(errorFrom(name, response), retryAfterMs(response));
  } catch (error) {
    if (error instanceof TransportError) return new Failure(error, 0);
    throw error;
  }
}

function urlOf(endpoint: string, { route, query = {} }: Call<unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = String(new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])));
  return `${endpoint}${route.path}${text === "" ? "" : `?${text}`}`;
}
