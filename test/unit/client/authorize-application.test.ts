/** Signatures carry OVHcloud's time: asked once, asked again when it proves wrong, and only as often as it did. */
import { describe, expect, test } from "vitest";
import type { AuthorizerContext } from "../../../provider/ovh/authorization.js";
import { createApplicationAuthorizer } from "../../../provider/ovh/authorize-application.js";
import { ApiError, NotFoundError, ProtocolError } from "../../../provider/ovh/errors.js";
import type { HttpRequest, HttpResponse } from "../../../provider/ovh/transport.js";
import { FakeClock } from "./fake-clock.js";
import { answered, credentials, ENDPOINT, refused } from "./fake-ovh.js";

const me: HttpRequest = { method: "GET", url: `${ENDPOINT}/me`, headers: { accept: "application/json" } };
const outOfTime = refused(400, "Query out of time", { errorCode: "QUERY_TIME_OUT" });
const timestampOf = (request: HttpRequest) => Number(request.headers["X-Ovh-Timestamp"]);

/** `time` says what `/auth/time` gives; without it, the clock's own time plus `driftSeconds`. */
function opened(time?: () => HttpResponse) {
  const clock = new FakeClock();
  const fake = { clock, driftSeconds: 0, sent: [] as HttpRequest[] };
  const own = () => answered(200, Math.floor(clock.now() / 1000) + fake.driftSeconds);
  const send: AuthorizerContext["send"] = async (request) => {
    fake.sent.push(request);
    return (time ?? own)();
  };
  return Object.assign(fake, {
    authorizer: createApplicationAuthorizer(credentials, { endpoint: ENDPOINT, clock, send }),
  });
}

describe("the time", () => {
  test("is asked once by many at a time, without keys", async () => {
    const { authorizer, sent } = opened();
    await Promise.all(Array.from({ length: 20 }, () => authorizer.authorize(me)));
    expect(sent).toEqual([{ method: "GET", url: `${ENDPOINT}/auth/time`, headers: { accept: "application/json" } }]);
  });

  test.each([0, 90, -90])("is %i s off this machine's, at every later time too", async (driftSeconds) => {
    const fake = opened();
    fake.driftSeconds = driftSeconds;
    await fake.authorizer.authorize(me);
    fake.clock.nowMs += 5_000;
    const signed = await fake.authorizer.authorize(me);
    expect(timestampOf(signed)).toBe(Math.floor(fake.clock.now() / 1000) + driftSeconds);
    expect(fake.sent).toHaveLength(1);
  });

  test.each([
    ["no number", answered(200, "soon")],
    ["no JSON", answered(200, "<html>")],
    ["half a second", answered(200, 1_767_614_400.5)],
    ["another year", answered(200, 1_000_000_000)],
  ])("that is %s is not believed, and asked again by the next", async (_, response) => {
    const { authorizer, sent } = opened(() => response);
    await expect(authorizer.authorize(me)).rejects.toThrow(ProtocolError);
    await expect(authorizer.authorize(me)).rejects.toThrow(ProtocolError);
    expect(sent).toHaveLength(2);
  });

  test("that is not there says that the endpoint is wrong, and not that a mailbox is gone", async () => {
    const call = { method: "GET", template: "/1.0/auth/time" } as const;
    const gone = new NotFoundError({ call, status: 404, apiClass: undefined, apiMessage: "no", queryId: undefined });
    const { authorizer } = opened(() => {
      throw gone;
    });
    await expect(authorizer.authorize(me)).rejects.not.toThrow(ApiError);
    await expect(authorizer.authorize(me)).rejects.toThrow(`there is no OVHcloud API at ${ENDPOINT}`);
  });

  test("a failure reaches all who wait, and the next one asks again", async () => {
    let isUp = false;
    const { authorizer, sent } = opened(() => {
      if (!isUp) throw new Error("no answer");
      return answered(200, Math.floor(new FakeClock().now() / 1000));
    });
    const waiting = await Promise.allSettled([authorizer.authorize(me), authorizer.authorize(me)]);
    expect(waiting.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    isUp = true;
    await expect(authorizer.authorize(me)).resolves.toBeDefined();
    expect(sent).toHaveLength(2);
  });
});

describe("stale", () => {
  test("parallel refusals lead to one new measurement", async () => {
    const { authorizer, sent } = opened();
    const signed = await Promise.all(Array.from({ length: 5 }, () => authorizer.authorize(me)));
    expect(signed.map((request) => authorizer.isStale(outOfTime, request))).toEqual(Array(5).fill(true));
    await Promise.all(signed.map(() => authorizer.authorize(me)));
    expect(sent).toHaveLength(2);
  });

  test("a late refusal leaves a newer measurement alone", async () => {
    const fake = opened();
    const [early, late] = [await fake.authorizer.authorize(me), await fake.authorizer.authorize(me)];
    expect(fake.authorizer.isStale(outOfTime, early)).toBe(true);
    fake.driftSeconds = 300;
    await fake.authorizer.authorize(me);
    expect(fake.authorizer.isStale(outOfTime, late)).toBe(true);
    const again = await fake.authorizer.authorize(me);
    expect(timestampOf(again) - timestampOf(late)).toBe(300);
    expect(fake.sent).toHaveLength(2);
  });

  test("a new measurement may be wrong in its turn", async () => {
    const { authorizer, sent } = opened();
    for (let round = 0; round < 3; round++) {
      expect(authorizer.isStale(outOfTime, await authorizer.authorize(me))).toBe(true);
    }
    expect(sent).toHaveLength(3);
  });

  test.each<[name: string, response: HttpResponse]>([
    ["a success", answered(200, { errorCode: "QUERY_TIME_OUT" })],
    ["another status: it may have been carried out", refused(502, "", { errorCode: "QUERY_TIME_OUT" })],
    ["another code", refused(400, "Invalid signature", { errorCode: "INVALID_SIGNATURE" })],
    ["a service's own class", refused(400, "", { class: "QUERY_TIME_OUT" })],
    ["the word elsewhere", refused(400, "QUERY_TIME_OUT")],
    ["no JSON", answered(400, "<html>QUERY_TIME_OUT</html>")],
    ["a list", answered(400, ["QUERY_TIME_OUT"])],
    ["null", answered(400, null)],
  ])("not after %s", async (_, response) => {
    const { authorizer } = opened();
    expect(authorizer.isStale(response, await authorizer.authorize(me))).toBe(false);
  });

  test("not for a request that was not signed here", () => {
    expect(opened().authorizer.isStale(outOfTime, me)).toBe(false);
  });
});
