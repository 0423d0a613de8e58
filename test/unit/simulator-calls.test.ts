/**
 * What the simulator's front door does: who is let in, what is answered to whom, faults, the call log, and HTTP.
 * Requests are signed here from OVHcloud's description of the signature, by no code of the product.
 */
import { createHash } from "node:crypto";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createSimulator, defaultSeed, type Seed, type Simulator } from "../../provider/simulator/index.js";

const startMs = Date.UTC(2026, 0, 5, 12);
const service = "/email/exchange/hosted-ab12345-1/service/hosted-ab12345-1";
const other = { nichandle: "zz99999-ovh", applicationKey: "ak2", applicationSecret: "as2", consumerKey: "ck2" };

type Keys = Simulator["credentials"];
interface SignOptions {
  keys?: Keys;
  body?: unknown;
  atMs?: number;
  base?: string;
}

function signed(simulator: Simulator, method: string, path: string, options: SignOptions = {}): Request {
  const { keys = simulator.credentials, body, atMs = startMs, base = "https://eu.api.ovh.com/1.0" } = options;
  const url = base + path;
  const text = body === undefined ? "" : JSON.stringify(body);
  const time = `${Math.floor(atMs / 1000)}`;
  const parts = [keys.applicationSecret, keys.consumerKey, method, url, text, time].join("+");
  const headers = {
    "content-type": "application/json",
    "x-ovh-application": keys.applicationKey,
    "x-ovh-consumer": keys.consumerKey,
    "x-ovh-timestamp": time,
    "x-ovh-signature": `$1$${createHash("sha1").update(parts).digest("hex")}`,
  };
  return new Request(url, { method, headers, ...(text === "" ? {} : { body: text }) });
}

async function answerTo(simulator: Simulator, request: Request) {
  const response = await simulator.fetch(request);
  return { status: response.status, body: (await response.json()) as { message: string }, headers: response.headers };
}

function start(seed: Partial<Seed> = {}) {
  const clock = {
    nowMs: startMs,
    now: () => clock.nowMs,
    sleep: async (ms: number) => {
      clock.nowMs += ms;
    },
  };
  const simulator = createSimulator({ seed: { ...defaultSeed(), ...seed }, clock, taskDurationMs: 1000 });
  const send = (method: string, path: string, options?: SignOptions) =>
    answerTo(simulator, signed(simulator, method, path, options));
  return { simulator, clock, send };
}

const shared = (name: string) => ({ sharedEmailAddress: `${name}@example.com`, quota: 100 });

describe("who is let in", () => {
  test.each<[string, (keys: Keys) => Partial<Keys>, number, string, string]>([
    ["unknown application key", () => ({ applicationKey: "x" }), 403, "INVALID_KEY", "This application key is invalid"],
    ["unknown consumer key", () => ({ consumerKey: "x" }), 403, "NOT_CREDENTIAL", "This credential does not exist"],
    ["wrong secret", () => ({ applicationSecret: "x" }), 400, "INVALID_SIGNATURE", "Invalid signature"],
  ])("%s", async (_, change, status, errorCode, message) => {
    const { simulator, send } = start();
    const keys = { ...simulator.credentials, ...change(simulator.credentials) };
    const answer = await send("GET", "/email/exchange", { keys });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ errorCode, message, httpCode: expect.stringContaining(`${status} `) });
  });

  test("no headers at all", async () => {
    const { simulator } = start();
    const answer = await answerTo(simulator, new Request("https://eu.api.ovh.com/1.0/email/exchange"));
    expect(answer).toMatchObject({ status: 403, body: { errorCode: "INVALID_KEY" } });
  });

  test.each([61_000, -61_000])("a clock that is off by %i ms", async (offMs) => {
    const { send } = start();
    const answer = await send("GET", "/email/exchange", { atMs: startMs + offMs });
    expect(answer).toMatchObject({ status: 400, body: { errorCode: "QUERY_TIME_OUT", message: "Query out of time" } });
  });

  test("a consumer key that is not valid any more", async () => {
    const [account] = defaultSeed().apiAccounts;
    const { send } = start({ apiAccounts: [{ ...account, consumerKeyIsValid: false } as Seed["apiAccounts"][number]] });
    expect(await send("GET", "/email/exchange")).toMatchObject({
      status: 403,
      body: { errorCode: "INVALID_CREDENTIAL", message: "This credential is not valid" },
    });
  });

  test("access rules", async () => {
    const [account] = defaultSeed().apiAccounts;
    const accessRules = [{ method: "GET" as const, path: "/email/exchange/*" }];
    const { send } = start({ apiAccounts: [{ ...account, accessRules } as Seed["apiAccounts"][number]] });
    expect(await send("GET", `${service}/account`)).toMatchObject({ status: 200 });
    expect(await send("POST", `${service}/sharedAccount`, { body: shared("a") })).toMatchObject({
      status: 403,
      body: { errorCode: "NOT_GRANTED_CALL", message: "This call has not been granted" },
    });
  });

  test("another customer's service does not exist", async () => {
    const { simulator, send } = start({ apiAccounts: [...defaultSeed().apiAccounts, other] });
    expect((await send("GET", "/email/exchange", { keys: other })).body).toEqual([]);
    expect(await send("GET", service, { keys: other })).toMatchObject({
      status: 404,
      body: { class: "Client::NotFound", message: "This service does not exist" },
    });
    expect(simulator.calls.at(-1)).toMatchObject({ nichandle: "zz99999-ovh", status: 404 });
  });

  test("the time needs no signature, and /v1 is /1.0", async () => {
    const { simulator, send } = start();
    const time = await answerTo(simulator, new Request("https://eu.api.ovh.com/v1/auth/time"));
    expect(time).toMatchObject({ status: 200, body: startMs / 1000 });
    expect((await send("GET", "/email/exchange", { base: "http://x.test/v1" })).body).toEqual(["hosted-ab12345-1"]);
  });
});

describe("what is not imitated", () => {
  test.each([
    ["GET", `${service}/publicFolder`, 501],
    ["POST", `${service}/publicFolder`, 501],
    ["POST", "/auth/token", 501],
    ["GET", "/email/pro", 501],
    ["GET", "/email/nonsense", 404],
    ["PATCH", `${service}/account`, 404],
  ])("%s %s answers %i", async (method, path, status) => {
    const { send } = start();
    const answer = await send(method, path);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(status === 501 ? "does not imitate" : "Got an invalid (or empty) URL");
  });
});

test("an address in a path may be percent-encoded", async () => {
  const { simulator, send } = start();
  const body = { sharedEmailAddress: "a+b@example.com", quota: 100 };
  expect((await send("POST", `${service}/sharedAccount`, { body })).status).toBe(200);
  simulator.faults.onCall({ path: "/sharedAccount/a+b@example.com", nth: 3 }, { kind: "respond", status: 418 });
  const get = async (address: string) => (await send("GET", `${service}/sharedAccount/${address}`)).status;
  expect(await get("a%2Bb%40example.com")).toBe(200);
  expect(await get("a+b@example.com")).toBe(200);
  expect(await get("a%2Bb%40example.com")).toBe(418);
  expect(await get("a%252Bb@example.com")).toBe(404);
});

describe("bodies", () => {
  test("what is not JSON, what is missing, what is not described, what has the wrong type", async () => {
    const { simulator, send } = start();
    const request = signed(simulator, "POST", `${service}/sharedAccount`, { body: "text" });
    expect(await answerTo(simulator, request)).toMatchObject({
      status: 400,
      body: { message: "Invalid JSON received" },
    });
    const messageOf = async (body: unknown) => (await send("POST", `${service}/sharedAccount`, { body })).body.message;
    expect(await messageOf({ quota: 1 })).toContain("'sharedEmailAddress' is a required property");
    expect(await messageOf({ ...shared("a"), colour: 1 })).toMatch(
      /^Received not described parameters: \(colour\) while/,
    );
    expect(await messageOf({ ...shared("a"), quota: "100" })).toContain("'quota'");
  });

  test("a refused password is not repeated", async () => {
    const { simulator, send } = start();
    const [free] = simulator.world.freeAccounts();
    const password = 4711;
    const answer = await send("POST", `${service}/account/${free}/changePassword`, { body: { password } });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain("4711");
  });
});

describe("faults", () => {
  const post = { method: "POST", route: "/sharedAccount" };

  test("an answer of one's choice, before anything is done", async () => {
    const { simulator, send } = start();
    simulator.faults.onCall({ ...post, nth: 2 }, { kind: "respond", status: 429, headers: { "retry-after": "7" } });
    expect((await send("POST", `${service}/sharedAccount`, { body: shared("a") })).status).toBe(200);
    const second = await send("POST", `${service}/sharedAccount`, { body: shared("b") });
    expect(second.status).toBe(429);
    expect(second.headers.get("retry-after")).toBe("7");
    expect(simulator.world.sharedAccount("b@example.com")).toBeUndefined();
    expect((await send("POST", `${service}/sharedAccount`, { body: shared("b") })).status).toBe(200);
    expect(simulator.faults.pending).toBe(0);
  });

  test("two faults for the same call spoil two calls; times and clear", async () => {
    const { simulator, send } = start();
    simulator.faults.onCall({}, { kind: "respond", status: 502, body: "<html>" });
    simulator.faults.onCall({}, { kind: "respond", status: 503 });
    simulator.faults.onCall({ times: 9 }, { kind: "respond", status: 500 });
    const html = await simulator.fetch(signed(simulator, "GET", "/email/exchange"));
    expect([html.status, html.headers.get("content-type"), await html.text()]).toEqual([502, "text/html", "<html>"]);
    expect((await send("GET", "/email/exchange")).status).toBe(503);
    simulator.faults.clear();
    expect((await send("GET", "/email/exchange")).status).toBe(200);
  });

  test("an error after the work was done", async () => {
    const { simulator, send } = start();
    simulator.faults.onCall({ ...post, times: 2 }, { kind: "failAfterCommit", status: 500 });
    expect((await send("POST", `${service}/sharedAccount`, { body: shared("a") })).status).toBe(500);
    expect((await send("POST", `${service}/sharedAccount`, { body: shared("b") })).status).toBe(500);
    expect(simulator.world.sharedAccounts()).toHaveLength(2);
  });

  test.each([
    ["resetBeforeCommit" as const, 0],
    ["resetAfterCommit" as const, 1],
  ])("%s", async (kind, made) => {
    const { simulator, send } = start();
    simulator.faults.onCall(post, { kind });
    await expect(send("POST", `${service}/sharedAccount`, { body: shared("a") })).rejects.toThrow(TypeError);
    expect(simulator.world.sharedAccounts()).toHaveLength(made);
    expect(simulator.calls.at(-1)).toMatchObject({ method: "POST", status: 0 });
  });

  test("a delay, by the clock that was given; a caller who gives up is told so, and the work is done", async () => {
    const { simulator, clock, send } = start();
    simulator.faults.onCall({ path: "/email/exchange" }, { kind: "delay", ms: 5_000 });
    expect((await send("GET", "/email/exchange")).status).toBe(200);
    expect(clock.nowMs).toBe(startMs + 5_000);
    simulator.faults.onCall(post, { kind: "delay", ms: 5_000 });
    const request = signed(simulator, "POST", `${service}/sharedAccount`, { body: shared("a"), atMs: clock.nowMs });
    const abort = new AbortController();
    const answer = simulator.fetch(new Request(request, { signal: abort.signal }));
    abort.abort();
    await expect(answer).rejects.toThrow(/abort/i);
    await vi.waitFor(() => expect(simulator.world.sharedAccounts()).toHaveLength(1));
  });

  test("a bug of the simulator's own is loud", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    const { send } = start();
    // The dates of what is created are written with it.
    vi.spyOn(Date.prototype, "toISOString").mockImplementationOnce(() => {
      throw new Error("broken on purpose");
    });
    expect((await send("POST", `${service}/sharedAccount`, { body: shared("a") })).status).toBe(500);
    expect(log.mock.calls.flat().join()).toContain("broken on purpose");
  });
});

describe("the call log", () => {
  test("names the route, the path and the caller, and holds no body and no key", async () => {
    const { simulator, send } = start();
    const [free] = simulator.world.freeAccounts();
    await send("POST", `${service}/account/${free}/changePassword`, { body: { password: "Canary-4711-pass" } });
    await send("GET", `${service}/account?primaryEmailAddress=%25configureme.me%25`);
    expect(simulator.calls).toMatchObject([
      { at: startMs, method: "POST", path: `${service}/account/${free}/changePassword`, nichandle: "ab12345-ovh" },
      { query: "primaryEmailAddress=%25configureme.me%25", status: 200 },
    ]);
    expect(simulator.calls[0]?.route).toBe(
      "/email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/changePassword",
    );
    const text = JSON.stringify(simulator.calls);
    for (const secret of ["Canary", ...Object.values(simulator.credentials)]) expect(text).not.toContain(secret);
  });

  test("every answer has a query id", async () => {
    const { send } = start();
    const first = (await send("GET", "/email/exchange")).headers.get("x-ovh-queryid");
    const second = (await send("GET", "/nothing")).headers.get("x-ovh-queryid");
    expect([first, second]).toEqual([expect.stringMatching(/^EU\.sim-1\./), expect.stringMatching(/^EU\.sim-1\./)]);
    expect(first).not.toBe(second);
  });
});

describe("on a port of this machine", () => {
  test("signed calls, a cut connection, closing", async () => {
    const { simulator } = start();
    const server = await simulator.listen();
    onTestFinished(() => server.close());
    expect(server.url).toBe(`http://127.0.0.1:${server.port}/1.0`);
    const path = `${service}/account?primaryEmailAddress=%25@configureme.me`;
    const response = await fetch(signed(simulator, "GET", path, { base: server.url }));
    expect(await response.json()).toHaveLength(8);
    simulator.faults.onCall({}, { kind: "resetAfterCommit" });
    await expect(fetch(signed(simulator, "GET", path, { base: server.url }))).rejects.toThrow(TypeError);
  });

  test("no other machine may reach it", async () => {
    await expect(start().simulator.listen({ host: "0.0.0.0" })).rejects.toThrow(/not a loopback address/);
  });
});
