/** Texts as nobody writes them by accident. */

import fc from "fast-check";

const NASTY = [
  "..",
  ".",
  "/",
  "%2f",
  "?",
  "#",
  "\\",
  "__proto__",
  "constructor",
  "\u0000",
  "\u001b[2J",
  "\u009b",
  "\u202e",
  "\u2066",
  "\ufeff",
  "\ud800",
  "\udc00",
  "xn--",
  "İ",
  "ß",
  "＠",
  "@",
  "'\"`",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what makes it nasty.
  "${x}",
  "<script>",
  "=1+1",
  "\r\n",
];

/** Any UTF-16, with what has hurt others mixed in. */
export const anyText = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

/** Any JSON, with names of properties that an object has without being told. */
export const anyJson = fc
  .object({
    key: fc.oneof(fc.constantFrom("__proto__", "constructor", "id", "domain", "toString"), anyText),
    values: [anyText, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.bigInt().map(Number)],
    maxDepth: 4,
  })
  .map((value) => JSON.stringify(value));

const CONTROLS = /[\p{Cc}\p{Bidi_Control}]/u;

export function hasControls(text: string): boolean {
  return CONTROLS.test(text);
}

/** What the work throws; undefined when it ends well. */
export function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error ?? new Error("something empty was thrown");
  }
}
