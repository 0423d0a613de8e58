/** What redirections and responders have in common: entries of a domain of MX Plan whose tasks have no state. */

import type { Work } from "../definition.js";
import { COMMIT_WINDOW_MS, ifPresent } from "../if-present.js";
import type { MxPlanDomain } from "../mxplan-session.js";
import type { Clock } from "../ovh/clock.js";
import { ApiError, NotFoundError, OutcomeUnknownError } from "../ovh/errors.js";
import type { TaskId, TaskWatcher } from "../ovh/tasks.js";
import { Patience } from "../patience.js";
import { type Asked, explainRefusal } from "./refusal.js";

/** Waits for what OVHcloud does at this moment. */
export async function whenIdle(tasks: TaskWatcher, ids: readonly TaskId[], doing: string): Promise<void> {
  await Promise.all(ids.map((id) => tasks.wait(id, doing, { readable: true })));
}

interface Removal {
  /** "the removal of the redirection from info@example.com to anna@example.com" */
  readonly doing: string;
  /** Undefined: its task cannot be watched. */
  readonly send: () => Promise<{ readonly id: TaskId } | undefined>;
  /** Resolves when OVHcloud works on nothing that may be this. */
  readonly idle: () => Promise<void>;
  readonly isThere: () => Promise<boolean>;
}

/** "Not found" is as good as removed. After a lost answer, what is there tells: not one look alone, which may be old. */
export async function sendRemoval<Inputs, Facts>(work: Work<Inputs, Facts>, removal: Removal): Promise<void> {
  try {
    const task = await ifPresent(removal.send());
    if (task !== undefined) work.task(task.id, removal.doing);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    await removal.idle();
    for (const patience = new Patience(work.session.clock); ; await patience.pause()) {
      if (await removal.isThere()) throw error;
      if (patience.hasLasted(COMMIT_WINDOW_MS)) return;
    }
  }
}

const GONE_TIMEOUT_MS = 5 * 60_000;

/** A removal may show some time after its task has ended, and what takes the place must wait for that. */
export async function untilGone(clock: Clock, isThere: () => Promise<boolean>, title: string): Promise<void> {
  for (const patience = new Patience(clock); await isThere(); await patience.pause()) {
    if (patience.hasLasted(GONE_TIMEOUT_MS)) {
      throw new Error(`OVHcloud accepted to remove the ${title}, but still shows it: the next "pulumi up" goes on`);
    }
  }
}

interface Entry {
  readonly what: "redirection" | "responder";
  /** What OVHcloud works on for its address. */
  readonly listTasks: () => Promise<readonly TaskId[]>;
}

/** An earlier run, a second delivery of this call or another program may have been quicker. */
const IF_THERE = "Should it be there by then, set adopt to true to take it over.";

/** OVHcloud publishes no sentence for "too many" or "being made already", so it is asked for what tells. */
export async function explainCreation(
  { name, api }: MxPlanDomain,
  { what, listTasks }: Entry,
  asked: Asked,
  error: unknown,
): Promise<unknown> {
  const explained = explainRefusal(error, asked);
  if (explained === error || !(error instanceof ApiError)) return explained;
  const tasks = await listTasks().catch(() => []);
  if (tasks.length > 0) {
    return new Error(
      `OVHcloud is at work on a ${what} of ${asked.emailAddress}, perhaps on one that an earlier run began before it was ` +
        `broken off: run "pulumi up" again in some minutes. ${IF_THERE} ${error.message}`,
      { cause: error },
    );
  }
  const orThere =
    explained instanceof Error ? new Error(`${explained.message}. ${IF_THERE}`, { cause: error }) : explained;
  const numbers = await Promise.all([api.getQuota(), api.getSummary()]).catch(() => undefined);
  if (numbers === undefined) return orThere;
  const [{ [what]: allowed }, { [what]: used }] = numbers;
  if (used < allowed) return orThere;
  return new Error(
    `the domain ${name} has ${used} of the ${allowed} ${what}s that OVHcloud allows it. ` +
      `Remove one that nobody needs, or order a larger offer. ${error.message}`,
    { cause: error },
  );
}

/** "Not found" for the whole domain must never pass for "this one is gone". */
export async function orUnseen<T>(domain: MxPlanDomain, asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof NotFoundError) await domain.generation();
    throw error;
  }
}
