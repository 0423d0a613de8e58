/** Waiting for OVHcloud's asynchronous tasks: one watcher for each service, shared by all that wait. */

import type { Clock } from "./clock.js";
import { ApiError, NotFoundError, TaskError, TaskForgottenError } from "./errors.js";

export interface TaskState {
  readonly status: "todo" | "doing" | "done" | "error" | "cancelled";
  readonly function: string;
}

/** OVHcloud numbers its tasks; those of redirections alone are named by texts, and of responders by both. */
export type TaskId = number | string;

/** Where a service shows its tasks. */
export interface TaskSource {
  /** The ids of the tasks that are not finished. */
  readonly pending: () => Promise<readonly TaskId[]>;
  /**
   * How one is or was; those that tell are numbered. Without it (legacy MX Plan), a task that is not listed any more has
   * ended, well or not.
   */
  readonly state?: (id: number) => Promise<TaskState>;
}

/** A task that somebody waits for. */
export interface Awaited {
  readonly id: TaskId;
  /** "the creation of shared mailbox support@example.com" */
  readonly doing: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** What the id is the number of. @default "task" */
  readonly noun?: "order";
}

export interface TaskWatcherOptions {
  readonly source: TaskSource;
  readonly clock: Clock;
  /** How long a task may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Called at sensible intervals while something is waited for. */
  readonly onProgress?: (awaited: readonly Awaited[]) => void;
}

const FIRST_LOOK_MS = 500;
/** Where tasks lately ended sooner than that, as a simulator's do, an early look mostly finds the end: no call is lost. */
const QUICK_LOOK_MS = 25;
const GROWTH = 1.5;
const INTERVAL_MAX_MS = 20_000;
/** A look costs a call; one for each sixteenth of a task's usual time notices its end soon enough. */
const LOOKS_PER_TASK = 16;
/** A task just made may not be readable yet, and OVHcloud's task reads fail at times (seen as 404 and 500). */
const GRACE_MS = 60_000;
/** Where a list is all there is, one that was never in it may still be on its way there. */
const UNLISTED_MS = 5_000;
const PROGRESS_FIRST_MS = 15_000;
const PROGRESS_EVERY_MS = 60_000;
/** The list is asked instead of each task when so many are waited for. */
const LISTED_MIN = 2;
const LACKS_MAX = 2;

/** How surely the one who waits can see for himself what came of the task. */
export interface WaitOptions {
  /**
   * He will read the object afterwards, and ask {@link TaskWatcher.failureOf} when it is not as it should be. Then the
   * task's own state is not asked for once the list shows that it has ended, which saves a call for each task.
   */
  readonly readable?: boolean;
  /** Instead of the watcher's own, for what is known to take long. */
  readonly timeoutMs?: number;
}

interface Watched extends Awaited {
  readonly readable: boolean;
  readonly timeoutMs: number;
  wasListed: boolean;
  /** When it was last seen at work. */
  seenAt: number;
  last: TaskState | undefined;
  readonly end: (error?: unknown) => void;
}

export class TaskWatcher {
  readonly #watched = new Map<string, Watched>();
  readonly #promises = new Map<string, Promise<void>>();
  #looking = false;
  /** How long tasks of this service took lately. */
  #usualMs: number | undefined;
  /** In how many rounds in a row the list lacked a task that is at work. Then each task is asked for instead. */
  #lacks = 0;
  #listError: unknown;
  #nextProgressAt = 0;

  constructor(private readonly options: TaskWatcherOptions) {}

  /**
   * Resolves when OVHcloud has done the task.
   * @throws {TaskForgottenError} when nobody knows how it ended, unless it is readable.
   * @throws {TaskError} when it failed, was cancelled, or did not end in time.
   */
  wait(
    id: TaskId,
    doing: string,
    { readable = false, timeoutMs = this.options.timeoutMs }: WaitOptions = {},
  ): Promise<void> {
    const key = String(id);
    const known = this.#promises.get(key);
    if (known !== undefined) return known;
    const waiting = new Promise<void>((resolve, reject) => {
      const since = this.options.clock.now();
      const end = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      if (this.#watched.size === 0) this.#nextProgressAt = since + PROGRESS_FIRST_MS;
      this.#watched.set(key, {
        id,
        doing,
        since,
        readable,
        timeoutMs,
        wasListed: false,
        seenAt: since,
        last: undefined,
        end,
      });
    });
    this.#promises.set(key, waiting);
    void this.#look();
    return waiting;
  }

  /** Why a task that has ended did not do its work; undefined when it did, or when OVHcloud does not tell. */
  async failureOf(id: TaskId, doing: string): Promise<TaskError | undefined> {
    try {
      const state = await this.options.source.state?.(Number(id));
      const isBad = state?.status === "error" || state?.status === "cancelled";
      return state !== undefined && isBad ? failure({ id, doing }, state) : undefined;
    } catch {
      return undefined;
    }
  }

  /** One loop for all. It ends when nobody waits. */
  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const { clock } = this.options;
    let inVain = 0;
    for (let pauseMs = FIRST_LOOK_MS; this.#watched.size > 0; pauseMs = Math.min(pauseMs * GROWTH, INTERVAL_MAX_MS)) {
      await clock.sleep(this.#usualMs === undefined ? pauseMs : this.#intervalMs(this.#usualMs, inVain));
      inVain = (await this.#round()) ? 0 : inVain + 1;
      this.#tellProgress();
    }
    this.#looking = false;
  }

  #intervalMs(usualMs: number, inVain: number): number {
    if (this.#isQuick) return Math.min(FIRST_LOOK_MS, Math.max(QUICK_LOOK_MS, usualMs / 2) * GROWTH ** inVain);
    return Math.min(INTERVAL_MAX_MS, Math.max(FIRST_LOOK_MS, usualMs / LOOKS_PER_TASK));
  }

  /** Where a list is all there is, a task may not be in it yet: an early look would take it for ended. */
  get #isQuick(): boolean {
    return this.#usualMs !== undefined && this.#usualMs < FIRST_LOOK_MS && this.options.source.state !== undefined;
  }

  /** Whether it found any task ended. */
  async #round(): Promise<boolean> {
    const all = [...this.#watched.values()];
    const listed = await this.#listed(all);
    if (listed === "failed") this.#endUnseen(all);
    else await this.#askUnlisted(all, listed);
    for (const task of all) this.#endIfLate(task);
    return all.some(({ id }) => !this.#watched.has(String(id)));
  }

  /** Undefined: the list was not worth asking. */
  async #listed(all: readonly Watched[]): Promise<ReadonlySet<string> | "failed" | undefined> {
    const { source } = this.options;
    const worthIt = source.state === undefined || (this.#lacks < LACKS_MAX && all.length >= LISTED_MIN);
    if (!worthIt) return undefined;
    try {
      return new Set((await source.pending()).map(String));
    } catch (error) {
      this.#listError = error;
      return source.state === undefined ? "failed" : undefined;
    }
  }

  async #askUnlisted(all: readonly Watched[], list: ReadonlySet<string> | undefined): Promise<void> {
    const now = this.options.clock.now();
    const isListed = ({ id }: Watched) => list?.has(String(id)) === true;
    for (const task of all.filter(isListed)) {
      task.seenAt = now;
      task.wasListed = true;
    }
    const gone = all.filter((task) => !isListed(task));
    // One that was never listed may not have got there yet, so it is asked for.
    const isOver = ({ readable, wasListed }: Watched) => list !== undefined && readable && wasListed;
    for (const task of gone.filter(isOver)) this.#end(task);
    const states = await Promise.all(gone.filter((task) => !isOver(task)).map((task) => this.#ask(task)));
    if (list === undefined || this.#isQuick) return;
    const lacking = states.some((state) => state === "doing" || state === "todo");
    // A task just made may come into the list a little later; a list that keeps lacking some does not tell all.
    this.#lacks = lacking ? this.#lacks + 1 : 0;
  }

  /** Without a list nothing is known of legacy tasks: they count as running, for the grace. */
  #endUnseen(all: readonly Watched[]): void {
    const late = all.filter(({ seenAt }) => this.options.clock.now() - seenAt >= GRACE_MS);
    for (const task of late) this.#end(task, this.#listError);
  }

  async #ask(task: Watched): Promise<TaskState["status"] | undefined> {
    const { source, clock } = this.options;
    if (source.state === undefined) {
      const { readable, wasListed, since } = task;
      if (readable || wasListed || clock.now() - since >= UNLISTED_MS) this.#end(task);
      return undefined;
    }
    try {
      const state = await source.state(Number(task.id));
      this.#note(task, state);
      return state.status;
    } catch (error) {
      const passing = error instanceof ApiError && (error.status === 404 || error.status >= 500);
      if (passing && clock.now() - task.seenAt < GRACE_MS) return undefined;
      this.#end(task, error instanceof NotFoundError ? this.#forgotten(task) : error);
      return undefined;
    }
  }

  #note(task: Watched, state: TaskState): void {
    task.last = state;
    if (state.status === "done") this.#end(task);
    else if (state.status === "error" || state.status === "cancelled") this.#end(task, failure(task, state));
    else task.seenAt = this.options.clock.now();
  }

  /** Tasks may be forgotten as soon as they have ended. Whoever reads the object sees himself what came of it. */
  #forgotten({ id, doing, readable }: Watched): TaskForgottenError | undefined {
    return readable ? undefined : new TaskForgottenError(`OVHcloud does not know task ${id} (${doing}) any more`);
  }

  #endIfLate(task: Watched): void {
    const waitedMs = this.options.clock.now() - task.since;
    if (!this.#watched.has(String(task.id)) || waitedMs < task.timeoutMs) return;
    const state = task.last === undefined ? "" : `, ${task.last.status}`;
    const message =
      `OVHcloud has not finished ${task.doing} after ${Math.round(waitedMs / 1000)} s ` +
      `(task ${task.id}${state}): the next "pulumi up" goes on from here`;
    this.#end(task, new TaskError(message));
  }

  #end(task: Watched, error?: unknown): void {
    this.#watched.delete(String(task.id));
    this.#promises.delete(String(task.id));
    if (error === undefined) {
      // It ended some time between the look before and this one.
      const tookMs = (task.seenAt + this.options.clock.now()) / 2 - task.since;
      this.#usualMs = this.#usualMs === undefined ? tookMs : 0.8 * this.#usualMs + 0.2 * tookMs;
    }
    task.end(error);
  }

  #tellProgress(): void {
    const { clock, onProgress } = this.options;
    if (onProgress === undefined || this.#watched.size === 0 || clock.now() < this.#nextProgressAt) return;
    this.#nextProgressAt = clock.now() + PROGRESS_EVERY_MS;
    try {
      onProgress([...this.#watched.values()].map(({ id, doing, since }) => ({ id, doing, since })));
    } catch {
      // What cannot be told is no reason to stop waiting.
    }
  }
}

function failure(task: Pick<Awaited, "id" | "doing">, state: TaskState): TaskError {
  return new TaskError(
    `OVHcloud could not finish ${task.doing}: its task ${task.id} (${state.function}) ended as "${state.status}"`,
  );
}
