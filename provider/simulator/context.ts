import type { TaskDurations } from "./durations.js";
import type { TaskFaults } from "./faults/kinds.js";
import type { History } from "./history.js";
import type { WorldState } from "./model.js";
import type { Switches } from "./switches.js";

/** Everything a rule of the simulated world may look at or change. */
export interface Context {
  state: WorldState;
  switches: Switches;
  readonly taskDurations: TaskDurations;
  /** `explicitly`: tasks stand still until `world` moves them. */
  readonly tasksMove: "byThemselves" | "explicitly";
  readonly taskFaults: TaskFaults;
  /** To be told of each change of the state. */
  readonly history: History;
  /** The time of the world: that of the clock, and what it was moved ahead. */
  nowMs(): number;
  /** The time by which signatures are judged: that of the clock, unless a fault puts it off. */
  gatewayNowMs(): number;
}

/** Dates as OVHcloud writes them: seconds, with an offset (OVH guide 'feature_send_connector'). */
export function isoDate(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d{3}Z$/, "+00:00");
}

export function now(context: Context): string {
  return isoDate(context.nowMs());
}
