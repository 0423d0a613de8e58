/** Values as TypeScript. Whatever a text holds, the program has the same text, and nobody is fooled by how it looks. */

import { isRecord } from "../../provider/values.js";

/** A piece of program that stands as it is. */
export class Code {
  constructor(readonly text: string) {}
}

/** An entry of a list with a line above it. */
export class Remarked {
  constructor(
    readonly remarks: readonly string[],
    readonly value: unknown,
  ) {}
}

const LINE_WIDTH = 120;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** `indent` is what stands before the line that the value begins on, `before` what else is on it. */
export function literal(value: unknown, indent = "", before = 0): string {
  const inline = onOneLine(value);
  if (inline !== undefined && indent.length + before + inline.length < LINE_WIDTH) return inline;
  const deeper = `${indent}  `;
  if (Array.isArray(value))
    return block(
      "[",
      value.map((one) => entry(one, deeper)),
      "]",
      indent,
    );
  if (!isRecord(value)) return text(value);
  const lines = Object.entries(value).map(([name, inner]) => property(name, inner, deeper));
  return block("{", lines, "}", indent);
}

function entry(value: unknown, indent: string): string {
  if (!(value instanceof Remarked)) return indent + literal(value, indent);
  return [...value.remarks.map((remark) => indent + comment(remark)), indent + literal(value.value, indent)].join("\n");
}

function block(open: string, lines: readonly string[], close: string, indent: string): string {
  return [open, ...lines.map((line) => `${line},`), `${indent}${close}`].join("\n");
}

function property(name: string, value: unknown, indent: string): string {
  if (value instanceof Code && value.text === name) return indent + name;
  if (value instanceof Code && value.text.startsWith("...")) return indent + value.text;
  const key = keyOf(name);
  return `${indent}${key}: ${literal(value, indent, key.length + 2)}`;
}

/** Undefined where it needs several lines. */
function onOneLine(value: unknown): string | undefined {
  if (value instanceof Remarked) return undefined;
  if (Array.isArray(value)) {
    const entries = value.map(onOneLine);
    return entries.includes(undefined) ? undefined : `[${entries.join(", ")}]`;
  }
  if (!isRecord(value) || value instanceof Code) return text(value);
  const entries = Object.entries(value).map(([name, inner]) =>
    onOneLine(inner) === undefined ? undefined : property(name, inner, ""),
  );
  if (entries.some((one) => one === undefined || one.includes("\n"))) return undefined;
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function keyOf(name: string): string {
  // In an object, even between quotes, this name means something else.
  if (name === "__proto__") return `["__proto__"]`;
  return IDENTIFIER.test(name) ? name : quoted(name);
}

function text(value: unknown): string {
  if (value instanceof Code) return value.text;
  return typeof value === "string" ? quoted(value) : String(value);
}

/** Marks that turn, join or hide text, and spaces that are not what they look like: in a program they are written out. */
const DECEIVING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** Within double quotes; JSON says how, and TypeScript takes that too. */
export function quoted(value: string): string {
  return JSON.stringify(value).replace(DECEIVING, unicodeEscape);
}

function unicodeEscape(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${hexadecimal(unit, 4)}`).join("");
}

function hexadecimal(value = 0, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

export function holdsDeceiving(value: string): boolean {
  return value.search(DECEIVING) >= 0;
}

/** Of a whole YAML file whose deceiving texts all stand within double quotes. Its lines stay lines. */
export function escapedInQuotes(file: string): string {
  return file.replace(DECEIVING, (character) => {
    if (character === "\n") return character;
    return character.length === 1 ? unicodeEscape(character) : `\\U${hexadecimal(character.codePointAt(0), 8)}`;
  });
}

/** One line, whatever the text holds. */
export function comment(remark: string): string {
  return `// ${remark.replace(DECEIVING, unicodeEscape)}`.trimEnd();
}
