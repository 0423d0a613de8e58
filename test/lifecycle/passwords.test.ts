// A password from outside Pulumi: sent when it must be, and never seen anywhere else.

import { afterEach, describe, expect, test, vi } from "vitest";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const VARIABLE = "ANNAS_PASSWORD";
const FIRST = "Canary-Mango-4711";
const SECOND = "Canary-Papaya-4712";
const OLD = "Old-Password-77";

afterEach(() => vi.unstubAllEnvs());

function start(service: Parameters<typeof seedWith>[0] = { freeAccounts: 2 }) {
  const world = createWorld({ seed: seedWith(service) });
  const bodies: string[] = [];
  const newSession = () =>
    world.newSession({
      send: async (request) => {
        bodies.push(`${request.method} ${new URL(request.url).pathname} ${await request.clone().text()}`);
        return world.simulator.fetch(request);
      },
    });
  const engine = new Engine(newSession());
  return {
    world,
    engine,
    restart: () => engine.restart(newSession()),
    /** The calls since this was last asked that carried a password of these tests. */
    sent: () => bodies.splice(0).filter((body) => body.includes("Canary")),
    passwordIs: (password: string) => world.simulator.world.passwordMatches("anna@example.com", password),
    stored: () => JSON.stringify([...engine.state]),
  };
}

function anna(props: Values = {}): Declaration {
  const own = { service: SERVICE, emailAddress: "anna@example.com", passwordFrom: { env: VARIABLE } };
  return { kind: "ExchangeAccount", name: "anna", props: { ...own, ...props } };
}

const withAnna = {
  freeAccounts: 2,
  accounts: [{ emailAddress: "anna@example.com", displayName: "Anna", password: OLD }],
};

const onDedicated = { offer: "dedicated", freeAccounts: 0 } as const;

describe.each([
  { service: "whose accounts are claimed", seed: { freeAccounts: 2 } },
  { service: "whose accounts are made", seed: onDedicated },
])("on a service $service", ({ seed }) => {
  test("it is sent once, and stands in no state", async () => {
    vi.stubEnv(VARIABLE, FIRST);
    const { engine, sent, passwordIs, stored } = start(seed);
    expect(await engine.up([anna()])).toEqual({ steps: ["create anna"], errors: [] });
    expect(passwordIs(FIRST)).toBe(true);
    expect(sent()).toHaveLength(1);
    expect(stored()).not.toContain("Canary");
    expect(engine.state.get("anna")?.outputs).not.toHaveProperty("initialPassword");
    expect(await engine.refresh()).toEqual({});
    expect((await engine.up([anna()])).steps).toEqual(["same anna"]);
    expect(sent()).toEqual([]);
  });

  test("a source that gives none stops everything before it starts", async () => {
    vi.stubEnv(VARIABLE, undefined);
    const { world, engine } = start(seed);
    const { errors } = await engine.up([anna()]);
    expect(errors.join()).toMatch(/^anna: passwordFrom\.env: the environment variable ANNAS_PASSWORD is not set/);
    expect(engine.state.size).toBe(0);
    expect(world.writes()).toEqual([]);
    expect(world.simulator.world.freeAccounts()).toHaveLength(seed.freeAccounts);
  });

  test("a refused creation shows it nowhere", async () => {
    vi.stubEnv(VARIABLE, FIRST);
    const { world, engine, stored } = start(seed);
    world.simulator.faults.onCall(
      { method: "POST" },
      { kind: "respond", status: 400, body: { message: `bad ${FIRST}` } },
    );
    const { errors } = await engine.up([anna()]);
    expect(errors.join()).toContain("bad [secret]");
    expect(stored()).not.toContain("Canary");
  });
});

test("a new version sends what the source holds by then", async () => {
  vi.stubEnv(VARIABLE, FIRST);
  const { engine, restart, sent, passwordIs, stored } = start();
  await engine.up([anna({ passwordVersion: 1 })]);
  sent();
  vi.stubEnv(VARIABLE, SECOND);
  restart();
  expect((await engine.up([anna({ passwordVersion: 1 })])).steps).toEqual(["same anna"]);
  expect((await engine.up([anna({ passwordVersion: "1" })])).steps).toEqual(["same anna"]);
  expect(passwordIs(FIRST)).toBe(true);
  expect(await engine.up([anna({ passwordVersion: 2 })])).toEqual({ steps: ["update anna"], errors: [] });
  expect(passwordIs(SECOND)).toBe(true);
  expect(sent()).toHaveLength(1);
  expect(stored()).not.toContain("Canary");
  expect((await engine.up([anna({ passwordVersion: 2 })])).steps).toEqual(["same anna"]);
});

test.each([
  { change: "another source", props: { passwordFrom: { env: "ANOTHER" }, passwordVersion: 1 } },
  { change: "no version", props: {} },
  { change: "another name", props: { displayName: "Anna Durand", passwordVersion: 1 } },
  { change: "neither source nor version", props: { passwordFrom: undefined } },
])("$change does not send it again, nor read it", async ({ props }) => {
  vi.stubEnv(VARIABLE, FIRST);
  const { world, engine, sent } = start();
  await engine.up([anna({ passwordVersion: 1 })]);
  world.simulator.world.setPassword("anna@example.com", "Changed-By-Anna-1");
  sent();
  vi.stubEnv(VARIABLE, undefined);
  expect(await engine.up([anna(props)])).toEqual({ steps: ["update anna"], errors: [] });
  expect(sent()).toEqual([]);
  expect((await engine.up([anna(props)])).steps).toEqual(["same anna"]);
});

test("a new version whose source gives none leaves all as it was, and can be taken back", async () => {
  vi.stubEnv(VARIABLE, FIRST);
  const { world, engine, passwordIs, stored } = start();
  await engine.up([anna({ passwordVersion: 1 })]);
  const before = stored();
  world.writes();
  vi.stubEnv(VARIABLE, "Canary with spaces");
  const { errors } = await engine.up([anna({ passwordVersion: 2, displayName: "Anna Durand" })]);
  expect(errors).toEqual(["anna: passwordFrom.env: a password cannot hold spaces"]);
  expect(world.writes()).toEqual([]);
  expect(stored()).toBe(before);
  expect((await engine.up([anna({ passwordVersion: 1 })])).steps).toEqual(["same anna"]);
  expect(passwordIs(FIRST)).toBe(true);
});

test("adopting never sends it, nor reads it; a new version does", async () => {
  vi.stubEnv(VARIABLE, undefined);
  const { engine, passwordIs, sent } = start(withAnna);
  const adopted = { adopt: true, passwordVersion: 1 };
  expect(await engine.up([anna({ ...adopted, displayName: "Anna D." })])).toEqual({
    steps: ["create anna"],
    errors: [],
  });
  expect((await engine.up([anna({ ...adopted, displayName: "Anna Durand" })])).errors).toEqual([]);
  expect(passwordIs(OLD)).toBe(true);
  expect(sent()).toEqual([]);
  vi.stubEnv(VARIABLE, FIRST);
  expect((await engine.up([anna({ ...adopted, passwordVersion: 2 })])).errors).toEqual([]);
  expect(passwordIs(FIRST)).toBe(true);
});

test("a source in place of a generated password is sent, and the generated one leaves the state", async () => {
  vi.stubEnv(VARIABLE, FIRST);
  const { engine, passwordIs, stored } = start();
  await engine.up([anna({ passwordFrom: undefined })]);
  const generated = String(engine.state.get("anna")?.outputs.initialPassword);
  expect(passwordIs(generated)).toBe(true);
  expect((await engine.up([anna()])).errors).toEqual([]);
  expect(passwordIs(FIRST)).toBe(true);
  expect(stored()).not.toContain(generated);
  expect((await engine.up([anna()])).steps).toEqual(["same anna"]);
});

test("a source in place of a declared password takes it out of the state", async () => {
  vi.stubEnv(VARIABLE, FIRST);
  const { engine, passwordIs, stored } = start();
  await engine.up([anna({ passwordFrom: undefined, password: "Orange-Lundi-42" })]);
  expect((await engine.up([anna()])).errors).toEqual([]);
  expect(passwordIs(FIRST)).toBe(true);
  expect(stored()).not.toContain("Orange-Lundi-42");
});

test("a mailbox that was made and has no password yet gets the one that the source holds by then", async () => {
  vi.stubEnv(VARIABLE, FIRST);
  const { world, engine, restart, passwordIs, stored } = start();
  world.simulator.faults.failTask("changePassword", { outcome: "error" });
  expect((await engine.up([anna()])).errors).toHaveLength(1);
  expect(engine.state.size).toBe(1);
  expect(stored()).not.toContain("Canary");
  world.simulator.faults.clear();

  vi.stubEnv(VARIABLE, undefined);
  restart();
  expect((await engine.up([anna()])).errors.join()).toMatch(/ANNAS_PASSWORD is not set/);
  vi.stubEnv(VARIABLE, SECOND);
  restart();
  expect(await engine.up([anna()])).toEqual({ steps: ["update anna"], errors: [] });
  expect(passwordIs(SECOND)).toBe(true);
  expect(world.simulator.world.freeAccounts()).toHaveLength(1);
  expect((await engine.up([anna()])).steps).toEqual(["same anna"]);
});

test("a new version whose sending fails is sent again", async () => {
  vi.stubEnv(VARIABLE, FIRST);
  const { world, engine, restart, passwordIs, stored } = start();
  await engine.up([anna({ passwordVersion: 1 })]);
  vi.stubEnv(VARIABLE, SECOND);
  world.simulator.faults.failTask("changePassword", { outcome: "error" });
  expect((await engine.up([anna({ passwordVersion: 2 })])).errors).toHaveLength(1);
  expect(passwordIs(FIRST)).toBe(true);
  world.simulator.faults.clear();
  restart();
  expect(await engine.up([anna({ passwordVersion: 2 })])).toEqual({ steps: ["update anna"], errors: [] });
  expect(passwordIs(SECOND)).toBe(true);
  expect(stored()).not.toContain("Canary");
});

test("a password and a source are too many", async () => {
  const { world, engine } = start();
  const { errors } = await engine.up([anna({ password: "Orange-Lundi-42" })]);
  expect(errors.join()).toMatch(/^anna: passwordFrom: password and passwordFrom exclude each other/);
  expect(world.writes()).toEqual([]);
});
