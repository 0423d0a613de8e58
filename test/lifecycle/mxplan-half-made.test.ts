// What was begun is never forgotten and never begun twice: failures at each call that makes or changes a mailbox of
// either MX Plan, and the up that follows.

import { describe, expect, test } from "vitest";
import type { CallFault, CallMatch, Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, seedWith } from "../support/world.js";

const LEGACY = "anna@example.org";
const NEW = "annanne@example.net";

const legacy = (props: Values = {}): Declaration => ({
  kind: "MxPlanAccount",
  name: "legacy",
  props: { emailAddress: LEGACY, description: "Accueil", ...props },
});
const fresh = (props: Values = {}): Declaration => ({
  kind: "MxPlanAccount",
  name: "new",
  props: { emailAddress: NEW, displayName: "Anna Durand", emailAliases: ["info@example.net"], ...props },
});
const made = [legacy(), fresh()];
/** Every kind of change at once. */
const changed = [
  legacy({ description: "Été", sizeBytes: 25_000_000, password: "Orange-Lundi-42" }),
  fresh({ displayName: "Anna D.", emailAddress: "anne@example.net", password: "Orange-Lundi-42" }),
];

const calls: Record<string, CallMatch> = {
  "legacy POST": { method: "POST", route: "/email/domain/{domain}/account" },
  "legacy PUT": { method: "PUT", route: "/email/domain/{domain}/account/{accountName}" },
  "legacy GET": { method: "GET", route: "/email/domain/{domain}/account/{accountName}", times: 6 },
  "legacy password": { method: "POST", route: "/email/domain/{domain}/account/{accountName}/changePassword" },
  "legacy tasks": { method: "GET", route: "/email/domain/{domain}/task/account", times: 6 },
  "new PUT": { method: "PUT", route: "/email/mxplan/{service}/account/{email}" },
  "new GET": { method: "GET", route: "/email/mxplan/{service}/account/{email}", times: 6 },
  "new password": { method: "POST", route: "/email/mxplan/{service}/account/{email}/changePassword" },
  "new alias": { method: "POST", route: "/email/mxplan/{service}/account/{email}/alias" },
  domain: { method: "GET", route: "/email/domain/{domain}", times: 6 },
};
const faults: Record<string, CallFault> = {
  "an error page": { kind: "respond", status: 502, body: "<html>Bad gateway</html>" },
  "an error after the work": { kind: "failAfterCommit", status: 500, body: { message: "Internal server error" } },
  "a cut before the work": { kind: "resetBeforeCommit" },
  "a cut after the work": { kind: "resetAfterCommit" },
  "a mailbox that is busy": {
    kind: "respond",
    status: 409,
    body: { message: `This pop is already being processed: ${LEGACY}, please try later` },
  },
};
const cases = Object.keys(calls).flatMap((call) => Object.keys(faults).map((fault) => ({ call, fault })));

function start(switches: Partial<Switches> = {}, taskTimeoutMs = 30 * 60_000) {
  const seed = seedWith(
    {},
    {
      mxPlanDomains: [
        { name: "example.org", owner: "ab12345-ovh" },
        { name: "example.net", owner: "ab12345-ovh", migratedTo: "mxplan-ab12345-1" },
      ],
      mxPlanServices: [{ name: "mxplan-ab12345-1", owner: "ab12345-ovh", domains: ["example.net"], freeAccounts: 3 }],
    },
  );
  const world = createWorld({ seed, switches, taskTimeoutMs });
  return { world, engine: new Engine(world.newSession()) };
}

type Run = ReturnType<typeof start>;

/** At most three more runs make the world as declared, with one seat used, one mailbox made and nothing left over. */
async function converges({ world, engine }: Run, program: Declaration[]): Promise<void> {
  for (let run = 0; run < 3; run++) {
    engine.restart(world.newSession());
    if ((await engine.up(program)).errors.length === 0) break;
  }
  expect((await engine.up(program)).steps).toEqual(program.map(({ name }) => `same ${name}`));
  expect(world.simulator.world.mxplan.freeAccounts()).toHaveLength(2);
  expect(world.simulator.world.emailDomain.accounts("example.org")).toHaveLength(1);
  expect(await engine.refresh()).toEqual({});
}

function passwordOf({ engine }: Run, name: string): string {
  const { password, initialPassword } = engine.state.get(name)?.outputs ?? {};
  return String(password ?? initialPassword);
}

describe.each([
  {},
  { createdIsReadable: "afterTask" },
  { renameVisible: "afterTask", domainPutOpensTask: true },
] as const)("with %j", (switches) => {
  test.each(cases)("making: $fault at $call", async ({ call, fault }) => {
    const run = start(switches);
    run.world.simulator.faults.onCall(calls[call] as CallMatch, faults[fault] as CallFault);
    await run.engine.up(made);
    run.world.simulator.faults.clear();
    await converges(run, made);
    expect(run.world.simulator.world.emailDomain.account(LEGACY)?.description).toBe("Accueil");
    expect(run.world.simulator.world.mxplan.account(NEW)?.displayName).toBe("Anna Durand");
    expect(run.world.simulator.world.aliases(NEW)).toEqual(["info@example.net"]);
    expect(run.world.simulator.world.emailDomain.passwordMatches(LEGACY, passwordOf(run, "legacy"))).toBe(true);
    expect(run.world.simulator.world.mxplan.passwordMatches(NEW, passwordOf(run, "new"))).toBe(true);
  });

  test.each(cases)("changing: $fault at $call", async ({ call, fault }) => {
    const run = start(switches);
    expect((await run.engine.up(made)).errors).toEqual([]);
    run.engine.restart(run.world.newSession());
    run.world.simulator.faults.onCall(calls[call] as CallMatch, faults[fault] as CallFault);
    await run.engine.up(changed);
    run.world.simulator.faults.clear();
    await converges(run, changed);
    const { description, size } = run.world.simulator.world.emailDomain.account(LEGACY) ?? {};
    expect([description, size]).toEqual(["xn--t-gea1h", 25_000_000]);
    expect(run.world.simulator.world.mxplan.account("anne@example.net")?.displayName).toBe("Anna D.");
    expect(run.world.simulator.world.emailDomain.passwordMatches(LEGACY, "Orange-Lundi-42")).toBe(true);
    expect(run.world.simulator.world.mxplan.passwordMatches("anne@example.net", "Orange-Lundi-42")).toBe(true);
  });

  test.each(["addAccount", "setAccount", "changePassword", "addAlias"])("a failed task: %s", async (task) => {
    const run = start(switches);
    run.world.simulator.faults.failTask(task, { outcome: "error" });
    await run.engine.up(made);
    run.world.simulator.faults.clear();
    await converges(run, made);
  });
});

test("a creation of the legacy MX Plan that does not end in time is waited for by the next up, and not repeated", async () => {
  const { world, engine } = start({ createdIsReadable: "afterTask" }, 1_000);
  const { errors } = await engine.up([legacy()]);
  expect(errors.join()).toMatch(/has not finished the creation of mailbox anna@example.org/);
  expect(engine.state.get("legacy")?.id).toBe("example.org/account/anna");
  const generated = engine.state.get("legacy")?.outputs.initialPassword;
  expect(await engine.up([legacy()])).toMatchObject({ errors: [expect.stringMatching(/has not finished/)] });
  world.clock.advance(600_000);
  expect(await engine.up([legacy()])).toEqual({ steps: ["update legacy"], errors: [] });
  expect(world.writes()).toEqual(["POST /email/domain/{domain}/account"]);
  expect(engine.state.get("legacy")?.outputs.initialPassword).toBe(generated);
  expect(world.simulator.world.emailDomain.passwordMatches(LEGACY, String(generated))).toBe(true);
});

test("a refused password leaves an unfinished mailbox of the new MX Plan, and a better one finishes it with the same seat", async () => {
  const { world, engine } = start();
  const { errors } = await engine.up([fresh({ password: "weakweakweak" })]);
  expect(errors.join()).toMatch(/^new: password: OVHcloud refused this password for annanne@example.net/);
  expect(errors.join()).not.toContain("weakweakweak");
  const id = engine.state.get("new")?.id;
  expect(id).toMatch(/^mxplan-ab12345-1\/account\/\d+$/);
  engine.restart(world.newSession());
  expect((await engine.up([fresh({ password: "Orange-Lundi-42" })])).errors).toEqual([]);
  expect(engine.state.get("new")?.id).toBe(id);
  expect(world.simulator.world.mxplan.freeAccounts()).toHaveLength(2);
  expect(world.simulator.world.mxplan.passwordMatches(NEW, "Orange-Lundi-42")).toBe(true);
});

test("a password of the new MX Plan that an earlier run set a moment ago does not show that this one's is set", async () => {
  const { engine, world } = start({ endedTasks: "gone" });
  const { faults } = world.simulator;
  faults.onCall({ ...calls["new password"], times: 2 }, { kind: "resetAfterCommit" });
  expect((await engine.up([fresh()])).errors).toHaveLength(1);
  faults.onTask("changePassword", { kind: "error" });
  const { errors } = await engine.up([fresh()]);
  expect(errors.join()).toMatch(/does not know task/);
});
