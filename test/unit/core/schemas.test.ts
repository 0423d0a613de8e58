/** The kinds of values that a program may give: a table of inputs for each, and the sentence for the refused ones. */
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  emailAddress,
  flag,
  label,
  normalAddress,
  password,
  serviceName,
  splitAddress,
  wholeNumber,
} from "../../../provider/schemas.js";

function reasons(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

describe("normalAddress", () => {
  test.each<[given: string, normal: string]>([
    ["anna@example.com", "anna@example.com"],
    ["Anna.Durand@Example.COM", "anna.durand@example.com"],
    ["  anna@example.com\n", "anna@example.com"],
    ["anna@MÜNCHEN.de", "anna@xn--mnchen-3ya.de"],
    ["anna@xn--mnchen-3ya.de", "anna@xn--mnchen-3ya.de"],
    ["anna@exämple.co.uk", "anna@xn--exmple-cua.co.uk"],
    ["a+b_c-d.e1@sub.example.com", "a+b_c-d.e1@sub.example.com"],
    ["a@b.co", "a@b.co"],
    ["anna@пример.рф", "anna@xn--e1afmkfd.xn--p1ai"],
    [`${"a".repeat(244)}@example.com`, `${"a".repeat(244)}@example.com`],
  ])("%j is %j", (given, normal) => {
    expect(normalAddress(given)).toBe(normal);
    expect(normalAddress(normal), "a normal address stays as it is").toBe(normal);
  });

  test.each<[given: string, why: string]>([
    ["", "empty"],
    ["anna", "no @"],
    ["@example.com", "nobody"],
    ["anna@", "nowhere"],
    ["anna@@example.com", "two @"],
    ["anna@evil.com@example.com", "two @"],
    ["anna durand@example.com", "a space in the name"],
    ["anna@exam ple.com", "a space in the domain"],
    ["anna@ example.com", "a space after the @"],
    ["anna@example", "no top level domain"],
    ["anna@example.com.", "a dot at the end"],
    ["anna@.example.com", "an empty label"],
    ["anna@-example.com", "a label that begins with -"],
    ["anna@exa_mple.com", "_ in the domain"],
    ["anna@127.0.0.1", "a number"],
    ["anna@[127.0.0.1]", "a literal"],
    [".anna@example.com", "a dot first"],
    ["anna.@example.com", "a dot last"],
    ["an..na@example.com", "two dots"],
    ["zoé@example.com", "a letter that OVHcloud does not take"],
    ['"anna"@example.com', "quotes"],
    ["anna<anna@example.com>", "a display form"],
    ["anna@example.com/x", "a path after the domain"],
    ["anna@example.com\\x", "a backslash after the domain"],
    ["anna@example.com?x", "a query after the domain"],
    ["anna@example.com#x", "a fragment after the domain"],
    ["anna@example.com:25", "a port after the domain"],
    ["anna@exam%70le.com", "an encoded domain"],
    ["anna@exam\tple.com", "a tab inside the domain"],
    ["anna@exam\nple.com", "a line break inside the domain"],
    [`${"a".repeat(245)}@example.com`, "257 characters"],
    [`anna@${"a".repeat(64)}.com`, "a label of 64 characters"],
  ])("%j is no address: %s", (given) => {
    expect(normalAddress(given)).toBeUndefined();
  });
});

describe("emailAddress", () => {
  test("gives the normal form", () => {
    expect(emailAddress.parse(" Anna@MÜNCHEN.de ")).toBe("anna@xn--mnchen-3ya.de");
  });

  test.each<[given: unknown, reason: string]>([
    ["anna", '"anna" is not an e-mail address such as anna.durand@example.com'],
    ["x@configureme.me", "@configureme.me marks a free account: give the address it shall have"],
    ["x@ConfigureMe.ME", "@configureme.me marks a free account: give the address it shall have"],
    [5, "expected a text, got a number"],
    [undefined, "expected a text, got nothing"],
    [null, "expected a text, got null"],
    [["anna@example.com"], "expected a text, got a list"],
  ])("refuses %j with one reason", (given, reason) => {
    expect(reasons(emailAddress, given)).toEqual([reason]);
  });
});

test.each<[address: string, parts: { login: string; domain: string }]>([
  ["anna@example.com", { login: "anna", domain: "example.com" }],
  ["a@b@c", { login: "a@b", domain: "c" }],
])("%s in two parts", (address, parts) => {
  expect(splitAddress(address)).toEqual(parts);
});

describe("serviceName", () => {
  test.each(["hosted-ab12345-1", "Organization-1/exchange_2.x", "private", "1"])("%s is one", (name) => {
    expect(reasons(serviceName, name)).toEqual([]);
  });

  test.each(["", "-a", "a/", "/a", "a/b/c", "a b", "..", "../me", "a/..", "a?b", "a%2Fb", "é", "a\n"])(
    "%j is none",
    (name) => {
      expect(reasons(serviceName, name)).toEqual([
        `${JSON.stringify(name)} is not the name of an Exchange service, such as "hosted-ab12345-1" ` +
          'or, where the two differ, "organization/service"',
      ]);
    },
  );

  test("a number is none", () => {
    expect(reasons(serviceName, 5)).toEqual(["expected a text, got a number"]);
  });
});

describe("wholeNumber", () => {
  const quota = wholeNumber("MB", 2048);
  const wanted = "expected a whole number of MB above 0, such as 2048, got";

  test.each([1, 2048, Number.MAX_SAFE_INTEGER])("%d is one", (value) => {
    expect(quota.parse(value)).toBe(value);
  });

  test.each<[value: unknown, got: string]>([
    [0, "0"],
    [-1, "-1"],
    [1.5, "1.5"],
    [Number.MAX_SAFE_INTEGER + 1, "9007199254740992"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    ["2048", "a string"],
    [true, "a boolean"],
    [undefined, "nothing"],
    [null, "null"],
  ])("%s is none", (value, got) => {
    expect(reasons(quota, value)).toEqual([`${wanted} ${got}`]);
  });
});

describe("password", () => {
  test.each(["x", "a".repeat(127), "pä$$wörd😀", undefined])("%j may be one: OVHcloud knows its own rules", (value) => {
    expect(password.parse(value)).toBe(value);
  });

  test.each<[value: unknown, reason: string]>([
    ["canary".repeat(22), "a password has at most 127 characters"],
    ["the canary", "a password cannot hold spaces"],
    ["canary\n", "a password cannot hold spaces"],
    ["canary\u00a0x", "a password cannot hold spaces"],
    [{ canary: 1 }, "expected a text"],
    [null, "expected a text"],
  ])("is refused without a word of it: %j", (value, reason) => {
    expect(reasons(password, value)).toEqual([reason]);
  });

  test("an empty one is refused, with the way out", () => {
    expect(reasons(password, "")).toContain("a password cannot be empty; leave it out and one is generated");
  });
});

test.each<[value: unknown, expected: string[]]>([
  [undefined, []],
  ["", []],
  ["a".repeat(256), []],
  ["a".repeat(257), ["at most 256 characters"]],
  [5, ["expected a text, got a number"]],
])("the label %j: %j", (value, expected) => {
  expect(reasons(label, value)).toEqual(expected);
});

test.each<[value: unknown, expected: string[]]>([
  [true, []],
  [false, []],
  ["true", ["expected true or false, got a string"]],
  [0, ["expected true or false, got a number"]],
  [undefined, ["expected true or false, got nothing"]],
])("the flag %j: %j", (value, expected) => {
  expect(reasons(flag, value)).toEqual(expected);
});
