/** What the log says of each call, and how many calls are answered a minute. */
import { describe, expect, test } from "vitest";
import type { RateLimit } from "../../../provider/simulator/index.js";
import { rawCaller, service } from "../../support/raw-caller.js";
import { startMs } from "../../support/signed-caller.js";

describe("the log of calls", () => {
  test("says how long each took, what struck it, and by what it was refused", async () => {
    const { simulator, send } = rawCaller();
    simulator.faults.onCall({ path: "/email/exchange", nth: 2 }, { kind: "delay", ms: 250 });
    simulator.faults.onCall({ path: "/email/exchange", nth: 3 }, "revokedCredential");
    for (let number = 0; number < 3; number++) await send("GET", "/email/exchange");
    await send("GET", `${service}/account/nobody@example.com`);
    await send("PATCH", "/email/exchange");
    expect(simulator.calls.map(({ at, method, route, path, query, nichandle, ...rest }) => rest)).toEqual([
      { status: 200, durationMs: 0 },
      { status: 200, durationMs: 250, fault: "delay" },
      { status: 403, durationMs: 0, fault: "revokedCredential", errorCode: "INVALID_CREDENTIAL" },
      { status: 404, durationMs: 0, errorClass: "Client::NotFound" },
      { status: 404, durationMs: 0, errorClass: "Client::NotFound" },
    ]);
  });

  test("says who called even where the connection was cut", async () => {
    const { simulator, send } = rawCaller();
    simulator.faults.onCall({}, "resetAfterCommit");
    await send("GET", "/email/exchange").catch(() => {});
    expect(simulator.calls).toEqual([
      expect.objectContaining({ status: 0, fault: "resetAfterCommit", nichandle: "ab12345-ovh", at: startMs }),
    ]);
  });

  test("holds no body, no header and no key", async () => {
    const { simulator, send } = rawCaller();
    simulator.faults.onCall({ method: "POST", nth: 2 }, "busy");
    const path = `${service}/account/anna@example.com/changePassword`;
    await send("POST", path, { password: "Canary-4711-pass" });
    await send("POST", path, { password: "Canary-4711-pass" });
    await send("POST", path, { password: "Canary 4711" });
    const text = JSON.stringify(simulator.calls);
    for (const secret of ["Canary", ...Object.values(simulator.credentials)]) expect(text).not.toContain(secret);
  });
});

describe("a rate limit", () => {
  async function statuses({ send }: ReturnType<typeof rawCaller>, howMany: number): Promise<number[]> {
    const found: number[] = [];
    for (let number = 0; number < howMany; number++) found.push((await send("GET", "/email/exchange")).status);
    return found;
  }

  test("answers so many calls in any minute, and refused ones do not count", async () => {
    const caller = rawCaller({ rateLimit: { perMinute: 2 } });
    expect(await statuses(caller, 3)).toEqual([200, 200, 429]);
    caller.pass(59_999);
    expect(await statuses(caller, 1)).toEqual([429]);
    caller.pass(1);
    expect(await statuses(caller, 3)).toEqual([200, 200, 429]);
    expect(caller.simulator.faults.counts.byName).toEqual({});
  });

  test("leaves alone whoever has not signed", async () => {
    const { simulator } = rawCaller({ rateLimit: { perMinute: 1 } });
    for (let number = 0; number < 3; number++) {
      expect((await simulator.fetch(new Request("https://eu.api.ovh.com/1.0/auth/time"))).status).toBe(200);
    }
  });

  test("counts each consumer key and each token by itself", async () => {
    const { fetch, send } = rawCaller({ rateLimit: { perMinute: 1 } });
    await send("GET", "/email/exchange");
    const withToken = async (token: string) => (await fetch("GET", "/email/exchange", { token })).status;
    expect([await withToken("one"), await withToken("one"), await withToken("two")]).toEqual([401, 429, 401]);
  });

  test("does nothing that was asked for in a call that it refuses, nor uses up a fault", async () => {
    const { simulator, send } = rawCaller({ rateLimit: { perMinute: 1 } });
    await send("GET", "/email/exchange");
    simulator.faults.onCall({}, "busy");
    const body = { sharedEmailAddress: "a@example.com", quota: 100 };
    expect((await send("POST", `${service}/sharedAccount`, body)).status).toBe(429);
    expect([simulator.world.sharedAccount("a@example.com"), simulator.faults.pending]).toEqual([undefined, 1]);
  });

  test.each<[Omit<RateLimit, "perMinute">, string | null, string]>([
    [{}, null, '{"message":"Too many requests"}'],
    [{ retryAfter: true }, "45", '{"message":"Too many requests"}'],
    [{ retryAfter: true, body: "html" }, "45", "<h1>429 Too Many Requests</h1>"],
  ])("has the shape that is asked for: %j", async (shape, retryAfter, text) => {
    const caller = rawCaller({ rateLimit: { perMinute: 1, ...shape } });
    await statuses(caller, 1);
    caller.pass(15_000);
    const answer = await caller.send("GET", "/email/exchange");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, retryAfter]);
    expect(answer.text).toContain(text);
  });

  test("has the shape of the switches otherwise", async () => {
    const caller = rawCaller({
      rateLimit: { perMinute: 1 },
      switches: { tooManyRequestsRetryAfter: "seconds", tooManyRequestsBody: "html" },
    });
    await statuses(caller, 1);
    const answer = await caller.send("GET", "/email/exchange");
    expect([answer.headers.get("retry-after"), answer.headers.get("content-type")]).toEqual(["60", "text/html"]);
  });

  test("may be changed and lifted while the simulator runs, and is checked", async () => {
    const caller = rawCaller();
    const { simulator } = caller;
    simulator.setRateLimit({ perMinute: 1 });
    expect(await statuses(caller, 2)).toEqual([200, 429]);
    expect(simulator.rateLimit).toEqual({ perMinute: 1 });
    simulator.setRateLimit(undefined);
    expect(await statuses(caller, 2)).toEqual([200, 200]);
    expect(() => simulator.setRateLimit({ perMinute: 0 })).toThrow();
  });
});
