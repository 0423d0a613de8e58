// The rest of a new MX Plan: the service itself, its domains and contacts, its seed, and the world behind it.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { SeedError, type Switches } from "../../../provider/simulator/index.js";
import { parseSeed } from "../../../provider/simulator/seed.js";
import { taskMs } from "../../support/signed-caller.js";
import { account, type MxplanSeed, mxplanSeed, startMxplan } from "./mxplan-world.js";

const name = "mxplan-ab12345-1";
const service = `/email/mxplan/${name}`;
const contacts = `${service}/externalContact`;
const start = (seed: Partial<MxplanSeed> = {}, switches: Partial<Switches> = {}) => startMxplan(seed, { switches });
const refused = (text: string, status = 400) => ({ status, body: { message: expect.stringContaining(text) } });

describe("the service", () => {
  test("changes at once, by a task that says when", async () => {
    const { send, pass } = start();
    expect(await send("PUT", service, { displayName: "Mail", maxSendSize: 30 })).toEqual({ status: 200, body: null });
    const { body } = await send("GET", service);
    expect(body).toMatchObject({ displayName: "Mail", maxSendSize: 30, lastUpdateDate: null });
    expect((await send("GET", `${service}/task/${body.taskPendingId}`)).body).toMatchObject({ function: "setService" });
    pass(taskMs);
    expect((await send("GET", service)).body).toMatchObject({
      taskPendingId: 0,
      lastUpdateDate: "2026-01-05T12:00:01+00:00",
    });
  });

  test("changes when its task is done, or not at all when that fails", async () => {
    const { send, pass } = start({}, { renameVisible: "afterTask" });
    await send("PUT", service, { displayName: "Mail" });
    expect((await send("GET", service)).body).toMatchObject({ displayName: name });
    pass(taskMs);
    expect((await send("GET", service)).body).toMatchObject({ displayName: "Mail" });
    const failing = start();
    failing.faults.failTask("setService", { outcome: "error" });
    await failing.send("PUT", service, { displayName: "Mail" });
    failing.pass(taskMs);
    expect((await failing.send("GET", service)).body).toMatchObject({ displayName: name });
    const kept = start({}, { failedUpdate: "kept" });
    kept.faults.failTask("setService", { outcome: "error" });
    await kept.send("PUT", service, { displayName: "Mail" });
    kept.pass(taskMs);
    expect((await kept.send("GET", service)).body).toMatchObject({ displayName: "Mail" });
  });

  test("waits its turn where tasks bar the way of writes, and its domains do", async () => {
    const { send, pass } = start({}, { busyRefusesWrites: true });
    const busy = { status: 409, body: { message: expect.stringContaining("already being processed") } };
    for (const path of [service, `${service}/domain/example.com`]) {
      const body = path === service ? { displayName: "Mail" } : { mxRelay: "mx.example.net" };
      expect((await send("PUT", path, body)).status).toBe(200);
      expect(await send("PUT", path, body)).toMatchObject(busy);
      pass(taskMs);
      expect((await send("PUT", path, body)).status).toBe(200);
    }
  });

  test.each<[object, string]>([
    [{ minPasswordLength: 15 }, "minPasswordLength must be from 0 to 14"],
    [{ minPasswordLength: 2 }, "at least 3"],
    [{ maxPasswordAge: 91 }, "maxPasswordAge"],
    [{ lockoutThreshold: -1 }, "lockoutThreshold"],
    [{ lockoutObservationWindow: 0 }, "lockoutObservationWindow"],
    [{ lockoutDuration: 5 }, "at least lockoutObservationWindow"],
    [{ isZimbra: true }, "read-only"],
  ])("refuses %o", async (body, text) => {
    const { send } = start();
    expect(await send("PUT", service, body)).toMatchObject(refused(text));
  });

  test("accepts what is on the limits", async () => {
    const { send } = start();
    for (const body of [
      { minPasswordLength: 0 },
      { minPasswordLength: 3 },
      { minPasswordLength: null },
      { minPasswordLength: 14 },
      { maxPasswordAge: 0 },
      { maxPasswordAge: 90 },
    ]) {
      expect((await send("PUT", service, body)).status).toBe(200);
    }
  });

  test("gives its flags to all accounts that are configured", async () => {
    const { send, pass, world } = start();
    const { spamAndVirusConfiguration: before } = world.mxplan.accounts()[0] ?? {};
    const flags = { ...before, tagSpam: true };
    await send("PUT", service, { spamAndVirusConfiguration: flags });
    expect(await send("POST", `${service}/updateFlagsOnAllAccounts`)).toEqual({ status: 200, body: null });
    pass(2 * taskMs);
    for (const one of world.mxplan.accounts()) {
      expect(one.spamAndVirusConfiguration).toEqual(one.configured ? flags : before);
    }
  });

  test("has a server", async () => {
    const { send } = start();
    expect((await send("GET", `${service}/server`)).body).toMatchObject({ state: "ok", ip: "192.0.2.25" });
  });
});

describe("its domains", () => {
  test("show what their DNS says and what it should", async () => {
    const { send } = start({
      domains: ["example.com", { name: "example.org", mxIsValid: false, srvIsValid: false, domainValidated: false }],
    });
    expect((await send("GET", `${service}/domain`)).body).toEqual(["example.com", "example.org"]);
    expect((await send("GET", `${service}/domain/example.com`)).body).toMatchObject({
      mxIsValid: true,
      srvIsValid: true,
      domainValidated: true,
      cnameToCheck: null,
      type: "authoritative",
    });
    expect((await send("GET", `${service}/domain/EXAMPLE.org`)).body).toMatchObject({
      mxIsValid: false,
      srvIsValid: false,
      domainValidated: false,
      cnameToCheck: expect.stringContaining("example.org"),
    });
    expect((await send("GET", `${service}/domain/example.net`)).status).toBe(404);
  });

  test("are listed by their state", async () => {
    const { send } = start();
    expect((await send("GET", `${service}/domain?state=creating`)).body).toEqual(["new.example.org"]);
    expect(await send("GET", `${service}/domain?state=asleep`)).toMatchObject({ status: 400 });
  });

  test("pass mail on that is for nobody, by a task", async () => {
    const { send, pass, faults, world } = start();
    const path = `${service}/domain/example.com`;
    await send("PUT", path, { type: "nonAuthoritative", mxRelay: "mx.example.net" });
    const { body } = await send("GET", path);
    expect(body).toMatchObject({ type: "nonAuthoritative", mxRelay: "mx.example.net" });
    expect((await send("GET", `${service}/task/${body.taskPendingId}`)).body).toMatchObject({ function: "setDomain" });
    pass(taskMs);
    faults.failTask("setDomain", { outcome: "error" });
    await send("PUT", path, { mxRelay: null });
    pass(taskMs);
    expect(world.mxplan.domain(name, "example.com")).toMatchObject({ mxRelay: "mx.example.net", taskPendingId: 0 });
    expect(await send("PUT", path, { mxIsValid: false })).toMatchObject(refused("read-only"));
  });
});

describe("people outside", () => {
  test("come, change and go", async () => {
    const { send, pass, world } = start();
    const { body } = await send("POST", contacts, { externalEmailAddress: "zoe@example.net" });
    expect(body).toMatchObject({ function: "addExternalContact" });
    expect((await send("GET", `${contacts}/zoe@example.net`)).body).toMatchObject({
      displayName: "zoe@example.net",
      hiddenFromGAL: false,
      state: "creating",
    });
    pass(taskMs);
    await send("PUT", `${contacts}/zoe@example.net`, { externalEmailAddress: "zo@example.net", lastName: "Zed" });
    expect((await send("GET", `${contacts}/zo@example.net`)).body).toMatchObject({ state: "ok", lastName: "Zed" });
    expect((await send("DELETE", `${contacts}/zo@example.net`)).body).toMatchObject({
      function: "deleteExternalContact",
    });
    expect((await send("DELETE", `${contacts}/zo@example.net`)).status).toBe(409);
    expect((await send("PUT", `${contacts}/zo@example.net`, { lastName: "Zet" })).status).toBe(409);
    pass(2 * taskMs);
    expect(world.mxplan.externalContacts(name)).toEqual([]);
    expect((await send("GET", `${contacts}/zo@example.net`)).status).toBe(404);
  });

  test("are found by what is known of them", async () => {
    const { send } = start();
    await send("POST", contacts, { externalEmailAddress: "zoe@example.net", firstName: "Zoe", lastName: "Zed" });
    await send("POST", contacts, { externalEmailAddress: "yan@example.net", displayName: "Yan" });
    const list = async (query: string) => (await send("GET", `${contacts}?${query}`)).body;
    const { id } = (await send("GET", `${contacts}/yan@example.net`)).body;
    expect(await list("firstName=Zoe")).toEqual(["zoe@example.net"]);
    expect(await list("lastName=Z%25")).toEqual(["zoe@example.net"]);
    expect(await list("displayName=Yan")).toEqual(["yan@example.net"]);
    expect(await list("externalEmailAddress=%25example.net")).toHaveLength(2);
    expect(await list(`id=${id}`)).toEqual(["yan@example.net"]);
  });

  test("are nobody twice, and no one of the service unless the switch says so", async () => {
    const { send } = start();
    await send("POST", contacts, { externalEmailAddress: "zoe@example.net" });
    expect(await send("POST", contacts, { externalEmailAddress: "Zoe@example.net" })).toMatchObject({ status: 409 });
    expect(await send("POST", contacts, { externalEmailAddress: "anna@example.com" })).toMatchObject({ status: 409 });
    expect(await send("POST", contacts, { externalEmailAddress: "nowhere" })).toMatchObject(refused("e-mail address"));
    await send("POST", contacts, { externalEmailAddress: "yan@example.net" });
    const renamed = { externalEmailAddress: "zoe@example.net" };
    expect(await send("PUT", `${contacts}/yan@example.net`, renamed)).toMatchObject({ status: 409 });
    const inside = start({}, { contactInside: "accepted" });
    expect((await inside.send("POST", contacts, { externalEmailAddress: "anna@example.com" })).status).toBe(200);
  });

  test("do not come when their task fails", async () => {
    const { send, pass, faults, world } = start();
    faults.failTask("addExternalContact", { outcome: "error" });
    await send("POST", contacts, { externalEmailAddress: "zoe@example.net" });
    pass(taskMs);
    expect(world.mxplan.externalContacts(name)).toEqual([]);
  });
});

describe("the world behind it", () => {
  test("shows what is there", () => {
    const { world } = start({ isZimbra: true });
    expect(world.mxplan.services()).toEqual([
      { name, domains: ["example.com", "example.org", "new.example.org", "unproved.example.org"], isZimbra: true },
    ]);
    expect(world.mxplan.accounts(name)).toHaveLength(4);
    expect(world.mxplan.accounts("another")).toEqual([]);
    expect(world.mxplan.account("ANNA@example.com")).toMatchObject({
      currentUsage: 2_048,
      quota: 5,
      hiddenFromGAL: false,
      passwordLastUpdate: "2026-01-05T12:00:00+00:00",
    });
    expect(world.mxplan.account("bob@example.com")?.passwordLastUpdate).toBeNull();
    expect(world.grants("bob@example.com")).toMatchObject([
      { to: "anna@example.com", right: "fullAccess", inForce: true },
    ]);
    expect(world.aliases("anna@example.com")).toEqual(["contact@example.com"]);
    expect(world.accounts().map((one) => one.primaryEmailAddress)).toEqual(["shop@example.org"]);
  });

  test("is edited as by a colleague, at once", async () => {
    const { world, send } = start();
    world.mxplan.editService(name, { state: "inMaintenance" });
    world.grant({ on: "anna@example.com", to: "bob@example.com", right: "sendAs" });
    world.revoke({ on: "bob@example.com", to: "anna@example.com", right: "fullAccess" });
    world.mxplan.setPassword("bob@example.com", "Another-one-2");
    expect((await send("GET", service)).body).toMatchObject({ state: "inMaintenance" });
    expect(world.grants("anna@example.com")).toMatchObject([{ right: "sendAs", inForce: true }]);
    expect(world.grants("bob@example.com")).toEqual([]);
    expect(world.mxplan.passwordMatches("bob@example.com", "Another-one-2")).toBe(true);
    expect(world.mxplan.passwordMatches("bob@example.com", "another")).toBe(false);
    expect(world.mxplan.addFreeAccounts(name, 2)).toHaveLength(2);
    world.mxplan.resetAccount("anna@example.com");
    expect((await send("GET", account("anna@example.com"))).status).toBe(404);
    expect(world.mxplan.freeAccounts(name)).toHaveLength(5);
    expect(world.tasks()).toEqual([]);
  });

  test.each<[string, Partial<MxplanSeed>, number]>([
    ["the first of the service's", { quotasGb: [10, 25] }, 10],
    ["what the seed says", { quotasGb: [10, 25], accounts: [{ emailAddress: "bob@example.com", quotaGb: 25 }] }, 25],
    [
      "anything, where the service has no list",
      { quotasGb: null, accounts: [{ emailAddress: "bob@example.com", quotaGb: 7 }] },
      7,
    ],
    ["5 GB else", { quotasGb: null }, 5],
  ])("gives an account %s", (_, changes, quota) => {
    const { world } = start({ accounts: [{ emailAddress: "bob@example.com" }], grants: [], ...changes });
    expect(world.mxplan.account("bob@example.com")).toMatchObject({ quota });
  });

  test("shows services and domains whole", () => {
    const { mxplan } = start().world;
    expect(mxplan.service(name)).toMatchObject({ offer: "MXPLAN", minPasswordLength: 8, taskPendingId: 0 });
    expect(mxplan.domain(name, "new.example.org")).toMatchObject({ state: "creating", mxIsValid: false });
  });

  test("knows what it does not have", () => {
    const { mxplan } = start().world;
    expect(() => mxplan.setPassword("nobody@example.com", "x")).toThrow(/no mailbox at nobody@example.com/);
    expect(() => mxplan.editAccount("shop@example.org", {})).toThrow(/not an account of an MX Plan/);
    expect(() => mxplan.editService("another", {})).toThrow(/no MX Plan another/);
    expect(() => mxplan.domain(name, "example.net")).toThrow(/no domain example.net/);
  });

  test("lives on in its file, where no password stands", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mxplan-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const stateFile = join(folder, "state.json");
    const before = startMxplan({}, { stateFile });
    await before.send("PUT", service, { displayName: "Mail" });
    await before.send("POST", `${account("anna@example.com")}/diagnostic`, { password: "Secret-of-hers-1" });
    await before.send("POST", `${account("bob@example.com")}/changePassword`, { password: "Canary-4711-pass" });
    expect(readFileSync(stateFile, "utf8")).not.toMatch(/Secret-of|Canary/);
    const after = startMxplan({}, { stateFile });
    after.pass(taskMs);
    expect(after.world.mxplan.passwordMatches("bob@example.com", "Canary-4711-pass")).toBe(true);
    const { body } = await after.send("GET", `${account("anna@example.com")}/diagnostic`);
    expect(body).toMatchObject({ connectiveWebmail: true });
    expect((await after.send("GET", service)).body).toMatchObject({ displayName: "Mail", taskPendingId: 0 });
  });
});

test.each<[string, Partial<MxplanSeed>, string]>([
  ["another name", { name: "hosted-1" }, "mxPlanServices[0].name"],
  ["an owner who is nobody", { owner: "nobody" }, "mxPlanServices[0].owner: no such apiAccount"],
  ["a domain twice", { domains: ["example.com", { name: "Example.com" }] }, "mxPlanServices[0].domains[1]"],
  ["an address of Exchange", { accounts: [{ emailAddress: "shop@example.org" }] }, "shop@example.org is used twice"],
  ["an alias of its own", { accounts: [{ emailAddress: "a@example.com", aliases: ["a@example.com"] }] }, "used twice"],
  [
    "an unknown domain",
    { accounts: [{ emailAddress: "a@example.net" }] },
    "mxPlanServices[0].accounts[0].emailAddress",
  ],
  ["an unknown quota", { accounts: [{ emailAddress: "a@example.com", quotaGb: 7 }] }, "accounts[0].quotaGb"],
  [
    "a right of nobody",
    { grants: [{ on: "anna@example.com", to: "no@example.com", right: "sendAs" }] },
    "mxPlanServices[0].grants[0].to",
  ],
])("a seed with %s is refused", (_, changes, message) => {
  const parse = () => parseSeed(mxplanSeed({ grants: [], ...changes }));
  expect(parse).toThrow(SeedError);
  expect(parse).toThrow(message);
});
