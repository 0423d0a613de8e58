/** Changes that are seen late: lists as the world was, and new objects that do not answer yet. */
import { describe, expect, test } from "vitest";
import { History } from "../../../provider/simulator/history.js";
import type { Lag } from "../../../provider/simulator/index.js";
import type { WorldState } from "../../../provider/simulator/model.js";
import { rawCaller, seedOfTwo, service } from "../../support/raw-caller.js";
import { taskMs } from "../../support/signed-caller.js";

const shared = (name: string) => ({ sharedEmailAddress: `${name}@example.com`, quota: 100 });

function start(lag: Lag, options: Parameters<typeof rawCaller>[0] = {}) {
  const caller = rawCaller<{ displayName: string }>({ lag, ...options });
  const list = async (path = "/sharedAccount") => (await caller.send("GET", service + path)).body;
  const status = async (path: string) => (await caller.send("GET", service + path)).status;
  return { ...caller, list, status };
}

describe("lists that lag", () => {
  test("show what is new late", async () => {
    const { send, pass, list, status } = start({ listsMs: 500 });
    await send("POST", `${service}/sharedAccount`, shared("a"));
    expect(await status("/sharedAccount/a@example.com")).toBe(200);
    expect(await list()).toEqual(["support@example.com"]);
    pass(499);
    expect(await list()).toEqual(["support@example.com"]);
    pass(1);
    expect(await list()).toEqual(["support@example.com", "a@example.com"]);
  });

  test("show what is renamed late", async () => {
    const { send, pass, list } = start({ listsMs: 500 });
    await send("PUT", `${service}/account/anna@example.com`, { login: "ann" });
    expect(await list("/account")).toContain("anna@example.com");
    pass(500);
    expect(await list("/account")).toContain("ann@example.com");
    expect(await list("/account")).not.toContain("anna@example.com");
  });

  test("show what is gone for a while, counted from the end of its task, whoever looks when", async () => {
    const { send, pass, list, status } = start({ listsMs: 500 });
    await send("DELETE", `${service}/sharedAccount/support@example.com`);
    pass(taskMs + 499);
    expect([await list(), await status("/sharedAccount/support@example.com")]).toEqual([["support@example.com"], 404]);
    pass(1);
    expect(await list()).toEqual([]);
  });

  test("tell of tasks that ended long before anybody asked", async () => {
    const { send, pass, list } = start({ listsMs: 500 });
    await send("DELETE", `${service}/sharedAccount/support@example.com`);
    pass(10 * taskMs);
    expect(await list()).toEqual([]);
  });

  test("of rights and aliases lag too, those of tasks do not", async () => {
    const { simulator, send, pass, list } = start({ listsMs: 500 });
    const id = simulator.world.account("bob@example.com")?.id;
    await send("POST", `${service}/account/anna@example.com/alias`, { alias: "a@example.com" });
    await send("POST", `${service}/account/anna@example.com/sendAs`, { allowAccountId: id });
    const lists = async () => [
      await list("/account/anna@example.com/alias"),
      await list("/account/anna@example.com/sendAs"),
    ];
    expect(await lists()).toEqual([["contact@example.com"], []]);
    expect(await list("/task")).toHaveLength(2);
    expect(await list("/account/anna@example.com/tasks")).toHaveLength(2);
    pass(500);
    expect(await lists()).toEqual([["contact@example.com", "a@example.com"], [id]]);
  });

  test("lag behind a colleague's edits too, each by its own time", async () => {
    const { simulator, pass, list } = start({ listsMs: 1_000 });
    for (const name of ["a", "b", "c"]) {
      simulator.world.addSharedAccount("hosted-ab12345-1", shared(name));
      pass(400);
    }
    expect(await list()).toEqual(["support@example.com", "a@example.com"]);
    pass(200);
    expect(await list()).toHaveLength(3);
    pass(400);
    expect(await list()).toHaveLength(4);
  });

  test("between two bounds are as old as drawn, the same for the same seed", async () => {
    const seen = async (randomSeed: number) => {
      const { simulator, pass, list } = start({ listsMs: { min: 100, max: 900 } }, { randomSeed });
      const lengths: number[] = [];
      simulator.world.remove("support@example.com");
      pass(99);
      lengths.push(((await list()) as unknown as string[]).length);
      pass(400);
      for (let number = 0; number < 40; number++) lengths.push(((await list()) as unknown as string[]).length);
      pass(401);
      lengths.push(((await list()) as unknown as string[]).length);
      return lengths;
    };
    const one = await seen(1);
    expect([one[0], new Set(one.slice(1, -1)).size, one.at(-1)]).toEqual([1, 2, 0]);
    expect(await seen(1)).toEqual(one);
    expect(await seen(2)).not.toEqual(one);
  });
});

describe("objects that lag", () => {
  test("answer 404 until they have been there for a while, then as they are now", async () => {
    const { simulator, send, pass, list, status } = start({ objectsMs: 500 });
    await send("POST", `${service}/sharedAccount`, shared("a"));
    expect([await status("/sharedAccount/a@example.com"), await list()]).toEqual([
      404,
      ["support@example.com", "a@example.com"],
    ]);
    pass(499);
    expect(await status("/sharedAccount/a@example.com")).toBe(404);
    simulator.world.editSharedAccount("a@example.com", { displayName: "A" });
    pass(1);
    expect((await send("GET", `${service}/sharedAccount/a@example.com`)).body.displayName).toBe("A");
    simulator.world.remove("a@example.com");
    expect(await status("/sharedAccount/a@example.com")).toBe(404);
  });

  test("answer under a new address late, and under the old one no more", async () => {
    const { send, pass, status } = start({ objectsMs: 500 });
    await send("PUT", `${service}/account/anna@example.com`, { login: "ann" });
    expect([await status("/account/ann@example.com"), await status("/account/anna@example.com")]).toEqual([404, 404]);
    pass(500);
    expect([await status("/account/ann@example.com"), await status("/account/anna@example.com")]).toEqual([200, 404]);
  });

  test("do not keep anybody from changing them, and tasks are seen at once", async () => {
    const { simulator, send } = start({ objectsMs: 500 });
    await send("POST", `${service}/sharedAccount`, shared("a"));
    const [task] = simulator.world.tasks();
    expect((await send("GET", `${service}/task/${task?.id}`)).status).toBe(200);
    expect((await send("PUT", `${service}/sharedAccount/a@example.com`, { displayName: "A" })).status).toBe(200);
  });
});

describe("the past", () => {
  const world = (random: number) => ({ random, endedTasks: [] }) as unknown as WorldState; // all that is looked at here
  const randomAt = (history: History, atMs: number) => history.stateAt(atMs)?.random;

  test("is kept as far back as somebody may look, and no further", () => {
    const history = new History(() => 1_000);
    history.begin(world(0));
    for (const atMs of [100, 500, 1_200]) history.record(world(atMs), atMs);
    expect([0, 100, 499, 500, 1_199, 1_200, 9_999].map((atMs) => randomAt(history, atMs))).toEqual([
      100, 100, 100, 500, 500, 1_200, 1_200,
    ]);
    history.record(world(2_000), 2_000);
    expect(randomAt(history, 0)).toBe(500);
    history.forget();
    expect(randomAt(history, 2_000)).toBeUndefined();
  });

  test("is not kept when nobody looks", () => {
    let keepMs = 0;
    const history = new History(() => keepMs);
    history.record(world(1), 1);
    expect(randomAt(history, 1)).toBeUndefined();
    keepMs = 10;
    history.record(world(2), 2);
    expect(randomAt(history, 2)).toBe(2);
  });
});

describe("a lag", () => {
  test("may begin and end while the simulator runs", async () => {
    const { simulator, send, pass, list } = start({});
    await send("POST", `${service}/sharedAccount`, shared("a"));
    expect(await list()).toHaveLength(2);
    simulator.setLag({ listsMs: 1_000 });
    expect(await list()).toHaveLength(2);
    await send("POST", `${service}/sharedAccount`, shared("b"));
    pass(999);
    expect([await list(), simulator.lag]).toEqual([
      ["support@example.com", "a@example.com"],
      { listsMs: 1_000, objectsMs: 0 },
    ]);
    simulator.setLag({});
    expect(await list()).toHaveLength(3);
    simulator.world.remove("b@example.com");
    simulator.setLag({ listsMs: 1_000 });
    expect(await list()).toHaveLength(2);
  });

  test("follows the world's time", async () => {
    const { simulator, send, list } = start({ listsMs: 60_000 });
    await send("POST", `${service}/sharedAccount`, shared("a"));
    expect(await list()).toHaveLength(1);
    simulator.moveTime(60_000);
    expect(await list()).toHaveLength(2);
  });

  test("is described on the wire as anything else", async () => {
    const { simulator, send, list, status } = start({ listsMs: 500, objectsMs: 500 });
    await send("POST", `${service}/sharedAccount`, shared("a"));
    await list();
    await status("/sharedAccount/a@example.com");
    expect(simulator.wire.problems).toEqual([]);
  });

  test.each<[unknown]>([[{ listsMs: -1 }], [{ objectsMs: { min: 2, max: 1 } }], [{ listMs: 1 }]])(
    "is checked: %j",
    (wrong) => {
      expect(() => rawCaller({ lag: wrong as Lag, seed: seedOfTwo() })).toThrow();
    },
  );
});
