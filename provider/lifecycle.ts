/** Create, read, update and delete, for every kind alike: what is there decides what is to be done. */

import type { Definition, Recorded } from "./definition.js";
import { goingOn, removingOn } from "./go-on.js";
import { isSomebodyElses, readLately, sure, wasMade } from "./lately.js";
import { isProtected } from "./protection.js";
import { Run } from "./run.js";
import type { Session } from "./session.js";
import type { Outcome } from "./unfinished.js";

type Any<I extends object, F extends object, A, S> = Definition<I, F, A, S>;

export function create<I extends object, F extends object, A, S>(
  definition: Any<I, F, A, S>,
  session: Session,
  inputs: I,
): Promise<Outcome<I, F>> {
  return goingOn(
    session.clock,
    () => make(definition, session, inputs),
    (soFar) => change(definition, session, soFar.id, soFar, inputs),
  );
}

export function update<I extends object, F extends object, A, S>(
  definition: Any<I, F, A, S>,
  session: Session,
  id: string,
  recorded: Recorded<I, F>,
  inputs: I,
): Promise<Outcome<I, F>> {
  return goingOn(
    session.clock,
    () => change(definition, session, id, recorded, inputs),
    (soFar) => change(definition, session, id, soFar, inputs),
  );
}

export function remove<I extends object, F extends object, A, S>(
  definition: Any<I, F, A, S>,
  session: Session,
  id: string,
  recorded: Recorded<I, F>,
): Promise<void> {
  return removingOn(() => takeAway(definition, session, id, recorded));
}

async function make<I extends object, F extends object, A, S>(
  definition: Any<I, F, A, S>,
  session: Session,
  inputs: I,
  facts: Partial<F> = {},
): Promise<Outcome<I, F>> {
  const place = { inputs, recorded: undefined, purpose: "change" as const };
  const actual = definition.adopts(inputs) ? await definition.read(session, place) : undefined;
  return new Run(definition, session, inputs, undefined, actual === undefined ? facts : {}).toward(actual);
}

async function change<I extends object, F extends object, A, S>(
  definition: Any<I, F, A, S>,
  session: Session,
  id: string,
  recorded: Recorded<I, F>,
  inputs: I,
): Promise<Outcome<I, F>> {
  const actual = await readLately(definition, session, { inputs, recorded, purpose: "change" as const });
  if (recorded.memory.unsureSince !== undefined) {
    // Nothing came of it yet: it is begun anew, and whatever somebody else has there is taken over if asked alone.
    if (actual === undefined || isSomebodyElses(definition, actual, recorded))
      return make(definition, session, inputs, recorded.facts);
  }
  if (actual === undefined && wasMade(recorded)) {
    throw new Error(
      `${definition.title(recorded.inputs)} is no longer there: somebody removed it. ` +
        'Run "pulumi refresh", look at what it shows, and "pulumi up" will make it again, empty.',
    );
  }
  return new Run(definition, session, inputs, { ...sure(recorded), id }).toward(actual);
}

export async function read<I extends object, F extends object, A, S>(
  definition: Any<I, F, A, S>,
  session: Session,
  recorded: Recorded<I, F>,
): Promise<Recorded<I, F> | undefined> {
  const actual = await readLately(definition, session, { inputs: recorded.inputs, recorded, purpose: "refresh" });
  // Forgotten, what may still come would be made again, or be nobody's.
  if (actual === undefined) return wasMade(recorded) ? undefined : recorded;
  if (isSomebodyElses(definition, actual, recorded)) return recorded;
  const { memory } = sure(recorded);
  return {
    inputs: definition.inputsFrom(actual, recorded),
    facts: definition.factsFrom(actual, recorded.facts, recorded.inputs),
    memory,
  };
}

async function takeAway<I extends object, F extends object, A, S>(
  definition: Any<I, F, A, S>,
  session: Session,
  id: string,
  recorded: Recorded<I, F>,
): Promise<void> {
  if (await definition.leftBehind?.(session, recorded)) return;
  if (!wasMade(recorded) && (await isAbsent(definition, session, recorded))) return;
  if (isProtected(definition, recorded)) {
    throw new Error(
      `${definition.title(recorded.inputs)} is protected, and deleting it would lose its mail. ` +
        'To delete it, set deletionProtection to false, run "pulumi up", and then take it out of the program.',
    );
  }
  await new Run(definition, session, recorded.inputs, { ...recorded, id }).toRemoval();
}

/** A creation that failed half-way left nothing of ours: there is nothing to protect. */
async function isAbsent<I extends object, F extends object, A, S>(
  definition: Any<I, F, A, S>,
  session: Session,
  recorded: Recorded<I, F>,
): Promise<boolean> {
  const actual = await readLately(definition, session, { inputs: recorded.inputs, recorded, purpose: "removal" });
  return actual === undefined || isSomebodyElses(definition, actual, recorded);
}
