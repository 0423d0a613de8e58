/** What a run that was broken off left under way at OVHcloud. */

import type { Recorded } from "../definition.js";
import type { Target } from "../ovh/exchange.js";
import type { TaskId } from "../ovh/tasks.js";
import type { ExchangeSession } from "../session.js";

/** What OVHcloud works on for a mailbox. Those of a group are not listed apart. */
export function tasksOn({ api }: ExchangeSession, target: Target): Promise<readonly TaskId[]> {
  return target.type === "mailingList" ? api.listTasks() : api.listTasksOf(target);
}

interface Sought<Found> {
  /** "mailbox anna@example.com" */
  readonly title: string;
  readonly recorded: Pick<Recorded<unknown, unknown>, "memory"> | undefined;
  readonly look: () => Promise<Found | undefined>;
  /** What of the service its tasks are listed under. Undefined: they are not listed apart. */
  readonly ownerOf?: (found: Found) => Target;
}

/**
 * Looks for what was begun and not finished when OVHcloud works on it no more: until then a mailbox may not be shown, and
 * would be taken for gone, or be begun a second time.
 */
export async function foundAfterEarlierWork<Found>(
  service: ExchangeSession,
  { title, recorded, look, ownerOf }: Sought<Found>,
): Promise<Found | undefined> {
  const found = await look();
  if (recorded?.memory.unfinished !== true) return found;
  const isListed = found !== undefined && ownerOf !== undefined;
  const ids = await (isListed ? tasksOn(service, ownerOf(found)) : service.api.listTasks());
  if (ids.length === 0) return found;
  await Promise.all(ids.map((id) => service.tasks.wait(id, `its work on ${title}`, { readable: true })));
  return look();
}
