import { inspect } from "node:util";

const MASK = "[secret]";
/** Shorter values would blank out ordinary words. */
const SCRUBBED_LENGTH_MIN = 6;
const seen = new Set<string>();

/** A value that cannot be printed by accident: only {@link Secret.reveal} gives it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    if (value.length >= SCRUBBED_LENGTH_MIN) seen.add(value);
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

/** The second net: takes every secret this process has seen out of a text meant for people, in its usual encodings. */
export function scrub(text: string): string {
  // The longest first: a secret may begin with another one.
  const forms = [...seen].flatMap(formsOf).sort((a, b) => b.length - a.length);
  return forms.reduce((clean, form) => clean.replaceAll(form, MASK), text);
}

function formsOf(value: string): string[] {
  const forms = [value, JSON.stringify(value).slice(1, -1)];
  // Half of a surrogate pair is a character that no URL can hold.
  return value.isWellFormed() ? [...forms, encodeURIComponent(value)] : forms;
}
