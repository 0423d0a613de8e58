import type { WorldState } from "./model.js";

/** The world as it was from a time on. */
interface Moment {
  fromMs: number;
  /** All but ended tasks, which never change. */
  text: string;
  endedTasks: WorldState["endedTasks"];
  /** Parsed when it is first looked at. */
  state?: WorldState;
}

/**
 * The world's past, for answers that lag behind. Kept only while something asks for it, and no further back than that: it
 * costs a copy of the world for each change.
 */
export class History {
  private moments: Moment[] = [];

  /** @param keepMs how far back somebody may look; 0: nobody does. */
  constructor(private readonly keepMs: () => number) {}

  /** To be called after each change, with its time. */
  record(state: WorldState, atMs: number): void {
    const keepMs = this.keepMs();
    if (keepMs <= 0) {
      this.moments = [];
      return;
    }
    const last = this.moments.at(-1);
    const fromMs = Math.max(atMs, last?.fromMs ?? atMs);
    if (last?.fromMs === fromMs) this.moments.pop();
    this.add(state, fromMs);
    this.dropBefore(atMs - keepMs);
  }

  /** To be called before somebody may look back, so that the first change after it has a past. */
  begin(state: WorldState): void {
    if (this.moments.length === 0) this.add(state, Number.NEGATIVE_INFINITY);
  }

  /** The world as it was then, or at the earliest known time. Not to be changed. */
  stateAt(atMs: number): WorldState | undefined {
    const moment = this.moments.findLast((one) => one.fromMs <= atMs) ?? this.moments[0];
    if (moment === undefined) return undefined;
    moment.state ??= { ...JSON.parse(moment.text), endedTasks: moment.endedTasks };
    return moment.state;
  }

  forget(): void {
    this.moments = [];
  }

  private add({ endedTasks, ...rest }: WorldState, fromMs: number): void {
    this.moments.push({ fromMs, text: JSON.stringify(rest), endedTasks: [...endedTasks] });
  }

  private dropBefore(untilMs: number): void {
    const needed = this.moments.findLastIndex((one) => one.fromMs <= untilMs);
    if (needed > 0) this.moments.splice(0, needed);
  }
}
