// What the fault simulation found: creations whose outcome could not be found out, and reads that lag behind.

import { expect, test } from "vitest";
import type { Seed, Switches } from "../../provider/simulator/index.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const ACCOUNT = "/account/{primaryEmailAddress}";
const SHARED = "/sharedAccount/{sharedEmailAddress}";

function anna(props: object = {}): Declaration {
  return {
    kind: "ExchangeAccount",
    name: "anna",
    props: { service: SERVICE, emailAddress: "anna@example.com", ...props },
  };
}
function support(props: object = {}): Declaration {
  const own = { service: SERVICE, emailAddress: "support@example.com", quotaMb: 100 };
  return { kind: "SharedMailbox", name: "support", props: { ...own, ...props } };
}
const away: Declaration = {
  kind: "MxPlanResponder",
  name: "away",
  props: { emailAddress: "anna@example.org", content: "Away" },
};
const info: Declaration = {
  kind: "MxPlanRedirection",
  name: "info",
  props: { from: "info@example.org", to: "anna@example.com" },
};
const legacy: Partial<Seed> = {
  mxPlanDomains: [{ name: "example.org", owner: "ab12345-ovh", accounts: [{ name: "anna" }] }],
};

function start(switches: Partial<Switches> = {}, others: Partial<Seed> = {}) {
  const accounts = [{ emailAddress: "bob@example.com" }];
  const world = createWorld({ seed: seedWith({ freeAccounts: 3, accounts }, others), switches });
  return { world, engine: new Engine(world.newSession()), faults: world.simulator.faults };
}

const FAILS = { kind: "respond", status: 401, body: { message: "This credential is not valid" } } as const;

test("a creation without an answer, which cannot be looked for, stays in the state and is found by the next run", async () => {
  const { world, engine, faults } = start();
  faults.onCall({ method: "POST", route: "/sharedAccount" }, { kind: "resetAfterCommit" });
  faults.onCall({ method: "GET", route: SHARED, times: 3 }, FAILS);
  expect((await engine.up([support()])).errors).toHaveLength(1);
  expect(engine.state.get("support")?.unfinished).toBe(true);
  expect((await engine.up([support()])).errors).toEqual([]);
  expect(world.simulator.world.sharedAccounts()).toHaveLength(1);
});

test("what somebody else made meanwhile is not taken for it", async () => {
  const { world, engine, faults } = start();
  faults.onCall({ method: "POST", route: "/sharedAccount", times: 2 }, { kind: "resetBeforeCommit" });
  faults.onCall({ method: "GET", route: SHARED }, FAILS);
  await engine.up([support()]);
  world.simulator.world.addSharedAccount(SERVICE, { sharedEmailAddress: "support@example.com", quota: 50 });
  world.writes();
  const [error] = (await engine.up([support()])).errors;
  expect(error).toContain("Set adopt to true");
  expect((await engine.up([])).errors).toEqual([]);
  expect(world.simulator.world.sharedAccount("support@example.com")?.quota).toBe(50);
});

test("a refresh does not forget it, and the next run makes it", async () => {
  const { world, engine, faults } = start();
  faults.onCall({ method: "POST", route: "/sharedAccount", times: 2 }, { kind: "resetBeforeCommit" });
  expect((await engine.up([support()])).errors).toHaveLength(1);
  await engine.refresh();
  expect(engine.state.has("support")).toBe(true);
  expect((await engine.up([support()])).errors).toEqual([]);
  expect(world.simulator.world.sharedAccounts()).toHaveLength(1);
});

test("a mailbox that was never made leaves the state although it is protected: there is no mail to lose", async () => {
  const { engine, faults } = start();
  faults.onCall({ method: "POST", route: "/sharedAccount", times: 2 }, { kind: "resetBeforeCommit" });
  await engine.up([support()]);
  expect((await engine.up([])).errors).toEqual([]);
  expect(engine.state.has("support")).toBe(false);
});

test("a redirection without an answer is waited for while lists do not show it, and made once", async () => {
  const { world, engine, faults } = start({}, legacy);
  world.simulator.setLag({ listsMs: 300_000 });
  faults.onCall({ method: "POST", route: "/redirection" }, { kind: "resetAfterCommit" });
  expect((await engine.up([info])).errors).toEqual([]);
  expect(world.simulator.world.emailDomain.redirections("example.org")).toHaveLength(1);
});

test("a claim without an answer is made again with the same free account", async () => {
  const { world, engine, faults } = start();
  faults.onCall({ method: "PUT", route: ACCOUNT, times: 2 }, { kind: "resetBeforeCommit" });
  faults.onCall({ method: "GET", route: ACCOUNT, nth: 2 }, FAILS);
  expect((await engine.up([anna()])).errors).toHaveLength(1);
  engine.restart(world.newSession());
  // Whoever asks for any free account gets another one.
  const listed = ["bob@example.com", ...world.simulator.world.freeAccounts().reverse()];
  faults.onCall({ method: "GET", route: "/account", times: 100 }, { kind: "respond", status: 200, body: listed });
  expect((await engine.up([anna()])).errors).toEqual([]);
  const puts = world.simulator.calls.filter(({ method, path }) => method === "PUT" && path.includes("/account/"));
  expect(new Set(puts.map(({ path }) => path)).size).toBe(1);
});

test("a right whose look fails after a lost answer is in the state", async () => {
  const { world, engine, faults } = start();
  const on = { service: SERVICE, emailAddress: "bob@example.com" };
  world.simulator.world.addSharedAccount(SERVICE, { sharedEmailAddress: "support@example.com", quota: 50 });
  const rights: Declaration = {
    kind: "Delegation",
    name: "rights",
    props: { on: { ...on, emailAddress: "support@example.com" }, grants: { "bob@example.com": ["fullAccess"] } },
  };
  faults.onCall({ method: "POST", route: "/fullAccess" }, { kind: "resetAfterCommit" });
  faults.onCall({ method: "GET", route: "/fullAccess", nth: 2, times: 2 }, FAILS);
  expect((await engine.up([rights])).errors).toHaveLength(1);
  expect(engine.state.has("rights")).toBe(true);
});

test("a responder that is asked for twice by one call is ours", async () => {
  const { engine, faults } = start({ createdIsReadable: "afterTask" }, legacy);
  faults.onCall({ method: "POST", route: "/responder" }, { kind: "duplicate" });
  expect((await engine.up([away])).errors).toEqual([]);
});

test("a responder that was just made is not taken for gone while it is not shown everywhere", async () => {
  const { engine, faults } = start({}, legacy);
  await engine.up([away]);
  const notShown = { kind: "respond", status: 404, body: { message: "The requested object does not exist" } } as const;
  faults.onCall({ method: "GET", route: "/responder/{account}", times: 4 }, notShown);
  expect(await engine.refresh()).toEqual({});
  expect(engine.state.has("away")).toBe(true);
});

test("an alias goes although the mailbox is renamed at the same time, and does not show at its new address yet", async () => {
  const { world, engine } = start({ renameVisible: "afterTask" });
  await engine.up([anna({ emailAliases: ["info@example.com"] })]);
  const renamed = anna({ emailAddress: "anne@example.com", emailAliases: [] });
  expect((await engine.up([renamed])).errors).toEqual([]);
  expect(world.simulator.world.aliases("anne@example.com")).toEqual([]);
});

test("an alias goes although a list does not show it yet", async () => {
  const { world, engine, faults } = start();
  await engine.up([anna()]);
  await engine.up([anna({ emailAliases: ["info@example.com"] })]);
  faults.onCall({ method: "GET", route: "/alias" }, { kind: "respond", status: 200, body: [] });
  await engine.up([anna({ emailAliases: [] })]);
  expect(world.simulator.world.aliases("anna@example.com")).toEqual([]);
});

test("a mailbox that was half-made and then half-renamed is found by its number", async () => {
  const { world, engine, faults } = start();
  faults.onCall({ method: "GET", route: SHARED }, FAILS);
  expect((await engine.up([support()])).errors).toHaveLength(1);
  faults.onCall({ method: "GET", route: SHARED, nth: 2 }, FAILS);
  expect((await engine.up([support({ emailAddress: "help@example.com" })])).errors).toHaveLength(1);
  await engine.refresh();
  expect((await engine.up([support({ emailAddress: "help@example.com" })])).errors).toEqual([]);
  expect(world.simulator.world.sharedAccounts().map((one) => one.sharedEmailAddress)).toEqual(["help@example.com"]);
});

test("a mailbox that was half-made and seen is gone when somebody removes it", async () => {
  const { world, engine, faults } = start();
  const aliased = support({ emailAliases: ["aid@example.com"] });
  const refused = { kind: "respond", status: 400, body: { message: "Not today" } } as const;
  faults.onCall({ method: "POST", route: "/alias", times: 2 }, refused);
  expect((await engine.up([aliased])).errors).toHaveLength(1);
  expect((await engine.up([aliased])).errors).toHaveLength(1);
  world.simulator.world.remove("support@example.com");
  await world.clock.sleep(60_000);
  await engine.refresh();
  expect(engine.state.has("support")).toBe(false);
});

test("a responder that is asked for twice, with a date in another form, is ours", async () => {
  const { engine, faults } = start({ createdIsReadable: "afterTask" }, legacy);
  faults.onCall({ method: "POST", route: "/responder" }, { kind: "duplicate" });
  const dated = { ...away, props: { ...away.props, to: "2026-08-01T00:00:00+02:00" } };
  expect((await engine.up([dated])).errors).toEqual([]);
});

test("what was accepted and seen is ours, also when somebody changes it before the next run", async () => {
  const { world, engine, faults } = start();
  const refused = { kind: "respond", status: 400, body: { message: "Not today" } } as const;
  faults.onCall({ method: "POST", route: "/alias" }, refused);
  const aliased = support({ emailAliases: ["aid@example.com"] });
  expect((await engine.up([aliased])).errors).toHaveLength(1);
  world.simulator.world.editSharedAccount("support@example.com", { quota: 150 });
  expect((await engine.up([aliased])).errors).toEqual([]);
  expect(world.simulator.world.sharedAccount("support@example.com")?.quota).toBe(100);
});

test("what was accepted, and came to nothing, leaves what somebody else made there alone", async () => {
  const { world, engine, faults } = start();
  faults.onTask("addSharedAccount", { kind: "error" });
  expect((await engine.up([support()])).errors).toHaveLength(1);
  expect(engine.state.get("support")?.unfinished).toBe(true);
  world.simulator.world.addSharedAccount(SERVICE, { sharedEmailAddress: "help@example.com", quota: 50 });
  world.writes();
  const [error] = (await engine.up([support({ emailAddress: "help@example.com" })])).errors;
  expect(error).toContain("Set adopt to true");
  expect(world.simulator.world.sharedAccount("help@example.com")?.quota).toBe(50);
});

test("a password that an earlier run set a moment ago does not show that this one's is set", async () => {
  const { engine, faults } = start({ endedTasks: "gone" });
  faults.onCall({ method: "POST", route: `${ACCOUNT}/changePassword`, times: 2 }, { kind: "resetAfterCommit" });
  expect((await engine.up([anna()])).errors).toHaveLength(1);
  faults.onTask("changePassword", { kind: "error" });
  const { errors } = await engine.up([anna()]);
  expect(errors.join()).toMatch(/does not know task/);
});

test("a declared password that was set by a run that failed leaves no generated one in the state", async () => {
  const { engine, faults } = start();
  await engine.up([anna()]);
  expect(engine.state.get("anna")?.outputs).toHaveProperty("initialPassword");
  faults.onCall(
    { method: "POST", route: `${ACCOUNT}/alias` },
    { kind: "respond", status: 400, body: { message: "No" } },
  );
  const { errors } = await engine.up([anna({ password: "Orange-Lundi-42", emailAliases: ["info@example.com"] })]);
  expect(errors).toHaveLength(1);
  expect(engine.state.get("anna")?.outputs).not.toHaveProperty("initialPassword");
});

test("a claim that was delivered twice is looked for again where the look fails", async () => {
  const { world, engine, faults } = start();
  faults.onCall({ method: "PUT", route: ACCOUNT }, { kind: "duplicate" });
  faults.onCall({ method: "GET", path: "/account/anna@example.com" }, FAILS);
  const [error] = (await engine.up([anna()])).errors;
  expect(error).toContain("Set adopt to true");
  expect(world.simulator.world.account("anna@example.com")).toBeDefined();
});

test("what is taken over in place of a free account that was asked for in vain is known by its own number", async () => {
  const { world, engine, faults } = start();
  faults.onCall({ method: "PUT", route: ACCOUNT, times: 2 }, { kind: "resetBeforeCommit" });
  expect((await engine.up([anna()])).errors).toHaveLength(1);
  const asked = engine.state.get("anna")?.outputs.accountId;
  const { simulator } = world;
  const other = simulator.world.freeAccounts().find((one) => simulator.world.account(one)?.id !== asked) ?? "";
  simulator.world.editAccount(other, { login: "anna", domain: "example.com", configured: true });
  expect((await engine.up([anna({ adopt: true, displayName: "Anna" })])).errors).toEqual([]);
  expect(engine.state.get("anna")?.outputs.accountId).toBe(simulator.world.account("anna@example.com")?.id);
});

test("a password that a run set before it failed does not stay when the program goes back to the one of before", async () => {
  const { world, engine, faults } = start();
  const [before, after] = ["Orange-Lundi-42", "Orange-Mardi-43"];
  await engine.up([anna({ password: before })]);
  faults.onCall(
    { method: "POST", route: `${ACCOUNT}/alias` },
    { kind: "respond", status: 400, body: { message: "No" } },
  );
  const { errors } = await engine.up([anna({ password: after, emailAliases: ["info@example.com"] })]);
  expect(errors).toHaveLength(1);
  expect(world.simulator.world.passwordMatches("anna@example.com", after)).toBe(true);
  expect((await engine.up([anna({ password: before })])).errors).toEqual([]);
  expect(world.simulator.world.passwordMatches("anna@example.com", before)).toBe(true);
});

test("a claim without an answer, whose address another mailbox has got meanwhile, says that it is used", async () => {
  const { world } = start();
  const { simulator } = world;
  const send = async (request: Request) => {
    if (request.method !== "PUT") return simulator.fetch(request);
    const other = simulator.world.freeAccounts().find((one) => !decodeURIComponent(request.url).endsWith(one)) ?? "";
    simulator.world.editAccount(other, { login: "anna", domain: "example.com", configured: true });
    throw new TypeError("connection reset");
  };
  const engine = new Engine(world.newSession({ send }));
  expect((await engine.up([anna()])).errors.join()).toMatch(/anna@example.com is already used.*Set adopt to true/);
  expect(engine.state.size).toBe(0);
});

test("a claim that is refused after a first delivery of it was carried out is in the state, also where the look fails", async () => {
  const { world, engine, faults } = start();
  const { status, body } = FAILS;
  faults.onCall({ method: "PUT", route: ACCOUNT }, { kind: "failAfterCommit", status, body });
  faults.onCall({ method: "GET", route: ACCOUNT, nth: 2 }, FAILS);
  expect((await engine.up([anna()])).errors).toHaveLength(1);
  expect((await engine.up([anna()])).errors).toEqual([]);
  expect(world.simulator.world.freeAccounts()).toHaveLength(2);
});
