/** Tasks that do not go as they should. */
import { describe, expect, test } from "vitest";
import { type TaskFault, type TaskFaultName, taskFaultNames } from "../../../provider/simulator/index.js";
import { rawCaller, service } from "../../support/raw-caller.js";
import { taskMs } from "../../support/signed-caller.js";

const anna = `${service}/account/anna@example.com`;

function start() {
  const caller = rawCaller<{ id: number; status: string }>({ switches: { renameVisible: "afterTask" } });
  const { simulator, send } = caller;
  const rename = async (displayName: string) => {
    await send("PUT", anna, { displayName });
    return simulator.world.tasks().at(-1)?.id ?? 0;
  };
  const statusOf = async (id: number) => {
    const { status, body } = await send("GET", `${service}/task/${id}`);
    return status === 200 ? body.status : status;
  };
  const listed = async () => [(await send("GET", `${service}/task`)).body, (await send("GET", `${anna}/tasks`)).body];
  const name = () => simulator.world.account("anna@example.com")?.displayName;
  return { ...caller, rename, statusOf, listed, name };
}

describe("a task", () => {
  test("that is slow takes so much longer", async () => {
    const { simulator, rename, statusOf, pass, name } = start();
    simulator.faults.onTask({ function: "setAccount" }, { kind: "slow", byMs: 5_000 });
    const id = await rename("Ann");
    pass(taskMs);
    expect(await statusOf(id)).toBe("todo");
    pass(4_999);
    expect(await statusOf(id)).toBe("doing");
    pass(1);
    expect([await statusOf(id), name()]).toEqual(["done", "Ann"]);
  });

  test("that is hidden answers 404 and is off the lists for a while, and its effect comes at its time", async () => {
    const { simulator, rename, statusOf, listed, pass, name } = start();
    simulator.faults.onTask("setAccount", { kind: "hidden", forMs: 400 });
    const id = await rename("Ann");
    expect([await statusOf(id), await listed()]).toEqual([404, [[], []]]);
    pass(400);
    expect([await statusOf(id), await listed()]).toEqual(["doing", [[id], [id]]]);
    pass(600);
    expect([await statusOf(id), name()]).toEqual(["done", "Ann"]);
  });

  test.each([
    [true, "Ann"],
    [false, "Anna"],
  ])("that is lost never shows again; its effect: %s", async (effect, expected) => {
    const { simulator, rename, statusOf, listed, pass, name } = start();
    simulator.faults.onTask("setAccount", { kind: "lost", effect });
    const id = await rename("Ann");
    expect([await statusOf(id), await listed()]).toEqual([404, [[], []]]);
    pass(taskMs);
    expect([await statusOf(id), await listed(), name()]).toEqual([404, [[], []], expected]);
    pass(1e9);
    expect(await statusOf(id)).toBe(404);
    expect(simulator.world.tasks().map((task) => task.id)).toEqual([id]);
  });

  test.each<[TaskFault | TaskFaultName, string]>([
    [{ kind: "error" }, "error"],
    ["taskCancelled", "cancelled"],
  ])("fails as asked: %j", async (fault, status) => {
    const { simulator, rename, statusOf, pass, name } = start();
    simulator.faults.onTask("setAccount", fault);
    const id = await rename("Ann");
    pass(taskMs);
    expect([await statusOf(id), name()]).toEqual([status, "Anna"]);
  });

  test("is struck by its function, its place and as often as asked", async () => {
    const { simulator, rename, send } = start();
    simulator.faults.onTask({ function: "setAccount", nth: 2, times: 2 }, { kind: "error" });
    simulator.faults.onTask({ nth: 5 }, { kind: "cancelled" });
    for (const name of ["1", "2", "3", "4"]) await rename(name);
    await send("POST", `${anna}/sendAs`, { allowAccountId: simulator.world.account("bob@example.com")?.id });
    simulator.world.finishTasks();
    expect(simulator.world.tasks().map((task) => task.status)).toEqual(["done", "error", "error", "done", "cancelled"]);
    expect(simulator.faults.pending).toBe(0);
  });

  test.each(taskFaultNames)("may be struck by name: %s", async (name) => {
    const { simulator, rename } = start();
    simulator.faults.onTask("setAccount", name);
    await rename("Ann");
    expect(simulator.faults.counts.byRoute).toEqual({ "task setAccount": { [name]: 1 } });
  });
});

describe("tasks that only the test moves", () => {
  test("stand still whatever the time, until they are started and ended", async () => {
    const { simulator, send, pass } = rawCaller<{ status: string }>({ tasksMove: "explicitly" });
    const { world } = simulator;
    await send("PUT", anna, { displayName: "Ann" });
    await send("PUT", anna, { city: "Lille" });
    const [first, second] = world.tasks().map((task) => task.id) as [number, number];
    pass(1e9);
    const statuses = () => world.tasks().map((task) => task.status);
    expect(statuses()).toEqual(["todo", "todo"]);
    world.startTask(first);
    expect(statuses()).toEqual(["doing", "todo"]);
    expect((await send("GET", `${service}/task/${first}`)).body.status).toBe("doing");
    world.endTask(first);
    world.endTask(second, "error");
    expect(statuses()).toEqual(["done", "error"]);
    expect(world.account("anna@example.com")).toMatchObject({ displayName: "Ann", city: null });
    expect(() => world.endTask(first)).toThrow(/no task \d+ is under way/);
  });
});
