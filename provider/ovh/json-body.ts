import { Secret } from "./secret.js";

/** The only place where a secret becomes part of a text: the body of a request. */
export function encodeBody(body: object): string {
  return JSON.stringify(revealed(body));
}

function revealed(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revealed(inner)]));
}
