// What is particular to mailboxes: adoption, passwords, addresses in use, seats, and input that cannot be right.

import { expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

function start(service: Parameters<typeof seedWith>[0] = { freeAccounts: 2 }) {
  const world = createWorld({ seed: seedWith(service) });
  return { world, engine: new Engine(world.newSession()) };
}

function account(props: Values = {}): Declaration {
  return {
    kind: "ExchangeAccount",
    name: "anna",
    props: { service: SERVICE, emailAddress: "anna@example.com", ...props },
  };
}

function shared(props: Values = {}): Declaration {
  const own = { service: SERVICE, emailAddress: "support@example.com", quotaMb: 100 };
  return { kind: "SharedMailbox", name: "support", props: { ...own, ...props } };
}

const withAnna = {
  freeAccounts: 2,
  accounts: [{ emailAddress: "anna@example.com", displayName: "Anna", password: "Old-Password-77" }],
};

test("an existing mailbox is not touched unless adopt says so", async () => {
  const { world, engine } = start(withAnna);
  const { errors } = await engine.up([account({ displayName: "Other" })]);
  expect(errors.join()).toMatch(/emailAddress: anna@example.com is already used at OVHcloud.*adopt/);
  expect(engine.state.size).toBe(0);
  expect(world.simulator.world.account("anna@example.com")?.displayName).toBe("Anna");
  expect(world.simulator.world.freeAccounts()).toHaveLength(2);
});

test("adopt writes the differences alone, and never the password", async () => {
  const { world, engine } = start(withAnna);
  const wanted = account({ adopt: true, displayName: "Anna Durand", password: "New-Password-78" });
  expect(await engine.up([wanted])).toEqual({ steps: ["create anna"], errors: [] });
  expect(world.writes()).toEqual(["PUT /account/{primaryEmailAddress}"]);
  expect(world.simulator.world.passwordMatches("anna@example.com", "Old-Password-77")).toBe(true);
  expect((await engine.up([wanted])).steps).toEqual(["same anna"]);
  expect(
    (await engine.up([account({ adopt: true, displayName: "Anna Durand", password: "Newer-Passw0rd-79" })])).errors,
  ).toEqual([]);
  expect(world.simulator.world.passwordMatches("anna@example.com", "Newer-Passw0rd-79")).toBe(true);
});

test("adopting what is as declared writes nothing", async () => {
  const { world, engine } = start(withAnna);
  expect((await engine.up([account({ adopt: true, displayName: "Anna" })])).errors).toEqual([]);
  expect(world.writes()).toEqual([]);
  expect(engine.state.get("anna")?.outputs).not.toHaveProperty("initialPassword");
});

test("adopt makes what is not there", async () => {
  const { world, engine } = start();
  expect((await engine.up([shared({ adopt: true })])).errors).toEqual([]);
  expect(world.simulator.world.sharedAccount("support@example.com")?.quota).toBe(100);
});

test("an unrelated change does not send the password again", async () => {
  const { world, engine } = start();
  await engine.up([account({ password: "Orange-Lundi-42" })]);
  world.simulator.world.setPassword("anna@example.com", "Changed-By-Anna-1");
  world.writes();
  expect((await engine.up([account({ password: "Orange-Lundi-42", displayName: "Durand" })])).errors).toEqual([]);
  expect(world.writes()).toEqual(["PUT /account/{primaryEmailAddress}"]);
  expect(world.simulator.world.passwordMatches("anna@example.com", "Changed-By-Anna-1")).toBe(true);
});

test("a password that the service refuses leaves an unfinished mailbox, and a better one finishes it", async () => {
  const { world, engine } = start();
  const { errors } = await engine.up([account({ password: "weakweakweak" })]);
  expect(errors).toHaveLength(1);
  expect(errors.join()).not.toContain("weakweakweak");
  expect(await engine.up([account({ password: "Orange-Lundi-42" })])).toEqual({ steps: ["update anna"], errors: [] });
  expect(world.simulator.world.passwordMatches("anna@example.com", "Orange-Lundi-42")).toBe(true);
  expect(world.simulator.world.freeAccounts()).toHaveLength(1);
});

test("what the program never declared is left as it is", async () => {
  const { world, engine } = start();
  await engine.up([account()]);
  world.simulator.world.editAccount("anna@example.com", { displayName: "Set in the panel" });
  expect(await engine.refresh()).toEqual({});
  expect((await engine.up([account({ firstName: "Anna" })])).errors).toEqual([]);
  expect(world.simulator.world.account("anna@example.com")?.displayName).toBe("Set in the panel");
});

test("parallel creates take different seats", async () => {
  const { world } = start({ freeAccounts: 6 });
  const session = world.newSession();
  const logins = ["a", "b", "c", "d", "e", "f"];
  const engines = logins.map(() => new Engine(session));
  const results = await Promise.all(
    engines.map((engine, index) => engine.up([account({ emailAddress: `${logins[index]}@example.com` })])),
  );
  expect(results.flatMap(({ errors }) => errors)).toEqual([]);
  expect(world.simulator.world.freeAccounts()).toEqual([]);
});

test("without a free account the refusal says what to do, and nothing stays in the state", async () => {
  const { engine } = start({ freeAccounts: 0 });
  const { errors } = await engine.up([account()]);
  expect(errors.join()).toMatch(/hosted-ab12345-1 has no free account .*order more accounts/);
  expect(engine.state.size).toBe(0);
});

test("another mailbox at the same address is not taken for ours", async () => {
  const { world, engine } = start({ freeAccounts: 3 });
  await engine.up([account({ deletionProtection: false })]);
  world.simulator.world.editAccount("anna@example.com", { login: "former.anna" });
  const [free = ""] = world.simulator.world.freeAccounts();
  world.simulator.world.editAccount(free, { login: "anna", domain: "example.com", displayName: "Another Anna" });
  engine.restart(world.newSession());
  expect((await engine.destroy()).errors).toEqual([]);
  expect(world.simulator.world.account("anna@example.com")?.displayName).toBe("Another Anna");
  expect(world.simulator.world.account("former.anna@example.com")).toBeUndefined();
});

test.each([
  {
    why: "an address without a domain",
    props: { emailAddress: "anna" },
    says: /emailAddress: "anna" is not an e-mail address such as/,
  },
  { why: "an address with a space", props: { emailAddress: "an na@example.com" }, says: /is not an e-mail address/ },
  { why: "the address of a free account", props: { emailAddress: "x@configureme.me" }, says: /marks a free account/ },
  { why: "a missing service", props: { service: undefined }, says: /service is missing/ },
  { why: "a service that is a path", props: { service: "../me" }, says: /is not the name of an Exchange service/ },
  { why: "a number as a name", props: { displayName: 7 }, says: /displayName: expected a text, got a number/ },
  {
    why: "a property that does not exist",
    props: { dispayName: "Anna" },
    says: /dispayName: there is no property dispayName; there are/,
  },
  { why: "an empty password", props: { password: "" }, says: /password: a password cannot be empty/ },
])("a mailbox with $why is refused, and nothing changes", async ({ props, says }) => {
  const { world, engine } = start();
  expect((await engine.up([account(props)])).errors.join()).toMatch(says);
  expect(world.writes()).toEqual([]);
});

test.each([
  {
    why: "a negative quota",
    props: { quotaMb: -5 },
    says: /quotaMb: expected a whole number of MB above 0, such as 2048, got -5/,
  },
  { why: "no quota", props: { quotaMb: undefined }, says: /quotaMb is missing/ },
  { why: "half a megabyte", props: { quotaMb: 0.5 }, says: /quotaMb: expected a whole number/ },
])("a shared mailbox with $why is refused, and nothing changes", async ({ props, says }) => {
  const { world, engine } = start();
  expect((await engine.up([shared(props)])).errors.join()).toMatch(says);
  expect(world.writes()).toEqual([]);
});

test("a service that these credentials do not see is an error, and never an empty one", async () => {
  const { world, engine } = start();
  await engine.up([account()]);
  const entry = engine.state.get("anna");
  if (entry === undefined) throw new Error("not made");
  const elsewhere = { ...entry.outputs, service: "hosted-zz99999-9" };
  engine.state.set("anna", { ...entry, outputs: elsewhere });
  await expect(engine.refresh()).rejects.toThrow(/This service does not exist/);
  expect(world.simulator.world.account("anna@example.com")).toBeDefined();
});
