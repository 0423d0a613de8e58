// The new MX Plan over the wire: who sees it, its accounts, contacts and domains, and what OVHcloud leaves open.

import { describe, expect, test } from "vitest";
import type { Switches } from "../../../provider/simulator/index.js";
import { mxplanRoutes } from "../../../provider/simulator/mxplan/routes.js";
import { strangerKeys, taskMs } from "../../support/signed-caller.js";
import { account, type MxplanSeed, startMxplan } from "./mxplan-world.js";

const service = "/email/mxplan/mxplan-ab12345-1";
const anna = account("anna@example.com");
const bob = account("bob@example.com");
const password = { password: "Correct-horse-7" };

const start = (seed: Partial<MxplanSeed> = {}, switches: Partial<Switches> = {}) => startMxplan(seed, { switches });
const refused = (text: string, status = 400) => ({ status, body: { message: expect.stringContaining(text) } });

describe("who sees a service", () => {
  test("its contacts, each of the three", async () => {
    const { send, sendAs } = start({ contacts: { billing: "zz99999-ovh" } });
    for (const answer of [await send("GET", service), await sendAs(strangerKeys, "GET", service)]) {
      expect(answer).toMatchObject({ status: 200, body: { domain: "mxplan-ab12345-1", offer: "MXPLAN", iam: null } });
    }
    expect((await sendAs(strangerKeys, "GET", "/email/mxplan")).body).toEqual(["mxplan-ab12345-1"]);
  });

  test("nobody else: to them it does not exist", async () => {
    const { sendAs } = start();
    expect((await sendAs(strangerKeys, "GET", "/email/mxplan")).body).toEqual([]);
    for (const { method, template } of mxplanRoutes.filter((one) => one.template.includes("{service}"))) {
      const path = template.replace("{service}", "mxplan-ab12345-1").replace(/\{\w+\}/g, "1");
      expect(
        await sendAs(strangerKeys, method, path, method === "POST" || method === "PUT" ? {} : undefined),
      ).toMatchObject({
        status: 404,
        body: { message: "This service does not exist" },
      });
    }
  });

  test("what is unknown below the tree is OVHcloud's 404, and a disclaimer is a gap", async () => {
    const { send } = start();
    expect(await send("POST", `${service}/account`, {})).toMatchObject(refused("invalid (or empty) URL", 404));
    expect(await send("GET", `${service}/sharedAccount`)).toMatchObject(refused("invalid (or empty) URL", 404));
    expect(await send("GET", `${service}/domain/example.com/disclaimer`)).toMatchObject({ status: 501 });
  });
});

describe("an account", () => {
  test("is claimed by a PUT on a free one, answers at once, and gets a password", async () => {
    const { send, pass, world } = start();
    const [free = ""] = world.mxplan.freeAccounts();
    const before = world.mxplan.account(free);
    const body = { login: "eve", domain: "example.com", displayName: "Eve Lund", primaryEmailAddress: free };
    expect(await send("PUT", account(free), body)).toEqual({ status: 200, body: null });
    expect((await send("GET", account(free))).status).toBe(404);
    const eve = account("eve@example.com");
    expect((await send("GET", eve)).body).toMatchObject({ configured: true, id: before?.id, displayName: "Eve Lund" });
    const { body: task } = await send("POST", `${eve}/changePassword`, password);
    expect(task).toMatchObject({ function: "changePassword", status: "todo", finishDate: null });
    expect((await send("GET", `${eve}/task`)).body).toHaveLength(2);
    pass(2 * taskMs);
    expect((await send("GET", `${eve}/task`)).body).toEqual([]);
    expect((await send("GET", `${eve}/task/${task.id}`)).body).toMatchObject({ status: "done" });
    expect((await send("GET", `${service}/task/${task.id}`)).body).toMatchObject({ status: "done" });
    expect(world.mxplan.passwordMatches("eve@example.com", password.password)).toBe(true);
    expect(world.mxplan.account("eve@example.com")).toMatchObject({ taskPendingId: 0 });
    expect(world.mxplan.freeAccounts()).not.toContain(free);
  });

  test("answers under its new address only when its task is done, with the other answer", async () => {
    const { send, pass } = start({}, { renameVisible: "afterTask" });
    await send("PUT", anna, { login: "ann" });
    expect([(await send("GET", anna)).status, (await send("GET", account("ann@example.com"))).status]).toEqual([
      200, 404,
    ]);
    pass(taskMs);
    expect([(await send("GET", anna)).status, (await send("GET", account("ann@example.com"))).status]).toEqual([
      404, 200,
    ]);
  });

  test("goes back to what it was when its task fails", async () => {
    const { send, pass, faults } = start();
    faults.failTask("setAccount", { outcome: "error" });
    await send("PUT", anna, { login: "ann", displayName: "Ann" });
    pass(taskMs);
    expect((await send("GET", anna)).body).toMatchObject({ login: "anna", displayName: "Anna Durand" });
  });

  test("is free again after a DELETE, empty and under another address", async () => {
    const { send, pass, world } = start();
    const id = world.mxplan.account("anna@example.com")?.id;
    expect((await send("DELETE", anna)).body).toMatchObject({ function: "deleteAccount" });
    expect((await send("GET", anna)).body).toMatchObject({ state: "deleting" });
    expect(await send("PUT", anna, { login: "ann" })).toMatchObject({ status: 409 });
    expect(await send("DELETE", anna)).toMatchObject({ status: 409 });
    expect(await send("POST", `${anna}/changePassword`, password)).toMatchObject({ status: 409 });
    expect(await send("POST", `${anna}/diagnostic`, password)).toMatchObject({ status: 409 });
    pass(taskMs);
    expect((await send("GET", anna)).status).toBe(404);
    const reset = world.mxplan.accounts().find((one) => one.id === id);
    expect(reset).toMatchObject({
      configured: false,
      domain: "configureme.me",
      displayName: null,
      state: "ok",
      quota: 5,
    });
    expect(world.mxplan.freeAccounts()).toHaveLength(3);
    expect(() => world.aliases("anna@example.com")).toThrow();
    expect(world.aliases(reset?.primaryEmailAddress ?? "")).toEqual([]);
    expect(world.grants("bob@example.com")).toEqual([]);
  });

  test("is not reset when its task fails", async () => {
    const { send, pass, faults } = start();
    faults.failTask("deleteAccount", { outcome: "cancelled" });
    await send("DELETE", anna);
    pass(taskMs);
    expect((await send("GET", anna)).body).toMatchObject({ state: "ok", configured: true });
  });

  test.each<[string, object, string]>([
    ["another's address", { login: "bob" }, "Email address is already used."],
    ["another's alias", { login: "contact" }, "Email address is already used."],
    ["an address on Exchange", { login: "shop", domain: "example.org" }, "Email address is already used."],
    ["a domain that is not the service's", { domain: "example.net" }, "not attached"],
    ["a domain that is not ready", { domain: "new.example.org" }, "not ready"],
    ["a domain that nobody has proved to own", { domain: "unproved.example.org" }, "not ready"],
    ["a login that is none", { login: "a b" }, "'login'"],
    ["a quota that is not offered", { quota: 12 }, "capabilities"],
    ["a read-only field", { id: 4 }, "read-only"],
    ["a field that is none", { colour: "red" }, "not described"],
    ["a value of another type", { hiddenFromGAL: "yes" }, "hiddenFromGAL"],
  ])("may not have %s", async (_, body, text) => {
    const { send, world } = start();
    const before = world.mxplan.account("anna@example.com");
    const answer = await send("PUT", anna, body);
    expect(answer).toMatchObject({ body: { message: expect.stringContaining(text) } });
    expect([400, 409]).toContain(answer.status);
    expect(world.mxplan.account("anna@example.com")).toEqual(before);
  });

  test("keeps its address when only its case changes, or nothing", async () => {
    const { send } = start();
    expect((await send("PUT", anna, { login: "Anna", domain: "example.com" })).status).toBe(200);
    expect((await send("GET", anna)).body).toMatchObject({ login: "Anna", configured: true });
    expect((await send("PUT", bob, { lastName: null })).status).toBe(200);
  });

  test("is found by its address and by its id, in part only with a wildcard", async () => {
    const { send, world } = start();
    const list = async (query: string) => (await send("GET", `${service}/account?${query}`)).body;
    expect(await list("primaryEmailAddress=%25configureme.me%25")).toHaveLength(2);
    expect(await list("primaryEmailAddress=configureme")).toEqual([]);
    expect(await list(`id=${world.mxplan.account("bob@example.com")?.id}`)).toEqual(["bob@example.com"]);
    expect(await list("primaryEmailAddress=bob%25&id=1")).toEqual([]);
    expect(await send("GET", `${service}/account?id=bob`)).toMatchObject({ status: 400 });
  });

  test("has any quota where the service does not say which", async () => {
    const { send } = start({ quotasGb: null });
    expect((await send("GET", `${anna}/capabilities`)).body).toEqual({ quotas: null });
    expect((await send("GET", `${account("nobody@example.com")}/capabilities`)).status).toBe(404);
    expect((await send("PUT", anna, { quota: 12.5 })).status).toBe(200);
    expect((await send("GET", anna)).body).toMatchObject({ quota: 12.5 });
  });
});

describe("a password", () => {
  test.each([
    ["short", "must have from 8"],
    ["onlysmallletters", "kinds of characters"],
    ["Durand-4711-x", "display name"],
    ["Has white 4711", "white space"],
    ["My-SAM01-4711", "SAM account name"],
    ["x-anna-XY-4711", "must not contain the login"],
  ])("%s breaks the policy, and is not repeated", async (wrong, text) => {
    const { send, world } = start();
    world.mxplan.editAccount("anna@example.com", { SAMAccountName: "SAM01", displayName: "Durand" });
    const answer = await send("POST", `${anna}/changePassword`, { password: wrong });
    expect(answer).toMatchObject(refused(text));
    expect(answer.body.message).not.toContain(wrong);
  });

  test("may be anything else", async () => {
    const { send, world } = start();
    world.mxplan.editAccount("anna@example.com", { SAMAccountName: "SAM01" });
    expect((await send("POST", `${anna}/changePassword`, password)).status).toBe(200);
    world.mxplan.editAccount("anna@example.com", { SAMAccountName: "" });
    expect((await send("POST", `${anna}/changePassword`, password)).status).toBe(200);
  });

  test("follows the policy of the service as it is now", async () => {
    const { send } = start({ complexityEnabled: false, minPasswordLength: 0 });
    expect((await send("POST", `${anna}/changePassword`, { password: "x" })).status).toBe(200);
    await send("PUT", service, { minPasswordLength: 5 });
    expect((await send("POST", `${anna}/changePassword`, { password: "x" })).status).toBe(400);
    expect(await send("POST", `${anna}/changePassword`, {})).toMatchObject(
      refused("'password' is a required property"),
    );
  });
});

describe("rights and aliases", () => {
  test.each([
    ["fullAccess", "allowedAccountId"],
    ["sendAs", "allowAccountId"],
    ["sendOnBehalfTo", "allowAccountId"],
  ])("%s is granted with %s, and revoked", async (right, field) => {
    const { send, pass, world } = start({ grants: [] });
    const id = world.mxplan.account("bob@example.com")?.id;
    const path = `${anna}/${right}`;
    expect((await send("POST", path, { [field]: id })).body.function).toMatch(new RegExp(`^add${right}$`, "i"));
    expect((await send("GET", `${path}/${id}`)).body.taskPendingId).toBeGreaterThan(0);
    pass(taskMs);
    expect((await send("GET", path)).body).toEqual([id]);
    expect(world.grants("anna@example.com")).toMatchObject([{ right, to: "bob@example.com", inForce: true }]);
    expect((await send("DELETE", `${path}/${id}`)).body.function).toMatch(new RegExp(`^delete${right}$`, "i"));
    pass(taskMs);
    expect((await send("GET", path)).body).toEqual([]);
    expect((await send("GET", `${path}/${id}`)).status).toBe(404);
  });

  test("nobody of another service gets one", async () => {
    const { send, world } = start();
    const id = world.account("shop@example.org")?.id;
    expect(await send("POST", `${anna}/fullAccess`, { allowedAccountId: id })).toMatchObject(refused("no account"));
  });

  test("sendAs and sendOnBehalfTo exclude each other", async () => {
    const { send, world } = start();
    const allowAccountId = world.mxplan.account("bob@example.com")?.id;
    await send("POST", `${anna}/sendAs`, { allowAccountId });
    expect(await send("POST", `${anna}/sendOnBehalfTo`, { allowAccountId })).toMatchObject(refused("combined"));
  });

  test("an alias comes and goes, on a domain of the service that is ready", async () => {
    const { send, pass, world } = start();
    expect((await send("POST", `${bob}/alias`, { alias: "info@example.com" })).body).toMatchObject({
      function: "addAlias",
    });
    pass(taskMs);
    expect((await send("GET", `${bob}/alias/info@example.com`)).body).toMatchObject({ alias: "info@example.com" });
    expect(await send("POST", `${bob}/alias`, { alias: "contact@example.com" })).toMatchObject({ status: 409 });
    expect(await send("POST", `${bob}/alias`, { alias: "x@example.net" })).toMatchObject(refused("not attached"));
    expect(await send("POST", `${bob}/alias`, { alias: "x@new.example.org" })).toMatchObject(refused("not ready"));
    await send("DELETE", `${bob}/alias/info@example.com`);
    pass(taskMs);
    expect(world.aliases("bob@example.com")).toEqual([]);
  });
});

describe("a diagnosis", () => {
  test("is there after somebody asked for it", async () => {
    const { send, pass } = start();
    expect((await send("GET", `${anna}/diagnostic`)).status).toBe(404);
    const { body } = await send("POST", `${anna}/diagnostic`, { password: "Secret-of-hers-1" });
    expect(body).toMatchObject({ function: "diagnoseAccount" });
    expect((await send("GET", `${anna}/diagnostic`)).status).toBe(404);
    pass(taskMs);
    expect((await send("GET", `${anna}/diagnostic`)).body).toEqual({
      canReceiveEmail: true,
      canSendEmail: true,
      connectiveWebmail: true,
      isLocked: false,
      isMxValid: true,
      isSpammer: false,
      isSrvValid: true,
      isSuspended: false,
      lastCheck: "2026-01-05T12:00:01+00:00",
    });
  });

  const fine = {
    canReceiveEmail: true,
    canSendEmail: true,
    connectiveWebmail: true,
    isMxValid: true,
    isSrvValid: true,
  };

  test.each<[string, object, object]>([
    ["a wrong password", { password: "a-wrong-one-4711" }, { canSendEmail: false, connectiveWebmail: false }],
    ["mail records that are not right", { mxIsValid: false }, { canReceiveEmail: false, isMxValid: false }],
    ["no service record", { srvIsValid: false }, { isSrvValid: false }],
    ["a spammer", { spamDetected: true }, { canSendEmail: false, isSpammer: true }],
    [
      "an account that is suspended",
      { state: "suspended" },
      { canReceiveEmail: false, canSendEmail: false, connectiveWebmail: false, isSuspended: true },
    ],
  ])("finds %s", async (_, changes, found) => {
    const { send, pass, world } = start();
    const { password: tried = "Secret-of-hers-1", ...facts } = changes as {
      password?: string;
      mxIsValid?: boolean;
      spamDetected?: boolean;
    };
    if ("mxIsValid" in facts || "srvIsValid" in facts)
      world.mxplan.editDomain("mxplan-ab12345-1", "example.com", facts);
    else world.mxplan.editAccount("anna@example.com", facts);
    await send("POST", `${anna}/diagnostic`, { password: tried });
    pass(taskMs);
    expect((await send("GET", `${anna}/diagnostic`)).body).toMatchObject({ ...fine, ...found });
  });
});

describe("on Zimbra", () => {
  const writes: [keyof Switches, string, object][] = [
    ["zimbraRights", "fullAccess", { allowedAccountId: 0 }],
    ["zimbraAliases", "alias", { alias: "info@example.com" }],
    ["zimbraDiagnostic", "diagnostic", password],
  ];

  test.each(writes)("%s: what the switch refuses, and reads nothing of", async (name, path, body) => {
    const { send, world } = start({ isZimbra: true, grants: [] }, { [name]: "refused" });
    const sent = path === "fullAccess" ? { allowedAccountId: world.mxplan.account("anna@example.com")?.id } : body;
    expect(await send("POST", `${bob}/${path}`, sent)).toMatchObject(refused("Zimbra"));
    const { status, body: shown } = await send("GET", `${bob}/${path}`);
    expect(path === "diagnostic" ? status : shown).toEqual(path === "diagnostic" ? 404 : []);
    const accepting = start({ isZimbra: true, grants: [] });
    expect((await accepting.send("POST", `${bob}/${path}`, sent)).status).toBe(200);
    const otherPlan = start({ grants: [] }, { [name]: "refused" });
    expect((await otherPlan.send("POST", `${bob}/${path}`, sent)).status).toBe(200);
  });
});

test("a walk through every route answers as OVHcloud's description says", async () => {
  const { send, world, wire } = start();
  const bodies: Record<string, object> = {
    "PUT /email/mxplan/{service}": { displayName: "Mail" },
    "PUT /email/mxplan/{service}/domain/{domainName}": { mxRelay: null },
    "PUT /email/mxplan/{service}/account/{email}": { initial: "AD", mailingFilter: ["vaderetro"] },
    "POST /email/mxplan/{service}/account/{email}/alias": { alias: "new@example.com" },
    "POST /email/mxplan/{service}/account/{email}/changePassword": password,
    "POST /email/mxplan/{service}/account/{email}/diagnostic": password,
    "POST /email/mxplan/{service}/externalContact": { externalEmailAddress: "two@example.net", hiddenFromGAL: null },
    "PUT /email/mxplan/{service}/externalContact/{externalEmailAddress}": { firstName: "Zoe" },
  };
  await send("POST", `${service}/externalContact`, { externalEmailAddress: "one@example.net", lastName: "One" });
  const rank = { POST: 0, PUT: 1, GET: 2, DELETE: 3 };
  const inOrder = [...mxplanRoutes].sort(
    (a, b) => rank[a.method] - rank[b.method] || b.template.length - a.template.length,
  );
  const diagnosed = inOrder.findIndex((one) => one.method === "GET");
  for (const [index, { method, template }] of inOrder.entries()) {
    if (index === diagnosed) world.finishTasks();
    const isOther = template.includes("sendOnBehalfTo");
    const values: Record<string, unknown> = {
      service: "mxplan-ab12345-1",
      email: "anna@example.com",
      domainName: "example.com",
      alias: "contact@example.com",
      externalEmailAddress: "one@example.net",
      allowedAccountId: world.mxplan.account(isOther ? "anna@example.com" : "bob@example.com")?.id,
      id: world.tasks().find((task) => task.mailbox === "anna@example.com")?.id,
    };
    const right = /\/(fullAccess|sendAs|sendOnBehalfTo)$/.exec(template)?.[1];
    const grant = { [right === "fullAccess" ? "allowedAccountId" : "allowAccountId"]: values.allowedAccountId };
    const body = right !== undefined && method === "POST" ? grant : bodies[`${method} ${template}`];
    const path = template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
    const answer = await send(method, path, body);
    expect(answer.status, `${method} ${template}: ${answer.body?.message}`).toBe(200);
  }
  expect(inOrder.length).toBeGreaterThan(40);
  expect(wire.problems).toEqual([]);
});
