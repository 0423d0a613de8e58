/** Where a legacy MX Plan comes from and how tests look at it: seeds and their mistakes, edits, the state file. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSimulator, SeedError } from "../../../provider/simulator/index.js";
import {
  anna,
  annasPassword,
  callers,
  type DomainSeed,
  domain,
  legacyMxPlan,
  password,
  seedOf,
  taskMs,
} from "./email-domain-support.js";

describe("a seed", () => {
  const pair = { from: "a@example.net", to: "b@example.org" };
  test.each<[Partial<DomainSeed>, string]>([
    [{ owner: "nobody-ovh" }, "mxPlanDomains[0].owner: no such apiAccount"],
    [{ accounts: [{ name: "anna" }, { name: "Anna" }] }, "accounts[1].name: Anna@example.net is used twice"],
    [{ accounts: [{ name: "anna", sizeBytes: 7 }] }, "accounts[0].sizeBytes"],
    [{ accounts: [{ name: "anna", delegates: ["x"] }] }, "accounts[0].delegates[0]"],
    [{ accounts: [{ name: "anna", delegates: ["a1-ovh", "A1-ovh"] }] }, "accounts[0].delegates[1]: is there twice"],
    [{ accounts: [{ name: "anna", filters: [{ name: "f" }, { name: "f" }] }] }, "accounts[0].filters[1]"],
    [{ accounts: [{ name: "anna@example.net" }] }, "accounts[0].name"],
    [{ redirections: [pair, pair] }, "redirections[1]: is there twice"],
    [{ redirections: [{ ...pair, from: "a@example.org" }] }, "redirections[0].from: is not an address of example.net"],
    [{ mailingLists: [1, 2].map(() => ({ name: "news", ownerEmail: "a@b" })) }, "mailingLists[1]: is there twice"],
    [{ responders: [1, 2].map(() => ({ account: "anna", content: "Away" })) }, "responders[1]: is there twice"],
    [{ aclHolders: ["a1-ovh", "a1-ovh"] }, "aclHolders[1]: is there twice"],
    [{ migratedTo: "mxplan-1", aclHolders: ["a1-ovh"] }, "aclHolders: must be empty when migratedTo is set"],
  ])("%j is refused: %s", (given, message) => {
    const seed = seedOf({ domain: given });
    expect(() => createSimulator({ seed })).toThrow(SeedError);
    expect(() => createSimulator({ seed })).toThrow(message);
  });

  test("cannot use an address of an Exchange account", () => {
    const service = { domains: ["example.net"], accounts: [{ emailAddress: "ANNA@example.net" }] };
    expect(() => createSimulator({ seed: seedOf({ service }) })).toThrow("anna@example.net is used twice");
  });

  test("can be used twice: what happens in one simulator does not reach the other", () => {
    const seed = seedOf();
    const [first, second] = [createSimulator({ seed }), createSimulator({ seed })];
    first.world.emailDomain.addAclHolder("example.net", "xx1-ovh");
    first.world.emailDomain.addDelegate("anna@example.net", "xx1-ovh");
    first.world.emailDomain.editQuota("example.net", { account: 0 });
    expect(second.world.emailDomain.acl("example.net")).toEqual([]);
    expect(createSimulator({ seed }).world.emailDomain.delegates("anna@example.net")).toEqual([]);
  });
});

describe("the world", () => {
  test("lets a colleague work at once, without tasks and rules, and the API shows it", async () => {
    const { mail, get, world } = legacyMxPlan();
    mail.addAccount("carla@example.net", { description: "Carla", password: "x", size: 1 });
    mail.addDelegate("carla@example.net", callers.delegate);
    mail.addAclHolder("example.net", callers.aclHolder);
    mail.addFilter("carla@example.net", { name: "spam" });
    const id = mail.addRedirection({ from: "sales@example.net", to: "carla@example.net" });
    mail.addResponder("carla@example.net", { content: "Away" });
    mail.addMailingList("news@example.net", { ownerEmail: "carla@example.net" });
    expect(await get(`${domain}/summary`)).toEqual({ account: 3, mailingList: 1, redirection: 1, responder: 1 });
    expect(await get(`${domain}/redirection`)).toEqual([id]);
    expect(await get(`${domain}/account/carla`)).toMatchObject({ description: "Carla", size: 1 });
    expect(await get(`${domain}/account/carla/filter`)).toEqual(["spam"]);
    expect(mail.passwordMatches("carla@example.net", "x")).toBe(true);
    mail.setPassword("carla@example.net", "y");
    expect(mail.passwordMatches("carla@example.net", "x")).toBe(false);

    mail.removeFilter("carla@example.net", "spam");
    mail.removeDelegate("carla@example.net", callers.delegate.toUpperCase());
    mail.removeAclHolder("example.net", callers.aclHolder);
    mail.removeRedirection({ from: "sales@example.net", to: "carla@example.net" });
    mail.removeResponder("carla@example.net");
    mail.removeMailingList("news@example.net");
    mail.removeAccount("carla@example.net");
    expect(await get(`${domain}/summary`)).toEqual({ account: 2, mailingList: 0, redirection: 0, responder: 0 });
    expect([mail.acl("example.net"), mail.responders("example.net"), world.tasks()]).toEqual([[], [], []]);
  });

  test("throws when there is nothing", () => {
    const { mail } = legacyMxPlan();
    for (const act of [
      () => mail.accounts("example.org"),
      () => mail.delegates("nobody@example.net"),
      () => mail.removeAccount("nobody@example.net"),
      () => mail.removeDelegate("anna@example.net", "xx1-ovh"),
      () => mail.removeAclHolder("example.net", "xx1-ovh"),
      () => mail.removeRedirection({ from: "anna@example.net", to: "x@example.org" }),
      () => mail.removeResponder("anna@example.net"),
      () => mail.removeFilter("anna@example.net", "spam"),
      () => mail.removeMailingList("news@example.net"),
    ]) {
      expect(act).toThrow(/the simulated world has no/);
    }
    expect(mail.account("nobody@example.net")).toBeUndefined();
    expect(mail.domains()).toEqual(["example.net"]);
  });

  test("gives copies away", () => {
    const { mail } = legacyMxPlan({ domain: { aclHolders: ["a1-ovh"] } });
    mail.acl("example.net").push("x");
    Object.assign(mail.domain("example.net"), { status: "close" });
    Object.assign(mail.accounts("example.net")[0] ?? {}, { size: 1 });
    expect(mail.acl("example.net")).toEqual(["a1-ovh"]);
    expect(mail.domain("example.net").status).toBe("ok");
    expect(mail.account("anna@example.net")?.size).toBe(5_000_000_000);
  });

  test("counts tasks of the domain among all others", async () => {
    const { world, send } = legacyMxPlan({ tasksMove: "explicitly" });
    const { id } = (await send("POST", `${anna}/changePassword`, { password })).body;
    expect(world.tasks("example.net")).toMatchObject([{ id, function: "changePassword", status: "todo" }]);
    world.endTask(id, "error");
    expect(world.emailDomain.passwordMatches("anna@example.net", annasPassword)).toBe(true);
  });
});

describe("the state file", () => {
  test("keeps the domain and a migration under way, and no password", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ovh-mail-simulator-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const stateFile = join(folder, "world.json");
    const first = legacyMxPlan({ stateFile });
    const [seat] = first.world.freeAccounts();
    await first.send("POST", `${anna}/migrate/hosted-1/destinationEmailAddress/${seat}/migrate`, { password });
    for (const secret of [password, annasPassword]) expect(readFileSync(stateFile, "utf8")).not.toContain(secret);

    const second = legacyMxPlan({ stateFile });
    expect(second.mail.account("anna@example.net")?.state).toBe("migrating");
    second.pass(taskMs);
    expect(second.world.passwordMatches("anna@example.net", password)).toBe(true);
  });
});
