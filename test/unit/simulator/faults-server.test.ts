/** Faults as the network shows them: a real server on loopback, called by Node's own clients. */
import http from "node:http";
import { expect, onTestFinished, test } from "vitest";
import type { FaultName } from "../../../provider/simulator/index.js";
import { rawCaller, service } from "../../support/raw-caller.js";

const shared = { sharedEmailAddress: "a@example.com", quota: 100 };

async function start() {
  const caller = rawCaller<{ id: number }>();
  const { url } = await caller.simulator.listen();
  onTestFinished(() => caller.simulator.close());
  const made = () => caller.simulator.world.sharedAccount("a@example.com") !== undefined;
  const post = (signal?: AbortSignal) => {
    const { url: to, ...init } = caller.parts("POST", `${service}/sharedAccount`, { body: shared, base: url });
    return fetch(to, { ...init, ...(signal === undefined ? {} : { signal }) });
  };
  return { ...caller, url, made, post };
}

type Server = Awaited<ReturnType<typeof start>>;

interface Outcome {
  status: number;
  announced: number;
  received: number;
  /** Empty when the answer came whole. */
  error: string;
}

/** Through `node:http`, on a connection of its own. */
function postByHttp({ parts, url }: Server): Promise<Outcome> {
  const { url: to, body = "", ...init } = parts("POST", `${service}/sharedAccount`, { body: shared, base: url });
  return new Promise((resolve) => {
    const outcome: Outcome = { status: 0, announced: 0, received: 0, error: "" };
    const end = (error?: NodeJS.ErrnoException) => resolve({ ...outcome, error: error?.code ?? "" });
    const request = http.request(to, { ...init, agent: false }, (response) => {
      outcome.status = response.statusCode ?? 0;
      outcome.announced = Number(response.headers["content-length"]);
      response.on("data", (chunk: Buffer) => {
        outcome.received += chunk.length;
      });
      response.on("error", end);
      response.on("end", () => end());
    });
    request.on("error", end);
    request.end(body);
  });
}

test("a body that is cut: fetch is told so while it reads", async () => {
  const server = await start();
  server.simulator.faults.onCall({ method: "POST" }, "cutBody");
  const response = await server.post();
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow("terminated");
  expect(server.made()).toBe(true);
  expect((await server.post()).status).toBe(409);
});

test("a body that is cut: node:http gets the headers and half of it", async () => {
  const server = await start();
  server.simulator.faults.onCall({ method: "POST" }, "cutBody");
  const { status, announced, received, error } = await postByHttp(server);
  expect([status, error]).toEqual([200, "ECONNRESET"]);
  expect(announced).toBeGreaterThan(100);
  expect(received).toBe(Math.floor(announced / 2));
  expect(server.made()).toBe(true);
});

test.each<[FaultName, boolean]>([
  ["resetBeforeCommit", false],
  ["resetAfterCommit", true],
])("%s: no answer at all", async (fault, isMade) => {
  const server = await start();
  server.simulator.faults.onCall({ times: 2 }, fault);
  await expect(server.post()).rejects.toThrow("fetch failed");
  expect(await postByHttp(server)).toMatchObject({ status: 0, error: "ECONNRESET" });
  expect(server.made()).toBe(isMade);
});

test.each<[FaultName, boolean]>([
  ["stall", false],
  ["stallAfterCommit", true],
])("%s: nothing until the caller goes away, while others are served", async (fault, isMade) => {
  const server = await start();
  server.simulator.faults.onCall({ method: "POST" }, fault);
  const abort = new AbortController();
  const answer = server.post(abort.signal).catch((error: Error) => error.name);
  // The server has seen the stalled call when it is in the log.
  while (server.simulator.calls.length === 0) await (await fetch(`${server.url}/auth/time`)).text();
  await expect.poll(() => server.simulator.calls.some((call) => call.fault === fault)).toBe(true);
  abort.abort();
  expect(await answer).toBe("AbortError");
  expect(server.made()).toBe(isMade);
});

test("a stalled call ends when the simulator is closed", async () => {
  const server = await start();
  server.simulator.faults.onCall({ method: "POST" }, "stall");
  const answer = server.post().catch((error: Error) => error.message);
  await expect.poll(() => server.simulator.calls.length).toBe(1);
  await server.simulator.close();
  expect(await answer).toBe("fetch failed");
  await expect(server.post()).rejects.toThrow("fetch failed");
});

test("pages and headers arrive as they are", async () => {
  const server = await start();
  server.simulator.faults.onCall({}, "requestTimeoutPage");
  server.simulator.faults.onCall({}, { kind: "tooManyRequests", retryAfterSeconds: 3 });
  const page = await server.post();
  expect([page.status, page.headers.get("content-type")]).toEqual([408, "text/html"]);
  expect(await page.text()).toMatch(/^<html><body><h1>408 Request Time-out<\/h1>\n/);
  const limited = await server.post();
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "3"]);
});
