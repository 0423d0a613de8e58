import type { Declared, Finding } from "./declared.js";

/** About each that has the key of an earlier one. */
export function repeated<T extends Declared>(
  declared: readonly T[],
  keyOf: (one: T) => string,
  message: (again: T) => string,
): Finding[] {
  const seen = new Set<string>();
  return declared.flatMap((about) => {
    const key = keyOf(about);
    if (seen.has(key)) return [{ about, message: message(about) }];
    seen.add(key);
    return [];
  });
}
