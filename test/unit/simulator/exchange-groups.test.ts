/** Contact groups, which OVHcloud's API calls mailing lists: their fields, who is in them, what may be done in their name. */
import { describe, expect, test } from "vitest";
import type { Switches } from "../../../provider/simulator/index.js";
import { taskMs } from "../../support/signed-caller.js";
import { exchange, service, team } from "./exchange-support.js";

const sales = { mailingListAddress: "sales@example.com", joinRestriction: "closed", departRestriction: "open" };
const lists = `${service}/mailingList`;
const salesPath = `${lists}/sales@example.com`;

describe("a contact group", () => {
  test("is created by a task, with what the body leaves out empty", async () => {
    const { send, pass, read } = exchange();
    const task = await send("POST", lists, sales);
    expect(task.body.function).toBe("addDistributionGroup");
    expect(await read(salesPath)).toMatchObject({ state: "creating", taskPendingId: task.body.id });
    pass(taskMs);
    expect(await read(salesPath)).toEqual({
      ...sales,
      company: null,
      creationDate: "2026-01-05T12:00:00+00:00",
      displayName: null,
      hiddenFromGAL: false,
      lastUpdateDate: null,
      maxReceiveSize: null,
      maxSendSize: null,
      senderAuthentification: false,
      spamDetected: false,
      spamTicketNumber: null,
      state: "ok",
      taskPendingId: 0,
    });
  });

  test("needs both restrictions, and knows the values of each", async () => {
    const { statusOf } = exchange();
    const { departRestriction: _, ...half } = sales;
    expect(await statusOf("POST", lists, half)).toBe(400);
    expect(await statusOf("POST", lists, { ...sales, departRestriction: "approvalRequired" })).toBe(400);
    expect(await statusOf("POST", lists, { ...sales, joinRestriction: "approvalRequired" })).toBe(200);
  });

  test("createdIsReadable afterTask: neither answers nor is listed before its task is done", async () => {
    const { send, statusOf, read, pass } = exchange({ switches: { createdIsReadable: "afterTask" } });
    await send("POST", lists, sales);
    expect([await statusOf("GET", salesPath), await read(lists)]).toEqual([404, ["team@example.com"]]);
    expect(await statusOf("POST", lists, sales)).toBe(409);
    pass(taskMs);
    expect(await read(lists)).toEqual(["team@example.com", "sales@example.com"]);
  });

  test.each([
    "anna@example.com",
    "contact@example.com",
    "support@example.com",
    "Team@example.com",
    "team@elsewhere.org",
  ])("cannot have the address %s", async (mailingListAddress) => {
    const { send, world } = exchange();
    const status = mailingListAddress.endsWith("example.com") ? 409 : 400;
    expect((await send("POST", lists, { ...sales, mailingListAddress })).status).toBe(status);
    expect(world.tasks()).toEqual([]);
  });

  test("is changed and renamed by a PUT, and its old address is free at once", async () => {
    const { send, read, pass, world, statusOf } = exchange();
    const shown = (await read(team)) as object;
    const changes = { mailingListAddress: "squad@example.com", joinRestriction: "open", maxSendSize: 25 };
    expect(await send("PUT", team, { ...shown, ...changes })).toEqual({ status: 200, body: null });
    expect(await statusOf("GET", team)).toBe(404);
    expect(world.tasks()).toMatchObject([{ function: "setDistributionGroup", mailbox: "squad@example.com" }]);
    pass(taskMs);
    expect(world.mailingList("squad@example.com")).toMatchObject({
      ...changes,
      lastUpdateDate: "2026-01-05T12:00:01+00:00",
    });
    expect(world.members("squad@example.com")).toHaveLength(2);
    expect(await statusOf("POST", lists, { ...sales, mailingListAddress: "team@example.com" })).toBe(200);
    expect(await statusOf("PUT", `${lists}/squad@example.com`, { mailingListAddress: "bob@example.com" })).toBe(409);
    expect(await statusOf("PUT", `${lists}/squad@example.com`, { mailingListAddress: "Squad@example.com" })).toBe(200);
  });

  test("renameVisible afterTask: keeps its address until the task is done, and the new one is promised", async () => {
    const { send, pass, statusOf } = exchange({ switches: { renameVisible: "afterTask" } });
    await send("PUT", team, { mailingListAddress: "squad@example.com" });
    expect(await statusOf("GET", team)).toBe(200);
    expect(await statusOf("POST", lists, { ...sales, mailingListAddress: "squad@example.com" })).toBe(409);
    pass(taskMs);
    expect([await statusOf("GET", team), await statusOf("GET", `${lists}/squad@example.com`)]).toEqual([404, 200]);
  });

  test("a failed rename is taken back, unless somebody has taken the address", async () => {
    const { send, pass, world, faults } = exchange();
    faults.failTask("setDistributionGroup", { outcome: "error" });
    await send("PUT", team, { mailingListAddress: "squad@example.com", displayName: "Squad" });
    pass(taskMs);
    expect(world.mailingList("team@example.com")?.displayName).toBeNull();
    faults.failTask("setDistributionGroup", { outcome: "error" });
    await send("PUT", team, { mailingListAddress: "squad@example.com" });
    await send("POST", lists, { ...sales, mailingListAddress: "team@example.com" });
    pass(taskMs);
    expect(world.mailingLists().map((list) => list.mailingListAddress)).toEqual([
      "squad@example.com",
      "team@example.com",
    ]);
  });

  test("sizes go from 0 to 100 MB, and null stands for the maximum", async () => {
    const { statusOf, world } = exchange();
    for (const maxSendSize of [-1, 101]) expect(await statusOf("PUT", team, { maxSendSize })).toBe(400);
    expect(await statusOf("POST", lists, { ...sales, maxReceiveSize: 101 })).toBe(400);
    expect(await statusOf("PUT", team, { maxSendSize: 100, maxReceiveSize: 1 })).toBe(200);
    expect(world.mailingList("team@example.com")).toMatchObject({ maxSendSize: 100, maxReceiveSize: 1 });
    await statusOf("PUT", team, { maxSendSize: null });
    expect(world.mailingList("team@example.com")).toMatchObject({ maxSendSize: null, maxReceiveSize: 1 });
  });

  test.each<[Switches["zeroListSize"], number | null]>([
    ["kept", 0],
    ["null", null],
  ])("zeroListSize %s shows a size of 0 as %s", async (zeroListSize, shown) => {
    const { send, world } = exchange({ switches: { zeroListSize } });
    await send("PUT", team, { maxSendSize: 0 });
    await send("POST", lists, { ...sales, maxReceiveSize: 0 });
    expect(world.mailingList("team@example.com")?.maxSendSize).toBe(shown);
    expect(world.mailingList("sales@example.com")?.maxReceiveSize).toBe(shown);
  });

  test("is found by its address and its company, with the filters' switches", async () => {
    const list = async (query: string, switches: Partial<Switches> = {}) => {
      const { world, read } = exchange({ switches });
      world.addMailingList("hosted-ab12345-1", { mailingListAddress: "board@example.com", company: "Example" });
      return read(`${lists}?${query}`);
    };
    expect(await list("mailingListAddress=TEAM%25")).toEqual(["team@example.com"]);
    expect(await list("mailingListAddress=TEAM%25", { filterCase: "sameCase" })).toEqual([]);
    expect(await list("mailingListAddress=team")).toEqual([]);
    expect(await list("mailingListAddress=team", { bareFilter: "contains" })).toEqual(["team@example.com"]);
    expect(await list("company=Example")).toEqual(["board@example.com"]);
  });

  test("takes its rights, members and alias along when it is deleted, and no write in the meantime", async () => {
    const { send, pass, statusOf, world, read } = exchange();
    expect((await send("DELETE", team)).body.function).toBe("deleteDistributionGroup");
    expect(await read(team)).toMatchObject({ state: "deleting" });
    expect(await statusOf("PUT", team, { displayName: "T" })).toBe(409);
    pass(taskMs);
    expect([await statusOf("GET", team), world.mailingLists()]).toEqual([404, []]);
    expect(await statusOf("POST", lists, { ...sales, mailingListAddress: "everybody@example.com" })).toBe(200);
  });

  test("a failed creation leaves nothing, a failed deletion everything", async () => {
    const { send, pass, faults, world } = exchange();
    faults.failTask("addDistributionGroup", { outcome: "error" });
    faults.failTask("deleteDistributionGroup", { outcome: "cancelled" });
    await send("POST", lists, sales);
    await send("DELETE", team);
    pass(taskMs);
    expect(world.mailingLists()).toMatchObject([{ mailingListAddress: "team@example.com", state: "ok" }]);
  });
});

describe("aliases and rights of a contact group", () => {
  test("an alias comes and goes by a task", async () => {
    const { send, pass, world, statusOf } = exchange();
    expect((await send("POST", `${team}/alias`, { alias: "squad@example.com" })).body.function).toBe("addAlias");
    expect(await statusOf("POST", lists, { ...sales, mailingListAddress: "squad@example.com" })).toBe(409);
    expect((await send("DELETE", `${team}/alias/everybody@example.com`)).body.function).toBe("deleteAlias");
    pass(taskMs);
    expect(world.aliases("team@example.com")).toEqual(["squad@example.com"]);
  });

  test("both kinds of sending are granted and exclude each other; there is no fullAccess", async () => {
    const { send, pass, idOf, statusOf, read, world } = exchange();
    const bob = idOf("bob@example.com");
    const granted = await send("POST", `${team}/sendAs`, { allowAccountId: bob });
    expect(granted.body.function).toBe("addDistributionGroupSendAs");
    expect(await read(`${team}/sendAs/${bob}`)).toMatchObject({ allowedAccountId: bob });
    expect(await statusOf("POST", `${team}/sendOnBehalfTo`, { allowAccountId: bob })).toBe(400);
    expect(await statusOf("POST", `${team}/fullAccess`, { allowedAccountId: bob })).toBe(404);
    expect((await send("DELETE", `${team}/sendAs/${bob}`)).body.function).toBe("deleteDistributionGroupSendAs");
    pass(2 * taskMs);
    const later = await send("POST", `${team}/sendOnBehalfTo`, { allowAccountId: bob });
    expect(later.body.function).toBe("addDistributionGroupSendOnBehalfTo");
    expect(world.grants("team@example.com")).toMatchObject([{ right: "sendOnBehalfTo", to: "bob@example.com" }]);
  });
});

test("a group has no tasks of its own: they are among those of the service", async () => {
  const { send, read, statusOf } = exchange();
  const { id } = (await send("POST", lists, sales)).body;
  expect(await statusOf("GET", `${salesPath}/tasks`)).toBe(404);
  expect(await read(`${service}/task`)).toEqual([id]);
});
