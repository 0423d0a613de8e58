/**
 * What slows the client down: an {@link Api} over a function that stands for OVHcloud, in virtual time and without
 * jitter, so that each pause that is seen is the limiter's or OVHcloud's own.
 */
import { describe, expect, test } from "vitest";
import { type HttpResponse, TransportError } from "../../../provider/ovh/transport.js";
import { answered, OK, refused } from "./fake-ovh.js";
import { type Behaviour, listCall, mailboxCall, type Sent, servedApi } from "./fake-server.js";

const read = mailboxCall("GET");
const lost = new TransportError("no answer from host (ECONNRESET)", { sent: true });
const unreachable = new TransportError("no answer from host (ECONNREFUSED)", { sent: false });

const times = (sent: readonly Sent[]) => sent.map(({ atMs }) => atMs);
const gaps = (atMs: readonly number[]) => atMs.slice(1).map((at, index) => at - (atMs[index] ?? 0));
const many = (count: number, call: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, call));
const firstly =
  (failure: HttpResponse | Error): Behaviour =>
  ({ index }) =>
    index === 0 ? failure : OK;

describe("without any sign of overload", () => {
  test("20 calls start at once, and then 5 a second", async () => {
    const { api, sent } = servedApi();
    await many(30, () => api.call(read));
    expect(times(sent)).toEqual([...Array(20).fill(0), 200, 400, 600, 800, 1_000, 1_200, 1_400, 1_600, 1_800, 2_000]);
  });

  test("the rate grows to 10 a second and no further", async () => {
    const { api, sent } = servedApi();
    await many(2_000, () => api.call(read));
    expect(new Set(gaps(times(sent)).slice(-200))).toEqual(new Set([100]));
  });

  test("at most 16 are under way together", async () => {
    const fake = servedApi(async (_, clock) => {
      await clock.sleep(60_000);
      return OK;
    });
    await many(40, () => fake.api.call(read));
    expect(fake.underWayMax).toBe(16);
  });

  test.each([
    [1, 4, 1_000],
    [0.5, 2, 2_000],
    [0.1, 1, 10_000],
  ])("a maximum of %d a second allows %i at once, and one in %i ms", async (maxCallsPerSecond, atOnce, gapMs) => {
    const { api, sent } = servedApi(undefined, { maxCallsPerSecond });
    await many(atOnce + 2, () => api.call(read));
    expect(times(sent)).toEqual([...Array(atOnce).fill(0), gapMs, 2 * gapMs]);
  });

  test("a maximum of calls under way is kept", async () => {
    const fake = servedApi(
      async (_, clock) => {
        await clock.sleep(1_000);
        return OK;
      },
      { maxConcurrency: 3 },
    );
    await many(10, () => fake.api.call(read));
    expect(fake.underWayMax).toBe(3);
  });

  test.each(["http://localhost:8080", "http://127.0.0.1:1/1.0", "http://[::1]:1", "https://127.0.0.1:1"])(
    "%s is this machine, and is asked 1,000 times a second",
    async (endpoint) => {
      const { api, elapsedMs } = servedApi(undefined, { endpoint });
      await many(500, () => api.call(read));
      expect(elapsedMs()).toBeLessThanOrEqual(500);
    },
  );

  test("a name that only begins like this machine's is not", async () => {
    const { api, elapsedMs } = servedApi(undefined, { endpoint: "https://localhost.example.com" });
    await many(100, () => api.call(read));
    expect(elapsedMs()).toBeGreaterThan(5_000);
  });
});

test("a write goes before the reads that wait, and those before the looks at tasks", async () => {
  const { api, sent } = servedApi(undefined, { maxCallsPerSecond: 1 });
  await many(4, () => api.call(read));
  const waiting = [
    api.call({ ...listCall(), shared: false, lane: "poll" }),
    api.call(mailboxCall("GET", "bob")),
    api.call(mailboxCall("PUT", "carol")),
    api.call(mailboxCall("DELETE", "dave")),
  ];
  await Promise.all(waiting);
  const order = sent.slice(4).map(({ request }) => `${request.method} ${request.url.split("/").at(-1)?.split("%")[0]}`);
  expect(order).toEqual(["PUT carol", "DELETE dave", "GET bob", "GET account"]);
});

describe("the rate", () => {
  test.each<[string, HttpResponse | Error, gapMs: number]>([
    ["429", refused(429, "slow down"), 1_000],
    ["408", answered(408, "<html>Request Time-out"), 1_000],
    ["a reset", lost, 1_000],
    ["500", refused(500, "broken"), 500],
    ["503", refused(503, "broken"), 500],
    ["a busy mailbox", refused(409, "already being processed"), 500],
    ["no connection at all", unreachable, 500],
  ])("after %s: one call in ms: ", async (_, failure, gapMs) => {
    const { api, sent } = servedApi(firstly(failure), { maxCallsPerSecond: 2 });
    await api.call(read);
    await many(10, () => api.call(read));
    expect(gaps(times(sent)).at(-1)).toBe(gapMs);
  });

  test.each([
    ["404", refused(404, "gone")],
    ["400", refused(400, "no")],
    ["403", refused(403, "no")],
  ])("is the same after %s", async (_, failure) => {
    const { api, sent } = servedApi(firstly(failure), { maxCallsPerSecond: 2 });
    await api.call(read).catch(() => {});
    await many(10, () => api.call(read));
    expect(gaps(times(sent)).at(-1)).toBe(500);
  });

  test("is halved once by all calls that were under way, a write among them", async () => {
    const behave: Behaviour = async ({ index }, clock) => {
      if (index >= 4) return OK;
      await clock.sleep(100 * (index + 1));
      return refused(429, "slow down");
    };
    const { api, sent } = servedApi(behave, { maxCallsPerSecond: 2 });
    const calls = [read, read, read, mailboxCall("PUT")].map((call) => api.call(call));
    await Promise.all([...calls, ...Array.from({ length: 4 }, () => api.call(read))]);
    expect(gaps(times(sent)).at(-1)).toBe(1_000);
  });
});

describe("Retry-After", () => {
  const date = "Wed, 21 Oct 2026 07:27:00 GMT";

  test.each<[string, headers: Record<string, string>, pauseMs: number]>([
    ["seconds", { "retry-after": "30" }, 30_000],
    ["parts of a second", { "retry-after": "0.5" }, 500],
    ["a date, by OVHcloud's own clock", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT", date }, 60_000],
    ["a date that has passed", { "retry-after": "Wed, 21 Oct 2026 07:26:00 GMT", date }, 0],
    ["a date, and nobody knows what time it is there", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" }, 0],
    ["more than two minutes", { "retry-after": "3600" }, 120_000],
    ["a word", { "retry-after": "soon" }, 0],
    ["a negative number", { "retry-after": "-5" }, 0],
    ["nothing", {}, 0],
  ])("with %s holds every call back for it", async (_, headers, pauseMs) => {
    const { api, sent } = servedApi(firstly(answered(429, { message: "slow down" }, headers)), {
      endpoint: "http://localhost",
    });
    const repeated = api.call(read);
    await Promise.resolve();
    await Promise.all([repeated, api.call(mailboxCall("PUT", "bob")), api.call({ ...read, lane: "poll" })]);
    const later = times(sent).slice(1);
    // The others had left already, or waited for the end of the pause with the first one.
    expect(later.filter((at) => at > 0 && at < pauseMs)).toEqual([]);
    const repeat = sent.findLast(({ request }) => request.url === sent[0]?.request.url);
    expect(repeat?.atMs).toBeGreaterThanOrEqual(pauseMs);
    expect(repeat?.atMs).toBeLessThanOrEqual(pauseMs + 10);
  });

  test("of one call holds back those that come after it", async () => {
    const throttled = answered(429, { message: "slow down" }, { "retry-after": "30" });
    const { api, sent } = servedApi(firstly(throttled));
    const first = api.call(read);
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, api.call(mailboxCall("PUT", "bob")), api.call(listCall())]);
    expect(times(sent)[0]).toBe(0);
    expect(Math.min(...times(sent).slice(1))).toBe(30_000);
  });
});
