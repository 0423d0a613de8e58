// Benches run without a TypeScript loader, so they have a clock of their own beside the tests' one.

/** Time passes only when everybody sleeps. */
export class VirtualClock {
  #now = 0;
  /** @type {{ at: number, wake: () => void }[]} */
  #sleepers = [];
  #turning = false;

  now() {
    return this.#now;
  }

  /** @param {number} durationMs @returns {Promise<void>} */
  sleep(durationMs) {
    return new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + durationMs, wake });
      this.#turn();
    });
  }

  #turn() {
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(() => {
      this.#turning = false;
      const next = this.#sleepers.sort((a, b) => a.at - b.at).shift();
      if (next === undefined) return;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      if (this.#sleepers.length > 0) this.#turn();
    });
  }
}
