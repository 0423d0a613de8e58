import type { Context } from "./context.js";

/** How the parts of `World` reach what they show and change. */
export interface WorldAccess {
  readonly context: Context;
  /** Brings the world up to date; to be called before anything of it is shown. */
  advance(): void;
  /** Does a change at once, after everything that was due, and keeps it. */
  edit<Result>(change: () => Result): Result;
}
