/** How far a copy is, told from time to time. */

import type { Clock } from "../ovh/clock.js";
import type { CopyProgress } from "./types.js";

const INTERVAL_MS = 2_000;
/** An estimate from less would jump. */
const ESTIMATE_AFTER_MS = 5_000;
/** A message costs about as much as so many bytes: both count. */
const MESSAGE_COST_BYTES = 20_000;

export class Progress {
  #messages = 0;
  #bytes = 0;
  #total = { messages: 0, bytes: 0 };
  #startMs: number;
  #toldMs = Number.NEGATIVE_INFINITY;
  #phase: CopyProgress["phase"] = "comparing";

  constructor(
    private readonly clock: Clock,
    private readonly tell: (progress: CopyProgress) => void = () => {},
  ) {
    this.#startMs = clock.now();
  }

  enter(phase: CopyProgress["phase"]): void {
    this.#phase = phase;
    this.#toldMs = Number.NEGATIVE_INFINITY;
    this.#say();
  }

  /** More to copy. The time runs from here. */
  expect(messages: number, bytes: number): void {
    if (this.#total.messages === 0) this.#startMs = this.clock.now();
    this.#total = { messages: this.#total.messages + messages, bytes: this.#total.bytes + bytes };
  }

  add(messages: number, bytes: number): void {
    this.#messages += messages;
    this.#bytes += bytes;
    this.#say();
  }

  #say(): void {
    const now = this.clock.now();
    if (now - this.#toldMs < INTERVAL_MS) return;
    this.#toldMs = now;
    const { messages: messagesTotal, bytes: bytesTotal } = this.#total;
    const counts = { messages: this.#messages, messagesTotal, bytes: this.#bytes, bytesTotal };
    const remainingMs = estimateMs(counts, now - this.#startMs);
    this.tell({ phase: this.#phase, ...counts, ...(remainingMs === undefined ? {} : { remainingMs }) });
  }
}

export function estimateMs(counts: Omit<CopyProgress, "phase">, elapsedMs: number): number | undefined {
  const done = counts.bytes + counts.messages * MESSAGE_COST_BYTES;
  const total = counts.bytesTotal + counts.messagesTotal * MESSAGE_COST_BYTES;
  if (elapsedMs < ESTIMATE_AFTER_MS || done === 0) return undefined;
  return Math.round((elapsedMs / done) * Math.max(total - done, 0));
}
