/** The signature of a call is OVHcloud's formula, computed here a second time, and the keys show nowhere else. */
import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { sign } from "../../../provider/ovh/signer.js";
import type { HttpRequest } from "../../../provider/ovh/transport.js";
import { APPLICATION_SECRET, CONSUMER_KEY, credentials, ENDPOINT } from "./fake-ovh.js";

const TIMESTAMP = 1_767_614_400;

const requests: [name: string, request: HttpRequest][] = [
  ["a read", { method: "GET", url: `${ENDPOINT}/email/exchange?name=a%20b`, headers: { accept: "application/json" } }],
  ["a write", { method: "PUT", url: `${ENDPOINT}/email/exchange/é`, headers: {}, body: '{"displayName":"Zoé"}' }],
  ["an empty body", { method: "POST", url: `${ENDPOINT}/email`, headers: {}, body: "" }],
];

describe("sign", () => {
  test.each(requests)("%s carries the sha1 of secret+consumer+method+url+body+time", (_, request) => {
    const signed = [APPLICATION_SECRET, CONSUMER_KEY, request.method, request.url, request.body ?? "", TIMESTAMP];
    const sha1 = createHash("sha1").update(signed.join("+"), "utf8").digest("hex");
    expect(sign(request, credentials, TIMESTAMP)).toEqual({
      ...request,
      headers: {
        ...request.headers,
        "X-Ovh-Application": "application-key",
        "X-Ovh-Consumer": CONSUMER_KEY,
        "X-Ovh-Timestamp": String(TIMESTAMP),
        "X-Ovh-Signature": `$1$${sha1}`,
      },
    });
  });

  test("agrees with a signature that was computed once and written down", () => {
    const request: HttpRequest = { method: "GET", url: `${ENDPOINT}/me`, headers: {} };
    expect(sign(request, credentials, TIMESTAMP).headers["X-Ovh-Signature"]).toBe(
      "$1$332ca6a41c81ba5745cee2e23ca8a23b99987247",
    );
  });

  test.each<[string, Partial<HttpRequest>, number]>([
    ["the time", {}, TIMESTAMP + 1],
    ["the method", { method: "DELETE" }, TIMESTAMP],
    ["the query", { url: `${ENDPOINT}/me?a=1` }, TIMESTAMP],
    ["the body", { body: "{}" }, TIMESTAMP],
  ])("changes with %s", (_, change, timestamp) => {
    const request: HttpRequest = { method: "GET", url: `${ENDPOINT}/me`, headers: {} };
    const before = sign(request, credentials, TIMESTAMP).headers["X-Ovh-Signature"];
    const after = sign({ ...request, ...change }, credentials, timestamp).headers["X-Ovh-Signature"];
    expect(after).not.toBe(before);
  });

  test("leaves the request it was given as it was", () => {
    const request: HttpRequest = Object.freeze({ method: "GET", url: `${ENDPOINT}/me`, headers: Object.freeze({}) });
    expect(sign(request, credentials, TIMESTAMP)).not.toBe(request);
    expect(request.headers).toEqual({});
  });
});

test.each<[string, string]>([
  ["JSON", JSON.stringify(credentials)],
  ["inspect", inspect(credentials, { depth: null, showHidden: true })],
  ["a template", `${credentials.applicationSecret} ${credentials.consumerKey}`],
  ["a spread copy", JSON.stringify({ ...credentials.applicationSecret, ...credentials.consumerKey })],
])("%s of the credentials holds no key", (_, shown) => {
  expect(shown).not.toContain(APPLICATION_SECRET);
  expect(shown).not.toContain(CONSUMER_KEY);
});
