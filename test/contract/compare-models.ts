/** Compares the shape of an answer as we read it with the type that OVHcloud says it has. */

import { z } from "zod";
import { ignoredText, nothing } from "../../provider/ovh/wire.js";
import { plainType } from "./compare-values.js";
import type { Models, Property } from "./schema-source.js";

const TEXTS = new Set(["string", "text", "date", "datetime", "phoneNumber", "ipv4", "ipv6", "uuid"]);
/** The one leniency we allow ourselves: on some models OVHcloud says null is possible, on others only 0. */
const NULL_ANYWHERE = "taskPendingId";

/** The models that were looked at, by their name in OVHcloud's schema. */
export type Seen = Set<string>;

export function answerProblems(models: Models, type: string, answer: z.ZodType, at: string, seen: Seen): string[] {
  if (answer === nothing) return type === "void" ? [] : [`${at} is ignored, though it is a ${type}`];
  if (answer === ignoredText) return type === "string" ? [] : [`${at} is read as a text, though it is a ${type}`];
  return typeProblems(models, plainType(type), answer, at, seen);
}

function typeProblems(models: Models, type: string, read: z.ZodType, at: string, seen: Seen): string[] {
  if (type.endsWith("[]")) {
    if (!(read instanceof z.ZodArray)) return [`${at} is a ${type}, and is not read as a list`];
    return typeProblems(models, type.slice(0, -2), read.element as z.ZodType, `${at}[]`, seen);
  }
  const model = models[type];
  if (model?.enum) return enumProblems(type, model.enum, read, at);
  if (model?.properties) return objectProblems(models, type, model.properties, read, at, seen);
  return scalarProblems(type, read, at);
}

function objectProblems(
  models: Models,
  type: string,
  properties: Record<string, Property>,
  read: z.ZodType,
  at: string,
  seen: Seen,
): string[] {
  if (!(read instanceof z.ZodObject)) return [`${at} is a ${type}, and is not read as an object`];
  seen.add(type);
  return Object.entries(read.shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const here = `${at}.${name}`;
    if (property === undefined) return [`${here} is not in ${type}`];
    const inner = plainType(property.fullType ?? property.type);
    return [
      ...nullProblems(property, name, field, here),
      ...idProblems(inner, name, field, here),
      ...typeProblems(models, inner, unwrapped(field), here, seen),
    ];
  });
}

/** That a field may be absent is always allowed: OVHcloud's schema promises the presence of none. */
function nullProblems({ canBeNull }: Property, name: string, field: z.ZodType, at: string): string[] {
  const takesNull = field.safeParse(null).success;
  if (canBeNull) return takesNull ? [] : [`${at} can be null, and null is refused`];
  return takesNull && name !== NULL_ANYWHERE ? [`${at} is never null, and null is accepted`] : [];
}

function idProblems(type: string, name: string, field: z.ZodType, at: string): string[] {
  if (type !== "long" || !/(^id|Id)$/.test(name)) return [];
  return field.safeParse(Number.MAX_SAFE_INTEGER + 1).success ? [`${at} accepts an id that was rounded`] : [];
}

/** A text takes any value, for what we only show. An enumeration of ours has all values, for what we act on. */
function enumProblems(type: string, values: readonly string[], read: z.ZodType, at: string): string[] {
  if (read instanceof z.ZodString) return [];
  if (read instanceof z.ZodUnion) {
    return read.options.flatMap((option) => enumProblems(type, values, option as z.ZodType, at));
  }
  if (!(read instanceof z.ZodEnum))
    return [`${at} is one of ${type}, and is read as neither a text nor an enumeration`];
  const ours = new Set(read.options.map(String));
  return [
    ...values.filter((value) => !ours.has(value)).map((value) => `${at} does not know ${value} of ${type}`),
    ...[...ours].filter((value) => !values.includes(value)).map((value) => `${at}: ${type} has no ${value}`),
  ];
}

function scalarProblems(type: string, read: z.ZodType, at: string): string[] {
  const problem = [`${at} is a ${type}, and is read as ${read.type}`];
  if (type === "boolean") return read instanceof z.ZodBoolean ? [] : problem;
  if (type === "double") return read instanceof z.ZodNumber && read.safeParse(0.5).success ? [] : problem;
  if (type === "long") return read instanceof z.ZodNumber && !read.safeParse(0.5).success ? [] : problem;
  return TEXTS.has(type) && read instanceof z.ZodString ? [] : problem;
}

function unwrapped(field: z.ZodType): z.ZodType {
  if (field instanceof z.ZodOptional || field instanceof z.ZodNullable) return unwrapped(field.unwrap() as z.ZodType);
  return field;
}
