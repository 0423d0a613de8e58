// What a preview says of migrations that are still to begin, with how few calls, against the simulator.

import { describe, expect, test } from "vitest";
import { Secret } from "../../provider/ovh/secret.js";
import type { Declared, Finding } from "../../provider/program/declared.js";
import { homesOf } from "../../provider/program/homes.js";
import { judgeProgram } from "../../provider/program/judge-program.js";
import { normalised } from "../../provider/program/normal.js";
import type { Seed, Switches } from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import { describe as described } from "../../sdk/describe.js";
import type { Kind } from "../../sdk/resource.js";
import { Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const OWNER = "ab12345-ovh";
const PLAN = "mxplan-ab12345-1";
const OLD = "example.com";
const RENEWED = "example.org";

type Domain = NonNullable<Seed["mxPlanDomains"]>[number];

interface Scene {
  readonly names?: readonly string[];
  readonly domain?: Partial<Domain>;
  readonly exchange?: Parameters<typeof seedWith>[0];
  readonly switches?: Partial<Switches>;
}

/** A domain of either generation, both also on the Exchange service. */
function start({ names = ["anna"], domain = {}, exchange = {}, switches = {} }: Scene = {}) {
  const mxPlanDomains: Domain[] = [
    { name: OLD, owner: OWNER, accounts: names.map((name) => ({ name, password: "Orange-Lundi-42" })), ...domain },
    { name: RENEWED, owner: OWNER, migratedTo: PLAN },
  ];
  const accounts = names.map((name) => ({ emailAddress: `${name}@${RENEWED}` }));
  const mxPlanServices = [{ name: PLAN, owner: OWNER, domains: [RENEWED], accounts }];
  const place = { domains: [OLD, RENEWED], freeAccounts: 4 * names.length, ...exchange };
  const seed = seedWith(place, { mxPlanDomains, mxPlanServices });
  const colleague = { nichandle: "zz99999-ovh", applicationKey: "k".repeat(16), applicationSecret: "s".repeat(32) };
  const apiAccounts = [...seed.apiAccounts, { ...colleague, consumerKey: "c".repeat(32) }];
  return createWorld({ seed: { ...seed, apiAccounts }, switches });
}

/** As the program declares it; `given` names properties whose values are secret or not known yet. */
function declare(kind: Kind, props: Values, { exists = false, given = [] as readonly string[], name = "it" } = {}) {
  const values = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
  const declared = described(kind, { name, values, properties: [...Object.keys(values), ...given], exists });
  const normal = declared && normalised(declared);
  if (normal === undefined) throw new Error(`${kind} ${name} is not known`);
  return normal;
}

function migration(source: string, props: Values = {}, given: readonly string[] = ["password"], exists = false) {
  const own = { source, destination: { service: SERVICE }, confirmIrreversible: true, ...props };
  return declare("AccountMigration", own, { given, exists });
}

const mailbox = (emailAddress: string, props: Values = {}) =>
  declare("ExchangeAccount", { service: SERVICE, emailAddress, ...props });

interface Preview {
  readonly errors: string[];
  readonly warnings: string[];
  readonly infos: string[];
  /** Routes of the calls, without the time. */
  readonly calls: string[];
}

async function preview(world: ReturnType<typeof start>, declared: readonly Declared[]): Promise<Preview> {
  const before = world.simulator.calls.length;
  const homes = homesOf(declared, []);
  const session = world.newSession();
  const live = await Promise.all(homes.map((home) => home.findings(session)));
  const findings: Finding[] = [...judgeProgram(declared), ...live.flat()];
  const calls = world.simulator.calls.slice(before);
  expect(calls.filter(({ method }) => method !== "GET")).toEqual([]);
  const told = (severity?: string) => findings.filter((one) => one.severity === severity).map(({ message }) => message);
  return {
    errors: told(),
    warnings: told("warning"),
    infos: told("info"),
    calls: calls.map(({ route }) => route).filter((route) => route !== "/auth/time"),
  };
}

const NOTHING = { errors: [], warnings: [], infos: [], calls: [] };

describe("a migration that can begin", () => {
  test.each<Partial<Switches>>([{}, { noMigrationFinding: "emptyList" }, { responderExist: "error" }])(
    "of a legacy mailbox is told what does not come along and who does it, with %j",
    async (switches) => {
      const { errors, warnings, infos } = await preview(start({ switches }), [migration(`Anna@${OLD}`)]);
      expect(errors).toEqual([]);
      expect(warnings).toEqual([expect.stringMatching(/filters, responders and mailing lists do not come along$/)]);
      expect(infos).toEqual([expect.stringMatching(/OVHcloud moves the address and the mail of anna@example\.com/)]);
    },
  );

  test("names the filters that OVHcloud found", async () => {
    const accounts = [{ name: "anna", filters: [{ name: "spam" }] }];
    const { errors, warnings } = await preview(start({ domain: { accounts } }), [migration(`anna@${OLD}`)]);
    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/OVHcloud found: .*FILTER_EXIST/)]);
  });

  test.each<[how: string, props: Values, given: string[], info: RegExp]>([
    ["by others", {}, [], /renames anna@example\.org to anna\.mxplan@example\.org.*you copy the mail then.*copyDone/],
    ["by others, done", { copyDone: true }, [], /copyDone says already/],
    [
      "by us",
      { copy: { imap: {} }, sourceAfterwards: "reset" },
      ["password", "sourcePasswordFrom"],
      /copies the mail over IMAP.*then the source is reset/,
    ],
  ])("of the new MX Plan, copied %s, says who does what", async (_, props, given, info) => {
    const { errors, warnings, infos } = await preview(start(), [migration(`anna@${RENEWED}`, props, given)]);
    expect(errors).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(infos).toEqual([expect.stringMatching(info)]);
  });

  test("waits for what passes by itself, without an error", async () => {
    const world = start();
    const { api } = world.newSession().mxPlanDomain(OLD);
    await api.changePassword("anna", new Secret("Orange-Mardi-43"));
    const [destinationServiceName = ""] = await api.migration.listServices("anna");
    const [destinationEmailAddress = ""] = await api.migration.listDestinations("anna", destinationServiceName);
    const way = { accountName: "anna", destinationServiceName, destinationEmailAddress };
    expect(await api.migration.check(way)).toMatchObject({ error: [{ code: "ACCOUNT_INPROGRESS" }] });
    expect((await preview(world, [migration(`anna@${OLD}`)])).errors).toEqual([]);
  });

  test("costs nothing once it is in the state", async () => {
    const told = await preview(start(), [migration(`anna@${OLD}`, {}, ["password"], true)]);
    expect(told).toEqual(NOTHING);
  });

  test("of the legacy MX Plan that is over is told to move nothing more, where the state was lost", async () => {
    const world = start();
    const password = "Orange-Lundi-42";
    const props = { source: `anna@${OLD}`, destination: { service: SERVICE }, confirmIrreversible: true, password };
    const engine = new Engine(world.newSession());
    expect((await engine.up([{ kind: "AccountMigration", name: "it", props }])).errors).toEqual([]);
    const { errors, warnings, infos } = await preview(world, [migration(`anna@${OLD}`)]);
    expect({ errors, infos }).toEqual({ errors: [], infos: [] });
    expect(warnings).toEqual([expect.stringMatching(/is a mailbox of .* already, so nothing will be moved/)]);
  });

  test("of the new MX Plan that was begun goes on, where the state was lost", async () => {
    const world = start();
    const { api } = world.newSession().mxPlanService(PLAN);
    await api.changeAccount(`anna@${RENEWED}`, { login: "anna.mxplan", domain: RENEWED });
    await world.clock.sleep(10 * 60_000);
    const { errors, infos } = await preview(world, [migration(`anna@${RENEWED}`)]);
    expect(errors).toEqual([]);
    expect(infos).toEqual([
      expect.stringMatching(/goes on with anna@example\.org, .* already, gives anna@example\.org/),
    ]);
  });

  test("of a mailbox that this program makes is no mistake", async () => {
    const declared = [migration(`bob@${OLD}`), declare("MxPlanAccount", { emailAddress: `bob@${OLD}` })];
    expect((await preview(start(), declared)).errors).toEqual([]);
  });

  test("of a mailbox that this program makes still needs a password and its confirmation", async () => {
    const declared = [
      migration(`bob@${OLD}`, { confirmIrreversible: undefined }, []),
      declare("MxPlanAccount", { emailAddress: `bob@${OLD}` }),
    ];
    const { errors } = await preview(start(), declared);
    expect(errors).toEqual([expect.stringMatching(/^password:/), expect.stringMatching(/^confirmIrreversible:/)]);
  });
});

describe("what is in the way", () => {
  test("is told all at once", async () => {
    const world = start({
      domain: {
        contacts: { admin: "zz99999-ovh", tech: OWNER, billing: OWNER },
        redirections: [{ from: `anna@${OLD}`, to: "boss@example.net", localCopy: true }],
        responders: [{ account: "anna", content: "away" }],
        mailingLists: [{ name: "team", ownerEmail: `anna@${OLD}` }],
      },
      exchange: { freeAccounts: 0, domains: ["example.net"] },
    });
    const { errors } = await preview(world, [migration(`anna@${OLD}`, { confirmIrreversible: undefined }, [])]);
    for (const part of [
      /ab12345-ovh must be administrative and technical contact/,
      /redirection from anna@example.com to boss@example.net: remove it first/,
      /has a responder: remove it first/,
      /no free account/,
      /does not have the domain example.com/,
      /^password:/,
      /^confirmIrreversible:/,
    ]) {
      expect(errors.filter((error) => part.test(error))).toHaveLength(1);
    }
    expect(errors).toHaveLength(7);
  });

  test("is named by the resource that declares it, whether it is there already or will be", async () => {
    const from = `anna@${OLD}`;
    const world = start({
      domain: {
        redirections: [{ from, to: "boss@example.net" }],
        responders: [{ account: "anna", content: "away" }],
      },
    });
    const { errors } = await preview(world, [
      migration(from),
      declare("MxPlanRedirection", { from, to: "Boss@example.net" }, { exists: true, name: "to-boss" }),
      declare("MxPlanRedirection", { from, to: "later@example.net" }, { name: "later" }),
      declare("MxPlanResponder", { emailAddress: from, content: "away" }, { exists: true, name: "holiday" }),
    ]);
    expect(errors).toEqual([
      expect.stringMatching(/to boss@example\.net, which this program declares as MxPlanRedirection "to-boss"/),
      expect.stringMatching(/has a responder, which this program declares as MxPlanResponder "holiday"/),
      expect.stringMatching(/there will be .* to later@example\.net, which .* MxPlanRedirection "later"/),
    ]);
  });

  test.each([OLD, RENEWED])("a mailbox of %s that does not exist, also beside one that does", async (domain) => {
    const { errors } = await preview(start(), [migration(`nobody@${domain}`), migration(`anna@${domain}`)]);
    expect(errors).toEqual([expect.stringMatching(/has no mailbox nobody@.*: correct the address/)]);
  });

  test("a mailing list, and a redirection from the new MX Plan", async () => {
    const world = start({ domain: { mailingLists: [{ name: "anna", ownerEmail: `anna@${OLD}` }] } });
    expect((await preview(world, [migration(`anna@${OLD}`)])).errors.join()).toMatch(/is a mailing list/);
    const api = world.newApi().domain(RENEWED);
    await api.redirections.create({ from: `anna@${RENEWED}`, to: "x@example.net", localCopy: false });
    await world.clock.sleep(10 * 60_000);
    const { errors } = await preview(world, [migration(`anna@${RENEWED}`)]);
    expect(errors).toEqual([expect.stringMatching(/a redirection starts at anna@example\.org/)]);
  });

  test("a domain that these credentials do not see is told on its migration, and the others are looked at", async () => {
    const { errors } = await preview(start(), [migration("a@unknown.example"), migration(`nobody@${OLD}`)]);
    expect(errors).toEqual([
      expect.stringMatching(/^source: these credentials see no MX Plan for the domain unknown\.example/),
      expect.stringMatching(/has no mailbox nobody@/),
    ]);
  });

  test.each([OLD, RENEWED])("a service that these credentials do not see, from %s", async (domain) => {
    const destination = { service: "hosted-none-1" };
    const { errors } = await preview(start(), [migration(`anna@${domain}`, { destination })]);
    expect(errors.filter((error) => /^destination\.service: these credentials see no/.test(error))).toHaveLength(1);
  });

  test("what is not known yet raises no alarm, and a password is known to be given only", async () => {
    const unknown = migration(`anna@${RENEWED}`, {}, [
      ...["copy", "copyDone", "sourceAfterwards", "confirmIrreversible", "password", "sourcePassword"],
    ]);
    const { errors, infos } = await preview(start(), [unknown]);
    expect(errors).toEqual([]);
    expect(infos).toEqual([expect.stringMatching(/after that what becomes of the source is not known yet$/)]);
    expect(JSON.stringify(unknown)).not.toMatch(/Orange/);
    const nowhere = declare("AccountMigration", { source: `anna@${OLD}` }, { given: ["destination", "password"] });
    const rights = declare("Delegation", {
      on: { service: SERVICE, emailAddress: `anna@${OLD}` },
      grants: { [`anna@${OLD}`]: ["sendAs"] },
    });
    expect((await preview(start(), [nowhere, rights])).errors).toEqual([]);
  });
});

describe("free accounts", () => {
  const moves = ["anna", "bob"].map((name) => migration(`${name}@${OLD}`));

  test("are counted for migrations and new mailboxes together", async () => {
    const world = start({ names: ["anna", "bob"], exchange: { freeAccounts: 2 } });
    const { errors } = await preview(world, [mailbox(`zoe@${OLD}`), ...moves]);
    expect(errors).toEqual([expect.stringMatching(/^destination\.service: .* needs 3 free accounts .* and has 2/)]);
    const last = await preview(world, [...moves, mailbox(`zoe@${OLD}`)]);
    expect(last.errors).toEqual([expect.stringMatching(/^service: .* needs 3 free accounts .* and has 2/)]);
  });

  test("are counted where nothing but migrations lead to a service", async () => {
    const world = start({ names: ["anna", "bob"], exchange: { freeAccounts: 1 } });
    expect((await preview(world, moves)).errors).toEqual([expect.stringMatching(/needs 2 free accounts .* and has 1/)]);
  });

  test("are taken once by a mailbox that a migration brings and an ExchangeAccount takes over", async () => {
    const world = start({ names: ["anna", "bob"], exchange: { freeAccounts: 2 } });
    const takenOver = ["anna", "bob"].map((name) => mailbox(`${name}@${OLD}`, { adopt: true }));
    expect((await preview(world, [...takenOver, ...moves])).errors).toEqual([]);
  });

  test("named by two migrations are a mistake", async () => {
    const world = start({ names: ["anna", "bob"] });
    const [freeAccount] = world.simulator.world.freeAccounts(SERVICE);
    const destination = { service: SERVICE, freeAccount };
    const both = ["anna", "bob"].map((name) => migration(`${name}@${OLD}`, { destination }));
    expect((await preview(world, both)).errors).toEqual([expect.stringMatching(/is named by two migrations/)]);
  });
});

test("rights and groups know whom a migration brings", async () => {
  const anna = `anna@${OLD}`;
  const declared = [
    migration(anna),
    declare("Delegation", { on: { service: SERVICE, emailAddress: anna }, grants: { [anna]: ["sendAs"] } }),
    declare("ContactGroup", { service: SERVICE, emailAddress: `team@${OLD}`, members: [anna], managers: [anna] }),
  ];
  expect((await preview(start(), declared)).errors).toEqual([]);
});

describe("a hundred migrations", () => {
  const names = Array.from({ length: 100 }, (_, index) => `user${index}`);

  test.each([
    { domain: OLD, perMigration: 1 },
    { domain: RENEWED, perMigration: 1 },
  ])("from $domain cost $perMigration call each, and a few for all", async ({ domain, perMigration }) => {
    const redirections = Array.from({ length: 5 }, (_, index) => ({ from: `r${index}@${OLD}`, to: "x@example.net" }));
    const world = start({ names, domain: { redirections } });
    const { errors, calls } = await preview(
      world,
      names.map((name) => migration(`${name}@${domain}`)),
    );
    expect(errors).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(perMigration * names.length + 20);
  });

  test("and many more are not all looked at, which is told once", async () => {
    const world = start();
    const many = Array.from({ length: 203 }, (_, index) => migration(`none${index}@${RENEWED}`, {}, []));
    const { errors, infos } = await preview(world, many);
    expect(errors.filter((error) => error.includes("has no mailbox"))).toHaveLength(200);
    expect(infos.filter((info) => info.includes("not looked at"))).toEqual([
      expect.stringMatching(/this one and 2 more were not looked at/),
    ]);
  });
});
