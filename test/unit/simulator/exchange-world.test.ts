/** Where an Exchange service comes from and how tests look at it: seeds and their mistakes, edits, the state file. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSimulator, SeedError } from "../../../provider/simulator/index.js";
import { startMs, taskMs } from "../../support/signed-caller.js";
import { annasPassword, exchange, name, picture, type ServiceSeed, seedOf, service, team } from "./exchange-support.js";

describe("a seed", () => {
  test.each<[string, Partial<ServiceSeed>, string]>([
    ["an unknown field", { mailingLists: [{ address: "a@example.com" }] as never }, "mailingLists[0]"],
    ["a domain twice", { domains: ["example.com", { name: "Example.com" }] }, "domains[1]: example.com is used twice"],
    ["a domain of no known state", { domains: [{ name: "example.com", state: "well" as never }] }, "domains[0]"],
    ["a group on a foreign domain", { mailingLists: [{ emailAddress: "a@b.org" }] }, "mailingLists[0].emailAddress"],
    [
      "a group at an account's alias",
      { mailingLists: [{ emailAddress: "contact@example.com" }] },
      "mailingLists[0].emailAddress: contact@example.com is used twice",
    ],
    [
      "a member who is nobody",
      { mailingLists: [{ emailAddress: "a@example.com", members: ["bob@example.com", "x@example.com"] }] },
      "mailingLists[0].members[1]: no such account or external contact here",
    ],
    [
      "a member twice",
      { mailingLists: [{ emailAddress: "a@example.com", members: ["bob@example.com", "Bob@example.com"] }] },
      "mailingLists[0].members[1]: bob@example.com is named twice",
    ],
    [
      "a manager from outside",
      { mailingLists: [{ emailAddress: "a@example.com", managers: ["guest@example.org"] }] },
      "mailingLists[0].managers[0]: no such account here",
    ],
    [
      "a size over the maximum",
      { mailingLists: [{ emailAddress: "a@example.com", maxSendSizeMb: 101 }] },
      "maxSendSizeMb",
    ],
    [
      "a contact twice",
      { externalContacts: [{ emailAddress: "guest@example.org" }, { emailAddress: "Guest@example.org" }] },
      "externalContacts[1].emailAddress: Guest@example.org is used twice",
    ],
    [
      "a contact inside",
      { externalContacts: [{ emailAddress: "guest@example.org" }, { emailAddress: "help@example.com" }] },
      "externalContacts[1].emailAddress: help@example.com is used twice",
    ],
    [
      "fullAccess on a group",
      { grants: [{ on: "team@example.com", to: "bob@example.com", right: "fullAccess" }] },
      "grants[0].right: a contact group has no fullAccess",
    ],
    [
      "a right of a contact",
      { grants: [{ on: "team@example.com", to: "guest@example.org", right: "sendAs" }] },
      "grants[0].to: no such mailbox here",
    ],
  ])("is refused with the property's name: %s", (_, given, message) => {
    const seed = seedOf({ service: given });
    expect(() => createSimulator({ seed })).toThrow(SeedError);
    expect(() => createSimulator({ seed })).toThrow(message);
  });

  test("says of a domain what the DNS holds, and whose it is", () => {
    const { world } = exchange({
      service: {
        domains: [
          "example.com",
          {
            name: "half.example",
            type: "nonAuthoritative",
            validated: false,
            mxIsValid: false,
            mxRecord: ["mx.elsewhere.example"],
            spfIsValid: false,
            dkim: "toConfigure",
            mxRelay: undefined,
          },
        ],
      },
    });
    expect(world.domain(name, "example.com")).toMatchObject({
      domainValidated: true,
      cnameToCheck: null,
      mxIsValid: true,
      type: "authoritative",
      dkimDiagnostics: { state: "disabled" },
    });
    expect(world.domain(name, "half.example")).toMatchObject({
      type: "nonAuthoritative",
      domainValidated: false,
      cnameToCheck: expect.stringContaining("half.example"),
      mxIsValid: false,
      mxRecord: ["mx.elsewhere.example"],
      mxRelay: null,
      spfIsValid: false,
      spfRecord: null,
      srvIsValid: true,
      dkimDiagnostics: { state: "toConfigure" },
    });
  });

  test("says of an account what it costs, where its mail goes, and how it is", () => {
    const { world } = exchange({
      service: {
        accounts: [
          {
            emailAddress: "anna@example.com",
            displayName: undefined,
            accountLicense: "enterprise",
            outlookLicense: true,
            forwardingEmail: "x@example.org",
            storeCopyOfEmail: true,
            protocols: { POP: false },
            archiveQuotaGb: 7,
            state: "suspended",
            spamDetected: true,
            currentUsageKb: 12,
          },
        ],
        mailingLists: [],
        sharedAccounts: [{ emailAddress: "support@example.com", quotaMb: 10, state: "suspending" }],
      },
    });
    expect(world.account("anna@example.com")).toMatchObject({
      accountLicense: "enterprise",
      outlookLicense: true,
      displayName: null,
      forwardingEmail: "x@example.org",
      storeCopyOfEmail: true,
      state: "suspended",
      spamDetected: true,
      currentUsage: 12,
    });
    expect(world.protocol("anna@example.com")).toMatchObject({ IMAP: true, POP: false });
    expect(world.archive("anna@example.com")).toMatchObject({ quota: 7, state: "ok" });
    expect(world.sharedAccount("support@example.com")?.state).toBe("suspending");
  });

  test("says of a group who is in it, and what may be done in its name", () => {
    const list = {
      emailAddress: "sales@example.com",
      joinRestriction: "approvalRequired",
      departRestriction: "open",
      senderAuthentification: true,
      maxSendSizeMb: 25,
      company: "Example",
      members: ["Guest@example.org", "anna@example.com"],
      managers: ["anna@example.com"],
    } as const;
    const { world } = exchange({
      service: {
        mailingLists: [{ ...list, members: [...list.members], managers: [...list.managers] }],
        grants: [{ on: "Sales@example.com", to: "bob@example.com", right: "sendAs" }],
      },
    });
    expect(world.mailingList("sales@example.com")).toMatchObject({
      joinRestriction: "approvalRequired",
      departRestriction: "open",
      senderAuthentification: true,
      maxSendSize: 25,
      maxReceiveSize: null,
      company: "Example",
      displayName: null,
    });
    expect(world.mailingList("sales@example.com")).not.toHaveProperty("id");
    expect(world.members("sales@example.com")).toMatchObject([
      { address: "guest@example.org", kind: "externalContact", inForce: true },
      { address: "anna@example.com", kind: "account", inForce: true },
    ]);
    expect(world.managers("sales@example.com")).toMatchObject([{ address: "anna@example.com" }]);
    expect(world.grants("sales@example.com")).toMatchObject([{ right: "sendAs", to: "bob@example.com" }]);
  });
});

describe("the world", () => {
  test("edits groups and contacts at once, without a task", () => {
    const { world } = exchange();
    world.addMailingList(name, { mailingListAddress: "sales@example.com", displayName: "Sales" });
    world.addExternalContact(name, { externalEmailAddress: "client@example.net", lastName: "C" });
    world.editMailingList("sales@example.com", { spamDetected: true });
    world.addMember("sales@example.com", "client@example.net");
    world.addMember("sales@example.com", "bob@example.com");
    world.addManager("sales@example.com", "bob@example.com");
    world.removeMember("sales@example.com", "bob@example.com");
    world.grant({ on: "sales@example.com", to: "bob@example.com", right: "sendOnBehalfTo" });
    world.addAlias("sales@example.com", "vente@example.com");
    expect(world.mailingList("SALES@example.com")).toMatchObject({
      displayName: "Sales",
      joinRestriction: "closed",
      departRestriction: "closed",
      spamDetected: true,
    });
    expect(world.members("sales@example.com").map(({ address }) => address)).toEqual(["client@example.net"]);
    expect(world.managers("sales@example.com").map(({ address }) => address)).toEqual(["bob@example.com"]);
    expect(world.aliases("sales@example.com")).toEqual(["vente@example.com"]);
    world.editExternalContact("client@example.net", { state: "suspended" });
    expect(world.externalContact("client@example.net")).toMatchObject({ lastName: "C", state: "suspended" });
    world.remove("client@example.net");
    expect(world.members("sales@example.com")).toEqual([]);
    world.revoke({ on: "sales@example.com", to: "bob@example.com", right: "sendOnBehalfTo" });
    world.removeManager("sales@example.com", "bob@example.com");
    world.removeAlias("sales@example.com", "vente@example.com");
    expect([world.grants("sales@example.com"), world.managers("sales@example.com")]).toEqual([[], []]);
    world.remove("sales@example.com");
    expect(world.mailingLists()).toHaveLength(1);
    expect(world.tasks()).toEqual([]);
  });

  test("edits services and domains at once", () => {
    const { world } = exchange();
    world.editService(name, { state: "inMaintenance", minPasswordLength: 3 });
    world.addDomain(name, { name: "new.example", mxIsValid: false });
    world.editDomain(name, "new.example", { state: "suspended" });
    expect(world.service(name)).toMatchObject({ state: "inMaintenance", minPasswordLength: 3 });
    expect(world.domain(name, "NEW.example")).toMatchObject({ state: "suspended", mxIsValid: false, mxRecord: null });
    expect(world.services()).toMatchObject([{ domains: ["example.com", "new.example"] }]);
  });

  test("says what is not there, or is something else", () => {
    const { world } = exchange();
    expect(() => world.members("support@example.com")).toThrow(
      "support@example.com is a shared account, not a contact group",
    );
    expect(() => world.setPassword("team@example.com", "x")).toThrow(
      "team@example.com is a contact group, not an account",
    );
    expect(() => world.editExternalContact("x@y.org", {})).toThrow("no mailbox at x@y.org");
    expect(() => world.addMember("team@example.com", "support@example.com")).toThrow("support@example.com is nobody");
    expect(() => world.addManager("team@example.com", "guest@example.org")).toThrow("guest@example.org is nobody");
    expect(() => world.removeMember("team@example.com", "bob@example.com")).toThrow("bob@example.com is no member");
    const order = { on: "team@example.com", to: "guest@example.org", right: "sendAs" } as const;
    expect(() => world.grant(order)).toThrow("guest@example.org cannot hold a right");
    expect(() => world.revoke({ ...order, to: "bob@example.com" })).toThrow("does not have sendAs");
    expect(() => world.domain(name, "x.org")).toThrow("no domain x.org");
    expect(() => world.addDomain("other", { name: "x.org" })).toThrow("no service other");
    expect([world.mailingList("x@y.org"), world.externalContact("x@y.org")]).toEqual([undefined, undefined]);
  });

  test("shows copies: changing what it returns changes nothing", () => {
    const { world } = exchange();
    const before = picture(world);
    Object.assign(world.domain(name, "example.com").dkimDiagnostics, { state: "error" });
    world.service(name).spamAndVirusConfiguration.putInJunk = true;
    world.protocol("anna@example.com").POP = false;
    const archive = world.archive("anna@example.com");
    if (archive !== null) archive.quota = 1;
    expect(picture(world)).toEqual(before);
  });
});

describe("the state file", () => {
  test("keeps all of it over a restart, tasks under way included, and no password", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ovh-mail-exchange-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const stateFile = join(folder, "world.json");
    const first = exchange({ stateFile });
    await first.send("POST", `${service}/mailingList`, {
      mailingListAddress: "sales@example.com",
      joinRestriction: "open",
      departRestriction: "open",
    });
    await first.send("POST", `${team}/member/account`, { memberAccountId: first.idOf("bob@example.com") });
    await first.send("POST", `${service}/account/anna@example.com/diagnostics`, { password: annasPassword });
    await first.send("POST", `${service}/domain`, { name: "new.example", type: "authoritative" });
    await first.send("PUT", service, { displayName: "Mail" });
    expect(readFileSync(stateFile, "utf8")).not.toContain(annasPassword);

    const clock = { nowMs: startMs, now: () => clock.nowMs };
    const again = createSimulator({ seed: seedOf(), stateFile, clock, taskDurationMs: taskMs }).world;
    expect(picture(again)).toEqual(picture(first.world));
    expect(again.tasks()).toHaveLength(5);
    clock.nowMs += taskMs;
    first.pass(taskMs);
    expect(picture(again)).toEqual(picture(first.world));
    expect(again.mailingList("sales@example.com")?.state).toBe("ok");
    expect(again.diagnosis("anna@example.com")).toMatchObject({ connectiveOWA: true });
    expect(again.domain(name, "new.example").state).toBe("ok");
  });
});
