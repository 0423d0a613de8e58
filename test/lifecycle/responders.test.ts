// What is particular to responders: the parts that cannot be changed, dates, both generations, delegates, lost answers.

import { describe, expect, test } from "vitest";
import { type CallFault, type CallMatch, defaultSeed, type Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, seedWith, type WorldOptions } from "../support/world.js";

const DOMAIN = "example.net";
const ANNA = `anna@${DOMAIN}`;
const US = "ab12345-ovh";
const OTHERS = "cd67890-ovh";

type Others = NonNullable<Parameters<typeof seedWith>[1]>;
type DomainSeed = NonNullable<Others["mxPlanDomains"]>[number];

interface Start extends Omit<WorldOptions, "seed"> {
  readonly domain?: Partial<DomainSeed>;
}

function start({ domain = {}, ...options }: Start = {}) {
  const keys = { applicationKey: "k", applicationSecret: "s", consumerKey: "c" };
  const others: Others = {
    apiAccounts: [...defaultSeed().apiAccounts, { nichandle: OTHERS, ...keys }],
    mxPlanServices: [{ name: "mxplan-ab12345-1", owner: US, domains: [DOMAIN] }],
    mxPlanDomains: [{ name: DOMAIN, owner: US, accounts: [{ name: "anna" }, { name: "bob" }], ...domain }],
  };
  const world = createWorld({ seed: seedWith({}, others), ...options });
  const { emailDomain } = world.simulator.world;
  const there = () => emailDomain.responders(DOMAIN).find(({ account }) => account === "anna");
  return { world, emailDomain, there, engine: new Engine(world.newSession()) };
}

function responder(props: Values = {}): Declaration {
  return { kind: "MxPlanResponder", name: "it", props: { emailAddress: ANNA, content: "Away", ...props } };
}

const withResponder = {
  domain: {
    accounts: [{ name: "anna" }],
    responders: [{ account: "anna", content: "Old", copyTo: "bob@example.org", to: "2026-09-01T00:00:00+00:00" }],
  },
};
const methods = (writes: readonly string[]) => writes.map((call) => call.split(" ")[0]);

test("an existing responder is not touched unless adopt says so", async () => {
  const { world, engine } = start(withResponder);
  const { errors } = await engine.up([responder()]);
  expect(errors.join()).toMatch(/emailAddress: anna@example.net has a responder already.*adopt/);
  expect(engine.state.size).toBe(0);
  expect(world.writes()).toEqual([]);
});

test("adopt writes the differences alone, and leaves what the program does not speak of", async () => {
  const { world, there, engine } = start(withResponder);
  const wanted = responder({ adopt: true });
  expect(await engine.up([wanted])).toEqual({ steps: ["create it"], errors: [] });
  expect(methods(world.writes())).toEqual(["PUT"]);
  expect(there()).toMatchObject({ content: "Away", copyTo: "bob@example.org", to: "2026-09-01T00:00:00+00:00" });
  expect((await engine.up([wanted])).steps).toEqual(["same it"]);
  expect(await engine.refresh()).toEqual({});
});

test("what the program does not speak of survives that the responder is made anew", async () => {
  const { world, there, engine } = start(withResponder);
  expect((await engine.up([responder({ adopt: true, copyTo: "eve@example.org" })])).errors).toEqual([]);
  expect(methods(world.writes())).toEqual(["DELETE", "POST"]);
  expect(there()).toMatchObject({ copyTo: "eve@example.org", to: "2026-09-01T00:00:00+00:00" });
  expect((await engine.up([responder({ adopt: true, keepCopy: false })])).errors).toEqual([]);
  expect(there()).toMatchObject({ copy: false, copyTo: null, to: "2026-09-01T00:00:00+00:00" });
});

test("and it does when the run ends between the removal and the creation", async () => {
  const { world, there, engine } = start({ ...withResponder, taskTimeoutMs: 1_000 });
  const wanted = responder({ adopt: true, copyTo: "eve@example.org" });
  expect((await engine.up([wanted])).errors.join()).toMatch(/has not finished the removal of the responder/);
  engine.restart(world.newSession({ taskTimeoutMs: 600_000 }));
  expect((await engine.up([wanted])).errors).toEqual([]);
  expect(there()).toMatchObject({ copyTo: "eve@example.org", to: "2026-09-01T00:00:00+00:00" });
});

test("content and dates are changed in place; a date that is left out and where mail goes need another responder", async () => {
  const { world, there, engine } = start();
  await engine.up([responder()]);
  world.writes();
  const dates = { from: "2026-07-01T00:00:00Z", to: "2026-08-01T00:00:00Z" };
  for (const [props, sent] of [
    [{ content: "Far away" }, ["PUT"]],
    [dates, ["PUT"]],
    [{ to: dates.to }, ["DELETE", "POST"]],
    [{ to: dates.to, keepCopy: false }, ["DELETE", "POST"]],
    [{ to: dates.to, copyTo: "bob@example.org" }, ["DELETE", "POST"]],
  ] as const) {
    expect((await engine.up([responder(props)])).errors).toEqual([]);
    expect(methods(world.writes())).toEqual(sent);
    expect(await engine.refresh()).toEqual({});
  }
  expect(there()).toMatchObject({ copy: true, copyTo: "bob@example.org", from: null, to: "2026-08-01T00:00:00+00:00" });
});

test("the same instant, and other line ends, are no change", async () => {
  const { world, engine } = start();
  await engine.up([responder({ content: "Away\nAnna", from: "2026-07-01T00:00:00+02:00" })]);
  world.writes();
  for (const from of ["2026-06-30T22:00:00Z", "2026-06-30T22:00:00.400Z", "2026-06-30T18:00:00-04:00"])
    expect((await engine.up([responder({ content: "Away\r\nAnna\r\n", from })])).steps).toEqual(["same it"]);
  expect(world.writes()).toEqual([]);
});

test.each([
  { why: "with nothing to say", props: { content: " \n" }, says: /content: an answer needs a text/ },
  { why: "without a content", props: { content: undefined }, says: /content is missing/ },
  {
    why: "that loses mail and sends it on",
    props: { keepCopy: false, copyTo: "bob@example.org" },
    says: /copyTo: .*keepCopy/,
  },
  { why: "at no address", props: { emailAddress: "anna" }, says: /emailAddress: "anna" is not an e-mail address/ },
  {
    why: "from a day alone",
    props: { from: "2026-07-01" },
    says: /from: "2026-07-01" is not a date with a time and a time/,
  },
  {
    why: "without a time zone",
    props: { to: "2026-07-01T00:00:00" },
    says: /to: .* such as 2026-07-01T00:00:00\+02:00/,
  },
  { why: "on a day that is none", props: { to: "2026-02-30T00:00:00Z" }, says: /to: .* is not a date/ },
  { why: "from a number", props: { from: 20260701 }, says: /from: expected a date such as/ },
  {
    why: "that ends before it starts",
    props: { from: "2026-07-01T00:00:00+02:00", to: "2026-06-30T22:00:00Z" },
    says: /to: .* is not after .*, the date it starts/,
  },
])("a responder $why is refused, and nothing changes", async ({ props, says }) => {
  const { world, engine } = start();
  expect((await engine.up([responder(props)])).errors.join()).toMatch(says);
  expect(world.writes()).toEqual([]);
});

test("on a new MX Plan it is refused with the reason, and nothing is sent", async () => {
  const { world, engine } = start({ domain: { migratedTo: "mxplan-ab12345-1", accounts: [] } });
  const { errors } = await engine.up([responder()]);
  expect(errors.join()).toMatch(/emailAddress: the mailboxes of example.net are in the new MX Plan.*in the webmail/);
  expect(engine.state.size).toBe(0);
  expect(world.writes()).toEqual([]);
});

test("too many responders are OVHcloud's refusal, with its numbers", async () => {
  const { engine } = start({ domain: { quota: { responder: 0 } } });
  const { errors } = await engine.up([responder()]);
  expect(errors.join()).toMatch(/the domain example.net has 0 of the 0 responders that OVHcloud allows it/);
  expect(engine.state.size).toBe(0);
});

test("a domain that these credentials do not see is an error, and never a responder that is gone", async () => {
  const { engine } = start();
  await engine.up([responder()]);
  const entry = engine.state.get("it");
  if (entry === undefined) throw new Error("not made");
  engine.state.set("it", { ...entry, outputs: { ...entry.outputs, emailAddress: "anna@example.de" } });
  await expect(engine.refresh()).rejects.toThrow(/these credentials see no MX Plan for the domain example.de/);
});

test("while OVHcloud works on it, a change waits", async () => {
  const { world, there, engine } = start({ switches: { domainPutOpensTask: true } });
  await engine.up([responder()]);
  await world.newSession().mxPlanDomain(DOMAIN).api.responders.change("anna", { content: "Between" });
  expect((await engine.up([responder({ content: "Last" })])).errors).toEqual([]);
  expect(there()?.content).toBe("Last");
});

test("a PUT that opens a task is waited for", async () => {
  const { world, engine } = start({ switches: { domainPutOpensTask: true } });
  await engine.up([responder()]);
  expect((await engine.up([responder({ content: "Last" })])).errors).toEqual([]);
  expect(await world.newSession().mxPlanDomain(DOMAIN).api.tasks.listOfResponders()).toEqual([]);
});

describe("a delegate of the one mailbox", () => {
  const delegated = { owner: OTHERS, accounts: [{ name: "anna", delegates: [US] }, { name: "bob" }] };
  const asDelegate = true;

  test.each([
    {},
    { createdIsReadable: "afterTask" },
    { domainPutOpensTask: true, renameVisible: "afterTask" },
  ] as const)("makes, changes and removes it, with %j", async (switches) => {
    const { there, engine } = start({ domain: delegated, switches });
    for (const props of [{}, { content: "Far away" }, { keepCopy: false }, { to: "2026-08-01T00:00:00Z" }, {}]) {
      expect((await engine.up([responder({ asDelegate, ...props })])).errors).toEqual([]);
      expect(await engine.refresh()).toEqual({});
    }
    expect(engine.state.get("it")?.id).toBe("delegated/anna@example.net/responder");
    expect(there()).toMatchObject({ content: "Away", copy: true, to: null });
    expect((await engine.destroy()).errors).toEqual([]);
    expect(there()).toBeUndefined();
  });

  test("may be refused by OVHcloud, which is said in a sentence", async () => {
    const { world, engine } = start({ domain: delegated, switches: { delegateResponder: "refused" } });
    const { errors } = await engine.up([responder({ asDelegate })]);
    expect(errors.join()).toMatch(/asDelegate: OVHcloud does not let a delegate of anna@example.net alone manage/);
    expect(engine.state.size).toBe(0);
    expect(world.writes()).toEqual([]);
  });

  test("needs the mailbox to be delegated", async () => {
    const { world, emailDomain, engine } = start({ domain: delegated });
    const { errors } = await engine.up([responder({ asDelegate, emailAddress: `bob@${DOMAIN}` })]);
    expect(errors.join()).toMatch(/asDelegate: bob@example.net is not delegated .*right manage with a Delegation/);
    expect(world.writes()).toEqual([]);
    await engine.up([responder({ asDelegate })]);
    emailDomain.removeDelegate(ANNA, US);
    await expect(engine.refresh()).rejects.toThrow(/anna@example.net is not delegated/);
  });

  test("who becomes the owner goes on with the same responder", async () => {
    const { world, engine } = start({ domain: { accounts: [{ name: "anna", delegates: [US] }] } });
    await engine.up([responder({ asDelegate })]);
    world.writes();
    expect(await engine.up([responder()])).toEqual({ steps: ["update it"], errors: [] });
    expect(world.writes()).toEqual([]);
  });

  test.each(["resetBeforeCommit", "resetAfterCommit"] as const)("who lost an answer (%s) gets there", async (kind) => {
    const { world, there, engine } = start({ domain: delegated });
    for (const [method, props] of [
      ["POST", {}],
      ["PUT", { content: "Far away" }],
      ["DELETE", { keepCopy: false }],
    ] as const) {
      world.simulator.faults.onCall({ method, route: "/delegatedAccount/{email}/responder" }, { kind });
      await engine.up([responder({ asDelegate, ...props })]);
      world.simulator.faults.clear();
    }
    const last = responder({ asDelegate, adopt: true, keepCopy: false });
    await engine.up([last]);
    expect((await engine.up([last])).steps).toEqual(["same it"]);
    expect(there()).toMatchObject({ content: "Away", copy: false });
  });
});

const calls: Record<string, CallMatch> = {
  GET_ONE: { method: "GET", route: "/responder/{account}", times: 6 },
  TASKS: { method: "GET", route: "/task/responder", times: 6 },
  POST: { method: "POST", route: "/responder" },
  PUT: { method: "PUT", route: "/responder/{account}" },
  DELETE: { method: "DELETE", route: "/responder/{account}" },
};
const faults: Record<string, CallFault> = {
  ERROR_PAGE: { kind: "respond", status: 502, body: "<html>Bad gateway</html>" },
  FAILS_AFTER: { kind: "failAfterCommit", status: 500, body: { message: "Internal server error" } },
  CUT_BEFORE: { kind: "resetBeforeCommit" },
  CUT_AFTER: { kind: "resetAfterCommit" },
};
const cases = Object.keys(calls).flatMap((call) => Object.keys(faults).map((fault) => ({ call, fault })));

/** Made, told otherwise, made anew. */
const LIFE = [{}, { content: "Far away" }, { content: "Far away", copyTo: "bob@example.org" }];
const ANSWERS: readonly Partial<Switches>[] = [
  {},
  { createdIsReadable: "afterTask" },
  { domainPutOpensTask: true },
  { domainPutOpensTask: true, renameVisible: "afterTask" },
];

/** At most two more runs make it as declared, then it goes and nothing is left over. */
async function converges({ world, there, engine }: ReturnType<typeof start>): Promise<void> {
  const last = responder({ ...LIFE.at(-1), adopt: true });
  for (let run = 0; run < 2; run++) {
    engine.restart(world.newSession());
    if ((await engine.up([last])).errors.length === 0) break;
  }
  expect((await engine.up([last])).steps).toEqual(["same it"]);
  expect(await engine.refresh()).toEqual({});
  expect(there()).toMatchObject({ content: "Far away", copy: true, copyTo: "bob@example.org" });
  expect((await engine.destroy()).errors).toEqual([]);
  expect(there()).toBeUndefined();
}

describe.each(ANSWERS)("with %j", (switches) => {
  test.each(cases)("$fault at $call", async ({ call, fault }) => {
    const run = start({ switches });
    for (const props of LIFE) {
      run.world.simulator.faults.onCall(calls[call] as CallMatch, faults[fault] as CallFault);
      await run.engine.up([responder(props)]);
      run.world.simulator.faults.clear();
    }
    await converges(run);
  });

  test.each(["addResponder", "changeResponder", "deleteResponder"])("a failed task: %s", async (task) => {
    const run = start({ switches });
    for (const props of LIFE) {
      run.world.simulator.faults.failTask(task, { outcome: "error" });
      await run.engine.up([responder(props)]);
      run.world.simulator.faults.clear();
    }
    await converges(run);
  });

  test("a task that does not end in time is waited for by the next run", async () => {
    const run = start({ switches, taskTimeoutMs: 1_000 });
    const { errors } = await run.engine.up([responder()]);
    expect(errors.join()).toMatch(/has not finished the creation of the responder of anna@example.net/);
    expect(run.engine.state.get("it")?.id).toBe("example.net/responder/anna");
    run.engine.restart(run.world.newSession({ taskTimeoutMs: 600_000 }));
    expect(await run.engine.up([responder()])).toEqual({ steps: ["update it"], errors: [] });
    expect(run.there()?.content).toBe("Away");
  });
});
