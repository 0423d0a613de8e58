/**
 * Reads that many ask for at once: the cache by itself over a clock that is moved by hand, and then shared calls
 * through a whole {@link Api}, counted by the requests that leave.
 */
import { describe, expect, test } from "vitest";
import { ReadCache } from "../../../provider/ovh/read-cache.js";
import { VirtualClock } from "../../support/virtual-clock.js";
import { answered, OK, refused } from "./fake-ovh.js";
import { deferred, listCall, mailboxCall, rejection, servedApi, settled } from "./fake-server.js";

function scene() {
  const clock = new VirtualClock();
  const cache = new ReadCache(clock);
  let reads = 0;
  const get = (path: string) => cache.get(path, async () => ++reads);
  return { clock, cache, get };
}

describe("the cache", () => {
  test("reads once for all who ask for one path, and once for each path", async () => {
    const { get } = scene();
    expect(await Promise.all([get("/a"), get("/a"), get("/b"), get("/a?x=1")])).toEqual([1, 1, 2, 3]);
  });

  test.each([
    [9_999, 1],
    [10_000, 2],
  ])("after %i ms the answer is number %i", async (ageMs, answer) => {
    const { clock, get } = scene();
    await get("/a");
    clock.advance(ageMs);
    expect(await get("/a")).toBe(answer);
  });

  test("counts the age from the asking, however long the answer takes", async () => {
    const { clock, cache } = scene();
    const gate = deferred<string>();
    const first = cache.get("/a", () => gate.promise);
    clock.advance(10_000);
    gate.resolve("old");
    await first;
    expect(await cache.get("/a", async () => "new")).toBe("new");
  });

  test("gives a failure to all who wait for it, and to nobody later", async () => {
    const { cache } = scene();
    const failure = new Error("no");
    const both = [cache.get("/a", () => Promise.reject(failure)), cache.get("/a", async () => "never read")];
    expect(await Promise.all(both.map(rejection))).toEqual([failure, failure]);
    expect(await cache.get("/a", async () => "read")).toBe("read");
  });

  test("a failure that comes late takes no newer answer away", async () => {
    const { cache } = scene();
    const gate = deferred<string>();
    const first = rejection(cache.get("/a", () => gate.promise));
    cache.drop("/a");
    await cache.get("/a", async () => "new");
    gate.reject(new Error("late"));
    await first;
    expect(await cache.get("/a", async () => "newer")).toBe("new");
  });

  test("drops what stands below a root, and nothing else", async () => {
    const { cache, get } = scene();
    await Promise.all([get("/s1"), get("/s1/account"), get("/s2/account")]);
    cache.drop("/s1");
    expect(await Promise.all([get("/s1"), get("/s1/account"), get("/s2/account")])).toEqual([4, 5, 3]);
  });
});

describe("shared calls through the client", () => {
  test("of parallel askers are one request", async () => {
    const { api, sent } = servedApi();
    const answers = await Promise.all(Array.from({ length: 50 }, () => api.call(listCall())));
    expect(answers).toEqual(Array(50).fill("ok"));
    expect(sent).toHaveLength(1);
  });

  test("differ by their query", async () => {
    const { api, sent } = servedApi();
    await Promise.all([api.call(listCall()), api.call({ ...listCall(), query: { page: 2 } })]);
    expect(sent).toHaveLength(2);
  });

  test("are made anew when ten seconds have passed", async () => {
    const { api, sent, clock } = servedApi();
    await api.call(listCall());
    clock.advance(9_999);
    await api.call(listCall());
    clock.advance(1);
    await api.call(listCall());
    expect(sent).toHaveLength(2);
  });

  test("not called shared are never kept", async () => {
    const { api, sent } = servedApi();
    const plain = { ...listCall(), shared: false };
    await Promise.all([api.call(plain), api.call(plain), api.call(listCall())]);
    expect(sent).toHaveLength(3);
  });

  test.each([
    ["a write to a mailbox of the service", () => mailboxCall("PUT"), 2],
    ["a write that makes a mailbox in it", () => ({ ...listCall(), method: "POST" as const, shared: false }), 2],
    ["a write to another service", () => mailboxCall("PUT", "anna", "t2"), 1],
    ["a read of a mailbox", () => mailboxCall("GET"), 1],
  ])("after %s: lists asked %i times", async (_, between, lists) => {
    const { api, sent } = servedApi();
    await api.call(listCall());
    await api.call(between());
    await api.call(listCall());
    expect(sent.filter(({ request }) => request.method === "GET" && request.url.endsWith("/account"))).toHaveLength(
      lists,
    );
  });

  test.each([400, 502])("are dropped by a write that failed with %i too: it may have been done", async (status) => {
    const { api, sent } = servedApi(({ request }) => (request.method === "PUT" ? refused(status, "no") : OK));
    await api.call(listCall());
    await rejection(api.call(mailboxCall("PUT")));
    await api.call(listCall());
    expect(sent).toHaveLength(3);
  });

  test("asked for while a write is under way are not believed after it", async () => {
    const gate = deferred();
    const { api, sent } = servedApi(async ({ request }) => {
      if (request.method === "PUT") await gate.promise;
      return answered(200, JSON.stringify(`${sent.length}`));
    });
    const writing = api.call(mailboxCall("PUT"));
    await settled();
    expect(await api.call(listCall())).toBe("2");
    gate.resolve();
    await writing;
    expect(await api.call(listCall())).toBe("3");
  });

  test("that failed are made anew by the next asker", async () => {
    const { api, sent } = servedApi(({ index }) => (index === 0 ? refused(400, "no") : OK));
    const both = [api.call(listCall()), api.call(listCall())].map(rejection);
    expect(await Promise.all(both)).toEqual([expect.objectContaining({ status: 400 }), expect.anything()]);
    await expect(api.call(listCall())).resolves.toBe("ok");
    expect(sent).toHaveLength(2);
  });

  test("whose answer is not what was expected are not kept either", async () => {
    const { api } = servedApi(({ index }) => (index === 0 ? answered(200, { not: "a text" }) : OK));
    expect(await rejection(api.call(listCall()))).toMatchObject({ name: "ProtocolError" });
    await expect(api.call(listCall())).resolves.toBe("ok");
  });
});
