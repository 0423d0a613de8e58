/** What each fault does to the call that it strikes, in process; and the queue that faults wait in. */
import { describe, expect, test } from "vitest";
import { Stalls } from "../../../provider/simulator/faults/stalls.js";
import {
  type CallFault,
  colleagueNames,
  type FaultName,
  faultDescriptions,
  faultNames,
  namedFault,
  namedTaskFault,
  taskFaultNames,
} from "../../../provider/simulator/index.js";
import { rawCaller, service } from "../../support/raw-caller.js";
import { startMs } from "../../support/signed-caller.js";

interface Shown {
  id: number;
  message: string;
  errorCode: string;
  displayName: string | null;
}
const start = rawCaller<Shown>;
const post = { method: "POST", route: "/sharedAccount" };
const shared = (name: string) => ({ sharedEmailAddress: `${name}@example.com`, quota: 100 });
const made = (one: ReturnType<typeof start>) => one.simulator.world.sharedAccounts().length - 1;

describe("a fault that answers in the place of the work", () => {
  test.each<[FaultName, number, string, string | null]>([
    ["tooManyRequests", 429, "application/json; charset=utf-8", null],
    ["tooManyRequestsRetryAfter", 429, "application/json; charset=utf-8", "4"],
    ["requestTimeoutPage", 408, "text/html", null],
    ["badGatewayPage", 502, "text/html", null],
    ["serviceUnavailablePage", 503, "text/html", null],
    ["busy", 409, "application/json; charset=utf-8", null],
    ["revokedCredential", 403, "application/json; charset=utf-8", null],
  ])("%s answers %i and nothing is done", async (name, status, type, retryAfter) => {
    const one = start();
    one.simulator.faults.onCall(post, name);
    const { headers, ...answer } = await one.send("POST", `${service}/sharedAccount`, shared("a"));
    expect(answer.status).toBe(status);
    expect([headers.get("content-type"), headers.get("retry-after")]).toEqual([type, retryAfter]);
    expect(made(one)).toBe(0);
    expect((await one.send("POST", `${service}/sharedAccount`, shared("a"))).status).toBe(200);
    expect(one.simulator.calls[0]).toMatchObject({ status, fault: name });
    expect(one.simulator.calls[1]).not.toHaveProperty("fault");
  });

  test("a 429 is as the switches say", async () => {
    const { simulator, send } = start({
      switches: { tooManyRequestsBody: "html", tooManyRequestsRetryAfter: "date" },
    });
    simulator.faults.onCall({}, { kind: "tooManyRequests", retryAfterSeconds: 2 });
    const { text, headers } = await send("GET", "/email/exchange");
    expect(text).toContain("<h1>429 Too Many Requests</h1>");
    expect(Date.parse(headers.get("retry-after") ?? "")).toBe(startMs + 2_000);
  });

  test("busy names what the path names", async () => {
    const { simulator, send } = start();
    simulator.faults.onCall({ method: "PUT" }, "busy");
    expect((await send("PUT", `${service}/account/anna@example.com`, { city: "Lille" })).body.message).toBe(
      "This pop is already being processed: anna@example.com, please try later",
    );
  });
});

describe("a fault that strikes after the work", () => {
  test.each<[FaultName, number]>([
    ["gatewayTimeoutAfterCommit", 504],
    ["errorAfterCommit", 500],
  ])("%s answers %i, though all is done", async (name, status) => {
    const one = start();
    one.simulator.faults.onCall(post, name);
    expect((await one.send("POST", `${service}/sharedAccount`, shared("a"))).status).toBe(status);
    expect(made(one)).toBe(1);
  });

  test("cutBody: the headers and half of the body arrive, then reading fails", async () => {
    const one = start();
    one.simulator.faults.onCall(post, "cutBody");
    const response = await one.fetch("POST", `${service}/sharedAccount`, { body: shared("a") });
    expect(response.status).toBe(200);
    const length = Number(response.headers.get("content-length"));
    const reader = response.body?.getReader();
    const half = await reader?.read();
    expect(half?.value?.length).toBe(Math.floor(length / 2));
    await expect(reader?.read()).rejects.toThrow("terminated");
    expect(made(one)).toBe(1);
    expect(one.simulator.calls.at(-1)).toMatchObject({ status: 200, fault: "cutBody" });
  });

  test("cutBody: a reader of the whole is told", async () => {
    const { simulator, fetch } = start();
    simulator.faults.onCall({}, "cutBody");
    await expect((await fetch("GET", "/email/exchange")).json()).rejects.toThrow(TypeError);
  });
});

describe("stall", () => {
  test.each([
    ["stall" as const, 0],
    ["stallAfterCommit" as const, 1],
  ])("%s never answers, until the caller goes away", async (name, done) => {
    const one = start();
    one.simulator.faults.onCall(post, name);
    const abort = new AbortController();
    const answer = one.fetch("POST", `${service}/sharedAccount`, { body: shared("a"), signal: abort.signal });
    const settled = answer.then(
      () => "answered",
      (error: Error) => error.name,
    );
    await expect(one.send("GET", "/email/exchange")).resolves.toMatchObject({ status: 200 });
    expect(one.simulator.calls).toHaveLength(2);
    abort.abort();
    expect(await settled).toBe("AbortError");
    expect(made(one)).toBe(done);
    expect(one.simulator.calls).toContainEqual(expect.objectContaining({ method: "POST", status: 0, fault: name }));
  });

  test("ends when the simulator is closed, and does not begin afterwards", async () => {
    const { simulator, send } = start();
    simulator.faults.onCall({}, "stall");
    const held = send("GET", "/email/exchange").catch((error: Error) => error.message);
    await send("GET", "/auth/time");
    await simulator.close();
    expect(await held).toBe("fetch failed");
    simulator.faults.onCall({}, "stall");
    await expect(send("GET", "/email/exchange")).rejects.toThrow("fetch failed");
  });
});

test("a call that is held up for ever leaves nothing behind when it ends", async () => {
  const stalls = new Stalls();
  const abort = new AbortController();
  const ends = [stalls.wait(abort.signal), stalls.wait(new AbortController().signal)].map((one) => one.catch(String));
  expect(stalls.count).toBe(2);
  abort.abort();
  expect(stalls.count).toBe(1);
  stalls.close();
  expect(stalls.count).toBe(0);
  expect(await Promise.all(ends)).toEqual(["TypeError: fetch failed", "TypeError: fetch failed"]);
});

describe("duplicate", () => {
  test("the work is done twice, and the second answer is given", async () => {
    const one = start();
    one.simulator.faults.onCall({ method: "POST", route: "/changePassword" }, "duplicate");
    const first = await one.send("POST", `${service}/account/anna@example.com/changePassword`, {
      password: "Correct-horse-7",
    });
    expect(first.status).toBe(200);
    expect(one.simulator.world.tasks().map((task) => task.id)).toEqual([first.body.id - 1, first.body.id]);
    one.simulator.faults.onCall(post, "duplicate");
    const second = await one.send("POST", `${service}/sharedAccount`, shared("a"));
    expect(second).toMatchObject({ status: 409, body: { message: "Email address is already used." } });
    expect(made(one)).toBe(1);
  });
});

describe("staleList", () => {
  test("one list answers as the world was, and other calls go by", async () => {
    const { simulator, send, pass } = start();
    simulator.faults.onCall({}, { kind: "staleList", byMs: 1_000 });
    await send("POST", `${service}/sharedAccount`, shared("a"));
    pass(500);
    await expect(send("GET", `${service}/sharedAccount/a@example.com`)).resolves.toMatchObject({ status: 200 });
    expect((await send("GET", `${service}/sharedAccount`)).body).toEqual(["support@example.com"]);
    expect((await send("GET", `${service}/sharedAccount`)).body).toEqual(["support@example.com", "a@example.com"]);
    expect(simulator.faults.counts.byName).toEqual({ staleList: 1 });
  });

  test("goes back no further than asked", async () => {
    const { simulator, send, pass } = start();
    simulator.faults.onCall({}, { kind: "staleList", byMs: 1_000 });
    simulator.world.remove("support@example.com");
    pass(800);
    simulator.world.addSharedAccount("hosted-ab12345-1", shared("a"));
    pass(800);
    expect((await send("GET", `${service}/sharedAccount`)).body).toEqual([]);
  });

  test("shows no task list of old, which would never be empty", async () => {
    const { simulator, send } = start();
    simulator.faults.onCall({}, { kind: "staleList", byMs: 10 });
    await send("GET", `${service}/task`);
    expect(simulator.faults.pending).toBe(1);
  });
});

describe("who is let in", () => {
  test("clockSkew: signatures of programs that run do not hold, until they ask for the time or it is cleared", async () => {
    const { simulator, send } = start();
    simulator.faults.onCall({ method: "GET" }, { kind: "clockSkew", ms: 120_000 });
    expect((await send("GET", "/email/exchange")).body.errorCode).toBe("QUERY_TIME_OUT");
    expect((await send("GET", "/email/exchange")).body.errorCode).toBe("QUERY_TIME_OUT");
    expect((await send("GET", "/auth/time")).body).toBe((startMs + 120_000) / 1_000);
    simulator.faults.clear();
    expect((await send("GET", "/email/exchange")).status).toBe(200);
  });

  test("a call that is held up for long was signed in time", async () => {
    const { simulator, clock, send } = start();
    simulator.faults.onCall({}, { kind: "delay", ms: 300_000 });
    expect((await send("GET", "/email/exchange")).status).toBe(200);
    expect(clock.nowMs).toBe(startMs + 300_000);
    expect(simulator.calls[0]).toMatchObject({ durationMs: 300_000, fault: "delay" });
  });

  test("expiredToken: every access token is forgotten before the call", async () => {
    const { simulator, fetch } = start();
    const form = "grant_type=client_credentials&client_id=EU.client&client_secret=clientSecret";
    const answer = await simulator.fetch(
      new Request("https://eu.api.ovh.com/auth/oauth2/token", { method: "POST", body: form }),
    );
    const { access_token: token } = (await answer.json()) as { access_token: string };
    expect((await fetch("GET", "/email/exchange", { token })).status).toBe(200);
    simulator.faults.onCall({}, "expiredToken");
    expect((await fetch("GET", "/email/exchange", { token })).status).toBe(401);
    expect((await fetch("GET", "/email/exchange", { token })).status).toBe(401);
  });

  test("revokedCredential: the call and as many signed ones as it says; stop ends it", async () => {
    const { simulator, send } = start();
    simulator.faults.onCall({}, { kind: "revokeCredential", times: 2 });
    const codes: string[] = [];
    for (const path of ["/email/exchange", "/auth/time", "/email/exchange", "/email/exchange", "/email/exchange"]) {
      codes.push((await send("GET", path)).body.errorCode);
    }
    const code = "INVALID_CREDENTIAL";
    expect(codes).toEqual([code, undefined, code, code, undefined]);
    simulator.faults.onCall({}, { kind: "revokeCredential", times: 5 });
    await send("GET", "/email/exchange");
    simulator.faults.stop();
    expect((await send("GET", "/email/exchange")).status).toBe(200);
  });
});

describe("colleague", () => {
  test("an edit of one's own runs just before the work", async () => {
    const { simulator, send } = start();
    simulator.faults.onCall(
      { path: "/account/anna@example.com" },
      { kind: "colleague", edit: (world) => world.editAccount("anna@example.com", { displayName: "Ann" }) },
    );
    expect((await send("GET", `${service}/account/anna@example.com`)).body.displayName).toBe("Ann");
  });

  test.each(colleagueNames)("%s changes something, and only that call does", async (edit) => {
    const { simulator, send } = start();
    const { world } = simulator;
    world.grant({ on: "support@example.com", to: "anna@example.com", right: "sendAs" });
    const look = () =>
      JSON.stringify([
        world.accounts(),
        world.sharedAccounts(),
        ["anna@example.com", "bob@example.com", "support@example.com"].map((one) => [
          world.aliases(one),
          world.grants(one),
        ]),
      ]);
    const before = look();
    simulator.faults.onCall({}, { kind: "colleague", edit });
    await send("GET", "/email/exchange");
    const after = look();
    expect(after).not.toBe(before);
    await send("GET", "/email/exchange");
    expect(look()).toBe(after);
    expect([world.accounts().length, world.sharedAccounts().length]).toEqual([4, 1]);
  });

  test.each(colleagueNames)("%s passes over a world where there is nothing to edit", async (edit) => {
    const { simulator, send } = start({ seed: { ...seedWithoutServices() } });
    simulator.faults.onCall({}, { kind: "colleague", edit });
    expect((await send("GET", "/email/exchange")).body).toEqual([]);
  });
});

function seedWithoutServices() {
  const key = { applicationKey: "a", applicationSecret: "b", consumerKey: "c" };
  return { apiAccounts: [{ nichandle: "ab12345-ovh", ...key }] };
}

describe("the queue", () => {
  test("is listed, and what is in it can be taken out", async () => {
    const { simulator, send } = start();
    const { faults } = simulator;
    const first = faults.onCall({ method: "GET", nth: 2, times: 3 }, "busy");
    const second = faults.onTask("addSharedAccount", { kind: "error" });
    await send("GET", "/email/exchange");
    await send("GET", "/email/exchange");
    expect(faults.list()).toEqual([
      { id: first, target: "call", name: "busy", match: { method: "GET", nth: 2, times: 3 }, seen: 2, left: 2 },
      { id: second, target: "task", name: "error task", match: { function: "addSharedAccount" }, seen: 0, left: 1 },
    ]);
    expect([faults.remove(first), faults.remove(first), faults.remove(second)]).toEqual([true, false, true]);
    expect([faults.pending, faults.list()]).toEqual([0, []]);
    expect((await send("GET", "/email/exchange")).status).toBe(200);
  });

  test("counts by name and by route what has struck", async () => {
    const { simulator, send } = start();
    simulator.faults.onCall({ path: "/email/exchange", times: 2 }, "busy");
    simulator.faults.onCall({ path: "/auth/time" }, { kind: "respond", status: 500 });
    simulator.faults.onTask("addSharedAccount", "taskError");
    for (const path of ["/email/exchange", "/email/exchange", "/auth/time"]) await send("GET", path);
    await send("POST", `${service}/sharedAccount`, shared("a"));
    expect(simulator.faults.counts).toEqual({
      byName: { busy: 2, respond: 1, taskError: 1 },
      byRoute: {
        "GET /email/exchange": { busy: 2 },
        "GET /auth/time": { respond: 1 },
        "task addSharedAccount": { taskError: 1 },
      },
    });
    simulator.faults.clear();
    expect(simulator.faults.counts.byName.busy).toBe(2);
  });
});

describe("the catalogue", () => {
  test.each(faultNames)("%s is described in one line, and strikes", async (name) => {
    expect(faultDescriptions[name]).toMatch(/^[^\n]{10,90}$/);
    const { simulator, request, send } = start();
    const fault: CallFault = namedFault(name);
    simulator.faults.onCall({ route: "/sharedAccount" }, fault);
    const abort = new AbortController();
    const sent = request("GET", `${service}/sharedAccount`, { signal: abort.signal });
    const answer = simulator.fetch(sent).catch(() => {});
    if (fault.kind === "stall") abort.abort();
    await answer;
    await send("GET", "/auth/time");
    expect(simulator.calls.map((call) => call.fault)).toContain(fault.kind);
    expect(simulator.faults.pending).toBe(0);
  });

  test("holds tasks too, and says which names there are", () => {
    for (const name of taskFaultNames) expect(faultDescriptions[name]).toMatch(/^the task /);
    expect(namedTaskFault("taskLostDone")).toEqual({ kind: "lost", effect: true });
    expect(() => namedFault("nonsense" as FaultName)).toThrow(/no fault nonsense; there are tooManyRequests, /);
    expect(() => namedFault("toString" as FaultName)).toThrow(RangeError);
  });
});
