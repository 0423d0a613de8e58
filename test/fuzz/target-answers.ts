/** What a server answers: bodies, headers, and the texts in them that reach a person. */

import fc from "fast-check";
import { expect } from "vitest";
import { jsonText, visibleText } from "../../cli/shared/safe-text.js";
import { errorFrom, parseAnswer } from "../../provider/ovh/answer.js";
import { ProtocolError } from "../../provider/ovh/errors.js";
import { exchangeAccount } from "../../provider/ovh/exchange-models.js";
import { retryAfterMs } from "../../provider/ovh/retry.js";
import { route } from "../../provider/ovh/route.js";
import { printable } from "../../provider/ovh/text.js";
import type { Target } from "./targets.js";
import { anyJson, anyText, hasControls, thrownBy } from "./texts.js";

const CALL = {
  method: "GET" as const,
  route: route("/email/domain/{domain}", { domain: "example.com" }),
  answer: exchangeAccount,
};
const RETRY_AFTER_MAX_MS = 120_000;

/** Depth is cheap to send and dear to read. */
const deep = fc.integer({ min: 1, max: 200_000 }).map((depth) => "[".repeat(depth) + "]".repeat(depth));

const bodies = fc.property(fc.oneof(anyJson, anyText, deep), (body) => {
  const error = thrownBy(() => parseAnswer(CALL, { status: 200, headers: {}, body }));
  expect(error).toBeInstanceOf(ProtocolError);
  expect(hasControls(String(error))).toBe(false);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

const refusals = fc.property(
  fc.integer({ min: 400, max: 599 }),
  fc.record({ message: anyText, class: anyText, errorCode: anyText }, { requiredKeys: [] }),
  anyText,
  (status, body, queryId) => {
    const headers = { "x-ovh-queryid": queryId };
    const error = errorFrom({ method: "GET", template: "/x" }, { status, headers, body: JSON.stringify(body) });
    expect(hasControls(error.message)).toBe(false);
  },
);

const waits = fc.property(fc.oneof(anyText, fc.double().map(String), fc.date().map(String)), anyText, (value, date) => {
  const ms = retryAfterMs({ status: 429, headers: { "retry-after": value, date }, body: "" });
  expect(ms).toBeGreaterThanOrEqual(0);
  expect(ms).toBeLessThanOrEqual(RETRY_AFTER_MAX_MS);
});

const shown = fc.property(anyText, (text) => {
  expect(hasControls(printable(text))).toBe(false);
  // Colours, ends of lines and tabs are allowed in a whole text.
  expect(hasControls(visibleText(text.replace(/[\p{Cc}[]/gu, "")))).toBe(false);
  expect(JSON.parse(jsonText({ text }))).toEqual({ text });
});

export const answerTargets: readonly Target[] = [
  { name: "bodies of answers", property: bodies },
  { name: "bodies of refusals", property: refusals },
  { name: "Retry-After", property: waits },
  { name: "texts for people", property: shown },
];
