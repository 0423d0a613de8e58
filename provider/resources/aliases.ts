/** The other addresses of a mailbox, a shared mailbox or a group. */

import { z } from "zod";
import type { Work } from "../definition.js";
import type { Failure } from "../fields.js";
import { ifPresent, onceVisible } from "../if-present.js";
import { OutcomeUnknownError } from "../ovh/errors.js";
import type { Owner } from "../ovh/exchange-routes.js";
import { emailAddress } from "../schemas.js";
import type { ExchangeSession } from "../session.js";
import type { Values } from "../values.js";
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
  readonly service: string;
  readonly emailAddress: string;
  readonly emailAliases?: readonly string[];
}

export interface AliasStep {
  readonly do: "addAlias" | "removeAlias";
  readonly owner: Owner;
  readonly alias: string;
}

/**
 * The declared set replaces what is there. When the program stops declaring it, what it declared goes and what it never
 * knew stays.
 */
export function aliasSteps(
  owner: Owner,
  desired: Aliased,
  live: readonly string[],
  recorded: Aliased | undefined,
): AliasStep[] {
  const wanted = desired.emailAliases;
  const unwanted = wanted === undefined ? (recorded?.emailAliases ?? []) : live.filter((one) => !wanted.includes(one));
  return [
    ...unwanted.filter((one) => live.includes(one)).map((alias) => ({ do: "removeAlias" as const, owner, alias })),
    ...(wanted ?? []).filter((one) => !live.includes(one)).map((alias) => ({ do: "addAlias" as const, owner, alias })),
  ];
}

/** Whether anything about aliases was or is declared: if not, they are not even read. */
export function concernsAliases(inputs: Aliased, recorded: { readonly inputs: Aliased } | undefined): boolean {
  return inputs.emailAliases !== undefined || recorded?.inputs.emailAliases !== undefined;
}

export async function readAliases({ api }: ExchangeSession, owner: Owner): Promise<string[]> {
  return (await api.aliases.list(owner)).map((alias) => alias.toLowerCase()).sort();
}

/** An alias is another address than one's own. */
export function ownAliasRule(whose: string): (inputs: Values) => Failure[] {
  return ({ emailAddress: own, emailAliases: aliases }) =>
    Array.isArray(aliases) && aliases.includes(own)
      ? [{ property: "emailAliases", reason: `${own} is the address of ${whose} itself` }]
      : [];
}

export async function performAlias<Facts>({ do: verb, owner, alias }: AliasStep, work: Work<Aliased, Facts>) {
  const { api } = work.session.exchange(work.inputs.service);
  const isThere = async () => (await api.aliases.list(owner)).some((one) => one.toLowerCase() === alias);
  try {
    const task =
      verb === "addAlias"
        ? await onceVisible(work.session.clock, () => api.aliases.add(owner, alias))
        : await ifPresent(api.aliases.remove(owner, alias));
    if (task !== undefined) work.task(task.id, `${verb === "addAlias" ? "adding" : "removing"} the alias ${alias}`);
  } catch (error) {
    // After a lost answer the list tells.
    if (error instanceof OutcomeUnknownError && (await isThere()) === (verb === "addAlias")) return;
    throw explainTakenAddress(error, { emailAddress: alias }, "emailAliases");
  }
}
