/** Mailboxes of a legacy MX Plan: names, sizes, passwords, quotas, tasks without a status, and each switch both ways. */
import { describe, expect, test } from "vitest";
import { anna, annasPassword, bob, domain, legacyMxPlan, password, taskMs } from "./email-domain-support.js";

const carla = { accountName: "carla", password };
const carlasPath = `${domain}/account/carla`;

describe("a new account", () => {
  test("is there at once, and its task is gone from the list when it has ended", async () => {
    const { send, get, pass, mail } = legacyMxPlan();
    const created = await send("POST", `${domain}/account`, { ...carla, description: "Carla" });
    expect(created).toMatchObject({
      status: 200,
      body: { action: "addAccount", name: "carla", domain: "example.net" },
    });
    expect(await get(`${domain}/task/account`)).toEqual([created.body.id]);
    expect(await get(`${domain}/task/account?name=bob`)).toEqual([]);
    expect(await get(`${domain}/task/account/${created.body.id}`)).toEqual(created.body);
    expect(await get(carlasPath)).toEqual({
      accountName: "carla",
      description: "Carla",
      domain: "example.net",
      email: "carla@example.net",
      isBlocked: false,
      size: 5_000_000_000,
    });
    pass(taskMs);
    expect(await get(`${domain}/task/account`)).toEqual([]);
    expect(mail.account("Carla@example.net")?.state).toBe("ok");
    expect(mail.passwordMatches("carla@example.net", password)).toBe(true);
    expect(mail.passwordMatches("carla@example.net", "Another-horse-7")).toBe(false);
  });

  test("createdIsReadable afterTask: shows when its task is done, and keeps its name until then", async () => {
    const { send, get, pass } = legacyMxPlan({ switches: { createdIsReadable: "afterTask" } });
    await send("POST", `${domain}/account`, carla);
    expect((await send("GET", carlasPath)).status).toBe(404);
    expect(await get(`${domain}/summary`)).toMatchObject({ account: 2 });
    expect((await send("POST", `${domain}/account`, carla)).status).toBe(409);
    pass(taskMs);
    expect((await send("GET", carlasPath)).status).toBe(200);
    expect(await get(`${domain}/summary`)).toMatchObject({ account: 3 });
  });

  test("whose task fails is not there any more, and nothing says why", async () => {
    const { send, get, pass, faults } = legacyMxPlan();
    faults.failTask("addAccount", { outcome: "error" });
    await send("POST", `${domain}/account`, carla);
    pass(taskMs);
    expect(await get(`${domain}/task/account`)).toEqual([]);
    expect((await send("GET", carlasPath)).status).toBe(404);
  });

  test.each([
    ["Short-pw", "from 9 to 30"],
    ["Nine-char", undefined],
    [`${"x".repeat(29)}1`, undefined],
    [`${"x".repeat(30)}1`, "from 9 to 30"],
    [" Correct-horse", "space"],
    ["Correct-horse ", "space"],
    ["Correct horse", undefined],
    ["Pâssword-12", "accented"],
    ["alllowercase", undefined],
  ])("takes the password %j or says: %s", async (one, problem) => {
    const { send } = legacyMxPlan();
    const created = await send("POST", `${domain}/account`, { ...carla, password: one });
    const changed = await send("POST", `${anna}/changePassword`, { password: one });
    for (const answer of [created, changed]) {
      expect(answer.status).toBe(problem === undefined ? 200 : 400);
      if (problem !== undefined) expect(answer.body.message).toContain(problem);
      expect(JSON.stringify(answer.body)).not.toContain(one.trim());
    }
  });

  test("needs a size that the domain allows, in bytes", async () => {
    const { send, get, mail } = legacyMxPlan({ domain: { allowedAccountSizesBytes: [5_000_000_000, 5_368_709_120] } });
    expect(await get(domain)).toMatchObject({ allowedAccountSize: [5_000_000_000, 5_368_709_120] });
    expect((await send("POST", `${domain}/account`, { ...carla, size: 5_000_000_001 })).status).toBe(400);
    expect((await send("POST", `${domain}/account`, { ...carla, size: 5_368_709_120 })).status).toBe(200);
    expect((await send("PUT", anna, { size: 1 })).status).toBe(400);
    mail.editDomain("example.net", { allowedAccountSize: null });
    expect((await send("PUT", anna, { size: 1 })).status).toBe(200);
  });

  test.each(["a", "a b", "é.b", "-ab", "x".repeat(33)])("cannot be called %j", async (accountName) => {
    expect((await legacyMxPlan().send("POST", `${domain}/account`, { ...carla, accountName })).status).toBe(400);
  });

  test("has a description of at most 32 characters, without a colon", async () => {
    const { send } = legacyMxPlan();
    expect((await send("POST", `${domain}/account`, { ...carla, description: "x".repeat(33) })).status).toBe(400);
    expect((await send("PUT", anna, { description: "a:b" })).status).toBe(400);
    expect((await send("PUT", anna, { description: "x".repeat(32) })).status).toBe(200);
  });

  test("must have an address of its own, over all platforms", async () => {
    const service = { domains: ["example.net"], accounts: [{ emailAddress: "info@example.net" }] };
    const { send } = legacyMxPlan({ service });
    for (const accountName of ["anna", "ANNA", "info"]) {
      const refused = await send("POST", `${domain}/account`, { accountName, password });
      expect(refused).toMatchObject({ status: 409, body: { message: "Email address is already used." } });
    }
  });

  test("fits into the quota; postmaster may be one more", async () => {
    const { send, mail } = legacyMxPlan();
    mail.editQuota("example.net", { account: 2 });
    expect((await send("POST", `${domain}/account`, carla)).body.message).toContain("quota");
    expect((await send("POST", `${domain}/account`, { accountName: "postmaster", password })).status).toBe(200);
    expect((await send("POST", `${domain}/account`, carla)).status).toBe(400);
    mail.editQuota("example.net", { account: 3 });
    expect((await send("POST", `${domain}/account`, carla)).status).toBe(200);
  });

  test("cannot be made where the new MX Plan holds the accounts", async () => {
    const { send, get } = legacyMxPlan({ domain: { accounts: [], migratedTo: "mxplan-ab12345-1" } });
    expect(await get(domain)).toMatchObject({ migratedMXPlanServiceName: "mxplan-ab12345-1" });
    expect(await get(`${domain}/account`)).toEqual([]);
    expect((await send("POST", `${domain}/account`, carla)).body.message).toContain("mxplan-ab12345-1");
  });
});

describe("an account", () => {
  test("is found by its path whatever its case, or 404", async () => {
    const { send } = legacyMxPlan();
    expect((await send("GET", `/email/domain/EXAMPLE.net/account/Anna`)).status).toBe(200);
    expect((await send("GET", `${domain}/account/nobody`)).status).toBe(404);
    const strict = legacyMxPlan({ switches: { addressInPath: "sameCase" } });
    expect((await strict.send("GET", `${domain}/account/Anna`)).status).toBe(404);
  });

  test("is listed by name and by description, with wildcards", async () => {
    const { get } = legacyMxPlan();
    expect(await get(`${domain}/account`)).toEqual(["anna", "bob"]);
    expect(await get(`${domain}/account?accountName=%25nn%25`)).toEqual(["anna"]);
    expect(await get(`${domain}/account?accountName=nn`)).toEqual([]);
    expect(await get(`${domain}/account?description=Anna`)).toEqual(["anna"]);
  });

  test("is changed at once by a PUT, without a task", async () => {
    const { send, get } = legacyMxPlan();
    expect(await send("PUT", anna, { description: "A.", size: 25_000_000 })).toEqual({ status: 200, body: null });
    expect(await get(anna)).toMatchObject({ description: "A.", size: 25_000_000 });
    expect(await get(`${domain}/task/account`)).toEqual([]);
    expect((await send("POST", `${anna}/changePassword`, { password })).status).toBe(200);
  });

  test("domainPutOpensTask: a PUT opens a task, whose failure takes the values back", async () => {
    const { send, get, pass, faults } = legacyMxPlan({ switches: { domainPutOpensTask: true } });
    await send("PUT", anna, { description: "A." });
    const [id] = (await get(`${domain}/task/account?name=anna`)) as number[];
    expect(await get(`${domain}/task/account/${id}`)).toMatchObject({ action: "changeAccount" });
    expect((await send("POST", `${anna}/changePassword`, { password })).status).toBe(409);
    pass(taskMs);
    faults.failTask("changeAccount", { outcome: "error" });
    await send("PUT", anna, { description: "B." });
    expect(await get(anna)).toMatchObject({ description: "B." });
    pass(taskMs);
    expect(await get(anna)).toMatchObject({ description: "A." });
  });

  test("domainPutOpensTask with renameVisible afterTask: the values show at the end", async () => {
    const { send, get, pass } = legacyMxPlan({ switches: { domainPutOpensTask: true, renameVisible: "afterTask" } });
    await send("PUT", anna, { description: "A." });
    expect(await get(anna)).toMatchObject({ description: "Anna" });
    pass(taskMs);
    expect(await get(anna)).toMatchObject({ description: "A." });
  });

  test("keeps what only OVHcloud sets", async () => {
    const { send } = legacyMxPlan();
    expect((await send("PUT", anna, { accountName: "anna", description: "x" })).status).toBe(200);
    expect((await send("PUT", anna, { accountName: "other" })).status).toBe(400);
  });

  test("has its new password when the task is done, which also unblocks it", async () => {
    const { send, get, pass, mail } = legacyMxPlan();
    mail.editAccount("anna@example.net", { isBlocked: true });
    expect(await get(anna)).toMatchObject({ isBlocked: true });
    expect((await send("POST", `${anna}/changePassword`, { password })).body.action).toBe("changePassword");
    expect(mail.passwordMatches("anna@example.net", annasPassword)).toBe(true);
    pass(taskMs);
    expect(mail.passwordMatches("anna@example.net", password)).toBe(true);
    expect(await get(anna)).toMatchObject({ isBlocked: false });
  });

  test("goes when its task is done, and is kept when that fails", async () => {
    const { send, get, pass, faults } = legacyMxPlan();
    faults.failTask("deleteAccount", { outcome: "error" });
    expect((await send("DELETE", anna)).body.action).toBe("deleteAccount");
    expect((await send("PUT", anna, { description: "x" })).status).toBe(409);
    pass(taskMs);
    expect((await send("PUT", anna, { description: "x" })).status).toBe(200);
    await send("DELETE", anna);
    pass(taskMs);
    expect(await get(`${domain}/account`)).toEqual(["bob"]);
  });

  test("shows how much mail it holds as of the last measurement", async () => {
    const { send, get, mail } = legacyMxPlan();
    mail.editAccount("anna@example.net", { usedBytes: 4_000_000, emailCount: 13 });
    expect(await get(`${anna}/usage`)).toMatchObject({ quota: 3_000_000, emailCount: 12 });
    expect(await send("POST", `${anna}/updateUsage`)).toEqual({ status: 200, body: null });
    expect(await get(`${anna}/usage`)).toMatchObject({ quota: 4_000_000, emailCount: 13 });
  });
});

describe("a busy account", () => {
  test("refuses a second write with 409 and leaves others alone", async () => {
    const { send, pass } = legacyMxPlan();
    await send("POST", `${anna}/changePassword`, { password });
    const message = "This pop is already being processed: anna@example.net, please try later";
    for (const [method, path, body] of [
      ["POST", `${anna}/changePassword`, { password }],
      ["PUT", anna, { description: "x" }],
      ["DELETE", anna, undefined],
    ] as const) {
      expect(await send(method, path, body)).toEqual({ status: 409, body: { message } });
    }
    expect((await send("POST", `${bob}/changePassword`, { password })).status).toBe(200);
    pass(taskMs);
    expect((await send("DELETE", anna)).status).toBe(200);
  });

  test("busyDomainAccountRefusesWrites false: the tasks run one after the other", async () => {
    const { send, get, pass, mail } = legacyMxPlan({ switches: { busyDomainAccountRefusesWrites: false } });
    await send("POST", `${anna}/changePassword`, { password: "First-password-1" });
    await send("POST", `${anna}/changePassword`, { password });
    expect(await get(`${domain}/task/account?name=anna`)).toHaveLength(2);
    pass(taskMs);
    expect(mail.passwordMatches("anna@example.net", "First-password-1")).toBe(true);
    pass(taskMs);
    expect(mail.passwordMatches("anna@example.net", password)).toBe(true);
  });

  test("busyDomainAccountRefusesWrites false: a deletion that was asked for stays asked for", async () => {
    const { send, pass, mail } = legacyMxPlan({ switches: { busyDomainAccountRefusesWrites: false } });
    await send("POST", `${domain}/account`, carla);
    await send("DELETE", carlasPath);
    pass(taskMs);
    expect(mail.account("carla@example.net")?.state).toBe("deleting");
    pass(taskMs);
    expect(mail.account("carla@example.net")).toBeUndefined();
  });
});

describe("an ended task", () => {
  test("endedDomainTask: its id answers 404 or as before; endedTasks gone wins", async () => {
    for (const [switches, status] of [
      [{}, 404],
      [{ endedDomainTask: "shown" }, 200],
      [{ endedDomainTask: "shown", endedTasks: "gone" }, 404],
    ] as const) {
      const { send, pass } = legacyMxPlan({ switches });
      const { id } = (await send("POST", `${anna}/changePassword`, { password })).body;
      pass(taskMs);
      expect((await send("GET", `${domain}/task/account/${id}`)).status).toBe(status);
    }
  });

  test("is not among those of another list, nor of another domain", async () => {
    const { send } = legacyMxPlan();
    const { id } = (await send("POST", `${anna}/changePassword`, { password })).body;
    expect((await send("GET", `${domain}/task/filter/${id}`)).status).toBe(404);
    expect((await send("GET", `${domain}/task/all/${id}`)).status).toBe(404);
    expect((await send("GET", `${domain}/task/account/x`)).status).toBe(400);
  });

  test("allDomainTasks withAccounts: tasks of accounts have a status there", async () => {
    const { send, get, pass, faults } = legacyMxPlan({ switches: { allDomainTasks: "withAccounts" } });
    faults.failTask("changePassword", { outcome: "error", nth: 2 });
    const first = (await send("POST", `${anna}/changePassword`, { password })).body;
    const second = (await send("POST", `${bob}/changePassword`, { password })).body;
    expect(await get(`${domain}/task/all`)).toEqual([first.id, second.id]);
    expect(await get(`${domain}/task/all/${first.id}`)).toMatchObject({ function: "changePassword", status: "todo" });
    pass(taskMs);
    expect(await get(`${domain}/task/all`)).toEqual([]);
    expect(await get(`${domain}/task/all/${first.id}`)).toMatchObject({ status: "done" });
    expect(await get(`${domain}/task/all/${second.id}`)).toMatchObject({ status: "ovhError" });
  });
});
