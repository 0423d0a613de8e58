/** One copy from beginning to end: list, map, compare, copy, and compare again until nothing is missing. */

import type { Clock } from "../ovh/clock.js";
import { systemClock } from "../ovh/clock.js";
import type { Listing } from "./connection.js";
import { CopyError } from "./errors.js";
import { type Candidate, type FolderState, NOTHING, sizeOf } from "./folder-state.js";
import { groupBy } from "./group-by.js";
import { type Message, takeInventory } from "./inventory.js";
import { type Job, jobsOf } from "./jobs.js";
import { mapFolders } from "./mapping.js";
import { compare, findChanged } from "./matching.js";
import { persist } from "./persist.js";
import { prepareFolders } from "./prepare-folders.js";
import { Progress } from "./progress.js";
import { reportOf } from "./report.js";
import { Pair, Side } from "./side.js";
import type { CopyOptions, CopyReport, SkippedMail } from "./types.js";
import { workOff } from "./workers.js";

const CONNECTIONS = 3;
const CONNECTIONS_MAX = 10;
/** New mail may arrive at the source all the time: the rest is for the next copy. */
const ROUNDS_MAX = 4;
/** A server that refuses so many without taking one in between refuses them all. */
const REFUSED_IN_A_ROW_MAX = 50;

export class CopyRun {
  readonly #clock: Clock;
  readonly #end = new AbortController();
  readonly #signal: AbortSignal;
  readonly #source: Side;
  readonly #destination: Side;
  readonly #pairs: readonly Pair[];
  readonly #progress: Progress;
  readonly #notices: string[] = [];
  #folders: readonly FolderState[] = [];
  #skipped: readonly SkippedMail[] = [];
  #refusedInARow = 0;

  constructor(private readonly options: CopyOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#signal = AbortSignal.any([this.#end.signal, ...(options.signal === undefined ? [] : [options.signal])]);
    this.#source = new Side("source", options.source, this.#signal);
    this.#destination = new Side("destination", options.destination, this.#signal);
    const count = Math.min(Math.max(options.connections ?? CONNECTIONS, 1), CONNECTIONS_MAX);
    const sides = { source: this.#source, destination: this.#destination };
    this.#pairs = Array.from({ length: count }, () => new Pair(sides));
    this.#progress = new Progress(this.#clock, options.onProgress);
    this.#signal.addEventListener("abort", () => this.#close(), { once: true });
  }

  async run(): Promise<CopyReport> {
    try {
      const missing = await this.#copy();
      return reportOf({ folders: this.#folders, missing, skipped: this.#skipped, notices: this.#notices });
    } catch (error) {
      // What a worker says after an abort is that its connection is gone.
      this.options.signal?.throwIfAborted();
      throw error;
    } finally {
      this.#end.abort();
    }
  }

  /** Ends with what is missing still. */
  async #copy(): Promise<readonly Job<FolderState>[]> {
    await this.#prepare();
    for (let round = 1; ; round++) {
      this.#progress.enter("comparing");
      const jobs = await this.#compare(round === 1);
      if (jobs.length === 0 || round === ROUNDS_MAX) return jobs;
      this.#progress.enter("copying");
      for (const { messages } of jobs) this.#progress.expect(messages.length, sizeOf(messages));
      await workOff(jobs, this.#pairs, this.#patience, {
        accepted: (folder, messages) => this.#accepted(folder, messages),
        refused: (folder, message, why) => this.#refused(folder, message, why),
      });
    }
  }

  get #patience() {
    return { clock: this.#clock, signal: this.#signal };
  }

  get #first(): Pair {
    const [first] = this.#pairs;
    if (first === undefined) throw new Error("a copy has one pair of connections at least");
    return first;
  }

  async #prepare(): Promise<void> {
    const listed = (side: Side): Promise<Listing> => persist(this.#patience, () => side.list());
    const [source, destination] = await Promise.all([listed(this.#source), listed(this.#destination)]);
    const { folders, notices } = mapFolders(source, destination);
    this.#notices.push(...notices);
    const prepared = await persist(this.#patience, async () =>
      prepareFolders(await this.#first.destination(), folders, destination),
    );
    this.#notices.push(...prepared.notices);
    this.#folders = prepared.folders;
    this.#skipped = prepared.skipped;
  }

  async #compare(isFirst: boolean): Promise<Job<FolderState>[]> {
    const groups = groupBy(this.#folders, ({ destination }) => destination);
    const jobs: Job<FolderState>[] = [];
    for (const [destination, folders] of groups) {
      const readSources = persist(this.#patience, () => this.#readSources(folders));
      const readDestination = persist(this.#patience, async () => {
        const connection = await this.#first.destination();
        destination.baseline = await takeInventory(connection, destination.raw, "SELECT", before(destination.baseline));
      });
      await Promise.all([readSources, readDestination]);
      jobs.push(...this.#missing(folders, destination.baseline.messages, isFirst));
    }
    return jobs;
  }

  async #readSources(folders: readonly FolderState[]): Promise<void> {
    const connection = await this.#first.source();
    for (const folder of folders) {
      folder.inventory = await takeInventory(connection, folder.rawSource, "EXAMINE", before(folder.inventory));
    }
  }

  #missing(folders: readonly FolderState[], there: readonly Message[], isFirst: boolean): Job<FolderState>[] {
    const candidates = folders.flatMap((from) => from.inventory.messages.map((message) => ({ ...message, from })));
    const missing = missingOf(candidates, there);
    const byFolder = groupBy(missing, ({ from }) => from);
    return folders.flatMap((folder) => {
      const messages = byFolder.get(folder) ?? [];
      if (isFirst) folder.alreadyThere = folder.inventory.messages.length - messages.length;
      return jobsOf(folder, this.#worthwhile(folder, messages));
    });
  }

  /** Nothing is sent twice in one run, whatever the destination shows of it. */
  #worthwhile(folder: FolderState, messages: readonly Message[]): Message[] {
    const { maxMessageBytes = Number.POSITIVE_INFINITY } = this.options;
    for (const { uid, sizeBytes } of messages) {
      if (sizeBytes > maxMessageBytes) folder.refused.set(uid, `larger than ${maxMessageBytes} bytes`);
      else if (folder.accepted.has(uid))
        folder.refused.set(uid, "the destination took it, and does not show it as it was");
    }
    return messages.filter(({ uid }) => !folder.refused.has(uid));
  }

  #accepted(folder: FolderState, messages: readonly Message[]): void {
    if (messages.length > 0) this.#refusedInARow = 0;
    for (const { uid } of messages) folder.accepted.add(uid);
    this.#progress.add(messages.length, sizeOf(messages));
  }

  #refused(folder: FolderState, { uid }: Message, why: string): void {
    folder.refused.set(uid, why);
    this.#refusedInARow++;
    if (this.#refusedInARow < REFUSED_IN_A_ROW_MAX) return;
    throw new CopyError(
      `${why}: so it went for ${REFUSED_IN_A_ROW_MAX} messages in a row, the last in the folder ${folder.path}`,
    );
  }

  #close(): void {
    this.#source.closeAll();
    this.#destination.closeAll();
  }
}

function missingOf(candidates: readonly Candidate[], there: readonly Message[]): readonly Candidate[] {
  const { missing, left } = compare(candidates, there);
  const accepted = missing.filter(({ from, uid }) => from.accepted.has(uid));
  const unseen = new Set(findChanged(accepted, left).missing);
  return missing.filter((candidate) => !candidate.from.accepted.has(candidate.uid) || unseen.has(candidate));
}

function before(inventory: FolderState["inventory"]): FolderState["inventory"] | undefined {
  return inventory === NOTHING ? undefined : inventory;
}
