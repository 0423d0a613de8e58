import type { TaskOutcome } from "../task-model.js";
import type { World } from "../world.js";
import type { ColleagueName } from "./colleague.js";

/** A call to spoil. Without `method`, `route` or `path`, every call matches. */
export interface CallMatch {
  method?: string;
  /**
   * The route's template, e.g. `/email/exchange/{organizationName}/service/{exchangeService}/sharedAccount`, or its end
   * from a slash on, e.g. `/sharedAccount/{sharedEmailAddress}`.
   */
  route?: string;
  /** The path after the version, as sent but decoded, or its end from a slash on, e.g. `/account/anna@example.com`. */
  path?: string;
  /** The first matching call that is spoilt, counted from when the fault was queued. @default 1 */
  nth?: number;
  /** How many matching calls are spoilt, from the nth on. @default 1 */
  times?: number;
}

export type CallFault =
  /** Answers this instead of doing the work. */
  | { kind: "respond"; status: number; body?: unknown; headers?: Record<string, string> }
  /** Does the work, then answers this. */
  | { kind: "failAfterCommit"; status: number; body?: unknown; headers?: Record<string, string> }
  /** Answers 429 instead of doing the work, in the form that the switches say. */
  | { kind: "tooManyRequests"; retryAfterSeconds?: number }
  /** Answers that something is being worked on (409) instead of doing the work. */
  | { kind: "busy" }
  /** Cuts the connection without doing the work. */
  | { kind: "resetBeforeCommit" }
  /** Does the work, then cuts the connection. */
  | { kind: "resetAfterCommit" }
  /** Does the work, sends the headers and half of the body, then cuts the connection. */
  | { kind: "cutBody" }
  /** Never answers: ends when the caller goes away or the simulator is closed. */
  | { kind: "stall"; work: "done" | "notDone" }
  /** Waits, then does the work, whether or not the caller still waits for the answer. */
  | { kind: "delay"; ms: number }
  /** Does the work twice, as when a proxy sends a request again, and gives the second answer. */
  | { kind: "duplicate" }
  /** A list answers as the world was a while ago. Strikes lists alone; other calls go by. */
  | { kind: "staleList"; byMs: number }
  /** OVHcloud's clock is off by this from the call on, until `clear`, `stop` or the next such fault. */
  | { kind: "clockSkew"; ms: number }
  /** All access tokens of OAuth2 are forgotten before the call. */
  | { kind: "expireTokens" }
  /** The call and the next `times` signed ones are refused, as if the customer had revoked the credential. @default 0 */
  | { kind: "revokeCredential"; times?: number }
  /** Somebody else edits the world just before the call's work. */
  | { kind: "colleague"; edit: ColleagueName | ((world: World) => void) };

/** Which tasks to spoil. */
export interface TaskMatch {
  /** E.g. `addSharedAccount`; absent: any. */
  function?: string;
  /** The first matching task that is spoilt, counted from when the fault was queued. @default 1 */
  nth?: number;
  /** How many matching tasks are spoilt, from the nth on. @default 1 */
  times?: number;
}

export type TaskFault =
  /** Ends in error, without effect. */
  | { kind: "error" }
  /** Is cancelled, without effect. */
  | { kind: "cancelled" }
  /** Takes so much longer than drawn. */
  | { kind: "slow"; byMs: number }
  /** Answers 404 and is off the lists for a while. */
  | { kind: "hidden"; forMs: number }
  /** Answers 404 and is off the lists for ever; its effect comes at its time, or does not. */
  | { kind: "lost"; effect: boolean };

/** How a new task will go. */
export interface TaskFate {
  outcome: TaskOutcome;
  /** How much longer than drawn it takes. */
  delayMs: number;
  /** For how long it cannot be seen. */
  hiddenForMs: number;
}

/** What the task queue asks. */
export interface TaskFaults {
  fateOfNewTask(functionName: string): TaskFate;
}
