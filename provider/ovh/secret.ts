import { inspect } from "node:util";

const MASK = "[secret]";
/** Shorter values would blank out ordinary words. */
const SCRUBBED_LENGTH_MIN = 6;
const seen = new Set<string>();
/** All that was seen in its usual encodings, the longest first once sorted: a secret may begin with another one. */
const forms: string[] = [];
let isSorted = true;

/** A value that cannot be printed by accident: only {@link Secret.reveal} gives it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    if (value.length >= SCRUBBED_LENGTH_MIN) watch(value);
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

function watch(value: string): void {
  if (seen.has(value)) return;
  seen.add(value);
  forms.push(...new Set(formsOf(value)));
  isSorted = false;
}

/** The second net: takes every secret this process has seen out of a text meant for people, in its usual encodings. */
export function scrub(text: string): string {
  // Every refusal of OVHcloud comes by here, and a large program makes a thousand passwords.
  if (!isSorted) forms.sort((a, b) => b.length - a.length);
  isSorted = true;
  return forms.reduce((clean, form) => clean.replaceAll(form, MASK), text);
}

function formsOf(value: string): string[] {
  const base64 = (["base64", "base64url"] as const).map((encoding) =>
    Buffer.from(value).toString(encoding).replace(/=+$/, ""),
  );
  const forms = [value, JSON.stringify(value).slice(1, -1), ...base64];
  // Half of a surrogate pair is a character that no URL can hold.
  return value.isWellFormed() ? [...forms, encodeURIComponent(value)] : forms;
}
