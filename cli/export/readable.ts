/** Domains in the letters that people know them by. */

import { domainToUnicode } from "node:url";

const IN_ASCII_FORM = /(?:[a-z0-9-]+\.)*xn--[a-z0-9-]+(?:\.[a-z0-9-]+)*/g;

/** The domains of a text that look otherwise to people, and how they look. */
export function readableDomains(text: string): (readonly [domain: string, shown: string])[] {
  const found = [...new Set(text.match(IN_ASCII_FORM) ?? [])].sort();
  return found.flatMap((domain) => {
    const shown = domainToUnicode(domain);
    return shown === "" || shown === domain ? [] : [[domain, shown] as const];
  });
}
