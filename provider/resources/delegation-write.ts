/** Giving and taking one right. */

import { COMMIT_WINDOW_MS } from "../if-present.js";
import { ApiError, OutcomeUnknownError } from "../ovh/errors.js";
import type { TaskId } from "../ovh/tasks.js";
import { sameValue } from "../values.js";
import { madeByLostCall } from "./creation.js";
import type { DelegationStep, DelegationWork } from "./delegation.js";
import { isSameTarget, type Ours, rightsOf } from "./delegation-read.js";
import { excluding, including } from "./granted.js";
import { isRefusal } from "./refusal.js";

export async function perform(step: DelegationStep, work: DelegationWork): Promise<void> {
  const { place, on, delegate, right } = step;
  const doing = step.do === "grant" ? `giving ${right} on ${on.name} to` : `taking ${right} on ${on.name} from`;
  const watch = async (task: TaskId) => work.task(task, `${doing} ${delegate}`, { watcher: await place.tasks() });
  try {
    const task = await send(step);
    accepted(step, work);
    if (task !== undefined) await watch(task);
  } catch (error) {
    const isLost = error instanceof OutcomeUnknownError;
    const looking = cameAbout(error, step, work);
    // A look that fails leaves it open.
    const isDone = await (isLost ? looking.catch(() => false) : looking);
    // It was not there before, and may still come: then it is ours to take back.
    if (!isDone && step.do === "grant" && isLost) accepted(step, work);
    if (!isDone) throw await explain(error, step);
    accepted(step, work);
    // It may be shown before its task has ended, and the task may fail.
    for (const task of await place.tasksOn(on)) await watch(task);
  }
}

/** What was asked for is there in spite of the error: its answer was lost, or the call was delivered twice. */
async function cameAbout(error: unknown, step: DelegationStep, work: DelegationWork): Promise<boolean> {
  if (error instanceof OutcomeUnknownError) return wasDone(step, work);
  // Refused as it was delivered twice: what the first delivery asked for may not show before its task has ended.
  return isRefusal(error) && wasDone(step, work, () => step.place.tasksOn(step.on), 0);
}

function send({ do: verb, place, on, right, key }: DelegationStep): Promise<TaskId | undefined> {
  return verb === "grant" ? place.grant(on, right, key) : place.revoke(on, right, key);
}

/** After a lost answer the list tells. */
async function wasDone(
  { do: verb, place, on, right, key }: DelegationStep,
  work: DelegationWork,
  listTasks = place.listTasks,
  atLeastMs = COMMIT_WINDOW_MS,
): Promise<boolean> {
  const wanted = verb === "grant";
  const look = async () => ((await place.holds(on, right, key)) === wanted ? true : undefined);
  return (await madeByLostCall(work.session.clock, { listTasks }, look, atLeastMs)) ?? false;
}

function accepted(step: DelegationStep, work: DelegationWork): void {
  const { place, on, delegate, key, right } = step;
  work.accepted(place.idOf(on), {});
  if (step.do === "grant") {
    work.learn({ delegateIds: { ...work.facts.delegateIds, [delegate]: key } });
    if (isMove(step, work)) rememberMove(step, work);
    else work.learn({ targetType: on.type, targetId: on.id });
  }
  // In exclusive mode too: it may become additive, and then these alone are ours to take away.
  const { granted = [], taking = [] } = work.memory;
  if (step.do === "grant") {
    work.remember({ granted: including(granted, key, right), taking: excluding(taking, key, right) });
    return;
  }
  const isOurs = rightsOf(key, granted as Ours).includes(right); // Written by us.
  const isHere = work.facts.targetId !== undefined && !isMove(step, work);
  work.remember({ granted: excluding(granted, key, right) });
  if (isOurs && isHere) work.remember({ taking: including(taking, key, right) });
}

/** The state says where it stands until the move has ended. */
function isMove({ on }: DelegationStep, { facts: { targetType: type, targetId: id } }: DelegationWork): boolean {
  return type !== undefined && id !== undefined && !isSameTarget({ type, id }, on);
}

/** All that was given where it stood before is gone when the first right is given elsewhere. */
function rememberMove({ key, right }: DelegationStep, work: DelegationWork): void {
  const { moved } = work.memory;
  const on = { ...work.inputs.on };
  const begun = moved !== undefined && sameValue(moved.on, on);
  work.remember({
    moved: { on, granted: including(begun ? moved.granted : [], key, right) },
    ...(begun ? {} : { granted: [] }),
  });
}

async function explain(error: unknown, { do: verb, delegate, right, on, place }: DelegationStep): Promise<unknown> {
  if (!(error instanceof ApiError)) return error;
  const doing = verb === "grant" ? `give ${right} on ${on.name} to` : `take ${right} on ${on.name} from`;
  const hint = verb === "grant" ? await place.hint(error) : "";
  return new Error(`grants[${JSON.stringify(delegate)}]: could not ${doing} ${delegate}: ${error.message}${hint}`, {
    cause: error,
  });
}
