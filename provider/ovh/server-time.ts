import type { Clock } from "./clock.js";
import { ProtocolError } from "./errors.js";

/** A larger difference is a broken clock or an attack, not drift. */
const DELTA_MAX_SECONDS = 24 * 3600;

/** How far OVHcloud's clock was from ours, when we asked. */
export interface Measurement {
  readonly deltaSeconds: number;
}

/** OVHcloud's clock, asked once for all callers, and again when a measurement proves wrong. */
export class ServerTime {
  #measuring: Promise<Measurement> | undefined;
  #measured: Measurement | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly fetchSeconds: () => Promise<number>,
  ) {}

  async now(): Promise<{ readonly seconds: number; readonly by: Measurement }> {
    this.#measuring ??= this.#measure();
    const by = await this.#measuring;
    return { seconds: this.#ownSeconds() + by.deltaSeconds, by };
  }

  /** Measures again before the next use, unless that was done since: many calls may be refused for one measurement. */
  forget(measurement: Measurement): void {
    if (this.#measured !== measurement) return;
    this.#measured = undefined;
    this.#measuring = undefined;
  }

  async #measure(): Promise<Measurement> {
    try {
      const deltaSeconds = (await this.fetchSeconds()) - this.#ownSeconds();
      if (Math.abs(deltaSeconds) > DELTA_MAX_SECONDS) throw apart(deltaSeconds);
      this.#measured = { deltaSeconds };
      return this.#measured;
    } catch (error) {
      // All who wait get this error; the next caller asks again.
      this.#measuring = undefined;
      throw error;
    }
  }

  #ownSeconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }
}

function apart(deltaSeconds: number): ProtocolError {
  return new ProtocolError(
    `this machine's clock and OVHcloud's differ by ${Math.round(deltaSeconds / 3600)} hours: set the clock`,
  );
}
