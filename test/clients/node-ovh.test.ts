/** `@ovhcloud/node-ovh` as it comes from npm, at the address it has for OVHcloud: a customer's working day. */

import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { ANNA, LIMITED, SERVICE, setStage, until } from "./stage.js";
import { certificate, leadHere } from "./tls.js";

interface Client {
  requestPromised(method: string, path: string, params?: object): Promise<unknown>;
}
interface Keys {
  applicationKey: string;
  applicationSecret: string;
  consumerKey: string;
}
interface Task {
  id: number;
  status: string;
}

const nodeOvh: (options: object) => Client = createRequire(__filename)("@ovhcloud/node-ovh");
const BASE = `/email/exchange/${SERVICE}/service/${SERVICE}`;

function clientWith({ applicationKey, applicationSecret, consumerKey }: Keys): Client {
  return nodeOvh({ endpoint: "ovh-eu", appKey: applicationKey, appSecret: applicationSecret, consumerKey });
}

async function open() {
  const tls = await certificate();
  const { simulator, port } = await setStage({ tls });
  leadHere(port, tls.cert);
  const client = clientWith(simulator.credentials);
  const call = (method: string, path: string, params = {}) => client.requestPromised(method, BASE + path, params);
  const done = async (answer: unknown) => {
    const { id } = answer as Task;
    await until(async () => {
      const { status } = (await call("GET", `/task/${id}`)) as Task;
      expect(["todo", "doing", "done"]).toContain(status);
      return status === "done" || undefined;
    });
  };
  const change = async (method: string, path: string, params?: object) => done(await call(method, path, params));
  const idOf = async (address: string) => ((await call("GET", `/account/${address}`)) as { id: number }).id;
  /** A free account becomes Bob's. */
  const claimSeat = async () => {
    const [free] = (await call("GET", "/account", { primaryEmailAddress: "%configureme.me" })) as string[];
    await call("PUT", `/account/${free}`, { login: "bob", domain: "example.com", displayName: "Bob Élan" });
    await until(async () => {
      const pending = (await call("GET", "/account/bob@example.com/tasks")) as number[];
      return pending.length === 0 || undefined;
    });
  };
  return { simulator, client, call, change, idOf, claimSeat };
}

describe("a customer's working day", () => {
  test("who I am, and what I have", async () => {
    const { client, simulator } = await open();
    expect(await client.requestPromised("GET", "/me")).toMatchObject({ nichandle: "ab12345-ovh" });
    expect(await client.requestPromised("GET", "/email/exchange")).toEqual([SERVICE]);
    expect(await client.requestPromised("GET", `/email/exchange/${SERVICE}/service`)).toEqual([SERVICE]);
    expect(simulator.calls.at(-1)).toMatchObject({ nichandle: "ab12345-ovh", status: 200 });
  });

  test("a person gets a seat and a password", async () => {
    const { call, change, claimSeat, simulator } = await open();
    expect(await call("GET", "/account")).toHaveLength(3);
    await claimSeat();
    await change("POST", "/account/bob@example.com/changePassword", { password: "Correct-horse-7" });
    expect(await call("GET", "/account/bob@example.com")).toMatchObject({ displayName: "Bob Élan", state: "ok" });
    expect(simulator.world.account("bob@example.com")).toMatchObject({ displayName: "Bob Élan" });
  });

  test("a shared mailbox, with rights that come and go", async () => {
    const { call, change, idOf, simulator } = await open();
    await change("POST", "/sharedAccount", { sharedEmailAddress: "support@example.com", quota: 512 });
    const anna = await idOf(ANNA);
    await change("POST", "/sharedAccount/support@example.com/fullAccess", { allowedAccountId: anna });
    await change("POST", "/sharedAccount/support@example.com/sendAs", { allowAccountId: anna });
    expect(await call("GET", "/sharedAccount/support@example.com/fullAccess")).toEqual([anna]);
    await change("DELETE", `/sharedAccount/support@example.com/sendAs/${anna}`);
    expect(await call("GET", "/sharedAccount/support@example.com/sendAs")).toEqual([]);
    expect(simulator.world.grants("support@example.com")).toMatchObject([{ right: "fullAccess", to: ANNA }]);
  });

  test("a group with members", async () => {
    const { call, change, idOf } = await open();
    await change("POST", "/mailingList", {
      mailingListAddress: "all@example.com",
      joinRestriction: "closed",
      departRestriction: "closed",
    });
    const anna = await idOf(ANNA);
    await change("POST", "/mailingList/all@example.com/member/account", { memberAccountId: anna });
    expect(await call("GET", "/mailingList/all@example.com/member/account")).toEqual([anna]);
    await change("DELETE", `/mailingList/all@example.com/member/account/${anna}`);
    expect(await call("GET", "/mailingList/all@example.com/member/account")).toEqual([]);
  });
});

describe("what goes wrong comes as this client's errors, with OVHcloud's texts", () => {
  test.each<[name: string, method: string, path: string, params: object, error: object]>([
    ["an account that is not there", "GET", "/account/no@example.com", {}, { error: 404 }],
    ["a field too few", "POST", "/sharedAccount", { quota: 5 }, { error: 400 }],
    [
      "an address that is taken",
      "POST",
      "/sharedAccount",
      { sharedEmailAddress: ANNA, quota: 5 },
      { error: 409, message: "Email address is already used." },
    ],
    ["a path that is none", "GET", "/nothing", {}, { error: 404, message: "Got an invalid (or empty) URL" }],
  ])("%s", async (_, method, path, params, error) => {
    const { call } = await open();
    await expect(call(method, path, params)).rejects.toMatchObject({ message: expect.any(String), ...error });
  });

  test.each<[name: string, keys: Partial<Keys>, error: object]>([
    [
      "an application key of nobody's",
      { applicationKey: "x" },
      { error: 403, message: "This application key is invalid" },
    ],
    ["a consumer key of nobody's", { consumerKey: "x" }, { error: 403, message: "This credential does not exist" }],
    ["another secret", { applicationSecret: "x" }, { error: 400, message: "Invalid signature" }],
    ["a call that was not granted", LIMITED, { error: 403, message: "This call has not been granted" }],
  ])("%s", async (_, keys, error) => {
    const { simulator } = await open();
    const client = clientWith({ ...simulator.credentials, ...keys });
    await expect(client.requestPromised("GET", "/email/exchange")).rejects.toMatchObject(error);
  });
});
