/** When a try may be repeated and after which pause: the table of verdicts row by row, and the bounds of the delay. */
import { describe, expect, test } from "vitest";
import { errorFrom } from "../../../provider/ovh/answer.js";
import { ApiError, BusyError, NotFoundError } from "../../../provider/ovh/errors.js";
import { delayMs, RULES, type Verdict, verdict } from "../../../provider/ovh/retry.js";
import { type Method, TransportError } from "../../../provider/ovh/transport.js";
import { refused } from "./fake-ovh.js";

const call = { method: "GET", template: "/email" } as const;
const http = (status: number, message = "no") => errorFrom(call, refused(status, message));
const busy = http(409, "already being processed");
const neverSent = new TransportError("refused", { sent: false });
const cut = new TransportError("cut", { sent: true });

const rows: [name: string, error: Error, read: Verdict, write: Verdict, why?: string][] = [
  ["busy", busy, "retry", "retry"],
  ["429", http(429), "retry", "retry"],
  ["408", http(408), "retry", "unknown", "the body may have been read before OVHcloud gave up"],
  ["500", http(500), "retry", "unknown"],
  ["502", http(502), "retry", "unknown"],
  ["503", http(503), "retry", "unknown"],
  ["504", http(504), "retry", "unknown"],
  ["501", http(501), "final", "final", "will not be implemented by the next try"],
  ["302", http(302), "final", "final", "signed headers follow no redirect"],
  ["400", http(400), "final", "final"],
  ["401", http(401), "final", "final"],
  ["403", http(403), "final", "final"],
  ["404", http(404), "final", "final"],
  ["409, not busy", http(409, "exists"), "final", "final"],
  ["460", http(460), "final", "final"],
  ["connection refused", neverSent, "retry", "retry"],
  ["answer cut off", cut, "retry", "unknown"],
  ["a bug of ours", new TypeError("x is not a function"), "final", "final"],
];

describe("verdict", () => {
  test.each(rows)("%s", (_, error, read, write) => {
    const writes: Method[] = ["POST", "PUT", "DELETE"];
    expect(verdict(error, "GET")).toBe(read);
    expect(writes.map((method) => verdict(error, method))).toEqual([write, write, write]);
  });

  test("each rule decides some row above, and says why", () => {
    const deciding = new Set(rows.map(([, error]) => RULES.find((rule) => rule.applies(error))));
    for (const rule of RULES) {
      expect(deciding, rule.why).toContain(rule);
      expect(rule.why).not.toBe("");
    }
  });

  test("the rows are built from the classes they mean", () => {
    expect(busy).toBeInstanceOf(BusyError);
    expect(http(404)).toBeInstanceOf(NotFoundError);
    expect(http(409, "exists").constructor).toBe(ApiError);
  });
});

const low = () => 0;
const middle = () => 0.5;
const high = () => 0.999;

describe("delayMs", () => {
  test.each<[name: string, error: Error, attempt: number, ceilingMs: number]>([
    ["first", http(500), 0, 250],
    ["second", http(500), 1, 500],
    ["sixth", http(500), 5, 8_000],
    ["capped", http(503), 7, 20_000],
    ["capped, however many tries", http(503), 2_000, 20_000],
    ["busy, first", busy, 0, 1_500],
    ["busy, second", busy, 1, 3_000],
    ["429, first", http(429), 0, 1_500],
    ["429, capped", http(429), 4, 20_000],
  ])("%s: a random part of the interval", (_, error, attempt, ceilingMs) => {
    expect(delayMs(attempt, error, low)).toBe(0);
    expect(delayMs(attempt, error, middle)).toBe(ceilingMs / 2);
    expect(delayMs(attempt, error, high)).toBeCloseTo(ceilingMs * 0.999, 6);
  });

  test.each<[name: string, error: Error, attempt: number, ceilingMs: number]>([
    ["third", cut, 2, 1_000],
    ["sixth", neverSent, 5, 8_000],
  ])("where nobody answers, %s: half of the interval, and a random part of the other half", (_, error, attempt, ms) => {
    expect(delayMs(attempt, error, low)).toBe(ms / 2);
    expect(delayMs(attempt, error, middle)).toBe(ms * 0.75);
    expect(delayMs(attempt, error, high)).toBeCloseTo(ms * 0.9995, 6);
  });

  test("a line that is down for three seconds is up again before the last of six tries", () => {
    const pausesMs = [0, 1, 2, 3, 4].map((attempt) => delayMs(attempt, neverSent, low));
    expect(pausesMs.reduce((sum, pauseMs) => sum + pauseMs)).toBeGreaterThan(3_000);
  });

  test.each<[name: string, retryAfterMs: number, random: () => number, expectedMs: number]>([
    ["is waited for", 7_000, low, 7_000],
    ["may be a fraction of a second", 200, low, 200],
    ["does not shorten our own delay", 100, middle, 750],
    ["is capped", 86_400_000, high, 120_000],
    ["is capped at exactly two minutes", 120_000, low, 120_000],
    ["of 0 means nothing", 0, low, 0],
    ["below 0 means nothing", -5, low, 0],
  ])("Retry-After %s", (_, retryAfterMs, random, expectedMs) => {
    expect(delayMs(0, http(429), random, retryAfterMs)).toBe(expectedMs);
  });
});
