// What is particular to mailboxes of MX Plan: two generations, addresses that cannot change, sizes, passwords.

import { describe, expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { account, LEGACY, NEW, SERVICE, startMxPlan } from "../support/mxplan.js";

const PUT_LEGACY = "PUT /email/domain/{domain}/account/{accountName}";
const POST_LEGACY = "POST /email/domain/{domain}/account";
const PASSWORD_LEGACY = "POST /email/domain/{domain}/account/{accountName}/changePassword";

describe("what a mailbox shows", () => {
  test("legacy: its generation and no number", async () => {
    const { engine } = startMxPlan();
    expect((await engine.up([account(LEGACY)])).errors).toEqual([]);
    expect(engine.state.get("anna")).toMatchObject({
      id: "example.org/account/anna",
      outputs: { generation: "legacy" },
    });
    expect(engine.state.get("anna")?.outputs).not.toHaveProperty("accountId");
  });

  test("new: its service and its number", async () => {
    const { world, engine } = startMxPlan();
    expect((await engine.up([account(NEW)])).errors).toEqual([]);
    const accountId = world.simulator.world.mxplan.account(NEW)?.id;
    expect(engine.state.get("anna")).toMatchObject({
      id: `${SERVICE}/account/${accountId}`,
      outputs: { generation: "new", mxPlanService: SERVICE, accountId },
    });
  });
});

describe.each([
  { generation: "legacy", address: LEGACY, seen: /anna@example.org is already used at OVHcloud/ },
  { generation: "new", address: NEW, seen: /anna@example.net is already used at OVHcloud/ },
])("a mailbox that exists in the $generation MX Plan", ({ address, generation, seen }) => {
  function startWithAnna() {
    const run = startMxPlan({ accounts: generation === "legacy" ? ["anna"] : [] });
    if (generation === "legacy") return run;
    const { mxplan } = run.world.simulator.world;
    const [seat = ""] = mxplan.freeAccounts(SERVICE);
    mxplan.editAccount(seat, { login: "anna", domain: "example.net", configured: true, displayName: "Before" });
    mxplan.setPassword(address, "Old-Password-77");
    return run;
  }
  const other = generation === "legacy" ? { description: "Other" } : { displayName: "Other" };

  test("is not touched unless adopt says so", async () => {
    const { world, engine } = startWithAnna();
    const { errors } = await engine.up([account(address, other)]);
    expect(errors.join()).toMatch(seen);
    expect(errors.join()).toMatch(/Set adopt to true/);
    expect(engine.state.size).toBe(0);
    expect(world.writes()).toEqual([]);
  });

  test("is taken over with adopt: the differences are written, and never the password", async () => {
    const { world, engine } = startWithAnna();
    const wanted = account(address, { adopt: true, password: "New-Passw0rd-78", ...other });
    expect(await engine.up([wanted])).toEqual({ steps: ["create anna"], errors: [] });
    const { emailDomain, mxplan } = world.simulator.world;
    const matches = (password: string) =>
      generation === "legacy"
        ? emailDomain.passwordMatches(address, password)
        : mxplan.passwordMatches(address, password);
    expect(world.writes()).toHaveLength(1);
    expect(matches("Old-Password-77")).toBe(true);
    expect((await engine.up([wanted])).steps).toEqual(["same anna"]);
    expect(
      (await engine.up([account(address, { adopt: true, password: "Newer-Passw0rd-79", ...other })])).errors,
    ).toEqual([]);
    expect(matches("Newer-Passw0rd-79")).toBe(true);
  });
});

describe("a property of the other generation is refused before anything is changed", () => {
  test.each([
    {
      address: LEGACY,
      props: { displayName: "Anna" },
      says: /legacy MX Plan \(example.org\). displayName: there is no displayName; use description/,
    },
    { address: LEGACY, props: { quotaGb: 5 }, says: /quotaGb: there is no quotaGb; use sizeBytes/ },
    { address: LEGACY, props: { emailAliases: ["info@example.org"] }, says: /emailAliases: .* MxPlanRedirection/ },
    {
      address: NEW,
      props: { sizeBytes: 5_000_000_000 },
      says: /new MX Plan \(mxplan-ab12345-1\). sizeBytes: .*use quotaGb/,
    },
    { address: NEW, props: { description: "Anna" }, says: /description: .*use displayName/ },
  ])("$props at $address", async ({ address, props, says }) => {
    const { world, engine } = startMxPlan();
    expect((await engine.up([account(address, props)])).errors.join()).toMatch(says);
    expect(engine.state.size).toBe(0);
    expect((await engine.up([account(address)])).errors).toEqual([]);
    world.writes();
    expect((await engine.up([account(address, props)])).errors.join()).toMatch(says);
    expect(world.writes()).toEqual([]);
    expect((await engine.up([account(address)])).steps).toEqual(["same anna"]);
  });

  test("properties of both at once are refused without asking OVHcloud", async () => {
    const { world, engine } = startMxPlan();
    const { errors } = await engine.up([account(LEGACY, { description: "Anna", displayName: "Anna" })]);
    expect(errors.join()).toMatch(
      /description: only the legacy MX Plan has description, and only the new one has displayName/,
    );
    expect(world.simulator.calls).toEqual([]);
  });
});

describe("another address", () => {
  test("in the legacy MX Plan is refused, since it would be an empty mailbox", async () => {
    const { world, engine } = startMxPlan();
    await engine.up([account(LEGACY, { deletionProtection: false })]);
    world.writes();
    const { errors } = await engine.up([account("anne@example.org", { deletionProtection: false })]);
    expect(errors.join()).toMatch(
      /emailAddress: the legacy MX Plan cannot rename mailbox anna@example.org.*replaceOnRename/,
    );
    expect(world.writes()).toEqual([]);
  });

  test("in the legacy MX Plan replaces the mailbox where the program says so", async () => {
    const { world, engine } = startMxPlan();
    await engine.up([account(LEGACY, { deletionProtection: false })]);
    const wanted = account("anne@example.org", { deletionProtection: false, replaceOnRename: true });
    expect(await engine.up([wanted])).toEqual({ steps: ["replace anna"], errors: [] });
    const left = world.simulator.world.emailDomain.accounts("example.org").map(({ email }) => email);
    expect(left).toEqual(["anne@example.org"]);
  });

  test("in the new MX Plan may be in another domain of the same service", async () => {
    const { world, engine } = startMxPlan();
    await engine.up([account(NEW)]);
    const before = world.simulator.world.mxplan.account(NEW)?.id;
    const wanted = account("anna@other.example.net");
    expect(await engine.up([wanted])).toEqual({ steps: ["update anna"], errors: [] });
    expect(world.simulator.world.mxplan.account("anna@other.example.net")?.id).toBe(before);
    expect((await engine.up([wanted])).steps).toEqual(["same anna"]);
  });

  test.each([
    { domain: "example.fr", home: /new MX Plan \(mxplan-ab12345-2\)/ },
    { domain: "example.org", home: /legacy MX Plan \(example.org\)/ },
  ])("in the new MX Plan is refused in $domain, which is elsewhere", async ({ domain, home }) => {
    const { world, engine } = startMxPlan();
    await engine.up([account(NEW)]);
    world.writes();
    const { errors } = await engine.up([account(`anna@${domain}`)]);
    expect(errors.join()).toMatch(/emailAddress: the mailbox is in mxplan-ab12345-1/);
    expect(errors.join()).toMatch(home);
    expect(world.writes()).toEqual([]);
    expect((await engine.up([account(NEW)])).steps).toEqual(["same anna"]);
  });
});

describe("a domain that OVHcloud has moved to the new MX Plan", () => {
  async function startMoved() {
    const run = startMxPlan();
    await run.engine.up([account(LEGACY, { description: "Anna" })]);
    const { emailDomain, mxplan } = run.world.simulator.world;
    emailDomain.removeAccount(LEGACY);
    emailDomain.editDomain("example.org", { migratedMXPlanServiceName: SERVICE });
    const [seat = ""] = mxplan.freeAccounts(SERVICE);
    mxplan.editAccount(seat, { login: "anna", domain: "example.org", configured: true });
    run.engine.restart(run.world.newSession());
    run.world.writes();
    return run;
  }

  test("is told before anything is changed or removed", async () => {
    const { world, engine } = await startMoved();
    const said = /OVHcloud has moved mailbox anna@example.org to the new MX Plan \(mxplan-ab12345-1\).*pulumi refresh/;
    expect((await engine.up([account(LEGACY, { description: "A", deletionProtection: false })])).errors.join()).toMatch(
      said,
    );
    expect(world.writes()).toEqual([]);
    const entry = engine.state.get("anna");
    if (entry === undefined) throw new Error("not made");
    engine.state.set("anna", { ...entry, outputs: { ...entry.outputs, deletionProtection: false } });
    expect((await engine.destroy()).errors.join()).toMatch(said);
    expect(world.writes()).toEqual([]);
  });

  test("is found in its new place by a refresh", async () => {
    const { world, engine } = await startMoved();
    await engine.refresh();
    const accountId = world.simulator.world.mxplan.account(LEGACY)?.id;
    expect(engine.state.get("anna")?.outputs).toMatchObject({ generation: "new", mxPlanService: SERVICE, accountId });
    expect((await engine.up([account(LEGACY, { description: "Anna" })])).steps).toEqual(["same anna"]);
    expect((await engine.up([account(LEGACY, { description: "B" })])).errors.join()).toMatch(/use displayName/);
    expect((await engine.up([account(LEGACY, { displayName: "Anna" })])).errors).toEqual([]);
    expect(world.simulator.world.mxplan.account(LEGACY)?.displayName).toBe("Anna");
  });
});

describe("the legacy MX Plan", () => {
  test("takes one change after the other, whether or not a PUT opens a task", async () => {
    for (const domainPutOpensTask of [false, true]) {
      const { world, engine } = startMxPlan({ switches: { domainPutOpensTask } });
      await engine.up([account(LEGACY)]);
      world.writes();
      const from = world.simulator.calls.length;
      const both = account(LEGACY, { description: "Anna", password: "Orange-Lundi-42" });
      expect((await engine.up([both])).errors).toEqual([]);
      expect(world.writes()).toEqual([PUT_LEGACY, PASSWORD_LEGACY]);
      const refused = world.simulator.calls.slice(from).filter(({ status }) => status === 409);
      expect(refused).toEqual([]);
    }
  });

  test("waits for what a colleague has begun", async () => {
    const { world, engine } = startMxPlan();
    await engine.up([account(LEGACY)]);
    const busy = { status: 409, body: { message: `This pop is already being processed: ${LEGACY}, please try later` } };
    world.simulator.faults.onCall({ method: "PUT", times: 5 }, { kind: "respond", ...busy });
    expect((await engine.up([account(LEGACY, { description: "Anna" })])).errors).toEqual([]);
    expect(world.simulator.world.emailDomain.account(LEGACY)?.description).toBe("Anna");
  });

  test("is not asked twice for a mailbox when the answer is lost", async () => {
    const { world, engine } = startMxPlan({ switches: { createdIsReadable: "afterTask" } });
    world.simulator.faults.onCall({ method: "POST", times: 1 }, { kind: "resetAfterCommit" });
    expect((await engine.up([account(LEGACY)])).errors).toEqual([]);
    expect(world.writes()).toEqual([POST_LEGACY]);
    const password = engine.state.get("anna")?.outputs.initialPassword;
    expect(world.simulator.world.emailDomain.passwordMatches(LEGACY, String(password))).toBe(true);
  });

  test.each(["text", "punycode"])("shows a description as declared when OVHcloud answers %s", async (form) => {
    const { world, engine } = startMxPlan();
    const wanted = account(LEGACY, { description: "Boîte d'été" });
    await engine.up([wanted]);
    expect(world.simulator.world.emailDomain.account(LEGACY)?.description).toBe("xn--Bote d't-h1ab1c");
    if (form === "text") world.simulator.world.emailDomain.editAccount(LEGACY, { description: "Boîte d'été" });
    expect(await engine.refresh()).toEqual({});
    expect((await engine.up([wanted])).steps).toEqual(["same anna"]);
  });

  test("has postmaster beyond its quota, and says so when another is too many", async () => {
    const { world, engine } = startMxPlan();
    world.simulator.world.emailDomain.editQuota("example.org", { account: 0 });
    expect((await engine.up([account("postmaster@example.org")])).errors).toEqual([]);
    const other = { ...account("bob@example.org"), name: "bob" };
    const { errors } = await engine.up([account("postmaster@example.org"), other]);
    expect(errors.join()).toMatch(
      /emailAddress, password: OVHcloud refused the creation of mailbox bob@example.org.*quota/,
    );
    expect(engine.state.has("bob")).toBe(false);
  });

  test.each([
    {
      props: { sizeBytes: 7 },
      says: /sizeBytes: OVHcloud does not allow 7 bytes here; it allows 5000000000, 25000000/,
    },
    { props: { password: "short-1" }, says: /password: a password of the legacy MX Plan has 9 to 30 characters/ },
    { props: { password: "Été-Lundi-42" }, says: /none of them an accented letter/ },
    { props: { password: "x".repeat(31) }, says: /9 to 30 characters/ },
    { props: { description: "é".repeat(32) }, says: /description: at most 32 characters/ },
    { props: { description: "a:b" }, says: /description: a description cannot hold : § or ⁼/ },
    { props: { sizeBytes: 1.5 }, says: /sizeBytes: expected a whole number of bytes/ },
  ])("refuses $props before anything is written", async ({ props, says }) => {
    const { world, engine } = startMxPlan();
    const { errors } = await engine.up([account(LEGACY, props)]);
    expect(errors.join()).toMatch(says);
    expect(errors.join()).not.toContain(String((props as Values).password ?? "no password"));
    expect(world.writes()).toEqual([]);
    expect(engine.state.size).toBe(0);
  });

  test("keeps a size that OVHcloud allows no more", async () => {
    const { world, engine } = startMxPlan();
    await engine.up([account(LEGACY, { sizeBytes: 25_000_000 })]);
    world.simulator.world.emailDomain.editDomain("example.org", { allowedAccountSize: [5_000_000_000] });
    engine.restart(world.newSession());
    expect((await engine.up([account(LEGACY, { sizeBytes: 25_000_000, description: "A" })])).errors).toEqual([]);
  });
});

describe("the new MX Plan", () => {
  test("refuses a quota that the account cannot have, before a seat is taken or anything is written", async () => {
    const { world, engine } = startMxPlan();
    const said = /quotaGb: OVHcloud does not allow 7 GB in mxplan-ab12345-1; it allows 5/;
    expect((await engine.up([account(NEW, { quotaGb: 7 })])).errors.join()).toMatch(said);
    expect(world.writes()).toEqual([]);
    expect((await engine.up([account(NEW)])).errors).toEqual([]);
    world.writes();
    expect((await engine.up([account(NEW, { quotaGb: 7, displayName: "A" })])).errors.join()).toMatch(said);
    expect(world.writes()).toEqual([]);
  });

  test("says what to do when no account is free", async () => {
    const { engine } = startMxPlan();
    expect((await engine.up([account("anna@example.fr")])).errors.join()).toMatch(
      /MX Plan mxplan-ab12345-2 has no free account/,
    );
    expect(engine.state.size).toBe(0);
  });

  test("gives the account back, free again", async () => {
    const { world, engine } = startMxPlan();
    await engine.up([account(NEW, { deletionProtection: false })]);
    expect(world.simulator.world.mxplan.freeAccounts(SERVICE)).toHaveLength(2);
    expect((await engine.destroy()).errors).toEqual([]);
    expect(world.simulator.world.mxplan.freeAccounts(SERVICE)).toHaveLength(3);
  });

  test("may refuse aliases where it runs on Zimbra, which is told with the property", async () => {
    const { engine } = startMxPlan({ zimbra: true, switches: { zimbraAliases: "refused" } });
    const { errors } = await engine.up([account(NEW, { emailAliases: ["info@example.net"] })]);
    expect(errors.join()).toMatch(/emailAliases: OVHcloud refused adding the alias info@example.net/);
    expect((await engine.up([account(NEW)])).errors).toEqual([]);
  });
});

test("a domain that these credentials do not see is told with the way out", async () => {
  const { world, engine } = startMxPlan();
  const { errors } = await engine.up([account("anna@example.com")]);
  expect(errors.join()).toMatch(/these credentials see no MX Plan for the domain example.com.*asDelegate/);
  expect(world.writes()).toEqual([]);
});
