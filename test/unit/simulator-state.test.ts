/**
 * Where the simulated world comes from and where it is kept: seeds, the state file over restarts, and what must never
 * be in it.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSimulator, defaultSeed, type Seed, type Simulator } from "../../provider/simulator/index.js";

const startMs = Date.UTC(2026, 0, 5, 12);
const service = "/email/exchange/hosted-ab12345-1/service/hosted-ab12345-1";
const password = "Canary-4711-pass";

async function send(simulator: Simulator, method: string, path: string, body?: unknown) {
  const { applicationKey, applicationSecret, consumerKey } = simulator.credentials;
  const url = `https://eu.api.ovh.com/1.0${path}`;
  const text = body === undefined ? "" : JSON.stringify(body);
  const time = `${startMs / 1000}`;
  const signature = [applicationSecret, consumerKey, method, url, text, time].join("+");
  const headers = {
    "x-ovh-application": applicationKey,
    "x-ovh-consumer": consumerKey,
    "x-ovh-timestamp": time,
    "x-ovh-signature": `$1$${createHash("sha1").update(signature).digest("hex")}`,
  };
  const response = await simulator.fetch(new Request(url, { method, headers, ...(text ? { body: text } : {}) }));
  return (await response.json()) as { id: number };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "ovh-mail-simulator-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const seed: Seed = {
  ...defaultSeed(),
  exchangeServices: [
    {
      name: "hosted-ab12345-1",
      owner: "ab12345-ovh",
      domains: ["example.com"],
      freeAccounts: 1,
      accounts: [{ emailAddress: "anna@example.com", password: "Seeded-canary-1" }],
    },
    { name: "private-1", organization: "org-1", offer: "dedicated", owner: "ab12345-ovh", domains: ["example.org"] },
  ],
};

describe("the state file", () => {
  test("survives a restart in the middle of a task, whose effect then comes", async () => {
    const stateFile = join(folder(), "world.json");
    const clock = { nowMs: startMs, now: () => clock.nowMs };
    const first = createSimulator({ seed, stateFile, clock, taskDurationMs: 1_000 });
    const task = await send(first, "POST", `${service}/account/anna@example.com/changePassword`, { password });
    const before = { accounts: first.world.accounts(), ids: task.id };

    const second = createSimulator({ seed, stateFile, clock, taskDurationMs: 1_000 });
    expect({ accounts: second.world.accounts(), ids: second.world.tasks()[0]?.id }).toEqual(before);
    expect(second.world.passwordMatches("anna@example.com", password)).toBe(false);
    clock.nowMs += 1_000;
    expect(second.world.passwordMatches("anna@example.com", password)).toBe(true);
    const next = await send(second, "POST", `${service}/account/anna@example.com/changePassword`, { password });
    expect(next.id).toBe(task.id + 1);
  });

  test("holds no password and no key, and leaves no other file behind", async () => {
    const path = folder();
    const stateFile = join(path, "world.json");
    const simulator = createSimulator({ seed, stateFile, clock: { now: () => startMs } });
    await send(simulator, "POST", `${service}/account/anna@example.com/changePassword`, { password });
    simulator.world.setPassword("anna@example.com", "Panel-canary-2");
    const text = readFileSync(stateFile, "utf8");
    const secrets = [password, "Seeded-canary-1", "Panel-canary-2", ...Object.values(simulator.credentials)];
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(readdirSync(path)).toEqual(["world.json"]);
  });

  test("keeps what a colleague did in the panel", () => {
    const stateFile = join(folder(), "world.json");
    const { world } = createSimulator({ seed, stateFile });
    world.editAccount("anna@example.com", { displayName: "Anna" });
    world.addSharedAccount("hosted-ab12345-1", { sharedEmailAddress: "info@example.com", quota: 10 });
    world.grant({ on: "info@example.com", to: "anna@example.com", right: "sendAs" });
    world.addFreeAccounts("hosted-ab12345-1", 2);
    const again = createSimulator({ seed, stateFile }).world;
    expect(again.account("anna@example.com")?.displayName).toBe("Anna");
    expect(again.grants("info@example.com")).toMatchObject([
      { right: "sendAs", to: "anna@example.com", inForce: true },
    ]);
    expect(again.freeAccounts()).toHaveLength(3);
    again.revoke({ on: "info@example.com", to: "anna@example.com", right: "sendAs" });
    again.remove("info@example.com");
    again.resetAccount("anna@example.com");
    expect(createSimulator({ seed, stateFile }).world.freeAccounts()).toHaveLength(4);
  });

  test.each([
    ["not JSON", "{", /is not JSON/],
    ["another program's", "{}", /is not a state file of this simulator/],
  ])("is refused when it is %s", (_, text, message) => {
    const stateFile = join(folder(), "world.json");
    writeFileSync(stateFile, text);
    expect(() => createSimulator({ stateFile })).toThrow(message);
  });

  test("is refused with a seed that lacks its owner's keys, or where it cannot be written", () => {
    const path = folder();
    const stateFile = join(path, "world.json");
    createSimulator({ seed, stateFile });
    const key = { applicationKey: "a", applicationSecret: "b", consumerKey: "c" };
    const foreign: Seed = { apiAccounts: [{ nichandle: "zz99999-ovh", ...key }] };
    expect(() => createSimulator({ seed: foreign, stateFile })).toThrow(/hosted-ab12345-1 of ab12345-ovh/);
    expect(() => createSimulator({ stateFile: join(path, "none", "world.json") })).toThrow(/cannot be written/);
  });
});

describe("a seed", () => {
  test("is by default one service with 8 free accounts and nothing else", () => {
    const { world } = createSimulator();
    expect(world.services().map((one) => [one.name, one.domains])).toEqual([["hosted-ab12345-1", ["example.com"]]]);
    expect([world.freeAccounts().length, world.accounts().length, world.sharedAccounts().length]).toEqual([8, 8, 0]);
    expect(world.freeAccounts()).toEqual(createSimulator().world.freeAccounts());
    expect(world.freeAccounts()).not.toEqual(createSimulator({ randomSeed: 2 }).world.freeAccounts());
  });

  test("may hold services whose organization has another name", async () => {
    const simulator = createSimulator({ seed, clock: { now: () => startMs } });
    expect(await send(simulator, "GET", "/email/exchange")).toEqual(["hosted-ab12345-1", "org-1"]);
    expect(await send(simulator, "GET", "/email/exchange/org-1/service")).toEqual(["private-1"]);
    expect(await send(simulator, "GET", "/email/exchange/org-1/service/private-1")).toMatchObject({
      offer: "dedicated",
    });
  });

  const [hosted] = seed.exchangeServices ?? [];
  test.each<[string, object, RegExp]>([
    ["an unknown property", { colour: 1 }, /exchangeServices\[0\].*colour/],
    ["an unknown owner", { owner: "nobody" }, /exchangeServices\[0\]\.owner: no such apiAccount/],
    ["a wrong type", { freeAccounts: "8" }, /exchangeServices\[0\]\.freeAccounts/],
    ["a foreign domain", { domains: [] }, /accounts\[0\]\.emailAddress: the domain of anna@example\.com/],
    ["an address used twice", { sharedAccounts: [{ emailAddress: "Anna@example.com", quotaMb: 1 }] }, /used twice/],
    [
      "a right of nobody",
      { grants: [{ on: "anna@example.com", to: "x@example.com", right: "sendAs" }] },
      /grants\[0\]\.to/,
    ],
  ])("is refused with the property's name: %s", (_, change, message) => {
    const wrong = { ...seed, exchangeServices: [{ ...hosted, ...change }] } as Seed; // wrong on purpose
    expect(() => createSimulator({ seed: wrong })).toThrow(message);
  });

  test("durations are drawn between the limits, the same for the same random seed", async () => {
    const drawn = async () => {
      const clock = { nowMs: startMs, now: () => clock.nowMs };
      const simulator = createSimulator({ clock, taskDurationMs: { min: 100, max: 200 } });
      const body = { sharedEmailAddress: "a@example.com", quota: 1 };
      await send(simulator, "POST", `${service}/sharedAccount`, body);
      while (simulator.world.tasks()[0]?.status !== "done" && clock.nowMs < startMs + 1_000) clock.nowMs += 1;
      return clock.nowMs - startMs;
    };
    const durationMs = await drawn();
    expect(durationMs).toBeGreaterThanOrEqual(100);
    expect(durationMs).toBeLessThanOrEqual(200);
    expect(await drawn()).toBe(durationMs);
    expect(() => createSimulator({ taskDurationMs: { min: 2, max: 1 } })).toThrow(RangeError);
  });
});
