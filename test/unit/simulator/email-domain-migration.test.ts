/** Moving a legacy mailbox to a free Exchange account: what stands against it, how it goes, and what is left behind. */
import { describe, expect, test } from "vitest";
import type { Switches } from "../../../provider/simulator/index.js";
import {
  anna,
  annasPassword,
  bob,
  callers,
  dayMs,
  domain,
  legacyMxPlan,
  password,
  taskMs,
} from "./email-domain-support.js";

type Options = NonNullable<Parameters<typeof legacyMxPlan>[0]>;

const exchange = "/email/exchange/hosted-1/service/hosted-1";
const annaSeed = { name: "anna", password: annasPassword, usedBytes: 3_000_000 };

function ready(options: Options = {}) {
  const simulator = legacyMxPlan(options);
  const [seat = "", other = ""] = simulator.world.freeAccounts();
  const path = `${anna}/migrate/hosted-1/destinationEmailAddress/${seat}`;
  const start = (given = password) => simulator.send("POST", `${path}/migrate`, { password: given });
  const check = async () => (await simulator.send("GET", `${path}/checkMigrate`)).body;
  const codes = async () => {
    const { error, warning } = await check();
    return { error: error?.map(({ code }) => code), warning: warning?.map(({ code }) => code) };
  };
  return { ...simulator, seat, other, path, start, check, codes };
}

describe("where to", () => {
  test("is asked by type of service; Email Pro is not imitated", async () => {
    const { send, get } = ready();
    expect(await get(`${anna}/migrate`)).toEqual(["hosted-1"]);
    expect(await get(`${anna}/migrate?type=HOSTED%20EXCHANGE`)).toEqual(["hosted-1"]);
    expect(await get(`${anna}/migrate?type=EMAIL%20PRO`)).toEqual([]);
    expect((await send("GET", `${anna}/migrate?type=MXPLAN`)).status).toBe(400);
    expect(await get(`${anna}/migrate/hosted-1`)).toMatchObject({
      destinationServiceName: "hosted-1",
      type: "HOSTED EXCHANGE",
      contactAdmin: callers.owner,
      creation: "2026-01-05",
    });
    expect((await send("GET", `${anna}/migrate/other`)).status).toBe(404);
  });

  test("is one of the caller's own services, by its name or its organization's", async () => {
    const { status, get } = ready({ service: { organization: "org-1" } });
    expect(await get(`${anna}/migrate/org-1`)).toMatchObject({ destinationServiceName: "hosted-1" });
    const foreign = ready({ service: { owner: callers.stranger } });
    expect(await foreign.get(`${anna}/migrate`)).toEqual([]);
    expect(await foreign.status("owner", "GET", `${foreign.path}/checkMigrate`)).toBe(404);
    expect(await status("stranger", "GET", `${anna}/migrate`)).toBe(404);
  });

  test("lists free accounts only, and not the one that a migration has taken", async () => {
    const { send, get, start, seat, other, world } = ready({
      service: { accounts: [{ emailAddress: "x@example.com" }] },
    });
    const all = `${anna}/migrate/hosted-1/destinationEmailAddress`;
    expect(await get(all)).toEqual([seat, other]);
    expect(await get(`${all}?quota=50`)).toHaveLength(2);
    expect(await get(`${all}?quota=49`)).toEqual([]);
    expect((await send("GET", `${all}?quota=much`)).status).toBe(400);
    expect(await get(`${all}/${seat}`)).toEqual({ destinationEmailAddress: seat, quota: 50 });
    expect((await send("GET", `${all}/x@example.com`)).status).toBe(404);
    world.editAccount(other, { configured: true });
    expect(await get(all)).toEqual([seat]);
    world.editAccount(other, { configured: false });
    await start();
    expect(await get(`${bob}/migrate/hosted-1/destinationEmailAddress`)).toEqual([other]);
    expect(
      (await send("POST", `${bob}/migrate/hosted-1/destinationEmailAddress/${seat}/migrate`, { password })).status,
    ).toBe(404);
  });
});

describe("who may", () => {
  const contactsOf = (tech: string) => ({ owner: callers.owner, contacts: { tech } });

  test.each([
    ["source", { domain: { accounts: [annaSeed], ...contactsOf(callers.tech) } }],
    ["target", { service: contactsOf(callers.tech) }],
  ])("is the administrative and technical contact of the %s too", async (_, options) => {
    const { send, path, start } = ready(options);
    const forbidden = { class: "Client::Forbidden", message: "User not granted for this request" };
    expect(await send("GET", `${path}/checkMigrate`)).toEqual({ status: 403, body: forbidden });
    expect((await start()).status).toBe(403);
    const other = ready({ ...options, switches: { migrationContactStatus: 400 } });
    expect((await other.start()).status).toBe(400);
    expect((await other.send("GET", `${other.path}/checkMigrate`)).body.message).toContain("contact");
  });

  test("is nobody who holds a delegation", async () => {
    const accounts = [{ ...annaSeed, delegates: [callers.delegate] }];
    const { status, path } = ready({ domain: { accounts, aclHolders: [callers.aclHolder] } });
    expect(await status("aclHolder", "GET", `${path}/checkMigrate`)).toBe(403);
    expect(await status("delegate", "GET", `${path}/checkMigrate`)).toBe(404);
  });
});

describe("checkMigrate", () => {
  test("answers 200 with null, or with empty lists, when all is well", async () => {
    expect(await ready().check()).toEqual({ alias: [], error: null, filter: [], forward: [], warning: null });
    const other = ready({ switches: { noMigrationFinding: "emptyList" } });
    expect(await other.check()).toMatchObject({ error: [], warning: [] });
  });

  const to = "x@example.org";
  test.each<[string, Partial<NonNullable<Options["domain"]>>]>([
    ["FORWARD_EXIST", { redirections: [{ from: "anna@example.net", to }] }],
    ["FORWARD_LOCAL", { redirections: [{ from: "ANNA@example.net", to, localCopy: true }] }],
    ["MAILINGLIST_EXIST", { mailingLists: [{ name: "anna", ownerEmail: to }] }],
  ])("finds %s, and the migration is refused", async (code, seeded) => {
    const { codes, start, mail } = ready({ domain: { accounts: [annaSeed], ...seeded } });
    expect(await codes()).toEqual({ error: [code], warning: undefined });
    expect(await start()).toMatchObject({ status: 400, body: { message: expect.stringContaining(code) } });
    expect(mail.account("anna@example.net")?.state).toBe("ok");
  });

  test("shows redirections from and to the account, and its filters", async () => {
    const redirections = [
      { from: "anna@example.net", to },
      { from: "sales@example.net", to: "anna@example.net" },
    ];
    const { check } = ready({ domain: { accounts: [{ ...annaSeed, filters: [{ name: "spam" }] }], redirections } });
    expect(await check()).toMatchObject({ alias: ["sales@example.net"], forward: [to], filter: ["spam"] });
  });

  test.each<[string, string, object]>([
    ["ACCOUNT_INPROGRESS", `${anna}/changePassword`, { password }],
    ["REDIRECTION_INPROGRESS", `${domain}/redirection`, { from: "anna@example.net", to, localCopy: false }],
    ["RESPONDER_INPROGRESS", `${domain}/responder`, { account: "anna", content: "Away", copy: true }],
    [
      "MAILINGLIST_INPROGRESS",
      `${domain}/mailingList`,
      {
        name: "anna",
        language: "fr",
        ownerEmail: to,
        options: { moderatorMessage: false, subscribeByModerator: false, usersPostOnly: false },
      },
    ],
  ])("finds %s while a task runs, and not after", async (code, path, body) => {
    const { send, pass, codes, start } = ready();
    await send("POST", path, body);
    expect((await codes()).error).toContain(code);
    expect((await start()).status).toBeGreaterThanOrEqual(400);
    pass(taskMs);
    expect((await codes()).error ?? []).not.toContain(code);
  });

  const doubtful: [string, keyof Switches, NonNullable<Options["domain"]>][] = [
    ["RESPONDER_EXIST", "responderExist", { accounts: [annaSeed], responders: [{ account: "anna", content: "Away" }] }],
    ["DELEGATION_EXIST", "delegationExist", { accounts: [{ ...annaSeed, delegates: [callers.delegate] }] }],
    ["FILTER_EXIST", "filterExist", { accounts: [{ ...annaSeed, filters: [{ name: "spam" }] }] }],
  ];
  test.each(doubtful)("%s is a warning, or with the switch %s an error", async (code, name, seeded) => {
    const warned = ready({ domain: seeded });
    expect(await warned.codes()).toEqual({ error: undefined, warning: [code] });
    expect((await warned.start()).status).toBe(200);
    const barred = ready({ domain: seeded, switches: { [name]: "error" } });
    expect(await barred.codes()).toEqual({ error: [code], warning: undefined });
    expect((await barred.start()).status).toBe(400);
  });
});

describe("a migration", () => {
  test("renames the free account and gives it the password, the mail and the domain", async () => {
    const { send, get, pass, start, seat, world } = ready();
    const task = (await start()).body;
    expect(task).toMatchObject({ action: "migration", name: "anna", domain: "example.net" });
    expect(await get(`${domain}/task/account?name=anna`)).toEqual([task.id]);
    expect((await send("GET", `${exchange}/account/${seat}`)).status).toBe(200);
    pass(taskMs);
    expect(await get(`${domain}/task/account`)).toEqual([]);
    expect((await send("GET", `${exchange}/account/${seat}`)).status).toBe(404);
    expect(await get(`${exchange}/account/anna@example.net`)).toMatchObject({
      configured: true,
      login: "anna",
      domain: "example.net",
      currentUsage: Math.ceil(3_000_000 / 1_024),
    });
    expect(world.passwordMatches("anna@example.net", password)).toBe(true);
    expect(await get(`${exchange}/domain`)).toContain("example.net");
  });

  test("closes the source to all writes while it runs", async () => {
    const { send, start, pass } = ready({ switches: { busyDomainAccountRefusesWrites: false } });
    await start();
    const message = "This pop is already being processed: anna@example.net, please try later";
    for (const [method, path, body] of [
      ["PUT", anna, { description: "x" }],
      ["DELETE", anna, undefined],
      ["POST", `${anna}/changePassword`, { password }],
      ["POST", `${anna}/delegation`, { accountId: "xx1-ovh" }],
      ["POST", `${domain}/responder`, { account: "anna", content: "Away", copy: true }],
      ["POST", `${domain}/redirection`, { from: "anna@example.net", to: "x@example.org", localCopy: true }],
    ] as const) {
      expect(await send(method, path, body)).toEqual({ status: 409, body: { message } });
    }
    expect((await start()).status).toBe(404); // the seat is taken
    pass(taskMs);
    expect((await send("PUT", anna, { description: "x" })).status).toBe(400);
  });

  test("that fails leaves both sides as they were", async () => {
    const { send, start, pass, seat, world, mail, faults } = ready();
    faults.failTask("migration", { outcome: "error" });
    await start();
    pass(taskMs);
    expect(world.freeAccounts()).toContain(seat);
    expect(mail.account("anna@example.net")).toMatchObject({ state: "ok", isBlocked: false });
    expect(mail.passwordMatches("anna@example.net", annasPassword)).toBe(true);
    expect((await send("PUT", anna, { description: "x" })).status).toBe(200);
    expect((await start()).status).toBe(200);
  });

  test("fails when somebody configures the account in the meantime", async () => {
    const { send, get, start, pass, seat, mail } = ready({ switches: { allDomainTasks: "withAccounts" } });
    const { id } = (await start()).body;
    await send("PUT", `${exchange}/account/${seat}`, { login: "carla", domain: "example.com" });
    pass(taskMs);
    expect(mail.account("anna@example.net")?.state).toBe("ok");
    expect(await get(`${exchange}/account/carla@example.com`)).toMatchObject({ configured: true });
    expect(await get(`${domain}/task/all/${id}`)).toMatchObject({ status: "ovhError" });
  });

  test("fails when somebody else has got the address in the meantime", async () => {
    const { start, pass, seat, mail, world } = ready({ service: { domains: ["example.net"] } });
    await start();
    world.addSharedAccount("hosted-1", { sharedEmailAddress: "anna@example.net", quota: 100 });
    pass(taskMs);
    expect(mail.account("anna@example.net")?.state).toBe("ok");
    expect(world.freeAccounts()).toContain(seat);
  });

  test("of a busy account is refused with 409, or for its running task", async () => {
    for (const [busyDomainAccountRefusesWrites, status, message] of [
      [true, 409, "already being processed"],
      [false, 400, "ACCOUNT_INPROGRESS"],
    ] as const) {
      const { send, start } = ready({ switches: { busyDomainAccountRefusesWrites } });
      await send("POST", `${anna}/changePassword`, { password });
      expect(await start()).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
    }
  });

  test("takes as long as its own duration says", async () => {
    const hourMs = 3_600_000;
    const { start, pass, mail } = ready({ taskDurationMs: { default: taskMs, migration: 2 * hourMs } });
    await start();
    pass(hourMs);
    expect(mail.account("anna@example.net")?.state).toBe("migrating");
    pass(hourMs);
    expect(mail.account("anna@example.net")?.state).toBe("migrated");
  });

  test("needs a password from 9 to 30 characters", async () => {
    expect((await ready().start("short")).status).toBe(400);
  });

  test("migratePassword mustMatchSource: another password is refused, at once or by the task", async () => {
    const switches = { migratePassword: "mustMatchSource" } as const;
    const strict = ready({ switches });
    expect((await strict.start()).body.message).toBe("Incorrect password");
    expect((await strict.start(annasPassword)).status).toBe(200);
    strict.pass(taskMs);
    expect(strict.world.passwordMatches("anna@example.net", annasPassword)).toBe(true);

    const late = ready({ switches: { ...switches, wrongMigratePassword: "failsTask" } });
    expect((await late.start()).status).toBe(200);
    late.pass(taskMs);
    expect(late.world.freeAccounts()).toContain(late.seat);
    expect(late.mail.account("anna@example.net")?.state).toBe("ok");
  });

  test("domainMissingOnTarget: the domain is added, left out, or missed beforehand", async () => {
    const leftOut = ready({ switches: { domainMissingOnTarget: "leftOut" } });
    await leftOut.start();
    leftOut.pass(taskMs);
    expect(await leftOut.get(`${exchange}/domain`)).toEqual(["example.com"]);
    expect(leftOut.world.account("anna@example.net")?.configured).toBe(true);

    const switches = { domainMissingOnTarget: "refused" } as const;
    expect((await ready({ switches }).start()).body.message).toContain("domain");
    expect((await ready({ switches, service: { domains: ["example.net"] } }).start()).status).toBe(200);
  });
});

describe("the source of a migration", () => {
  test.each([
    ["listed", ["anna", "bob"], false],
    ["blocked", ["anna", "bob"], true],
    ["gone", ["bob"], undefined],
  ] as const)("is %s for 15 days, then it disappears", async (migratedSource, listed, isBlocked) => {
    const { start, pass, get, mail } = ready({ switches: { migratedSource } });
    await start();
    pass(taskMs);
    expect(await get(`${domain}/account`)).toEqual(listed);
    expect(mail.account("anna@example.net")?.isBlocked).toBe(isBlocked);
    pass(15 * dayMs - 1_000);
    expect(await get(`${domain}/account`)).toEqual(listed);
    pass(1_000);
    expect(await get(`${domain}/account`)).toEqual(["bob"]);
    expect(mail.account("anna@example.net")).toBeUndefined();
  });

  test("cannot be migrated again, but can be deleted", async () => {
    const { send, start, pass, other, get, faults } = ready();
    await start();
    pass(taskMs);
    const again = `${anna}/migrate/hosted-1/destinationEmailAddress/${other}`;
    expect((await send("GET", `${again}/checkMigrate`)).body.error).toMatchObject([{ code: "UNKNOW" }]);
    expect((await send("POST", `${again}/migrate`, { password })).status).toBe(400);
    faults.failTask("deleteAccount", { outcome: "error" });
    for (const left of [["anna", "bob"], ["bob"]]) {
      expect((await send("DELETE", anna)).status).toBe(200);
      pass(taskMs);
      expect(await get(`${domain}/account`)).toEqual(left);
      expect((await send("PUT", anna, { description: "x" })).status).toBe(left.includes("anna") ? 400 : 404);
    }
  });

  test("has given its address away: the new account may be renamed back to it, nobody else may have it", async () => {
    const { send, start, pass, other } = ready({ service: { domains: ["example.net"] } });
    await start();
    pass(taskMs);
    const moved = `${exchange}/account/anna@example.net`;
    expect((await send("PUT", moved, { displayName: "Anna" })).status).toBe(200);
    const seat = `${exchange}/account/${other}`;
    expect((await send("PUT", seat, { login: "anna", domain: "example.net" })).status).toBe(409);
    expect((await send("POST", `${domain}/account`, { accountName: "anna", password })).status).toBe(409);
    expect((await send("PUT", moved, { login: "anna.d", domain: "example.net" })).status).toBe(200);
    expect((await send("POST", `${domain}/account`, { accountName: "anna", password })).status).toBe(409);
    expect((await send("PUT", seat, { login: "anna", domain: "example.net" })).status).toBe(200);
  });
});

describe("an address of a legacy account", () => {
  test("is not free on Exchange, which is how the panel finds out what to migrate", async () => {
    const { send, seat, mail } = ready({ service: { domains: ["example.net"] } });
    const claim = () => send("PUT", `${exchange}/account/${seat}`, { login: "Anna", domain: "example.net" });
    expect(await claim()).toMatchObject({ status: 409, body: { message: "Email address is already used." } });
    mail.removeAccount("anna@example.net");
    expect((await claim()).status).toBe(200);
  });
});
