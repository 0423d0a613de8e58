/** Members and managers of contact groups: accounts, and people outside. */
import { describe, expect, test } from "vitest";
import type { Switches } from "../../../provider/simulator/index.js";
import { taskMs } from "../../support/signed-caller.js";
import { annasPassword, exchange, guest, name, service, team } from "./exchange-support.js";

const members = `${team}/member/account`;
const contacts = `${team}/member/contact`;
const managers = `${team}/manager/account`;
const addressesOf = (people: readonly { address: string }[]) => people.map(({ address }) => address);

describe("a member", () => {
  test("that is an account has its id under the account's name, and none of a contact", async () => {
    const { send, pass, idOf, read } = exchange();
    const id = idOf("bob@example.com");
    const task = (await send("POST", members, { memberAccountId: id })).body;
    expect(task.function).toBe("addDistributionGroupMember");
    expect(await read(members)).toEqual([idOf("anna@example.com"), id]);
    expect(await read(`${members}/${id}`)).toEqual({
      creationDate: "2026-01-05T12:00:00+00:00",
      memberAccountId: id,
      memberContactId: null,
      memberEmailAddress: "bob@example.com",
      taskPendingId: task.id,
    });
    pass(taskMs);
    expect(await read(`${members}/${id}`)).toMatchObject({ taskPendingId: 0 });
    expect((await send("DELETE", `${members}/${id}`)).body.function).toBe("deleteDistributionGroupMember");
    pass(taskMs);
    expect(await read(members)).toEqual([idOf("anna@example.com")]);
  });

  test("that is a contact is listed apart", async () => {
    const { idOf, read, statusOf, send, pass, world } = exchange();
    const id = idOf("guest@example.org");
    expect(await read(contacts)).toEqual([id]);
    expect(await read(`${contacts}/${id}`)).toMatchObject({
      memberAccountId: null,
      memberContactId: id,
      memberEmailAddress: "guest@example.org",
    });
    expect(await statusOf("GET", `${members}/${id}`)).toBe(404);
    await send("DELETE", `${contacts}/${id}`);
    pass(taskMs);
    expect(addressesOf(world.members("team@example.com"))).toEqual(["anna@example.com"]);
  });

  test("is an account or a contact of the same service", async () => {
    const { send, idOf, statusOf, world } = exchange({
      others: [{ name: "other", owner: "ab12345-ovh", accounts: [{ emailAddress: "x@y.org" }], domains: ["y.org"] }],
    });
    expect(await statusOf("POST", members, { memberAccountId: idOf("x@y.org") })).toBe(400);
    expect(await statusOf("POST", members, { memberAccountId: idOf("guest@example.org") })).toBe(400);
    expect(await statusOf("POST", contacts, { memberContactId: idOf("bob@example.com") })).toBe(400);
    expect(await statusOf("POST", members, { memberAccountId: world.sharedAccount("support@example.com")?.id })).toBe(
      400,
    );
    expect((await send("POST", members, {})).body.message).toContain("'memberAccountId' is a required property");
    expect((await send("POST", contacts, {})).body.message).toContain("'memberContactId' is a required property");
    expect(world.tasks()).toEqual([]);
  });

  test("createdIsReadable afterTask: not listed before its task is done", async () => {
    const { send, pass, idOf, read, statusOf } = exchange({ switches: { createdIsReadable: "afterTask" } });
    const id = idOf("bob@example.com");
    await send("POST", members, { memberAccountId: id });
    expect([await read(members), await statusOf("GET", `${members}/${id}`)]).toEqual([[idOf("anna@example.com")], 404]);
    pass(taskMs);
    expect(await read(members)).toEqual([idOf("anna@example.com"), id]);
  });

  test.each<[Switches["secondGrant"], number]>([
    ["idempotent", 200],
    ["refused", 400],
  ])("secondGrant %s: whoever is in already is answered with %i", async (secondGrant, status) => {
    const { idOf, statusOf, send, pass, world } = exchange({ switches: { secondGrant } });
    const anna = idOf("anna@example.com");
    expect(await statusOf("POST", members, { memberAccountId: anna })).toBe(status);
    expect(await statusOf("POST", managers, { managerAccountId: idOf("bob@example.com") })).toBe(status);
    expect(await statusOf("POST", managers, { managerAccountId: anna })).toBe(200);
    await send("DELETE", `${members}/${anna}`);
    expect(await statusOf("POST", members, { memberAccountId: anna })).toBe(200);
    pass(3 * taskMs);
    expect(addressesOf(world.members("team@example.com")).sort()).toEqual(["anna@example.com", "guest@example.org"]);
  });

  test.each<[Switches["missingGrant"], number]>([
    ["notFound", 404],
    ["task", 200],
  ])("missingGrant %s: removing whoever is not in is answered with %i", async (missingGrant, status) => {
    const { idOf, statusOf, pass, world } = exchange({ switches: { missingGrant } });
    expect(await statusOf("DELETE", `${members}/${idOf("bob@example.com")}`)).toBe(status);
    expect(await statusOf("DELETE", `${managers}/${idOf("anna@example.com")}`)).toBe(status);
    expect(await statusOf("DELETE", `${team}/sendAs/${idOf("anna@example.com")}`)).toBe(status);
    pass(taskMs);
    expect(addressesOf(world.members("team@example.com"))).toEqual(["anna@example.com", "guest@example.org"]);
    expect(addressesOf(world.managers("team@example.com"))).toEqual(["bob@example.com"]);
  });

  test("memberIdOfOtherKind refused: the path says which id there may be", async () => {
    const { idOf, statusOf } = exchange();
    const both = { memberAccountId: idOf("bob@example.com"), memberContactId: idOf("guest@example.org") };
    for (const path of [members, contacts]) expect(await statusOf("POST", path, both)).toBe(400);
    expect(await statusOf("POST", members, { ...both, memberContactId: null })).toBe(200);
  });

  test("memberIdOfOtherKind accepted: the path's id goes first, else the other one is added", async () => {
    const { idOf, statusOf, pass, world } = exchange({ switches: { memberIdOfOtherKind: "accepted" } });
    const both = { memberAccountId: idOf("bob@example.com"), memberContactId: idOf("guest@example.org") };
    world.removeMember("team@example.com", "guest@example.org");
    expect(await statusOf("POST", members, both)).toBe(200);
    pass(taskMs);
    expect(addressesOf(world.members("team@example.com"))).toEqual(["anna@example.com", "bob@example.com"]);
    expect(await statusOf("POST", members, { memberContactId: both.memberContactId })).toBe(200);
    expect(await statusOf("POST", contacts, { memberAccountId: idOf("carol@example.com") })).toBe(200);
    pass(taskMs);
    expect(world.members("team@example.com").map(({ kind }) => kind)).toEqual([
      "account",
      "account",
      "externalContact",
      "account",
    ]);
  });
});

describe("a manager", () => {
  test("is an account, need not be a member, and comes and goes by a task", async () => {
    const { send, pass, idOf, read, statusOf, world } = exchange();
    const carol = idOf("carol@example.com");
    const task = (await send("POST", managers, { managerAccountId: carol })).body;
    expect(task.function).toBe("addDistributionGroupManager");
    expect(await read(`${managers}/${carol}`)).toEqual({
      creationDate: "2026-01-05T12:00:00+00:00",
      managerAccountId: carol,
      managerEmailAddress: "carol@example.com",
      taskPendingId: task.id,
    });
    expect(await statusOf("POST", managers, { managerAccountId: idOf("guest@example.org") })).toBe(400);
    expect(await statusOf("POST", managers, {})).toBe(400);
    pass(taskMs);
    expect(addressesOf(world.members("team@example.com"))).not.toContain("carol@example.com");
    expect((await send("DELETE", `${managers}/${carol}`)).body.function).toBe("deleteDistributionGroupManager");
    pass(taskMs);
    expect(await read(managers)).toEqual([idOf("bob@example.com")]);
  });

  test("may be a member too, and stays one when removed as a manager", async () => {
    const { send, pass, idOf, world } = exchange();
    const bob = idOf("bob@example.com");
    await send("POST", members, { memberAccountId: bob });
    await send("DELETE", `${managers}/${bob}`);
    pass(taskMs);
    expect(addressesOf(world.members("team@example.com"))).toContain("bob@example.com");
    expect(world.managers("team@example.com")).toEqual([]);
  });
});

describe("somebody who goes", () => {
  test("leaves every group: a contact that is deleted, an account that is reset", async () => {
    const { send, pass, world } = exchange();
    world.addManager("team@example.com", "anna@example.com");
    await send("DELETE", guest);
    await send("DELETE", `${service}/account/anna@example.com`);
    pass(taskMs);
    expect(world.members("team@example.com")).toEqual([]);
    expect(addressesOf(world.managers("team@example.com"))).toEqual(["bob@example.com"]);
  });

  test("is not added by a task that ends later, nor while being deleted", async () => {
    const { send, world, idOf, read } = exchange();
    const id = idOf("bob@example.com");
    const { id: task } = (await send("POST", members, { memberAccountId: id })).body;
    world.remove("bob@example.com");
    world.endTask(task);
    expect(addressesOf(world.members("team@example.com"))).toEqual(["anna@example.com", "guest@example.org"]);
    const carol = idOf("carol@example.com");
    await send("DELETE", `${service}/account/carol@example.com`);
    await send("POST", members, { memberAccountId: carol });
    expect(await read(members)).toEqual([idOf("anna@example.com")]);
  });

  test.each<[Switches["rightsOfGone"], number]>([
    ["dropped", 0],
    ["kept", 2],
  ])("rightsOfGone %s: leaves %i rights behind", async (rightsOfGone, left) => {
    const { send, pass, world, idOf, read, statusOf } = exchange({ switches: { rightsOfGone } });
    const [anna, bob] = [idOf("anna@example.com"), idOf("bob@example.com")];
    for (const to of ["anna@example.com", "bob@example.com"]) {
      world.grant({ on: "support@example.com", to, right: "fullAccess" });
    }
    await send("DELETE", `${service}/account/anna@example.com`);
    pass(taskMs);
    world.remove("bob@example.com");
    expect(world.grants("support@example.com")).toHaveLength(left);
    expect(await read(`${service}/sharedAccount/support@example.com/fullAccess`)).toEqual(
      left === 0 ? [] : [anna, bob],
    );
    const revoked = await statusOf("DELETE", `${service}/sharedAccount/support@example.com/fullAccess/${bob}`);
    expect(revoked).toBe(left === 0 ? 404 : 200);
    pass(taskMs);
    expect(world.grants("support@example.com")).toHaveLength(Math.max(0, left - 1));
  });
});

describe("the tasks of members", () => {
  test("that fail add nobody and remove nobody", async () => {
    const { send, pass, faults, idOf, world } = exchange();
    faults.failTask("addDistributionGroupMember", { outcome: "error" });
    faults.failTask("deleteDistributionGroupMember", { outcome: "error" });
    faults.failTask("addDistributionGroupManager", { outcome: "cancelled" });
    faults.failTask("deleteDistributionGroupManager", { outcome: "cancelled" });
    await send("POST", members, { memberAccountId: idOf("bob@example.com") });
    await send("DELETE", `${contacts}/${idOf("guest@example.org")}`);
    await send("POST", managers, { managerAccountId: idOf("anna@example.com") });
    await send("DELETE", `${managers}/${idOf("bob@example.com")}`);
    expect(world.members("team@example.com").map(({ inForce }) => inForce)).toEqual([true, true, false]);
    pass(taskMs);
    expect(addressesOf(world.members("team@example.com"))).toEqual(["anna@example.com", "guest@example.org"]);
    expect(addressesOf(world.managers("team@example.com"))).toEqual(["bob@example.com"]);
  });

  test("that fail for somebody who is in already leave them in", async () => {
    const { send, pass, faults, idOf, world } = exchange();
    faults.failTask("addDistributionGroupMember", { outcome: "error" });
    await send("POST", members, { memberAccountId: idOf("anna@example.com") });
    pass(taskMs);
    expect(world.members("team@example.com")).toMatchObject([{ address: "anna@example.com", inForce: true }, {}]);
  });

  test("busyRefusesWrites: nobody is added while the group has a task under way", async () => {
    const { send, pass, idOf, statusOf } = exchange({ switches: { busyRefusesWrites: true } });
    await send("PUT", team, { displayName: "Team" });
    const body = { memberAccountId: idOf("bob@example.com") };
    expect(await statusOf("POST", members, body)).toBe(409);
    pass(taskMs);
    expect(await statusOf("POST", members, body)).toBe(200);
  });
});

describe("a group of 10,000 members", () => {
  const many = Array.from({ length: 10_001 }, (_, index) => ({ emailAddress: `person-${index}@example.org` }));
  const addresses = many.map(({ emailAddress }) => emailAddress);

  test("is as many as there may be, whatever they are, and managers are not counted", async () => {
    const { idOf, statusOf, read, pass, world } = exchange({
      service: {
        externalContacts: many,
        mailingLists: [
          { emailAddress: "team@example.com", members: addresses.slice(0, 9_999), managers: ["bob@example.com"] },
        ],
      },
    });
    expect(await statusOf("POST", members, { memberAccountId: idOf("anna@example.com") })).toBe(200);
    expect(await statusOf("POST", contacts, { memberContactId: idOf("person-10000@example.org") })).toBe(400);
    expect(await statusOf("POST", contacts, { memberContactId: idOf("person-0@example.org") })).toBe(200);
    expect(await statusOf("POST", managers, { managerAccountId: idOf("anna@example.com") })).toBe(200);
    pass(taskMs);
    expect(await read(contacts)).toHaveLength(9_999);
    expect(world.members("team@example.com")).toHaveLength(10_000);
  });
});

test("an account is still what it was when it leaves a group", async () => {
  const { send, pass, idOf, world } = exchange();
  await send("DELETE", `${members}/${idOf("anna@example.com")}`);
  pass(taskMs);
  expect(world.accounts(name).length).toBe(4);
  expect(world.passwordMatches("anna@example.com", annasPassword)).toBe(true);
});
