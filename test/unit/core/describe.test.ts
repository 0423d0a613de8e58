/** What a program's properties say, brought to the form that the checks compare. */
import { describe, expect, test } from "vitest";
import { normalised } from "../../../provider/program/normal.js";
import { describe as described, spokenOf } from "../../../sdk/describe.js";
import type { Kind } from "../../../sdk/resource.js";

type Props = Record<string, unknown>;

function told(kind: Kind, props: Props, exists = false) {
  const values = spokenOf(kind, props);
  const declared = described(kind, { values, properties: Object.keys(props), exists });
  return declared && normalised(declared);
}

const fresh = { adopt: false, exists: false };

describe("MX Plan", () => {
  test.each<[kind: Kind, props: Props, declared: object]>([
    [
      "MxPlanAccount",
      { emailAddress: "Anna@Éxample.com", emailAliases: ["B@example.com"], sizeBytes: 7, password: "secret" },
      {
        kind: "MxPlanAccount",
        domain: "xn--xample-9ua.com",
        emailAddress: "anna@xn--xample-9ua.com",
        aliases: ["b@example.com"],
        properties: ["emailAddress", "emailAliases", "sizeBytes", "password"],
        sizeBytes: 7,
        asDelegate: false,
        ...fresh,
      },
    ],
    [
      "MxPlanRedirection",
      { from: "Info@Example.com", to: "O'Neil@Example.org", adopt: true },
      {
        kind: "MxPlanRedirection",
        domain: "example.com",
        from: "info@example.com",
        to: "o'neil@example.org",
        adopt: true,
        exists: false,
      },
    ],
    [
      "MxPlanResponder",
      { emailAddress: "Anna@Example.com", content: "away", from: "2026-01-05", asDelegate: true },
      { kind: "MxPlanResponder", domain: "example.com", emailAddress: "anna@example.com", asDelegate: true, ...fresh },
    ],
    [
      "Delegation",
      { on: { mxPlanDomain: "Example.com" }, grants: { "AB12345-ovh": ["manage"] } },
      {
        kind: "MxPlanDelegation",
        domain: "example.com",
        emailAddress: undefined,
        grants: { "AB12345-ovh": ["manage"] },
        exists: false,
      },
    ],
    [
      "Delegation",
      { on: { mxPlanAccount: "Anna@Example.com" }, grants: {} },
      { kind: "MxPlanDelegation", domain: "example.com", emailAddress: "anna@example.com", grants: {}, exists: false },
    ],
    [
      "AccountMigration",
      { source: "Anna@Example.com" },
      { kind: "AccountMigration", emailAddress: "anna@example.com", exists: false },
    ],
  ])("%s", (kind, props, declared) => {
    expect(told(kind, props)).toEqual(declared);
  });

  test.each<[kind: Kind, props: Props]>([
    ["MxPlanAccount", { emailAddress: "anna at example.com" }],
    ["MxPlanAccount", { emailAddress: 7 }],
    ["MxPlanRedirection", { from: "info@example.com" }],
    ["MxPlanRedirection", { from: "@", to: "a@example.com" }],
    ["MxPlanResponder", {}],
    ["Delegation", { on: { mxPlanDomain: "../me" }, grants: {} }],
    ["Delegation", { on: { mxPlanAccount: "anna" }, grants: {} }],
    ["Delegation", { on: "anna@example.com", grants: {} }],
    ["AccountMigration", {}],
  ])("%s %j is left to its own check", (kind, props) => {
    expect(told(kind, props)).toBeUndefined();
  });
});

describe("Exchange", () => {
  const place = { service: "hosted-1", emailAddress: "Anna@Example.com" };
  const normal = { service: "hosted-1", emailAddress: "anna@example.com" };

  test.each<[kind: Kind, props: Props, declared: object]>([
    [
      "ExchangeAccount",
      { ...place, adopt: true },
      { kind: "ExchangeAccount", ...normal, aliases: [], adopt: true, exists: false },
    ],
    [
      "SharedMailbox",
      { ...place, quotaMb: 5 },
      { kind: "SharedMailbox", ...normal, aliases: [], quotaMb: 5, ...fresh },
    ],
    ["ExternalContact", { ...place }, { kind: "ExternalContact", ...normal, ...fresh }],
    [
      "ContactGroup",
      { ...place, emailAliases: ["B@x.fr"], members: { "C@x.fr": {} } },
      { kind: "ContactGroup", ...normal, aliases: ["b@x.fr"], members: ["c@x.fr"], managers: undefined, ...fresh },
    ],
    [
      "Delegation",
      { on: place, grants: { "b@x.fr": ["sendAs"] } },
      { kind: "Delegation", ...normal, grants: { "b@x.fr": ["sendAs"] } },
    ],
  ])("%s", (kind, props, declared) => {
    expect(told(kind, props)).toEqual(declared);
  });

  test.each<Kind>(["ExchangeAccount", "SharedMailbox", "ExternalContact", "ContactGroup"])(
    "%s of no service",
    (kind) => {
      expect(told(kind, { emailAddress: "a@x.fr" })).toBeUndefined();
    },
  );
});

test("nothing secret is looked at, and a responder's dates are no addresses", () => {
  const props = { password: "p", sourcePassword: "p", passwordFrom: { env: "P" }, content: "c", from: "f", to: "t" };
  expect(Object.values(spokenOf("MxPlanAccount", props)).filter((value) => value !== undefined)).toEqual([]);
  expect(Object.values(spokenOf("AccountMigration", props)).filter((value) => value !== undefined)).toEqual([]);
  expect(Object.values(spokenOf("MxPlanResponder", props)).filter((value) => value !== undefined)).toEqual([]);
});
