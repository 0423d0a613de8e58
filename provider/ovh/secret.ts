import { inspect } from "node:util";

const MASK = "[secret]";
/** Shorter values would blank out ordinary words. */
const SCRUBBED_LENGTH_MIN = 6;
const seen = new Set<string>();
/** All that was seen in its usual encodings, by how it begins, the longest first: a secret may begin with another one. */
const forms = new Map<string, string[]>();

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
  const long = new Set(formsOf(value).filter(({ length }) => length >= SCRUBBED_LENGTH_MIN));
  for (const form of long) {
    const start = form.slice(0, SCRUBBED_LENGTH_MIN);
    const alike = forms.get(start) ?? [];
    forms.set(
      start,
      [...alike, form].sort((a, b) => b.length - a.length),
    );
  }
}

/**
 * The second net: takes every secret this process has seen out of a text meant for people, in its usual encodings. The text
 * is gone through once, however many there are: every refusal of OVHcloud comes by here, and a large program makes a
 * thousand passwords.
 */
export function scrub(text: string): string {
  let clean = "";
  let hiddenUntil = 0;
  for (let at = 0; at + SCRUBBED_LENGTH_MIN <= text.length; at++) {
    const form = forms.get(text.slice(at, at + SCRUBBED_LENGTH_MIN))?.find((one) => text.startsWith(one, at));
    if (form === undefined) continue;
    // Where two overlap, both go.
    if (at >= hiddenUntil) clean += text.slice(hiddenUntil, at) + MASK;
    hiddenUntil = Math.max(hiddenUntil, at + form.length);
  }
  return clean + text.slice(hiddenUntil);
}

function formsOf(value: string): string[] {
  return [value, ...jsonForms(value), ...base64Forms(value), ...urlForms(value)];
}

/** As JavaScript writes it, as others do who leave nothing but ASCII, and as PHP does, which escapes slashes too. */
function jsonForms(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return [json, ascii, json.replaceAll("/", "\\/"), ascii.replaceAll("/", "\\/")];
}

const BYTES_TOGETHER = 3;

/** Alone, and within a longer text: base64 writes three bytes together, so that there are three ways to begin. */
function base64Forms(value: string): string[] {
  return (["base64", "base64url"] as const).flatMap((encoding) => [
    Buffer.from(value).toString(encoding).replace(/=+$/, ""),
    ...[0, 1, 2].map((before) => {
      const bytes = Buffer.from(value).subarray((BYTES_TOGETHER - before) % BYTES_TOGETHER);
      return bytes.subarray(0, bytes.length - (bytes.length % BYTES_TOGETHER)).toString(encoding);
    }),
  ]);
}

/** In a path, and in a form. */
function urlForms(value: string): string[] {
  // Half of a surrogate pair is a character that no URL can hold.
  if (!value.isWellFormed()) return [];
  return [encodeURIComponent(value), String(new URLSearchParams({ "": value })).slice(1)];
}
