import type { WorldState } from "./model.js";
import { draw } from "./random.js";

/**
 * How long a task takes, in ms: always the same; anything between two bounds; or, as real queues are, mostly about
 * `median` and now and then much longer: one in twenty takes `p95` or more (log-normal, at most ten times `p95`).
 */
export type Duration = number | { min: number; max: number } | { median: number; p95: number };
/** For all tasks, or by the name of their function, e.g. `{ default: 500, migration: { min: 60_000, max: 3_600_000 } }`. */
export type TaskDurations = Duration | ({ default: Duration } & Record<string, Duration>);

/** What draws change. */
type Generator = Pick<WorldState, "random">;

const z95 = 1.6449;
const longestOverP95 = 10;

export function drawDurationMs(state: Generator, durations: TaskDurations, functionName: string): number {
  const duration = durationOf(durations, functionName);
  if (typeof duration === "number") return duration;
  if ("min" in duration) return duration.min + Math.floor(draw(state) * (duration.max - duration.min + 1));
  const sigma = Math.log(duration.p95 / duration.median) / z95;
  const drawn = duration.median * Math.exp(sigma * drawNormal(state));
  return Math.round(Math.min(drawn, duration.p95 * longestOverP95));
}

function durationOf(durations: TaskDurations, functionName: string): Duration {
  if (typeof durations === "number" || !("default" in durations)) return durations as Duration; // the two other forms
  return Object.hasOwn(durations, functionName) ? (durations[functionName] ?? durations.default) : durations.default;
}

/** Box and Muller. */
function drawNormal(state: Generator): number {
  const [first, second] = [1 - draw(state), draw(state)];
  return Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * second);
}

/** Refuses durations that no task can have. */
export function checkDurations(durations: TaskDurations): TaskDurations {
  const all = typeof durations === "object" && "default" in durations ? Object.values(durations) : [durations];
  if (all.every((one) => isPossible(one as Duration))) return durations;
  throw new RangeError("taskDurationMs must be at least 0, its min at most its max, and its median at most its p95");
}

function isPossible(duration: Duration): boolean {
  const [low, high] =
    typeof duration === "number"
      ? [duration, duration]
      : "min" in duration
        ? [duration.min, duration.max]
        : [duration.median, duration.p95];
  return (
    Number.isFinite(high) &&
    low >= 0 &&
    low <= high &&
    !(typeof duration === "object" && "median" in duration && low === 0)
  );
}
