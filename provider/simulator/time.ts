/** What a simulator reads the time from and waits with. */
export interface Clock {
  /** ms since the epoch. */
  now(): number;
  sleep?(ms: number): Promise<void>;
}

/**
 * The two times of a simulated OVHcloud. That of the world may be moved ahead, so that tasks end; that of the gateway
 * may not, as the signatures of programs that run would not hold any more. A fault puts it off.
 */
export class SimulatedTime {
  constructor(
    private readonly clock: Clock,
    private readonly skewMs: () => number,
    /** How far the world is ahead of the clock. */
    public movedMs: number,
  ) {}

  clockMs(): number {
    return this.clock.now();
  }

  /** Tasks and dates. */
  worldMs(): number {
    return this.clock.now() + this.movedMs;
  }

  /** Signatures and tokens. */
  gatewayMs(): number {
    return this.clock.now() + this.skewMs();
  }

  move(ms: number): void {
    if (!(ms >= 0)) throw new RangeError("the world's time can only be moved ahead");
    this.movedMs += ms;
  }
}
