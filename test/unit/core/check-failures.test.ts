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

test("any other property is named to Pulumi", async () => {
  const failures = await failuresOf("MxPlanAccount", { emailAddress: "anna" });
  expect(failures.map(({ property }) => property)).toEqual(["emailAddress"]);
});
