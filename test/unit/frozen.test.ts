// What stands in users' states and can never change: type tokens, provider text, entry path, names of handlers, state keys.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { handlers } from "../../provider/index.js";
import { providerText, typeToken } from "../../sdk/resource.js";

test.each(["ExchangeAccount", "SharedMailbox", "Delegation"] as const)("the text and the token of %s", (kind) => {
  expect(providerText(kind)).toBe(`exports.handler=()=>require("pulumi-ovh-mail/provider").handlers("${kind}")`);
  expect(typeToken(kind)).toBe(`pulumi-nodejs:dynamic/ovhmail:${kind}`);
});

test("the entry that the text requires", () => {
  const { exports } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
  expect(exports["./provider"].default).toBe("./dist/provider/index.js");
});

test.each(["ExchangeAccount", "SharedMailbox", "Delegation"])("the methods that Pulumi's host calls on %s", (kind) => {
  expect(Object.keys(handlers(kind)).sort()).toEqual([
    "check",
    "configure",
    "create",
    "delete",
    "diff",
    "read",
    "update",
  ]);
});

test("a kind of a later version is refused with what to do", () => {
  expect(() => handlers("Calendar")).toThrow(/no resource Calendar: the state was written by a newer version/);
});

test("a state of version 1 is unchanged for the same program", async () => {
  const recorded = {
    service: "hosted-ab12345-1",
    emailAddress: "anna@example.com",
    deletionProtection: true,
    adopt: false,
    accountId: 2100001,
    __ovhmail: { v: 1 },
    __provider: "an older text",
  };
  const { diff, check } = handlers("ExchangeAccount");
  const { inputs } = await check(
    {},
    { service: "hosted-ab12345-1", emailAddress: "anna@example.com", __provider: "a newer text" },
  );
  expect(await diff("hosted-ab12345-1/account/2100001", recorded, inputs)).toEqual({ changes: false });
});
