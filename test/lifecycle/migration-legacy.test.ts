// The move of a legacy MX Plan mailbox to Exchange, in process and in virtual time.

import { describe, expect, test } from "vitest";
import type { Seed, Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const ANNA = "anna@example.com";
const PASSWORD = "Orange-Lundi-42";
const OWNER = "ab12345-ovh";

type Domain = NonNullable<Seed["mxPlanDomains"]>[number];

interface Scene {
  readonly domain?: Partial<Domain>;
  readonly exchange?: Parameters<typeof seedWith>[0];
  readonly switches?: Partial<Switches>;
  readonly taskTimeoutMs?: number;
}

function start({ domain = {}, exchange = {}, switches = {}, ...rest }: Scene = {}) {
  const accounts = [{ name: "anna", password: PASSWORD, usedBytes: 5_000_000 }];
  const mxPlanDomains = [{ name: "example.com", owner: OWNER, accounts, ...domain }];
  const seed = seedWith({ freeAccounts: 2, ...exchange }, { mxPlanDomains });
  const colleague = { nichandle: "zz99999-ovh", applicationKey: "k".repeat(16), applicationSecret: "s".repeat(32) };
  const apiAccounts = [...seed.apiAccounts, { ...colleague, consumerKey: "c".repeat(32) }];
  const world = createWorld({ seed: { ...seed, apiAccounts }, switches, ...rest });
  return { world, engine: new Engine(world.newSession()) };
}

function migration(props: Values = {}) {
  const own = { source: ANNA, destination: { service: SERVICE }, password: PASSWORD, confirmIrreversible: true };
  return { kind: "AccountMigration", name: "it", props: { ...own, ...props } };
}

const migrations = (writes: readonly string[]) => writes.filter((write) => write.endsWith("/migrate"));

describe.each<Partial<Switches>>([
  {},
  { migratedSource: "blocked" },
  { migratedSource: "gone" },
  { migratePassword: "mustMatchSource" },
  { noMigrationFinding: "emptyList" },
  { endedDomainTask: "shown" },
])("a legacy mailbox, with %j", (switches) => {
  test("moves with its address and its mail, and a second up writes nothing", async () => {
    const { world, engine } = start({ switches });
    expect(await engine.up([migration()])).toEqual({ steps: ["create it"], errors: [] });
    const moved = world.simulator.world.account(ANNA);
    expect(moved).toMatchObject({ configured: true, domain: "example.com" });
    expect(world.simulator.world.passwordMatches(ANNA, PASSWORD)).toBe(true);
    expect(engine.state.get("it")?.outputs).toMatchObject({
      generation: "legacy",
      phase: "done",
      destinationAccountId: moved?.id,
      nextStep: "",
      clientSettings: { userName: ANNA, imap: { port: 993 } },
    });
    expect(migrations(world.writes())).toHaveLength(1);
    engine.restart(world.newSession());
    expect(await engine.refresh()).toEqual({});
    expect(await engine.up([migration()])).toEqual({ steps: ["same it"], errors: [] });
    expect(world.writes()).toEqual([]);
  });

  test("is not moved again by a run that has lost its state", async () => {
    const { world, engine } = start({ switches });
    await engine.up([migration()]);
    world.writes();
    const later = new Engine(world.newSession());
    expect((await later.up([migration()])).errors).toEqual([]);
    expect(later.state.get("it")?.outputs).toMatchObject({ phase: "done" });
    expect(world.writes()).toEqual([]);
  });

  test("is left alone when the resource goes", async () => {
    const { world, engine } = start({ switches });
    await engine.up([migration()]);
    world.writes();
    expect(await engine.destroy()).toEqual({ steps: ["delete it"], errors: [] });
    expect(world.writes()).toEqual([]);
    expect(world.simulator.world.account(ANNA)).toBeDefined();
  });
});

describe("what is in the way", () => {
  test("is told all at once, and nothing is changed", async () => {
    const { world, engine } = start({
      domain: {
        contacts: { admin: "zz99999-ovh", tech: OWNER, billing: OWNER },
        redirections: [{ from: ANNA, to: "boss@example.org", localCopy: true }],
        responders: [{ account: "anna", content: "away" }],
      },
      exchange: { freeAccounts: 0, domains: ["example.org"] },
    });
    const { errors } = await engine.up([migration({ password: undefined, confirmIrreversible: false })]);
    const [error = ""] = errors;
    for (const part of [
      /ab12345-ovh must be administrative and technical contact of the MX Plan of example.com/,
      /redirection from anna@example.com to boss@example.org/,
      /has a responder/,
      /no free account/,
      /does not have the domain example.com/,
      /^\s+- password:/m,
      /confirmIrreversible: .*cannot be stopped or undone/,
    ]) {
      expect(error).toMatch(part);
    }
    expect(world.writes()).toEqual([]);
    expect(engine.state.size).toBe(0);
  });

  test("a mailbox that does not exist", async () => {
    const { world, engine } = start();
    const { errors } = await engine.up([migration({ source: "nobody@example.com" })]);
    expect(errors.join()).toMatch(/source: example.com has no mailbox nobody@example.com/);
    expect(world.writes()).toEqual([]);
  });

  test("a free account that is none", async () => {
    const { engine } = start();
    const destination = { service: SERVICE, freeAccount: "nosuch@configureme.me" };
    const { errors } = await engine.up([migration({ destination })]);
    expect(errors.join()).toMatch(/destination.freeAccount: nosuch@configureme.me is not free/);
  });

  test("the password is wrong, and OVHcloud says so", async () => {
    const { world, engine } = start({ switches: { migratePassword: "mustMatchSource" } });
    const { errors } = await engine.up([migration({ password: "Wrong-Mardi-43" })]);
    expect(errors.join()).toMatch(/nothing was changed.*present password/s);
    expect(errors.join()).not.toContain("Wrong-Mardi-43");
    expect(world.simulator.world.emailDomain.account(ANNA)).toBeDefined();
    expect((await engine.up([migration()])).errors).toEqual([]);
  });

  test("the task fails, and the next up begins again", async () => {
    const { world, engine } = start({
      switches: { migratePassword: "mustMatchSource", wrongMigratePassword: "failsTask" },
    });
    const { errors } = await engine.up([migration({ password: "Wrong-Mardi-43" })]);
    expect(errors).toHaveLength(1);
    expect(engine.state.get("it")?.unfinished).toBe(true);
    expect(world.simulator.world.account(ANNA)).toBeUndefined();
    expect((await engine.up([migration()])).errors).toEqual([]);
    expect(world.simulator.world.account(ANNA)).toBeDefined();
  });
});

describe("a run that was stopped", () => {
  test("is waited for longer than any other task, since the move takes hours", async () => {
    const { world, engine } = start({ taskTimeoutMs: 1_000 });
    expect((await engine.up([migration()])).errors).toEqual([]);
    expect(migrations(world.writes())).toHaveLength(1);
  });

  test.each(["before", "after"])(
    "whose call was lost %s OVHcloud had it is not forgotten, and moves once",
    async (when) => {
      const { world } = start();
      let losses = when === "before" ? 2 : 1;
      const send = async (request: Request) => {
        const isLost = request.url.endsWith("/migrate") && request.method === "POST" && losses-- > 0;
        if (isLost && when === "before") throw new TypeError("connection reset");
        const response = await world.simulator.fetch(request);
        if (isLost) throw new TypeError("connection reset");
        return response;
      };
      const engine = new Engine(world.newSession({ send }));
      const { errors } = await engine.up([migration()]);
      expect(errors).toHaveLength(when === "before" ? 1 : 0);
      engine.restart(world.newSession({ send }));
      expect((await engine.up([migration()])).errors).toEqual([]);
      expect(engine.state.get("it")?.outputs).toMatchObject({ phase: "done" });
      expect(migrations(world.writes())).toHaveLength(1);
    },
  );

  test("and has lost its state waits for the task that is at work", async () => {
    const { world } = start();
    const first = new Engine(world.newSession());
    const running = first.up([migration()]);
    await untilMigrating(world);
    const second = new Engine(world.newSession());
    expect((await second.up([migration()])).errors).toEqual([]);
    await running;
    expect(second.state.get("it")?.outputs).toMatchObject({ phase: "done" });
    expect(migrations(world.writes())).toHaveLength(1);
  });
});

async function untilMigrating(world: ReturnType<typeof start>["world"]): Promise<void> {
  for (let turns = 0; turns < 10_000; turns++) {
    if (world.simulator.calls.some(({ route }) => route.endsWith("/migrate"))) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
