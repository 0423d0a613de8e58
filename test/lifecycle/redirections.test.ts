// What is particular to redirections: adoption, pairs, the copy that nobody can see, lost answers, and half-made changes.

import { describe, expect, test } from "vitest";
import type { CallFault, CallMatch, Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, seedWith, type WorldOptions } from "../support/world.js";

const DOMAIN = "example.net";
const FROM = `info@${DOMAIN}`;
const anna = { from: FROM, to: "anna@example.org" };

type DomainSeed = NonNullable<NonNullable<Parameters<typeof seedWith>[1]>["mxPlanDomains"]>[number];

interface Start extends Omit<WorldOptions, "seed"> {
  readonly domain?: Partial<DomainSeed>;
}

function start({ domain = {}, ...options }: Start = {}) {
  const seed = seedWith({}, { mxPlanDomains: [{ name: DOMAIN, owner: "ab12345-ovh", ...domain }] });
  const world = createWorld({ seed, ...options });
  const { emailDomain } = world.simulator.world;
  const there = () => emailDomain.redirections(DOMAIN).map(({ from, to, localCopy }) => ({ from, to, localCopy }));
  return { world, emailDomain, there, engine: new Engine(world.newSession()) };
}

function redirection(props: Values = {}, name = "it"): Declaration {
  return { kind: "MxPlanRedirection", name, props: { ...anna, ...props } };
}

const withAnna = { domain: { redirections: [{ ...anna, localCopy: true }] } };

test("an existing redirection is not touched unless adopt says so", async () => {
  const { world, engine } = start(withAnna);
  const { errors } = await engine.up([redirection()]);
  expect(errors.join()).toMatch(/to: there is a redirection from info@example.net to anna@example.org already.*adopt/);
  expect(engine.state.size).toBe(0);
  expect(world.writes()).toEqual([]);
});

test("adopt writes nothing and believes what is declared of the copy; a change of it makes the redirection anew", async () => {
  const { world, there, engine } = start(withAnna);
  const wanted = redirection({ adopt: true, keepCopy: true });
  expect(await engine.up([wanted])).toEqual({ steps: ["create it"], errors: [] });
  expect((await engine.up([wanted])).steps).toEqual(["same it"]);
  expect(world.writes()).toEqual([]);
  expect((await engine.up([redirection({ adopt: true })])).errors).toEqual([]);
  expect(world.writes().map((call) => call.split(" ")[0])).toEqual(["DELETE", "POST"]);
  expect(there()).toEqual([{ ...anna, localCopy: false }]);
});

test("adopt finds a redirection whatever its capital letters, and makes what is not there", async () => {
  const { world, there, engine } = start({ domain: { redirections: [{ from: `Info@${DOMAIN}`, to: anna.to }] } });
  const wanted = [redirection({ adopt: true }), redirection({ adopt: true, to: "bob@example.org" }, "bob")];
  expect((await engine.up(wanted)).errors).toEqual([]);
  expect(world.writes()).toHaveLength(1);
  expect(there()).toHaveLength(2);
  expect((await engine.up(wanted)).steps).toEqual(["same it", "same bob"]);
});

test("one address may have several redirections, each with a life of its own", async () => {
  const { there, engine } = start();
  const bob = redirection({ to: "bob@example.org" }, "bob");
  expect((await engine.up([redirection(), bob])).errors).toEqual([]);
  expect(there()).toHaveLength(2);
  expect(await engine.up([bob])).toEqual({ steps: ["same bob", "delete it"], errors: [] });
  expect(there()).toEqual([{ ...bob.props, localCopy: false }]);
});

test("another address is another redirection", async () => {
  const { there, engine } = start();
  await engine.up([redirection()]);
  const moved = redirection({ from: `sales@${DOMAIN}` });
  expect(await engine.up([moved])).toEqual({ steps: ["replace it"], errors: [] });
  expect(there()).toEqual([{ ...moved.props, localCopy: false }]);
});

test("a change to a pair that exists is refused before anything is sent", async () => {
  const { world, engine } = start({ domain: { redirections: [{ from: FROM, to: "bob@example.org" }] } });
  await engine.up([redirection()]);
  world.writes();
  const { errors } = await engine.up([redirection({ to: "bob@example.org" })]);
  expect(errors.join()).toMatch(/to: there is a redirection from info@example.net to bob@example.org already/);
  expect(world.writes()).toEqual([]);
});

test.each([
  {
    why: "to itself",
    props: { to: "Info@Example.net" },
    says: /to: info@example.net is the address that is redirected/,
  },
  { why: "to no address", props: { to: "anna" }, says: /to: "anna" is not an e-mail address/ },
  { why: "without a source", props: { from: undefined }, says: /from is missing/ },
  { why: "with a copy that is a text", props: { keepCopy: "yes" }, says: /keepCopy: expected true or false/ },
])("a redirection $why is refused, and nothing changes", async ({ props, says }) => {
  const { world, engine } = start();
  expect((await engine.up([redirection(props)])).errors.join()).toMatch(says);
  expect(world.writes()).toEqual([]);
});

test("too many redirections are OVHcloud's refusal, with its numbers", async () => {
  const { engine } = start({
    domain: { quota: { redirection: 1 }, redirections: [{ from: FROM, to: "bob@example.org" }] },
  });
  const { errors } = await engine.up([redirection()]);
  expect(errors.join()).toMatch(/the domain example.net has 1 of the 1 redirections that OVHcloud allows it/);
  expect(engine.state.size).toBe(0);
});

test("any other refusal is OVHcloud's sentence with the properties, and nothing stays in the state", async () => {
  const { world, engine } = start();
  const refusal: CallFault = { kind: "respond", status: 400, body: { message: "Not this one" } };
  world.simulator.faults.onCall({ method: "POST", route: "/redirection" }, refusal);
  expect((await engine.up([redirection()])).errors.join()).toMatch(
    /from, to: OVHcloud refused the creation of the redirection .* OVHcloud answered "Not this one"/,
  );
  expect(engine.state.size).toBe(0);
});

test("a refused change leaves the redirection as it was", async () => {
  const { world, there, engine } = start();
  await engine.up([redirection()]);
  const refusal: CallFault = { kind: "respond", status: 400, body: { message: "Not this one" } };
  world.simulator.faults.onCall({ method: "POST", route: "/changeRedirection" }, refusal);
  const { errors } = await engine.up([redirection({ to: "bob@example.org" })]);
  expect(errors.join()).toMatch(
    /to: OVHcloud refused the change of the redirection .* OVHcloud answered "Not this one"/,
  );
  expect(there()).toEqual([{ ...anna, localCopy: false }]);
  expect((await engine.up([redirection()])).errors).toEqual([]);
});

test("a domain that these credentials do not see is an error, and never a redirection that is gone", async () => {
  const { engine } = start();
  const { errors } = await engine.up([redirection({ from: "info@example.de" })]);
  expect(errors.join()).toMatch(/these credentials see no MX Plan for the domain example.de/);
  await engine.up([redirection()]);
  const entry = engine.state.get("it");
  if (entry === undefined) throw new Error("not made");
  engine.state.set("it", { ...entry, outputs: { ...entry.outputs, from: "info@example.de" } });
  await expect(engine.refresh()).rejects.toThrow(/these credentials see no MX Plan/);
});

test("while OVHcloud works on it, a change waits", async () => {
  const { world, emailDomain, there, engine } = start();
  await engine.up([redirection()]);
  const [{ id } = { id: "" }] = emailDomain.redirections(DOMAIN);
  await world.newSession().mxPlanDomain(DOMAIN).api.redirections.changeTarget(id, "eve@example.org");
  expect((await engine.up([redirection({ to: "bob@example.org" })])).errors).toEqual([]);
  expect(there()).toEqual([{ from: FROM, to: "bob@example.org", localCopy: false }]);
});

test("lists that lag behind make nothing twice", async () => {
  const { world, there, engine } = start();
  world.simulator.setLag({ listsMs: 20_000, objectsMs: 5_000 });
  expect((await engine.up([redirection()])).errors).toEqual([]);
  expect((await engine.up([redirection({ keepCopy: true })])).errors).toEqual([]);
  expect(there()).toEqual([{ ...anna, localCopy: true }]);
});

const calls: Record<string, CallMatch> = {
  LIST: { method: "GET", route: "/redirection", times: 6 },
  GET_ONE: { method: "GET", route: "/redirection/{id}", times: 6 },
  TASKS: { method: "GET", route: "/task/redirection", times: 6 },
  POST: { method: "POST", route: "/redirection" },
  CHANGE: { method: "POST", route: "/changeRedirection" },
  DELETE: { method: "DELETE", route: "/redirection/{id}" },
};
const faults: Record<string, CallFault> = {
  ERROR_PAGE: { kind: "respond", status: 502, body: "<html>Bad gateway</html>" },
  FAILS_AFTER: { kind: "failAfterCommit", status: 500, body: { message: "Internal server error" } },
  CUT_BEFORE: { kind: "resetBeforeCommit" },
  CUT_AFTER: { kind: "resetAfterCommit" },
};
const cases = Object.keys(calls).flatMap((call) => Object.keys(faults).map((fault) => ({ call, fault })));

/** Made, sent elsewhere, made anew with a copy. */
const LIFE = [{}, { to: "bob@example.org" }, { to: "bob@example.org", keepCopy: true }];
const ended = { from: FROM, to: "bob@example.org", localCopy: true };
const ANSWERS: readonly Partial<Switches>[] = [
  {},
  { createdIsReadable: "afterTask" },
  { redirectionKeepsId: false },
  { redirectionKeepsId: false, createdIsReadable: "afterTask" },
];

/** At most two more runs make it as declared, then it goes and nothing is left over. */
async function converges({ world, there, engine }: ReturnType<typeof start>): Promise<void> {
  const last = redirection({ ...LIFE.at(-1), adopt: true });
  for (let run = 0; run < 2; run++) {
    engine.restart(world.newSession());
    if ((await engine.up([last])).errors.length === 0) break;
  }
  expect((await engine.up([last])).steps).toEqual(["same it"]);
  expect(await engine.refresh()).toEqual({});
  expect(there()).toEqual([ended]);
  expect((await engine.destroy()).errors).toEqual([]);
  expect(there()).toEqual([]);
}

describe.each(ANSWERS)("with %j", (switches) => {
  test.each(cases)("$fault at $call", async ({ call, fault }) => {
    const run = start({ switches });
    for (const props of LIFE) {
      run.world.simulator.faults.onCall(calls[call] as CallMatch, faults[fault] as CallFault);
      await run.engine.up([redirection(props)]);
      run.world.simulator.faults.clear();
    }
    await converges(run);
  });

  test.each(["addRedirection", "changeRedirection", "deleteRedirection"])("a failed task: %s", async (task) => {
    const run = start({ switches });
    for (const props of LIFE) {
      run.world.simulator.faults.failTask(task, { outcome: "error" });
      await run.engine.up([redirection(props)]);
      run.world.simulator.faults.clear();
    }
    await converges(run);
  });

  test("a task that does not end in time is waited for by the next run", async () => {
    const run = start({ switches, taskTimeoutMs: 1_000 });
    const { errors } = await run.engine.up([redirection()]);
    expect(errors.join()).toMatch(/has not finished the creation of the redirection from info@example.net/);
    expect(run.engine.state.get("it")?.id).toBe("example.net/redirection/info@example.net/anna@example.org");
    run.engine.restart(run.world.newSession({ taskTimeoutMs: 600_000 }));
    expect(await run.engine.up([redirection()])).toEqual({ steps: ["update it"], errors: [] });
    expect(run.there()).toEqual([{ ...anna, localCopy: false }]);
  });

  test("what was begun and not finished is found when it shall go", async () => {
    for (const props of LIFE) {
      const run = start({ switches });
      await run.engine.up([redirection()]);
      run.engine.restart(run.world.newSession({ taskTimeoutMs: 1_000 }));
      await run.engine.up([redirection(props)]);
      run.world.clock.advance(600_000);
      run.engine.restart(run.world.newSession());
      expect((await run.engine.destroy()).errors).toEqual([]);
      expect(run.there()).toEqual([]);
    }
  });
});

test("a creation that was lost on its way is found, and sent once", async () => {
  const { world, there, engine } = start();
  world.simulator.faults.onCall(calls.POST as CallMatch, { kind: "resetAfterCommit" });
  expect(await engine.up([redirection()])).toEqual({ steps: ["create it"], errors: [] });
  expect(world.writes()).toHaveLength(1);
  expect(there()).toHaveLength(1);
});
