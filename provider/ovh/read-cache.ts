import type { Clock } from "./clock.js";

/** Long enough for all who ask during one step of a run, short enough not to hide a colleague's change. */
const KEPT_MS = 10_000;

interface Entry {
  readonly at: number;
  readonly value: Promise<unknown>;
}

/** List calls shared by everything that asks at the same time. */
export class ReadCache {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly clock: Clock) {}

  get<T>(path: string, read: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(path);
    if (known !== undefined && this.clock.now() - known.at < KEPT_MS) return known.value as Promise<T>;
    const entry = { at: this.clock.now(), value: read() };
    this.#entries.set(path, entry);
    entry.value.catch(() => {
      if (this.#entries.get(path) === entry) this.#entries.delete(path);
    });
    return entry.value;
  }

  /** After a write below `root`, nothing read below it is believed any more. */
  drop(root: string): void {
    for (const path of this.#entries.keys()) {
      if (path.startsWith(root)) this.#entries.delete(path);
    }
  }
}
