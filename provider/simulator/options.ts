import type { TaskDurations } from "./durations.js";
import type { Lag } from "./propagation.js";
import type { RateLimit } from "./rate-limit.js";
import type { Seed } from "./seed.js";
import type { Switches } from "./switches.js";
import type { Clock } from "./time.js";

export interface SimulatorOptions {
  /** The world to start from, and the API's keys. @default defaultSeed() */
  seed?: Seed;
  /**
   * Where the world is kept. Loaded at the start when it exists (then only the API's keys are taken from the seed), and
   * replaced atomically after every change.
   */
  stateFile?: string;
  /** How long a task takes, or how long by its function. @default { min: 300, max: 1500 } */
  taskDurationMs?: TaskDurations;
  /** `explicitly`: tasks stand still until `world.startTask` and `world.endTask` move them. @default "byThemselves" */
  tasksMove?: "byThemselves" | "explicitly";
  /** Answers to what is not known of OVHcloud's API. */
  switches?: Partial<Switches>;
  /** How long changes take to be seen. @default not at all */
  lag?: Lag;
  /** How many calls are answered a minute. @default any number */
  rateLimit?: RateLimit;
  /** `now`: ms since the epoch. `sleep` serves the fault `delay`. @default the computer's clock */
  clock?: Clock;
  /** The same seed draws the same durations and placeholder addresses. @default 1 */
  randomSeed?: number;
}
