/** An Exchange service itself: what a PUT of it changes, its subscription, its server, its licences. */
import { describe, expect, test } from "vitest";
import { taskMs } from "../../support/signed-caller.js";
import { anna, exchange, name, service } from "./exchange-support.js";

const newPassword = "Blue-kettle-5";

describe("a PUT of the service", () => {
  test("changes what is not read-only, by a task", async () => {
    const { send, read, pass, world } = exchange();
    const { iam: _, ...shown } = (await read(service)) as { iam: null };
    const changes = { displayName: "Mail", maxSendSize: 50, lockoutThreshold: null };
    expect(await send("PUT", service, { ...shown, ...changes })).toEqual({ status: 200, body: null });
    const [task] = world.tasks();
    expect(task).toMatchObject({ function: "setService", mailbox: undefined, subject: "" });
    expect(await read(service)).toMatchObject({ ...changes, taskPendingId: task?.id });
    pass(taskMs);
    expect(world.service(name)).toMatchObject({
      ...changes,
      taskPendingId: 0,
      lastUpdateDate: "2026-01-05T12:00:01+00:00",
    });
  });

  test("knows neither `iam` nor other read-only fields", async () => {
    const { statusOf, world } = exchange();
    expect(await statusOf("PUT", service, { iam: null })).toBe(400);
    expect(await statusOf("PUT", service, { offer: "dedicated" })).toBe(400);
    expect(await statusOf("PUT", service, { complexityEnabled: null })).toBe(400);
    expect(world.tasks()).toEqual([]);
  });

  test("sets the policy that new passwords must follow", async () => {
    const { statusOf, pass } = exchange();
    const change = (password: string) => statusOf("POST", `${anna}/changePassword`, { password });
    expect([await change("abcdefghi"), await change("Ab-1")]).toEqual([400, 400]);
    await statusOf("PUT", service, { complexityEnabled: false, minPasswordLength: 4 });
    expect([await change("abcdefghi"), await change("Ab-1"), await change("abc")]).toEqual([200, 200, 400]);
    await statusOf("PUT", service, { minPasswordLength: 14 });
    pass(2 * taskMs);
    expect(await change(newPassword)).toBe(400);
  });

  test("renameVisible afterTask: the policy holds when the task is done", async () => {
    const { statusOf, pass } = exchange({ switches: { renameVisible: "afterTask" } });
    const change = () => statusOf("POST", `${anna}/changePassword`, { password: newPassword });
    await statusOf("PUT", service, { minPasswordLength: 14 });
    expect(await change()).toBe(200);
    pass(taskMs);
    expect(await change()).toBe(400);
  });

  test.each([
    ["rolledBack", name],
    ["kept", "Mail"],
  ] as const)("that fails is %s: the name is then %s", async (failedUpdate, displayName) => {
    const { send, pass, faults, world } = exchange({ switches: { failedUpdate } });
    faults.failTask("setService", { outcome: "error" });
    await send("PUT", service, { displayName: "Mail" });
    pass(taskMs);
    expect(world.service(name)).toMatchObject({ displayName, lastUpdateDate: null });
  });

  test("busyRefusesWrites: takes one change at a time", async () => {
    const { send, pass, statusOf } = exchange({ switches: { busyRefusesWrites: true } });
    await send("PUT", service, { displayName: "Mail" });
    expect(await statusOf("PUT", service, { displayName: "Post" })).toBe(409);
    pass(taskMs);
    expect(await statusOf("PUT", service, { displayName: "Post" })).toBe(200);
  });
});

describe("the subscription", () => {
  test("shows the contacts and the dates, and how it is renewed", async () => {
    const { read } = exchange({ service: { contacts: { tech: "zz99999-ovh" } } });
    expect(await read(`${service}/serviceInfos`)).toMatchObject({
      contactAdmin: "ab12345-ovh",
      contactTech: "zz99999-ovh",
      contactBilling: "ab12345-ovh",
      creation: "2026-01-05",
      expiration: "2027-01-05",
      domain: name,
      status: "ok",
      renew: { automatic: true, deleteAtExpiration: false, period: 1 },
    });
  });

  test("takes another way to be renewed, at once, and nothing else", async () => {
    const { read, statusOf, world } = exchange();
    const path = `${service}/serviceInfos`;
    const shown = (await read(path)) as object;
    const renew = { automatic: false, deleteAtExpiration: true, forced: false, manualPayment: null, period: 12 };
    expect(await statusOf("PUT", path, { ...shown, renew })).toBe(200);
    expect(await read(path)).toEqual({ ...shown, renew });
    expect(await statusOf("PUT", path, { renew: { automatic: true } })).toBe(400);
    expect(await statusOf("PUT", path, { contactAdmin: "zz99999-ovh" })).toBe(400);
    expect(await statusOf("PUT", path, { renew: null })).toBe(200);
    expect(await read(path)).toMatchObject({ renew: null });
    expect(await statusOf("PUT", path, {})).toBe(200);
    expect(await read(path)).toMatchObject({ renew: null });
    expect(world.tasks()).toEqual([]);
  });
});

test.each([
  ["hosted", undefined, "2019"],
  ["provider", undefined, "2010"],
  ["provider", "2016", "2016"],
] as const)("the server of a service of the offer %s, version %s, is %s", async (offer, commercialVersion, shown) => {
  const { read } = exchange({ service: { offer, commercialVersion } });
  expect(await read(`${service}/server`)).toMatchObject({ commercialVersion: shown, state: "ok", taskPendingId: 0 });
});

describe("the licences in use", () => {
  const day = (answer: unknown, index: number) => (answer as object[])[index];
  const accounts = [
    { emailAddress: "anna@example.com", outlookLicense: true },
    { emailAddress: "bob@example.com", accountLicense: "basic" as const },
    { emailAddress: "carol@example.com" },
  ];
  const at = { service: { accounts, mailingLists: [], externalContacts: [] } };

  test("are counted by kind, without free accounts, for today", async () => {
    const { read } = exchange(at);
    expect(await read(`${service}/license`)).toEqual([
      {
        date: "2026-01-05",
        accountLicense: [
          { license: "basic", licenseQuantity: 1 },
          { license: "standard", licenseQuantity: 2 },
        ],
        outlookQuantity: 1,
      },
    ]);
    expect(day(await read(`${service}/license?license=basic`), 0)).toMatchObject({
      accountLicense: [{ license: "basic", licenseQuantity: 1 }],
    });
  });

  test("are counted day by day, from the service's first day to this one", async () => {
    const { read, pass, world } = exchange(at);
    world.editAccount("bob@example.com", { creationDate: "2026-01-07T09:00:00+00:00" });
    pass(3 * 86_400_000);
    const days = (await read(`${service}/license?fromDate=2025-12-01&toDate=2026-02-01`)) as { date: string }[];
    expect(days.map(({ date }) => date)).toEqual(["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08"]);
    expect(days.map((one) => JSON.stringify(one).includes("basic"))).toEqual([false, false, true, true]);
    expect(await read(`${service}/license?fromDate=2026-01-07&toDate=2026-01-06`)).toEqual([]);
    expect(await read(`${service}/license?fromDate=2026-01-09`)).toEqual([]);
  });

  test("need dates that are dates", async () => {
    const { statusOf } = exchange(at);
    expect(await statusOf("GET", `${service}/license?fromDate=yesterday`)).toBe(400);
    expect(await statusOf("GET", `${service}/license?license=gold`)).toBe(400);
  });
});

test("the service's flags against spam and viruses are set on all accounts in use", async () => {
  const { send, pass, world, read } = exchange();
  const flags = world.service(name).spamAndVirusConfiguration;
  world.editAccount("carol@example.com", { state: "suspended" });
  await send("PUT", service, { spamAndVirusConfiguration: { ...flags, putInJunk: true } });
  expect(await send("POST", `${service}/updateFlagsOnAllAccounts`)).toEqual({ status: 200, body: null });
  pass(taskMs);
  const junk = (address: string) => world.account(address)?.spamAndVirusConfiguration.putInJunk;
  const [free = ""] = world.freeAccounts();
  expect(["anna@example.com", "bob@example.com", "carol@example.com", free].map(junk)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  world.editAccount("anna@example.com", { spamAndVirusConfiguration: { ...flags, deleteSpam: true } });
  expect(await read(`${service}/account/bob@example.com`)).toMatchObject({
    spamAndVirusConfiguration: { deleteSpam: false },
  });
});

test("a stranger sees nothing of a service", async () => {
  const { sendAs } = exchange();
  const keys = {
    applicationKey: "strangerAppKey00",
    applicationSecret: "strangerApplicationSecret0000000",
    consumerKey: "strangerConsumerKey0000000000000",
  };
  for (const path of ["", "/serviceInfos", "/server", "/license", "/mailingList", "/externalContact", "/domain"]) {
    expect((await sendAs(keys, "GET", service + path)).status).toBe(404);
  }
  expect((await sendAs(keys, "PUT", service, {})).status).toBe(404);
});
