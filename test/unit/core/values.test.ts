/** The values that cross the border to Pulumi: equality, unknowns, and what can be stored. Tables. */
import { describe, expect, test } from "vitest";
import { Secret } from "../../../provider/ovh/secret.js";
import { containsUnknown, isRecord, sameValue, storable, UNKNOWN } from "../../../provider/values.js";

describe("sameValue", () => {
  test.each<[name: string, a: unknown, b: unknown, same: boolean]>([
    ["equal texts", "a", "a", true],
    ["texts that differ in case", "a", "A", false],
    ["a number and its text", 1, "1", false],
    ["null and undefined", null, undefined, false],
    ["nothing and nothing", undefined, undefined, true],
    ["false and nothing", false, undefined, false],
    ["lists in the same order", [1, [2]], [1, [2]], true],
    ["lists in another order", [1, 2], [2, 1], false],
    ["a list and its beginning", [1, 2], [1], false],
    ["a beginning and its list", [1], [1, 2], false],
    ["empty list and empty record", [], {}, false],
    ["records with keys in another order", { a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 }, true],
    ["records that differ deep inside", { a: { b: [1] } }, { a: { b: [2] } }, false],
    ["absent and undefined", { a: 1, b: undefined }, { a: 1 }, true],
    ["undefined and absent", { a: 1 }, { a: 1, b: undefined }, true],
    ["absent and null", { a: 1, b: null }, { a: 1 }, false],
    ["a record and null", {}, null, false],
  ])("%s: %j", (_, a, b, same) => {
    expect(sameValue(a, b)).toBe(same);
    expect(sameValue(b, a)).toBe(same);
  });
});

describe("containsUnknown", () => {
  test.each<[value: unknown, expected: boolean]>([
    [UNKNOWN, true],
    [["a", UNKNOWN], true],
    [{ a: { b: [UNKNOWN] } }, true],
    [`${UNKNOWN}x`, false],
    [{ [UNKNOWN]: 1 }, false],
    [null, false],
    [undefined, false],
    [[], false],
  ])("%j: %s", (value, expected) => {
    expect(containsUnknown(value)).toBe(expected);
  });
});

test.each<[value: unknown, expected: boolean]>([
  [{}, true],
  [[], false],
  [null, false],
  ["a", false],
  [undefined, false],
])("%j is a record: %s", (value, expected) => {
  expect(isRecord(value)).toBe(expected);
});

describe("storable", () => {
  test("is a copy without undefined, at every depth", () => {
    const given = { a: undefined, b: { c: undefined, d: [undefined, 1, { e: undefined }] }, f: null };
    const copy = storable(given);
    expect(Object.keys(copy)).toEqual(["b", "f"]);
    expect(copy).toStrictEqual({ b: { d: [1, {}] }, f: null });
    expect(given).toHaveProperty("a");
  });

  test("keeps plain values, also the empty ones", () => {
    const plain = { text: "", zero: 0, no: false, none: null, list: [], record: {} };
    expect(storable(plain)).toStrictEqual(plain);
  });

  test.each<[name: string, value: unknown, message: string]>([
    ["a function", () => 1, "key holds a function, which Pulumi cannot store"],
    ["a BigInt", 1n, "key holds a bigint, which Pulumi cannot store"],
    ["a symbol", Symbol("x"), "key holds a symbol, which Pulumi cannot store"],
  ])("refuses %s, and names its key", (_, value, message) => {
    expect(() => storable({ key: value })).toThrow(new TypeError(message));
    expect(() => storable({ outer: { key: value } })).toThrow(message);
    expect(() => storable({ key: [value] })).toThrow(message);
  });

  test.each<[name: string, value: unknown]>([
    ["a secret", new Secret("unstored-canary")],
    ["a date", new Date(0)],
    ["a map", new Map([["a", 1]])],
  ])("refuses %s, of which nothing but {} would be left", (_, value) => {
    expect(() => storable({ key: value })).toThrow("key holds");
  });
});
