/** A responder in the program's terms and in OVHcloud's. */

import { z } from "zod";
import type { Memory } from "../definition.js";
import { declaredPart, differingFields, type Failure, type FieldTable } from "../fields.js";
import type { NewDelegatedResponder, ResponderChange } from "../ovh/domain-bodies.js";
import type { Responder } from "../ovh/domain-models.js";
import { emailAddress, externalAddress, flag } from "../schemas.js";
import { UNKNOWN, type Values } from "../values.js";

export interface MxPlanResponderInputs {
  readonly emailAddress: string;
  readonly content: string;
  readonly keepCopy: boolean;
  readonly copyTo?: string;
  readonly from?: string;
  readonly to?: string;
  readonly adopt: boolean;
  readonly asDelegate: boolean;
}

/** Line ends and what follows the last line may come back otherwise than they were sent: a guess. */
function normalContent(content: string): string {
  return content.replaceAll("\r\n", "\n").trimEnd();
}

const content = z
  .string({ error: "expected the text of the answer" })
  .transform(normalContent)
  .refine((text) => text !== "", { error: "an answer needs a text" });

const INSTANT = z.iso.datetime({ offset: true });

/** As OVHcloud's examples write it: seconds, with an offset. The same instant is always the same text. */
function normalInstant(written: string): string | undefined {
  if (!INSTANT.safeParse(written).success) return undefined;
  return new Date(written).toISOString().replace(/\.\d{3}Z$/, "+00:00");
}

const instant = z
  .string({ error: "expected a date such as 2026-07-01T00:00:00+02:00" })
  .transform((written, context) => {
    const normal = normalInstant(written.trim());
    if (normal !== undefined) return normal;
    const message = `${JSON.stringify(written)} is not a date with a time and a time zone, such as 2026-07-01T00:00:00+02:00`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  })
  .optional();

export const fields = {
  emailAddress: { schema: emailAddress, change: "replace" },
  content: { schema: content, change: "update" },
  keepCopy: { schema: flag.default(true), change: "update" },
  copyTo: { schema: externalAddress.optional(), change: "update", cleared: null },
  from: { schema: instant, change: "update", cleared: null },
  to: { schema: instant, change: "update", cleared: null },
  adopt: { schema: flag.default(false), change: "local" },
  asDelegate: { schema: flag.default(false), change: "local" },
} as const satisfies FieldTable<MxPlanResponderInputs>;

export function rules({ keepCopy, copyTo, from, to }: Values): Failure[] {
  const failures: Failure[] = [];
  if (copyTo !== undefined && keepCopy === false)
    failures.push({ property: "copyTo", reason: "where mail goes needs keepCopy to be true: leave one of them out" });
  if (isKnown(from) && isKnown(to) && Date.parse(to) <= Date.parse(from))
    failures.push({ property: "to", reason: `${to} is not after ${from}, the date it starts: give a later one` });
  return failures;
}

function isKnown(value: unknown): value is string {
  return typeof value === "string" && value !== UNKNOWN;
}

export interface View {
  readonly content: string;
  readonly keepCopy: boolean;
  readonly copyTo: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export function viewOf({ content: text, copy, copyTo, from, to }: Responder): View {
  return {
    content: normalContent(text),
    keepCopy: copy,
    copyTo: copyTo?.toLowerCase() || null,
    from: shownInstant(from),
    to: shownInstant(to),
  };
}

function shownInstant(shown: string | null | undefined): string | null {
  return shown ? (normalInstant(shown) ?? shown) : null;
}

/** The declared properties as they are; what OVHcloud has none of any more is left out. */
export function inputsFrom(responder: Responder, inputs: MxPlanResponderInputs): MxPlanResponderInputs {
  const view = declaredPart(viewOf(responder), inputs);
  const { copyTo: _, from: __, to: ___, ...others } = inputs;
  const there = Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null));
  return { ...others, ...there };
}

/** What differs from what is declared, or was and is not any more. */
export function differing(
  desired: MxPlanResponderInputs,
  responder: Responder,
  before: MxPlanResponderInputs | undefined,
): Partial<View> {
  return differingFields(fields, desired, viewOf(responder), before);
}

/** A new one: as declared, and otherwise like the one that it replaces. */
export function wantedView(
  { content: text, keepCopy, copyTo, from, to }: MxPlanResponderInputs,
  former: Memory["former"],
): View {
  return {
    content: text,
    keepCopy,
    copyTo: keepCopy ? (copyTo ?? former?.copyTo ?? null) : null,
    from: from ?? former?.from ?? null,
    to: to ?? former?.to ?? null,
  };
}

/** What the program does not speak of. */
export function undeclaredPart(view: View, { copyTo, from, to }: MxPlanResponderInputs): Memory["former"] {
  return {
    copyTo: copyTo === undefined ? view.copyTo : null,
    from: from === undefined ? view.from : null,
    to: to === undefined ? view.to : null,
  };
}

export function toCreation({ keepCopy, copyTo, ...others }: View): NewDelegatedResponder {
  return { ...toChange(others), copy: keepCopy, ...(copyTo !== null && { copyTo }) };
}

/** All that can be changed, so that it does not matter whether OVHcloud empties what is left out. */
export function toChange({ content: text, from, to }: Pick<View, "content" | "from" | "to">): ResponderChange & {
  readonly content: string;
} {
  return { content: text, ...(from !== null && { from }), ...(to !== null && { to }) };
}
