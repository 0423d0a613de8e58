import { z } from "zod";
import type { Context } from "./context.js";
import { Refusal } from "./errors.js";
import type { History } from "./history.js";
import { generator } from "./random.js";
import { readingOf } from "./reads.js";
import type { Route } from "./route.js";

const milliseconds = z.number().min(0);
const lagMs = z.union([
  milliseconds,
  z
    .strictObject({ min: milliseconds, max: milliseconds })
    .refine(({ min, max }) => min <= max, "min must be at most max"),
]);
const lagSchema = z.strictObject({
  /** How far lists lag behind the world: what is new, renamed or gone shows so much later. Task lists do not. */
  listsMs: lagMs.default(0),
  /** How long a new object answers 404 to its own GET. Tasks do not. */
  objectsMs: lagMs.default(0),
});

/** How long changes take to be seen. Between `min` and `max` it is drawn for each call, as if many servers answered. */
export type Lag = z.input<typeof lagSchema>;

/** Answers reads as a system does whose parts learn of changes one after the other. */
export class Propagation {
  private current = lagSchema.parse({});
  private readonly draw: () => number;

  constructor(
    private readonly history: History,
    seed: number,
  ) {
    this.draw = generator(seed);
  }

  get lag(): Lag {
    return structuredClone(this.current);
  }

  set lag(lag: Lag) {
    this.current = lagSchema.parse(lag);
  }

  /** How far back the world's past is needed. */
  get maxMs(): number {
    return Math.max(longest(this.current.listsMs), longest(this.current.objectsMs));
  }

  /** What `handle` gives on the world that this call sees. `staleMs`: how far a fault puts a list back. */
  answer(context: Context, route: Route, handle: (context: Context) => unknown, staleMs: number): unknown {
    if (staleMs === 0 && this.maxMs === 0) return handle(context);
    switch (readingOf(route)) {
      case "list":
        return handle(this.past(context, Math.max(staleMs, this.drawMs(this.current.listsMs))));
      case "object":
        return this.answerObject(context, handle);
      case "other":
        return handle(context);
    }
  }

  private answerObject(context: Context, handle: (context: Context) => unknown): unknown {
    const value = handle(context);
    const past = this.past(context, this.drawMs(this.current.objectsMs));
    if (past !== context) refuseAsBefore(past, handle);
    return value;
  }

  private past(context: Context, byMs: number): Context {
    const atMs = context.nowMs() - byMs;
    const state = byMs > 0 ? this.history.stateAt(atMs) : undefined;
    return state === undefined ? context : { ...context, state, nowMs: () => atMs };
  }

  private drawMs(lag: z.output<typeof lagMs>): number {
    return typeof lag === "number" ? lag : Math.round(lag.min + this.draw() * (lag.max - lag.min));
  }
}

/** What did not exist then answers as then; what did is shown as it is now. */
function refuseAsBefore(past: Context, handle: (context: Context) => unknown): void {
  try {
    handle(past);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 404) throw error;
  }
}

function longest(lag: z.output<typeof lagMs>): number {
  return typeof lag === "number" ? lag : lag.max;
}
