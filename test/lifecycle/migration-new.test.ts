// The move of a mailbox of the new MX Plan to Exchange, in process and in virtual time.

import { describe, expect, test } from "vitest";
import type { CopyOptions, CopyReport } from "../../provider/imap/index.js";
import type { Seed, Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const ANNA = "anna@example.com";
const PROVISIONAL = "anna.mxplan@example.com";
const PASSWORD = "Orange-Lundi-42";
const OWNER = "ab12345-ovh";
const PLAN = "mxplan-ab12345-1";

interface Scene {
  readonly exchange?: Parameters<typeof seedWith>[0];
  readonly plan?: Partial<NonNullable<Seed["mxPlanServices"]>[number]>;
  readonly domain?: Partial<NonNullable<Seed["mxPlanDomains"]>[number]>;
  readonly switches?: Partial<Switches>;
}

function start({ exchange = {}, plan = {}, domain = {}, switches = {} }: Scene = {}) {
  const accounts = [{ emailAddress: ANNA, displayName: "Anna Durand", firstName: "Anna" }];
  const mxPlanServices = [{ name: PLAN, owner: OWNER, domains: ["example.com"], accounts, ...plan }];
  const mxPlanDomains = [{ name: "example.com", owner: OWNER, migratedTo: PLAN, ...domain }];
  const seed = seedWith({ freeAccounts: 2, ...exchange }, { mxPlanDomains, mxPlanServices });
  const world = createWorld({ seed, switches });
  const copies: CopyOptions[] = [];
  const outcomes: (CopyReport | Error)[] = [];
  const copyMailbox = async (options: CopyOptions): Promise<CopyReport> => {
    copies.push(options);
    const outcome = outcomes.shift() ?? report({ complete: true });
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  const newSession = () => world.newSession({ copyMailbox });
  return { world, engine: new Engine(newSession()), copies, outcomes, newSession };
}

function report({ complete }: { complete: boolean }): CopyReport {
  const inbox = { path: "INBOX", destinationPath: "INBOX", messages: 3, bytes: 900, copied: 3, alreadyThere: 0 };
  return {
    folders: [{ ...inbox, onDestination: 3, onDestinationBytes: 900 }],
    skipped: complete ? [] : [{ folder: "INBOX", uid: 7, reason: "too large" }],
    complete,
  } as CopyReport;
}

function migration(props: Values = {}) {
  return { kind: "AccountMigration", name: "it", props: { source: ANNA, destination: { service: SERVICE }, ...props } };
}

const imap = { copy: { imap: {} }, password: PASSWORD, sourcePassword: "Present-Mardi-1" };

describe.each<Partial<Switches>>([{}, { renameVisible: "afterTask" }, { busyRefusesWrites: true }])(
  "a mailbox of the new MX Plan, with %j",
  (switches) => {
    test("is renamed, its address moves, and the copy is left to others until they say it is done", async () => {
      const { world, engine, newSession } = start({ switches });
      expect(await engine.up([migration()])).toEqual({ steps: ["create it"], errors: [] });
      const moved = world.simulator.world.account(ANNA);
      expect(moved).toMatchObject({ displayName: "Anna Durand", firstName: "Anna" });
      expect(world.simulator.world.mxplan.account(PROVISIONAL)).toBeDefined();
      const { initialPassword, ...outputs } = engine.state.get("it")?.outputs ?? {};
      expect(outputs).toMatchObject({ generation: "new", phase: "awaitingCopy", destinationAccountId: moved?.id });
      expect(outputs.nextStep).toMatch(/copy the mail of anna\.mxplan@example\.com to anna@example\.com.*copyDone/);
      expect(world.simulator.world.passwordMatches(ANNA, String(initialPassword))).toBe(true);
      world.writes();
      engine.restart(newSession());
      expect(await engine.refresh()).toEqual({});
      expect((await engine.up([migration()])).steps).toEqual(["same it"]);
      expect(await engine.up([migration({ copyDone: true })])).toEqual({ steps: ["update it"], errors: [] });
      expect(engine.state.get("it")?.outputs).toMatchObject({ phase: "done", nextStep: "" });
      expect(world.writes()).toEqual([]);
    });

    test("is copied over IMAP, checked, and reset when the program says so", async () => {
      const { world, engine, copies } = start({ switches });
      expect((await engine.up([migration({ ...imap, sourceAfterwards: "reset" })])).errors).toEqual([]);
      expect(copies).toHaveLength(1);
      expect(copies[0]).toMatchObject({
        source: { host: "imap.mail.ovh.net", port: 993, user: PROVISIONAL },
        destination: { port: 993, user: ANNA },
        connections: 3,
      });
      expect(engine.state.get("it")?.outputs).toMatchObject({ phase: "done", copyReport: { messages: 3, bytes: 900 } });
      expect(world.simulator.world.mxplan.account(PROVISIONAL)).toBeUndefined();
      expect(world.simulator.world.account(ANNA)).toBeDefined();
    });
  },
);

describe("the source", () => {
  test("is kept unless the program says otherwise", async () => {
    const { world, engine } = start();
    expect((await engine.up([migration(imap)])).errors).toEqual([]);
    expect(world.simulator.world.mxplan.account(PROVISIONAL)).toBeDefined();
  });

  test("is never reset when the copy is not whole, and the next up copies again", async () => {
    const { world, engine, copies, outcomes } = start();
    outcomes.push(report({ complete: false }));
    const program = [migration({ ...imap, sourceAfterwards: "reset" })];
    const { errors } = await engine.up(program);
    expect(errors.join()).toMatch(/1 messages? of anna@example.com could not be copied/);
    expect(world.simulator.world.mxplan.account(PROVISIONAL)).toBeDefined();
    expect((await engine.up(program)).errors).toEqual([]);
    expect(copies).toHaveLength(2);
    expect(world.simulator.world.mxplan.account(PROVISIONAL)).toBeUndefined();
  });

  test("is let go by hand, when the rest will never be copied", async () => {
    const { world, engine, copies, outcomes } = start();
    outcomes.push(report({ complete: false }));
    await engine.up([migration(imap)]);
    expect(engine.state.get("it")?.outputs.copyReport).toMatchObject({ skipped: ["INBOX, message 7: too large"] });
    const byHand = { ...imap, copy: "external", copyDone: true, sourceAfterwards: "reset" };
    expect((await engine.up([migration(byHand)])).errors).toEqual([]);
    expect(copies).toHaveLength(1);
    expect(engine.state.get("it")?.outputs).toMatchObject({ phase: "done" });
    expect(world.simulator.world.mxplan.account(PROVISIONAL)).toBeUndefined();
  });

  test("is reset later, when the program says so after the migration, and both sides are compared again first", async () => {
    const { world, engine, copies, outcomes } = start();
    await engine.up([migration(imap)]);
    const resetting = [migration({ ...imap, sourceAfterwards: "reset" })];
    outcomes.push(report({ complete: false }));
    expect((await engine.up(resetting)).errors).toHaveLength(1);
    expect(world.simulator.world.mxplan.account(PROVISIONAL)).toBeDefined();
    expect((await engine.up(resetting)).errors).toEqual([]);
    expect(copies).toHaveLength(3);
    expect(world.simulator.world.mxplan.account(PROVISIONAL)).toBeUndefined();
    expect(world.simulator.world.account(ANNA)).toBeDefined();
  });
});

describe("a run that was stopped", () => {
  test("while it copied goes on with the copy alone", async () => {
    const { world, engine, outcomes } = start();
    outcomes.push(new Error("connection lost"));
    expect((await engine.up([migration(imap)])).errors).toHaveLength(1);
    expect(engine.state.get("it")?.outputs).toMatchObject({ phase: "copying" });
    world.writes();
    expect((await engine.up([migration(imap)])).errors).toEqual([]);
    expect(world.writes()).toEqual([]);
    expect(engine.state.get("it")?.outputs).toMatchObject({ phase: "done" });
  });

  test("and has lost its state after the renaming goes on from there", async () => {
    const { world, engine } = start();
    world.simulator.world.mxplan.editAccount(ANNA, { login: "anna.mxplan" });
    expect((await engine.up([migration(imap)])).errors).toEqual([]);
    expect(world.simulator.world.account(ANNA)).toBeDefined();
    expect(world.simulator.world.passwordMatches(ANNA, PASSWORD)).toBe(true);
    expect(world.writes().filter((write) => write === "PUT /email/mxplan/{service}/account/{email}")).toEqual([]);
  });

  test("and has lost its state when all was done does not touch a password that somebody uses", async () => {
    const { world, engine, newSession } = start();
    await engine.up([migration(imap)]);
    world.simulator.world.setPassword(ANNA, "Owner-Jeudi-9");
    const later = new Engine(newSession());
    expect((await later.up([migration(imap)])).errors).toEqual([]);
    expect(world.simulator.world.passwordMatches(ANNA, "Owner-Jeudi-9")).toBe(true);
  });

  test("does not take another aim half-way", async () => {
    const { engine, outcomes } = start();
    outcomes.push(new Error("connection lost"));
    await engine.up([migration(imap)]);
    const { errors } = await engine.up([migration({ ...imap, destination: { service: "hosted-zz99999-9" } })]);
    expect(errors.join()).toMatch(/has begun \(copying\)/);
  });
});

describe("what is in the way", () => {
  test("is told all at once, and nothing is changed", async () => {
    const { world, engine } = start({
      exchange: { freeAccounts: 0, domains: ["example.org"] },
      domain: { redirections: [{ from: ANNA, to: "boss@example.org" }] },
      plan: { accounts: [{ emailAddress: ANNA }, { emailAddress: PROVISIONAL }] },
    });
    const { errors } = await engine.up([migration({ copy: { imap: {} } })]);
    const [error = ""] = errors;
    for (const part of [
      /no free account/,
      /does not have the domain example.com/,
      /redirection starts at anna@example.com/,
      /provisionalAddress: anna.mxplan@example.com is a mailbox/,
      /sourcePassword:/,
      /- password:/,
    ]) {
      expect(error).toMatch(part);
    }
    expect(world.writes()).toEqual([]);
  });

  test("a mailbox that does not exist", async () => {
    const { engine } = start();
    expect((await engine.up([migration({ source: "bob@example.com" })])).errors.join()).toMatch(/has no mailbox bob@/);
  });
});
