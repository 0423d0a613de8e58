/** Every try is signed with OVHcloud's time, which is asked once for all callers and again when it proves wrong. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Api } from "../../../provider/ovh/api.js";
import { ApiError, OutcomeUnknownError, ProtocolError, UnavailableError } from "../../../provider/ovh/errors.js";
import { route } from "../../../provider/ovh/route.js";
import { type HttpRequest, TransportError } from "../../../provider/ovh/transport.js";
import { FakeClock } from "./fake-clock.js";
import {
  APPLICATION_SECRET,
  answered,
  CONSUMER_KEY,
  credentials,
  ENDPOINT,
  OK,
  refused,
  scriptedApi,
} from "./fake-ovh.js";

const me = { method: "GET", route: route("/me", {}), answer: z.string() } as const;
const outOfTime = refused(400, "Query out of time", { errorCode: "QUERY_TIME_OUT" });
const timestampOf = (request: HttpRequest | undefined) => Number(request?.headers["X-Ovh-Timestamp"]);

function expectSigned(request: HttpRequest): void {
  const { method, url, body = "", headers } = request;
  const signed = [APPLICATION_SECRET, CONSUMER_KEY, method, url, body, timestampOf(request)].join("+");
  expect(headers["X-Ovh-Signature"]).toBe(`$1$${createHash("sha1").update(signed).digest("hex")}`);
}

describe("OVHcloud's time", () => {
  test("is asked once by ten parallel calls, without keys", async () => {
    const { api, requests, timeRequests } = scriptedApi(OK);
    const results = await Promise.all(Array.from({ length: 10 }, () => api.call(me)));
    expect(results).toEqual(Array(10).fill("ok"));
    expect(requests).toHaveLength(10);
    expect(timeRequests).toEqual([
      { method: "GET", url: `${ENDPOINT}/auth/time`, headers: { accept: "application/json" } },
    ]);
  });

  test.each([0, 90, -90, 86_400])("is used where it differs by %i s from this machine's", async (driftSeconds) => {
    const fake = scriptedApi(OK);
    fake.driftSeconds = driftSeconds;
    await fake.api.call(me);
    await fake.api.call(me);
    expect(fake.requests.map(timestampOf)).toEqual(Array(2).fill(Math.floor(fake.clock.now() / 1000) + driftSeconds));
    expect(fake.timeRequests, "a difference of 0 is remembered too").toHaveLength(1);
  });

  test.each([86_401, -86_401])("is not believed when it differs by %i s", async (driftSeconds) => {
    const fake = scriptedApi(OK);
    fake.driftSeconds = driftSeconds;
    await expect(fake.api.call(me)).rejects.toThrow(ProtocolError);
    await expect(fake.api.call(me)).rejects.toThrow("differ by");
    expect(fake.requests).toEqual([]);
  });

  test("is asked again by the next call after it could not be had", async () => {
    let up = false;
    const clock = new FakeClock();
    const transport = async ({ url }: HttpRequest) => {
      if (!up) throw new TransportError("no answer from host", { sent: false });
      return url.endsWith("/auth/time") ? answered(200, Math.floor(clock.now() / 1000)) : OK;
    };
    const api = new Api({ endpoint: ENDPOINT, credentials, transport, clock, random: () => 0.5 });
    await expect(api.call(me)).rejects.toThrow(UnavailableError);
    up = true;
    await expect(api.call(me)).resolves.toBe("ok");
  });
});

describe("QUERY_TIME_OUT", () => {
  test("measures the time again and signs anew, also a write: it was refused before anything was done", async () => {
    const fake = scriptedApi(OK, outOfTime, OK);
    await fake.api.call(me);
    fake.driftSeconds = 300;
    await expect(fake.api.call({ ...me, method: "POST", body: { a: 1 } })).resolves.toBe("ok");
    const [, refusedTry, secondTry] = fake.requests;
    expect(timestampOf(secondTry) - timestampOf(refusedTry)).toBe(300);
    expect(fake.timeRequests).toHaveLength(2);
    for (const request of fake.requests) expectSigned(request);
  });

  test("a second time in a row is the error: there is no loop", async () => {
    const fake = scriptedApi(outOfTime);
    await expect(fake.api.call(me)).rejects.toMatchObject({
      name: "ApiError",
      status: 400,
      apiClass: "QUERY_TIME_OUT",
    });
    expect(fake.requests).toHaveLength(2);
    expect(fake.timeRequests).toHaveLength(2);
    expect(fake.clock.sleepsMs).toEqual([]);
  });

  test("under another status is no refusal: a write is not sent again", async () => {
    const fake = scriptedApi(refused(502, "QUERY_TIME_OUT"), OK);
    await expect(fake.api.call({ ...me, method: "POST" })).rejects.toThrow(OutcomeUnknownError);
    expect(fake.requests).toHaveLength(1);
  });

  test("another 400 measures nothing", async () => {
    const fake = scriptedApi(refused(400, "Invalid quota"));
    await expect(fake.api.call(me)).rejects.toThrow(ApiError);
    expect(fake.requests).toHaveLength(1);
    expect(fake.timeRequests).toHaveLength(1);
  });
});

test("each retry carries its own time and signature", async () => {
  const fake = scriptedApi(refused(429, "slow down"), refused(429, "slow down"), OK);
  await fake.api.call({ ...me, method: "PUT", body: { a: 1 } });
  const startSeconds = timestampOf(fake.requests[0]);
  // Half of 1.5 s and of 3 s later, in whole seconds.
  expect(fake.requests.map(timestampOf)).toEqual([startSeconds, startSeconds, startSeconds + 2]);
  for (const request of fake.requests) expectSigned(request);
});
