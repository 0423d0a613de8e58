/** Who may do what in a legacy MX Plan: contacts, holders of the whole domain, delegates of one account, strangers. */
import { describe, expect, test } from "vitest";
import {
  anna,
  bob,
  type Caller,
  callers,
  delegatedAnna,
  domain,
  legacyMxPlan,
  password,
} from "./email-domain-support.js";

const accounts = [{ name: "anna", delegates: [callers.delegate], filters: [{ name: "old" }] }, { name: "bob" }];
const shared = { accounts, aclHolders: [callers.aclHolder] };
const contacts = { tech: callers.tech, billing: callers.billing };
const everyone = { domain: { ...shared, contacts } };
const filter = {
  name: "spam",
  action: "delete",
  active: true,
  priority: 1,
  header: "Subject",
  operand: "contains",
  value: "offer",
};
const responder = { content: "Away", copy: true };
const options = { moderatorMessage: false, subscribeByModerator: false, usersPostOnly: false };
const list = { name: "news", language: "fr", options, ownerEmail: "anna@example.net" };
const carla = { accountName: "carla", password };
const redirection = { from: "anna@example.net", to: "x@example.org", localCopy: false };
const forbidden = { class: "Client::Forbidden", message: "User not granted for this request" };
const unknown = { class: "Client::NotFound", message: "This service does not exist" };

describe("the domain", () => {
  test.each<[Caller, string[]]>([
    ["owner", ["example.net"]],
    ["tech", ["example.net"]],
    ["billing", ["example.net"]],
    ["aclHolder", ["example.net"]],
    ["delegate", []],
    ["stranger", []],
  ])("is seen by %s as %j", async (caller, seen) => {
    const { sendAs } = legacyMxPlan(everyone);
    expect((await sendAs(caller, "GET", "/email/domain")).body).toEqual(seen);
    const answer = await sendAs(caller, "GET", domain);
    expect(answer).toMatchObject(seen.length > 0 ? { status: 200 } : { status: 404, body: unknown });
    expect((await sendAs(caller, "GET", anna)).status).toBe(answer.status);
  });
});

/** What OVH's guide lists for somebody to whom the whole domain is delegated. */
const guideRights: [string, string, object | undefined][] = [
  ["POST", `${anna}/changePassword`, { password }],
  ["POST", `${anna}/filter`, filter],
  ["DELETE", `${anna}/filter/old`, undefined],
  ["POST", `${domain}/responder`, { account: "anna", ...responder }],
  ["POST", `${domain}/redirection`, redirection],
  ["POST", `${domain}/mailingList`, list],
];
/** What it does not. */
const beyondGuide: [string, string, object | undefined][] = [
  ["POST", `${domain}/account`, carla],
  ["PUT", anna, { description: "x" }],
  ["DELETE", bob, undefined],
  ["POST", `${bob}/delegation`, { accountId: callers.stranger }],
];

describe("a holder of the whole domain", () => {
  test.each(guideRights)("may %s %s", async (method, path, body) => {
    expect(await legacyMxPlan(everyone).status("aclHolder", method, path, body)).toBe(200);
  });

  test.each(beyondGuide)("may %s %s only if the switch says so", async (method, path, body) => {
    const refused = await legacyMxPlan(everyone).sendAs("aclHolder", method, path, body);
    expect(refused).toEqual({ status: 403, body: forbidden });
    const allowing = legacyMxPlan({ ...everyone, switches: { aclHolderManagesAccounts: "allowed" } });
    expect(await allowing.status("aclHolder", method, path, body)).toBe(200);
  });

  test.each([
    ["GET", `${domain}/acl`, undefined],
    ["POST", `${domain}/acl`, { accountId: callers.stranger }],
    ["DELETE", `${domain}/acl/${callers.aclHolder}`, undefined],
    ["PUT", `${domain}/serviceInfos`, { renew: null }],
  ])("may not %s %s, whatever the switch", async (method, path, body) => {
    const allowing = legacyMxPlan({ ...everyone, switches: { aclHolderManagesAccounts: "allowed" } });
    expect(await allowing.sendAs("aclHolder", method, path, body)).toEqual({ status: 403, body: forbidden });
  });

  test("reads what the owner reads, and loses it all with the delegation", async () => {
    const { status, send } = legacyMxPlan(everyone);
    for (const path of [anna, `${anna}/delegation`, `${domain}/quota`, `${domain}/serviceInfos`]) {
      expect(await status("aclHolder", "GET", path)).toBe(200);
    }
    expect(await send("DELETE", `${domain}/acl/${callers.aclHolder}`)).toEqual({ status: 200, body: null });
    expect(await status("aclHolder", "GET", anna)).toBe(404);
  });
});

describe("the delegation of a whole domain", () => {
  test.each<[Caller, number]>([
    ["owner", 200],
    ["tech", 200],
    ["billing", 403],
    ["stranger", 404],
    ["delegate", 404],
  ])("is managed by %s: %i", async (caller, expected) => {
    const { status } = legacyMxPlan(everyone);
    expect(await status(caller, "GET", `${domain}/acl`)).toBe(expected);
    expect(await status(caller, "POST", `${domain}/acl`, { accountId: "xx1-ovh" })).toBe(expected);
    expect(await status(caller, "DELETE", `${domain}/acl/${callers.aclHolder}`)).toBe(expected);
  });

  test("holds nichandles and nothing else", async () => {
    const { send, get, mail } = legacyMxPlan(everyone);
    expect((await send("POST", `${domain}/acl`, { accountId: "xx1-ovh" })).body).toEqual({ accountId: "xx1-ovh" });
    expect(await get(`${domain}/acl`)).toEqual([callers.aclHolder, "xx1-ovh"]);
    expect(await get(`${domain}/acl/XX1-ovh`)).toEqual({ accountId: "xx1-ovh" });
    expect((await send("DELETE", `${domain}/acl/nobody-ovh`)).status).toBe(404);
    expect(mail.acl("example.net")).toEqual([callers.aclHolder, "xx1-ovh"]);
  });

  test("is for legacy domains", async () => {
    const { send } = legacyMxPlan({ domain: { accounts: [], migratedTo: "mxplan-1" } });
    expect((await send("POST", `${domain}/acl`, { accountId: "xx1-ovh" })).status).toBe(400);
  });
});

describe("the delegation of one account", () => {
  const all = `${bob}/delegation`;

  test("is added and removed by any contact, for several people", async () => {
    const { sendAs, status, mail } = legacyMxPlan(everyone);
    for (const accountId of ["xx1-ovh", "xx2-OVH"]) {
      expect((await sendAs("billing", "POST", all, { accountId })).body).toBe(accountId);
    }
    expect((await sendAs("owner", "GET", all)).body).toEqual(["xx1-ovh", "xx2-OVH"]);
    expect((await sendAs("owner", "GET", `${all}/xx2-ovh`)).body).toEqual({ accountId: "xx2-OVH" });
    expect((await sendAs("owner", "DELETE", `${all}/xx2-ovh`)).body).toBe("xx2-OVH");
    expect(mail.delegates("bob@example.net")).toEqual(["xx1-ovh"]);
    expect(await status("owner", "DELETE", `${all}/xx2-ovh`)).toBe(404);
    expect(await status("delegate", "POST", all, { accountId: "xx3-ovh" })).toBe(404);
  });

  test("needs the form of a nichandle, which that of a whole domain does not", async () => {
    const { status } = legacyMxPlan();
    expect(await status("owner", "POST", all, { accountId: "anna@example.net" })).toBe(400);
    expect(await status("owner", "POST", `${domain}/acl`, { accountId: "12345" })).toBe(200);
  });

  test.each([all, `${domain}/acl`])("to oneself, twice, or to nobody is what the switches say: %s", async (path) => {
    const first = legacyMxPlan();
    const post = (simulator: typeof first, accountId: string) => simulator.status("owner", "POST", path, { accountId });
    expect(await post(first, callers.owner)).toBe(400);
    expect(await post(first, "nobody-ovh")).toBe(200);
    expect(await post(first, "NOBODY-ovh")).toBe(200);
    expect((await first.send("GET", path)).body).toEqual(["nobody-ovh"]);

    const switches = { ownNichandle: "accepted", unknownNichandle: "refused", secondGrant: "refused" } as const;
    const second = legacyMxPlan({ switches });
    expect(await post(second, callers.owner)).toBe(200);
    expect(await post(second, "nobody-ovh")).toBe(400);
    expect(await post(second, callers.stranger)).toBe(200);
    expect(await post(second, callers.stranger)).toBe(400);
  });
});

/** Everything below one delegated account but its responder. */
const delegateRights: [string, string, object | undefined][] = [
  ["GET", delegatedAnna, undefined],
  ["PUT", delegatedAnna, { description: "x", size: 25_000_000 }],
  ["POST", `${delegatedAnna}/changePassword`, { password }],
  ["POST", `${delegatedAnna}/usage`, undefined],
  ["POST", `${delegatedAnna}/updateUsage`, undefined],
  ["GET", `${delegatedAnna}/filter`, undefined],
  ["POST", `${delegatedAnna}/filter`, filter],
  ["POST", `${delegatedAnna}/filter/old/changeActivity`, { activity: false }],
  ["DELETE", `${delegatedAnna}/filter/old`, undefined],
];

describe("a delegate of one account", () => {
  test.each(delegateRights)("may %s %s, as nobody else", async (method, path, body) => {
    const { sendAs, status } = legacyMxPlan(everyone);
    for (const caller of ["owner", "tech", "aclHolder", "stranger"] as const) {
      expect(await sendAs(caller, method, path, body)).toEqual({ status: 404, body: unknown });
    }
    expect(await status("delegate", method, path, body)).toBe(200);
  });

  test("finds the account in a list of its own, and no other", async () => {
    const { sendAs, status } = legacyMxPlan(everyone);
    const all = "/email/domain/delegatedAccount";
    expect((await sendAs("delegate", "GET", all)).body).toEqual(["anna@example.net"]);
    expect((await sendAs("delegate", "GET", `${all}?accountName=anna&domain=example.net`)).body).toHaveLength(1);
    expect((await sendAs("delegate", "GET", `${all}?domain=example.org`)).body).toEqual([]);
    expect((await sendAs("owner", "GET", all)).body).toEqual([]);
    expect(await status("delegate", "GET", `${all}/bob@example.net`)).toBe(404);
    expect((await sendAs("delegate", "GET", delegatedAnna)).body).toMatchObject({
      email: "anna@example.net",
      allowedAccountSize: [5_000_000_000, 25_000_000],
    });
  });

  test.each([...guideRights, ...beyondGuide])("cannot use the owner's %s %s", async (method, path, body) => {
    expect(await legacyMxPlan(everyone).status("delegate", method, path, body)).toBe(404);
  });

  test("changes the password under the owner's rules", async () => {
    const { sendAs, status } = legacyMxPlan(everyone);
    expect(await status("delegate", "POST", `${delegatedAnna}/changePassword`, { password: "short" })).toBe(400);
    const task = (await sendAs("delegate", "POST", `${delegatedAnna}/changePassword`, { password })).body;
    expect(task).toMatchObject({ action: "changePassword", name: "anna" });
    expect(await status("delegate", "PUT", delegatedAnna, { description: "x" })).toBe(409);
    expect(await status("delegate", "GET", `${domain}/task/account/${task.id}`)).toBe(404);
  });

  test("delegateResponder: manages the responder, or does not", async () => {
    const one = `${delegatedAnna}/responder`;
    const { sendAs, status, world } = legacyMxPlan(everyone);
    expect(await status("delegate", "GET", one)).toBe(404);
    expect(await status("delegate", "POST", one, responder)).toBe(200);
    world.finishTasks();
    expect(await status("delegate", "PUT", one, { content: "Back" })).toBe(200);
    expect((await sendAs("delegate", "GET", one)).body).toMatchObject({ content: "Back", account: "anna" });
    expect(await status("delegate", "DELETE", one)).toBe(200);

    const refusing = legacyMxPlan({ ...everyone, switches: { delegateResponder: "refused" } });
    for (const method of ["GET", "POST", "PUT", "DELETE"]) {
      const body = method === "POST" || method === "PUT" ? responder : undefined;
      expect(await refusing.sendAs("delegate", method, one, body)).toEqual({ status: 403, body: forbidden });
    }
  });

  test("loses the account with the delegation", async () => {
    const { send, status } = legacyMxPlan(everyone);
    await send("DELETE", `${anna}/delegation/${callers.delegate}`);
    expect(await status("delegate", "GET", delegatedAnna)).toBe(404);
  });
});
