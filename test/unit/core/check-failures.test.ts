// What a refused program is told: Pulumi prints the value of each property that a failure names.

import { expect, test } from "vitest";
import { dynamicHandlers } from "../../../provider/dynamic.js";
import { definitionOf } from "../../../provider/kinds.js";
import type { Values } from "../../../provider/values.js";

async function failuresOf(kind: string, given: Values) {
  const handlers = dynamicHandlers(definitionOf(kind), () => {
    throw new Error("nothing is asked");
  });
  return (await handlers.check({}, given)).failures;
}

test.each([
  ["ExchangeAccount", { service: "hosted-ab12345-1", emailAddress: "anna@example.com" }],
  ["MxPlanAccount", { emailAddress: "anna@example.com" }],
  ["AccountMigration", { source: "anna@example.com", destination: { service: "hosted-ab12345-1" } }],
])("%s: a property that holds a password, or may, is named in the reason alone", async (kind, good) => {
  for (const [property, value] of Object.entries({
    password: "canary with spaces",
    passwordFrom: "canary-instead-of-a-source",
    passwordVersion: { canary: "canary" },
    passwort: "canary-under-a-misspelt-name",
  })) {
    const failures = await failuresOf(kind, { ...good, [property]: value });
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) {
      expect(failure.property).toBe("");
      expect(failure.reason).toMatch(new RegExp(`^${property}: `));
      expect(failure.reason).not.toMatch(/canary/);
    }
  }
});

test.each([
  ["sourcePassword", "canary with spaces"],
  ["sourcePasswordFrom", "canary-instead-of-a-source"],
  ["copy", { imap: { sourcePassword: "canary-one-level-too-deep" } }],
  ["destination", { service: "hosted-ab12345-1", password: "canary-one-level-too-deep" }],
])("AccountMigration: so is %s, within which a password may stand", async (property, value) => {
  const good = { source: "anna@example.com", destination: { service: "hosted-ab12345-1" } };
  const [failure] = await failuresOf("AccountMigration", { ...good, [property]: value });
  expect(failure).toMatchObject({ property: "" });
  expect(failure?.reason).not.toMatch(/canary/);
});

test("so is a property that holds the password of another one", async () => {
  const password = "canary-given-twice";
  const failures = await failuresOf("MxPlanAccount", { emailAddress: password, password });
  expect(failures).toEqual([{ property: "", reason: expect.stringMatching(/^emailAddress: "\[secret\]" is not/) }]);
});

test("any other property is named to Pulumi", async () => {
  const failures = await failuresOf("MxPlanAccount", { emailAddress: "anna" });
  expect(failures.map(({ property }) => property)).toEqual(["emailAddress"]);
});
