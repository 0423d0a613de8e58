/** What Exchange accounts have besides their mailbox, and the rules of the OVH panel that their fields follow. */
import { describe, expect, test } from "vitest";
import type { Switches } from "../../../provider/simulator/index.js";
import { taskMs } from "../../support/signed-caller.js";
import { anna, annasPassword, exchange, name, service } from "./exchange-support.js";

const bob = `${service}/account/bob@example.com`;

describe("the protocols of an account", () => {
  const all = { IMAP: true, POP: true, activeSync: true, webMail: true };
  const path = `${anna}/protocol`;

  test("are all on at first, and switched by a task", async () => {
    const { send, pass, read, world } = exchange();
    const shown = (await read(path)) as object;
    expect(shown).toEqual({ ...all, creationDate: "2026-01-05T12:00:00+00:00", lastUpdate: null, taskPendingId: 0 });
    expect(await send("PUT", path, { ...shown, POP: false })).toEqual({ status: 200, body: null });
    const [task] = world.tasks();
    expect(task).toMatchObject({ function: "setExchangeAccountProtocol", mailbox: "anna@example.com" });
    expect(await read(path)).toMatchObject({ ...all, POP: false, taskPendingId: task?.id });
    expect(await read(anna)).toMatchObject({ taskPendingId: 0 });
    expect(await read(`${anna}/tasks`)).toEqual([task?.id]);
    pass(taskMs);
    expect(await read(path)).toMatchObject({ POP: false, lastUpdate: "2026-01-05T12:00:01+00:00", taskPendingId: 0 });
    expect(world.protocol("bob@example.com")).toMatchObject(all);
  });

  test.each<[Partial<Switches>, boolean, boolean]>([
    [{}, false, true],
    [{ failedUpdate: "kept" }, false, false],
    [{ renameVisible: "afterTask" }, true, true],
  ])("with %j, IMAP is %s before a failing task and %s after it", async (switches, before, after) => {
    const { send, pass, faults, world } = exchange({ switches });
    faults.failTask("setExchangeAccountProtocol", { outcome: "error" });
    await send("PUT", path, { IMAP: false });
    expect(world.protocol("anna@example.com").IMAP).toBe(before);
    pass(taskMs);
    expect(world.protocol("anna@example.com").IMAP).toBe(after);
  });

  test("are on again after a reset, and cannot be switched while it runs", async () => {
    const { send, pass, statusOf, world } = exchange({ service: { accounts: [], mailingLists: [], freeAccounts: 1 } });
    const [free = ""] = world.freeAccounts();
    await send("PUT", `${service}/account/${free}`, { login: "anna", domain: "example.com" });
    await send("PUT", path, { IMAP: false });
    await send("DELETE", anna);
    expect(await statusOf("PUT", path, { POP: false })).toBe(409);
    pass(3 * taskMs);
    const [again = ""] = world.freeAccounts();
    expect(world.protocol(again)).toMatchObject(all);
  });
});

describe("the archive of an account", () => {
  const path = `${bob}/archive`;

  test("is added by a task, of the account's size unless the body names one", async () => {
    const { send, pass, read, statusOf, world } = exchange();
    expect(await statusOf("GET", path)).toBe(404);
    const task = (await send("POST", path, {})).body;
    expect(task.function).toBe("addAccountArchive");
    expect(await read(path)).toEqual({
      creationDate: "2026-01-05T12:00:00+00:00",
      currentUsage: 0,
      guid: null,
      quota: 50,
      state: "creating",
      taskPendingId: task.id,
    });
    pass(taskMs);
    expect(world.archive("bob@example.com")).toMatchObject({ state: "ok" });
    await send("POST", `${service}/account/carol@example.com/archive`, { quota: 7 });
    expect(world.archive("carol@example.com")).toMatchObject({ quota: 7 });
    expect(await statusOf("POST", path, {})).toBe(400);
  });

  test("changes its size, and goes, by tasks", async () => {
    const { send, pass, read, statusOf, world } = exchange();
    const own = `${anna}/archive`;
    const shown = (await read(own)) as object;
    expect(await send("PUT", own, { ...shown, quota: 30 })).toEqual({ status: 200, body: null });
    expect(world.tasks()).toMatchObject([{ function: "setAccountArchive" }]);
    expect((await send("DELETE", own)).body.function).toBe("deleteAccountArchive");
    expect(await read(own)).toMatchObject({ quota: 30, state: "deleting" });
    expect([await statusOf("PUT", own, { quota: 1 }), await statusOf("DELETE", own)]).toEqual([409, 409]);
    pass(2 * taskMs);
    expect([await statusOf("GET", own), world.archive("anna@example.com")]).toEqual([404, null]);
    expect(await statusOf("DELETE", own)).toBe(404);
  });

  test("renameVisible afterTask: has its new size when the task is done", async () => {
    const { send, pass, world } = exchange({ switches: { renameVisible: "afterTask" } });
    await send("PUT", `${anna}/archive`, { quota: 30 });
    expect(world.archive("anna@example.com")).toMatchObject({ quota: 20 });
    pass(taskMs);
    expect(world.archive("anna@example.com")).toMatchObject({ quota: 30 });
  });

  test("createdIsReadable afterTask: is not there before its task is done", async () => {
    const { send, pass, statusOf } = exchange({ switches: { createdIsReadable: "afterTask" } });
    await send("POST", path, {});
    expect([await statusOf("GET", path), await statusOf("PUT", path, { quota: 1 })]).toEqual([404, 404]);
    expect(await statusOf("POST", path, {})).toBe(400);
    pass(taskMs);
    expect(await statusOf("GET", path)).toBe(200);
  });

  test("stays as it was when its tasks fail", async () => {
    for (const failedCreate of ["removed", "kept"] as const) {
      const { send, pass, faults, world } = exchange({ switches: { failedCreate } });
      for (const task of ["add", "set", "delete"]) faults.failTask(`${task}AccountArchive`, { outcome: "error" });
      await send("POST", path, {});
      await send("PUT", `${anna}/archive`, { quota: 30 });
      await send("DELETE", `${anna}/archive`);
      pass(2 * taskMs);
      expect(world.archive("anna@example.com")).toMatchObject({ quota: 20, state: "ok" });
      const left = world.archive("bob@example.com");
      expect(left?.state).toBe(failedCreate === "kept" ? "creating" : undefined);
    }
  });

  test("noPendingTask null: says so", async () => {
    const { read } = exchange({ switches: { noPendingTask: "null" } });
    expect(await read(`${anna}/archive`)).toMatchObject({ taskPendingId: null });
  });
});

describe("a diagnosis", () => {
  const path = `${anna}/diagnostics`;
  const ask = async (simulator: ReturnType<typeof exchange>, password: string) => {
    const { send, pass } = simulator;
    const task = (await send("POST", path, { password })).body;
    pass(taskMs);
    return task;
  };

  test("is there when its task is done", async () => {
    const simulator = exchange();
    const { statusOf, read } = simulator;
    expect(await statusOf("GET", path)).toBe(404);
    expect(await ask(simulator, annasPassword)).toMatchObject({ function: "diagnoseAccount" });
    expect(await read(path)).toEqual({
      canReceiveEmail: true,
      canSendEmail: true,
      connectiveOWA: true,
      isLocked: false,
      isMxValid: true,
      isSpammer: false,
      isSrvValid: true,
      isSuspended: false,
      lastCheck: "2026-01-05T12:00:01+00:00",
    });
    expect(await statusOf("POST", path, {})).toBe(400);
  });

  test("tells a wrong password, a spammer, a suspended account and a wrong DNS", async () => {
    const simulator = exchange();
    const { world, read } = simulator;
    await ask(simulator, "Wrong-horse-7");
    expect(await read(path)).toMatchObject({ connectiveOWA: false, canSendEmail: false, canReceiveEmail: true });
    world.editDomain(name, "example.com", { mxIsValid: false, srvIsValid: false });
    world.editAccount("anna@example.com", { spamDetected: true });
    await ask(simulator, annasPassword);
    expect(await read(path)).toMatchObject({
      canReceiveEmail: false,
      canSendEmail: false,
      connectiveOWA: true,
      isMxValid: false,
      isSpammer: true,
      isSrvValid: false,
    });
    world.editAccount("anna@example.com", { state: "suspended" });
    await ask(simulator, annasPassword);
    expect(world.diagnosis("anna@example.com")).toMatchObject({ isSuspended: true, connectiveOWA: false });
  });

  test("whose task fails is not there, and the password is never kept", async () => {
    const simulator = exchange();
    simulator.faults.failTask("diagnoseAccount", { outcome: "error" });
    await ask(simulator, annasPassword);
    expect(simulator.world.diagnosis("anna@example.com")).toBeNull();
    expect(await simulator.statusOf("GET", path)).toBe(404);
  });
});

describe("the fields of an account", () => {
  test("terminate sets what goes at the end of the subscription, without a task", async () => {
    const { send, read, world } = exchange();
    expect(await read(anna)).toMatchObject({ deleteAtExpiration: false });
    const { status, body } = await send("POST", `${anna}/terminate`);
    expect([status, typeof body, world.tasks()]).toEqual([200, "string", []]);
    expect(await read(anna)).toMatchObject({ deleteAtExpiration: true, state: "ok" });
    await send("PUT", anna, { deleteAtExpiration: false, renewPeriod: "yearly" });
    expect(await read(anna)).toMatchObject({ deleteAtExpiration: false, renewPeriod: "yearly" });
  });

  test("no copy is stored without an address to forward to", async () => {
    const { send, world } = exchange();
    const stores = () => world.account("anna@example.com")?.storeCopyOfEmail;
    await send("PUT", anna, { storeCopyOfEmail: true });
    expect(stores()).toBe(false);
    await send("PUT", anna, { storeCopyOfEmail: true, forwardingEmail: "x@example.org" });
    expect(stores()).toBe(true);
    await send("PUT", anna, { city: "Lille" });
    expect(stores()).toBe(true);
    await send("PUT", anna, { forwardingEmail: "" });
    expect(stores()).toBe(false);
  });

  test.each<[Switches["licenceWithOutlook"], number]>([
    ["refused", 400],
    ["accepted", 200],
  ])("licenceWithOutlook %s: another licence is answered with %i", async (licenceWithOutlook, status) => {
    const { statusOf } = exchange({ switches: { licenceWithOutlook } });
    expect(await statusOf("PUT", anna, { accountLicense: "basic" })).toBe(200);
    await statusOf("PUT", anna, { outlookLicense: true });
    expect(await statusOf("PUT", anna, { accountLicense: "basic" })).toBe(200);
    expect(await statusOf("PUT", anna, { accountLicense: "enterprise" })).toBe(status);
  });

  test.each(["anna..durand", ".anna", "an na", "a".repeat(257), "", "anna@example.com"])(
    "the login %j is refused, in a PUT and in a POST",
    async (login) => {
      const { statusOf, world } = exchange({ service: { offer: "dedicated" } });
      const body = { login, domain: "example.com", license: "basic", password: annasPassword };
      expect([await statusOf("PUT", anna, { login }), await statusOf("POST", `${service}/account`, body)]).toEqual([
        400, 400,
      ]);
      expect(world.tasks()).toEqual([]);
    },
  );

  test("the password may be asked to be changed at the next logon, without a new one", async () => {
    const { send, pass, world } = exchange();
    const answer = await send("POST", `${anna}/changePassword`, { forcePasswordChangeAtNextLogon: true });
    expect(answer).toMatchObject({ status: 200, body: { function: "changePassword" } });
    pass(taskMs);
    expect(world.passwordMatches("anna@example.com", annasPassword)).toBe(true);
  });

  test("there are 1,000 aliases at most, those that are being added included", async () => {
    const aliases = Array.from({ length: 999 }, (_, index) => `a${index}@example.com`);
    const { statusOf, send, pass, world } = exchange({
      service: { accounts: [{ emailAddress: "anna@example.com", aliases }], mailingLists: [] },
      switches: { createdIsReadable: "afterTask" },
    });
    expect(await statusOf("POST", `${anna}/alias`, { alias: "last@example.com" })).toBe(200);
    expect(await statusOf("POST", `${anna}/alias`, { alias: "more@example.com" })).toBe(400);
    expect(
      await statusOf("POST", `${service}/sharedAccount/support@example.com/alias`, { alias: "b@example.com" }),
    ).toBe(200);
    pass(taskMs);
    expect(world.account("anna@example.com")?.numberOfAliases).toBe(1_000);
    await send("DELETE", `${anna}/alias/a0@example.com`);
    pass(taskMs);
    expect(await statusOf("POST", `${anna}/alias`, { alias: "more@example.com" })).toBe(200);
  });
});

describe("who may create accounts", () => {
  const body = { login: "dora", domain: "example.com", license: "basic", password: annasPassword };
  test.each([
    ["hosted", undefined, 400, 4],
    ["provider", "2016", 400, 4],
    ["provider", "2010", 200, 3],
    ["dedicated", undefined, 200, 3],
    ["dedicatedCluster", undefined, 200, 3],
  ] as const)("offer %s, version %s: POST answers %i, and %i accounts are left after a DELETE", async (...given) => {
    const [offer, commercialVersion, status, left] = given;
    const { statusOf, send, pass, world } = exchange({ service: { offer, commercialVersion } });
    await send("DELETE", anna);
    pass(taskMs);
    expect(world.accounts()).toHaveLength(left);
    expect(await statusOf("POST", `${service}/account`, { ...body, storeCopyOfEmail: true })).toBe(status);
    expect(world.account("dora@example.com")?.storeCopyOfEmail).toBe(status === 200 ? false : undefined);
  });
});

test.each<[Switches["placeholderLogin"], RegExp]>([
  ["letters", /^[a-z0-9]{12}@configureme\.me$/],
  ["digits", /^[0-9]{12}@configureme\.me$/],
])("placeholderLogin %s: free accounts are named so", (placeholderLogin, form) => {
  const { world } = exchange({ service: { freeAccounts: 5 }, switches: { placeholderLogin } });
  for (const address of world.freeAccounts()) expect(address).toMatch(form);
  expect(new Set(world.freeAccounts()).size).toBe(5);
});

test("filterCase: filters of accounts tell capital letters from small ones, or do not", async () => {
  const list = (switches: Partial<Switches>) => exchange({ switches }).read(`${service}/account?company=example`);
  expect(await list({})).toEqual(["carol@example.com"]);
  expect(await list({ filterCase: "sameCase" })).toEqual([]);
  expect(await exchange().statusOf("GET", `${service}/account?accountLicense=gold`)).toBe(400);
});

test("a shared account has a limit of its own, below that of all together", async () => {
  const { statusOf } = exchange({ service: { singleMailboxQuotaLimitMb: 3_000 } });
  const post = (name: string, quota: number) =>
    statusOf("POST", `${service}/sharedAccount`, { sharedEmailAddress: `${name}@example.com`, quota });
  expect([await post("a", 3_001), await post("b", 3_000)]).toEqual([400, 200]);
  expect(await statusOf("PUT", `${service}/sharedAccount/b@example.com`, { quota: 3_001 })).toBe(400);
});

test.each<[Switches["sharedAccountAsDelegate"], number, string[]]>([
  ["refused", 400, []],
  ["accepted", 200, ["support@example.com"]],
])("sharedAccountAsDelegate %s: a right for a shared account is answered with %i", async (answer, status, holders) => {
  const { statusOf, idOf, world } = exchange({ switches: { sharedAccountAsDelegate: answer } });
  const post = (allowedAccountId: number) => statusOf("POST", `${anna}/fullAccess`, { allowedAccountId });
  expect(await post(world.sharedAccount("support@example.com")?.id ?? 0)).toBe(status);
  expect(await post(idOf("guest@example.org"))).toBe(400);
  expect(world.grants("anna@example.com").map(({ to }) => to)).toEqual(holders);
});

test("busyRefusesWrites: an account with a task under way takes no change of its parts either", async () => {
  const { statusOf, idOf, send, pass } = exchange({ switches: { busyRefusesWrites: true } });
  const bob = idOf("bob@example.com");
  const writes = [
    () => statusOf("POST", `${anna}/fullAccess`, { allowedAccountId: bob }),
    () => statusOf("DELETE", `${anna}/fullAccess/${bob}`),
    () => statusOf("POST", `${anna}/alias`, { alias: "ann@example.com" }),
    () => statusOf("DELETE", `${anna}/alias/ann@example.com`),
    () => statusOf("PUT", `${anna}/protocol`, { POP: false }),
    () => statusOf("PUT", `${anna}/archive`, { quota: 30 }),
    () => statusOf("DELETE", `${anna}/archive`),
    () => statusOf("POST", `${anna}/diagnostics`, { password: annasPassword }),
    () => statusOf("POST", `${anna}/terminate`),
  ];
  await send("PUT", anna, { city: "Lille" });
  for (const write of writes) expect(await write()).toBe(409);
  for (const write of writes) {
    pass(taskMs);
    expect(await write()).toBe(200);
  }
});
