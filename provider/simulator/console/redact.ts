const secretName = /^(?:password|passwordHash|salt|hash|.*secret|consumerKey|.*token)$/i;
const shownCharacters = 4;

/** A copy of plain data without the values of what is named like a secret. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, isSecret(name, one) ? null : withoutSecrets(one)]),
  );
}

function isSecret(name: string, value: unknown): boolean {
  return typeof value === "string" && secretName.test(name);
}

/** Enough of a key to tell it from others. */
export function abbreviated(key: string): string {
  return `${key.slice(0, shownCharacters)}…`;
}
