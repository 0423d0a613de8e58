/** The field table: what each property may hold, and what a change of it means. Checking and comparing follow from it. */

import type { z } from "zod";
import { containsUnknown, sameValue, type Values } from "./values.js";

/**
 * - `update`: changed in place at OVHcloud;
 * - `replace`: another value is another object;
 * - `secret`: sent, never read back;
 * - `local`: steers this tool alone, no call is made.
 */
export type Change = "update" | "replace" | "secret" | "local";

export interface Field {
  readonly schema: z.ZodType;
  readonly change: Change;
  /** A secret, or where one may stand by mistake: its value is never shown. */
  readonly mayHoldSecret?: true;
  /** What is sent when the program stops declaring the property. Without it, OVHcloud's value stays. */
  readonly cleared?: unknown;
  /** Whether two values mean the same. Without it, they do when they are equal. */
  readonly same?: (recorded: unknown, desired: unknown) => boolean;
}

export type FieldTable<Inputs> = { readonly [Name in keyof Required<Inputs>]: Field };
type AnyTable = Readonly<Record<string, Field>>;

/** A mistake in the program. `property` is the path Pulumi shows. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: Values;
  readonly failures: Failure[];
}

/** Validates and normalises. What is not known yet passes as it is. */
export function checkFields(fields: AnyTable, given: Values): Checked {
  const inputs: Values = {};
  const failures: Failure[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const value = given[name];
    if (containsUnknown(value)) {
      inputs[name] = value;
      continue;
    }
    const parsed = field.schema.safeParse(value);
    if (parsed.success) {
      if (parsed.data !== undefined) inputs[name] = parsed.data;
    } else {
      failures.push(...parsed.error.issues.map((issue) => toFailure(name, value, issue)));
    }
  }
  failures.push(...unknownNames(fields, given));
  return { inputs, failures };
}

function toFailure(name: string, value: unknown, issue: z.core.$ZodIssue): Failure {
  const property = issue.path.reduce<string>((path, key) => `${path}${step(key)}`, name);
  const missing = value === undefined && issue.path.length === 0 && issue.code === "invalid_type";
  return { property, reason: missing ? `${name} is missing` : issue.message };
}

function step(key: PropertyKey): string {
  if (typeof key === "number") return `[${key}]`;
  const name = String(key);
  return /^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function unknownNames(fields: AnyTable, given: Values): Failure[] {
  const names = Object.keys(fields).filter((name) => !name.startsWith("__"));
  return Object.keys(given)
    .filter((name) => !name.startsWith("__") && !names.includes(name) && given[name] !== undefined)
    .map((name) => ({ property: name, reason: `there is no property ${name}; there are ${names.join(", ")}` }));
}

export interface Difference {
  readonly changed: string[];
  readonly replaces: string[];
}

/** Compares the recorded properties with the checked ones. A value that is not known yet changes, and never replaces. */
export function compareFields(fields: AnyTable, recorded: Values, desired: Values): Difference {
  const isSame = (name: string) => (fields[name]?.same ?? sameValue)(recorded[name], desired[name]);
  const changed = Object.keys(fields).filter((name) => !isSame(name));
  const replaces = changed.filter((name) => fields[name]?.change === "replace" && !containsUnknown(desired[name]));
  return { changed, replaces };
}

/**
 * What must be written so that `actual` becomes `desired`: declared values that differ, and the cleared value of
 * what the program declared before and does not any more. What it never declared is left as it is.
 */
export function differingFields<View extends object>(
  fields: AnyTable,
  desired: object,
  actual: View,
  recorded: object | undefined,
): Partial<View> {
  const wanted = desired as Values;
  const before = (recorded ?? {}) as Values;
  const differing: Values = {};
  for (const [name, live] of Object.entries(actual)) {
    const field = fields[name];
    if (field === undefined || field.change !== "update") continue;
    const dropped = wanted[name] === undefined && before[name] !== undefined;
    const target = dropped ? field.cleared : wanted[name];
    if (target !== undefined && !sameValue(target, live)) differing[name] = target;
  }
  return differing as Partial<View>;
}

/** Whether what is there is what the program declares, as far as it declares anything. */
export function isAsDeclared(fields: AnyTable, inputs: object, view: object): boolean {
  return Object.keys(differingFields(fields, inputs, view, undefined)).length === 0;
}

/** What the program declares of the properties that OVHcloud stores. */
export function declaredFields(fields: AnyTable, inputs: object): Values {
  const declared = Object.entries(inputs).filter(
    ([name, value]) => value !== undefined && fields[name]?.change === "update",
  );
  return Object.fromEntries(declared);
}

/** The part of what OVHcloud shows that the program declares. */
export function declaredPart<View extends object>(view: View, inputs: object): Partial<View> {
  const declared = Object.keys(view).filter((name) => (inputs as Values)[name] !== undefined);
  return Object.fromEntries(declared.map((name) => [name, (view as Values)[name]])) as Partial<View>;
}
