/** The domains of an Exchange service: which there are, which may be used, and what they need of the DNS. */
import { describe, expect, test } from "vitest";
import { taskMs } from "../../support/signed-caller.js";
import { anna, exchange, service, support, team } from "./exchange-support.js";

const domains = `${service}/domain`;
const added = { name: "new.example", type: "authoritative" };
const addedPath = `${domains}/new.example`;
const other = { name: "other", owner: "ab12345-ovh", domains: ["shared.example"] };

describe("adding a domain", () => {
  test("is a task; what the DNS needs is as the body asks", async () => {
    const { send, pass, read } = exchange();
    const body = { ...added, configureMx: true, configureSPF: true, configureDKIM: true, autoEnableDKIM: true };
    const task = (await send("POST", domains, body)).body;
    expect(task.function).toBe("addDomain");
    expect(await read(addedPath)).toMatchObject({ state: "creating", taskPendingId: task.id, mxIsValid: false });
    pass(taskMs);
    expect(await read(addedPath)).toMatchObject({
      ...added,
      state: "ok",
      taskPendingId: 0,
      domainValidated: true,
      cnameToCheck: null,
      mxIsValid: true,
      mxRecord: ["mx0.mail.example.net", "mx1.mail.example.net"],
      spfIsValid: true,
      srvIsValid: false,
      srvRecord: null,
      dkimDiagnostics: { errorCode: null, message: null, state: "active" },
    });
  });

  test("keeps what else the body says", async () => {
    const { send, pass, world } = exchange();
    const body = { name: "new.example", type: "nonAuthoritative", mxRelay: "mx.example.org", main: true };
    await send("POST", domains, { ...body, sbrDefault: "relay.example.org", configureDKIM: true });
    pass(taskMs);
    expect(world.domain("hosted-ab12345-1", "new.example")).toMatchObject({
      ...body,
      sbrDefault: "relay.example.org",
      dkimDiagnostics: { state: "disabled" },
    });
  });

  test("of another customer's needs a proof of ownership, and nothing can be made on it before", async () => {
    const { send, pass, read, statusOf, world } = exchange({ service: { foreignDomains: ["new.example"] } });
    await send("POST", domains, { ...added, configureMx: true });
    pass(taskMs);
    expect(await read(addedPath)).toMatchObject({
      state: "ok",
      domainValidated: false,
      cnameToCheck: expect.stringMatching(/^[a-z0-9]{10}-check\.new\.example$/),
      mxIsValid: false,
    });
    const attempts = async () => [
      await statusOf("PUT", anna, { domain: "new.example" }),
      await statusOf("POST", `${support}/alias`, { alias: "a@new.example" }),
      await statusOf("POST", `${service}/sharedAccount`, { sharedEmailAddress: "b@new.example", quota: 1 }),
      await statusOf("PUT", team, { mailingListAddress: "c@new.example" }),
    ];
    expect(await attempts()).toEqual([400, 400, 400, 400]);
    world.editDomain("hosted-ab12345-1", "new.example", { domainValidated: true, cnameToCheck: null });
    expect(await attempts()).toEqual([200, 200, 200, 200]);
  });

  test("takes its time: nothing can be made on a domain that is being added or removed", async () => {
    const { send, pass, statusOf } = exchange({ service: { domains: ["example.com", "old.example"] } });
    await send("POST", domains, added);
    await send("DELETE", `${domains}/old.example`);
    expect(await statusOf("PUT", anna, { domain: "new.example" })).toBe(400);
    expect(await statusOf("PUT", anna, { domain: "old.example" })).toBe(400);
    pass(taskMs);
    expect(await statusOf("PUT", anna, { domain: "old.example" })).toBe(400);
    expect(await statusOf("PUT", anna, { domain: "new.example" })).toBe(200);
  });

  test.each([
    ["there already", { name: "Example.com", type: "authoritative" }],
    ["no domain", { name: "example", type: "authoritative" }],
    ["without a type", { name: "new.example" }],
    ["another service's, both with authority", { name: "shared.example", type: "authoritative" }],
  ])("is refused: %s", async (_, body) => {
    const { statusOf, world } = exchange({ others: [other] });
    expect(await statusOf("POST", domains, body)).toBe(400);
    expect(world.tasks()).toEqual([]);
  });

  test("of another service is possible without authority", async () => {
    const { statusOf, pass } = exchange({ others: [other] });
    expect(await statusOf("POST", domains, { name: "shared.example", type: "nonAuthoritative" })).toBe(200);
    pass(taskMs);
    expect(await statusOf("PUT", `${domains}/shared.example`, { type: "authoritative" })).toBe(400);
    expect(await statusOf("PUT", `${domains}/shared.example`, { mxRelay: "mx.example.org" })).toBe(200);
  });

  test("createdIsReadable afterTask: neither answers nor is listed before its task is done", async () => {
    const { send, pass, statusOf, read } = exchange({ switches: { createdIsReadable: "afterTask" } });
    await send("POST", domains, added);
    expect([await statusOf("GET", addedPath), await read(domains)]).toEqual([404, ["example.com"]]);
    expect(await statusOf("POST", domains, added)).toBe(400);
    pass(taskMs);
    expect(await read(domains)).toEqual(["example.com", "new.example"]);
  });

  test.each([
    ["removed", 1],
    ["kept", 2],
  ] as const)("failedCreate %s: after a failed task there are %i domains", async (failedCreate, left) => {
    const { send, pass, faults, world, read } = exchange({ switches: { failedCreate } });
    faults.failTask("addDomain", { outcome: "error" });
    await send("POST", domains, added);
    pass(taskMs);
    expect(world.services()[0]?.domains).toHaveLength(left);
    expect(await read(`${domains}?state=creating`)).toHaveLength(left - 1);
  });
});

describe("a domain", () => {
  test("takes the whole model in a PUT, of which the type and the relay count", async () => {
    const { read, send, pass, world, statusOf } = exchange();
    const path = `${domains}/EXAMPLE.com`;
    const shown = (await read(path)) as object;
    const changes = { type: "nonAuthoritative", mxRelay: "mx.example.org" };
    expect(await send("PUT", path, { ...shown, ...changes })).toEqual({ status: 200, body: null });
    expect(world.tasks()).toMatchObject([{ function: "setDomain", mailbox: undefined }]);
    pass(taskMs);
    expect(world.domain("hosted-ab12345-1", "example.com")).toMatchObject({ ...changes, taskPendingId: 0 });
    expect(await statusOf("PUT", path, { ...shown, expectedMX: ["mx.example.org"] })).toBe(400);
  });

  test("addressInPath: its name counts as an address does", async () => {
    const strict = exchange({ switches: { addressInPath: "sameCase" } });
    expect(await strict.statusOf("GET", `${domains}/Example.com`)).toBe(404);
    expect(await strict.statusOf("GET", `${domains}/example.com`)).toBe(200);
  });

  test("a change that fails is taken back, or kept, as the switch says", async () => {
    for (const failedUpdate of ["rolledBack", "kept"] as const) {
      const { send, pass, faults, world } = exchange({ switches: { failedUpdate } });
      faults.failTask("setDomain", { outcome: "error" });
      await send("PUT", `${domains}/example.com`, { mxRelay: "mx.example.org" });
      pass(taskMs);
      const left = failedUpdate === "kept" ? "mx.example.org" : null;
      expect(world.domain("hosted-ab12345-1", "example.com").mxRelay).toBe(left);
    }
  });

  test("renameVisible afterTask: a change shows when its task is done", async () => {
    const { send, pass, world } = exchange({ switches: { renameVisible: "afterTask" } });
    await send("PUT", `${domains}/example.com`, { mxRelay: "mx.example.org" });
    expect(world.domain("hosted-ab12345-1", "example.com").mxRelay).toBeNull();
    pass(taskMs);
    expect(world.domain("hosted-ab12345-1", "example.com").mxRelay).toBe("mx.example.org");
  });

  test("busyRefusesWrites: takes one change at a time", async () => {
    const { send, pass, statusOf } = exchange({ switches: { busyRefusesWrites: true } });
    await send("PUT", `${domains}/example.com`, { mxRelay: "mx.example.org" });
    expect(await statusOf("PUT", `${domains}/example.com`, { mxRelay: null })).toBe(409);
    pass(taskMs);
    expect(await statusOf("PUT", `${domains}/example.com`, { mxRelay: null })).toBe(200);
  });

  test("is found by its state and by whether it is the main one", async () => {
    const seeded = [
      { name: "example.com", main: true },
      { name: "slow.example", state: "creating" },
      { name: "plain.example" },
    ] as const;
    const { read, statusOf } = exchange({ service: { domains: [...seeded] } });
    expect(await read(`${domains}?state=ok`)).toEqual(["example.com", "plain.example"]);
    expect(await read(`${domains}?state=creating`)).toEqual(["slow.example"]);
    expect(await read(`${domains}?main=true`)).toEqual(["example.com"]);
    expect(await read(`${domains}?main=false&state=ok`)).toEqual(["plain.example"]);
    expect(await statusOf("GET", `${domains}?state=well`)).toBe(400);
    expect(await statusOf("GET", `${domains}?main=7`)).toBe(400);
    expect(await statusOf("GET", `${domains}/none.example`)).toBe(404);
  });
});

describe("removing a domain", () => {
  const path = `${domains}/old.example`;
  const on = (given: object) => exchange({ service: { domains: ["example.com", "old.example"], ...given } });

  test("is a task", async () => {
    const { send, pass, read, statusOf } = on({});
    expect((await send("DELETE", path)).body.function).toBe("deleteDomain");
    expect(await read(path)).toMatchObject({ state: "deleting" });
    expect(await statusOf("DELETE", path)).toBe(409);
    pass(taskMs);
    expect([await statusOf("GET", path), await read(domains)]).toEqual([404, ["example.com"]]);
    expect(await statusOf("POST", domains, { ...added, name: "old.example" })).toBe(200);
  });

  test.each<[string, object]>([
    ["an account", { accounts: [{ emailAddress: "a@old.example" }], mailingLists: [] }],
    ["an alias", { accounts: [{ emailAddress: "a@example.com", aliases: ["a@Old.example"] }], mailingLists: [] }],
    ["a shared account", { sharedAccounts: [{ emailAddress: "a@old.example", quotaMb: 1 }] }],
    ["a contact group", { mailingLists: [{ emailAddress: "a@old.example" }] }],
    ["an external contact", { externalContacts: [{ emailAddress: "a@old.example" }], mailingLists: [] }],
  ])("is refused while %s is on it", async (_, given) => {
    const { send, world } = on(given);
    expect(await send("DELETE", path)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("still") },
    });
    expect(world.tasks()).toEqual([]);
  });

  test("is refused while a task will bring an address to it", async () => {
    const seed = { service: { domains: ["example.com", "old.example"] } };
    const { send, statusOf } = exchange({ ...seed, switches: { renameVisible: "afterTask" } });
    await send("PUT", anna, { domain: "old.example" });
    expect(await statusOf("DELETE", path)).toBe(400);
  });

  test("leaves it as it was when its task fails", async () => {
    const { send, pass, faults, read } = on({});
    faults.failTask("deleteDomain", { outcome: "cancelled" });
    await send("DELETE", path);
    pass(taskMs);
    expect(await read(path)).toMatchObject({ state: "ok", taskPendingId: 0 });
  });
});
