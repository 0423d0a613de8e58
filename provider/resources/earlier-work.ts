/** What a run that was broken off left under way at OVHcloud. */

import type { Purpose, Recorded } from "../definition.js";
import { ifPresent } from "../if-present.js";
import type { Target } from "../ovh/exchange.js";
import type { TaskId, TaskWatcher } from "../ovh/tasks.js";
import type { ExchangeSession } from "../session.js";

/** What OVHcloud works on for a mailbox. Those of a group are not listed apart. */
export function tasksOn({ api }: ExchangeSession, target: Target): Promise<readonly TaskId[]> {
  return target.type === "mailingList" ? api.listTasks() : api.listTasksOf(target);
}

/** However they end: what is read afterwards tells. Some may be of other resources. */
export async function untilEnded(
  tasks: TaskWatcher,
  ids: readonly TaskId[],
  doing: string,
  list: () => Promise<readonly TaskId[]>,
): Promise<void> {
  const ended = await Promise.allSettled(ids.map((id) => tasks.wait(id, doing, { readable: true })));
  const failed = ended.find((one) => one.status === "rejected");
  if (failed === undefined) return;
  const listed = await list();
  if (ids.some((id) => listed.includes(id))) throw failed.reason;
}

interface AtWork {
  readonly taskPendingId?: number | null | undefined;
}

interface Sought<Found> {
  /** "mailbox anna@example.com" */
  readonly title: string;
  readonly recorded: Pick<Recorded<unknown, unknown>, "memory"> | undefined;
  readonly purpose: Purpose;
  readonly look: () => Promise<Found | undefined>;
  /** What of the service its tasks are listed under. Undefined: they are not listed apart. */
  readonly ownerOf?: (found: Found) => Target;
}

/** A task may stand still for hours: then what is there counts. */
const LOOK_TIMEOUT_MS = 5 * 60_000;

/** What a run that was killed asked for shows when OVHcloud has done it: a refresh would take what was before for true. */
export async function foundAtRest<Found extends AtWork>(
  tasks: TaskWatcher,
  { title, look }: Pick<Sought<Found>, "title" | "look">,
  found: Found | undefined,
): Promise<Found | undefined> {
  const id = found?.taskPendingId;
  if (!id) return found;
  await tasks.wait(id, `its work on ${title}`, { readable: true, timeoutMs: LOOK_TIMEOUT_MS }).catch(() => {});
  return look();
}

/**
 * Looks for what was begun and not finished when OVHcloud works on it no more: until then a mailbox may not be shown, and
 * would be taken for gone, or be begun a second time.
 */
export async function foundAfterEarlierWork<Found extends AtWork>(
  service: ExchangeSession,
  { title, recorded, purpose, look, ownerOf }: Sought<Found>,
): Promise<Found | undefined> {
  const found = await look();
  if (recorded?.memory.unfinished !== true)
    return purpose === "refresh" ? foundAtRest(service.tasks, { title, look }, found) : found;
  const isListed = found !== undefined && ownerOf !== undefined;
  const ids = await ifPresent(isListed ? tasksOn(service, ownerOf(found)) : service.api.listTasks());
  // Renamed or removed since the look.
  if (ids === undefined) return look();
  // What ended between the look and the list is seen by another look.
  await untilEnded(service.tasks, ids, `its work on ${title}`, () => service.api.listTasks());
  return look();
}
