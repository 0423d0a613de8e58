import { generator } from "../random.js";
import { never } from "../tasks.js";
import { type FaultName, namedFault, namedTaskFault, type TaskFaultName } from "./catalogue.js";
import { type FaultCounts, Tally } from "./counts.js";
import type { CallFault, CallMatch, TaskFate, TaskFault, TaskFaults, TaskMatch } from "./kinds.js";
import { Schedule, type ScheduleOptions, type ScheduleSummary } from "./schedule.js";
import { matches, type Strike, type StruckCall } from "./strike.js";

/** A fault that is queued. */
export interface QueuedFault {
  id: number;
  target: "call" | "task";
  /** Its name, or its kind when it was given as an object. */
  name: string;
  match: CallMatch | TaskMatch;
  /** How many matching calls or tasks there were since it was queued. */
  seen: number;
  /** How many more it will strike. */
  left: number;
}

/** Faults to come. Tasks and calls that started before a fault was queued are not touched by it. */
export interface Faults {
  /** Queues a fault, its own or a typical one by its name. The number is its id. */
  onCall(match: CallMatch, fault: CallFault | FaultName): number;
  /** The same for tasks; a text is the function, e.g. `addSharedAccount`. */
  onTask(match: string | TaskMatch, fault: TaskFault | TaskFaultName): number;
  /** The nth task of this function will fail and have no effect. */
  failTask(functionName: string, fault: { nth?: number; outcome: "error" | "cancelled" }): number;
  /** Draws faults by their rates from now on, in the place of an earlier schedule. Queued faults go first. */
  schedule(options: ScheduleOptions): void;
  /** Ends the schedule, and what faults have begun: a clock that is off, a credential that is refused. */
  stop(): void;
  /** The schedule that runs. */
  readonly scheduled: ScheduleSummary | undefined;
  /** How many queued faults have not been used up. */
  readonly pending: number;
  /** The faults that are queued, oldest first. */
  list(): QueuedFault[];
  /** Takes one from the queue; false when it is not there. */
  remove(id: number): boolean;
  /** How often each has struck since the beginning. */
  readonly counts: FaultCounts;
  /** Empties the queue, and does what `stop` does. */
  clear(): void;
}

interface Rule<Match extends { nth?: number; times?: number }, Fault> {
  id: number;
  name: string;
  match: Match;
  fault: Fault;
  seen: number;
  left: number;
}

type CallRule = Rule<CallMatch, CallFault>;
type TaskRule = Rule<TaskMatch, TaskFault>;

export class FaultQueue implements Faults, TaskFaults {
  private callRules: CallRule[] = [];
  private taskRules: TaskRule[] = [];
  private running: Schedule | undefined;
  private refusedCalls = 0;
  private nextId = 1;
  private readonly tally = new Tally();
  /** How far OVHcloud's clock is off. */
  skewMs = 0;
  /** What colleagues strike. */
  readonly draw = generator(1);

  /** @param needsHistory told when faults begin to need the world's past. */
  constructor(private readonly needsHistory: () => void = () => {}) {}

  onCall(match: CallMatch, fault: CallFault | FaultName): number {
    const what = typeof fault === "string" ? namedFault(fault) : fault;
    const rule = this.rule({ match, fault: what, name: typeof fault === "string" ? fault : fault.kind });
    this.callRules.push(rule);
    if (what.kind === "staleList") this.needsHistory();
    return rule.id;
  }

  onTask(match: string | TaskMatch, fault: TaskFault | TaskFaultName): number {
    const what = typeof fault === "string" ? namedTaskFault(fault) : fault;
    const name = typeof fault === "string" ? fault : `${fault.kind} task`;
    const rule = this.rule({ match: typeof match === "string" ? { function: match } : match, fault: what, name });
    this.taskRules.push(rule);
    return rule.id;
  }

  failTask(functionName: string, { outcome, nth = 1 }: { nth?: number; outcome: "error" | "cancelled" }): number {
    return this.onTask({ function: functionName, nth }, { kind: outcome });
  }

  private rule<Match extends { nth?: number; times?: number }, Fault>(
    parts: Pick<Rule<Match, Fault>, "match" | "fault" | "name">,
  ): Rule<Match, Fault> {
    const id = this.nextId;
    this.nextId += 1;
    return { ...parts, id, seen: 0, left: parts.match.times ?? 1 };
  }

  schedule(options: ScheduleOptions): void {
    this.running = new Schedule(options);
    if (this.running.staleMs > 0) this.needsHistory();
  }

  get scheduled(): ScheduleSummary | undefined {
    return this.running?.summary;
  }

  get pending(): number {
    return this.callRules.length + this.taskRules.length;
  }

  list(): QueuedFault[] {
    const shown = (target: QueuedFault["target"]) => (rule: CallRule | TaskRule) => {
      const { id, name, match, seen, left } = rule;
      return { id, target, name, match: { ...match }, seen, left };
    };
    return [...this.callRules.map(shown("call")), ...this.taskRules.map(shown("task"))].sort(
      (left, right) => left.id - right.id,
    );
  }

  remove(id: number): boolean {
    const before = this.pending;
    this.callRules = this.callRules.filter((rule) => rule.id !== id);
    this.taskRules = this.taskRules.filter((rule) => rule.id !== id);
    return this.pending < before;
  }

  get counts(): FaultCounts {
    return this.tally.counts();
  }

  stop(): void {
    this.running = undefined;
    this.skewMs = 0;
    this.refusedCalls = 0;
  }

  clear(): void {
    this.callRules = [];
    this.taskRules = [];
    this.stop();
  }

  /** How far back the world's past is needed. */
  get staleMs(): number {
    const queued = this.callRules.map(({ fault }) => (fault.kind === "staleList" ? fault.byMs : 0));
    return Math.max(0, this.running?.staleMs ?? 0, ...queued);
  }

  /** False when no call is to be looked at. */
  get isWatching(): boolean {
    return this.callRules.length > 0 || this.running !== undefined || this.refusedCalls > 0;
  }

  /** What strikes a call, if anything does. What lasts longer than the call begins here. */
  strike(call: StruckCall): Strike | undefined {
    const drawn = this.running?.strike(call);
    const found = this.queuedStrike(call) ?? this.refusal(call) ?? drawn;
    if (found === undefined) return undefined;
    this.tally.add(found.name, `${call.method} ${call.route}`);
    if (found.fault.kind === "clockSkew") this.skewMs = found.fault.ms;
    if (found.fault.kind === "revokeCredential") this.refusedCalls += found.fault.times ?? 0;
    return found;
  }

  /** Every rule counts the call, the first that is due spoils it; others that are due stay so for the next call. */
  private queuedStrike(call: StruckCall): Strike | undefined {
    const due = firstDue(this.callRules.filter((rule) => matches(rule.match, rule.fault, call)));
    this.callRules = this.callRules.filter((rule) => rule.left > 0);
    return due;
  }

  /** A credential stays revoked for as many calls as its fault says. */
  private refusal(call: StruckCall): Strike | undefined {
    if (this.refusedCalls === 0 || !call.isSigned) return undefined;
    this.refusedCalls -= 1;
    return { name: "revokedCredential", fault: { kind: "revokeCredential" } };
  }

  fateOfNewTask(functionName: string): TaskFate {
    const drawn = this.running?.taskFault();
    const matching = this.taskRules.filter(({ match }) => (match.function ?? functionName) === functionName);
    const found = firstDue(matching) ?? drawn;
    this.taskRules = this.taskRules.filter((rule) => rule.left > 0);
    if (found === undefined) return quietFate;
    this.tally.add(found.name, `task ${functionName}`);
    return fateBy(found.fault);
  }
}

/** Counts a call or task for all the rules it matches, and gives the first that is due. */
function firstDue<One extends CallRule | TaskRule>(matching: readonly One[]): One | undefined {
  for (const rule of matching) rule.seen += 1;
  const due = matching.find((rule) => rule.seen >= (rule.match.nth ?? 1));
  if (due !== undefined) due.left -= 1;
  return due;
}

const quietFate: TaskFate = { outcome: "done", delayMs: 0, hiddenForMs: 0 };

function fateBy(fault: TaskFault): TaskFate {
  switch (fault.kind) {
    case "error":
    case "cancelled":
      return { ...quietFate, outcome: fault.kind };
    case "slow":
      return { ...quietFate, delayMs: fault.byMs };
    case "hidden":
      return { ...quietFate, hiddenForMs: fault.forMs };
    case "lost":
      return { ...quietFate, outcome: fault.effect ? "done" : "error", hiddenForMs: never };
  }
}
