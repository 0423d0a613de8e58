/**
 * Twelve situations in which @ovhcloud/node-ovh 3.0.0 goes wrong, each told in the title of a test, and what this
 * client does in the same one. Where the network is the point there is a real server on loopback, else a function.
 */
import diagnostics from "node:diagnostics_channel";
import { getEventListeners } from "node:events";
import http from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";
import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { Api, type ApiOptions } from "../../../provider/ovh/api.js";
import { OutcomeUnknownError, UnavailableError } from "../../../provider/ovh/errors.js";
import { createHttpsTransport } from "../../../provider/ovh/https-transport.js";
import { route } from "../../../provider/ovh/route.js";
import { Secret } from "../../../provider/ovh/secret.js";
import { VirtualClock } from "../../support/virtual-clock.js";
import { watchDeadlines } from "./fake-deadlines.js";
import { APPLICATION_SECRET, answered, CONSUMER_KEY, credentials, OK, refused } from "./fake-ovh.js";
import { mailboxCall, rejection, servedApi } from "./fake-server.js";

const PASSWORD = "password-canary";
const serviceAccount = {
  kind: "oauth2" as const,
  clientId: "client",
  clientSecret: new Secret("client-secret-canary"),
};
const read = mailboxCall("GET");
const write = mailboxCall("PUT");

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
  vi.restoreAllMocks();
});

/** A server on loopback, and a client of it in virtual time. It knows what time it is. */
async function loopback(listener: http.RequestListener, options: Partial<ApiOptions> = {}) {
  const clock = new VirtualClock();
  const server = http.createServer((request, response) => {
    if (request.url === "/auth/time") response.end(String(Math.floor(clock.now() / 1000)));
    else listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { endpoint, api: new Api({ endpoint, credentials, clock, random: () => 0, ...options }) };
}

/** A server whose answers stop after the first half of a body. */
const cutting: http.RequestListener = (_, response) => {
  response.writeHead(200, { "content-length": "100" });
  response.write("x".repeat(50), () => response.destroy());
};

describe("1: a connection cut in the middle of a body leaves the promise open for ever", () => {
  test("here a read is repeated, and then rejected", async () => {
    const { api } = await loopback(cutting);
    expect(await rejection(api.call(read))).toBeInstanceOf(UnavailableError);
  });

  test("here a write is rejected as one whose outcome nobody knows", async () => {
    const { api } = await loopback(cutting);
    expect(await rejection(api.call(write))).toBeInstanceOf(OutcomeUnknownError);
  });
});

test("2: a body that stalls after the headers leaves it open too, with a time-out set: here the deadline ends it", async () => {
  // The deadline is ended by hand when the client has seen the headers and the first half.
  const deadlines = watchDeadlines();
  const expire = () => setImmediate(() => deadlines[0]?.expire());
  diagnostics.subscribe("http.client.response.finish", expire);
  closing.push(() => diagnostics.unsubscribe("http.client.response.finish", expire));
  // The time is part of the signature, and would be such a response too.
  const ready = { kind: "accessToken" as const, accessToken: new Secret("token-canary") };
  const { api } = await loopback(
    (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("x".repeat(50));
    },
    { credentials: ready },
  );
  const error = await rejection(api.call(write));
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(deadlines).toEqual([expect.objectContaining({ durationMs: 180_000, cleared: true })]);
});

test("3: a token endpoint that refuses connections ends the process: here the call is rejected, and can be tried again", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  closing.push(() => process.off("unhandledRejection", unhandled));
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const endpoint = `http://127.0.0.1:${port}`;
  const api = new Api({ endpoint, credentials: serviceAccount, clock: new VirtualClock(), random: () => 0 });
  for (const call of [read, write]) {
    expect(await rejection(api.call(call))).toMatchObject({
      name: "UnavailableError",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  }
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).not.toHaveBeenCalled();
});

test("4: every call adds listeners to the connection that is kept: here forty calls leave no more than two did", async () => {
  const sockets = new Set<Socket>();
  const keep = (message: unknown) => {
    const { request } = message as { request: http.ClientRequest };
    request.once("socket", (socket) => sockets.add(socket));
  };
  diagnostics.subscribe("http.client.request.created", keep);
  const warned = vi.fn();
  process.on("warning", warned);
  closing.push(
    () => diagnostics.unsubscribe("http.client.request.created", keep),
    () => process.off("warning", warned),
  );
  const controller = new AbortController();
  const { api } = await loopback((_, response) => response.end('"ok"'), { signal: controller.signal });
  const listeners = () =>
    [...sockets].flatMap((socket) => socket.eventNames().map((name) => socket.listenerCount(name)));
  for (let count = 0; count < 2; count++) await api.call(read);
  const before = listeners().toSorted();
  for (let count = 0; count < 40; count++) await api.call(count % 2 ? read : write);
  expect(sockets.size).toBe(1);
  expect(before.length).toBeGreaterThan(0);
  expect(listeners().toSorted()).toEqual(before);
  expect(getEventListeners(controller.signal, "abort"), "nor on the signal").toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(warned).not.toHaveBeenCalled();
});

describe("5: 32 parallel first calls ask 32 times", () => {
  test("for the time: here once", async () => {
    const { api, sent, clock } = servedApi(
      ({ request }) => (request.url.endsWith("/auth/time") ? answered(200, Math.floor(clock.now() / 1000)) : OK),
      { credentials },
    );
    await Promise.all(Array.from({ length: 32 }, () => api.call(read)));
    expect(sent.filter(({ request }) => request.url.endsWith("/auth/time"))).toHaveLength(1);
    expect(sent).toHaveLength(33);
  });

  test("for a token: here once", async () => {
    const token = { access_token: "token-canary", token_type: "Bearer", expires_in: 3_600 };
    const { api, sent } = servedApi(({ request }) => (request.url.endsWith("/token") ? answered(200, token) : OK), {
      credentials: serviceAccount,
    });
    await Promise.all(Array.from({ length: 32 }, () => api.call(read)));
    expect(sent.filter(({ request }) => request.url.endsWith("/token"))).toHaveLength(1);
    expect(sent).toHaveLength(33);
  });
});

test("6: a character whose bytes come in two pieces is spoilt: here it is whole", async () => {
  const text = "é€😀日本";
  const { api } = await loopback(async (_, response) => {
    response.socket?.setNoDelay(true);
    for (const byte of Buffer.from(JSON.stringify(text))) {
      response.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  });
  await expect(api.call(read)).resolves.toBe(text);
});

describe("7: a 502 with a page becomes a text without the status", () => {
  const page = answered(502, "<html><h1>502 Bad Gateway</h1></html>", { "x-ovh-queryid": "EU.1" });

  test("here a read is repeated, and then an error with status and query id", async () => {
    const { api, sent } = servedApi(() => page);
    expect(await rejection(api.call(read))).toMatchObject({ name: "ApiError", status: 502, queryId: "EU.1" });
    expect(sent).toHaveLength(6);
  });

  test("here a write is an unknown outcome, with that error as its cause", async () => {
    const { api } = servedApi(() => page);
    const error = await rejection(api.call(write));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ cause: { name: "ApiError", status: 502 } });
  });
});

test("8: a null is taken out of the body and of the caller's own object: here it is sent, and the object is left alone", async () => {
  const { api, sent } = servedApi();
  const body = Object.freeze({
    description: null,
    company: "x",
    nested: Object.freeze({ a: null }),
    missing: undefined,
  });
  const given = structuredClone(body);
  await api.call({ ...write, body });
  expect(sent[0]?.request.body).toBe('{"description":null,"company":"x","nested":{"a":null}}');
  expect(body).toEqual(given);
});

test.each([
  ["../../../me", "..%2F..%2F..%2Fme"],
  ["a/b", "a%2Fb"],
  ["a?b=c&d#e", "a%3Fb%3Dc%26d%23e"],
  ["%2e%2e", "%252e%252e"],
])("9: the parameter %j of a path goes into it as it is: here it is one segment, %s", async (name, segment) => {
  const asked: string[] = [];
  const { api } = await loopback((request, response) => {
    asked.push(request.url ?? "");
    response.end('"ok"');
  });
  await api.call({
    ...read,
    route: route("/email/domain/{domain}/account/{accountName}", { domain: "d", accountName: name }),
  });
  expect(asked).toEqual([`/email/domain/d/account/${segment}`]);
});

test.each(["..", ".", ""])("9: the parameter %j can be no segment: here nothing is sent", (name) => {
  expect(() => route("/email/domain/{domain}", { domain: name })).toThrow("cannot build an OVHcloud address");
});

describe("10: passwords are printed", () => {
  test.each<[string, () => ReturnType<typeof servedApi>]>([
    ["when all is well", () => servedApi()],
    ["when OVHcloud repeats them in a refusal", () => servedApi(() => refused(400, `bad password ${PASSWORD}`))],
    ["when the answer is a page that holds them", () => servedApi(() => answered(502, `<p>${PASSWORD}</p>`))],
    ["when the answer is not what it should be", () => servedApi(() => answered(200, { [PASSWORD]: PASSWORD }))],
  ])("here not %s, neither on the terminal nor in an error", async (_, make) => {
    const written: string[] = [];
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, "write").mockImplementation((text) => written.push(String(text)) > 0);
    }
    const printers = (["log", "info", "debug", "warn", "error"] as const).map((name) => vi.spyOn(console, name));
    const { api } = make();
    const error = await api
      .call({ ...write, body: { password: new Secret(PASSWORD) } })
      .catch((caught: unknown) => caught);
    expect(written).toEqual([]);
    for (const printer of printers) expect(printer).not.toHaveBeenCalled();
    expect(inspect(error, { depth: Number.POSITIVE_INFINITY })).not.toContain(PASSWORD);
  });
});

test("11: a clock that differs by 0 s is asked about again and again: here once", async () => {
  let asked = 0;
  const { api, clock } = servedApi(
    ({ request }) => {
      if (!request.url.endsWith("/auth/time")) return OK;
      asked++;
      return answered(200, Math.floor(clock.now() / 1000));
    },
    { credentials },
  );
  for (let count = 0; count < 5; count++) await api.call(read);
  expect(asked).toBe(1);
});

describe("12: the client, turned into text, holds all keys", () => {
  const secrets = [APPLICATION_SECRET, CONSUMER_KEY, "client-secret-canary", "token-canary"];
  const shapes: readonly [string, Partial<ApiOptions>][] = [
    ["of an application", { credentials }],
    ["of a service account", { credentials: serviceAccount }],
    ["of a token", { credentials: { kind: "accessToken", accessToken: new Secret("token-canary") } }],
  ];

  test.each(shapes)("here none of those %s", async (_, options) => {
    const { endpoint, api } = await loopback((request, response) => {
      const token = { access_token: "token-canary", token_type: "Bearer", expires_in: 3_600 };
      response.end(request.url?.endsWith("/token") ? JSON.stringify(token) : '"ok"');
    }, options);
    await api.call({ ...read, answer: z.string() });
    expect(endpoint).toContain("127.0.0.1");
    const everything = { depth: Number.POSITIVE_INFINITY, showHidden: true };
    const texts = [
      JSON.stringify(api),
      String(api),
      inspect(api, everything),
      JSON.stringify(options),
      inspect(options, everything),
    ];
    for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

test("and every promise settles while a connection is cut at any of its first bytes", async () => {
  const whole = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n"ok"');
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (data) => {
      const length = Number(/\/cut\/(\d+)/.exec(String(data))?.[1]);
      socket.end(whole.subarray(0, length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const transport = createHttpsTransport();
  const signal = new AbortController().signal;
  const ends = await Promise.allSettled(
    Array.from(whole, (_, length) =>
      transport({ method: "GET", url: `http://127.0.0.1:${port}/cut/${length}`, headers: {} }, signal),
    ),
  );
  expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(["rejected"]));
});
