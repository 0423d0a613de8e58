/** What a failed try means, and whether another one may follow. */

import { ApiError, BusyError } from "./errors.js";
import { type HttpResponse, type Method, TransportError } from "./transport.js";

/** `retry`: certainly not done, or harmless to repeat. `unknown`: a write that may have been done. `final`: no. */
export type Verdict = "retry" | "unknown" | "final";

const TRANSIENT = new Set([500, 502, 503, 504]);

interface Rule {
  readonly applies: (error: Error) => boolean;
  readonly read: Verdict;
  readonly write: Verdict;
  readonly why: string;
}

const status = (error: Error): number => (error instanceof ApiError ? error.status : 0);

export const RULES: readonly Rule[] = [
  { applies: (e) => e instanceof BusyError, read: "retry", write: "retry", why: "refused until another task ends" },
  { applies: (e) => status(e) === 429, read: "retry", write: "retry", why: "refused by the rate limit" },
  {
    applies: (e) => status(e) === 408,
    read: "retry",
    write: "unknown",
    why: "OVHcloud's sign of overload; when it gave up is not known",
  },
  {
    applies: (e) => TRANSIENT.has(status(e)),
    read: "retry",
    write: "unknown",
    why: "may have failed after the work was done",
  },
  { applies: (e) => e instanceof ApiError, read: "final", write: "final", why: "OVHcloud understood and said no" },
  {
    applies: (e) => e instanceof TransportError && !e.sent,
    read: "retry",
    write: "retry",
    why: "never reached the server",
  },
  {
    applies: (e) => e instanceof TransportError,
    read: "retry",
    write: "unknown",
    why: "the answer was lost, not necessarily the work",
  },
];

export function verdict(error: Error, method: Method): Verdict {
  const rule = RULES.find((candidate) => candidate.applies(error));
  if (rule === undefined) return "final";
  return method === "GET" ? rule.read : rule.write;
}

const BASE_MS = 250;
const THROTTLED_BASE_MS = 1_500;
const DELAY_MAX_MS = 20_000;
const RETRY_AFTER_MAX_MS = 120_000;

/**
 * Full jitter: a random part of an interval that doubles, so that parallel callers do not come back together. Where nobody
 * answers, at least half of it: then a line that is down for three seconds is up again before the last try.
 */
export function delayMs(attempt: number, error: Error, random: () => number, atLeastMs = 0): number {
  const ceiling = Math.min(DELAY_MAX_MS, (isThrottling(error) ? THROTTLED_BASE_MS : BASE_MS) * 2 ** attempt);
  const least = error instanceof TransportError ? ceiling / 2 : 0;
  return Math.max(least + random() * (ceiling - least), Math.min(RETRY_AFTER_MAX_MS, atLeastMs));
}

/** It would work later, and OVHcloud said so. */
export function isThrottling(error: Error): boolean {
  return error instanceof BusyError || status(error) === 429;
}

/** OVHcloud asks for less, or shows what it shows instead when it has too much to do: 408 pages, resets, silence. */
export function isOverload(error: Error): boolean {
  return status(error) === 429 || status(error) === 408 || (error instanceof TransportError && error.sent);
}

/** The header in seconds or as a date; 0 without one. */
export function retryAfterMs({ headers }: HttpResponse): number {
  const value = headers["retry-after"];
  if (value === undefined) return 0;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, Math.min(RETRY_AFTER_MAX_MS, seconds * 1000));
  const untilMs = Date.parse(value) - Date.parse(headers.date ?? "");
  return Number.isFinite(untilMs) ? Math.max(0, Math.min(RETRY_AFTER_MAX_MS, untilMs)) : 0;
}
