/** What happens to mail in a legacy MX Plan: redirections, responders, filters, mailing lists, and DNS. */
import { describe, expect, test } from "vitest";
import { anna, domain, legacyMxPlan, password, taskMs } from "./email-domain-support.js";

const toBob = { from: "anna@example.net", to: "bob@example.net", localCopy: true };

describe("a redirection", () => {
  const all = `${domain}/redirection`;

  test("has an id that is not its task's, and does not show whether it keeps a copy", async () => {
    const { send, get, pass, mail } = legacyMxPlan();
    const created = (await send("POST", all, toBob)).body;
    expect(created).toMatchObject({ action: "add", type: "forward", account: "anna", id: expect.any(String) });
    expect(await get(`${domain}/task/redirection`)).toEqual([created.id]);
    expect(await get(`${domain}/task/redirection?account=bob`)).toEqual([]);
    expect(await get(`${domain}/task/redirection/${created.id}`)).toEqual(created);
    const [id] = (await get(all)) as string[];
    expect(id).not.toBe(created.id);
    expect(await get(`${all}/${id}`)).toEqual({ id, from: toBob.from, to: toBob.to });
    pass(taskMs);
    expect(mail.redirections("example.net")).toEqual([{ ...toBob, id, state: "ok" }]);
    expect((await send("GET", `${domain}/task/redirection/${created.id}`)).status).toBe(404);
  });

  test("createdIsReadable afterTask: the list shows it later", async () => {
    const { send, get, pass } = legacyMxPlan({ switches: { createdIsReadable: "afterTask" } });
    await send("POST", all, toBob);
    expect(await get(all)).toEqual([]);
    pass(taskMs);
    expect(await get(all)).toHaveLength(1);
  });

  test("is filtered by where it comes from and where it goes", async () => {
    const redirections = [toBob, { from: "sales@example.net", to: "anna@example.net" }];
    const { get } = legacyMxPlan({ domain: { redirections } });
    expect(await get(`${all}?from=anna@example.net`)).toHaveLength(1);
    expect(await get(`${all}?to=nobody@example.net`)).toEqual([]);
  });

  test.each([
    [{ ...toBob, from: "anna" }, 400],
    [{ ...toBob, from: "anna@example.com" }, 400],
    [{ ...toBob, to: "bob" }, 400],
    [{ from: toBob.from, to: toBob.to }, 400],
    [{ ...toBob, to: "BOB@example.net" }, 200],
  ])("is made of whole addresses, the first one in this domain: %j", async (body, status) => {
    expect((await legacyMxPlan().send("POST", all, body)).status).toBe(status);
  });

  test("is there once for each pair, up to the quota", async () => {
    const { send, mail } = legacyMxPlan({ domain: { redirections: [toBob] } });
    expect((await send("POST", all, { ...toBob, localCopy: false })).body.message).toContain("exists already");
    mail.editQuota("example.net", { redirection: 1 });
    expect((await send("POST", all, { ...toBob, to: "x@example.org" })).body.message).toContain("quota");
  });

  test("cannot be changed into one that is there", async () => {
    const { send, get } = legacyMxPlan({ domain: { redirections: [toBob, { ...toBob, to: "x@example.org" }] } });
    const [id] = (await get(`${all}?to=x@example.org`)) as string[];
    const change = (to: string) => send("POST", `${all}/${id}/changeRedirection`, { to });
    expect((await change("bob@example.net")).body.message).toContain("exists already");
    expect((await change("X@example.org")).status).toBe(200);
  });

  test("changes its target when the task is done, and refuses other writes until then", async () => {
    const { send, get, pass } = legacyMxPlan({ domain: { redirections: [toBob] } });
    const [id] = (await get(all)) as string[];
    const change = (to: string) => send("POST", `${all}/${id}/changeRedirection`, { to });
    expect((await change("new@example.org")).body).toMatchObject({ action: "change" });
    const message = `This element is already being processed: ${id}`;
    expect(await change("newer@example.org")).toEqual({ status: 409, body: { message } });
    expect(await send("DELETE", `${all}/${id}`)).toEqual({ status: 409, body: { message } });
    expect(await get(`${all}/${id}`)).toMatchObject({ to: toBob.to });
    pass(taskMs);
    expect(await get(`${all}/${id}`)).toMatchObject({ to: "new@example.org" });
  });

  test("redirectionKeepsId false: it has another id after the change", async () => {
    const switches = { redirectionKeepsId: false };
    const { send, get, pass } = legacyMxPlan({ domain: { redirections: [toBob] }, switches });
    const [id] = (await get(all)) as string[];
    await send("POST", `${all}/${id}/changeRedirection`, { to: "new@example.org" });
    pass(taskMs);
    expect((await send("GET", `${all}/${id}`)).status).toBe(404);
    const [next] = (await get(all)) as string[];
    expect(await get(`${all}/${next}`)).toMatchObject({ to: "new@example.org" });
  });

  test("is deleted by a task, or stays when that fails", async () => {
    const { send, get, pass, faults } = legacyMxPlan({ domain: { redirections: [toBob] } });
    const [id] = (await get(all)) as string[];
    faults.failTask("deleteRedirection", { outcome: "error" });
    for (const left of [1, 0]) {
      expect((await send("DELETE", `${all}/${id}`)).body).toMatchObject({ action: "delete" });
      pass(taskMs);
      expect(await get(all)).toHaveLength(left);
    }
  });

  test("and mailing lists work for a domain of the new MX Plan too", async () => {
    const { send } = legacyMxPlan({ domain: { accounts: [], migratedTo: "mxplan-1" } });
    expect((await send("POST", all, toBob)).status).toBe(200);
    expect((await send("POST", `${domain}/mailingList`, newsList)).status).toBe(200);
  });
});

const away = { account: "anna", content: "I am away", copy: true, from: "2026-02-01T00:00:00+00:00" };

describe("a responder", () => {
  const all = `${domain}/responder`;
  const one = `${all}/anna`;

  test("is made by a task, and is there once for each account", async () => {
    const { send, get, pass } = legacyMxPlan();
    const created = (await send("POST", all, away)).body;
    expect(created).toMatchObject({ action: "add", type: "responder", account: "anna", id: expect.any(String) });
    expect(await get(`${domain}/task/responder?account=anna`)).toEqual([Number(created.id)]);
    expect(await get(`${domain}/task/responder/${created.id}`)).toEqual(created);
    expect((await send("DELETE", one)).body.message).toBe("This element is already being processed: anna");
    pass(taskMs);
    expect(await get(all)).toEqual(["anna"]);
    expect(await get(`${all}?account=bob`)).toEqual([]);
    expect(await get(one)).toEqual({ ...away, copyTo: null, to: null });
    expect((await send("POST", all, away)).body.message).toContain("already");
  });

  test("changes its text and its dates, and never where the mail goes", async () => {
    const { send, get } = legacyMxPlan({ domain: { responders: [away] } });
    expect((await send("PUT", one, { content: "Back soon", from: null })).status).toBe(200);
    expect(await get(one)).toMatchObject({ content: "Back soon", from: null, copy: true });
    expect((await send("PUT", one, { copy: false })).status).toBe(400);
    expect((await send("PUT", one, { copyTo: "bob@example.net" })).status).toBe(400);
    expect((await send("PUT", one, { content: "Still", copy: true, copyTo: null })).status).toBe(200);
  });

  test("domainPutOpensTask: its change is a task too", async () => {
    const switches = { domainPutOpensTask: true };
    const { send, get } = legacyMxPlan({ domain: { responders: [away] }, switches });
    await send("PUT", one, { content: "Back soon" });
    const [id] = (await get(`${domain}/task/responder`)) as number[];
    expect(await get(`${domain}/task/responder/${id}`)).toMatchObject({ action: "change" });
  });

  test("goes by a task, and a missing one is a 404", async () => {
    const { send, pass } = legacyMxPlan({ domain: { responders: [away] } });
    expect((await send("DELETE", one)).body.action).toBe("delete");
    pass(taskMs);
    expect((await send("GET", one)).status).toBe(404);
  });

  test("fits into the quota, and is legacy only", async () => {
    const { send, mail } = legacyMxPlan();
    mail.editQuota("example.net", { responder: 0 });
    expect((await send("POST", all, away)).body.message).toContain("quota");
    const moved = legacyMxPlan({ domain: { accounts: [], migratedTo: "mxplan-1" } });
    expect((await moved.send("POST", all, away)).status).toBe(400);
  });
});

const spam = {
  name: "spam",
  action: "delete",
  active: true,
  priority: 1,
  header: "Subject",
  operand: "contains",
  value: "offer",
};

describe("a filter", () => {
  const all = `${anna}/filter`;
  const one = `${all}/spam`;

  test("is made with its first rule by a task", async () => {
    const { send, get, pass, mail } = legacyMxPlan();
    const created = (await send("POST", all, spam)).body;
    expect(created).toMatchObject({ account: "anna", action: "addFilter" });
    expect(await get(`${domain}/task/filter?account=anna`)).toEqual([created.id]);
    expect(await get(`${domain}/task/filter/${created.id}`)).toEqual(created);
    pass(taskMs);
    const { header, operand, value, ...fields } = spam;
    expect(await get(one)).toEqual({ ...fields, actionParam: null, domain: "example.net", pop: "anna" });
    expect(mail.filters("anna@example.net")[0]?.rules).toEqual([{ header, operand, value }]);
    expect((await send("POST", all, spam)).status).toBe(400);
  });

  test("whose task fails is gone", async () => {
    const { send, get, pass, faults } = legacyMxPlan();
    faults.failTask("addFilter", { outcome: "cancelled" });
    await send("POST", all, spam);
    expect(await get(all)).toEqual(["spam"]);
    pass(taskMs);
    expect(await get(all)).toEqual([]);
  });

  test("changes its activity, its priority and its rules by tasks; there is no PUT", async () => {
    const { send, get, pass } = legacyMxPlan({ domain: { accounts: [{ name: "anna", filters: [{ name: "spam" }] }] } });
    await send("POST", `${one}/changeActivity`, { activity: false });
    await send("POST", `${one}/changePriority`, { priority: 9 });
    expect(await get(one)).toMatchObject({ active: true, priority: 0 });
    const rule = { header: "From", operand: "noContains", value: "friend" };
    await send("POST", `${one}/rule`, rule);
    pass(2 * taskMs);
    expect(await get(one)).toMatchObject({ active: false, priority: 9 });
    const [id] = (await get(`${one}/rule`)) as number[];
    expect(await get(`${one}/rule/${id}`)).toEqual({ ...rule, id });
    expect((await send("DELETE", `${one}/rule/${id}`)).body).toMatchObject([{ action: "deleteRule" }]);
    expect((await send("DELETE", `${one}/rule/${id}`)).status).toBe(409);
    pass(taskMs);
    expect((await send("GET", `${one}/rule/${id}`)).status).toBe(404);
    expect((await send("DELETE", one)).body).toMatchObject([{ action: "deleteFilter", account: "anna" }]);
    expect((await send("POST", `${one}/changePriority`, { priority: 1 })).status).toBe(409);
    pass(taskMs);
    expect((await send("GET", one)).status).toBe(404);
    expect((await send("PUT", one, {})).status).toBe(404);
  });

  test("cannot be made while its mailbox is busy", async () => {
    const { send } = legacyMxPlan();
    await send("POST", `${anna}/changePassword`, { password });
    expect((await send("POST", all, spam)).status).toBe(409);
  });
});

const options = { moderatorMessage: true, subscribeByModerator: false, usersPostOnly: false };
const newsList = { name: "news", language: "fr", options, ownerEmail: "anna@example.net" };

describe("a mailing list", () => {
  const all = `${domain}/mailingList`;

  test("is made and deleted by tasks that name its language", async () => {
    const { send, get, pass } = legacyMxPlan();
    const created = (await send("POST", all, newsList)).body;
    expect(created).toMatchObject({ account: "news", language: "fr" });
    expect(await get(`${domain}/task/mailinglist?account=news`)).toEqual([created.id]);
    expect(await get(`${domain}/task/mailinglist/${created.id}`)).toEqual(created);
    expect((await send("POST", all, newsList)).status).toBe(400);
    expect(await get(all)).toEqual(["news"]);
    expect(await get(`${all}?name=other`)).toEqual([]);
    expect(await get(`${all}/news`)).toMatchObject({ ...newsList, replyTo: "news@example.net", nbSubscribers: 0 });
    pass(taskMs);
    expect((await send("DELETE", `${all}/news`)).body).toMatchObject({ account: "news", language: "fr" });
    expect((await send("DELETE", `${all}/news`)).status).toBe(409);
    pass(taskMs);
    expect((await send("GET", `${all}/news`)).status).toBe(404);
  });

  test("fits into the quota", async () => {
    const { send, mail } = legacyMxPlan();
    mail.editQuota("example.net", { mailingList: 0 });
    expect((await send("POST", all, newsList)).body.message).toContain("quota");
  });

  test("has limits that anybody may read", async () => {
    const { fetch } = legacyMxPlan();
    const ask = (query: string) =>
      fetch(new Request(`https://eu.api.ovh.com/1.0/email/domain/mailingListLimits${query}`));
    expect(await (await ask("?moderatorMessage=true")).json()).toEqual({ subscribers: expect.any(Number) });
    expect((await ask("")).status).toBe(400);
  });
});

describe("a domain", () => {
  test("shows what the DNS holds, and what it should", async () => {
    const { get } = legacyMxPlan({
      domain: { dns: { isMXValid: "invalid", mxRecords: ["mx.example.org."], mxFilter: "CUSTOM" } },
    });
    expect(await get(domain)).toMatchObject({ isMXValid: "invalid", isSPFValid: "valid", iam: null, status: "ok" });
    expect(await get(`${domain}/dnsMXRecords`)).toEqual(["mx.example.org."]);
    expect(await get(`${domain}/dnsMXRecords?subDomain=mail`)).toEqual([]);
    expect(await get(`${domain}/dnsMXFilter`)).toBe("CUSTOM");
    expect(await get(`${domain}/recommendedDNSRecords`)).toHaveLength(4);
  });

  test("says how it is renewed, which a PUT may change", async () => {
    const { send, get } = legacyMxPlan();
    const infos = (await get(`${domain}/serviceInfos`)) as { renew: object };
    expect(infos).toMatchObject({ contactAdmin: "ab12345-ovh", creation: "2026-01-05", expiration: "2027-01-05" });
    const renew = { ...infos.renew, automatic: false, deleteAtExpiration: true };
    expect((await send("PUT", `${domain}/serviceInfos`, { renew })).status).toBe(200);
    expect(await get(`${domain}/serviceInfos`)).toMatchObject({ renew: { deleteAtExpiration: true } });
    expect((await send("PUT", `${domain}/serviceInfos`, { contactAdmin: "cd67890-ovh" })).status).toBe(400);
  });
});
