/** Between the processes and OVHcloud: requests take their time, are recorded, and may never arrive. */

import { AsyncLocalStorage } from "node:async_hooks";
import { type HttpRequest, type HttpResponse, type Transport, TransportError } from "../../provider/ovh/transport.js";
import type { Simulator } from "../../provider/simulator/index.js";
import { never, type SimulatedClock } from "./clock.js";
import { plainRequest, usePlainResponses } from "./plain-http.js";
import type { SimulatedProcess } from "./process.js";
import type { Trace } from "./trace.js";

/** What a process does with one resource at this moment. */
export interface Operation {
  readonly verb: Verb;
  readonly resource: string;
  readonly kind: string;
  readonly stack: string;
  /** Of the resource, when the operation began. */
  readonly isUnfinished: boolean;
}

export type Verb = "create" | "update" | "rename" | "resume" | "refresh" | "delete";

export const operations = new AsyncLocalStorage<Operation>();

/** One request, as the wire shows it. */
export interface WireCall {
  readonly number: number;
  readonly process: string;
  readonly stack: string;
  readonly operation: Operation | undefined;
  readonly method: string;
  /** Decoded, after the version, without the query. */
  readonly path: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly sentAt: number;
  arrivedAt?: number;
  answeredAt?: number;
  /** As the process saw it; 0 when it saw no answer. */
  status?: number;
  retryAfterSeconds?: number;
  /** Known as soon as it is handled: OVHcloud did nothing of it. */
  isRefused?: boolean;
  fault?: string;
}

export interface Listener {
  sent(call: WireCall): void;
  /** Right before OVHcloud looks at it. */
  arriving(call: WireCall): void;
  /** Right after. */
  handled(call: WireCall): void;
  answered(call: WireCall): void;
}

export interface NetworkOptions {
  readonly clock: SimulatedClock;
  readonly simulator: Simulator;
  readonly random: () => number;
  readonly trace: Trace;
  readonly listener: Listener;
  /** Told at each point where a process may be killed. */
  readonly onPoint: (process: SimulatedProcess) => void;
  /** Told when the listener fails over a call that arrives. */
  readonly onMistake: (error: Error) => void;
}

usePlainResponses();

const READ_TIMEOUT_MS = 30_000;
const WRITE_TIMEOUT_MS = 180_000;
const SLOWEST_MS = 3_000;

export class Network {
  #count = 0;
  #gate: Promise<void> = Promise.resolve();

  constructor(private readonly options: NetworkOptions) {}

  get calls(): number {
    return this.#count;
  }

  transportOf(process: SimulatedProcess): Transport {
    return (request) => this.#send(process, request);
  }

  async #send(process: SimulatedProcess, request: HttpRequest): Promise<HttpResponse> {
    const { clock, listener, trace, onPoint } = this.options;
    if (!process.isAlive) return never();
    const call = this.#record(process, request);
    listener.sent(call);
    onPoint(process);
    // Killed before it left.
    if (!process.isAlive) return never();
    const outcome = await this.#carriedInTime(call, request);
    onPoint(process);
    if (!process.isAlive) return never();
    call.answeredAt = clock.now();
    call.status = outcome instanceof TransportError ? 0 : outcome.status;
    if (!(outcome instanceof TransportError)) call.retryAfterSeconds = Number(outcome.headers["retry-after"] ?? 0) || 0;
    trace.note(() => `${process.name} ${String(call.status)} ${call.method} ${call.path} ${call.fault ?? ""}`);
    listener.answered(call);
    if (outcome instanceof TransportError) throw outcome;
    return outcome;
  }

  /** The client's own deadline is in real time, which does not pass here. */
  #carriedInTime(call: WireCall, request: HttpRequest): Promise<HttpResponse | TransportError> {
    const timeoutMs = request.method === "GET" ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS;
    return new Promise((resolve) => {
      const late = () => resolve(new TransportError("OVHcloud did not answer in time", LOST));
      const cancel = this.options.clock.alarm(timeoutMs, late);
      void this.#carry(call, request).then((outcome) => {
        cancel();
        resolve(outcome);
      });
    });
  }

  async #carry(call: WireCall, request: HttpRequest): Promise<HttpResponse | TransportError> {
    await this.#travel();
    try {
      const response = await this.#arrive(call, plainRequest(request));
      const text = await response.text();
      await this.#travel();
      return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
    } catch (error) {
      return new TransportError("the connection was cut", { ...LOST, cause: error });
    }
  }

  /** One after the other, so that what changed is the work of one call. One that is never answered lets the next one in. */
  async #arrive(call: WireCall, request: Request): Promise<Response> {
    const { clock, simulator, listener } = this.options;
    const before = this.#gate;
    let open = () => {};
    this.#gate = new Promise((resolve) => {
      open = resolve;
    });
    await before;
    call.arrivedAt = clock.now();
    this.#judged(() => listener.arriving(call));
    const logged = simulator.calls.length;
    const answer = simulator.fetch(request);
    const settled = answer.then(
      () => {},
      () => {},
    );
    await Promise.race([settled, new Promise((resolve) => setImmediate(resolve))]);
    const { fault, status = 0 } = (simulator.calls.length > logged && simulator.calls.at(-1)) || {};
    if (fault !== undefined) call.fault = fault;
    // One that was delivered twice is refused the second time only.
    call.isRefused = status >= 400 && status < 500 && fault !== "duplicate";
    this.#judged(() => listener.handled(call));
    open();
    return answer;
  }

  /** Whoever judges may fail, too: that must not look like a connection that was cut. */
  #judged(judge: () => void): void {
    try {
      judge();
    } catch (error) {
      this.options.onMistake(error as Error);
    }
  }

  async #travel(): Promise<void> {
    const { clock, random } = this.options;
    const luck = random();
    if (luck < 0.5) return;
    await clock.sleep(luck > 0.97 ? luck * SLOWEST_MS : luck * 50);
  }

  #record(process: SimulatedProcess, { method, url, body }: HttpRequest): WireCall {
    const { pathname } = new URL(url);
    this.#count++;
    return {
      number: this.#count,
      process: process.name,
      stack: process.stack,
      operation: operations.getStore(),
      method,
      path: decodeURIComponent(pathname.replace(/^\/1\.0/, "")),
      url,
      body,
      sentAt: this.options.clock.now(),
    };
  }
}

const LOST = { sent: true } as const;
