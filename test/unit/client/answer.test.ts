/** From an HTTP answer to the right error: a table of answers, and what their messages may and may not hold. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { errorFrom, isSuccess } from "../../../provider/ovh/answer.js";
import { ApiError, BusyError, NotFoundError, UnauthorizedError } from "../../../provider/ovh/errors.js";
import { Secret } from "../../../provider/ovh/secret.js";
import type { HttpResponse } from "../../../provider/ovh/transport.js";
import { answered } from "./fake-ovh.js";

const call = { method: "GET", template: "/email/exchange/{organizationName}" } as const;
const HTML = "<html><body>502 Bad Gateway: upstream 10.1.2.3</body></html>";

interface Row {
  readonly name: string;
  readonly answer: HttpResponse;
  readonly class: typeof ApiError;
  readonly apiClass?: string;
  readonly why?: string;
}

const rows: Row[] = [
  { name: "404", answer: answered(404, { message: "This service does not exist" }), class: NotFoundError },
  { name: "404 without a body", answer: answered(404, ""), class: NotFoundError },
  { name: "401", answer: answered(401, { message: "You must login first" }), class: UnauthorizedError },
  {
    name: "403",
    answer: answered(403, { message: "Forbidden", class: "Client::Forbidden" }),
    class: UnauthorizedError,
  },
  ...["NOT_GRANTED_CALL", "NOT_CREDENTIAL", "INVALID_KEY", "INVALID_CREDENTIAL", "FORBIDDEN"].map((errorCode) => ({
    name: `400 ${errorCode}`,
    answer: answered(400, { message: "no", errorCode }),
    class: UnauthorizedError,
    apiClass: errorCode,
  })),
  {
    name: "400 INVALID_SIGNATURE",
    answer: answered(400, { message: "Invalid signature", errorCode: "INVALID_SIGNATURE" }),
    class: UnauthorizedError,
    why: "the application secret is wrong: the user must act",
  },
  {
    name: "400 QUERY_TIME_OUT",
    answer: answered(400, { message: "Query out of time", errorCode: "QUERY_TIME_OUT" }),
    class: ApiError,
    why: "the clock is wrong, not the credentials",
  },
  {
    name: "409 while another task runs",
    answer: answered(409, { message: "This account is already being processed, please retry later" }),
    class: BusyError,
  },
  { name: "409 in other letters", answer: answered(409, { message: "ALREADY BEING PROCESSED" }), class: BusyError },
  { name: "409 for another reason", answer: answered(409, { message: "Email already exists" }), class: ApiError },
  {
    name: "400 with the busy sentence",
    answer: answered(400, { message: "already being processed" }),
    class: ApiError,
    why: "only a conflict passes by waiting",
  },
  {
    name: "400",
    answer: answered(400, { message: "Invalid quota", class: "Client::BadRequest" }),
    class: ApiError,
    apiClass: "Client::BadRequest",
  },
  { name: "460", answer: answered(460, { message: "This service is expired" }), class: ApiError },
  { name: "429", answer: answered(429, { message: "Too many requests" }), class: ApiError },
  { name: "302", answer: answered(302, "", { location: "https://evil.example" }), class: ApiError },
  { name: "502 as a page", answer: answered(502, HTML, { "content-type": "text/html" }), class: ApiError },
  { name: "500 with JSON that is no object", answer: answered(500, "[]"), class: ApiError },
];

test.each(rows)("$name is a $class.name", ({ answer, class: expected, apiClass }) => {
  const error = errorFrom(call, answer);
  expect(error.constructor).toBe(expected);
  expect(error.name).toBe(expected.name);
  expect(error.status).toBe(answer.status);
  expect(error.message).toContain(`HTTP ${answer.status}`);
  expect(error.message).toContain("GET /email/exchange/{organizationName}");
  if (apiClass !== undefined) expect(error.apiClass).toBe(apiClass);
});

test.each([
  [199, false],
  [200, true],
  [204, true],
  [299, true],
  [300, false],
  [304, false],
])("HTTP %i is a success: %s", (status, expected) => {
  expect(isSuccess(answered(status, ""))).toBe(expected);
});

describe("the message", () => {
  test("says what OVHcloud said, where, and under which query id", () => {
    const body = { message: "Invalid quota", class: "Client::BadRequest" };
    const error = errorFrom(call, answered(400, body, { "x-ovh-queryid": "EU.ext-1.abc" }));
    expect(error.message).toBe(
      'OVHcloud answered "Invalid quota" ' +
        "(HTTP 400, Client::BadRequest, GET /email/exchange/{organizationName}, query id EU.ext-1.abc)",
    );
    expect(error.queryId).toBe("EU.ext-1.abc");
  });

  test("prefers the gateway's code to the class", () => {
    const error = errorFrom(
      call,
      answered(403, { message: "no", errorCode: "INVALID_KEY", class: "Client::Forbidden" }),
    );
    expect(error.apiClass).toBe("INVALID_KEY");
  });

  test("keeps the sentence when a field beside it has an unexpected form", () => {
    const error = errorFrom(call, answered(400, { message: "Invalid quota", class: null, errorCode: null }));
    expect(error.apiMessage).toBe("Invalid quota");
  });

  test("never quotes a page, only its length", () => {
    const error = errorFrom(call, answered(502, HTML));
    expect(error.message).toContain(`no JSON, but ${HTML.length} characters`);
    expect(inspect(error)).not.toContain("10.1.2.3");
  });

  test("never holds a field of the answer that we did not ask for", () => {
    const error = errorFrom(call, answered(400, { message: "no", details: { password: "body-canary" } }));
    expect(inspect(error, { depth: null })).not.toContain("body-canary");
  });

  test("never repeats a secret that OVHcloud quotes", () => {
    const password = new Secret("quoted-password-canary");
    const error = errorFrom(call, answered(400, { message: `Password ${password.reveal()} is too weak` }));
    expect(error.message).toContain("Password [secret] is too weak");
    expect(inspect(error, { depth: null })).not.toContain("quoted-password-canary");
  });

  test("leaves no first half of a secret where it is cut", () => {
    new Secret("half-shown-canary");
    const error = errorFrom(call, answered(400, { message: `${"x".repeat(290)}half-shown-canary` }));
    expect(error.message).not.toContain("half");
  });

  test.each<[string, string]>([
    ["escape sequences", "\u001b[31mred\u001b[0m"],
    ["line breaks", "one\r\ntwo"],
    ["C1 controls", "a\u009b31mb"],
    ["a right-to-left override", "user\u202egnp.exe"],
    ["isolates", "\u2066a\u2069"],
    ["marks", "a\u200eb\u200fc\u061cd"],
  ])("has no %s", (_, message) => {
    const hostile = answered(400, { message, class: message }, { "x-ovh-queryid": message });
    const error = errorFrom(call, hostile);
    expect(error.message).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(error.apiMessage).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  test("is cut when OVHcloud's sentence has no end", () => {
    const error = errorFrom(call, answered(400, { message: "x".repeat(10_000) }));
    expect(error.apiMessage).toBe(`${"x".repeat(300)}…`);
    expect(error.message.length).toBeLessThan(400);
  });
});
