/** Several pairs of connections work off what is to be copied. */

import { CopyError } from "./errors.js";
import type { FolderState } from "./folder-state.js";
import { takeInventory } from "./inventory.js";
import { type Job, JobQueue } from "./jobs.js";
import { compare } from "./matching.js";
import { GivenUpError, type Patience, persist } from "./persist.js";
import type { Pair } from "./side.js";
import { type Outcomes, Transfer } from "./transfer.js";

/** A pair that cannot be opened is one that the servers do not want: the others do its work. */
const ATTEMPTS_OF_HELPERS = 3;
/** One message alone may have been changed for a reason of its own. */
const PROBE_MESSAGES_MIN = 10;

type FolderJob = Job<FolderState>;

export async function workOff(
  jobs: readonly FolderJob[],
  [first, ...others]: readonly Pair[],
  patience: Patience,
  outcomes: Outcomes,
): Promise<void> {
  if (first === undefined) return;
  const probe = probeAmong(jobs);
  if (probe !== undefined) await tryOut(probe, first, patience, outcomes);
  const queue = new JobQueue(jobs.filter((job) => job !== probe));
  const helpers = others.map((pair) => help(queue, pair, patience, outcomes));
  await Promise.all([work(queue, first, patience, outcomes), ...helpers]);
  // What a helper handed back after the first worker was done.
  await work(queue, first, patience, outcomes);
}

async function work(queue: JobQueue<FolderState>, pair: Pair, patience: Patience, outcomes: Outcomes): Promise<void> {
  let open: FolderState | undefined;
  for (let job = queue.take(open); job !== undefined; job = queue.take(open)) {
    open = job.folder;
    await carryOut(job, pair, patience, outcomes);
    queue.done(job);
  }
}

async function help(queue: JobQueue<FolderState>, pair: Pair, patience: Patience, outcomes: Outcomes): Promise<void> {
  let open: FolderState | undefined;
  for (let job = queue.take(open); job !== undefined; job = queue.take(open)) {
    open = job.folder;
    try {
      await carryOut(job, pair, patience, outcomes, ATTEMPTS_OF_HELPERS);
      queue.done(job);
    } catch (error) {
      if (!(error instanceof GivenUpError)) throw error;
      queue.done(job);
      queue.giveBack(job);
      return;
    }
  }
}

async function carryOut(
  job: FolderJob,
  pair: Pair,
  patience: Patience,
  outcomes: Outcomes,
  attempts?: number,
): Promise<void> {
  const transfer = new Transfer(job, pair, outcomes);
  await persist(patience, () => transfer.attempt(), { attempts, progress: () => transfer.left.length });
}

/** As long as the destination has nothing of the mailbox, how it shows what it is given is not known. */
function probeAmong(jobs: readonly FolderJob[]): FolderJob | undefined {
  if (jobs.some(({ folder }) => folder.alreadyThere + folder.accepted.size > 0)) return undefined;
  const probes = jobs.filter(({ messages }) => messages.length >= PROBE_MESSAGES_MIN);
  return probes.sort((a, b) => a.messages.length - b.messages.length)[0];
}

/** A destination that changes dates and headers would be given everything again by the next copy. */
async function tryOut(job: FolderJob, pair: Pair, patience: Patience, outcomes: Outcomes): Promise<void> {
  await carryOut(job, pair, patience, outcomes);
  const { folder } = job;
  const { destination } = folder;
  const now = await persist(patience, async () =>
    takeInventory(await pair.destination(), destination.raw, "SELECT", destination.baseline),
  );
  const accepted = job.messages.filter(({ uid }) => folder.accepted.has(uid));
  if (accepted.length === 0 || compare(accepted, now.messages).matched > 0) return;
  throw new CopyError(
    `the destination took ${accepted.length} messages into the folder ${destination.path} and shows other dates or headers: ` +
      "a second copy could not tell what is there, so this one stopped",
  );
}
