/** One call of the API, from a route to a checked value: sign → send → error → retry → parse. */

import { z } from "zod";
import { errorFrom, isSuccess } from "./answer.js";
import { type Clock, systemClock } from "./clock.js";
import { ApiError, type CallName, OutcomeUnknownError, ProtocolError, UnavailableError } from "./errors.js";
import { createHttpsTransport } from "./https-transport.js";
import { encodeBody } from "./json-body.js";
import { delayMs, verdict } from "./retry.js";
import { type Route, route } from "./route.js";
import { ServerTime } from "./server-time.js";
import { type ApplicationCredentials, sign } from "./signer.js";
import type { HttpRequest, HttpResponse, Method, Transport } from "./transport.js";
import { TransportError } from "./transport.js";

/** One try of a read, and of a write: OVHcloud says that some calls take minutes. */
const READ_TIMEOUT_MS = 30_000;
const WRITE_TIMEOUT_MS = 180_000;
const TRIES_MAX = 6;
/** A busy mailbox is waited for longer than a broken line: OVHcloud is at work and will end. */
const BUSY_TRIES_MAX = 30;

export interface ApiOptions {
  /** Base URL, for example `https://eu.api.ovh.com/1.0`. */
  readonly endpoint: string;
  readonly credentials: ApplicationCredentials;
  readonly transport?: Transport;
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

export interface Call<T> {
  readonly method: Method;
  readonly route: Route;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Values may be {@link Secret}s: they are revealed here and nowhere else. */
  readonly body?: object;
  readonly answer: z.ZodType<T>;
}

export class Api {
  readonly #options: Required<ApiOptions>;
  readonly #time: ServerTime;

  constructor(options: ApiOptions) {
    this.#options = { transport: createHttpsTransport(), clock: systemClock, random: Math.random, ...options };
    this.#time = new ServerTime(this.#options.clock, () => this.#fetchTime());
  }

  get clock(): Clock {
    return this.#options.clock;
  }

  async call<T>(call: Call<T>): Promise<T> {
    const response = await this.#tried(call, (request) => this.#signedTry(request));
    return parseAnswer(call, response);
  }

  async #fetchTime(): Promise<number> {
    const call: Call<number> = { method: "GET", route: route("/auth/time", {}), answer: z.number().int() };
    const response = await this.#tried(call, (request) => this.#send(request));
    return parseAnswer(call, response);
  }

  async #tried(call: Call<unknown>, attempt: (request: HttpRequest) => Promise<HttpResponse>): Promise<HttpResponse> {
    const request = this.#request(call);
    const name: CallName = { method: call.method, template: call.route.template };
    for (let tries = 1; ; tries++) {
      const outcome = await outcomeOf(name, attempt(request));
      if (!(outcome instanceof Failure)) return outcome;
      const { error, retryAfterSeconds } = outcome;
      const judged = verdict(error, call.method);
      if (judged === "final") throw error;
      if (judged === "unknown") throw new OutcomeUnknownError(name, error);
      if (tries >= triesMax(error)) throw error instanceof ApiError ? error : new UnavailableError(name, tries, error);
      await this.#options.clock.sleep(delayMs(tries - 1, error, this.#options.random, retryAfterSeconds));
    }
  }

  #request(call: Call<unknown>): HttpRequest {
    const query = String(new URLSearchParams(stringValues(call.query ?? {})));
    const body = call.body === undefined ? undefined : encodeBody(call.body);
    return {
      method: call.method,
      url: `${this.#options.endpoint}${call.route.path}${query === "" ? "" : `?${query}`}`,
      headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body }),
    };
  }

  /** A signature made with a wrong clock is refused before anything is done: measured again and sent once more. */
  async #signedTry(request: HttpRequest): Promise<HttpResponse> {
    const once = async () => this.#send(sign(request, this.#options.credentials, await this.#time.nowSeconds()));
    const response = await once();
    if (response.status !== 400 || !response.body.includes("QUERY_TIME_OUT")) return response;
    this.#time.forget();
    return once();
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    const timeoutMs = request.method === "GET" ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS;
    return this.#options.transport(request, AbortSignal.timeout(timeoutMs));
  }
}

class Failure {
  constructor(
    readonly error: Error,
    readonly retryAfterSeconds?: number,
  ) {}
}

async function outcomeOf(name: CallName, attempt: Promise<HttpResponse>): Promise<HttpResponse | Failure> {
  try {
    const response = await attempt;
    if (isSuccess(response)) return response;
    const retryAfter = Number(response.headers["retry-after"]);
    return new Failure(errorFrom(name, response), Number.isFinite(retryAfter) ? retryAfter : undefined);
  } catch (error) {
    if (error instanceof TransportError) return new Failure(error);
    throw error;
  }
}

function triesMax(error: Error): number {
  return error.name === "BusyError" ? BUSY_TRIES_MAX : TRIES_MAX;
}

function parseAnswer<T>(call: Call<T>, response: HttpResponse): T {
  const name = `${call.method} ${call.route.template}`;
  let value: unknown;
  try {
    value = response.body === "" ? null : JSON.parse(response.body);
  } catch {
    throw new ProtocolError(`OVHcloud's answer to ${name} is not JSON`);
  }
  const parsed = call.answer.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProtocolError(
    `OVHcloud's answer to ${name} is unexpected at "${issue?.path.join(".")}": ${issue?.message}`,
  );
}

function stringValues(query: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
}
