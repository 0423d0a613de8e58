/** Looks for secrets in whatever leaves, in depth, as they are and in their usual encodings. */

import { isRecord } from "../../provider/values.js";

/** Pulumi's mark of a value that its engine encrypts. */
const SECRET_KEY = "4dabf18193072939515e22adb298388d";

/** Where, and how, a secret was found. */
export function leaksIn(where: string, thing: unknown, secrets: Iterable<string>): string[] {
  const texts = [...new Set(textsOf(thing))].join("\n");
  return [...secrets].flatMap((secret) =>
    formsOf(secret)
      .filter(([, form]) => texts.includes(form))
      .map(([name]) => `${where}: ${secret.slice(0, 9)}…, ${name}`),
  );
}

/** Every form that an echo of a secret may have, by its name. */
export function formsOf(secret: string): [name: string, form: string][] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return [
    ["as it is", secret],
    ["in JSON", json],
    ["in ASCII JSON", ascii],
    ["in a URL", encodeURIComponent(secret)],
    ["in a form", String(new URLSearchParams([["", secret]])).slice(1)],
    ["as base64", Buffer.from(secret).toString("base64").replace(/=+$/, "")],
    ["as base64url", Buffer.from(secret).toString("base64url")],
  ];
}

/** Names and values, also of what an error or a class hides from `JSON.stringify`; not of what Pulumi encrypts. */
export function textsOf(thing: unknown, seen = new Set<unknown>()): string[] {
  if (typeof thing === "string") return [thing];
  if (typeof thing !== "object" || thing === null || seen.has(thing)) return [];
  seen.add(thing);
  if (isRecord(thing) && SECRET_KEY in thing) return [];
  if (thing instanceof Map || thing instanceof Set) return textsOf([...thing], seen);
  return Reflect.ownKeys(thing).flatMap((key) => [String(key), ...textsOf(Reflect.get(thing, key), seen)]);
}
