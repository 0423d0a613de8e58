/**
 * The rules of the simulated Exchange service: seats, names, quotas, rights, passwords; each switch both ways.
 * Time is a number that the tests move.
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
  message: string;
  function: string;
  status: string;
  state: string;
  taskPendingId: number;
  configured: boolean;
  passwordLastUpdate: string;
}
const start = signedSimulator<Shown>;

const carla = { login: "carla", domain: "example.com", displayName: "Carla" };

describe("a free account", () => {
  test("is found by its domain and claimed by a PUT that gives it a login and a domain", async () => {
    const { send, seat, free, pass, world } = start();
    const listed = await send("GET", `${service}/account?primaryEmailAddress=%25configureme.me%25`);
    expect(listed.body).toHaveLength(2);
    expect((await send("GET", seat)).body).toMatchObject({ configured: false, state: "ok", taskPendingId: 0 });
    expect(await send("PUT", seat, { ...carla, primaryEmailAddress: free })).toEqual({ status: 200, body: null });
    const claimed = (await send("GET", `${service}/account/carla@example.com`)).body;
    expect(claimed).toMatchObject({ configured: true, displayName: "Carla", quota: 50 });
    expect(claimed.taskPendingId).toBeGreaterThan(0);
    expect((await send("GET", seat)).status).toBe(404);
    expect((await send("GET", `${service}/task/${claimed.taskPendingId}`)).body.function).toBe("setAccount");
    pass(taskMs);
    expect((await send("GET", `${service}/account/CARLA@example.com`)).body.taskPendingId).toBe(0);
    expect(world.freeAccounts()).toHaveLength(1);
  });

  test("renameVisible afterTask: the new address is promised, and answers only when the task is done", async () => {
    const { send, seat, pass } = start({ switches: { renameVisible: "afterTask" } });
    await send("PUT", seat, carla);
    expect((await send("GET", `${service}/account/carla@example.com`)).status).toBe(404);
    expect((await send("GET", seat)).body.configured).toBe(false);
    expect((await send("PUT", anna, { login: "carla" })).body.message).toBe("Email address is already used.");
    pass(taskMs);
    expect((await send("GET", `${service}/account/carla@example.com`)).body.configured).toBe(true);
  });

  test("cannot be ordered by POST; a dedicated service can, and its accounts can be removed", async () => {
    const body = { ...carla, license: "standard", password };
    expect((await start().send("POST", `${service}/account`, body)).status).toBe(400);
    const { send, pass, world, free } = start({ service: { offer: "dedicated" } });
    expect((await send("POST", `${service}/account`, body)).body.function).toBe("addAccount");
    expect((await send("GET", `${service}/account/carla@example.com`)).body.state).toBe("creating");
    pass(taskMs);
    expect(world.account("carla@example.com")).toMatchObject({ state: "ok", configured: true, displayName: "Carla" });
    expect(world.passwordMatches("carla@example.com", password)).toBe(true);
    expect((await send("DELETE", `${service}/account/carla@example.com`)).body.function).toBe("deleteAccount");
    pass(taskMs);
    expect(world.account("carla@example.com")).toBeUndefined();
    expect((await send("DELETE", `${service}/account/${free}`)).body.message).toContain("unconfigured");
  });
});

describe("an account", () => {
  test("is renamed in place: same id, same rights, old address free again", async () => {
    const { send, idOf, world } = start();
    const id = idOf("anna@example.com");
    world.grant({ on: "anna@example.com", to: "bob@example.com", right: "fullAccess" });
    await send("PUT", anna, { login: "anna.durand" });
    expect(idOf("anna.durand@example.com")).toBe(id);
    expect(world.grants("anna.durand@example.com")).toHaveLength(1);
    expect((await send("PUT", `${service}/account/bob@example.com`, { login: "anna" })).status).toBe(200);
  });

  test.each(["bob@example.com", "BOB@example.com", "contact@example.com", "support@example.com"])(
    "cannot take the address %s",
    async (address) => {
      const [login, domain] = address.split("@");
      const refusal = { class: expect.any(String), message: "Email address is already used." };
      const { send, seat } = start();
      expect(await send("PUT", seat, { login, domain })).toEqual({ status: 409, body: refusal });
      const asked = start({ switches: { duplicateAddressStatus: 400 } });
      expect((await asked.send("PUT", asked.seat, { login, domain })).status).toBe(400);
    },
  );

  test("needs a domain of the service, whole", async () => {
    const { send, seat } = start();
    expect((await send("PUT", seat, { login: "a", domain: "notexample.com" })).status).toBe(400);
    expect((await send("PUT", seat, { login: "a", domain: "configureme.me" })).status).toBe(400);
  });

  test("tells read-only fields, nulls and unknown fields apart, each as its switch says", async () => {
    const strict = start();
    expect((await strict.send("PUT", anna, { primaryEmailAddress: "x@example.com" })).status).toBe(400);
    expect((await strict.send("PUT", anna, { colour: "red" })).body.message).toContain("(colour)");
    expect((await strict.send("PUT", anna, { hiddenFromGAL: null })).status).toBe(400);
    await strict.send("PUT", anna, { displayName: null });
    expect(strict.world.account("anna@example.com")?.displayName).toBeNull();
    const switches = { readOnlyInPut: "ignored", unknownBodyField: "ignored", putNull: "ignored" } as const;
    const lax = start({ switches });
    const body = { primaryEmailAddress: "x@example.com", colour: "red", displayName: null, city: "Lille" };
    expect((await lax.send("PUT", anna, body)).status).toBe(200);
    expect(lax.world.account("anna@example.com")).toMatchObject({ displayName: "Anna Durand", city: "Lille" });
  });

  test("may not switch deleteVirus off", async () => {
    const { send, world } = start();
    const now = world.account("anna@example.com")?.spamAndVirusConfiguration;
    const put = (deleteVirus: boolean) => send("PUT", anna, { spamAndVirusConfiguration: { ...now, deleteVirus } });
    expect([(await put(false)).status, (await put(true)).status]).toEqual([400, 200]);
  });

  test("filters: wildcards; a bare value matches whole or in part, as the switch says", async () => {
    const list = async (bareFilter: Switches["bareFilter"], query: string) =>
      (await start({ switches: { bareFilter } }).send("GET", `${service}/account?${query}`)).body;
    expect(await list("exact", "primaryEmailAddress=anna%25")).toEqual(["anna@example.com"]);
    expect(await list("exact", "primaryEmailAddress=ann")).toEqual([]);
    expect(await list("contains", "primaryEmailAddress=ann")).toEqual(["anna@example.com"]);
    expect(await list("exact", `id=${start().idOf("bob@example.com")}`)).toEqual(["bob@example.com"]);
    expect(await list("exact", "accountLicense=basic")).toEqual([]);
  });

  test("addressInPath", async () => {
    const upper = `${service}/account/Anna@example.com`;
    expect((await start().send("GET", upper)).status).toBe(200);
    expect((await start({ switches: { addressInPath: "sameCase" } }).send("GET", upper)).status).toBe(404);
  });

  test("is emptied and not removed by DELETE on a hosted service, with all rights on it and of it", async () => {
    const { send, pass, world, idOf } = start();
    const id = idOf("anna@example.com");
    world.grant({ on: "anna@example.com", to: "bob@example.com", right: "sendAs" });
    world.grant({ on: "support@example.com", to: "anna@example.com", right: "sendAs" });
    await send("DELETE", anna);
    expect((await send("GET", anna)).body.state).toBe("deleting");
    expect((await send("PUT", anna, { city: "Lille" })).status).toBe(409);
    pass(taskMs);
    expect((await send("GET", anna)).status).toBe(404);
    const reset = world.accounts().find((account) => account.id === id);
    expect(reset).toMatchObject({ configured: false, domain: "configureme.me", displayName: null, currentUsage: 0 });
    expect([reset?.state, reset?.numberOfAliases]).toEqual(["ok", 0]);
    expect(world.grants("support@example.com")).toEqual([]);
    expect(world.grants(reset?.primaryEmailAddress ?? "")).toEqual([]);
  });

  test("idsSurviveReset false: the seat comes back under another id", async () => {
    const { send, pass, world, idOf } = start({ switches: { idsSurviveReset: false } });
    const id = idOf("anna@example.com");
    await send("DELETE", anna);
    pass(taskMs);
    expect(world.accounts().some((account) => account.id === id)).toBe(false);
    expect(world.freeAccounts()).toHaveLength(3);
  });
});

describe("a password", () => {
  test.each([
    ["too short", "Ab-1"],
    ["too long", `Ab-1${"x".repeat(124)}`],
    ["two kinds of characters", "abcdefgh1"],
    ["a part of the display name", "Xx-durand-77"],
    ["the login", "Xx-anna-77"],
  ])("is refused: %s", async (_, refused) => {
    const { send, world } = start();
    expect((await send("POST", `${anna}/changePassword`, { password: refused })).status).toBe(400);
    expect(world.tasks()).toEqual([]);
  });

  test("works from the end of its task on, and is shown by its date only", async () => {
    const { send, pass, world } = start();
    expect((await send("POST", `${anna}/changePassword`, { password })).body.function).toBe("changePassword");
    expect(world.passwordMatches("anna@example.com", password)).toBe(false);
    pass(taskMs);
    expect(world.passwordMatches("anna@example.com", password)).toBe(true);
    const shown = (await send("GET", anna)).body;
    expect(shown.passwordLastUpdate).toBe("2026-01-05T12:00:01+00:00");
    expect(JSON.stringify(shown)).not.toContain(password);
  });

  test("without complexity anything long enough passes", async () => {
    const { send } = start({ service: { complexityEnabled: false } });
    expect((await send("POST", `${anna}/changePassword`, { password: "abcdefgh" })).status).toBe(200);
  });
});

describe("a shared account", () => {
  const sales = { sharedEmailAddress: "sales@example.com", quota: 1_024 };

  test("is created, renamed, removed", async () => {
    const { send, pass, world } = start();
    expect((await send("POST", `${service}/sharedAccount`, sales)).body).toMatchObject({
      function: "addSharedAccount",
    });
    expect(world.sharedAccount("sales@example.com")?.state).toBe("creating");
    pass(taskMs);
    const path = `${service}/sharedAccount/sales@example.com`;
    expect((await send("GET", path)).body).toMatchObject({ state: "ok", taskPendingId: 0, quota: 1_024 });
    expect((await send("PUT", path, { sharedEmailAddress: "anna@example.com" })).status).toBe(409);
    expect((await send("PUT", path, { sharedEmailAddress: "vente@example.com" })).body).toBeNull();
    await send("DELETE", `${service}/sharedAccount/vente@example.com`);
    pass(2 * taskMs);
    expect((await send("GET", `${service}/sharedAccount?sharedEmailAddress=vente%25`)).body).toEqual([]);
  });

  test("createdIsReadable afterTask: 404 until done", async () => {
    const { send, pass } = start({ switches: { createdIsReadable: "afterTask" } });
    await send("POST", `${service}/sharedAccount`, sales);
    expect((await send("GET", `${service}/sharedAccount/sales@example.com`)).status).toBe(404);
    expect((await send("GET", `${service}/sharedAccount`)).body).toEqual(["support@example.com"]);
    expect((await send("POST", `${service}/sharedAccount`, sales)).status).toBe(409);
    pass(taskMs);
    expect((await send("GET", `${service}/sharedAccount/sales@example.com`)).body.state).toBe("ok");
  });

  test("quotas: each and together, counted in MB, 5 GB for each of the 4 accounts", async () => {
    const { send } = start({ service: { singleMailboxQuotaLimitMb: 19_000 } });
    const quota = (await send("GET", `${service}/sharedAccountQuota`)).body;
    expect(quota).toMatchObject({ quotaLimit: 20_480, quotaReserved: 2_048, singleMailboxQuotaLimit: 19_000 });
    const post = async (quotaMb: number) =>
      (await send("POST", `${service}/sharedAccount`, { ...sales, quota: quotaMb })).status;
    expect([await post(19_001), await post(18_433), await post(0), await post(18_432)]).toEqual([400, 400, 400, 200]);
    expect((await send("PUT", support, { quota: 2_049 })).status).toBe(400);
    expect((await send("PUT", support, { quota: 2_047 })).status).toBe(200);
    const asked = start({ switches: { ruleRefusalStatus: 409 }, service: { sharedQuotaLimitMb: 2_048 } });
    expect((await asked.send("POST", `${service}/sharedAccount`, sales)).status).toBe(409);
  });
});

describe.each([
  ["an account", anna, ""],
  ["a shared account", support, "SharedAccount"],
])("rights on %s", (_, target, infix) => {
  test("are granted and revoked by tasks; the body's field differs with the right", async () => {
    const { send, pass, idOf } = start();
    const bob = idOf("bob@example.com");
    const granted = await send("POST", `${target}/fullAccess`, { allowedAccountId: bob });
    expect(granted.body.function).toBe(`add${infix}FullAccess`);
    expect((await send("POST", `${target}/sendAs`, { allowedAccountId: bob })).status).toBe(400);
    expect((await send("GET", `${target}/fullAccess`)).body).toEqual([bob]);
    const pending = (await send("GET", `${target}/fullAccess/${bob}`)).body;
    expect(pending).toMatchObject({ allowedAccountId: bob, taskPendingId: granted.body.id });
    pass(taskMs);
    expect((await send("GET", `${target}/fullAccess/${bob}`)).body.taskPendingId).toBe(0);
    expect((await send("DELETE", `${target}/fullAccess/${bob}`)).body.function).toBe(`delete${infix}FullAccess`);
    pass(taskMs);
    expect((await send("GET", `${target}/fullAccess`)).body).toEqual([]);
    expect((await send("DELETE", `${target}/fullAccess/${bob}`)).status).toBe(404);
  });

  test("createdIsReadable afterTask: not listed until done", async () => {
    const { send, pass, idOf } = start({ switches: { createdIsReadable: "afterTask" } });
    await send("POST", `${target}/sendAs`, { allowAccountId: idOf("bob@example.com") });
    expect((await send("GET", `${target}/sendAs`)).body).toEqual([]);
    pass(taskMs);
    expect((await send("GET", `${target}/sendAs`)).body).toEqual([idOf("bob@example.com")]);
  });

  test("sendAs and sendOnBehalfTo exclude each other; the delegate is an account of the service", async () => {
    const { send, world, idOf } = start();
    const allowAccountId = idOf("bob@example.com");
    expect((await send("POST", `${target}/sendAs`, { allowAccountId })).status).toBe(200);
    expect((await send("POST", `${target}/sendOnBehalfTo`, { allowAccountId })).status).toBe(400);
    expect((await send("POST", `${target}/fullAccess`, { allowedAccountId: allowAccountId })).status).toBe(200);
    const sharedId = world.sharedAccount("support@example.com")?.id;
    expect((await send("POST", `${target}/sendAs`, { allowAccountId: sharedId })).status).toBe(400);
    expect((await send("POST", `${target}/sendAs`, { allowAccountId: 1 })).status).toBe(400);
  });

  test.each<[Switches["secondGrant"], number]>([
    ["idempotent", 200],
    ["refused", 400],
  ])("secondGrant %s answers %i", async (secondGrant, status) => {
    const { send, pass, idOf } = start({ switches: { secondGrant } });
    const body = { allowAccountId: idOf("bob@example.com") };
    await send("POST", `${target}/sendAs`, body);
    expect((await send("POST", `${target}/sendAs`, body)).status).toBe(status);
    pass(2 * taskMs);
    expect((await send("GET", `${target}/sendAs`)).body).toHaveLength(1);
  });
});

describe("aliases", () => {
  test("are added and removed by tasks, and no address is used twice", async () => {
    const { send, pass, world } = start();
    expect((await send("GET", `${anna}/alias`)).body).toEqual(["contact@example.com"]);
    expect((await send("POST", `${support}/alias`, { alias: "contact@example.com" })).status).toBe(409);
    expect((await send("POST", `${support}/alias`, { alias: "help@example.com" })).body.function).toBe("addAlias");
    expect((await send("GET", `${support}/alias/help@example.com`)).body.taskPendingId).toBeGreaterThan(0);
    expect((await send("DELETE", `${anna}/alias/contact@example.com`)).body.function).toBe("deleteAlias");
    pass(taskMs);
    expect([world.aliases("anna@example.com"), world.aliases("support@example.com")]).toEqual([
      [],
      ["help@example.com"],
    ]);
  });
});
