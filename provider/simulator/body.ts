import type { z } from "zod";
import { badRequest, undescribedFields } from "./errors.js";
import type { Call } from "./route.js";

/** The body as an object of unknown values. */
export function jsonObject(call: Call): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(call.bodyText);
  } catch {
    throw badRequest("Invalid JSON received");
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw badRequest("Invalid JSON received");
}

/** Whether a `null` in a POST stands for a field that is left out is not documented; here it does. */
function withoutNulls(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

/** The body of a call, checked. Refusals name fields and never repeat a value, which may be a password. */
export function readBody<Shape extends z.ZodRawShape>(
  call: Call,
  schema: z.ZodObject<Shape>,
  handler: string,
  body = withoutNulls(jsonObject(call)),
): z.output<z.ZodObject<Shape>> {
  const undescribed = Object.keys(body).filter((name) => !Object.hasOwn(schema.shape, name));
  if (undescribed.length > 0 && call.context.switches.unknownBodyField === "refused") {
    throw undescribedFields(undescribed, handler);
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw badRequest(
    `The input provided isn't valid: ${parsed.error.issues.map((issue) => problem(body, issue)).join(", ")}`,
  );
}

/** The wording for a missing field was seen with another product; the others are zod's. */
function problem(body: Record<string, unknown>, issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0] ?? "body");
  return Object.hasOwn(body, name) ? `'${issue.path.join(".")}': ${issue.message}` : `'${name}' is a required property`;
}
