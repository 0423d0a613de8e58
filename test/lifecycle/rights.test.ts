// Who ends up with which right: exclusive and additive, renamed and re-created people, retargeted delegations, refusals.

import { expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { dying } from "../support/dying.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const person = (login: string) => ({ emailAddress: `${login}@example.com` });

function start(switches = {}) {
  const world = createWorld({
    seed: seedWith({
      freeAccounts: 2,
      accounts: [person("anna"), person("bob"), person("eve")],
      sharedAccounts: ["support", "sales"].map((login) => ({ ...person(login), quotaMb: 100 })),
      grants: [{ on: "support@example.com", to: "eve@example.com", right: "fullAccess" }],
    }),
    switches,
  });
  const held = (on = "support@example.com") =>
    world.simulator.world
      .grants(on)
      .map(({ to, right }) => `${to.split("@")[0]} ${right}`)
      .sort();
  return { world, held, engine: new Engine(world.newSession()) };
}

function delegation(props: Values, on = "support@example.com"): Declaration {
  return { kind: "Delegation", name: "rights", props: { on: { service: SERVICE, emailAddress: on }, ...props } };
}

const bobReads = { grants: { "bob@example.com": ["fullAccess"] } };

test("exclusive takes away what Pulumi never gave", async () => {
  const { held, engine } = start();
  expect((await engine.up([delegation(bobReads)])).errors).toEqual([]);
  expect(held()).toEqual(["bob fullAccess"]);
});

test("additive leaves the others alone, also when it goes", async () => {
  const { held, engine } = start();
  await engine.up([delegation({ ...bobReads, mode: "additive" })]);
  expect(held()).toEqual(["bob fullAccess", "eve fullAccess"]);
  expect(await engine.refresh()).toEqual({});
  expect((await engine.destroy()).errors).toEqual([]);
  expect(held()).toEqual(["eve fullAccess"]);
});

test("additive never takes away a right that was there before it", async () => {
  const { held, engine } = start();
  const eveReads = { grants: { "eve@example.com": ["fullAccess", "sendAs"] }, mode: "additive" };
  await engine.up([delegation(eveReads)]);
  await engine.up([delegation({ grants: {}, mode: "additive" })]);
  expect(held()).toEqual(["eve fullAccess"]);
});

test("what was given in exclusive mode still goes when the delegation has become additive", async () => {
  const { held, engine } = start();
  await engine.up([delegation(bobReads)]);
  expect(held()).toEqual(["bob fullAccess"]);
  expect((await engine.up([delegation({ ...bobReads, mode: "additive" })])).steps).toEqual(["update rights"]);
  expect((await engine.destroy()).errors).toEqual([]);
  expect(held()).toEqual([]);
});

test("a renamed delegate keeps the rights, without a call", async () => {
  const { world, held, engine } = start();
  await engine.up([delegation(bobReads)]);
  world.simulator.world.editAccount("bob@example.com", { login: "robert" });
  world.writes();
  engine.restart(world.newSession());
  expect((await engine.up([delegation({ grants: { "robert@example.com": ["fullAccess"] } })])).errors).toEqual([]);
  expect(held()).toEqual(["robert fullAccess"]);
  expect(world.writes()).toEqual([]);
});

test("a delegate who was renamed loses the rights that are no longer declared", async () => {
  const { world, held, engine } = start();
  await engine.up([delegation(bobReads)]);
  world.simulator.world.editAccount("bob@example.com", { login: "robert" });
  engine.restart(world.newSession());
  expect((await engine.up([delegation({ grants: { "anna@example.com": ["fullAccess"] } })])).errors).toEqual([]);
  expect(held()).toEqual(["anna fullAccess"]);
});

test("additive takes back what it gave to somebody whose name has changed twice", async () => {
  const { world, held, engine } = start();
  await engine.up([delegation({ ...bobReads, mode: "additive" })]);
  for (const [from, to] of [
    ["bob", "robert"],
    ["robert", "bert"],
  ] as const) {
    world.simulator.world.editAccount(`${from}@example.com`, { login: to });
    engine.restart(world.newSession());
    const grants = { [`${to}@example.com`]: ["fullAccess"] };
    expect((await engine.up([delegation({ grants, mode: "additive" })])).errors).toEqual([]);
  }
  expect(held()).toEqual(["bert fullAccess", "eve fullAccess"]);
  expect((await engine.up([delegation({ grants: {}, mode: "additive" })])).errors).toEqual([]);
  expect(held()).toEqual(["eve fullAccess"]);
});

test("somebody who was given the seat of a delegate does not inherit the rights", async () => {
  const { world, held, engine } = start();
  await engine.up([delegation(bobReads)]);
  // The account behind bob's number now belongs to mallory, and bob has another one.
  world.simulator.world.editAccount("bob@example.com", { login: "mallory" });
  const [free = ""] = world.simulator.world.freeAccounts();
  world.simulator.world.editAccount(free, { login: "bob", domain: "example.com" });
  engine.restart(world.newSession());
  expect(await engine.refresh()).toEqual({ rights: { grants: { "mallory@example.com": ["fullAccess"] } } });
  expect((await engine.up([delegation(bobReads)])).errors).toEqual([]);
  expect(held()).toEqual(["bob fullAccess"]);
});

test("pointed at another mailbox, it takes its rights along", async () => {
  const { held, engine } = start();
  await engine.up([delegation(bobReads)]);
  expect((await engine.up([delegation(bobReads, "sales@example.com")])).errors).toEqual([]);
  expect(held("sales@example.com")).toEqual(["bob fullAccess"]);
  expect(held()).toEqual([]);
});

test("a renamed mailbox keeps its rights, without a call", async () => {
  const { world, held, engine } = start();
  await engine.up([delegation(bobReads)]);
  world.simulator.world.editSharedAccount("support@example.com", { sharedEmailAddress: "help@example.com" });
  world.writes();
  engine.restart(world.newSession());
  expect((await engine.up([delegation(bobReads, "help@example.com")])).errors).toEqual([]);
  expect(held("help@example.com")).toEqual(["bob fullAccess"]);
  expect(world.writes()).toEqual([]);
});

test("rights on a mailbox of one person", async () => {
  const { held, engine } = start();
  expect((await engine.up([delegation(bobReads, "anna@example.com")])).errors).toEqual([]);
  expect(held("anna@example.com")).toEqual(["bob fullAccess"]);
});

test.each([
  {
    why: "an unknown right",
    props: { grants: { "bob@example.com": ["readAll"] } },
    says: /grants\["bob@example.com"\]\[0\]: "readAll" is not a right; there are fullAccess, sendAs, sendOnBehalf/,
  },
  {
    why: "both ways of sending",
    props: { grants: { "bob@example.com": ["sendAs", "sendOnBehalf"] } },
    says: /grants\["bob@example.com"\]: sendAs and sendOnBehalf exclude each other/,
  },
  { why: "no address", props: { grants: { bob: ["sendAs"] } }, says: /grants\.bob: "bob" is not an e-mail address/ },
  {
    why: "the same person twice",
    props: { grants: { "bob@example.com": ["sendAs"], "BOB@example.com": ["fullAccess"] } },
    says: /bob@example.com is listed twice/,
  },
  {
    why: "a person that does not exist",
    props: { grants: { "nobody@example.com": ["sendAs"] } },
    says: /grants\["nobody@example.com"\]: the service has no mailbox with this address/,
  },
  {
    why: "the mailbox itself",
    props: { grants: { "support@example.com": ["sendAs"] } },
    says: /needs no right on itself/,
  },
  { why: "no grants at all", props: {}, says: /grants is missing/ },
  {
    why: "a mode that does not exist",
    props: { ...bobReads, mode: "strict" },
    says: /mode: expected "exclusive" or "additive"/,
  },
])("refuses $why, and changes nothing", async ({ props, says }) => {
  const { world, held, engine } = start();
  const { errors } = await engine.up([delegation(props)]);
  expect(errors.join()).toMatch(says);
  expect(world.writes()).toEqual([]);
  expect(held()).toEqual(["eve fullAccess"]);
});

test("refuses a mailbox that does not exist", async () => {
  const { world, engine } = start();
  const { errors } = await engine.up([delegation(bobReads, "nothing@example.com")]);
  expect(errors.join()).toMatch(
    /on: hosted-ab12345-1 has no mailbox, no shared mailbox and no group nothing@example.com/,
  );
  expect(world.writes()).toEqual([]);
});

test("one right that OVHcloud refuses does not keep the others from being given, and is tried again", async () => {
  const { world, held, engine } = start();
  world.simulator.faults.onCall(
    { method: "POST", route: "/sendAs" },
    { kind: "respond", status: 400, body: { message: "no" } },
  );
  const wanted = delegation({ grants: { "bob@example.com": ["fullAccess", "sendAs"] } });
  expect((await engine.up([wanted])).errors.join()).toMatch(
    /grants\["bob@example.com"\]: could not give sendAs on support@example.com/,
  );
  expect(held()).toEqual(["bob fullAccess"]);
  expect(await engine.up([wanted])).toEqual({ steps: ["update rights"], errors: [] });
  expect(held()).toEqual(["bob fullAccess", "bob sendAs"]);
});

test("a delegate who was made anew is given the rights again", async () => {
  const { world, held, engine } = start();
  const idOf = () => world.simulator.world.account("bob@example.com")?.id ?? 0;
  const wanted = () => delegation({ ...bobReads, __accounts: { "bob@example.com": idOf() } });
  await engine.up([wanted()]);
  world.simulator.world.remove("bob@example.com");
  const [seat = ""] = world.simulator.world.freeAccounts();
  world.simulator.world.editAccount(seat, { login: "bob", domain: "example.com", configured: true });
  expect(held()).toEqual([]);
  engine.restart(world.newSession());
  expect(await engine.up([wanted()])).toEqual({ steps: ["update rights"], errors: [] });
  expect(held()).toEqual(["bob fullAccess"]);
});

test("full access cannot be given on a group", async () => {
  const { world, engine } = start();
  world.simulator.world.addMailingList(SERVICE, { mailingListAddress: "team@example.com" });
  const { errors } = await engine.up([delegation(bobReads, "team@example.com")]);
  expect(errors.join()).toMatch(/fullAccess cannot be given on team@example.com \(to bob@example.com\): it is a group/);
  expect(world.writes()).toEqual([]);
});

test("a delegate who becomes a resource of the program is no change", async () => {
  const { world, engine } = start();
  await engine.up([delegation(bobReads)]);
  const known = { "bob@example.com": world.simulator.world.account("bob@example.com")?.id ?? 0 };
  expect((await engine.up([delegation({ ...bobReads, __accounts: known })])).steps).toEqual(["same rights"]);
  expect((await engine.up([delegation({ ...bobReads, __accounts: {} })])).steps).toEqual(["same rights"]);
});

test.each([
  { what: "a right that is no longer declared", grants: { "bob@example.com": ["sendAs"] } },
  { what: "the right of somebody who is no longer declared", grants: {} },
])("$what goes, also while a list that lags behind does not show it", async ({ grants }) => {
  const { world, held, engine } = start();
  world.clock.advance(120_000);
  // After the two looks of the creation.
  world.simulator.faults.onCall(
    { method: "GET", route: "/fullAccess", nth: 3, times: 2 },
    { kind: "staleList", byMs: 60_000 },
  );
  await engine.up([delegation({ ...bobReads, mode: "additive" })]);
  expect((await engine.up([delegation({ grants, mode: "additive" })])).errors).toEqual([]);
  expect(held()).not.toContain("bob fullAccess");
  expect(held()).toContain("eve fullAccess");
});

test("a right that somebody else took already is no error when it is no longer declared", async () => {
  const { world, held, engine } = start();
  await engine.up([delegation({ ...bobReads, mode: "additive" })]);
  world.simulator.world.revoke({ on: "support@example.com", to: "bob@example.com", right: "fullAccess" });
  expect((await engine.up([delegation({ grants: {}, mode: "additive" })])).errors).toEqual([]);
  expect(held()).toEqual(["eve fullAccess"]);
});

test("a right whose answer was lost, and that comes late, goes with its delegation", async () => {
  const { world, held, engine } = start();
  world.clock.advance(3_600_000);
  world.simulator.faults.onCall({ method: "POST", route: "/fullAccess" }, { kind: "resetAfterCommit" });
  world.simulator.faults.onCall(
    { method: "GET", route: "/fullAccess", nth: 2, times: 50 },
    { kind: "staleList", byMs: 1_800_000 },
  );
  expect((await engine.up([delegation({ ...bobReads, mode: "additive" })])).errors).toHaveLength(1);
  world.simulator.faults.clear();
  expect((await engine.destroy()).errors).toEqual([]);
  expect(held()).toEqual(["eve fullAccess"]);
});

test("a right that a killed run asked for counts as given when its task has ended well, not when it is first listed", async () => {
  const { world, engine } = start();
  const program = [delegation({ grants: { "bob@example.com": ["sendAs"] }, mode: "additive" })];
  world.simulator.faults.failTask("addSharedAccountSendAs", { outcome: "error" });
  const { send, dead } = dying(world, 1, "after");
  void new Engine(world.newSession({ send })).up(program);
  await dead;
  expect((await engine.up(program)).errors).toEqual([]);
  const given = world.simulator.world.grants("support@example.com").filter(({ right }) => right === "sendAs");
  expect(given).toMatchObject([{ to: "bob@example.com", inForce: true }]);
});

test("rights of a mailbox that OVHcloud shows, and says not to have, are looked for again", async () => {
  const { world, held, engine } = start();
  await engine.up([delegation({ ...bobReads, mode: "additive" }, "anna@example.com")]);
  const refuse = { kind: "respond", status: 404, body: { message: "This account does not exist" } } as const;
  for (const right of ["fullAccess", "sendAs", "sendOnBehalfTo"])
    world.simulator.faults.onCall({ method: "GET", route: `/account/{primaryEmailAddress}/${right}` }, refuse);
  expect((await engine.destroy()).errors).toEqual([]);
  expect(held("anna@example.com")).toEqual([]);
});

test("additive: a right of ours whose taking OVHcloud accepted, and did not do, is taken by the next run", async () => {
  const { world, held, engine } = start();
  await engine.up([delegation({ ...bobReads, mode: "additive" })]);
  world.simulator.faults.onTask({}, { kind: "cancelled" });
  const nobody = delegation({ grants: {}, mode: "additive" });
  expect((await engine.up([nobody])).errors).toHaveLength(1);
  expect(held()).toEqual(["bob fullAccess", "eve fullAccess"]);
  expect((await engine.up([nobody])).errors).toEqual([]);
  expect(held()).toEqual(["eve fullAccess"]);
});
