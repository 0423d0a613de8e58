/** The values that cross the border between Pulumi and us. */

/** What Pulumi puts in place of a value that is not known before something else is created, whatever its type. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export type Values = Record<string, unknown>;

export function containsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(containsUnknown);
  return isRecord(value) && Object.values(value).some(containsUnknown);
}

export function isRecord(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Deep equality of plain values. The order of keys does not matter; absent and `undefined` are the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  if (isRecord(a) && isRecord(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => sameValue(a[key], b[key]));
  }
  return a === b;
}

/**
 * A copy that Pulumi can store: without `undefined`, and with nothing but plain values.
 * Pulumi's host would otherwise fail after the mailbox was made, and forget it.
 */
export function storable(value: Values): Values {
  const copy: Values = {};
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) copy[key] = storableValue(key, inner);
  }
  return copy;
}

/** Of a date, a map or a secret nothing but `{}` would be left. */
function isPlain(value: Values): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function storableValue(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map((item) => storableValue(key, item));
  if (isRecord(value) && isPlain(value)) return storable(value);
  if (value === null || ["string", "boolean", "number"].includes(typeof value)) return value;
  throw new TypeError(`${key} holds a ${typeof value}, which Pulumi cannot store`);
}

/** Of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
