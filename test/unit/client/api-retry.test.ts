/** What happens to a call whose tries fail: how many requests leave, after which pauses, and which error comes out. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { BusyError, OutcomeUnknownError, UnavailableError } from "../../../provider/ovh/errors.js";
import { route } from "../../../provider/ovh/route.js";
import { type Method, TransportError } from "../../../provider/ovh/transport.js";
import { answered, OK, refused, scriptedApi, type Try } from "./fake-ovh.js";

const WRITES: Method[] = ["POST", "PUT", "DELETE"];
const call = (method: Method) => ({
  method,
  route: route("/email/exchange/{name}", { name: "private-name" }),
  answer: z.string(),
});

const busy = refused(409, "This account is already being processed");
const throttled = refused(429, "Too many requests");
const failing = refused(500, "Internal error");
const lost = new TransportError("the answer was cut off", { sent: true });
const unreachable = new TransportError("no answer from eu.api.ovh.com (ECONNREFUSED)", { sent: false });

describe("a read", () => {
  test.each<[string, Try]>([
    ["fails", failing],
    ["is overloaded", refused(408, "overloaded")],
    ["throttles", throttled],
    ["is busy", busy],
    ["cuts its answer", lost],
    ["cannot be reached", unreachable],
  ])("is repeated when OVHcloud %s", async (_, failure) => {
    const { api, requests } = scriptedApi(failure, failure, OK);
    await expect(api.call(call("GET"))).resolves.toBe("ok");
    expect(requests).toHaveLength(3);
  });

  test("gives up after six tries, with OVHcloud's last word", async () => {
    const { api, requests, clock } = scriptedApi(failing);
    await expect(api.call(call("GET"))).rejects.toMatchObject({ name: "ApiError", status: 500 });
    expect(requests).toHaveLength(6);
    expect(clock.sleepsMs).toEqual([125, 250, 500, 1_000, 2_000]);
  });

  test.each<[string, TransportError]>([
    ["lost answers", lost],
    ["refused connections", unreachable],
  ])("gives up after six %s: not reached", async (_, failure) => {
    const { api, requests } = scriptedApi(failure);
    const error = await api.call(call("GET")).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error).toMatchObject({
      message: `OVHcloud could not be reached for GET /email/exchange/{name} (6 tries): ${failure.message}`,
      cause: failure,
    });
    expect(requests).toHaveLength(6);
  });

  test.each([400, 403, 404, 409, 460])("is not repeated after HTTP %i", async (status) => {
    const { api, requests, clock } = scriptedApi(refused(status, "no"));
    await expect(api.call(call("GET"))).rejects.toMatchObject({ status });
    expect(requests).toHaveLength(1);
    expect(clock.sleepsMs).toEqual([]);
  });

  test("follows no redirect", async () => {
    const { api, requests } = scriptedApi(answered(302, "", { location: "https://example.com/" }));
    await expect(api.call(call("GET"))).rejects.toMatchObject({ status: 302 });
    expect(requests).toHaveLength(1);
  });
});

describe.each(WRITES)("%s", (method) => {
  test.each<[string, Try]>([
    ["a lost answer", lost],
    ["500", failing],
    ["502 as a page", answered(502, "<html>")],
    ["504", refused(504, "time-out")],
    ["408", refused(408, "overloaded")],
  ])("after %s: the outcome is unknown, and nothing is sent again", async (_, failure) => {
    const { api, requests, clock } = scriptedApi(failure, OK);
    const error = await api.call(call(method)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ call: { method, template: "/email/exchange/{name}" } });
    expect((error as Error).message).toContain(`carried out ${method} /email/exchange/{name}: `);
    expect((error as Error).message).not.toContain("private-name");
    expect(requests).toHaveLength(1);
    expect(clock.sleepsMs).toEqual([]);
  });

  test.each<[string, Try]>([
    ["the rate limit", throttled],
    ["a task that runs", busy],
    ["a connection that never was", unreachable],
  ])("after %s: certainly not done, so it is sent again", async (_, failure) => {
    const { api, requests } = scriptedApi(failure, failure, OK);
    await expect(api.call(call(method))).resolves.toBe("ok");
    expect(requests).toHaveLength(3);
  });

  test("a lost answer after a refusal is unknown all the same", async () => {
    const { api, requests } = scriptedApi(throttled, lost, OK);
    await expect(api.call(call(method))).rejects.toThrow(OutcomeUnknownError);
    expect(requests).toHaveLength(2);
  });

  test.each([400, 404, 409])("after HTTP %i: no", async (status) => {
    const { api, requests } = scriptedApi(refused(status, "no"), OK);
    await expect(api.call(call(method))).rejects.toMatchObject({ status });
    expect(requests).toHaveLength(1);
  });
});

describe("the pauses", () => {
  test("of a throttled call are longer, and grow", async () => {
    const { api, clock } = scriptedApi(throttled);
    await expect(api.call(call("POST"))).rejects.toMatchObject({ status: 429 });
    expect(clock.sleepsMs).toEqual([750, 1_500, 3_000, 6_000, 10_000]);
  });

  test.each<[header: string, pauseMs: number]>([
    ["9", 9_000],
    ["3600", 120_000],
    ["Wed, 21 Oct 2026 07:28:00 GMT", 750],
    ["soon", 750],
    ["", 750],
  ])("heed Retry-After %j", async (header, pauseMs) => {
    const { api, clock } = scriptedApi(answered(429, { message: "slow" }, { "retry-after": header }), OK);
    await api.call(call("GET"));
    expect(clock.sleepsMs).toEqual([pauseMs]);
  });
});

test("a busy mailbox is waited for longer than a broken line, but not for ever", async () => {
  const { api, requests } = scriptedApi(busy);
  await expect(api.call(call("PUT"))).rejects.toThrow(BusyError);
  expect(requests).toHaveLength(60);
});

test("an error that is not the transport's comes out as it is", async () => {
  const bug = new TypeError("x is not a function");
  const { api, requests } = scriptedApi(bug);
  await expect(api.call(call("POST"))).rejects.toBe(bug);
  expect(requests).toHaveLength(1);
});
