/** The other addresses of a mailbox, a shared mailbox or a group. */

import { z } from "zod";
import type { Recorded, Work } from "../definition.js";
import type { Failure } from "../fields.js";
import { ifPresent, onceVisible } from "../if-present.js";
import { OutcomeUnknownError } from "../ovh/errors.js";
import type { Owner } from "../ovh/exchange-routes.js";
import type { TaskId } from "../ovh/tasks.js";
import { emailAddress } from "../schemas.js";
import type { Values } from "../values.js";
import { isRefusal } from "./refusal.js";
import { explainTakenAddress } from "./taken-address.js";

/** OVHcloud's panel. */
const ALIASES_MAX = 1000;

/** A set: its order and repetitions mean nothing. */
export const emailAliases = z
  .array(emailAddress, { error: 'expected a list of addresses, such as ["info@example.com"]' })
  .max(ALIASES_MAX, { error: `at most ${ALIASES_MAX} aliases` })
  .transform((aliases) => [...new Set(aliases)].sort())
  .optional();

export interface Aliased {
  readonly emailAddress: string;
  readonly emailAliases?: readonly string[];
}

/** `owner` is what the calls name the mailbox or the group by. */
export interface AliasStep<O = Owner> {
  readonly do: "addAlias" | "removeAlias";
  readonly owner: O;
  readonly alias: string;
}

/** The calls of one service. */
export interface AliasCalls<O = Owner> {
  list(owner: O): Promise<string[]>;
  add(owner: O, alias: string): Promise<{ readonly id: TaskId }>;
  remove(owner: O, alias: string): Promise<{ readonly id: TaskId }>;
}

/**
 * The declared set replaces what is there. When the program stops declaring it, what it declared goes and what it never
 * knew stays.
 */
export function aliasSteps<O>(
  owner: O,
  desired: Aliased,
  live: readonly string[],
  recorded: Pick<Recorded<Aliased, unknown>, "inputs" | "memory"> | undefined,
): AliasStep<O>[] {
  const wanted = desired.emailAliases;
  const declared = recorded?.inputs.emailAliases ?? [];
  // Lists lag: what was declared goes although they do not show it, and to remove what is not there does no harm.
  const unwanted = new Set(wanted === undefined ? declared : [...live, ...declared]);
  const goes = (one: string) =>
    wanted?.includes(one) !== true && (live.includes(one) || recorded?.memory.performed !== true);
  return [
    ...[...unwanted].filter(goes).map((alias) => ({ do: "removeAlias" as const, owner, alias })),
    ...(wanted ?? []).filter((one) => !live.includes(one)).map((alias) => ({ do: "addAlias" as const, owner, alias })),
  ];
}

/** Whether anything about aliases was or is declared: if not, they are not even read. */
export function concernsAliases(inputs: Aliased, recorded: { readonly inputs: Aliased } | undefined): boolean {
  return inputs.emailAliases !== undefined || recorded?.inputs.emailAliases !== undefined;
}

export async function readAliases<O>(calls: AliasCalls<O>, owner: O): Promise<string[]> {
  return (await calls.list(owner)).map((alias) => alias.toLowerCase()).sort();
}

/** An alias is another address than one's own. */
export function ownAliasRule(whose: string): (inputs: Values) => Failure[] {
  return ({ emailAddress: own, emailAliases: aliases }) =>
    Array.isArray(aliases) && aliases.includes(own)
      ? [{ property: "emailAliases", reason: `${own} is the address of ${whose} itself` }]
      : [];
}

/** "Not found" is said of a mailbox that a renaming does not show at its new address yet, too: then its list says so. */
async function removed<O>(calls: AliasCalls<O>, owner: O, alias: string): Promise<{ readonly id: TaskId } | undefined> {
  const task = await ifPresent(calls.remove(owner, alias));
  if (task === undefined) await calls.list(owner);
  return task;
}

export async function performAlias<O, Facts>(
  calls: AliasCalls<O>,
  { do: verb, owner, alias }: AliasStep<O>,
  work: Work<Aliased, Facts>,
  tasksOn: (owner: O) => Promise<readonly TaskId[]>,
): Promise<void> {
  const isWanted = verb === "addAlias";
  const doing = `${isWanted ? "adding" : "removing"} the alias ${alias}`;
  const isThere = async () => (await calls.list(owner)).some((one) => one.toLowerCase() === alias);
  try {
    const send = () => (isWanted ? calls.add(owner, alias) : removed(calls, owner, alias));
    const task = await onceVisible(work.session.clock, send);
    if (task !== undefined) work.task(task.id, doing);
  } catch (error) {
    // Its answer was lost, or it was delivered twice and the second one refused: the list tells.
    const mayBeDone = error instanceof OutcomeUnknownError || (isWanted && isRefusal(error));
    if (!mayBeDone || (await isThere()) !== isWanted)
      throw explainTakenAddress(error, { emailAddress: alias }, "emailAliases");
    // It may be shown before its task has ended, and the task may fail.
    for (const id of await tasksOn(owner)) work.task(id, doing);
  }
}
