// What is particular to groups: adoption, people who are made anew, people nobody knows, large groups.

import { expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { dying } from "../support/dying.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const address = "sales@example.com";
const person = (login: string) => ({ emailAddress: `${login}@example.com` });

function start(service: Parameters<typeof seedWith>[0] = {}, switches = {}) {
  const seed = seedWith({
    freeAccounts: 1,
    accounts: [person("anna"), person("bob")],
    externalContacts: [{ emailAddress: "john@example.org" }],
    ...service,
  });
  const world = createWorld({ seed, switches });
  const names = (role: "members" | "managers") =>
    world.simulator.world[role](address)
      .map((one) => one.address)
      .sort();
  return { world, names, engine: new Engine(world.newSession()) };
}

function group(props: Values = {}): Declaration {
  return { kind: "ContactGroup", name: "sales", props: { service: SERVICE, emailAddress: address, ...props } };
}

const existing = {
  mailingLists: [
    { emailAddress: address, displayName: "Sales", members: ["anna@example.com"], managers: ["anna@example.com"] },
  ],
};

test("an existing group is not touched unless adopt says so", async () => {
  const { names, engine } = start(existing);
  const { errors } = await engine.up([group({ members: ["bob@example.com"] })]);
  expect(errors.join()).toMatch(/emailAddress: sales@example.com is already used at OVHcloud.*adopt/);
  expect(engine.state.size).toBe(0);
  expect(names("members")).toEqual(["anna@example.com"]);
});

test("adopt writes the differences alone, then nothing", async () => {
  const { world, names, engine } = start(existing);
  const wanted = group({ adopt: true, displayName: "Sales", members: ["anna@example.com", "john@example.org"] });
  expect(await engine.up([wanted])).toEqual({ steps: ["create sales"], errors: [] });
  expect(world.writes()).toEqual(["POST /mailingList/{mailingListAddress}/member/contact"]);
  expect(names("members")).toEqual(["anna@example.com", "john@example.org"]);
  expect(names("managers")).toEqual(["anna@example.com"]);
  expect((await engine.up([wanted])).steps).toEqual(["same sales"]);
  expect(await engine.refresh()).toEqual({});
});

test("the order of people, their spelling and repetitions are no change", async () => {
  const { world, engine } = start();
  await engine.up([group({ members: ["anna@example.com", "bob@example.com"] })]);
  world.writes();
  const again = group({ members: ["Bob@Example.com", "anna@example.com", "bob@example.com"] });
  expect((await engine.up([again])).steps).toEqual(["same sales"]);
});

test("somebody nobody knows is refused, and the others are added", async () => {
  const { names, engine } = start();
  const { errors } = await engine.up([group({ members: ["anna@example.com", "nobody@example.com"] })]);
  expect(errors.join()).toMatch(/members: hosted-ab12345-1 does not know nobody@example.com/);
  expect(names("members")).toEqual(["anna@example.com"]);
  expect((await engine.up([group({ members: ["anna@example.com"] })])).errors).toEqual([]);
});

test("an external contact cannot manage", async () => {
  const { names, engine } = start();
  const { errors } = await engine.up([group({ managers: ["john@example.org"] })]);
  expect(errors.join()).toMatch(/managers: .*john@example.org: a manager must be a mailbox of the service/);
  expect(names("managers")).toEqual([]);
});

test("a member who was made anew is added again", async () => {
  const { world, names, engine } = start();
  const wanted = (id: number) => group({ members: ["bob@example.com"], __accounts: { "bob@example.com": id } });
  const idOf = () => world.simulator.world.account("bob@example.com")?.id ?? 0;
  await engine.up([wanted(idOf())]);
  world.simulator.world.remove("bob@example.com");
  const [seat = ""] = world.simulator.world.freeAccounts();
  world.simulator.world.editAccount(seat, { login: "bob", domain: "example.com", configured: true });
  engine.restart(world.newSession());
  expect(await engine.up([wanted(idOf())])).toEqual({ steps: ["update sales"], errors: [] });
  expect(names("members")).toEqual(["bob@example.com"]);
});

test("what the program does not speak of is left alone", async () => {
  const { world, names, engine } = start();
  await engine.up([group({ members: ["anna@example.com"] })]);
  world.simulator.world.addManager(address, "bob@example.com");
  expect((await engine.up([group({ members: ["bob@example.com"] })])).errors).toEqual([]);
  expect(names("managers")).toEqual(["bob@example.com"]);
  expect(names("members")).toEqual(["bob@example.com"]);
});

test("a group that is taken out of the program goes, its people stay", async () => {
  const { world, engine } = start();
  await engine.up([group({ members: ["anna@example.com"] })]);
  expect((await engine.destroy()).errors).toEqual([]);
  expect(world.simulator.world.mailingList(address)).toBeUndefined();
  expect(world.simulator.world.account("anna@example.com")).toBeDefined();
});

test("a thousand members: two calls for each, no one of them forgotten, and a refresh takes six", async () => {
  const count = 1_000;
  const contacts = Array.from({ length: count }, (_, index) => ({ emailAddress: `c${index}@example.org` }));
  const { world, names, engine } = start({ externalContacts: contacts });
  const callsBefore = world.simulator.calls.length;
  const wanted = group({ members: contacts.map(({ emailAddress }) => emailAddress) });
  expect((await engine.up([wanted])).errors).toEqual([]);
  expect(names("members")).toHaveLength(count);
  const calls = world.simulator.calls.slice(callsBefore);
  const polls = calls.filter(({ route }) => /\/task(\/\{id\})?$/.test(route)).length;
  expect(calls.length - polls).toBeLessThan(2 * count + 20);
  expect(polls).toBeLessThan(count / 2);
  engine.restart(world.newSession());
  const seen = world.simulator.calls.length;
  expect(await engine.refresh()).toEqual({});
  expect(world.simulator.calls.length - seen).toBeLessThanOrEqual(8);
}, 60_000);

test("somebody whom a killed run brought in is a member when the task has ended well, not when first listed", async () => {
  const { world, engine } = start(existing);
  const wanted = group({ adopt: true, members: ["anna@example.com", "bob@example.com"] });
  world.simulator.faults.failTask("addDistributionGroupMember", { outcome: "error" });
  const { send, dead } = dying(world, 1, "after");
  void new Engine(world.newSession({ send })).up([wanted]);
  await dead;
  expect((await engine.up([wanted])).errors).toEqual([]);
  const bob = world.simulator.world.members(address).find((one) => one.address === "bob@example.com");
  expect(bob).toMatchObject({ inForce: true });
});

test.each([
  { what: "somebody who is no longer named goes", named: ["anna@example.com"] },
  { what: "somebody who is named by another address by now stays", named: ["anna@example.com", "jo@example.org"] },
])("$what, also while a list that lags behind does not show them", async ({ named }) => {
  const { world, names, engine } = start(existing);
  world.clock.advance(3_600_000);
  // After the two looks of the first run.
  world.simulator.faults.onCall(
    { method: "GET", route: "/member/contact", nth: 3 },
    { kind: "staleList", byMs: 1_800_000 },
  );
  await engine.up([group({ adopt: true, members: ["anna@example.com", "john@example.org"] })]);
  const externalEmailAddress = named[1];
  if (externalEmailAddress !== undefined)
    world.simulator.world.editExternalContact("john@example.org", { externalEmailAddress });
  engine.restart(world.newSession());
  expect((await engine.up([group({ adopt: true, members: named })])).errors).toEqual([]);
  expect(names("members")).toEqual(named);
});

test("lists that OVHcloud shows later than the group itself are waited for", async () => {
  const { world, names, engine } = start();
  world.simulator.faults.onCall(
    { method: "GET", route: "/mailingList/{mailingListAddress}/member/account" },
    { kind: "respond", status: 404, body: { message: "This mailing list does not exist" } },
  );
  expect((await engine.up([group({ members: ["bob@example.com"] })])).errors).toEqual([]);
  expect(names("members")).toEqual(["bob@example.com"]);
});

test("a member who is renamed is not taken out and brought in again while lists show the old address", async () => {
  const { world, names, engine } = start();
  const anna = (emailAddress: string): Declaration => ({
    kind: "ExchangeAccount",
    name: "anna",
    props: { service: SERVICE, emailAddress, adopt: true },
  });
  await engine.up([anna("anna@example.com"), group({ members: ["anna@example.com"] })]);
  world.writes();
  world.simulator.setLag({ listsMs: 300_000 });
  const renamed = [anna("anne@example.com"), group({ members: ["anne@example.com"] })];
  expect((await engine.up(renamed)).errors).toEqual([]);
  expect(names("members")).toEqual(["anne@example.com"]);
  expect(world.writes().filter((write) => write.includes("/member/"))).toEqual([]);
});
