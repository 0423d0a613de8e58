/**
 * Text in ASCII, by RFC 3492. OVHcloud's panel writes descriptions so and reads them back; Node's own functions are either
 * deprecated or for domains alone.
 */

const BASE = 36;
const FIRST_THRESHOLD = 1;
const LAST_THRESHOLD = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE_POINT = 0x80;
const CODE_POINT_MAX = 0x10ffff;
const PREFIX = "xn--";
const DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

const isAscii = (text: string): boolean => !/[\u{80}-\u{10ffff}]/u.test(text);

/** Each part between two dots by itself, as in a domain. */
export function toAscii(text: string): string {
  return text
    .split(".")
    .map((part) => (isAscii(part) ? part : PREFIX + encode(part)))
    .join(".");
}

/** What is not of this form stays as it is. */
export function fromAscii(text: string): string {
  return text
    .split(".")
    .map((part) => (part.startsWith(PREFIX) ? (decode(part.slice(PREFIX.length)) ?? part) : part))
    .join(".");
}

function adaptedBias(delta: number, points: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / points);
  let bias = 0;
  for (; rest > ((BASE - FIRST_THRESHOLD) * LAST_THRESHOLD) / 2; bias += BASE) {
    rest = Math.floor(rest / (BASE - FIRST_THRESHOLD));
  }
  return bias + Math.floor(((BASE - FIRST_THRESHOLD + 1) * rest) / (rest + SKEW));
}

function threshold(position: number, bias: number): number {
  return Math.min(LAST_THRESHOLD, Math.max(FIRST_THRESHOLD, position - bias));
}

function variableLength(value: number, bias: number): string {
  let rest = value;
  let text = "";
  for (let position = BASE; ; position += BASE) {
    const limit = threshold(position, bias);
    if (rest < limit) return text + DIGITS.charAt(rest);
    text += DIGITS.charAt(limit + ((rest - limit) % (BASE - limit)));
    rest = Math.floor((rest - limit) / (BASE - limit));
  }
}

function encode(text: string): string {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < FIRST_CODE_POINT);
  let output = String.fromCodePoint(...basic) + (basic.length > 0 ? "-" : "");
  let bias = FIRST_BIAS;
  let delta = 0;
  let handled = basic.length;
  let next = FIRST_CODE_POINT;
  const others = [...new Set(points.filter((point) => point >= FIRST_CODE_POINT))].sort((a, b) => a - b);
  for (const current of others) {
    delta += (current - next) * (handled + 1);
    for (const point of points) {
      if (point < current) delta++;
      if (point !== current) continue;
      output += variableLength(delta, bias);
      bias = adaptedBias(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    next = current + 1;
  }
  return output;
}

/** Undefined where it is not of this form. */
function decode(text: string): string | undefined {
  const end = text.lastIndexOf("-");
  const points = Array.from(text.slice(0, Math.max(end, 0)), (character) => character.charCodeAt(0));
  if (!isAscii(text)) return undefined;
  let bias = FIRST_BIAS;
  let value = 0;
  let point = FIRST_CODE_POINT;
  for (let rest = text.slice(end + 1).toLowerCase(); rest !== ""; ) {
    const read = readLength(rest, bias);
    if (read === undefined) return undefined;
    const before = value;
    value += read.value;
    bias = adaptedBias(value - before, points.length + 1, before === 0);
    point += Math.floor(value / (points.length + 1));
    if (point > CODE_POINT_MAX) return undefined;
    value %= points.length + 1;
    points.splice(value++, 0, point);
    rest = read.rest;
  }
  return String.fromCodePoint(...points);
}

function readLength(text: string, bias: number): { value: number; rest: string } | undefined {
  let value = 0;
  let weight = 1;
  for (let index = 0; index < text.length; index++) {
    const digit = DIGITS.indexOf(text.charAt(index));
    if (digit < 0) return undefined;
    value += digit * weight;
    if (!Number.isSafeInteger(value)) return undefined;
    const limit = threshold((index + 1) * BASE, bias);
    if (digit < limit) return { value, rest: text.slice(index + 1) };
    weight *= BASE - limit;
  }
  return undefined;
}
