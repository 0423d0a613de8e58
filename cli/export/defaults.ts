/** What need not be said, because it is so without being said. */

import { isRecord, sameValue, type Values } from "../../provider/values.js";

/** An empty text, an empty list and a switch that is off say nothing. */
const NOTHING: readonly unknown[] = ["", false, null, undefined];

/** The properties that tell something. Of a group of settings, those that differ from what the program's own default is. */
export function withoutDefaults(properties: Values, defaults: Values): Values {
  const told = Object.entries(properties).filter(([name, value]) => {
    if (name in defaults) return !sameValue(value, defaults[name]);
    return !(NOTHING.includes(value) || isEmpty(value));
  });
  return Object.fromEntries(told.map(([name, value]) => [name, withoutInnerDefaults(name, value)]));
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}

/** By the schemas of these properties: what is left out of them has these values. */
const INNER: Readonly<Record<string, Values>> = {
  forwarding: { keepCopy: true },
  protocols: { imap: true, pop: true, activeSync: true, webMail: true },
  spamAndVirus: {
    enabled: true,
    checkDkim: false,
    checkSpf: false,
    deleteSpam: false,
    putInJunk: false,
    tagSpam: false,
    tagVirus: false,
  },
};

function withoutInnerDefaults(name: string, value: unknown): unknown {
  const defaults = INNER[name];
  if (defaults === undefined || !isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([inner, set]) => !sameValue(set, defaults[inner])));
}

/** Mail goes nowhere else. */
export const NO_FORWARDING = { to: "", keepCopy: false };

/** All that OVHcloud opens. */
export const ALL_PROTOCOLS = { imap: true, pop: true, activeSync: true, webMail: true };
