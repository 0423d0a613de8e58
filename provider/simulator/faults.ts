import type { TaskOutcome } from "./task-model.js";

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
  /** Cuts the connection without doing the work. */
  | { kind: "resetBeforeCommit" }
  /** Does the work, then cuts the connection. */
  | { kind: "resetAfterCommit" }
  /** Waits, then does the work, whether or not the caller still waits for the answer. */
  | { kind: "delay"; ms: number };

export interface TaskFault {
  /** Which task of that function, counted from when the fault was queued. @default 1 */
  nth?: number;
  outcome: "error" | "cancelled";
}

/** Faults to come. Tasks and calls that started before a fault was queued are not touched by it. */
export interface Faults {
  onCall(match: CallMatch, fault: CallFault): void;
  /** The nth task of this function (e.g. `addSharedAccount`) will fail and have no effect. */
  failTask(functionName: string, fault: TaskFault): void;
  /** How many faults have not been used up. */
  readonly pending: number;
  clear(): void;
}

/** What the task queue asks. */
export interface TaskFaults {
  fateOfNewTask(functionName: string): TaskFate;
}

export interface TaskFate {
  outcome: TaskOutcome;
  /** How much longer than drawn it takes. */
  delayMs: number;
  /** For how long it cannot be seen. */
  hiddenForMs: number;
}

export interface MatchedCall {
  method: string;
  route: string;
  path: string;
}

interface CallRule {
  match: CallMatch;
  fault: CallFault;
  seen: number;
  left: number;
}

interface TaskRule {
  functionName: string;
  outcome: "error" | "cancelled";
  nth: number;
  seen: number;
}

export class FaultQueue implements Faults, TaskFaults {
  private callRules: CallRule[] = [];
  private taskRules: TaskRule[] = [];

  onCall(match: CallMatch, fault: CallFault): void {
    this.callRules.push({ match, fault, seen: 0, left: match.times ?? 1 });
  }

  failTask(functionName: string, fault: TaskFault): void {
    this.taskRules.push({ functionName, outcome: fault.outcome, nth: fault.nth ?? 1, seen: 0 });
  }

  get pending(): number {
    return this.callRules.length + this.taskRules.length;
  }

  clear(): void {
    this.callRules = [];
    this.taskRules = [];
  }

  /** Every rule counts the call, the first that is due spoils it; others that are due stay so for the next call. */
  faultOfCall(call: MatchedCall): CallFault | undefined {
    const matching = this.callRules.filter((rule) => matches(rule.match, call));
    for (const rule of matching) rule.seen += 1;
    const due = matching.find((rule) => rule.seen >= (rule.match.nth ?? 1));
    if (due === undefined) return undefined;
    due.left -= 1;
    if (due.left <= 0) this.callRules = this.callRules.filter((rule) => rule !== due);
    return due.fault;
  }

  fateOfNewTask(functionName: string): TaskFate {
    const matching = this.taskRules.filter((rule) => rule.functionName === functionName);
    for (const rule of matching) rule.seen += 1;
    const due = matching.find((rule) => rule.seen >= rule.nth);
    this.taskRules = this.taskRules.filter((rule) => rule !== due);
    return { outcome: due?.outcome ?? "done", delayMs: 0, hiddenForMs: 0 };
  }
}

function matches(match: CallMatch, call: MatchedCall): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== call.method) return false;
  return endsWith(call.route, match.route) && endsWith(call.path, match.path);
}

function endsWith(whole: string, wanted: string | undefined): boolean {
  return wanted === undefined || whole === wanted || (wanted.startsWith("/") && whole.endsWith(wanted));
}
