/** What Pulumi's engine does with one resource, whatever runs beside it: check, diff, one step, and what the state gets. */

import type { Handlers } from "../../provider/dynamic.js";
import type { Failure } from "../../provider/fields.js";
import { isRecord, sameValue, type Values } from "../../provider/values.js";

const SECRET_KEY = "4dabf18193072939515e22adb298388d";

export interface Declaration {
  readonly kind: string;
  readonly name: string;
  readonly props: Values;
}

/** A resource in the state. */
export interface Entry {
  readonly kind: string;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  readonly unfinished: boolean;
}

export type StepName = "create" | "update" | "replace" | "same";

/** A step that failed, and of which something is to be kept. */
export class StepError extends Error {
  constructor(
    readonly entry: Entry,
    reasons: readonly string[],
  ) {
    super(reasons.join("; "));
  }
}

/** @throws where the program is refused. */
export async function operationFor(
  handlers: Handlers,
  before: Entry | undefined,
  { props }: Declaration,
): Promise<{ readonly inputs: Values; readonly operation: StepName }> {
  const { __provider = "stub" } = props;
  const checked = await handlers.check(before?.inputs ?? {}, { ...props, __provider });
  if (checked.failures.length > 0) throw new Error(checked.failures.map(told).join("; "));
  const inputs = { ...checked.inputs, __provider };
  return { inputs, operation: before === undefined ? "create" : await operationOn(handlers, before, inputs) };
}

async function operationOn(handlers: Handlers, before: Entry, inputs: Values): Promise<StepName> {
  const diff = await handlers.diff(before.id, before.outputs, inputs);
  if ((diff.replaces ?? []).length > 0) return "replace";
  const changed = diff.changes ?? !sameValue(before.inputs, inputs);
  return changed || before.unfinished ? "update" : "same";
}

interface Step {
  readonly kind: string;
  readonly inputs: Values;
  readonly before: Entry | undefined;
}

/** @throws {StepError} where the state keeps something of the failure. */
export async function runStep(handlers: Handlers, operation: StepName, { kind, inputs, before }: Step): Promise<Entry> {
  try {
    if (operation === "update" && before !== undefined) {
      const { outs } = await handlers.update(before.id, before.outputs, inputs);
      return { kind, id: before.id, inputs, outputs: plain(outs), unfinished: false };
    }
    const { id, outs } = await handlers.create(inputs);
    return { kind, id, inputs, outputs: plain(outs), unfinished: false };
  } catch (error) {
    const { id, properties, reasons } = error as { id?: string; properties?: Values; reasons?: string[] };
    if (id === undefined || properties === undefined) throw error;
    throw new StepError({ kind, id, inputs, outputs: plain(properties), unfinished: true }, reasons ?? []);
  }
}

/** Handlers get secrets in clear, as Pulumi's host gives them. */
export function plain(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, isRecord(value) && SECRET_KEY in value ? value.value : value]),
  );
}

function told({ property, reason }: Failure): string {
  return property === "" ? reason : `${property}: ${reason}`;
}
