/** Addresses, domains and paths. */

import fc from "fast-check";
import { expect } from "vitest";
import { route } from "../../provider/ovh/route.js";
import { fromAscii, toAscii } from "../../provider/punycode.js";
import { normalAddress, normalExternalAddress } from "../../provider/schemas.js";
import type { Target } from "./targets.js";
import { anyText, thrownBy } from "./texts.js";

const ORIGIN = "https://eu.api.ovh.com";
const TEMPLATE = "/email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}";

/** Each value is one segment of the path as the server takes it apart, or there is no path. */
const paths = fc.property(anyText, anyText, anyText, (organizationName, exchangeService, primaryEmailAddress) => {
  const build = () => route(TEMPLATE, { organizationName, exchangeService, primaryEmailAddress }).path;
  const error = thrownBy(build);
  if (error !== undefined) {
    expect(String(error)).toMatch(/^Error: cannot build an OVHcloud address: \w+ is /);
    return;
  }
  const { pathname, search, hash, origin } = new URL(`${ORIGIN}${build()}`);
  expect([origin, search, hash]).toEqual([ORIGIN, "", ""]);
  const segments = pathname.split("/").map(decodeURIComponent);
  expect(segments).toEqual([
    "",
    "email",
    "exchange",
    organizationName,
    "service",
    exchangeService,
    "account",
    primaryEmailAddress,
  ]);
});

const almostAddress = fc.oneof(
  anyText,
  fc.tuple(anyText, anyText).map(([local, domain]) => `${local}@${domain}.com`),
  fc.emailAddress(),
);

/** A normal form is its own normal form, in ASCII, with one @, and two spellings of it are one address. */
const addresses = fc.property(almostAddress, (text) => {
  const normal = normalAddress(text);
  if (normal === undefined) return;
  expect(normal).toMatch(/^[\x21-\x3f\x5b-\x7e]+@[a-z0-9.-]+$/);
  expect(normal.split("@")).toHaveLength(2);
  expect(normalAddress(normal)).toBe(normal);
  expect(normalAddress(` ${normal.toUpperCase()} `)).toBe(normal);
});

const externals = fc.property(almostAddress, (text) => {
  const normal = normalExternalAddress(text);
  if (normal !== undefined) expect(normalExternalAddress(normal)).toBe(normal);
});

const idn = fc.property(fc.string({ unit: "grapheme" }), (text) => {
  const plain = text.replaceAll("xn--", "");
  expect(toAscii(plain)).toMatch(/^\p{ASCII}*$/u);
  expect(fromAscii(toAscii(plain))).toBe(plain);
});

const brokenIdn = fc.property(anyText, (text) => {
  expect(typeof fromAscii(`xn--${text}`)).toBe("string");
});

export const nameTargets: readonly Target[] = [
  { name: "paths of calls", property: paths },
  { name: "addresses", property: addresses },
  { name: "addresses elsewhere", property: externals },
  { name: "texts in Punycode", property: idn },
  { name: "broken Punycode", property: brokenIdn },
];
