// What was begun is never forgotten and never begun twice: failures at each call of a create, and the up that follows.

import { describe, expect, test } from "vitest";
import type { CallFault, CallMatch, Switches } from "../../provider/simulator/index.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const anna: Declaration = {
  kind: "ExchangeAccount",
  name: "anna",
  props: {
    service: SERVICE,
    emailAddress: "anna@example.com",
    displayName: "Anna Durand",
    emailAliases: ["info@example.com"],
  },
};
const support: Declaration = {
  kind: "SharedMailbox",
  name: "support",
  props: { service: SERVICE, emailAddress: "support@example.com", quotaMb: 1024 },
};
const rights: Declaration = {
  kind: "Delegation",
  name: "rights",
  props: {
    on: { service: SERVICE, emailAddress: "support@example.com" },
    grants: { "anna@example.com": ["fullAccess", "sendAs"] },
  },
};
const john: Declaration = {
  kind: "ExternalContact",
  name: "john",
  props: { service: SERVICE, emailAddress: "john@example.org", displayName: "John" },
};
const sales: Declaration = {
  kind: "ContactGroup",
  name: "sales",
  props: {
    service: SERVICE,
    emailAddress: "sales@example.com",
    members: ["anna@example.com", "john@example.org"],
    managers: ["anna@example.com"],
  },
};
const program = [anna, support, rights, john, sales];

const PUT_ACCOUNT: CallMatch = { method: "PUT", route: "/account/{primaryEmailAddress}" };
const CHANGE_PASSWORD: CallMatch = { method: "POST", route: "/account/{primaryEmailAddress}/changePassword" };
const GET_ACCOUNT: CallMatch = { method: "GET", path: "/account/anna@example.com", times: 6 };
const POST_SHARED: CallMatch = { method: "POST", route: "/sharedAccount" };
const GET_SHARED: CallMatch = { method: "GET", route: "/sharedAccount/{sharedEmailAddress}", times: 6 };
const POST_RIGHT: CallMatch = { method: "POST", route: "/sharedAccount/{sharedEmailAddress}/sendAs" };
const POST_ALIAS: CallMatch = { method: "POST", route: "/account/{primaryEmailAddress}/alias" };
const POST_CONTACT: CallMatch = { method: "POST", route: "/externalContact" };
const POST_GROUP: CallMatch = { method: "POST", route: "/mailingList" };
const POST_MEMBER: CallMatch = { method: "POST", route: "/member/contact" };
const GET_MEMBERS: CallMatch = { method: "GET", route: "/member/account", times: 6 };

const ERROR_PAGE: CallFault = { kind: "respond", status: 502, body: "<html>Bad gateway</html>" };
const FAILS_AFTER: CallFault = { kind: "failAfterCommit", status: 500, body: { message: "Internal server error" } };
const CUT_BEFORE: CallFault = { kind: "resetBeforeCommit" };
const CUT_AFTER: CallFault = { kind: "resetAfterCommit" };
const LIMITED: CallFault = {
  kind: "respond",
  status: 429,
  body: { message: "Too many requests" },
  headers: { "retry-after": "3" },
};

const calls: Record<string, CallMatch> = {
  PUT_ACCOUNT,
  CHANGE_PASSWORD,
  GET_ACCOUNT,
  POST_SHARED,
  GET_SHARED,
  POST_RIGHT,
  POST_ALIAS,
  POST_CONTACT,
  POST_GROUP,
  POST_MEMBER,
  GET_MEMBERS,
};
const faults: Record<string, CallFault> = { ERROR_PAGE, FAILS_AFTER, CUT_BEFORE, CUT_AFTER, LIMITED };
const cases = Object.keys(calls).flatMap((call) => Object.keys(faults).map((fault) => ({ call, fault })));

function start(switches: Partial<Switches> = {}) {
  const world = createWorld({ seed: seedWith({ freeAccounts: 3 }), switches });
  return { world, engine: new Engine(world.newSession()) };
}

/** At most three more runs make the world as declared, with one seat used, one mailbox made and nothing left over. */
async function converges({ world, engine }: ReturnType<typeof start>): Promise<void> {
  for (let run = 0; run < 3; run++) {
    engine.restart(world.newSession());
    if ((await engine.up(program)).errors.length === 0) break;
  }
  expect((await engine.up(program)).steps).toEqual(program.map(({ name }) => `same ${name}`));
  expect(world.simulator.world.freeAccounts()).toHaveLength(2);
  expect(world.simulator.world.account("anna@example.com")?.displayName).toBe("Anna Durand");
  expect(world.simulator.world.sharedAccounts()).toHaveLength(1);
  expect(
    world.simulator.world
      .grants("support@example.com")
      .map(({ right }) => right)
      .sort(),
  ).toEqual(["fullAccess", "sendAs"]);
  expect(world.simulator.world.aliases("anna@example.com")).toEqual(["info@example.com"]);
  expect(world.simulator.world.externalContacts()).toHaveLength(1);
  expect(world.simulator.world.mailingLists()).toHaveLength(1);
  const members = world.simulator.world.members("sales@example.com").map(({ address }) => address);
  expect(members.sort()).toEqual(["anna@example.com", "john@example.org"]);
  expect(world.simulator.world.managers("sales@example.com")).toHaveLength(1);
  const password = engine.state.get("anna")?.outputs.initialPassword;
  expect(world.simulator.world.passwordMatches("anna@example.com", String(password))).toBe(true);
  expect(await engine.refresh()).toEqual({});
}

describe.each([{}, { createdIsReadable: "afterTask" }, { renameVisible: "afterTask" }] as const)(
  "with %j",
  (switches) => {
    test.each(cases)("$fault at $call", async ({ call, fault }) => {
      const run = start(switches);
      run.world.simulator.faults.onCall(calls[call] as CallMatch, faults[fault] as CallFault);
      const { errors } = await run.engine.up(program);
      // One answer that is lost is no reason to fail; all tries of a read are.
      if (!call.startsWith("GET")) expect(errors).toEqual([]);
      run.world.simulator.faults.clear();
      await converges(run);
    });

    test.each([
      "setAccount",
      "changePassword",
      "addAlias",
      "addSharedAccount",
      "addSharedAccountSendAs",
      "addExternalContact",
      "addDistributionGroup",
      "addDistributionGroupMember",
    ])("a failed task: %s", async (task) => {
      const run = start(switches);
      run.world.simulator.faults.failTask(task, { outcome: "error" });
      await run.engine.up(program);
      run.world.simulator.faults.clear();
      await converges(run);
    });
  },
);

test("a create that fails after OVHcloud accepted it stays in the state, and the next up goes on with the same seat", async () => {
  const { world, engine } = start();
  world.simulator.faults.onCall({ ...CHANGE_PASSWORD, times: 2 }, ERROR_PAGE);
  const first = await engine.up([anna]);
  expect(first.errors.join()).toMatch(/it is not known whether OVHcloud carried out POST .*changePassword/);
  const id = engine.state.get("anna")?.id;
  expect(id).toMatch(/^hosted-ab12345-1\/account\/\d+$/);
  engine.restart(world.newSession());
  expect(await engine.up([anna])).toEqual({ steps: ["update anna"], errors: [] });
  expect(engine.state.get("anna")?.id).toBe(id);
  expect(world.writes().filter((call) => call.startsWith("PUT"))).toHaveLength(1);
});

test.each([
  { declared: john, route: "/externalContact", task: "addExternalContact" },
  { declared: support, route: "/sharedAccount", task: "addSharedAccount" },
])("$declared.name, shown after a lost answer and gone when its task failed, is made anew", async (one) => {
  const { world, engine } = start();
  world.simulator.faults.onCall({ method: "POST", route: one.route }, { kind: "resetAfterCommit" });
  world.simulator.faults.failTask(one.task, { outcome: "error" });
  expect((await engine.up([one.declared])).errors.join()).toMatch(/ended as "error"/);
  engine.restart(world.newSession());
  expect((await engine.up([one.declared])).errors).toEqual([]);
  expect(await engine.refresh()).toEqual({});
});

test("a task that does not end in time says so, and the next up waits for it", async () => {
  const world = createWorld({ seed: seedWith({ freeAccounts: 3 }), taskTimeoutMs: 1_000 });
  const engine = new Engine(world.newSession());
  const { errors } = await engine.up([support]);
  expect(errors.join()).toMatch(/has not finished the creation of shared mailbox support@example.com/);
  expect(engine.state.get("support")?.id).toBe("hosted-ab12345-1/sharedAccount/support@example.com");
  world.clock.advance(600_000);
  expect(await engine.up([support])).toEqual({ steps: ["update support"], errors: [] });
  expect(world.simulator.world.sharedAccounts()).toHaveLength(1);
});

test("a seat that somebody else takes in between is left to him", async () => {
  const { world, engine } = start();
  const [first] = world.simulator.world.freeAccounts();
  world.simulator.faults.onCall(
    { method: "PUT", path: `/account/${first}` },
    { kind: "respond", status: 404, body: { message: "gone" } },
  );
  expect(await engine.up([anna])).toEqual({ steps: ["create anna"], errors: [] });
  expect(world.simulator.world.freeAccounts()).toContain(first);
});

test("a mailbox that somebody removes after a change of it failed half-way is not quietly made again, empty", async () => {
  const { world, engine } = start();
  await engine.up([anna]);
  const renamed = { ...anna, props: { ...anna.props, displayName: "Anna D.", password: "Orange-Lundi-42" } };
  world.simulator.faults.onCall({ ...CHANGE_PASSWORD, times: 2 }, ERROR_PAGE);
  expect((await engine.up([renamed])).errors).toHaveLength(1);
  expect(engine.state.get("anna")?.unfinished).toBe(true);
  world.simulator.faults.clear();
  world.simulator.world.resetAccount("anna@example.com");
  world.writes();
  engine.restart(world.newSession());
  expect((await engine.up([renamed])).errors.join()).toMatch(/is no longer there: somebody removed it/);
  expect(world.writes()).toEqual([]);
});

test("protection that a change asked for holds, though the change failed half-way", async () => {
  const { world, engine } = start();
  const loose = { ...anna, props: { ...anna.props, deletionProtection: false } };
  expect(await engine.up([loose])).toMatchObject({ errors: [] });
  const guarded = { ...anna, props: { ...anna.props, password: "Orange-Lundi-42", deletionProtection: true } };
  world.simulator.faults.onCall({ ...CHANGE_PASSWORD, times: 2 }, ERROR_PAGE);
  expect((await engine.up([guarded])).errors).toHaveLength(1);
  expect((await engine.up([])).errors.join()).toMatch(/is protected/);
  expect(world.simulator.world.account("anna@example.com")).toBeDefined();
});

test("protection that a change gave up still holds, where the change failed half-way", async () => {
  const { world, engine } = start();
  expect(await engine.up([anna])).toMatchObject({ errors: [] });
  const loose = { ...anna, props: { ...anna.props, password: "Orange-Lundi-42", deletionProtection: false } };
  world.simulator.faults.onCall({ ...CHANGE_PASSWORD, times: 2 }, ERROR_PAGE);
  expect((await engine.up([loose])).errors).toHaveLength(1);
  expect((await engine.up([])).errors.join()).toMatch(/is protected/);
});
