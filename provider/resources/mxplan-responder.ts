/** The automatic answer of one mailbox of the legacy MX Plan. */

import type { Definition, Intent, Place, Work } from "../definition.js";
import type { Responder } from "../ovh/domain-models.js";
import { OutcomeUnknownError } from "../ovh/errors.js";
import { splitAddress } from "../schemas.js";
import type { Session } from "../session.js";
import { sendCreationAt } from "./creation.js";
import { sendRemoval, untilGone } from "./domain-entries.js";
import { accessTo, type ResponderAccess, responderId } from "./mxplan-responder-access.js";
import {
  differing,
  fields,
  inputsFrom,
  type MxPlanResponderInputs,
  rules,
  toChange,
  toCreation,
  undeclaredPart,
  type View,
  viewOf,
  wantedView,
} from "./mxplan-responder-view.js";
import { type Asked, explainRefusal } from "./refusal.js";

export type MxPlanResponderFacts = Record<never, never>;

/** `again`: in the place of one that goes. */
type Step =
  | { readonly do: "create"; readonly view: View; readonly again: boolean }
  | { readonly do: "change"; readonly view: View }
  | { readonly do: "delete"; readonly again?: true };

type ResponderPlace = Place<MxPlanResponderInputs, MxPlanResponderFacts>;
type ResponderIntent = Intent<MxPlanResponderInputs, MxPlanResponderFacts, Responder>;
type ResponderWork = Work<MxPlanResponderInputs, MxPlanResponderFacts>;

export const mxPlanResponder: Definition<MxPlanResponderInputs, MxPlanResponderFacts, Responder, Step> = {
  kind: "MxPlanResponder",
  title,
  tasks: (session, { emailAddress }) => session.mxPlanDomain(splitAddress(emailAddress).domain).responderTasks,
  fields,
  rules,
  secretOutputs: [],
  holdsMail: false,
  adopts: ({ adopt }) => adopt,
  read,
  isAsAsked: (found, { inputs }) => isAsDeclared(found, inputs),
  plan,
  prepare,
  perform,
  // Its tasks are waited for where they are begun: a responder itself names none.
  pendingTask: () => undefined,
  removalIsUntold: true,
  id: responderId,
  inputsFrom: (responder, { inputs }) => inputsFrom(responder, inputs),
  factsFrom: () => ({}),
};

function title({ emailAddress }: MxPlanResponderInputs): string {
  return `responder of ${emailAddress}`;
}

async function read(session: Session, { inputs, recorded }: ResponderPlace): Promise<Responder | undefined> {
  const access = accessTo(session, inputs);
  // What was begun before may still be under way, and not be shown until it has ended.
  if (recorded?.memory.unfinished === true) await access.idle();
  return access.get();
}

function plan({ desired, actual, recorded }: ResponderIntent): Step[][] {
  if (desired === undefined) return actual === undefined ? [] : [[{ do: "delete" }]];
  if (actual === undefined)
    return [[{ do: "create", view: wantedView(desired, recorded?.memory.former), again: false }]];
  const changes = differing(desired, actual, recorded?.inputs);
  if (Object.keys(changes).length === 0) return [];
  const view = { ...viewOf(actual), ...changes };
  if (!mustBeMadeAnew(changes)) return [[{ do: "change", view }]];
  const copyTo = view.keepCopy ? view.copyTo : null;
  return [[{ do: "delete", again: true }], [{ do: "create", view: { ...view, copyTo }, again: true }]];
}

/** API schema: a PUT cannot set where mail goes. Whether its null empties a date is not known. */
function mustBeMadeAnew(changes: Partial<View>): boolean {
  return "keepCopy" in changes || "copyTo" in changes || changes.from === null || changes.to === null;
}

async function prepare(steps: readonly Step[], work: ResponderWork): Promise<void> {
  if (steps.length === 0) return;
  const { session, inputs } = work;
  const access = accessTo(session, inputs);
  await access.check();
  const creation = steps.find((step) => step.do === "create");
  if (creation === undefined) return;
  if (creation.again) return work.remember({ former: undeclaredPart(creation.view, inputs) });
  if ((await access.get()) === undefined) return;
  throw new Error(
    `emailAddress: ${inputs.emailAddress} has a responder already, and there can be one alone. ` +
      "Set adopt to true to take it over, which writes the differences alone, or remove it first.",
  );
}

async function perform(step: Step, work: ResponderWork): Promise<void> {
  const access = accessTo(work.session, work.inputs);
  switch (step.do) {
    case "create":
      return create(step, access, work);
    case "change":
      return change(step.view, access, work);
    case "delete": {
      // In a run that declares it, another one follows.
      if (step.again) work.remember({ anew: true });
      await sendRemoval(work, {
        doing: `the removal of the ${title(work.inputs)}`,
        send: () => access.remove(),
        idle: () => access.idle(),
        isThere: () => isThere(access),
      });
      return work.accepted(responderId(work.inputs), {});
    }
  }
}

function isAsDeclared(found: Responder, inputs: MxPlanResponderInputs): boolean {
  return Object.keys(differing(inputs, found, undefined)).length === 0;
}

async function isThere(access: ResponderAccess): Promise<boolean> {
  return (await access.get()) !== undefined;
}

async function create(
  { view, again }: Extract<Step, { do: "create" }>,
  access: ResponderAccess,
  work: ResponderWork,
): Promise<void> {
  if (again) await untilGone(work.session.clock, () => isThere(access), title(work.inputs));
  await sendCreationAt(
    work,
    {
      id: responderId(work.inputs),
      doing: `the creation of the ${title(work.inputs)}`,
      send: () => access.create(toCreation(view)),
      read: () => access.get(),
      isAsAsked: (found) => isAsDeclared(found, work.inputs),
      factsOf: () => ({}),
    },
    {
      listTasks: () => access.listTasks(),
      explain: (error) => access.explainCreation(error),
      wasAbsent: true,
      holdsNothing: true,
    },
  );
}

/** A PUT names no task, and may open one all the same. */
async function change(view: View, access: ResponderAccess, work: ResponderWork): Promise<void> {
  try {
    await access.change(toChange(view));
    work.accepted(responderId(work.inputs), {});
  } catch (error) {
    // After a lost answer, what is read when nothing is under way tells.
    if (!(error instanceof OutcomeUnknownError)) throw explainRefusal(error, changeOf(work.inputs));
  }
  await access.idle();
}

function changeOf(inputs: MxPlanResponderInputs): Asked {
  const properties = ["content", "from", "to"];
  return { emailAddress: inputs.emailAddress, properties, doing: `the change of the ${title(inputs)}` };
}
