/**
 * The tasks of the simulated Exchange service: their course over time, and what a failed one leaves. Time is a number
 * that the tests move.
 */
import { describe, expect, test } from "vitest";
import type { Switches } from "../../provider/simulator/index.js";
import { service, signedSimulator, taskMs } from "../support/signed-simulator.js";

const anna = `${service}/account/anna@example.com`;
const support = `${service}/sharedAccount/support@example.com`;
const password = "Correct-horse-7";
/** The fields that the tests look into. */
interface Shown {
  id: number;
  status: string;
}
const start = signedSimulator<Shown>;

describe("tasks", () => {
  test("go from todo to doing to done; lists hold what is under way, ids stay readable", async () => {
    const { send, pass } = start();
    const { id } = (await send("POST", `${anna}/changePassword`, { password })).body;
    const statusOf = async () => (await send("GET", `${service}/task/${id}`)).body.status;
    expect(await statusOf()).toBe("todo");
    expect((await send("GET", `${service}/task`)).body).toEqual([id]);
    expect((await send("GET", `${anna}/tasks`)).body).toEqual([id]);
    pass(taskMs / 2);
    expect(await statusOf()).toBe("doing");
    pass(taskMs / 2);
    const ended = (await send("GET", `${anna}/tasks/${id}`)).body;
    expect(ended).toMatchObject({ status: "done", finishDate: "2026-01-05T12:00:01+00:00" });
    expect((await send("GET", `${service}/task`)).body).toEqual([]);
    expect((await send("GET", `${service}/task/1`)).status).toBe(404);
  });

  test("of one mailbox run one after the other", async () => {
    const { send, pass, world } = start();
    await send("PUT", anna, { city: "Lille" });
    await send("POST", `${anna}/changePassword`, { password });
    pass(taskMs);
    expect(world.tasks().map((task) => task.status)).toEqual(["done", "todo"]);
    world.finishTasks();
    expect(world.passwordMatches("anna@example.com", password)).toBe(true);
  });

  test("busyRefusesWrites", async () => {
    const { send, pass } = start({ switches: { busyRefusesWrites: true } });
    await send("PUT", anna, { city: "Lille" });
    const refused = await send("POST", `${anna}/changePassword`, { password });
    const message = "This pop is already being processed: anna@example.com, please try later";
    expect(refused).toEqual({ status: 409, body: { message } });
    pass(taskMs);
    expect((await send("POST", `${anna}/changePassword`, { password })).status).toBe(200);
  });

  test.each<["error" | "cancelled", Partial<Switches>, number]>([
    ["error", {}, 0],
    ["cancelled", { failedCreate: "kept" }, 1],
  ])("that end as %s have no effect: creation", async (outcome, switches, left) => {
    const { send, pass, faults, world } = start({ switches });
    faults.failTask("addSharedAccount", { nth: 2, outcome });
    await send("POST", `${service}/sharedAccount`, { sharedEmailAddress: "a@example.com", quota: 1 });
    const { id } = (await send("POST", `${service}/sharedAccount`, { sharedEmailAddress: "b@example.com", quota: 1 }))
      .body;
    pass(taskMs);
    expect((await send("GET", `${service}/task/${id}`)).body.status).toBe(outcome);
    expect(world.sharedAccount("a@example.com")?.state).toBe("ok");
    expect(world.sharedAccounts().filter((one) => one.state === "creating")).toHaveLength(left);
  });

  test.each<[Switches["failedUpdate"], string]>([
    ["rolledBack", "anna@example.com"],
    ["kept", "ann@example.com"],
  ])("that fail have no effect: failedUpdate %s", async (failedUpdate, address) => {
    const { send, pass, faults, world } = start({ switches: { failedUpdate } });
    faults.failTask("setAccount", { outcome: "error" });
    await send("PUT", anna, { login: "ann" });
    pass(taskMs);
    expect(world.account(address)).toMatchObject({ taskPendingId: 0, state: "ok" });
  });

  test("that fail have no effect: passwords, deletions, rights", async () => {
    const { send, pass, faults, world, idOf } = start();
    world.grant({ on: "support@example.com", to: "bob@example.com", right: "fullAccess" });
    for (const name of ["changePassword", "deleteAccount", "addSendAs", "deleteSharedAccountFullAccess"]) {
      faults.failTask(name, { outcome: "error" });
    }
    await send("POST", `${anna}/changePassword`, { password });
    await send("POST", `${anna}/sendAs`, { allowAccountId: idOf("bob@example.com") });
    await send("DELETE", `${support}/fullAccess/${idOf("bob@example.com")}`);
    await send("DELETE", anna);
    pass(3 * taskMs);
    expect(world.passwordMatches("anna@example.com", password)).toBe(false);
    expect(world.account("anna@example.com")?.state).toBe("ok");
    expect(world.grants("anna@example.com")).toEqual([]);
    expect(world.grants("support@example.com")).toHaveLength(1);
  });
});
