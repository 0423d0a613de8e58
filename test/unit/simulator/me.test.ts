// What a customer sees of themselves and of their keys.

import { describe, expect, test } from "vitest";
import { defaultSeed, type Seed } from "../../../provider/simulator/index.js";
import { meRoutes } from "../../../provider/simulator/me/routes.js";
import { type Keys, simulated, stranger, strangerKeys } from "../../support/signed-caller.js";

interface Shown {
  message: string;
  credentialId: number;
  applicationId: number;
  allowedIPs: string[] | null;
}

type AccountSeed = Seed["apiAccounts"][number];
const [first] = defaultSeed().apiAccounts as [AccountSeed];
const other: Keys = { applicationKey: "ak", applicationSecret: "as", consumerKey: "ck" };
const seed = (changes: Partial<AccountSeed> = {}): Seed => ({
  ...defaultSeed(),
  apiAccounts: [{ ...first, credentials: [{ consumerKey: "second" }, other], ...changes }, stranger],
});

function start(changes: Partial<AccountSeed> = {}) {
  const simulator = simulated<Shown>(seed(changes));
  const list = async (path: string) => (await simulator.send("GET", path)).body as unknown as number[];
  return { ...simulator, list };
}

describe("the customer", () => {
  test("has the name of the seed", async () => {
    const simulator = start({ person: { email: "boss@example.com", name: "Durand" } });
    expect((await simulator.send("GET", "/me")).body).toMatchObject({
      nichandle: "ab12345-ovh",
      email: "boss@example.com",
      name: "Durand",
      firstname: "Example",
      state: "complete",
    });
    expect((await simulator.sendAs(strangerKeys, "GET", "/me")).body).toMatchObject({
      nichandle: "zz99999-ovh",
      email: "person@example.com",
    });
    expect(simulator.wire.problems).toEqual([]);
  });
});

describe("applications", () => {
  test("are those that the customer has registered, and show no secret", async () => {
    const simulator = start();
    const ids = await simulator.list("/me/api/application");
    expect(ids).toHaveLength(2);
    const shown = await simulator.send("GET", `/me/api/application/${ids[1]}`);
    expect(shown.body).toMatchObject({ applicationId: ids[1], applicationKey: "ak", status: "active" });
    expect(JSON.stringify(shown.body)).not.toContain('"as"');
    expect(await simulator.sendAs(strangerKeys, "GET", `/me/api/application/${ids[1]}`)).toMatchObject({ status: 404 });
    expect(await simulator.send("GET", "/me/api/application/text")).toMatchObject({ status: 400 });
  });

  test("take their credentials with them when they go", async () => {
    const simulator = start();
    const [id] = await simulator.list("/me/api/application");
    const credentials = await simulator.list(`/me/api/credential?applicationId=${id}`);
    expect(credentials).toHaveLength(2);
    expect(await simulator.sendAs(other, "DELETE", `/me/api/application/${id}`)).toEqual({ status: 200, body: null });
    expect(await simulator.send("GET", "/me")).toMatchObject({ status: 403, body: { errorCode: "INVALID_KEY" } });
    expect((await simulator.sendAs(other, "GET", "/me/api/credential")).body).toHaveLength(1);
    expect((await simulator.sendAs(other, "GET", "/me/api/application")).body).toHaveLength(1);
    expect(simulator.desk.list().filter(({ status }) => status === "revoked")).toHaveLength(2);
  });
});

describe("credentials", () => {
  test("are those that act for the customer, of whatever application", async () => {
    const simulator = start();
    const all = await simulator.list("/me/api/credential");
    expect(all).toHaveLength(3);
    const { body } = await simulator.send("GET", `/me/api/credential/${all[2]}`);
    expect(body).toMatchObject({ credentialId: all[2], status: "validated", lastUse: null });
    const application = await simulator.send("GET", `/me/api/credential/${all[2]}/application`);
    expect(application.body).toMatchObject({ applicationId: body.applicationId, applicationKey: "ak" });
    expect(await simulator.sendAs(strangerKeys, "GET", `/me/api/credential/${all[2]}`)).toMatchObject({ status: 404 });
  });

  test("are listed by application and by status, and by nothing else", async () => {
    const simulator = start({ credentials: [other, { consumerKey: "old", consumerKeyIsValid: false }] });
    const all = await simulator.list("/me/api/credential");
    expect(await simulator.list("/me/api/credential?status=expired")).toEqual([all[2]]);
    expect(await simulator.list("/me/api/credential?status=pendingValidation")).toEqual([]);
    expect(await simulator.list("/me/api/credential?status=validated&applicationId=1")).toEqual([]);
    expect(await simulator.send("GET", "/me/api/credential?status=asleep")).toMatchObject({ status: 400 });
    expect(await simulator.send("GET", "/me/api/credential?applicationId=one")).toMatchObject({ status: 400 });
  });

  test("one that was validated for the customer joins them", async () => {
    const simulator = start();
    const asked = await simulator.answered(
      new Request("https://eu.api.ovh.com/1.0/auth/credential", {
        method: "POST",
        headers: { "x-ovh-application": "ak" },
        body: JSON.stringify({ accessRules: [] }),
      }),
    );
    expect(await simulator.list("/me/api/credential")).toHaveLength(3);
    simulator.desk.validate((asked.body as unknown as { consumerKey: string }).consumerKey, "ab12345-ovh");
    expect(await simulator.list("/me/api/credential")).toHaveLength(4);
  });

  test("are revoked by a DELETE: they are gone, and their key opens nothing", async () => {
    const simulator = start();
    const [, second] = await simulator.list("/me/api/credential");
    expect(await simulator.send("DELETE", `/me/api/credential/${second}`)).toEqual({ status: 200, body: null });
    expect(await simulator.send("GET", `/me/api/credential/${second}`)).toMatchObject({ status: 404 });
    expect(await simulator.list("/me/api/credential")).not.toContain(second);
    expect(await simulator.sendAs({ ...first, consumerKey: "second" }, "GET", "/me")).toMatchObject({
      status: 403,
      body: { errorCode: "INVALID_CREDENTIAL" },
    });
  });

  test("may be bound to addresses, and nothing else of them may be changed", async () => {
    const simulator = start();
    const [id] = await simulator.list("/me/api/credential");
    const path = `/me/api/credential/${id}`;
    expect((await simulator.send("PUT", path, { allowedIPs: ["192.0.2.1"] })).status).toBe(200);
    expect((await simulator.send("GET", path)).body.allowedIPs).toEqual(["192.0.2.1"]);
    expect((await simulator.send("PUT", path, { allowedIPs: null })).status).toBe(200);
    expect((await simulator.send("GET", path)).body.allowedIPs).toBeNull();
    expect((await simulator.send("PUT", path, { status: "refused" })).status).toBe(400);
  });
});

describe("service accounts", () => {
  test("show no secret", async () => {
    const simulator = start({ clientId: "EU.0123", clientSecret: "secret-4711" });
    expect((await simulator.send("GET", "/me/api/oauth2/client")).body).toEqual(["EU.0123"]);
    const { body } = await simulator.send("GET", "/me/api/oauth2/client/EU.0123");
    expect(body).toMatchObject({
      clientId: "EU.0123",
      flow: "CLIENT_CREDENTIALS",
      identity: "urn:v1:eu:identity:credential:ab12345-ovh/oauth2-EU.0123",
    });
    expect(JSON.stringify(body)).not.toContain("4711");
    expect(simulator.wire.problems).toEqual([]);
  });

  test("of others, and where there are none", async () => {
    const simulator = start();
    expect((await simulator.send("GET", "/me/api/oauth2/client")).body).toEqual([]);
    expect(await simulator.send("GET", "/me/api/oauth2/client/EU.0123")).toMatchObject({ status: 404 });
  });
});

test("a walk through every route answers as OVHcloud's description says", async () => {
  const simulator = start({ clientId: "EU.0123", clientSecret: "secret" });
  const ordered = await simulator.send(
    "POST",
    "/order/email/exchange/hosted-ab12345-1/service/hosted-ab12345-1/account/01",
    { licence: "standard", number: 1 },
  );
  const values: Record<string, unknown> = {
    applicationId: (await simulator.list("/me/api/application"))[1],
    credentialId: (await simulator.list("/me/api/credential"))[1],
    clientId: "EU.0123",
    orderId: (ordered.body as unknown as { orderId: number }).orderId,
  };
  values.orderDetailId = (await simulator.list(`/me/order/${values.orderId}/details`))[0];
  const bodies: Record<string, object> = {
    "PUT /me/api/credential/{credentialId}": { allowedIPs: ["192.0.2.0/24"] },
    "POST /me/order/{orderId}/pay": { paymentMethod: { id: 1 } },
  };
  const rank = { GET: 0, PUT: 1, POST: 2, DELETE: 3 };
  const inOrder = [...meRoutes].sort(
    (a, b) => rank[a.method] - rank[b.method] || b.template.length - a.template.length,
  );
  for (const { method, template } of inOrder) {
    const path = template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
    const { status } = await simulator.send(method, path, bodies[`${method} ${template}`]);
    expect(status, `${method} ${template}`).toBe(200);
  }
  expect(simulator.wire.problems).toEqual([]);
  expect(await simulator.send("PUT", "/me", {})).toMatchObject({ status: 501 });
});
