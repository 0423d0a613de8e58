// Orders of Exchange accounts: what may be ordered, what it would cost, and how it arrives once it is paid.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { defaultSeed, type Seed, type SimulatorOptions } from "../../../provider/simulator/index.js";
import { simulated, stranger, strangerKeys, taskMs } from "../../support/signed-caller.js";

interface Shown {
  message: string;
  orderId: number | null;
  url: string | null;
  prices: { withTax: { value: number; text: string }; withoutTax: { value: number; priceInUcents: number } };
  details: { quantity: number; domain: string }[];
}

type ServiceSeed = NonNullable<Seed["exchangeServices"]>[number];
const name = "hosted-ab12345-1";
const base = "/order/email/exchange";
const service = `${base}/${name}/service/${name}`;
const ofStranger = { name: "hosted-zz99999-1", owner: "zz99999-ovh" };
const accounts = { licence: "standard", number: 2 };
const payment = { paymentMethod: { id: 7 } };

function start(changes: Partial<ServiceSeed> = {}, options: Omit<SimulatorOptions, "seed" | "clock"> = {}) {
  const seed = defaultSeed();
  const [hosted] = seed.exchangeServices as [ServiceSeed];
  const simulator = simulated<Shown>(
    {
      ...seed,
      apiAccounts: [...seed.apiAccounts, stranger],
      exchangeServices: [{ ...hosted, ...changes }, ofStranger],
    },
    options,
  );
  const order = async (body: object = accounts, duration = "01") => {
    const answer = await simulator.send("POST", `${service}/account/${duration}`, body);
    expect(answer.status).toBe(200);
    return answer.body.orderId ?? 0;
  };
  const pay = (orderId: number, body: unknown = payment) => simulator.send("POST", `/me/order/${orderId}/pay`, body);
  const status = async (orderId: number) => (await simulator.send("GET", `/me/order/${orderId}/status`)).body;
  const seats = () => simulator.world.freeAccounts(name).length;
  return { ...simulator, order, pay, status, seats };
}

describe("what may be ordered", () => {
  test("accounts for the hosted services of the caller", async () => {
    const { send, sendAs, wire } = start();
    expect((await send("GET", base)).body).toEqual([name]);
    expect((await send("GET", `${base}/${name}/service`)).body).toEqual([name]);
    expect((await send("GET", service)).body).toEqual(["account"]);
    expect((await sendAs(strangerKeys, "GET", base)).body).toEqual([ofStranger.name]);
    for (const path of [`${base}/${name}/service`, service, `${service}/account?licence=standard&number=1`]) {
      expect(await sendAs(strangerKeys, "GET", path)).toMatchObject({ status: 404 });
    }
    expect(wire.problems).toEqual([]);
  });

  test("also for a provider's, but not of Exchange 2010", async () => {
    const list = async (changes: Partial<ServiceSeed>) => (await start(changes).send("GET", service)).body;
    expect(await list({ offer: "provider", commercialVersion: "2016" })).toEqual(["account"]);
    expect(await list({ offer: "provider", commercialVersion: "2010" })).toEqual([]);
  });

  test("nothing where accounts are created", async () => {
    const { send } = start({ offer: "dedicated" });
    expect((await send("GET", service)).body).toEqual([]);
    expect(await send("POST", `${service}/account/01`, accounts)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("created, not ordered") },
    });
    expect((await send("GET", base)).body).toEqual([name]);
  });

  test("for a month or for a year", async () => {
    const { send } = start();
    expect((await send("GET", `${service}/account?licence=standard&number=100`)).body).toEqual(["01", "12"]);
    expect(await send("GET", `${service}/account/06?licence=standard&number=1`)).toMatchObject({ status: 400 });
  });

  test.each([
    ["no licence", "number=1", "'licence' is a required property"],
    ["an unknown licence", "licence=none&number=1", "licence"],
    ["no number", "licence=standard", "'number' is a required property"],
    ["a number that is none", "licence=standard&number=two", "number"],
    ["none at all", "licence=standard&number=0", "from 1 to 100"],
    ["too many", "licence=standard&number=101", "from 1 to 100"],
    ["another quota", "licence=standard&number=1&storageQuota=75", "storageQuota"],
  ])("not with %s", async (_, query, message) => {
    const { send } = start();
    for (const path of ["account", "account/01"]) {
      expect(await send("GET", `${service}/${path}?${query}`)).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining(message) },
      });
    }
    const body = Object.fromEntries([...new URLSearchParams(query)].map(([key, value]) => [key, asSent(key, value)]));
    expect(await send("POST", `${service}/account/01`, body)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(message) },
    });
    expect((await send("GET", "/me/order")).body).toEqual([]);
  });

  const asSent = (key: string, value: string) => (key === "number" && /^\d+$/.test(value) ? Number(value) : value);
});

describe("what it would cost", () => {
  test("a preview orders nothing", async () => {
    const { send, wire } = start();
    const { body } = await send("GET", `${service}/account/01?licence=standard&number=3&storageQuota=50`);
    expect(body).toMatchObject({ orderId: null, url: null, details: [{ quantity: 3, domain: name }] });
    expect(body.prices.withTax.value).toBeGreaterThan(body.prices.withoutTax.value);
    expect((await send("GET", "/me/order")).body).toEqual([]);
    expect(wire.problems).toEqual([]);
  });

  test("it grows with the number, the months and the quota, and the order costs what the preview said", async () => {
    const { send, order } = start();
    const cost = async (query: string, duration = "01") => {
      const { body } = await send("GET", `${service}/account/${duration}?licence=standard&${query}`);
      return body.prices.withoutTax.value;
    };
    const one = await cost("number=1");
    expect(await cost("number=5")).toBeCloseTo(5 * one);
    expect(await cost("number=1", "12")).toBeCloseTo(12 * one);
    expect(await cost("number=1&storageQuota=50")).toBe(one);
    expect(await cost("number=1&storageQuota=300")).toBeGreaterThan(one);
    const orderId = await order({ licence: "standard", number: 5 });
    expect((await send("GET", `/me/order/${orderId}`)).body).toMatchObject({
      orderId,
      date: "2026-01-05T12:00:00+00:00",
      priceWithoutTax: { value: 5 * one, currencyCode: "EUR", priceInUcents: 5 * one * 100_000_000 },
    });
  });
});

describe("an order", () => {
  test("arrives some time after it was paid, and not before", async () => {
    const { order, pay, status, seats, pass, send, wire } = start();
    const orderId = await order();
    expect([await status(orderId), seats()]).toEqual(["notPaid", 8]);
    pass(10 * taskMs);
    expect([await status(orderId), seats()]).toEqual(["notPaid", 8]);

    expect(await pay(orderId)).toEqual({ status: 200, body: null });
    expect([await status(orderId), seats()]).toEqual(["checking", 8]);
    pass(taskMs / 2);
    expect([await status(orderId), seats()]).toEqual(["delivering", 8]);
    pass(taskMs / 2);
    expect([await status(orderId), seats()]).toEqual(["delivered", 10]);
    expect(await pay(orderId)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("paid already") },
    });
    expect((await send("GET", `/email/exchange/${name}/service/${name}/task`)).body).toEqual([]);
    expect(wire.problems).toEqual([]);
  });

  test("brings accounts as they were ordered", async () => {
    const { order, pay, pass, world } = start();
    const accountsBefore = world.accounts();
    const before = new Set(world.freeAccounts());
    await pay(await order({ licence: "enterprise", number: 3, storageQuota: "300" }, "12"));
    pass(taskMs);
    const added = world.accounts().filter(({ primaryEmailAddress }) => !before.has(primaryEmailAddress));
    expect(added).toHaveLength(3);
    expect(world.accounts().slice(0, accountsBefore.length)).toEqual(accountsBefore);
    for (const account of added) {
      expect(account).toMatchObject({
        configured: false,
        domain: "configureme.me",
        accountLicense: "enterprise",
        quota: 300,
        renewPeriod: "yearly",
      });
    }
  });

  test("is cancelled when its delivery fails", async () => {
    const { order, pay, status, seats, pass, faults } = start();
    faults.failTask("deliverOrder", { outcome: "error" });
    const orderId = await order();
    await pay(orderId);
    pass(taskMs);
    expect([await status(orderId), seats()]).toEqual(["cancelled", 8]);
  });

  test("waits for whoever moves the tasks, when they stand still", async () => {
    const { order, pay, status, seats, pass, world } = start({}, { tasksMove: "explicitly" });
    const orderId = await order();
    await pay(orderId);
    pass(60_000);
    expect(await status(orderId)).toBe("checking");
    const [task] = world.tasks();
    expect(task).toMatchObject({ function: "deliverOrder", status: "todo" });
    world.startTask(task?.id ?? 0);
    expect(await status(orderId)).toBe("delivering");
    world.endTask(task?.id ?? 0);
    expect([await status(orderId), seats()]).toEqual(["delivered", 10]);
  });

  test("is known to nobody but the customer, and listed by its date", async () => {
    const { order, pay, send, sendAs, pass } = start();
    const first = await order();
    pass(60_000);
    const second = await order();
    const list = async (query: string) => (await send("GET", `/me/order?${query}`)).body;
    expect(await list("")).toEqual([first, second]);
    expect(await list("date.from=2026-01-05T12:00:30Z")).toEqual([second]);
    expect(await list("date.to=2026-01-05T12:00:30Z")).toEqual([first]);
    expect(await list("date.from=2026-01-05T12:01:00Z&date.to=2026-01-05T12:01:00Z")).toEqual([second]);
    expect(await send("GET", "/me/order?date.to=yesterday")).toMatchObject({ status: 400 });
    expect((await sendAs(strangerKeys, "GET", "/me/order")).body).toEqual([]);
    expect(await sendAs(strangerKeys, "GET", `/me/order/${first}/status`)).toMatchObject({ status: 404 });
    expect(await sendAs(strangerKeys, "POST", `/me/order/${first}/pay`, payment)).toMatchObject({ status: 404 });
    expect(await pay(first, {})).toMatchObject({ status: 400 });
    expect(await pay(first, { paymentMethod: {} })).toMatchObject({ status: 400 });
  });

  test("survives a restart on its way", async () => {
    const folder = mkdtempSync(join(tmpdir(), "order-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const stateFile = join(folder, "state.json");
    const before = start({}, { stateFile });
    const orderId = await before.order();
    await before.pay(orderId);
    const after = start({}, { stateFile });
    expect([await after.status(orderId), after.seats()]).toEqual(["checking", 8]);
    after.pass(taskMs);
    expect([await after.status(orderId), after.seats()]).toEqual(["delivered", 10]);
  });
});
