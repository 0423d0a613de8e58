/** Texts that come from outside cannot steer the terminal, nor show letters in another order than they have. */

/**
 * Controls (C0, DEL, C1), marks of zero width, controls of the writing direction, line and paragraph separators, tags and
 * lone surrogates: what is invisible, or makes the rest look like something else.
 */
const UNSAFE =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** For one value, such as an address or a name: what cannot be seen is written as `\u{202e}`. */
export function visible(text: string): string {
  return text.replace(UNSAFE, escaped);
}

/** Colours that our own code sets, ends of lines and tabs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control that begins a colour is what is looked for.
const ALLOWED_IN_TEXT = /((?:\u001b\[[\d;]*m|[\n\t])+)/u;

/** The last net, for a whole text that goes to a terminal or to a file. */
export function visibleText(text: string): string {
  const parts = text.split(ALLOWED_IN_TEXT);
  return parts.map((part, index) => (index % 2 === 1 ? part : visible(part))).join("");
}

/** The same value for every reader of JSON, without a character that steers a terminal. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return text.replace(/\n|[^\n]+/g, (part) => (part === "\n" ? part : part.replace(UNSAFE, escapedInJson)));
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

function escapedInJson(character: string): string {
  return Array.from({ length: character.length }, (_, index) => unit(character.charCodeAt(index))).join("");
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
