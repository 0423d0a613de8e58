// A mailbox of the legacy MX Plan that shall take the place of another one, and need not come about.

import { expect, test } from "vitest";
import type { Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { account, LEGACY, startMxPlan } from "../support/mxplan.js";

const SUCCESSOR = "anne@example.org";
const POST = { method: "POST", route: "/email/domain/{domain}/account" };

async function startWithAnna(switches: Partial<Switches> = {}) {
  const { world, engine } = startMxPlan({ switches: { createdIsReadable: "afterTask", ...switches } });
  const { emailDomain } = world.simulator.world;
  expect((await engine.up([account(LEGACY, { deletionProtection: false })])).errors).toEqual([]);
  world.writes();
  return { world, engine, emailDomain, faults: world.simulator.faults };
}

const successor = (props: Values = {}) =>
  account(SUCCESSOR, { deletionProtection: false, replaceOnRename: true, ...props });

test("when its creation was accepted and fails, the old mailbox stays, and the next run begins anew", async () => {
  const { world, engine, emailDomain, faults } = await startWithAnna();
  faults.failTask("addAccount", { outcome: "error" });
  const { errors } = await engine.up([successor()]);
  expect(errors.join()).toMatch(/anne@example.org was asked for and is not seen.*set adopt to true/);
  expect(engine.state.get("anna")?.id).toBe("example.org/account/anna");
  expect(engine.state.get("anna")?.inputs.emailAddress).toBe(LEGACY);
  expect(world.writes()).toEqual(["POST /email/domain/{domain}/account"]);
  faults.clear();
  expect((await engine.up([successor()])).errors).toEqual([]);
  expect(emailDomain.accounts("example.org").map(({ email }) => email)).toEqual([SUCCESSOR]);
});

test("when its creation does not end in time, the old mailbox stays until the new one is taken over with adopt", async () => {
  const { world, engine, emailDomain, faults } = await startWithAnna();
  engine.restart(world.newSession({ taskTimeoutMs: 60_000 }));
  faults.onTask("addAccount", { kind: "slow", byMs: 3_600_000 });
  expect((await engine.up([successor()])).errors.join()).toMatch(/set adopt to true/);
  expect(engine.state.get("anna")?.inputs.emailAddress).toBe(LEGACY);
  world.clock.advance(3_600_000);
  expect((await engine.up([successor()])).errors.join()).toMatch(/Set adopt to true/);
  expect(emailDomain.account(LEGACY)).toBeDefined();
  expect((await engine.up([successor({ adopt: true })])).errors).toEqual([]);
  expect(emailDomain.accounts("example.org").map(({ email }) => email)).toEqual([SUCCESSOR]);
});

test("without replaceOnRename, a creation without an answer stays in the state and is found by the next run", async () => {
  const { world, engine } = startMxPlan({ switches: { createdIsReadable: "afterTask" } });
  world.simulator.faults.onCall(POST, { kind: "resetAfterCommit" });
  world.simulator.faults.onTask("addAccount", { kind: "slow", byMs: 3_600_000 });
  expect((await engine.up([account(LEGACY)])).errors).toHaveLength(1);
  expect(engine.state.get("anna")?.unfinished).toBe(true);
  world.simulator.faults.clear();
  world.clock.advance(3_600_000);
  expect(await engine.up([account(LEGACY)])).toEqual({ steps: ["update anna"], errors: [] });
  expect(world.writes()).toEqual(["POST /email/domain/{domain}/account"]);
});

test("what somebody else made after a creation that failed is not taken for it", async () => {
  const { world, engine } = startMxPlan({ switches: { createdIsReadable: "afterTask" } });
  const { emailDomain } = world.simulator.world;
  world.simulator.faults.failTask("addAccount", { outcome: "error" });
  const wanted = account(LEGACY, { description: "Accueil" });
  expect((await engine.up([wanted])).errors).toHaveLength(1);
  emailDomain.addAccount(LEGACY, { description: "By others" });
  expect((await engine.up([wanted])).errors.join()).toMatch(/Set adopt to true/);
  expect(emailDomain.account(LEGACY)?.description).toBe("By others");
});

test("a creation that is begun anew sends the generated password that the state tells", async () => {
  const { world, engine } = startMxPlan({ switches: { createdIsReadable: "afterTask" } });
  world.simulator.faults.failTask("addAccount", { outcome: "error" });
  expect((await engine.up([account(LEGACY)])).errors).toHaveLength(1);
  const generated = engine.state.get("anna")?.outputs.initialPassword;
  expect((await engine.up([account(LEGACY)])).errors).toEqual([]);
  expect(engine.state.get("anna")?.outputs.initialPassword).toBe(generated);
  expect(world.simulator.world.emailDomain.passwordMatches(LEGACY, String(generated))).toBe(true);
});
