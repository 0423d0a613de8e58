/** Giving and taking one right. */

import { ifPresent } from "../if-present.js";
import { ApiError, OutcomeUnknownError } from "../ovh/errors.js";
import type { DelegationStep, DelegationWork } from "./delegation.js";
import { API_RIGHT } from "./rights.js";

export async function grant(step: DelegationStep, work: DelegationWork): Promise<void> {
  const { on, delegate, id, right } = step;
  const { api } = work.session.exchange(work.inputs.on.service);
  try {
    const task = await api.grant(on, API_RIGHT[right], id);
    accepted(step, work);
    work.task(task.id, `giving ${right} on ${on.emailAddress} to ${delegate}`);
  } catch (error) {
    if (!(await mayHaveBeenDone(error, async () => (await api.listGrants(on, API_RIGHT[right])).includes(id)))) {
      throw explain(error, step);
    }
    accepted(step, work);
  }
}

export async function revoke(step: DelegationStep, work: DelegationWork): Promise<void> {
  const { on, delegate, id, right } = step;
  const { api } = work.session.exchange(work.inputs.on.service);
  try {
    const task = await ifPresent(api.revoke(on, API_RIGHT[right], id));
    accepted(step, work);
    if (task !== undefined) work.task(task.id, `taking ${right} on ${on.emailAddress} from ${delegate}`);
  } catch (error) {
    if (!(await mayHaveBeenDone(error, async () => !(await api.listGrants(on, API_RIGHT[right])).includes(id)))) {
      throw explain(error, step);
    }
    accepted(step, work);
  }
}

/** After a lost answer the list tells. */
async function mayHaveBeenDone(error: unknown, isDone: () => Promise<boolean>): Promise<boolean> {
  return error instanceof OutcomeUnknownError && (await isDone());
}

function accepted(step: DelegationStep, work: DelegationWork): void {
  const { on, delegate, id, right } = step;
  work.accepted(`${work.inputs.on.service}/${on.type}/${on.id}/delegation`, {});
  if (step.do === "grant") {
    const delegateIds = { ...work.facts.delegateIds, [delegate]: id };
    work.learn({ targetType: on.type, targetId: on.id, delegateIds });
  }
  if (work.inputs.mode === "additive") rememberOwn(work, delegate, right, step.do === "grant");
}

function rememberOwn(work: DelegationWork, delegate: string, right: string, held: boolean): void {
  const others = (work.memory.granted?.[delegate] ?? []).filter((own) => own !== right);
  const { [delegate]: _, ...rest } = work.memory.granted ?? {};
  const own = held ? [...others, right] : others;
  work.remember({ granted: own.length > 0 ? { ...rest, [delegate]: own } : rest });
}

function explain(error: unknown, { do: verb, delegate, right, on }: DelegationStep): unknown {
  if (!(error instanceof ApiError)) return error;
  const doing =
    verb === "grant" ? `give ${right} on ${on.emailAddress} to` : `take ${right} on ${on.emailAddress} from`;
  return new Error(`grants[${JSON.stringify(delegate)}]: could not ${doing} ${delegate}: ${error.message}`, {
    cause: error,
  });
}
