/** Carries out one job: from a folder of the source into one of the destination. */

import { appendAll, appendOne, type Loaded } from "./append.js";
import type { Connection } from "./connection.js";
import { BusyServerError, CopyError, inBrackets, RefusedError } from "./errors.js";
import { fetchAll, fetchStream } from "./fetch.js";
import type { FolderState } from "./folder-state.js";
import { type Message, openFolder, takeInventory } from "./inventory.js";
import { type Job, loadsOf } from "./jobs.js";
import { compare } from "./matching.js";
import type { Pair } from "./side.js";

/** Larger messages are never held whole. */
const LARGE_BYTES = 256 << 10;
const LOAD = { messages: 100, bytes: 1 << 20 };

/** So often a message is tried that runs up against a limit. */
const LIMITED_MAX = 3;

export interface Outcomes {
  accepted(folder: FolderState, messages: readonly Message[]): void;
  refused(folder: FolderState, message: Message, why: string): void;
}

export class Transfer {
  #left: readonly Message[];
  readonly #limited = new Map<Message, number>();

  constructor(
    private readonly job: Job<FolderState>,
    private readonly pair: Pair,
    private readonly outcomes: Outcomes,
  ) {
    const { accepted, refused } = job.folder;
    this.#left = job.messages.filter(({ uid }) => !accepted.has(uid) && !refused.has(uid));
  }

  get left(): readonly Message[] {
    return this.#left;
  }

  /** May be called again after it failed: then it looks first at what the destination has. */
  async attempt(): Promise<void> {
    if (this.job.uncertain) await this.#lookBeforeRepeating();
    const { folder } = this.job;
    const [source, destination] = await Promise.all([this.pair.source(), this.pair.destination()]);
    if (source.selected !== folder.rawSource) await openFolder(source, folder.rawSource, "EXAMINE");
    this.job.uncertain = true;
    await this.#move(source, destination);
    this.job.uncertain = false;
  }

  async #move(source: Connection, destination: Connection): Promise<void> {
    const limit = destination.appendLimitBytes;
    for (const message of this.#left)
      if (message.sizeBytes > limit) this.#refuse(message, "larger than the destination takes");
    const loads = loadsOf(this.#left, LOAD, isLarge);
    let ahead = begin(source, loads[0]);
    for (const [index, load] of loads.entries()) {
      const [first] = load;
      const loaded = await ahead;
      // The next small ones are fetched while these are written.
      ahead = begin(source, loads[index + 1]);
      if (loaded === "large" && first !== undefined) await this.#stream(source, destination, first);
      else if (loaded !== "large") await this.#store(destination, load, loaded);
    }
  }

  async #store(destination: Connection, load: readonly Message[], loaded: readonly Loaded[]): Promise<void> {
    const refused = await appendAll(destination, this.#target(), loaded);
    this.#accept(loaded.map(({ message }) => message).filter((message) => !refused.has(message)));
    for (const [message, error] of refused) await this.#judge(destination, message, error, loaded);
    this.#drop(load);
  }

  /** What was refused because of a keyword goes without it; what the folder has no room for ends it all. */
  async #judge(
    destination: Connection,
    message: Message,
    error: RefusedError,
    loaded: readonly Loaded[],
  ): Promise<void> {
    this.#throwIfNotFinal(message, error);
    const content = loaded.find((other) => other.message === message)?.content;
    const plain = { ...message, flags: message.flags.filter((flag) => flag.startsWith("\\")) };
    if (content === undefined || plain.flags.length === message.flags.length)
      return this.#refuse(message, reasonOf(error));
    try {
      await appendOne(destination, this.#target(), plain, [content]);
      this.#accept([message]);
    } catch (again) {
      if (!(again instanceof RefusedError)) throw again;
      this.#refuse(message, reasonOf(again));
    }
  }

  async #stream(source: Connection, destination: Connection, message: Message): Promise<void> {
    const { content, finished } = fetchStream(source, message);
    const sizeBytes = await content.sizeBytes;
    try {
      if (sizeBytes !== undefined) await appendOne(destination, this.#target(), message, content, sizeBytes);
      await finished;
      if (sizeBytes !== undefined) this.#accept([message]);
    } catch (error) {
      content.discard();
      // The source's own failure says more than that of the destination, which had to be cut off for it.
      await finished;
      if (!(error instanceof RefusedError)) throw error;
      this.#throwIfNotFinal(message, error);
      this.#refuse(message, reasonOf(error));
    }
    this.#drop([message]);
  }

  async #lookBeforeRepeating(): Promise<void> {
    const { destination } = this.job.folder;
    const { baseline, raw } = destination;
    const now = await takeInventory(await this.pair.destination(), raw, "SELECT", baseline);
    if (now.uidValidity !== baseline.uidValidity)
      throw new CopyError(`${destination.path} was made anew while it was copied to`);
    const before = new Set(baseline.messages.map(({ uid }) => uid));
    const added = now.messages.filter(({ uid }) => !before.has(uid));
    const { missing } = compare(this.#left, added.length > 0 ? this.#notOf(added) : added);
    const open = new Set(missing);
    this.#accept(this.#left.filter((message) => !open.has(message)));
    this.job.uncertain = false;
  }

  /** Equal messages of this job that are known to be there are no proof of those that are not. */
  #notOf(added: readonly Message[]): readonly Message[] {
    const left = new Set(this.#left);
    const done = this.job.messages.filter((message) => !left.has(message) && this.job.folder.accepted.has(message.uid));
    return compare(added, done).missing;
  }

  #target() {
    const { raw, baseline } = this.job.folder.destination;
    return { raw, permanentFlags: baseline.permanentFlags };
  }

  #accept(messages: readonly Message[]): void {
    this.outcomes.accepted(this.job.folder, messages);
    this.#drop(messages);
  }

  #refuse(message: Message, why: string): void {
    this.outcomes.refused(this.job.folder, message, why);
    this.#drop([message]);
  }

  #drop(messages: readonly Message[]): void {
    const gone = new Set(messages);
    this.#left = this.#left.filter((message) => !gone.has(message));
  }

  #throwIfNotFinal(message: Message, { code, side }: RefusedError): void {
    const { path } = this.job.folder.destination;
    const wrong = HOPELESS[code ?? ""];
    if (wrong !== undefined)
      throw new CopyError(`the destination ${wrong} [${code}]: copying to the folder ${path} stopped`);
    // Throttling, or a limit of this one message: time tells.
    const refusals = (this.#limited.get(message) ?? 0) + 1;
    this.#limited.set(message, refusals);
    if (code === "LIMIT" && refusals < LIMITED_MAX) throw new BusyServerError(side, code);
  }
}

/** What holds for the next message as well. */
const HOPELESS: Record<string, string> = {
  OVERQUOTA: "has no room left",
  TRYCREATE: "does not have the folder any more",
  NONEXISTENT: "does not have the folder any more",
  NOPERM: "does not allow it",
  EXPIRED: "does not allow it any more",
};

function begin(source: Connection, load: readonly Message[] | undefined): Promise<readonly Loaded[] | "large"> {
  const [first] = load ?? [];
  if (load === undefined || first === undefined) return Promise.resolve([]);
  if (isLarge(first)) return Promise.resolve("large");
  const loaded = fetchAll(source, load);
  // When the destination fails first, nobody looks at it.
  loaded.catch(() => {});
  return loaded;
}

function isLarge({ sizeBytes }: Message): boolean {
  return sizeBytes > LARGE_BYTES;
}

function reasonOf({ code }: RefusedError): string {
  return `the destination refuses it${inBrackets(code)}`;
}
