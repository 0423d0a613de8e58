/** Waiting for OVHcloud's asynchronous tasks: one for each service, whoever waits. */

import type { Clock } from "./clock.js";
import { ApiError, NotFoundError, TaskError } from "./errors.js";
import type { Task } from "./exchange-models.js";

const FIRST_LOOK_MS = 500;
const GROWTH = 1.5;
const INTERVAL_MAX_MS = 10_000;
/** A task just made may not be readable yet, and OVHcloud's task reads fail at times (seen as 404 and 500). */
const GRACE_MS = 60_000;

export interface TaskWaiterOptions {
  readonly getTask: (id: number) => Promise<Task>;
  readonly clock: Clock;
  /** How long a task may take, in milliseconds. */
  readonly timeoutMs: number;
}

export class TaskWaiter {
  readonly #running = new Map<number, Promise<void>>();

  constructor(private readonly options: TaskWaiterOptions) {}

  /**
   * Resolves when OVHcloud has done the task.
   * @throws {TaskError} when it failed, was cancelled, is unknown, or did not end in time.
   */
  wait(id: number, doing: string): Promise<void> {
    let waiting = this.#running.get(id);
    if (waiting === undefined) {
      waiting = this.#watch(id, doing).finally(() => this.#running.delete(id));
      this.#running.set(id, waiting);
    }
    return waiting;
  }

  async #watch(id: number, doing: string): Promise<void> {
    const { clock, timeoutMs } = this.options;
    const startedAt = clock.now();
    let seenAt = startedAt;
    for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * GROWTH, INTERVAL_MAX_MS)) {
      await clock.sleep(pauseMs);
      const waitedMs = clock.now() - startedAt;
      const task = await this.#look(id, doing, clock.now() - seenAt);
      if (task !== undefined) seenAt = clock.now();
      if (task?.status === "done") return;
      if (task?.status === "error" || task?.status === "cancelled") {
        throw new TaskError(
          `OVHcloud could not finish ${doing}: its task ${id} (${task.function}) ended as "${task.status}"`,
        );
      }
      if (waitedMs >= timeoutMs) {
        throw new TaskError(
          `OVHcloud has not finished ${doing} after ${Math.round(waitedMs / 1000)} s ` +
            `(task ${id}, ${task?.status ?? "not readable"}): the next "pulumi up" goes on from here`,
        );
      }
    }
  }

  async #look(id: number, doing: string, unseenMs: number): Promise<Task | undefined> {
    try {
      return await this.options.getTask(id);
    } catch (error) {
      const passing = error instanceof ApiError && (error.status === 404 || error.status >= 500);
      if (passing && unseenMs < GRACE_MS) return undefined;
      if (error instanceof NotFoundError) throw new TaskError(`OVHcloud does not know task ${id} (${doing}) any more`);
      throw error;
    }
  }
}
