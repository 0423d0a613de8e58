/** One walk through every route of the tree, whose calls and answers must all be as OVHcloud describes them. */
import { expect, test } from "vitest";
import { domainOperations } from "../../../provider/simulator/api/domain.js";
import { anna, bob, callers, delegatedAnna, domain, legacyMxPlan, password } from "./email-domain-support.js";

const rule = { header: "Subject", operand: "contains", value: "offer" };
const filter = { ...rule, name: "spam", action: "redirect", actionParam: "x@example.org", active: true, priority: 1 };
const responder = { content: "Away", copy: true, copyTo: "x@example.org", from: "2026-02-01T00:00:00+00:00" };
const options = { moderatorMessage: false, subscribeByModerator: false, usersPostOnly: false };
const list = { name: "news", language: "fr", options, ownerEmail: "anna@example.net" };

test("a walk through every route finds no malformed call and no malformed answer", async () => {
  const switches = { allDomainTasks: "withAccounts", endedDomainTask: "shown" } as const;
  const simulator = legacyMxPlan({ switches });
  const { world, sendAs, mail } = simulator;
  async function walk(caller: "owner" | "delegate", method: string, path: string, body?: unknown) {
    const answer = await sendAs(caller, method, path, body);
    expect({ method, path, ...answer }).toMatchObject({ status: 200 });
    return answer.body as unknown;
  }
  const own = (method: string, path: string, body?: unknown) => walk("owner", method, path, body);
  const theirs = (method: string, path: string, body?: unknown) => walk("delegate", method, path, body);

  /** Makes something, reads its task under way and ended, in the list that shows it. */
  async function withTask(tasks: string, made: Promise<unknown>) {
    const task = (await made) as { id: number | string } | [{ id: number }];
    const { id } = Array.isArray(task) ? task[0] : task;
    expect(await own("GET", `${domain}/task/${tasks}`)).toEqual([tasks === "redirection" ? id : Number(id)]);
    await own("GET", `${domain}/task/${tasks}/${id}`);
    if (tasks === "account") {
      await own("GET", `${domain}/task/all`);
      await own("GET", `${domain}/task/all/${id}`);
    }
    world.finishTasks();
    await own("GET", `${domain}/task/${tasks}/${id}`);
  }

  async function filtersBelow(account: string, send: typeof own) {
    const one = `${account}/filter/spam`;
    await withTask("filter", send("POST", `${account}/filter`, filter));
    await send("GET", `${account}/filter`);
    await send("GET", one);
    await withTask("filter", send("POST", `${one}/changeActivity`, { activity: false }));
    await withTask("filter", send("POST", `${one}/changePriority`, { priority: 2 }));
    await withTask("filter", send("POST", `${one}/rule`, rule));
    const [id] = (await send("GET", `${one}/rule`)) as number[];
    await send("GET", `${one}/rule/${id}`);
    await withTask("filter", send("DELETE", `${one}/rule/${id}`));
    await withTask("filter", send("DELETE", one));
  }

  await own("GET", "/email/domain");
  await own("GET", "/email/domain/mailingListLimits?moderatorMessage=false");
  for (const part of ["", "/quota", "/summary", "/dnsMXFilter", "/dnsMXRecords", "/recommendedDNSRecords"]) {
    await own("GET", domain + part);
  }
  const infos = await own("GET", `${domain}/serviceInfos`);
  await own("PUT", `${domain}/serviceInfos`, infos);

  await own("GET", `${domain}/account`);
  await withTask("account", own("POST", `${domain}/account`, { accountName: "carla", password, size: 25_000_000 }));
  await own("PUT", anna, await own("GET", anna));
  await withTask("account", own("POST", `${anna}/changePassword`, { password }));
  await own("POST", `${anna}/updateUsage`);
  await own("GET", `${anna}/usage`);
  await withTask("account", own("DELETE", `${domain}/account/carla`));
  await filtersBelow(anna, own);

  await own("POST", `${domain}/acl`, { accountId: callers.aclHolder });
  await own("GET", `${domain}/acl`);
  await own("GET", `${domain}/acl/${callers.aclHolder}`);
  await own("DELETE", `${domain}/acl/${callers.aclHolder}`);
  await own("POST", `${anna}/delegation`, { accountId: callers.delegate });
  await own("GET", `${anna}/delegation`);
  await own("GET", `${anna}/delegation/${callers.delegate}`);

  await theirs("GET", "/email/domain/delegatedAccount");
  await theirs("PUT", delegatedAnna, await theirs("GET", delegatedAnna));
  await withTask("account", theirs("POST", `${delegatedAnna}/changePassword`, { password }));
  await theirs("POST", `${delegatedAnna}/updateUsage`);
  await theirs("POST", `${delegatedAnna}/usage`);
  await filtersBelow(delegatedAnna, theirs);
  await withTask("responder", theirs("POST", `${delegatedAnna}/responder`, responder));
  await theirs("PUT", `${delegatedAnna}/responder`, await theirs("GET", `${delegatedAnna}/responder`));
  await withTask("responder", theirs("DELETE", `${delegatedAnna}/responder`));
  await own("DELETE", `${anna}/delegation/${callers.delegate}`);

  await withTask("responder", own("POST", `${domain}/responder`, { ...responder, account: "anna" }));
  await own("GET", `${domain}/responder`);
  await own("PUT", `${domain}/responder/anna`, await own("GET", `${domain}/responder/anna`));
  await withTask("responder", own("DELETE", `${domain}/responder/anna`));

  const redirection = { from: "anna@example.net", to: "x@example.org", localCopy: true };
  await withTask("redirection", own("POST", `${domain}/redirection`, redirection));
  const [id] = (await own("GET", `${domain}/redirection`)) as string[];
  await own("GET", `${domain}/redirection/${id}`);
  const target = { to: "y@example.org" };
  await withTask("redirection", own("POST", `${domain}/redirection/${id}/changeRedirection`, target));
  await withTask("redirection", own("DELETE", `${domain}/redirection/${id}`));

  await withTask("mailinglist", own("POST", `${domain}/mailingList`, list));
  await own("GET", `${domain}/mailingList`);
  await own("GET", `${domain}/mailingList/news`);
  await withTask("mailinglist", own("DELETE", `${domain}/mailingList/news`));

  const [service] = (await own("GET", `${bob}/migrate?type=HOSTED%20EXCHANGE`)) as string[];
  await own("GET", `${bob}/migrate/${service}`);
  const [seat] = (await own("GET", `${bob}/migrate/${service}/destinationEmailAddress?quota=50`)) as string[];
  const destination = `${bob}/migrate/${service}/destinationEmailAddress/${seat}`;
  await own("GET", destination);
  mail.addResponder("bob@example.net", { content: "Away" });
  mail.addRedirection({ from: "bob@example.net", to: "x@example.org" });
  await own("GET", `${destination}/checkMigrate`);
  mail.removeRedirection({ from: "bob@example.net", to: "x@example.org" });
  await withTask("account", own("POST", `${destination}/migrate`, { password }));

  const walked = new Set(simulator.calls.map(({ method, route }) => `${method} ${route}`));
  const described = domainOperations.map(({ method, template }) => `${method} ${template}`);
  expect(described.filter((one) => !walked.has(one))).toEqual([]);
  expect(simulator.wire.problems).toEqual([]);
  expect(simulator.wire.checked).toBeGreaterThan(described.length);
});
