// What the console's page is told, and what it can have done.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type * as view from "../../../provider/simulator/console/view-model.js";
import { createSimulator, type SimulatorOptions } from "../../../provider/simulator/index.js";
import { hostileName, richSeed } from "./console-world.js";

const origin = "http://127.0.0.1:4711";
const service = "/email/exchange/hosted-ab12345-1/service/hosted-ab12345-1";
const startMs = Date.UTC(2026, 0, 5, 12);
const taskMs = 1_000;

function console(options: SimulatorOptions = {}) {
  const clock = { nowMs: startMs, now: () => clock.nowMs };
  const simulator = createSimulator({ seed: richSeed(), clock, taskDurationMs: taskMs, ...options });
  /** `Shown`: the view that this path answers with. */
  async function get<Shown>(path: string): Promise<Shown> {
    const answer = await simulator.fetch(new Request(`${origin}/_console/api/${path}`));
    return (await answer.json()) as Shown;
  }
  async function post(path: string, body: object = {}) {
    const headers = { "content-type": "application/json", origin };
    const request = new Request(`${origin}/_console/api/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    const answer = await simulator.fetch(request);
    return { status: answer.status, body: (await answer.json()) as { message?: string } };
  }
  async function call(method: string, path: string, body?: object) {
    const { applicationKey, applicationSecret, consumerKey } = simulator.credentials;
    const [url, text, time] = [`${origin}/1.0${path}`, body ? JSON.stringify(body) : "", `${clock.nowMs / 1_000}`];
    const signed = [applicationSecret, consumerKey, method, url, text, time].join("+");
    const headers = {
      "x-ovh-application": applicationKey,
      "x-ovh-consumer": consumerKey,
      "x-ovh-timestamp": time,
      "x-ovh-signature": `$1$${createHash("sha1").update(signed).digest("hex")}`,
    };
    return (await simulator.fetch(new Request(url, { method, headers, ...(text ? { body: text } : {}) }))).status;
  }
  const addShared = () =>
    call("POST", `${service}/sharedAccount`, { sharedEmailAddress: "new@example.com", quota: 100 });
  const pass = (ms: number) => {
    clock.nowMs += ms;
  };
  return { simulator, get, post, call, addShared, pass };
}

describe("what has changed", () => {
  test("is told by the part of the page that shows it", async () => {
    const { simulator, get, call, post, addShared, pass } = console();
    const changed = async (act: () => unknown) => {
      const before = await get<view.Pulse>("pulse");
      await act();
      const after = await get<view.Pulse>("pulse");
      const names = Object.keys(after.changes) as view.Section[];
      return names.filter((name) => after.changes[name] !== before.changes[name]);
    };
    expect(await changed(() => {})).toEqual([]);
    expect(await changed(() => call("GET", service))).toEqual(["calls", "access"]);
    expect(await changed(addShared)).toEqual(["world", "tasks", "calls"]);
    expect(await changed(() => pass(taskMs / 2))).toEqual(["tasks"]);
    expect(await changed(() => pass(taskMs))).toEqual(["world", "tasks"]);
    expect(await changed(() => simulator.world.remove("jobs@example.com"))).toEqual(["world", "tasks"]);
    expect(await changed(() => simulator.faults.onCall({}, "busy"))).toEqual(["faults"]);
    expect(await changed(() => post("switches/set", { name: "secondGrant", value: "refused" }))).toEqual(["switches"]);
  });

  test("comes with the world's time, and with what waits", async () => {
    const { simulator, get, addShared } = console();
    await addShared();
    simulator.faults.onTask({}, "taskError");
    simulator.moveTime(60);
    expect(await get<view.Pulse>("pulse")).toMatchObject({ nowMs: startMs + 60, tasksUnderWay: 1, faultsPending: 1 });
  });
});

describe("services", () => {
  test("show seats, shared space and DNS, for each kind", async () => {
    const { services } = await console().get<view.WorldView>("world");
    expect(services.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "exchange hosted-ab12345-1",
      "exchange private-ab12345-1",
      "mxplan mxplan-ab12345-1",
      "domain example.fr",
    ]);
    const [hosted, dedicated, mxPlan, legacy] = services;
    expect(hosted).toMatchObject({
      seats: { used: 7, free: 8 },
      sharedQuota: { limitMb: 15 * 5_120, reservedMb: 8_192, usedKb: 700_000 },
    });
    const dns = (service?: view.ServiceCard) =>
      service?.domains.map(({ checks }) => checks.map(({ record, result }) => `${record} ${result}`));
    expect(dns(hosted)).toEqual([
      ["MX valid", "SPF valid", "SRV valid"],
      ["MX invalid", "SPF valid", "SRV valid"],
    ]);
    expect(dns(dedicated)).toEqual([["MX valid", "SPF valid", "SRV invalid"]]);
    expect(dedicated).not.toHaveProperty("seats");
    expect(mxPlan).toMatchObject({ seats: { used: 2, free: 2 } });
    expect(legacy).toMatchObject({ seats: { used: 2, free: 98 }, domains: [{ name: "example.fr" }] });
  });
});

describe("rights", () => {
  test("are told of every kind, with both ends", async () => {
    const { mailboxes, edges } = await console().get<view.WorldView>("world");
    const address = (id: string) => mailboxes.find((one) => one.id === id)?.address;
    const told = edges.map(({ from, on, kind }) => `${address(from)} ${kind} ${address(on)}`);
    expect(told).toEqual(
      expect.arrayContaining([
        "anna.durand@example.com fullAccess support@example.com",
        "eve.blanc@example.com sendOnBehalfTo anna.durand@example.com",
        "auditor@partner.example member sales@example.com",
        "anna.durand@example.com manager sales@example.com",
        "lea@example.eu sendAs desk@example.eu",
        "zz99999-ovh delegation info@example.fr",
        "yy88888-ovh delegation example.fr",
      ]),
    );
    expect(new Set(told).size).toBe(19);
  });

  test("are not in force before their task is done", async () => {
    const { simulator, get, call, pass } = console();
    const from = simulator.world.account("anna.durand@example.com")?.id;
    await call("POST", `${service}/account/bob.martin@example.com/sendAs`, { allowAccountId: from });
    const isInForce = async () => {
      const { edges } = await get<view.WorldView>("world");
      return edges.find((edge) => edge.kind === "sendAs" && edge.on === "2100002")?.inForce;
    };
    expect(await isInForce()).toBe(false);
    pass(taskMs);
    await get("pulse");
    expect(await isInForce()).toBe(true);
  });
});

describe("a mailbox", () => {
  test("is told with its settings and aliases", async () => {
    const { simulator, get } = console();
    const id = simulator.world.account("anna.durand@example.com")?.id;
    const details = await get<view.MailboxDetails>(`mailbox?id=${id}`);
    expect(details.aliases).toMatchObject([{ alias: "contact@example.com" }]);
    expect(details.fields).toContainEqual({ name: "displayName", value: "Anna Durand" });
    expect(details.fields).toContainEqual({ name: "spamAndVirusConfiguration.deleteVirus", value: true });
  });

  test("keeps its name as it is, however hostile", async () => {
    const { mailboxes } = await console().get<view.WorldView>("world");
    expect(mailboxes.find(({ address }) => address === "mallory@example.net")?.name).toBe(hostileName);
  });

  test("is told of legacy MX Plans too, and not of what is not there", async () => {
    const { get } = console();
    const { mailboxes } = await get<view.WorldView>("world");
    for (const kind of ["domain", "domainAccount", "mxplanAccount", "mailingList", "externalContact"]) {
      const id = mailboxes.find((one) => one.kind === kind)?.id ?? "";
      expect(
        (await get<view.MailboxDetails>(`mailbox?id=${encodeURIComponent(id)}`)).fields.length,
        kind,
      ).toBeGreaterThan(3);
    }
    expect(await get("mailbox?id=1")).toEqual({ message: "There is no such mailbox" });
  });
});

describe("tasks", () => {
  test("are told with their times", async () => {
    const { get, addShared, pass } = console();
    await addShared();
    const [task] = (await get<view.TasksView>("tasks")).underWay;
    expect(task).toMatchObject({ function: "addSharedAccount", target: "new@example.com", status: "todo" });
    expect(task).toMatchObject({ todoAtMs: startMs, endsAtMs: startMs + taskMs });
    pass(taskMs);
    await get("pulse");
    expect(await get("tasks")).toMatchObject({ underWay: [], ended: [{ status: "done" }], endedCount: 1 });
  });

  test("can be started, ended and failed by hand", async () => {
    const { simulator, get, post, addShared } = console({ tasksMove: "explicitly" });
    await addShared();
    const [task] = (await get<view.TasksView>("tasks")).underWay;
    expect(task).toMatchObject({ status: "todo", doingAtMs: null, endsAtMs: null });
    await post("tasks/start", { id: task?.id });
    expect(await get("tasks")).toMatchObject({ underWay: [{ status: "doing" }] });
    await post("tasks/end", { id: task?.id, outcome: "error" });
    expect(await get("tasks")).toMatchObject({ underWay: [], ended: [{ status: "error" }] });
    expect(simulator.world.sharedAccount("new@example.com")).toBeUndefined();
    const again = await post("tasks/end", { id: task?.id, outcome: "done" });
    expect(again).toEqual({ status: 400, body: { message: `no task ${task?.id} is under way` } });
  });

  test("end when all are finished, or the time is moved", async () => {
    const { get, post, addShared } = console();
    const underWay = async () => (await get<view.Pulse>("pulse")).tasksUnderWay;
    await addShared();
    expect(await underWay()).toBe(1);
    await post("time/move", { ms: 60_000 });
    expect(await underWay()).toBe(0);
    await post("tasks/finish");
    expect((await post("time/move", { ms: -1 })).status).toBe(400);
  });
});

describe("calls", () => {
  test("are filtered by status and by what they name", async () => {
    const { simulator, get, call } = console();
    simulator.faults.onCall({ route: "/sharedAccount" }, "resetBeforeCommit");
    await call("GET", service);
    await call("GET", `${service}/account/nobody@example.com`);
    await call("GET", `${service}/sharedAccount`).catch(() => {});
    const numbers = async (query: string) =>
      (await get<view.CallsView>(`calls?${query}`)).calls.map(({ number }) => number);
    expect(await numbers("")).toEqual([3, 2, 1]);
    expect(await numbers("status=4xx")).toEqual([2]);
    expect(await numbers("status=404")).toEqual([2]);
    expect(await numbers("status=cut")).toEqual([3]);
    expect(await numbers("text=NOBODY")).toEqual([2]);
    expect(await numbers(`text=${encodeURIComponent("get /email/exchange/{organizationName}")}`)).toEqual([3, 2, 1]);
    const { calls } = await get<view.CallsView>("calls");
    expect(calls[0]).toMatchObject({ status: 0, fault: "resetBeforeCommit" });
    expect(calls[1]).toMatchObject({ status: 404, error: "Client::NotFound", nichandle: "ab12345-ovh" });
  });
});

describe("faults", () => {
  test("are queued by name, strike, and are counted", async () => {
    const { get, post, call } = console();
    expect(
      (await post("faults/call", { name: "busy", method: "GET", route: "/account", nth: 2, times: 1 })).status,
    ).toBe(200);
    const path = `${service}/account`;
    expect([await call("GET", path), await call("GET", service), await call("GET", path)]).toEqual([200, 200, 409]);
    expect(await get<view.FaultsView>("faults")).toMatchObject({ queued: [], struck: [{ name: "busy", count: 1 }] });
  });

  test("of tasks wait for a function, or for any", async () => {
    const { get, post, addShared } = console();
    await post("faults/task", { name: "taskError", function: "addSharedAccount", nth: 1, times: 1 });
    await post("faults/task", { name: "taskSlow", function: "", nth: 3, times: 2 });
    expect((await get<view.FaultsView>("faults")).queued).toMatchObject([
      { target: "task", name: "taskError", function: "addSharedAccount", nth: 1, left: 1 },
      { target: "task", name: "taskSlow", function: "", nth: 3, left: 2 },
    ]);
    await addShared();
    expect(await get("tasks")).toMatchObject({ underWay: [{ outcome: "error" }] });
  });

  test("can be taken back", async () => {
    const { get, post } = console();
    for (const name of ["busy", "delay"]) await post("faults/call", { name, method: "", route: "", nth: 1, times: 1 });
    const [first] = (await get<view.FaultsView>("faults")).queued;
    await post("faults/remove", { id: first?.id });
    expect((await get<view.FaultsView>("faults")).queued).toMatchObject([{ name: "delay" }]);
    expect((await post("faults/remove", { id: first?.id })).status).toBe(400);
    await post("faults/clear");
    expect((await get<view.FaultsView>("faults")).queued).toEqual([]);
  });

  test("are drawn by a schedule until it is stopped", async () => {
    const { get, post } = console();
    await post("faults/schedule", { profile: "rough", seed: 7 });
    const { scheduled } = await get<view.FaultsView>("faults");
    expect(scheduled).toMatchObject({ seed: 7 });
    expect(scheduled?.callShare).toBeGreaterThan(0.05);
    await post("faults/stop");
    expect((await get<view.FaultsView>("faults")).scheduled).toBeNull();
    expect((await post("faults/schedule", { profile: "polite", seed: 7 })).status).toBe(400);
  });
});

describe("switches", () => {
  test("are told with all their answers, and can be set", async () => {
    const { simulator, get, post } = console({ switches: { ruleRefusalStatus: 409 } });
    const one = async (name: string) =>
      (await get<view.SwitchesView>("switches")).switches.find((each) => each.name === name);
    expect(await one("ruleRefusalStatus")).toEqual({
      name: "ruleRefusalStatus",
      answers: [400, 409],
      standard: 400,
      value: 409,
    });
    expect(await one("busyRefusesWrites")).toMatchObject({ answers: [true, false], value: false });
    await post("switches/set", { name: "busyRefusesWrites", value: true });
    expect(simulator.switches).toMatchObject({ busyRefusesWrites: true, ruleRefusalStatus: 409 });
    await post("switches/reset");
    expect(simulator.switches).toMatchObject({ busyRefusesWrites: false, ruleRefusalStatus: 400 });
  });

  test("take no other answer", async () => {
    const { post } = console();
    expect((await post("switches/set", { name: "busyRefusesWrites", value: "yes" })).status).toBe(400);
    expect((await post("switches/set", { name: "noSuchSwitch", value: true })).status).toBe(400);
  });
});

describe("access", () => {
  test("is told by the beginning of each key", async () => {
    const { credentials, nichandles } = await console().get<view.AccessView>("access");
    expect(credentials).toMatchObject([{ consumerKey: "simu…", nichandle: "ab12345-ovh", status: "validated" }]);
    expect(nichandles).toEqual(["ab12345-ovh"]);
  });

  test("can be validated, ended and revoked", async () => {
    const { simulator, get, post } = console();
    const asked = { accessRules: [{ method: "GET", path: "/email/*" }] };
    const headers = {
      "content-type": "application/json",
      "x-ovh-application": simulator.credentials.applicationKey,
    };
    const request = { method: "POST", headers, body: JSON.stringify(asked) };
    await simulator.fetch(new Request(`${origin}/1.0/auth/credential`, request));
    const last = async () => (await get<view.AccessView>("access")).credentials.at(-1);
    const credentialId = (await last())?.credentialId;
    expect(await last()).toMatchObject({ status: "pendingValidation", rules: ["GET /email/*"], nichandle: "" });
    await post("access/validate", { credentialId, nichandle: "ab12345-ovh" });
    expect(await last()).toMatchObject({ status: "validated", nichandle: "ab12345-ovh" });
    await post("access/expire", { credentialId });
    expect(await last()).toMatchObject({ status: "expired" });
    await post("access/revoke", { credentialId });
    expect(await last()).toMatchObject({ status: "revoked" });
    expect((await post("access/refuse", { credentialId })).status).toBe(400);
    expect((await post("access/expireTokens")).status).toBe(200);
  });
});

describe("the world", () => {
  test("can be reset", async () => {
    const { simulator, post } = console();
    simulator.world.remove("support@example.com");
    expect((await post("world/reset")).status).toBe(200);
    expect(simulator.world.sharedAccount("support@example.com")).toBeDefined();
  });

  test("can be taken home, as a state file", async () => {
    const { simulator, get } = console();
    simulator.world.remove("jobs@example.com");
    const directory = mkdtempSync(join(tmpdir(), "console-"));
    try {
      const stateFile = join(directory, "world.json");
      writeFileSync(stateFile, JSON.stringify(await get("world.json")));
      const { world } = createSimulator({ seed: richSeed(), stateFile });
      expect(world.sharedAccounts().map((one) => one.sharedEmailAddress)).toEqual([
        "support@example.com",
        "billing@example.com",
      ]);
      expect(world.passwordMatches("anna.durand@example.com", "Pa55word-of-anna")).toBe(false);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

test("what makes no sense is refused with a reason", async () => {
  const { post } = console();
  expect((await post("tasks/start", { id: "one" })).body.message).toMatch(/id/);
  expect((await post("tasks/start", {})).status).toBe(400);
  expect((await post("tasks/finish", { extra: true })).status).toBe(400);
});
