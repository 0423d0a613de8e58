/** The world's time and the gateway's, how long tasks take, and what may be changed while the simulator runs. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { drawDurationMs } from "../../../provider/simulator/durations.js";
import { createSimulator, type Switches, type TaskDurations } from "../../../provider/simulator/index.js";
import { rawCaller, seedOfTwo, service } from "../../support/raw-caller.js";
import { startMs, taskMs } from "../../support/signed-caller.js";

const anna = `${service}/account/anna@example.com`;
const shared = (name: string) => ({ sharedEmailAddress: `${name}@example.com`, quota: 100 });

function stateFile(): string {
  const path = mkdtempSync(join(tmpdir(), "ovh-mail-simulator-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return join(path, "world.json");
}

describe("the world's time", () => {
  test("is moved ahead, so that tasks end, while signatures stay valid", async () => {
    const { simulator, send } = rawCaller<string>({ taskDurationMs: 3_600_000 });
    await send("PUT", anna, { displayName: "Ann" });
    expect(simulator.world.tasks()[0]?.status).toBe("todo");
    simulator.moveTime(3_600_000);
    expect(simulator.world.tasks()[0]?.status).toBe("done");
    expect((await send("GET", "/email/exchange")).status).toBe(200);
    expect((await send("GET", "/auth/time")).body).toBe(startMs / 1_000);
    expect(simulator.calls.at(-1)?.at).toBe(startMs + 3_600_000);
    simulator.world.addSharedAccount("hosted-ab12345-1", shared("a"));
    expect(simulator.world.sharedAccount("a@example.com")?.creationDate).toBe("2026-01-05T13:00:00+00:00");
  });

  test("is never moved back", () => {
    const { simulator } = rawCaller();
    expect(() => simulator.moveTime(-1)).toThrow(RangeError);
    expect(() => simulator.moveTime(Number.NaN)).toThrow(RangeError);
  });

  test("stays ahead over a restart", async () => {
    const file = stateFile();
    const clock = { now: () => startMs };
    const first = createSimulator({ stateFile: file, clock });
    first.moveTime(86_400_000);
    const second = createSimulator({ stateFile: file, clock });
    second.world.addSharedAccount("hosted-ab12345-1", shared("a"));
    expect(second.world.sharedAccounts()[0]?.creationDate).toBe("2026-01-06T12:00:00+00:00");
  });
});

test("the clock that was given is asked to sleep as the object that it is", async () => {
  class OwnClock {
    nowMs = startMs;
    now(): number {
      return this.nowMs;
    }
    async sleep(ms: number): Promise<void> {
      this.nowMs += ms;
    }
  }
  const clock = new OwnClock();
  const simulator = createSimulator({ clock });
  simulator.faults.onCall({}, { kind: "delay", ms: 5_000 });
  expect((await simulator.fetch(new Request("https://eu.api.ovh.com/1.0/auth/time"))).status).toBe(200);
  expect(clock.nowMs).toBe(startMs + 5_000);
});

describe("how long tasks take", () => {
  const likeAQueue = { median: 1_000, p95: 5_000 };

  function drawn(durations: TaskDurations, randomSeed: number): number[] {
    const generator = { random: randomSeed };
    return Array.from({ length: 5_000 }, () => drawDurationMs(generator, durations, "setAccount"));
  }

  test("is drawn log-normally: half are above the median, one in twenty above p95, and none far beyond", () => {
    const all = drawn(likeAQueue, 1);
    const shareAbove = (limitMs: number) => all.filter((ms) => ms > limitMs).length / all.length;
    expect(shareAbove(1_000)).toBeCloseTo(0.5, 1);
    expect(Math.abs(shareAbove(5_000) - 0.05)).toBeLessThan(0.01);
    // As far below the median as p95 is above it.
    expect(Math.abs(shareAbove(200) - 0.95)).toBeLessThan(0.01);
    expect(Math.max(...all)).toBeLessThanOrEqual(50_000);
    expect(Math.max(...all)).toBeGreaterThan(10_000);
  });

  test("is the same for the same random seed", () => {
    expect(drawn(likeAQueue, 1)).toEqual(drawn(likeAQueue, 1));
    expect(drawn(likeAQueue, 1)).not.toEqual(drawn(likeAQueue, 2));
  });

  test("may have a function of its own", () => {
    const generator = { random: 1 };
    const durations = { default: 100, addSharedAccount: { min: 300, max: 300 } };
    const of = (name: string) => drawDurationMs(generator, durations, name);
    expect([of("setAccount"), of("addSharedAccount"), of("toString")]).toEqual([100, 300, 100]);
  });

  test("is what the tasks of a simulator take", async () => {
    const { simulator, send, pass } = rawCaller({ taskDurationMs: { default: 100, addSharedAccount: 300 } });
    await send("PUT", anna, { displayName: "Ann" });
    await send("POST", `${service}/sharedAccount`, shared("a"));
    pass(100);
    expect(simulator.world.tasks().map((task) => task.status)).toEqual(["done", "doing"]);
    pass(200);
    expect(simulator.world.tasks().map((task) => task.status)).toEqual(["done", "done"]);
  });

  test.each<[TaskDurations]>([
    [-1],
    [{ min: 2, max: 1 }],
    [{ median: 0, p95: 1 }],
    [{ median: 2, p95: 1 }],
    [{ default: 1, setAccount: { min: 2, max: 1 } }],
  ])("is refused when no task can take it: %j", (wrong) => {
    expect(() => rawCaller({ taskDurationMs: wrong })).toThrow(RangeError);
  });
});

describe("while the simulator runs", () => {
  test("switches are changed one by one, and checked", async () => {
    const { simulator, send } = rawCaller({ switches: { putNull: "ignored" } });
    simulator.setSwitches({ duplicateAddressStatus: 400 });
    expect(simulator.switches).toMatchObject({ putNull: "ignored", duplicateAddressStatus: 400 });
    expect((await send("POST", `${service}/sharedAccount`, shared("anna"))).status).toBe(400);
    simulator.setSwitches({ duplicateAddressStatus: 409 });
    expect((await send("POST", `${service}/sharedAccount`, shared("anna"))).status).toBe(409);
    expect(() => simulator.setSwitches({ putNull: "perhaps" } as unknown as Partial<Switches>)).toThrow();
    expect(() => simulator.setSwitches({ colour: 1 } as unknown as Partial<Switches>)).toThrow();
    expect(simulator.switches).toMatchObject({ putNull: "ignored", duplicateAddressStatus: 409 });
  });

  test("the world is started anew from its seed, and nothing of the old one is left", async () => {
    const file = stateFile();
    const { simulator, send } = rawCaller({ stateFile: file, lag: { listsMs: 1_000 } });
    const before = simulator.world.accounts();
    const text = readFileSync(file, "utf8");
    await send("POST", `${service}/sharedAccount`, shared("a"));
    simulator.world.remove("anna@example.com");
    simulator.reset();
    expect([simulator.world.accounts(), simulator.world.tasks()]).toEqual([before, []]);
    expect(readFileSync(file, "utf8")).toBe(text);
    expect((await send("GET", `${service}/sharedAccount`)).body).toEqual(["support@example.com"]);
    expect(simulator.calls).toHaveLength(2);
  });

  test("the world is started anew from another seed, with its keys", async () => {
    const { simulator, send } = rawCaller();
    const old = simulator.credentials;
    const { exchangeServices } = seedOfTwo();
    const keys = { applicationKey: "otherAppKey", applicationSecret: "otherSecret", consumerKey: "otherConsumerKey" };
    simulator.reset({ apiAccounts: [{ nichandle: "ab12345-ovh", ...keys }], exchangeServices });
    expect(simulator.credentials).toEqual(keys);
    expect((await send("GET", "/email/exchange")).status).toBe(200);
    expect(simulator.desk.list().map((one) => one.consumerKey)).toEqual([keys.consumerKey]);
    expect(simulator.credentials).not.toEqual(old);
    expect(() => simulator.reset({ apiAccounts: [] })).toThrow(/apiAccounts/);
  });

  test("credentials that were given stay, unless there is another seed", async () => {
    const { simulator, send } = rawCaller();
    const [first] = simulator.desk.list();
    simulator.desk.revoke(first?.credentialId ?? 0);
    simulator.reset();
    expect((await send("GET", "/email/exchange")).status).toBe(403);
    simulator.reset(seedOfTwo());
    expect((await send("GET", "/email/exchange")).status).toBe(200);
  });
});

describe("the state file", () => {
  test("is written when something has changed, and only then", async () => {
    const file = stateFile();
    const { send, pass } = rawCaller({ stateFile: file });
    const written = () => statSync(file).ino;
    const start = written();
    await send("GET", `${service}/account`);
    await send("POST", `${service}/sharedAccount`, shared("anna"));
    expect(written()).toBe(start);
    await send("POST", `${service}/sharedAccount`, shared("a"));
    const afterPost = readFileSync(file, "utf8");
    expect(afterPost).toContain("a@example.com");
    pass(taskMs);
    await send("GET", "/email/exchange");
    expect(readFileSync(file, "utf8")).not.toBe(afterPost);
  });

  test("a call that changes nothing does not even look at the whole world", async () => {
    const { simulator, send } = rawCaller({ stateFile: stateFile(), lag: { listsMs: 1_000 } });
    await send("GET", `${service}/account`);
    const stringify = vi.spyOn(JSON, "stringify");
    onTestFinished(() => stringify.mockRestore());
    await send("GET", `${service}/account`);
    await send("POST", `${service}/sharedAccount`, shared("anna"));
    const worlds = stringify.mock.calls.filter(([value]) => Object.hasOwn(Object(value), "mailboxes"));
    expect([worlds, simulator.calls.at(-1)?.status]).toEqual([[], 409]);
    await send("POST", `${service}/sharedAccount`, shared("a"));
    expect(stringify.mock.calls.some(([value]) => Object.hasOwn(Object(value), "mailboxes"))).toBe(true);
  });

  test("of an earlier version is refused by its name, with what to do", () => {
    const file = stateFile();
    const old = { formatVersion: 1, services: [], mailboxes: [], tasks: [], nextIds: {}, random: 1 };
    writeFileSync(file, JSON.stringify(old));
    expect(() => createSimulator({ stateFile: file })).toThrow(
      `${file} was written by an earlier version of the simulator: remove it, or start with another state file`,
    );
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(old);
  });
});
