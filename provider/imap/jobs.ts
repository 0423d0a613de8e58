/** Pieces of work for several pairs of connections. Pure. */

import { groupBy } from "./group-by.js";
import type { Message } from "./inventory.js";

/** Messages of one source folder, in an order that matters: equal ones stand side by side. */
export interface Job<Folder> {
  readonly folder: Folder;
  readonly messages: readonly Message[];
  /** Whether some of it may have been done by an earlier attempt. */
  uncertain: boolean;
}

export interface Limits {
  readonly messages: number;
  readonly bytes: number;
}

const JOB: Limits = { messages: 400, bytes: 8 << 20 };

/**
 * Equal messages are never parted: one worker appends them one after the other, so that after an interruption those that
 * are there are the first ones.
 */
export function jobsOf<Folder>(folder: Folder, messages: readonly Message[], limits = JOB): Job<Folder>[] {
  const groups = [...groupBy(messages, ({ identity }) => identity).values()];
  return cut(groups, limits).map((parts) => ({ folder, messages: parts.flat(), uncertain: false }));
}

/** What is fetched with one command: many small messages, or a large one that streams. */
export function loadsOf(
  messages: readonly Message[],
  limits: Limits,
  isLarge: (message: Message) => boolean,
): Message[][] {
  const loads: Message[][] = [];
  let open: Message[] | undefined;
  let bytes = 0;
  for (const message of messages) {
    const large = isLarge(message);
    const isFull = open === undefined || open.length >= limits.messages || bytes + message.sizeBytes > limits.bytes;
    if (large || isFull) {
      loads.push([message]);
      open = large ? undefined : loads.at(-1);
      bytes = message.sizeBytes;
    } else {
      open?.push(message);
      bytes += message.sizeBytes;
    }
  }
  return loads;
}

function cut(groups: readonly Message[][], limits: Limits): Message[][][] {
  const parts: Message[][][] = [];
  let [count, bytes] = [0, 0];
  for (const group of groups) {
    const size = group.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const last = parts.at(-1);
    if (last === undefined || count + group.length > limits.messages || bytes + size > limits.bytes) {
      parts.push([group]);
      [count, bytes] = [group.length, size];
    } else {
      last.push(group);
      count += group.length;
      bytes += size;
    }
  }
  return parts;
}

/** Who works next on what: servers append faster to several folders than to one. */
export class JobQueue<Folder> {
  readonly #waiting = new Map<Folder, Job<Folder>[]>();
  readonly #workers = new Map<Folder, number>();

  constructor(jobs: readonly Job<Folder>[]) {
    for (const job of jobs) this.giveBack(job);
  }

  /** Rather of the folder that the worker has open. */
  take(open: Folder | undefined): Job<Folder> | undefined {
    const folder = open !== undefined && this.#waiting.has(open) ? open : this.#quietest();
    const jobs = folder === undefined ? undefined : this.#waiting.get(folder);
    const job = jobs?.shift();
    if (folder === undefined || job === undefined) return undefined;
    if (jobs?.length === 0) this.#waiting.delete(folder);
    this.#workers.set(folder, (this.#workers.get(folder) ?? 0) + 1);
    return job;
  }

  done({ folder }: Job<Folder>): void {
    this.#workers.set(folder, (this.#workers.get(folder) ?? 1) - 1);
  }

  giveBack(job: Job<Folder>): void {
    this.#waiting.set(job.folder, [...(this.#waiting.get(job.folder) ?? []), job]);
  }

  #quietest(): Folder | undefined {
    const weight = ([folder, jobs]: [Folder, Job<Folder>[]]) =>
      (this.#workers.get(folder) ?? 0) * 1_000_000 - jobs.length;
    return [...this.#waiting].sort((a, b) => weight(a) - weight(b))[0]?.[0];
  }
}
