/** Checking a program's properties against a field table: what passes, what it becomes, and the path of each mistake. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkFields, type Failure, type Field } from "../../../provider/fields.js";
import { emailAddress, label, password, wholeNumber } from "../../../provider/schemas.js";
import { UNKNOWN } from "../../../provider/values.js";

const fields = {
  emailAddress: { schema: emailAddress, change: "update" },
  displayName: { schema: label, change: "update", cleared: "" },
  password: { schema: password, change: "secret" },
  quotaMb: { schema: wholeNumber("MB", 2048), change: "update" },
  grants: { schema: z.record(z.string(), z.array(z.enum(["read", "write"]))).optional(), change: "update" },
  on: { schema: z.object({ service: z.string() }).optional(), change: "replace" },
  adopt: { schema: z.boolean().default(false), change: "local" },
} as const satisfies Record<string, Field>;

const good = { emailAddress: "anna@example.com", quotaMb: 10 };

describe("what passes", () => {
  test("is normalised, gets its defaults, and holds no absent property", () => {
    const given = { ...good, emailAddress: " Anna@Example.com", displayName: undefined };
    const { inputs, failures } = checkFields(fields, given);
    expect(failures).toEqual([]);
    expect(inputs).toStrictEqual({ emailAddress: "anna@example.com", quotaMb: 10, adopt: false });
    expect(given.emailAddress).toBe(" Anna@Example.com");
  });

  test.each<[name: string, given: object]>([
    ["an unknown value, whatever its type should be", { quotaMb: UNKNOWN }],
    ["an unknown required value", { emailAddress: UNKNOWN }],
    ["an unknown part of a list", { grants: { "bob@example.com": [UNKNOWN, "nonsense"] } }],
    ["an unknown part of a record", { on: { service: UNKNOWN } }],
  ])("%s passes as it is", (_, given) => {
    expect(checkFields(fields, { ...good, ...given })).toEqual({
      inputs: { ...good, adopt: false, ...given },
      failures: [],
    });
  });

  test("Pulumi's own properties are not ours to judge, nor to keep", () => {
    const { inputs, failures } = checkFields(fields, { ...good, __provider: "code", __defaults: [] });
    expect(failures).toEqual([]);
    expect(Object.keys(inputs)).not.toContain("__provider");
  });

  test("an unknown property that is undefined was not given", () => {
    expect(checkFields(fields, { ...good, mailbox: undefined }).failures).toEqual([]);
  });
});

describe("what fails", () => {
  const names = "emailAddress, displayName, password, quotaMb, grants, on, adopt";

  test.each<[name: string, given: object, failures: Failure[]]>([
    [
      "a missing property",
      { emailAddress: undefined },
      [{ property: "emailAddress", reason: "emailAddress is missing" }],
    ],
    ["a missing number", { quotaMb: undefined }, [{ property: "quotaMb", reason: "quotaMb is missing" }]],
    [
      "null is not missing",
      { emailAddress: null },
      [{ property: "emailAddress", reason: "expected a text, got null" }],
    ],
    ["a wrong type", { displayName: 5 }, [{ property: "displayName", reason: "expected a text, got a number" }]],
    [
      "a value out of its range",
      { quotaMb: -1 },
      [{ property: "quotaMb", reason: "expected a whole number of MB above 0, such as 2048, got -1" }],
    ],
    [
      "a misspelt property",
      { displayname: "A" },
      [{ property: "displayname", reason: `there is no property displayname; there are ${names}` }],
    ],
    [
      "a property that every object has",
      { toString: "A" },
      [{ property: "toString", reason: `there is no property toString; there are ${names}` }],
    ],
  ])("%s", (_, given, failures) => {
    expect(checkFields(fields, { ...good, ...given }).failures).toEqual(failures);
  });

  test.each<[name: string, given: object, property: string]>([
    [
      "a place in a list under a key that is no name",
      { grants: { "bob@example.com": ["read", "nonsense"] } },
      'grants["bob@example.com"][1]',
    ],
    ["a key that is a name", { grants: { bob: "read" } }, "grants.bob"],
    ["a key with quotes", { grants: { 'a"b': 1 } }, 'grants["a\\"b"]'],
    ["a property of a record", { on: { service: 5 } }, "on.service"],
    ["a missing property of a record", { on: {} }, "on.service"],
  ])("%s: the path says where", (_, given, property) => {
    expect(checkFields(fields, { ...good, ...given }).failures.map((failure) => failure.property)).toEqual([property]);
  });

  test("all mistakes are told at once, and a failed property has no value", () => {
    const { inputs, failures } = checkFields(fields, { quotaMb: 1.5, displayName: "Anna", mailbox: 1 });
    expect(failures.map(({ property }) => property)).toEqual(["emailAddress", "quotaMb", "mailbox"]);
    expect(inputs).toEqual({ displayName: "Anna", adopt: false });
  });

  test("a password is never quoted", () => {
    const { failures } = checkFields(fields, { ...good, password: "pass word canary" });
    expect(failures).toHaveLength(1);
    expect(JSON.stringify(failures)).not.toContain("canary");
  });
});
