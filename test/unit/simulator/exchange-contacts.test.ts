/** External contacts: people outside the service, who may be in its groups. */
import { describe, expect, test } from "vitest";
import type { Switches } from "../../../provider/simulator/index.js";
import { taskMs } from "../../support/signed-caller.js";
import { anna, exchange, guest, service, support } from "./exchange-support.js";

const contacts = `${service}/externalContact`;
const client = { externalEmailAddress: "client@example.net" };
const clientPath = `${contacts}/client@example.net`;

describe("an external contact", () => {
  test("is created by a task, named by its address unless the body says otherwise", async () => {
    const { send, pass, read, idOf } = exchange();
    const task = (await send("POST", contacts, client)).body;
    expect(task.function).toBe("addExternalContact");
    expect(await read(clientPath)).toMatchObject({ state: "creating", taskPendingId: task.id });
    pass(taskMs);
    expect(await read(clientPath)).toEqual({
      ...client,
      creationDate: "2026-01-05T12:00:00+00:00",
      displayName: "client@example.net",
      firstName: null,
      hiddenFromGAL: false,
      id: idOf("client@example.net"),
      initials: null,
      lastName: null,
      organization2010: null,
      state: "ok",
      taskPendingId: 0,
    });
    await send("POST", contacts, { externalEmailAddress: "b@example.net", displayName: "B", hiddenFromGAL: true });
    expect(await read(`${contacts}/b@example.net`)).toMatchObject({ displayName: "B", hiddenFromGAL: true });
  });

  test("is changed and renamed by a PUT, and keeps its id", async () => {
    const { send, pass, read, idOf, world, statusOf } = exchange();
    const id = idOf("guest@example.org");
    const shown = (await read(guest)) as object;
    const changes = { externalEmailAddress: "visitor@example.org", firstName: "V" };
    expect(await send("PUT", guest, { ...shown, ...changes })).toEqual({ status: 200, body: null });
    pass(taskMs);
    expect(world.externalContact("visitor@example.org")).toMatchObject({ id, ...changes });
    expect(world.tasks()).toMatchObject([{ function: "setExternalContact", mailbox: "visitor@example.org" }]);
    expect(world.members("team@example.com").map(({ address }) => address)).toContain("visitor@example.org");
    expect(await statusOf("PUT", `${contacts}/visitor@example.org`, { displayName: null })).toBe(400);
    expect(await statusOf("PUT", `${contacts}/visitor@example.org`, { externalEmailAddress: "visitor" })).toBe(400);
  });

  test("is changed without its address too, or with it in other letters", async () => {
    const { statusOf, world } = exchange();
    expect(await statusOf("PUT", guest, { firstName: "G" })).toBe(200);
    expect(await statusOf("PUT", guest, { externalEmailAddress: "Guest@example.org" })).toBe(200);
    expect(world.externalContacts()).toMatchObject([{ firstName: "G", externalEmailAddress: "Guest@example.org" }]);
  });

  test("needs an address that looks like one", async () => {
    const { statusOf, world } = exchange();
    expect(await statusOf("POST", contacts, {})).toBe(400);
    expect(await statusOf("POST", contacts, { externalEmailAddress: "client" })).toBe(400);
    expect(world.tasks()).toEqual([]);
  });

  test("is found by each of its names, and by its id", async () => {
    const { read, idOf } = exchange();
    const found = async (query: string) => read(`${contacts}?${query}`);
    for (const query of [
      "externalEmailAddress=guest%25",
      "displayName=GUEST",
      "lastName=g%25",
      `id=${idOf("guest@example.org")}`,
    ]) {
      expect(await found(query)).toEqual(["guest@example.org"]);
    }
    for (const query of ["firstName=g%25", "displayName=ues", "id=1"]) expect(await found(query)).toEqual([]);
  });

  test("createdIsReadable afterTask: neither answers nor is listed before its task is done", async () => {
    const { send, pass, statusOf, read } = exchange({ switches: { createdIsReadable: "afterTask" } });
    await send("POST", contacts, client);
    expect([await statusOf("GET", clientPath), await read(contacts)]).toEqual([404, ["guest@example.org"]]);
    expect(await statusOf("POST", contacts, client)).toBe(409);
    pass(taskMs);
    expect(await statusOf("GET", clientPath)).toBe(200);
  });

  test("renameVisible afterTask: the new address is promised to it", async () => {
    const { send, pass, statusOf, world } = exchange({ switches: { renameVisible: "afterTask" } });
    await send("PUT", guest, client);
    expect(await statusOf("POST", contacts, client)).toBe(409);
    expect(await statusOf("PUT", guest, client)).toBe(200);
    pass(2 * taskMs);
    expect(world.externalContacts()).toMatchObject([client]);
  });

  test("is deleted by a task, which refuses writes in the meantime", async () => {
    const { send, pass, statusOf, world } = exchange();
    expect((await send("DELETE", guest)).body.function).toBe("deleteExternalContact");
    expect(await statusOf("PUT", guest, { firstName: "G" })).toBe(409);
    pass(taskMs);
    expect([await statusOf("GET", guest), world.externalContacts()]).toEqual([404, []]);
  });

  test("stays as it was when its tasks fail", async () => {
    const { send, pass, faults, world } = exchange();
    for (const name of ["add", "set", "delete"]) faults.failTask(`${name}ExternalContact`, { outcome: "error" });
    await send("POST", contacts, client);
    await send("PUT", guest, { externalEmailAddress: "visitor@example.org" });
    await send("DELETE", `${contacts}/visitor@example.org`);
    pass(2 * taskMs);
    expect(world.externalContacts()).toMatchObject([{ externalEmailAddress: "guest@example.org", state: "ok" }]);
  });

  test("a failed rename is not taken back when another contact has the address by now", async () => {
    const { send, pass, faults, world } = exchange();
    faults.failTask("setExternalContact", { outcome: "error" });
    await send("PUT", guest, client);
    await send("POST", contacts, { externalEmailAddress: "guest@example.org" });
    pass(taskMs);
    const addresses = world.externalContacts().map((one) => one.externalEmailAddress);
    expect(addresses).toEqual(["client@example.net", "guest@example.org"]);
  });
});

describe("the address of an external contact", () => {
  const other = {
    name: "other",
    owner: "ab12345-ovh",
    domains: ["example.net"],
    accounts: [{ emailAddress: "client@example.net" }],
    externalContacts: [{ emailAddress: "guest@example.org" }],
  };

  test("may be that of somebody on another service, and of another service's contact", async () => {
    const { statusOf, pass, world } = exchange({ others: [other] });
    expect(await statusOf("POST", contacts, client)).toBe(200);
    pass(taskMs);
    expect(world.account("client@example.net")?.configured).toBe(true);
    expect(world.externalContacts().map((one) => one.externalEmailAddress)).toEqual([
      "guest@example.org",
      "guest@example.org",
      "client@example.net",
    ]);
    world.remove("client@example.net");
    expect(world.account("client@example.net")).toBeUndefined();
    expect(world.externalContact("client@example.net")?.state).toBe("ok");
  });

  test("is never that of another contact of the service", async () => {
    for (const contactInside of ["refused", "accepted"] as const) {
      const { send } = exchange({ switches: { contactInside } });
      const refused = await send("POST", contacts, { externalEmailAddress: "Guest@example.org" });
      expect(refused).toMatchObject({ status: 409, body: { message: "Email address is already used." } });
    }
  });

  test.each<[Switches["contactInside"], number]>([
    ["refused", 409],
    ["accepted", 200],
  ])(
    "contactInside %s: that of somebody inside is answered with %i, both ways round",
    async (contactInside, status) => {
      for (const address of ["anna@example.com", "contact@example.com", "support@example.com", "team@example.com"]) {
        const { statusOf } = exchange({ switches: { contactInside } });
        expect(await statusOf("POST", contacts, { externalEmailAddress: address })).toBe(status);
      }
      const { statusOf, world } = exchange({ switches: { contactInside } });
      world.addExternalContact("hosted-ab12345-1", { externalEmailAddress: "reserved@example.com" });
      world.editExternalContact("guest@example.org", { externalEmailAddress: "held@example.com" });
      expect(await statusOf("PUT", anna, { login: "reserved" })).toBe(status);
      expect(await statusOf("POST", `${support}/alias`, { alias: "held@example.com" })).toBe(status);
    },
  );

  test("contactInside refused: an address that a task has promised inside counts", async () => {
    const { send, statusOf } = exchange({ switches: { renameVisible: "afterTask" } });
    await send("PUT", anna, { login: "ann" });
    expect(await statusOf("POST", contacts, { externalEmailAddress: "ann@example.com" })).toBe(409);
  });
});

test("lists answer with objects when the switch lets the mode be asked for", async () => {
  for (const expandedLists of ["keys", "objects"] as const) {
    const { objects, world } = exchange({ switches: { expandedLists } });
    const isAsked = expandedLists === "objects";
    expect(await objects(contacts)).toEqual(isAsked ? world.externalContacts() : ["guest@example.org"]);
    expect(await objects(`${service}/mailingList`)).toEqual(isAsked ? world.mailingLists() : ["team@example.com"]);
  }
});
