import { z } from "zod";
import { readBody } from "./body.js";
import type { Call } from "./route.js";

/** The described part of a query, checked; what is not described is passed over. Refusals are worded as those of bodies. */
export function readQuery<Shape extends z.ZodRawShape>(call: Call, shape: Shape): z.output<z.ZodObject<Shape>> {
  const described = Object.entries(shape).flatMap(([name, type]) => {
    const text = call.query.get(name);
    return text === null ? [] : [[name, typedValue(type as z.ZodType, text)] as const]; // shapes hold schemas
  });
  return readBody(call, objectOf(shape), "get", Object.fromEntries(described));
}

const objects = new WeakMap<z.ZodRawShape, z.ZodObject>();

/** Made once for each shape: zod compiles a schema when it is first used. */
function objectOf<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  const made = objects.get(shape) ?? z.object(shape);
  objects.set(shape, made);
  return made as z.ZodObject<Shape>; // the one that was made of this very shape
}

/** A URL holds nothing but text, so digits are a number where the type does not take them as a text; so with booleans. */
function typedValue(type: z.ZodType, text: string): string | number | boolean {
  if (type.safeParse(text).success) return text;
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
