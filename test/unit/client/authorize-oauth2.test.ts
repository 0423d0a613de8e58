/** A service account's token: where it is bought, how long it serves, and that it shows nowhere. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { AuthorizerContext, OAuth2Credentials } from "../../../provider/ovh/authorization.js";
import { createOAuth2Authorizer } from "../../../provider/ovh/authorize-oauth2.js";
import { createTokenAuthorizer } from "../../../provider/ovh/authorize-token.js";
import { authorizerFor } from "../../../provider/ovh/authorize-with.js";
import { ApiError, ProtocolError, UnauthorizedError } from "../../../provider/ovh/errors.js";
import { Secret } from "../../../provider/ovh/secret.js";
import type { HttpRequest } from "../../../provider/ovh/transport.js";
import { FakeClock } from "./fake-clock.js";
import { answered, credentials as application, ENDPOINT, refused } from "./fake-ovh.js";

const CLIENT_SECRET = "client-secret-canary&=";
const credentials: OAuth2Credentials = {
  kind: "oauth2",
  clientId: "EU.a1b2c3",
  clientSecret: new Secret(CLIENT_SECRET),
};
const write: HttpRequest = { method: "POST", url: `${ENDPOINT}/email`, headers: { accept: "x" }, body: "{}" };
const tokenAnswer = (number: number, facts: object = {}) =>
  answered(200, {
    access_token: `token-canary-${number}`,
    token_type: "Bearer",
    expires_in: 3599,
    scope: "all",
    ...facts,
  });

function opened({ endpoint = ENDPOINT, answer = (number: number) => tokenAnswer(number) } = {}) {
  const clock = new FakeClock();
  const sent: HttpRequest[] = [];
  const send: AuthorizerContext["send"] = async (request) => {
    sent.push(request);
    return answer(sent.length);
  };
  return { clock, sent, authorizer: createOAuth2Authorizer(credentials, { endpoint, clock, send }) };
}

const tokenOf = ({ headers }: HttpRequest) => headers.Authorization;

describe("the call for a token", () => {
  test.each([
    ["https://eu.api.ovh.com/1.0", "https://www.ovh.com/auth/oauth2/token"],
    ["https://eu.api.ovh.com/v1", "https://www.ovh.com/auth/oauth2/token"],
    ["https://ca.api.ovh.com/1.0", "https://ca.ovh.com/auth/oauth2/token"],
    ["https://api.us.ovhcloud.com/1.0", "https://us.ovhcloud.com/auth/oauth2/token"],
    ["http://127.0.0.1:4711/1.0", "http://127.0.0.1:4711/auth/oauth2/token"],
    ["http://[::1]:4711/1.0", "http://[::1]:4711/auth/oauth2/token"],
  ])("for %s goes to %s", async (endpoint, url) => {
    const { authorizer, sent } = opened({ endpoint });
    await authorizer.authorize(write);
    expect(sent.map((request) => request.url)).toEqual([url]);
  });

  test("is a form with the account's name and secret", async () => {
    const { authorizer, sent } = opened();
    await authorizer.authorize(write);
    expect(sent[0]).toMatchObject({
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    });
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: "client_credentials",
      client_id: "EU.a1b2c3",
      client_secret: CLIENT_SECRET,
      scope: "all",
    });
  });

  test.each(["https://eu.api.kimsufi.com/1.0", "https://ca.api.soyoustart.com/1.0", "https://proxy.example.com"])(
    "is impossible for %s, and what is possible is named",
    (endpoint) => {
      expect(() => opened({ endpoint })).toThrow(`${new URL(endpoint).origin} knows no service accounts`);
      expect(() => opened({ endpoint })).toThrow("ovh-eu, ovh-ca and ovh-us do");
    },
  );
});

describe("the token", () => {
  test("is bought once by many at a time, and added to what the request has", async () => {
    const { authorizer, sent } = opened();
    const authorized = await Promise.all(Array.from({ length: 20 }, () => authorizer.authorize(write)));
    expect(sent).toHaveLength(1);
    expect(authorized[0]).toEqual({ ...write, headers: { accept: "x", Authorization: "Bearer token-canary-1" } });
    expect(new Set(authorized.map(tokenOf)).size).toBe(1);
    expect(write.headers).toEqual({ accept: "x" });
  });

  test.each<[expiresIn: number, lastSeconds: number]>([
    [3599, 3538],
    [120, 59],
    [60, 29],
    [1, 0],
  ])("that lives %i s is renewed early, and serves %i s", async (expiresIn, lastSeconds) => {
    const { authorizer, sent, clock } = opened({ answer: (number) => tokenAnswer(number, { expires_in: expiresIn }) });
    await authorizer.authorize(write);
    clock.nowMs += lastSeconds * 1000;
    await authorizer.authorize(write);
    expect(sent).toHaveLength(1);
    clock.nowMs += 1000;
    const renewed = await Promise.all([authorizer.authorize(write), authorizer.authorize(write)]);
    expect(sent).toHaveLength(2);
    expect(renewed.map(tokenOf)).toEqual(Array(2).fill("Bearer token-canary-2"));
  });

  test.each<[name: string, facts: object]>([
    ["no token", { access_token: undefined }],
    ["an empty token", { access_token: "" }],
    ["a token with a line break", { access_token: "token-canary\r\nX-Evil: 1" }],
    ["a token that is a number", { access_token: 1 }],
    ["another type of token", { token_type: "mac" }],
    ["no type", { token_type: undefined }],
    ["no life time", { expires_in: undefined }],
    ["a life time of 0", { expires_in: 0 }],
    ["a life time in words", { expires_in: "3599" }],
  ])("is not taken from an answer with %s, which is not shown", async (_, facts) => {
    const { authorizer, sent } = opened({ answer: () => tokenAnswer(1, facts) });
    const error = await authorizer.authorize(write).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProtocolError);
    expect(inspect(error, { depth: null })).not.toContain("canary");
    await expect(authorizer.authorize(write)).rejects.toThrow(ProtocolError);
    expect(sent, "the next call asks again").toHaveLength(2);
  });

  test("is not taken from a page", async () => {
    const { authorizer } = opened({ answer: () => answered(200, "<html>canary</html>") });
    await expect(authorizer.authorize(write)).rejects.toThrow("OVHcloud's answer to the call for a token is not JSON");
  });
});

describe("a call for a token that fails", () => {
  const call = { method: "POST", template: "/auth/oauth2/token" } as const;
  const failure = (status: number) =>
    new ApiError({ call, status, apiClass: undefined, apiMessage: `sent ${CLIENT_SECRET}`, queryId: undefined });
  const failing = (error: Error) =>
    opened({
      answer: () => {
        throw error;
      },
    });

  test.each([400, 401, 403, 404])("with HTTP %i names the account and what to check", async (status) => {
    const error = await failing(failure(status))
      .authorizer.authorize(write)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnauthorizedError);
    expect(error).toMatchObject({
      status,
      message:
        `OVHcloud gave the service account EU.a1b2c3 no token (HTTP ${status} from www.ovh.com): ` +
        "check its clientId, its clientSecret, and that it belongs to the region of the endpoint",
    });
    expect(inspect(error, { depth: null })).not.toContain("client-secret-canary");
  });

  test.each([failure(500), failure(429), new Error("no answer")])("otherwise is passed on: %s", async (error) => {
    await expect(failing(error).authorizer.authorize(write)).rejects.toBe(error);
  });
});

describe("stale", () => {
  const unauthorized = refused(401, "This token is invalid");

  test("parallel refusals lead to one renewal", async () => {
    const { authorizer, sent } = opened();
    const requests = await Promise.all(Array.from({ length: 5 }, () => authorizer.authorize(write)));
    expect(requests.map((request) => authorizer.isStale(unauthorized, request))).toEqual(Array(5).fill(true));
    const again = await Promise.all(requests.map(() => authorizer.authorize(write)));
    expect(again.map(tokenOf)).toEqual(Array(5).fill("Bearer token-canary-2"));
    expect(sent).toHaveLength(2);
  });

  test("a late refusal leaves a newer token alone", async () => {
    const { authorizer, sent } = opened();
    const [early, late] = [await authorizer.authorize(write), await authorizer.authorize(write)];
    authorizer.isStale(unauthorized, early);
    await authorizer.authorize(write);
    expect(authorizer.isStale(unauthorized, late)).toBe(true);
    await authorizer.authorize(write);
    expect(sent).toHaveLength(2);
  });

  test("not when the renewed token is refused too, until a minute has passed", async () => {
    const { authorizer, sent, clock } = opened();
    expect(authorizer.isStale(unauthorized, await authorizer.authorize(write))).toBe(true);
    expect(authorizer.isStale(unauthorized, await authorizer.authorize(write))).toBe(false);
    expect(authorizer.isStale(unauthorized, await authorizer.authorize(write))).toBe(false);
    expect(sent).toHaveLength(2);
    clock.nowMs += 60_000;
    expect(authorizer.isStale(unauthorized, await authorizer.authorize(write))).toBe(true);
  });

  test.each([200, 400, 403, 404, 500])("not with HTTP %i", async (status) => {
    const { authorizer } = opened();
    const request = await authorizer.authorize(write);
    expect(authorizer.isStale(refused(status, "no"), request)).toBe(false);
  });
});

test("a ready token is sent as it is, and no refusal makes it stale", async () => {
  const authorizer = createTokenAuthorizer({ kind: "accessToken", accessToken: new Secret("ready-canary") });
  const authorized = await authorizer.authorize(write);
  expect(authorized).toEqual({ ...write, headers: { accept: "x", Authorization: "Bearer ready-canary" } });
  expect(authorizer.isStale(refused(401, "no"), authorized)).toBe(false);
});

test.each([
  ["application", application, "X-Ovh-Signature"],
  ["oauth2", credentials, "Authorization"],
  ["accessToken", { kind: "accessToken", accessToken: new Secret("ready-canary") }, "Authorization"],
] as const)("credentials of the kind %s are proved in their way", async (_, given, header) => {
  const clock = new FakeClock();
  const send: AuthorizerContext["send"] = async ({ url }) =>
    url.endsWith("/auth/time") ? answered(200, Math.floor(clock.now() / 1000)) : tokenAnswer(1);
  const { headers } = await authorizerFor(given, { endpoint: ENDPOINT, clock, send }).authorize(write);
  expect(Object.keys(headers)).toContain(header);
});
