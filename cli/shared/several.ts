/** For an option that may be repeated. */
export function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
