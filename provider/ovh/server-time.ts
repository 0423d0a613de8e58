import type { Clock } from "./clock.js";
import { ProtocolError } from "./errors.js";

/** A larger difference is a broken clock or an attack, not drift. */
const DELTA_MAX_SECONDS = 24 * 3600;

/** OVHcloud's clock, asked once for all callers, and again when it says that our signature is out of time. */
export class ServerTime {
  #delta: Promise<number> | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly fetchSeconds: () => Promise<number>,
  ) {}

  async nowSeconds(): Promise<number> {
    this.#delta ??= this.#measure();
    try {
      return Math.floor(this.clock.now() / 1000) + (await this.#delta);
    } catch (error) {
      this.#delta = undefined;
      throw error;
    }
  }

  forget(): void {
    this.#delta = undefined;
  }

  async #measure(): Promise<number> {
    const delta = (await this.fetchSeconds()) - Math.floor(this.clock.now() / 1000);
    if (Math.abs(delta) > DELTA_MAX_SECONDS) {
      throw new ProtocolError(
        `this machine's clock and OVHcloud's differ by ${Math.round(delta / 3600)} hours: set the clock`,
      );
    }
    return delta;
  }
}
