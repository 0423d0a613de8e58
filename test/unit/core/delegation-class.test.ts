// What the class hands to the provider, for every way to say on what and to whom.

import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";
import { Delegation, ExchangeAccount, MxPlanAccount, MxPlanResponder, SharedMailbox } from "../../../sdk/index.js";

const inputsByName = new Map<string, Record<string, unknown>>();

beforeAll(async () => {
  const numbers: Record<string, number> = { nina: 41, bob: 42 };
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      inputsByName.set(name, inputs);
      const accountId = numbers[name];
      return { id: `id of ${name}`, state: { ...inputs, ...(accountId === undefined ? {} : { accountId }) } };
    },
    call: () => ({}),
  });
});

async function inputsOf(resource: pulumi.Resource, name: string): Promise<Record<string, unknown>> {
  await new Promise((resolve) => resource.urn.apply(resolve));
  return inputsByName.get(name) ?? {};
}

const service = "hosted-ab12345-1";

test("an account of an MX Plan as the target, and as a delegate", async () => {
  const nina = new MxPlanAccount("nina", { emailAddress: "nina@example.net" });
  const bob = new MxPlanAccount("bob", { emailAddress: "bob@example.net" });
  const rights = new Delegation("onNina", { on: nina, grants: [{ to: bob, rights: ["sendAs"] }] });
  expect(await inputsOf(rights, "onNina")).toMatchObject({
    on: { mxPlanAccount: "nina@example.net" },
    grants: { "bob@example.net": ["sendAs"] },
  });
});

test("the numbers of those whom the program declares stand beside the rights", async () => {
  new MxPlanAccount("bob", { emailAddress: "bob@example.net" });
  // Of the legacy MX Plan, and without a number.
  new MxPlanAccount("anna", { emailAddress: "anna@example.org" });
  const grants = { "bob@example.net": ["sendAs" as const], "anna@example.org": ["sendAs" as const] };
  const rights = new Delegation("numbered", { on: { mxPlanAccount: "nina2@example.net" }, grants });
  expect((await inputsOf(rights, "numbered")).__accounts).toStrictEqual({ "bob@example.net": 42 });
});

test("a whole domain, with customers as delegates", async () => {
  const rights = new Delegation("onDomain", {
    on: { mxPlanDomain: "example.org" },
    grants: [{ to: "cd67890-ovh", rights: ["manage"] }],
  });
  expect(await inputsOf(rights, "onDomain")).toMatchObject({
    on: { mxPlanDomain: "example.org" },
    grants: { "cd67890-ovh": ["manage"] },
  });
});

test("a mailbox of Exchange goes by its service and its address, as before", async () => {
  const eve = new ExchangeAccount("eve", { service, emailAddress: "eve@example.com" });
  const rights = new Delegation("onEve", { on: eve, grants: {} });
  expect((await inputsOf(rights, "onEve")).on).toEqual({ service, emailAddress: "eve@example.com" });
});

test("what the program declares at the address is told along, and nothing where it declares none", async () => {
  const support = new SharedMailbox("support", { service, emailAddress: "support@example.com", quotaMb: 100 });
  new ExchangeAccount("fay", { service, emailAddress: "fay@example.com" });
  const by = (name: string, on: ConstructorParameters<typeof Delegation>[1]["on"]) =>
    inputsOf(new Delegation(name, { on, grants: {} }), name);
  expect((await by("byResource", support)).__targetType).toBe("shared");
  expect((await by("byAddress", { service, emailAddress: "Fay@example.com" })).__targetType).toBe("account");
  const undeclared = await by("undeclared", { service, emailAddress: "zoe@example.com" });
  expect(undeclared).not.toHaveProperty("__targetType");
  expect(undeclared, "and no number").not.toHaveProperty("__accounts");
});

test("what manages an account as a delegate waits for the delegation, which does not wait for it", async () => {
  const emailAddress = "carol@example.org";
  const managed = new MxPlanAccount("managed", { emailAddress, asDelegate: true });
  const answers = new MxPlanResponder("answers", { emailAddress, content: "Away", asDelegate: true });
  new Delegation("given", { on: { mxPlanAccount: "Carol@example.org" }, grants: { "cd67890-ovh": ["manage"] } });
  await Promise.all([inputsOf(managed, "managed"), inputsOf(answers, "answers")]);
  const order = [...inputsByName.keys()];
  expect(order.indexOf("given")).toBeLessThan(Math.min(order.indexOf("managed"), order.indexOf("answers")));
});
