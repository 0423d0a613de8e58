// The language of the page: the reader's choice, or else the browser's.
import { en } from "./texts-en.mjs";
import { fr } from "./texts-fr.mjs";

/** @typedef {import("./texts-en.mjs").Texts} Texts */
/** @typedef {"en" | "fr"} Language */
/** @typedef {{ one: string, other: string }} Plural */

/** @type {Record<Language, Texts>} */
export const tables = { en, fr };
const storedAs = "ovh-mail-console-language";

/** @type {Language} */
let current = "en";

export function language() {
  return current;
}

/** The texts of the language in force. */
export function texts() {
  return tables[current];
}

/** @param {string} wanted */
export function useLanguage(wanted) {
  current = wanted === "fr" ? "fr" : "en";
  return current;
}

/**
 * @param {readonly string[]} preferred the browser's languages, best first
 * @returns {Language}
 */
export function bestLanguage(preferred) {
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in tables);
  return known === "fr" ? "fr" : "en";
}

export function chosenLanguage() {
  try {
    return localStorage.getItem(storedAs) ?? bestLanguage(navigator.languages);
  } catch {
    // Storage may be forbidden.
    return bestLanguage(navigator.languages);
  }
}

/** @param {string} chosen */
export function keepLanguage(chosen) {
  try {
    localStorage.setItem(storedAs, chosen);
  } catch {
    // Then the choice holds until the page is left.
  }
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * @param {Plural} forms
 * @param {number} count
 * @param {Record<string, string | number>} [values]
 */
export function plural(forms, count, values = {}) {
  const form = new Intl.PluralRules(current).select(count) === "one" ? forms.one : forms.other;
  return fill(form, { count: number(count), ...values });
}

/**
 * @param {number} value
 * @param {number} [digits] after the point, at most
 */
export function number(value, digits = 0) {
  return new Intl.NumberFormat(current, { maximumFractionDigits: digits }).format(value);
}

/** @param {number} share from 0 to 1 */
export function percent(share) {
  return new Intl.NumberFormat(current, { style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** @param {number} atMs */
export function dateAndTime(atMs) {
  return new Intl.DateTimeFormat(current, { dateStyle: "medium", timeStyle: "medium" }).format(atMs);
}

/** @param {number} atMs */
export function timeOfDay(atMs) {
  return new Intl.DateTimeFormat(current, { timeStyle: "medium" }).format(atMs);
}

/** @param {number} sizeMb */
export function size(sizeMb) {
  const { unit } = texts();
  if (sizeMb >= 1_024) return fill(unit.gb, { value: number(sizeMb / 1_024, 1) });
  if (sizeMb >= 1 || sizeMb === 0) return fill(unit.mb, { value: number(sizeMb, 1) });
  return fill(unit.kb, { value: number(sizeMb * 1_024) });
}
