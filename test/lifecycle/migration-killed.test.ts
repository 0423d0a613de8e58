// A migration whose process dies at any of its writes, before OVHcloud has it or after, and whose state knows nothing of it.

import { describe, expect, test } from "vitest";
import type { Seed, Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { dying } from "../support/dying.js";
import { Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const ANNA = "anna@example.com";
const PROVISIONAL = "anna.mxplan@example.com";
const PASSWORD = "Orange-Lundi-42";
const OWNER = "ab12345-ovh";
const PLAN = "mxplan-ab12345-1";

type Generation = "legacy" | "new";

const plans: Record<Generation, Partial<Seed>> = {
  legacy: {
    mxPlanDomains: [{ name: "example.com", owner: OWNER, accounts: [{ name: "anna", password: PASSWORD }] }],
  },
  new: {
    mxPlanDomains: [{ name: "example.com", owner: OWNER, migratedTo: PLAN }],
    mxPlanServices: [{ name: PLAN, owner: OWNER, domains: ["example.com"], accounts: [{ emailAddress: ANNA }] }],
  },
};

const migration = (props: Values = {}) => ({
  kind: "AccountMigration",
  name: "it",
  props: { source: ANNA, destination: { service: SERVICE }, password: PASSWORD, confirmIrreversible: true, ...props },
});

const program = [migration({ copyDone: true, sourceAfterwards: "reset" })];

const MIGRATE = /^POST .*\/migrate$/;
const RENAME = /^PUT \/email\/mxplan\/\{service\}\/account\/\{email\}$/;
const CONFIGURE = /^PUT \/account\/\{primaryEmailAddress\}$/;
const SET_PASSWORD = /^POST \/account\/\{primaryEmailAddress\}\/changePassword$/;
const RESET = /^DELETE \/email\/mxplan\/\{service\}\/account\/\{email\}$/;

const ways: Record<Generation, readonly RegExp[]> = {
  legacy: [MIGRATE],
  new: [RENAME, CONFIGURE, SET_PASSWORD, RESET],
};

const scenes: readonly (readonly [Generation, Partial<Switches>])[] = [
  ["legacy", {}],
  ["legacy", { migratedSource: "gone" }],
  ["legacy", { endedDomainTask: "shown" }],
  ["new", {}],
  ["new", { renameVisible: "afterTask" }],
  ["new", { renameVisible: "afterTask", busyRefusesWrites: true, endedTasks: "gone" }],
];

const deaths = scenes.flatMap(([generation, switches]) =>
  ways[generation].flatMap((_, index) =>
    (["before", "after"] as const).map((when) => ({ generation, switches, nth: index + 1, when })),
  ),
);

describe.each(deaths)("$generation, with $switches: killed $when OVHcloud has write $nth", (death) => {
  const { generation, switches, nth, when } = death;

  test("is brought to its end by the next up, and nothing is done twice", async () => {
    const seed = seedWith({ freeAccounts: 3 }, plans[generation]);
    const world = createWorld({ seed, switches });
    const { send, dead } = dying(world, nth, when);
    void new Engine(world.newSession({ send })).up(program);
    await dead;

    const engine = new Engine(world.newSession());
    expect((await engine.up(program)).errors).toEqual([]);
    const expected = ways[generation].map((write) => expect.stringMatching(write));
    expect(world.writes()).toEqual(expected);
    expect(world.simulator.calls.filter(({ method, status }) => method !== "GET" && status !== 200)).toEqual([]);
    const { simulator } = world;
    expect(simulator.world.freeAccounts(SERVICE)).toHaveLength(2);
    expect(simulator.world.passwordMatches(ANNA, PASSWORD)).toBe(true);
    expect(simulator.world.mxplan.account(PROVISIONAL)).toBeUndefined();
    expect(engine.state.get("it")?.outputs).toMatchObject({ generation, phase: "done" });
    engine.restart(world.newSession());
    expect(await engine.up(program)).toEqual({ steps: ["same it"], errors: [] });
    expect(world.writes()).toEqual([]);
  });
});

test("a generated password that died with its process is not sent again, and it is told that nobody has it", async () => {
  const world = createWorld({ seed: seedWith({ freeAccounts: 3 }, plans.new) });
  const { send, dead } = dying(world, 3, "after");
  void new Engine(world.newSession({ send })).up([migration({ password: undefined })]);
  await dead;
  const engine = new Engine(world.newSession());
  expect((await engine.up([migration({ password: undefined })])).errors).toEqual([]);
  expect(world.writes().filter((write) => SET_PASSWORD.test(write))).toHaveLength(1);
  const { initialPassword, warnings } = engine.state.get("it")?.outputs ?? {};
  expect(initialPassword).toBeUndefined();
  expect(warnings).toEqual([expect.stringMatching(/may have set a password that it could not tell/)]);
});

test("the names that people know come along when the run that renamed the source was killed", async () => {
  const [service] = plans.new.mxPlanServices ?? [];
  const accounts = [{ emailAddress: ANNA, displayName: "Anna Durand" }];
  const others = { ...plans.new, mxPlanServices: service === undefined ? [] : [{ ...service, accounts }] };
  const world = createWorld({ seed: seedWith({ freeAccounts: 3 }, others) });
  const { send, dead } = dying(world, 2, "before");
  void new Engine(world.newSession({ send })).up([migration()]);
  await dead;
  expect((await new Engine(world.newSession()).up([migration()])).errors).toEqual([]);
  expect(world.simulator.world.account(ANNA)).toMatchObject({ displayName: "Anna Durand" });
});

test("a mailbox of Exchange that never was one of MX Plan keeps its password", async () => {
  const accounts = [{ emailAddress: "eva@example.com" }];
  const world = createWorld({ seed: seedWith({ freeAccounts: 3, accounts }, plans.new) });
  expect((await new Engine(world.newSession()).up([migration({ source: "eva@example.com" })])).errors).toEqual([]);
  expect(world.writes()).toEqual([]);
});
