/** Repeats are paid for, so that a dead API fails in seconds for the second and the thousandth mailbox alike. */

/** The numbers of AWS's standard retry mode. */
const CAPACITY = 500;
const COST = 14;
const THROTTLED_COST = 5;
const EARNED = 1;

export class RetryQuota {
  #left = CAPACITY;

  /** What the repeat cost, or undefined when there is nothing left. */
  take(throttled: boolean): number | undefined {
    const cost = throttled ? THROTTLED_COST : COST;
    if (this.#left < cost) return undefined;
    this.#left -= cost;
    return cost;
  }

  /** A success gives back what its last repeat cost, and a little where it needed none. */
  giveBack(cost: number | undefined): void {
    this.#left = Math.min(CAPACITY, this.#left + (cost ?? EARNED));
  }
}
