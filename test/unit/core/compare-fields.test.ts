/** What a change of properties means, by the field table: changed or replaced, written or left alone. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  compareFields,
  type Difference,
  declaredFields,
  declaredPart,
  differingFields,
  type Field,
} from "../../../provider/fields.js";
import { UNKNOWN, type Values } from "../../../provider/values.js";

const schema = z.unknown();
const fields = {
  service: { schema, change: "replace" },
  displayName: { schema, change: "update", cleared: "" },
  company: { schema, change: "update" },
  hidden: { schema, change: "update", cleared: false },
  password: { schema, change: "secret" },
  adopt: { schema, change: "local" },
} as const satisfies Record<string, Field>;

describe("compareFields", () => {
  const recorded = { service: "a", displayName: "Anna", password: "p", adopt: false };

  test.each<[name: string, desired: Values, difference: Difference]>([
    ["the same", recorded, { changed: [], replaces: [] }],
    ["an update", { ...recorded, displayName: "Zoé" }, { changed: ["displayName"], replaces: [] }],
    ["another service", { ...recorded, service: "b" }, { changed: ["service"], replaces: ["service"] }],
    [
      "a service not known yet never replaces",
      { ...recorded, service: UNKNOWN },
      { changed: ["service"], replaces: [] },
    ],
    [
      "a service of which a part is not known never replaces",
      { ...recorded, service: ["b", UNKNOWN] },
      { changed: ["service"], replaces: [] },
    ],
    ["an unknown update", { ...recorded, displayName: UNKNOWN }, { changed: ["displayName"], replaces: [] }],
    ["a new password", { ...recorded, password: "q" }, { changed: ["password"], replaces: [] }],
    ["a local change", { ...recorded, adopt: true }, { changed: ["adopt"], replaces: [] }],
    ["a dropped property", { ...recorded, displayName: undefined }, { changed: ["displayName"], replaces: [] }],
    ["a new property", { ...recorded, company: "" }, { changed: ["company"], replaces: [] }],
    ["something that is no field", { ...recorded, mailbox: 1 }, { changed: [], replaces: [] }],
    [
      "both kinds, in the order of the table",
      { ...recorded, displayName: "Zoé", service: "b" },
      { changed: ["service", "displayName"], replaces: ["service"] },
    ],
  ])("%s", (_, desired, difference) => {
    expect(compareFields(fields, recorded, desired)).toEqual(difference);
  });

  test("the order of keys inside a value is no change", () => {
    const lists = { grants: { schema, change: "update" } } as const;
    const difference = compareFields(lists, { grants: { a: [1], b: [2] } }, { grants: { b: [2], a: [1] } });
    expect(difference).toEqual({ changed: [], replaces: [] });
  });
});

describe("differingFields", () => {
  const actual = { displayName: "Live", company: "Live", hidden: true };

  test.each<[name: string, desired: Values, recorded: Values | undefined, written: Values]>([
    ["declared and different is written", { displayName: "Anna" }, undefined, { displayName: "Anna" }],
    ["declared and equal is not", { displayName: "Live", hidden: true }, undefined, {}],
    ["never declared is left alone", {}, undefined, {}],
    ["never declared is left alone, also later", {}, { service: "a" }, {}],
    ["dropped is cleared", {}, { displayName: "Live", hidden: true }, { displayName: "", hidden: false }],
    ["dropped without a cleared value stays OVHcloud's", {}, { company: "Live" }, {}],
    [
      "dropped and declared together",
      { hidden: true, company: "New" },
      { displayName: "x" },
      { company: "New", displayName: "" },
    ],
    ["an empty text is a value", { displayName: "" }, { displayName: "Live" }, { displayName: "" }],
    ["false is a value", { hidden: false }, undefined, { hidden: false }],
    ["drift back to what is declared", { displayName: "Anna" }, { displayName: "Anna" }, { displayName: "Anna" }],
    ["a password is not compared", { password: "q" }, { password: "p" }, {}],
    ["a local property is not written", { adopt: true }, { adopt: false }, {}],
    ["a replaced property is not written", { service: "b" }, { service: "a" }, {}],
  ])("%s", (_, desired, recorded, written) => {
    const live = { ...actual, service: "a", password: "?", adopt: "?", more: "?" };
    expect(differingFields(fields, desired, live, recorded)).toEqual(written);
  });

  test("what is cleared already is not written again", () => {
    const cleared = { displayName: "", company: "", hidden: false };
    expect(differingFields(fields, {}, cleared, { displayName: "Anna", hidden: true })).toEqual({});
  });
});

test("declaredFields: what OVHcloud stores of it", () => {
  const inputs = { service: "a", displayName: "", company: undefined, hidden: false, password: "p", adopt: true, x: 1 };
  expect(declaredFields(fields, inputs)).toStrictEqual({ displayName: "", hidden: false });
});

test("declaredPart: live values of declared properties alone", () => {
  const view = { displayName: "Live", company: "Live", hidden: true };
  expect(declaredPart(view, { displayName: "Anna", company: undefined, password: "p" })).toStrictEqual({
    displayName: "Live",
  });
});
