// Delegation on both generations of the MX Plan: who may be a delegate, whose rights are touched, lost answers.

import { describe, expect, test } from "vitest";
import { ANNA, aclOf, delegatesOf, NINA, OWN, rightsOnNina } from "./fixtures/delegation-mxplan.js";
import { ACCOUNT, DOMAIN, delegation, manage, mayAskNothing, NEW_ACCOUNT, start } from "./fixtures/mxplan-rights.js";

test.each([
  { on: DOMAIN, id: "example.org/acl/delegation" },
  { on: ACCOUNT, id: "example.org/account/anna/delegation" },
])("the id of a delegation on the legacy MX Plan: $id", async ({ on, id }) => {
  const { engine } = start();
  await engine.up([delegation(on, manage("cd67890-ovh"))]);
  expect(engine.state.get("rights")?.id).toBe(id);
});

test("the id of a delegation on the new MX Plan holds the account's number", async () => {
  const { world, engine } = start();
  await engine.up([delegation(NEW_ACCOUNT, { "bob@example.net": ["sendAs"] })]);
  const number = world.simulator.world.mxplan.account(NINA)?.id;
  expect(engine.state.get("rights")?.id).toBe(`mxplan-ab12345-1/account/${number}/delegation`);
});

test("a customer is written in any case", async () => {
  const { world, engine } = start();
  await engine.up([delegation(ACCOUNT, { " CD67890-OVH ": ["manage"] })]);
  expect(delegatesOf(world)).toEqual(["cd67890-ovh"]);
});

test.each([DOMAIN, ACCOUNT])("an unchanged delegation of the legacy MX Plan costs one call: %j", async (on) => {
  const { world, engine } = start();
  await engine.up([delegation(on, manage("cd67890-ovh"))]);
  engine.restart(world.newSession());
  const before = world.simulator.calls.length;
  await engine.refresh();
  expect(world.simulator.calls.slice(before).filter(({ route }) => route !== "/auth/time")).toHaveLength(1);
});

describe("one's own nichandle", () => {
  test.each(["refused", "accepted"] as const)("is refused before anything is changed (OVHcloud: %s)", async (own) => {
    const { world, engine } = start({ switches: { ownNichandle: own } });
    const { errors } = await engine.up([delegation(ACCOUNT, manage("cd67890-ovh", OWN.toUpperCase()))]);
    expect(errors.join()).toMatch(/grants\["ab12345-ovh"\]: .*nobody can delegate to themselves/);
    expect(world.writes()).toEqual([]);
    expect(engine.state.size).toBe(0);
  });

  test("is left to OVHcloud when the credentials may not ask whose they are", async () => {
    const { world, engine } = start();
    world.simulator.faults.onCall({ method: "GET", path: "/auth/details", times: 9 }, mayAskNothing);
    const { errors } = await engine.up([delegation(ACCOUNT, manage(OWN))]);
    expect(errors.join()).toMatch(/grants\["ab12345-ovh"\]: could not give manage on anna@example.org/);
    expect(delegatesOf(world)).toEqual([]);
  });

  test("is given when OVHcloud allows it and nothing tells whose credentials these are", async () => {
    const { world, engine } = start({ switches: { ownNichandle: "accepted" } });
    world.simulator.faults.onCall({ method: "GET", path: "/auth/details", times: 9 }, mayAskNothing);
    expect((await engine.up([delegation(ACCOUNT, manage(OWN))])).errors).toEqual([]);
    expect(delegatesOf(world)).toEqual([OWN]);
  });

  test("stays where it is already", async () => {
    const { world, engine } = start();
    world.simulator.world.emailDomain.addAclHolder("example.org", OWN);
    expect((await engine.up([delegation(DOMAIN, manage(OWN, "cd67890-ovh"))])).errors).toEqual([]);
    expect(aclOf(world)).toEqual([OWN, "cd67890-ovh"]);
  });
});

describe("a customer whom OVHcloud does not know", () => {
  test("is named, the others are given the right, and the next up goes on", async () => {
    const { world, engine } = start({ switches: { unknownNichandle: "refused" } });
    const wanted = delegation(DOMAIN, manage("cd67890-ovh", "zz99999-ovh"));
    const { errors } = await engine.up([wanted]);
    expect(errors.join()).toMatch(/grants\["zz99999-ovh"\]: could not give manage on example.org .*identifier/);
    expect(aclOf(world)).toEqual(["cd67890-ovh"]);
    expect(engine.state.get("rights")?.unfinished).toBe(true);
    const corrected = delegation(DOMAIN, manage("cd67890-ovh", "ef24680-ovh"));
    expect(await engine.up([corrected])).toEqual({ steps: ["update rights"], errors: [] });
    expect(aclOf(world)).toEqual(["cd67890-ovh", "ef24680-ovh"]);
    expect((await engine.destroy()).errors).toEqual([]);
    expect(aclOf(world)).toEqual([]);
  });

  test("is no concern of ours where OVHcloud takes anybody", async () => {
    const { world, engine } = start();
    expect((await engine.up([delegation(ACCOUNT, manage("zz99999-ovh"))])).errors).toEqual([]);
    expect(delegatesOf(world)).toEqual(["zz99999-ovh"]);
  });
});

test("credentials that may not see the delegations of a domain are told who may", async () => {
  const { world, engine } = start();
  world.simulator.faults.onCall({ method: "GET", path: "/email/domain/example.org/acl" }, mayAskNothing);
  const { errors } = await engine.up([delegation(DOMAIN, manage("cd67890-ovh"))]);
  expect(errors.join()).toMatch(/on: these credentials may not see .*administrative and the technical contact/);
});

test("OVHcloud's spelling of a customer is no change, and is used to take the right", async () => {
  const { world, engine } = start();
  world.simulator.world.emailDomain.addDelegate(ANNA, "CD67890-OVH");
  expect((await engine.up([delegation(ACCOUNT, manage("cd67890-ovh"))])).errors).toEqual([]);
  expect(world.writes()).toEqual([]);
  expect(await engine.refresh()).toEqual({});
  expect((await engine.destroy()).errors).toEqual([]);
  expect(world.simulator.calls.filter(({ method }) => method === "DELETE").map(({ path }) => path)).toEqual([
    "/email/domain/example.org/account/anna/delegation/CD67890-OVH",
  ]);
});

test("exclusive takes away what Pulumi never gave, additive does not", async () => {
  const { world, engine } = start();
  world.simulator.world.emailDomain.addAclHolder("example.org", "ef24680-ovh");
  await engine.up([delegation(DOMAIN, manage("cd67890-ovh"), { mode: "additive" })]);
  expect(aclOf(world)).toEqual(["cd67890-ovh", "ef24680-ovh"]);
  await engine.destroy();
  expect(aclOf(world)).toEqual(["ef24680-ovh"]);
  await engine.up([delegation(DOMAIN, manage("cd67890-ovh"))]);
  expect(aclOf(world)).toEqual(["cd67890-ovh"]);
});

test("additive never takes a right that was there before it", async () => {
  const { world, engine } = start();
  world.simulator.world.emailDomain.addDelegate(ANNA, "ef24680-ovh");
  const additive = { mode: "additive" };
  await engine.up([delegation(ACCOUNT, manage("cd67890-ovh", "ef24680-ovh"), additive)]);
  await engine.up([delegation(ACCOUNT, {}, additive)]);
  expect(delegatesOf(world)).toEqual(["ef24680-ovh"]);
});

describe.each([
  { on: DOMAIN, held: aclOf, route: "/acl" },
  { on: ACCOUNT, held: delegatesOf, route: "/delegation" },
])("lost answers at $route", ({ on, held, route }) => {
  test.each(["resetAfterCommit", "resetBeforeCommit"] as const)("of a POST, %s", async (kind) => {
    const { world, engine } = start({ switches: { secondGrant: "refused" } });
    world.simulator.faults.onCall({ method: "POST", route }, { kind });
    const wanted = delegation(on, manage("cd67890-ovh", "ef24680-ovh"));
    expect((await engine.up([wanted])).errors).toEqual([]);
    expect(held(world)).toEqual(["cd67890-ovh", "ef24680-ovh"]);
    expect(await engine.refresh()).toEqual({});
  });

  test.each(["resetAfterCommit", "resetBeforeCommit"] as const)("of a DELETE, %s", async (kind) => {
    const { world, engine } = start();
    await engine.up([delegation(on, manage("cd67890-ovh"))]);
    world.simulator.faults.onCall({ method: "DELETE", route: `${route}/{accountId}` }, { kind });
    await engine.destroy();
    expect((await engine.destroy()).errors).toEqual([]);
    expect(held(world)).toEqual([]);
  });
});

test("a lost right of the new MX Plan that shows when its task has ended is not given twice", async () => {
  const { world, engine } = start({ switches: { createdIsReadable: "afterTask", secondGrant: "refused" } });
  world.simulator.faults.onCall({ method: "POST", route: "/sendAs" }, { kind: "resetAfterCommit" });
  expect((await engine.up([delegation(NEW_ACCOUNT, { "bob@example.net": ["sendAs"] })])).errors).toEqual([]);
  expect(world.writes()).toHaveLength(1);
  expect(rightsOnNina(world)).toEqual(["bob sendAs"]);
});

test("a renamed account of the new MX Plan keeps its rights, without a call", async () => {
  const { world, engine } = start();
  await engine.up([delegation(NEW_ACCOUNT, { "bob@example.net": ["sendAs"] })]);
  world.simulator.world.mxplan.editAccount(NINA, { login: "nina2" });
  world.writes();
  engine.restart(world.newSession());
  expect(await engine.refresh()).toEqual({ rights: { on: { mxPlanAccount: "nina2@example.net" } } });
  const renamed = delegation({ mxPlanAccount: "nina2@example.net" }, { "bob@example.net": ["sendAs"] });
  expect(await engine.up([renamed])).toEqual({ steps: ["same rights"], errors: [] });
  expect(world.writes()).toEqual([]);
});

test("a delegate of the new MX Plan who was made anew is given the rights again", async () => {
  const { world, engine } = start({ switches: { idsSurviveReset: false } });
  const { mxplan } = world.simulator.world;
  const wanted = () =>
    delegation(
      NEW_ACCOUNT,
      { "bob@example.net": ["sendAs"] },
      { __accounts: { "bob@example.net": mxplan.account("bob@example.net")?.id } },
    );
  await engine.up([wanted()]);
  mxplan.resetAccount("bob@example.net");
  const [seat = ""] = mxplan.freeAccounts();
  mxplan.editAccount(seat, { login: "bob", domain: "example.net", configured: true });
  engine.restart(world.newSession());
  expect(await engine.up([wanted()])).toEqual({ steps: ["update rights"], errors: [] });
  expect(rightsOnNina(world)).toEqual(["bob sendAs"]);
});

test("a service on Zimbra that refuses rights is named in the error", async () => {
  const { engine } = start({ switches: { zimbraRights: "refused" }, service: { isZimbra: true } });
  const { errors } = await engine.up([delegation(NEW_ACCOUNT, { "bob@example.net": ["sendAs"] })]);
  expect(errors.join()).toMatch(
    /grants\["bob@example.net"\]: could not give sendAs on nina@example.net.*mxplan-ab12345-1 runs on Zimbra/,
  );
});

test("a domain that OVHcloud has moved to the new MX Plan: manage is refused, rights between accounts are given", async () => {
  const { world, engine } = start({ service: { domains: ["example.net", "example.org"] } });
  await engine.up([delegation(ACCOUNT, manage("cd67890-ovh"))]);
  const { emailDomain, mxplan } = world.simulator.world;
  emailDomain.removeAccount(ANNA);
  emailDomain.editDomain("example.org", { migratedMXPlanServiceName: "mxplan-ab12345-1" });
  const [seat = ""] = mxplan.freeAccounts();
  mxplan.editAccount(seat, { login: "anna", domain: "example.org", configured: true });
  engine.restart(world.newSession());
  const { errors } = await engine.up([delegation(ACCOUNT, manage("ef24680-ovh"))]);
  expect(errors.join()).toMatch(/manage cannot be given on anna@example.org.*themselves in the webmail/);
  expect((await engine.up([delegation(ACCOUNT, { "bob@example.net": ["sendAs"] })])).errors).toEqual([]);
  expect(world.simulator.world.grants(ANNA).map(({ right }) => right)).toEqual(["sendAs"]);
  expect((await engine.destroy()).errors).toEqual([]);
  expect(world.simulator.world.grants(ANNA)).toEqual([]);
});

test("what was delegated of a domain that has moved since can still be taken back", async () => {
  const { world, engine } = start();
  await engine.up([delegation(DOMAIN, manage("cd67890-ovh"))]);
  world.simulator.world.emailDomain.editDomain("example.org", { migratedMXPlanServiceName: "mxplan-ab12345-1" });
  engine.restart(world.newSession());
  expect((await engine.destroy()).errors).toEqual([]);
  expect(aclOf(world)).toEqual([]);
});

test("lists that lag behind are read again until they show what was given", async () => {
  const { world, engine } = start();
  world.clock.advance(120_000);
  world.simulator.faults.onCall(
    { method: "GET", route: "/acl", nth: 2, times: 3 },
    { kind: "staleList", byMs: 60_000 },
  );
  expect((await engine.up([delegation(DOMAIN, manage("cd67890-ovh"))])).errors).toEqual([]);
  expect(world.writes()).toHaveLength(1);
  expect(world.simulator.calls.filter(({ method, route }) => method === "GET" && route.endsWith("/acl"))).toHaveLength(
    5,
  );
});
