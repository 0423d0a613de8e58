/** One virtual time for OVHcloud, the network and every process; a process that was killed never wakes again. */

import type { Clock } from "../../provider/ovh/clock.js";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
  isCancelled?: boolean;
}

/** Turns of the event loop in which nobody goes to sleep. */
const STILL_TURNS = 50;
const START = Date.parse("2026-01-05T08:00:00Z");

/** Time passes only when everybody sleeps: then it jumps to whoever wakes first. */
export class SimulatedClock {
  #now = START;
  #sleepers: Sleeper[] = [];
  #isTurning = false;

  now(): number {
    return this.#now;
  }

  advance(durationMs: number): void {
    this.#now += durationMs;
  }

  sleep(durationMs: number): Promise<void> {
    return new Promise((wake) => this.#add({ at: this.#now + durationMs, wake }));
  }

  /** Calls back later, unless it is cancelled. */
  alarm(durationMs: number, wake: () => void): () => void {
    const sleeper: Sleeper = { at: this.#now + durationMs, wake };
    this.#add(sleeper);
    return () => {
      sleeper.isCancelled = true;
    };
  }

  /** Sleeps that reject when they are no longer wanted, as the client's do. */
  sleepUnless(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
    if (signal === undefined) return this.sleep(durationMs);
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const leave = () => {
        cancel();
        reject(signal.reason);
      };
      const cancel = this.alarm(durationMs, () => {
        signal.removeEventListener("abort", leave);
        resolve();
      });
      signal.addEventListener("abort", leave, { once: true });
    });
  }

  #add(sleeper: Sleeper): void {
    // Mostly the last to wake comes last, so the place is looked for from the end.
    let index = this.#sleepers.length;
    while (index > 0 && (this.#sleepers[index - 1] as Sleeper).at > sleeper.at) index--;
    this.#sleepers.splice(index, 0, sleeper);
    this.#turn();
  }

  #turn(): void {
    if (this.#isTurning) return;
    this.#isTurning = true;
    setImmediate(() => {
      this.#isTurning = false;
      let next = this.#sleepers.shift();
      while (next?.isCancelled === true) next = this.#sleepers.shift();
      if (next === undefined) return;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      this.#turn();
    });
  }

  /** Waits for the work; gives "standstill" when nothing moves any more and it is not done. */
  async until<T>(work: Promise<T>): Promise<T | "standstill"> {
    let isOver = false;
    const done = () => {
      isOver = true;
    };
    work.then(done, done);
    for (let stillTurns = 0; !isOver; stillTurns = this.#sleepers.length > 0 ? 0 : stillTurns + 1) {
      if (stillTurns > STILL_TURNS) return "standstill";
      await new Promise((resolve) => setImmediate(resolve));
    }
    return work;
  }
}

/** The time as one process sees it. */
export class ProcessClock implements Clock {
  constructor(
    private readonly clock: SimulatedClock,
    private readonly isAlive: () => boolean,
  ) {}

  now(): number {
    return this.clock.now();
  }

  async sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    await this.clock.sleepUnless(durationMs, signal);
    if (!this.isAlive()) await never();
  }
}

export function never(): Promise<never> {
  return new Promise(() => {});
}
