// What the fault simulation found of redirections and responders: old lists, old reads, and what is broken off in between.

import { expect, test } from "vitest";
import type { CallFault, Seed, Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, seedWith } from "../support/world.js";

const DOMAIN = "example.org";
const HOUR_MS = 3_600_000;
const BAD_GATEWAY: CallFault = { kind: "respond", status: 502, body: "<html>Bad gateway</html>" };
const NOT_FOUND: CallFault = { kind: "respond", status: 404, body: { message: "The requested object does not exist" } };
const seed: Partial<Seed> = {
  mxPlanDomains: [{ name: DOMAIN, owner: "ab12345-ovh", accounts: [{ name: "anna" }] }],
};

function start(switches: Partial<Switches> = {}, taskTimeoutMs = 2 * HOUR_MS) {
  const world = createWorld({ seed: seedWith({}, seed), switches, taskTimeoutMs });
  const { emailDomain } = world.simulator.world;
  const there = () => emailDomain.redirections(DOMAIN).map(({ to, localCopy }) => ({ to, localCopy }));
  return { world, emailDomain, there, engine: new Engine(world.newSession()), faults: world.simulator.faults };
}

function info(props: Values = {}): Declaration {
  return {
    kind: "MxPlanRedirection",
    name: "info",
    props: { from: `info@${DOMAIN}`, to: "anna@example.com", ...props },
  };
}
function away(props: Values = {}): Declaration {
  return {
    kind: "MxPlanResponder",
    name: "away",
    props: { emailAddress: `anna@${DOMAIN}`, content: "Away", ...props },
  };
}

test("one whose creation ends late is removed although no list shows it yet", async () => {
  const { world, there, engine, faults } = start({ createdIsReadable: "afterTask" }, 60_000);
  faults.onTask("addRedirection", { kind: "slow", byMs: HOUR_MS });
  expect((await engine.up([info()])).errors).toHaveLength(1);
  engine.restart(world.newSession({ taskTimeoutMs: 2 * HOUR_MS }));
  world.simulator.setLag({ listsMs: 200_000 });
  expect((await engine.up([])).errors).toEqual([]);
  world.clock.advance(HOUR_MS);
  expect(there()).toEqual([]);
});

test("one whose removal has no answer is not taken for gone by a single look", async () => {
  const { there, engine, faults } = start();
  expect((await engine.up([info()])).errors).toEqual([]);
  faults.onCall({ method: "DELETE", route: "/redirection/{id}" }, BAD_GATEWAY);
  faults.onCall({ method: "GET", route: "/redirection/{id}", nth: 2, times: 3 }, NOT_FOUND);
  expect((await engine.up([])).errors).toEqual([]);
  expect(there()).toEqual([]);
});

test("one that was removed to be made again is made by the next run", async () => {
  const { world, there, engine, faults } = start({}, 60_000);
  await engine.up([info()]);
  faults.onTask("deleteRedirection", { kind: "slow", byMs: HOUR_MS });
  expect((await engine.up([info({ keepCopy: true })])).errors).toHaveLength(1);
  world.clock.advance(2 * HOUR_MS);
  expect((await engine.up([info({ keepCopy: true })])).errors).toEqual([]);
  expect(there()).toEqual([{ to: "anna@example.com", localCopy: true }]);
});

test("a responder that was removed to be made again is made by the next run", async () => {
  const { world, emailDomain, engine, faults } = start({}, 60_000);
  await engine.up([away({ keepCopy: false })]);
  faults.onTask({ nth: 1 }, { kind: "slow", byMs: HOUR_MS });
  expect((await engine.up([away({ keepCopy: true })])).errors).toHaveLength(1);
  world.clock.advance(2 * HOUR_MS);
  expect((await engine.up([away({ keepCopy: true })])).errors).toEqual([]);
  expect(emailDomain.responders(DOMAIN).map(({ copy }) => copy)).toEqual([true]);
});

test("one that never came about takes over another with adopt", async () => {
  const { emailDomain, there, engine, faults } = start();
  faults.failTask("addRedirection", { outcome: "error" });
  expect((await engine.up([info({ keepCopy: true })])).errors).toHaveLength(1);
  emailDomain.addRedirection({ from: `info@${DOMAIN}`, to: "bob@example.com" });
  const bob = { to: "bob@example.com", keepCopy: false };
  expect((await engine.up([info(bob)])).errors.join()).toMatch(/Set adopt to true/);
  expect((await engine.up([info({ ...bob, adopt: true })])).errors).toEqual([]);
  expect(there()).toEqual([{ to: "bob@example.com", localCopy: false }]);
});

test("one that is there cannot become another that is there, and adopt would not help", async () => {
  const { emailDomain, engine } = start();
  await engine.up([info()]);
  emailDomain.addRedirection({ from: `info@${DOMAIN}`, to: "bob@example.com" });
  const { errors } = await engine.up([info({ to: "bob@example.com" })]);
  expect(errors.join()).toMatch(/Remove one of the two, or choose another target/);
});

test("a creation that is refused is not believed to have been delivered twice: adopt says whose it is", async () => {
  const { world, there, engine, faults } = start({ createdIsReadable: "afterTask" });
  faults.onCall({ method: "POST", route: "/redirection" }, { kind: "duplicate" });
  expect((await engine.up([info()])).errors.join()).toMatch(/adopt to true/);
  world.clock.advance(HOUR_MS);
  expect((await engine.up([info({ adopt: true })])).errors).toEqual([]);
  expect(there()).toHaveLength(1);
});

test("one that never came about is looked for in bounded time, also where each look takes long", async () => {
  const { world, there, engine, faults } = start();
  faults.onCall({ method: "POST", route: "/redirection", times: 2 }, { kind: "resetBeforeCommit" });
  expect((await engine.up([info()])).errors).toHaveLength(1);
  faults.onCall({ method: "GET", route: "/redirection", times: 1000 }, { kind: "delay", ms: 20_000 });
  const startedAt = world.clock.now();
  expect((await engine.up([info()])).errors).toEqual([]);
  expect(world.clock.now() - startedAt).toBeLessThan(HOUR_MS);
  expect(there()).toHaveLength(1);
});

test.each([
  { what: "a redirection", declared: info, route: "/redirection/{id}" },
  { what: "a responder", declared: away, route: "/responder/{account}" },
])("$what whose removal failed is not taken for gone since it is not shown everywhere yet", async (one) => {
  const { engine, faults } = start();
  await engine.up([one.declared()]);
  faults.onTask({ nth: 1 }, { kind: "error" });
  faults.onCall({ method: "GET", route: one.route, nth: 2, times: 3 }, NOT_FOUND);
  faults.onCall({ method: "GET", route: "/redirection", times: 3 }, { kind: "respond", status: 200, body: [] });
  expect((await engine.up([])).errors).toHaveLength(1);
  expect(engine.state.size).toBe(1);
});
