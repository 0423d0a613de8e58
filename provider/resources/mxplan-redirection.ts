/** Mail for one address of a domain that goes on to another one. In both generations of MX Plan. */

import type { Definition, Intent, Place, Work } from "../definition.js";
import type { Failure, FieldTable } from "../fields.js";
import { ifPresent } from "../if-present.js";
import type { MxPlanDomain } from "../mxplan-session.js";
import type { Redirection } from "../ovh/domain-models.js";
import { OutcomeUnknownError } from "../ovh/errors.js";
import { emailAddress, externalAddress, flag, splitAddress } from "../schemas.js";
import type { Session } from "../session.js";
import { UNKNOWN, type Values } from "../values.js";
import { sendCreationAt } from "./creation.js";
import { explainCreation, orUnseen, sendRemoval, untilGone, whenIdle } from "./domain-entries.js";
import { type Asked, explainRefusal } from "./refusal.js";

export interface MxPlanRedirectionInputs {
  readonly from: string;
  readonly to: string;
  readonly keepCopy: boolean;
  readonly adopt: boolean;
}

export interface MxPlanRedirectionFacts {
  readonly redirectionId: string;
}

const fields = {
  from: { schema: emailAddress, change: "replace" },
  to: { schema: externalAddress, change: "update" },
  keepCopy: { schema: flag.default(false), change: "update" },
  adopt: { schema: flag.default(false), change: "local" },
} as const satisfies FieldTable<MxPlanRedirectionInputs>;

type Step =
  | { readonly do: "create"; readonly former?: string }
  | { readonly do: "change"; readonly redirectionId: string }
  /** `again`: to be made anew. */
  | { readonly do: "delete"; readonly redirectionId: string; readonly again?: true };

type RedirectionPlace = Place<MxPlanRedirectionInputs, MxPlanRedirectionFacts>;
type RedirectionWork = Work<MxPlanRedirectionInputs, MxPlanRedirectionFacts>;

/** Until its id is known, a list alone shows it, and lists may be minutes old. A guess. */
const LIST_LAG_MS = 5 * 60_000;

export const mxPlanRedirection: Definition<MxPlanRedirectionInputs, MxPlanRedirectionFacts, Redirection, Step> = {
  kind: "MxPlanRedirection",
  title,
  tasks: (session, { from }) => domainOf(session, from).redirectionTasks,
  fields,
  rules: ownTarget,
  secretOutputs: [],
  holdsMail: false,
  adopts: ({ adopt }) => adopt,
  read,
  plan,
  prepare,
  perform,
  // Each call names its task; a redirection itself names none.
  pendingTask: () => undefined,
  removalIsUntold: true,
  id: idOf,
  inputsFrom: ({ to }, { inputs, memory }) => ({
    ...inputs,
    to: to.toLowerCase(),
    keepCopy: memory.asked?.keepCopy ?? inputs.keepCopy,
  }),
  factsFrom: ({ id }) => ({ redirectionId: id }),
  unseenMs: LIST_LAG_MS,
};

function title({ from, to }: Pick<MxPlanRedirectionInputs, "from" | "to">): string {
  return `redirection from ${from} to ${to}`;
}

/** With the first target: OVHcloud's own id may change with the target. */
function idOf({ from, to }: MxPlanRedirectionInputs): string {
  return `${splitAddress(from).domain}/redirection/${from}/${to}`;
}

function domainOf(session: Session, from: string): MxPlanDomain {
  return session.mxPlanDomain(splitAddress(from).domain);
}

function ownTarget({ from, to }: Values): Failure[] {
  return from === to && from !== UNKNOWN
    ? [{ property: "to", reason: `${String(to)} is the address that is redirected: give another one` }]
    : [];
}

async function read(session: Session, place: RedirectionPlace): Promise<Redirection | undefined> {
  const { inputs, recorded } = place;
  const domain = domainOf(session, inputs.from);
  const found = await find(domain, place);
  const isAsRecorded = found?.to.toLowerCase() === inputs.to;
  if (recorded?.memory.unfinished !== true || isAsRecorded) return found;
  // What was begun before may still be under way, and not be shown until it has ended.
  await idle(domain, inputs);
  return find(domain, place);
}

/** Stands for the id of a redirection that was removed to be made again. */
const GONE = "";

/** By OVHcloud's id, then by its addresses: the recorded ones, and those that a half-made change asked for. */
async function find(domain: MxPlanDomain, { inputs, recorded }: RedirectionPlace): Promise<Redirection | undefined> {
  const id = recorded?.facts.redirectionId;
  const known = id === undefined || id === GONE ? undefined : await ifPresent(domain.api.redirections.get(id));
  if (known !== undefined && known.from.toLowerCase() === inputs.from) return known;
  for (const to of new Set([recorded?.inputs.to ?? inputs.to, recorded?.memory.asked?.to])) {
    const found = to === undefined ? undefined : await findRedirection(domain, { from: inputs.from, to });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The filters may be "like" filters, which find similar addresses too. */
const SIMILAR_MAX = 50;

export async function findRedirection(
  domain: MxPlanDomain,
  { from, to }: Pick<MxPlanRedirectionInputs, "from" | "to">,
  except: readonly (string | undefined)[] = [],
): Promise<Redirection | undefined> {
  const { redirections } = domain.api;
  const ids = await orUnseen(domain, redirections.list({ from, to }));
  for (const id of ids.filter((one) => !except.includes(one)).slice(0, SIMILAR_MAX)) {
    const found = await ifPresent(redirections.get(id));
    if (found?.from.toLowerCase() === from && found.to.toLowerCase() === to) return found;
  }
  return undefined;
}

async function idle(domain: MxPlanDomain, inputs: MxPlanRedirectionInputs): Promise<void> {
  const { login: account } = splitAddress(inputs.from);
  const ids = await domain.api.tasks.listOfRedirections({ account });
  await whenIdle(domain.redirectionTasks, ids, `its work on the ${title(inputs)}`);
}

function plan({
  desired,
  actual,
  recorded,
}: Intent<MxPlanRedirectionInputs, MxPlanRedirectionFacts, Redirection>): Step[][] {
  if (desired === undefined) return actual === undefined ? [] : [[{ do: "delete", redirectionId: actual.id }]];
  if (actual === undefined) return [[{ do: "create" }]];
  // Nothing tells whether mail is kept but what was asked; of one that was taken over, what is declared is believed.
  const kept = (recorded?.memory.asked ?? recorded?.inputs ?? desired).keepCopy;
  if (kept !== desired.keepCopy)
    return [[{ do: "delete", redirectionId: actual.id, again: true }], [{ do: "create", former: actual.id }]];
  return actual.to.toLowerCase() === desired.to ? [] : [[{ do: "change", redirectionId: actual.id }]];
}

/** There is one id for each pair of addresses, and OVHcloud's answer to a second one is not published. */
async function prepare(steps: readonly Step[], { session, inputs }: RedirectionWork): Promise<void> {
  if (steps.length === 0) return;
  const own = steps.map((step) => (step.do === "create" ? step.former : step.redirectionId));
  const found = await findRedirection(domainOf(session, inputs.from), inputs, own);
  if (found === undefined) return;
  // One resource cannot have two of them.
  const wayOut = own.some((id) => id !== undefined)
    ? "Remove one of the two, or choose another target."
    : "Set adopt to true to take it over, which leaves it as it is (whether it keeps a copy cannot be seen), or choose " +
      "another target.";
  throw new Error(`to: there is a ${title(inputs)} already. ${wayOut}`);
}

async function perform(step: Step, work: RedirectionWork): Promise<void> {
  const domain = domainOf(work.session, work.inputs.from);
  switch (step.do) {
    case "create":
      return create(domain, work, step.former);
    case "change":
      return changeTarget(domain, work, step.redirectionId);
    case "delete":
      if (step.again) work.remember({ anew: true });
      return sendRemoval(work, {
        doing: `the removal of the ${title(work.inputs)}`,
        send: () => domain.api.redirections.delete(step.redirectionId),
        idle: () => idle(domain, work.inputs),
        isThere: () => isThere(domain, step.redirectionId),
      });
  }
}

async function isThere({ api }: MxPlanDomain, redirectionId: string): Promise<boolean> {
  return (await ifPresent(api.redirections.get(redirectionId))) !== undefined;
}

async function create(domain: MxPlanDomain, work: RedirectionWork, former: string | undefined): Promise<void> {
  const { inputs, session } = work;
  const { from, to, keepCopy } = inputs;
  if (former !== undefined) {
    await untilGone(session.clock, () => isThere(domain, former), title(inputs));
    work.learn({ redirectionId: GONE });
  }
  work.remember({ asked: { to, keepCopy } });
  const { redirections, tasks } = domain.api;
  const listTasks = () => tasks.listOfRedirections({ account: splitAddress(from).login });
  await sendCreationAt(
    work,
    {
      id: idOf(inputs),
      doing: `the creation of the ${title(inputs)}`,
      send: () => redirections.create({ from, to, localCopy: keepCopy }),
      read: () => findRedirection(domain, inputs),
      isAsAsked: () => true,
      factsOf: ({ id }) => ({ redirectionId: id }),
    },
    {
      listTasks,
      explain: (error) => explainCreation(domain, { what: "redirection", listTasks }, asked(inputs, "creation"), error),
      wasAbsent: true,
    },
  );
}

function asked(inputs: MxPlanRedirectionInputs, what: "creation" | "change"): Asked {
  const properties = what === "creation" ? ["from", "to"] : ["to"];
  return { emailAddress: inputs.from, properties, doing: `the ${what} of the ${title(inputs)}` };
}

async function changeTarget(domain: MxPlanDomain, work: RedirectionWork, redirectionId: string): Promise<void> {
  const { to, keepCopy } = work.inputs;
  try {
    const task = await domain.api.redirections.changeTarget(redirectionId, to);
    work.remember({ asked: { to, keepCopy } });
    work.task(task.id, `the change of the ${title(work.inputs)}`);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw explainRefusal(error, asked(work.inputs, "change"));
    // It may have been done, and its id be another one now: what is read when nothing is under way tells.
    work.remember({ asked: { to, keepCopy } });
    await idle(domain, work.inputs);
  }
}
