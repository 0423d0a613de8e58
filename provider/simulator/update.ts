import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { jsonObject, readBody } from "./body.js";
import { badRequest } from "./errors.js";
import type { Call } from "./route.js";

/**
 * The body of a PUT, which is the whole model: read-only fields may be there (the OVH panel sends
 * `primaryEmailAddress`), and `null` may stand for a nullable field.
 */
export function readUpdate<Shape extends z.ZodRawShape>(call: Call, schema: z.ZodObject<Shape>, shown: object) {
  const body = jsonObject(call);
  const current = new Map(Object.entries(shown));
  for (const [name, value] of Object.entries(body)) {
    if (Object.hasOwn(schema.shape, name)) {
      if (value === null && call.context.switches.putNull === "ignored") delete body[name];
    } else if (current.has(name)) {
      checkReadOnly(call, name, value, current.get(name));
      delete body[name];
    }
  }
  return readBody(call, schema, "update", body);
}

function checkReadOnly(call: Call, name: string, value: unknown, shown: unknown): void {
  if (call.context.switches.readOnlyInPut === "ignored" || isDeepStrictEqual(value, shown)) return;
  throw badRequest(`The input provided isn't valid: '${name}' is read-only`);
}
