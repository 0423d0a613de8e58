/** One for each endpoint and credential in the process: every call passes it, and all slow down together. */

import type { Clock } from "./clock.js";

/**
 * The order in which waiting calls start: a write and the reads that verify it come before a look at a task, unless that
 * has waited long.
 */
export type Lane = "write" | "read" | "poll";

const LANES: readonly Lane[] = ["write", "read", "poll"];

export interface LimiterOptions {
  readonly clock: Clock;
  /** The most that is ever sent, in calls per second. */
  readonly maxPerSecond: number;
  /** What it begins with; less than the most, since OVHcloud publishes no limit. */
  readonly startPerSecond: number;
  /** How many calls may start at once after a pause. */
  readonly burst: number;
  readonly maxConcurrency: number;
}

/** However often OVHcloud asks for less, something must go on. */
const MIN_PER_SECOND = 0.5;
const SLOWDOWN = 0.5;
const SPEEDUP_PER_SECOND = 0.5;
const QUIET_MS = 10_000;
/** A program with thousands of writes must still see its tasks end, and tell how far it is. */
const POLL_PATIENCE_MS = 5_000;

interface Waiting {
  readonly since: number;
  readonly start: () => void;
}

export class Limiter {
  readonly #options: LimiterOptions;
  readonly #queues: Record<Lane, Waiting[]> = { write: [], read: [], poll: [] };
  #perSecond: number;
  #tokens: number;
  #filledAt: number;
  /** The rate last changed then, down or up. */
  #changedAt: number;
  #slowedAt = Number.NEGATIVE_INFINITY;
  #pausedUntil = 0;
  #running = 0;
  #sleeping = false;

  constructor(options: LimiterOptions) {
    this.#options = options;
    this.#perSecond = Math.min(options.startPerSecond, options.maxPerSecond);
    this.#tokens = options.burst;
    this.#filledAt = this.#changedAt = options.clock.now();
  }

  /** Calls per second at this moment. */
  get perSecond(): number {
    return this.#perSecond;
  }

  /** For how long nothing is to be sent. What has its turn already has to look itself. */
  get pauseMs(): number {
    return Math.max(0, this.#pausedUntil - this.#options.clock.now());
  }

  /** Runs the work when its turn has come. `startedAt` is for {@link slowDown}. */
  async run<T>(lane: Lane, work: (startedAt: number) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (!this.#startAtOnce(signal)) await this.#turn(lane, signal);
    try {
      return await work(this.#options.clock.now());
    } finally {
      this.#running--;
      this.#pump();
    }
  }

  /**
   * OVHcloud asked for less, or shows that it is overloaded: half the rate for everybody, once for all the calls that
   * were under way, and nothing at all before `pauseMs` have passed.
   */
  slowDown(startedAt: number, pauseMs: number): void {
    const now = this.#options.clock.now();
    this.#refill();
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
    if (startedAt <= this.#slowedAt) return;
    const least = Math.min(MIN_PER_SECOND, this.#options.maxPerSecond);
    this.#perSecond = Math.max(least, this.#perSecond * SLOWDOWN);
    this.#tokens = Math.min(this.#tokens, 1);
    this.#changedAt = this.#slowedAt = now;
  }

  /** The usual case, without a place in a queue. */
  #startAtOnce(signal: AbortSignal | undefined): boolean {
    this.#refill();
    if (signal?.aborted === true || !this.#isEmpty() || !this.#mayStart()) return false;
    this.#tokens--;
    this.#running++;
    return true;
  }

  #isEmpty(): boolean {
    return LANES.every((name) => this.#queues[name].length === 0);
  }

  #turn(lane: Lane, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues[lane];
      const leave = () => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(signal?.reason);
      };
      const waiting: Waiting = {
        since: this.#options.clock.now(),
        start: () => {
          signal?.removeEventListener("abort", leave);
          resolve();
        },
      };
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      signal?.addEventListener("abort", leave, { once: true });
      queue.push(waiting);
      this.#pump();
    });
  }

  #pump(): void {
    this.#refill();
    while (this.#mayStart()) {
      const next = this.#shift();
      if (next === undefined) return;
      this.#tokens--;
      this.#running++;
      next.start();
    }
    this.#wakeLater();
  }

  #mayStart(): boolean {
    const { clock, maxConcurrency } = this.#options;
    return this.#tokens >= 1 && this.#running < maxConcurrency && clock.now() >= this.#pausedUntil;
  }

  #shift(): Waiting | undefined {
    const lane = this.#hasLatePoll() ? "poll" : LANES.find((name) => this.#queues[name].length > 0);
    return lane === undefined ? undefined : this.#queues[lane].shift();
  }

  #hasLatePoll(): boolean {
    const [first] = this.#queues.poll;
    return first !== undefined && this.#options.clock.now() - first.since >= POLL_PATIENCE_MS;
  }

  /** One timer for all: when the next token is there, or the pause is over. */
  #wakeLater(): void {
    const { clock, maxConcurrency } = this.#options;
    // With all places taken, the next call that ends wakes us.
    if (this.#sleeping || this.#isEmpty() || this.#running >= maxConcurrency) return;
    this.#sleeping = true;
    const tokenMs = Math.ceil((Math.max(0, 1 - this.#tokens) / this.#perSecond) * 1000);
    const pauseMs = this.#pausedUntil - clock.now();
    void clock.sleep(Math.max(tokenMs, pauseMs, 1)).then(() => {
      this.#sleeping = false;
      this.#pump();
    });
  }

  #refill(): void {
    const now = this.#options.clock.now();
    const { burst, maxPerSecond } = this.#options;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
    for (; now - this.#changedAt >= QUIET_MS && this.#perSecond < maxPerSecond; this.#changedAt += QUIET_MS) {
      this.#perSecond = Math.min(maxPerSecond, this.#perSecond + SPEEDUP_PER_SECOND);
    }
  }
}
