import { vi } from "vitest";

/** What the client gives a read and a write. */
export const DEADLINES_MS: readonly number[] = [30_000, 180_000];

export interface Deadline {
  readonly durationMs: number;
  /** Its time has come. */
  readonly expire: () => void;
  cleared: boolean;
}

/**
 * The deadlines that requests are given from now on. They are real timers, far away, so that nothing waits for them;
 * here they are only watched, until `vi.restoreAllMocks`, and can be made to come at once.
 */
export function watchDeadlines(): Deadline[] {
  const deadlines: Deadline[] = [];
  const byTimer = new Map<unknown, Deadline>();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((callback: () => void, durationMs = 0, ...rest: []) => {
    const timer = set(callback, durationMs, ...rest);
    if (DEADLINES_MS.includes(durationMs)) {
      const deadline = { durationMs, expire: callback, cleared: false };
      deadlines.push(deadline);
      byTimer.set(timer, deadline);
    }
    return timer;
    // Its further signatures, for promises, are of no use here.
  }) as typeof setTimeout);
  vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
    const deadline = byTimer.get(timer);
    if (deadline !== undefined) deadline.cleared = true;
    clear(timer);
  });
  return deadlines;
}
