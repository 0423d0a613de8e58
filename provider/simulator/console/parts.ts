import type { AppParts } from "../answer-call.js";
import type { Simulator } from "../simulator.js";

/** What the console looks at and changes. */
export interface ConsoleParts {
  /** Read where it is needed, as a reset puts other things in their places. */
  readonly app: Pick<AppParts, "context" | "calls" | "desk" | "save">;
  readonly simulator: Pick<
    Simulator,
    "world" | "faults" | "switches" | "setSwitches" | "moveTime" | "reset" | "desk" | "expireTokens"
  >;
  /** How often the world has been kept, which is done after each change. */
  changes(): number;
}
