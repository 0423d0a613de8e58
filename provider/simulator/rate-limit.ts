import { z } from "zod";
import { type Answer, tooManyRequests } from "./answer.js";
import type { Switches } from "./switches.js";

const rateLimitSchema = z.strictObject({
  /** How many calls of one consumer key or access token are answered within any 60 seconds. */
  perMinute: z.int().min(1),
  /** Whether a 429 says when to come back. @default what the switch `tooManyRequestsRetryAfter` says */
  retryAfter: z.boolean().optional(),
  /** @default what the switch `tooManyRequestsBody` says */
  body: z.enum(["json", "html"]).optional(),
});

/** OVHcloud documents no limit; its staff called 60 calls a minute harmless (ovh/python-ovh, thread 81). */
export type RateLimit = z.input<typeof rateLimitSchema>;

const windowMs = 60_000;
const callersMax = 1_000;

/** Counts the calls of each caller. Calls that are refused here do not count. */
export class RateLimiter {
  private current: RateLimit | undefined;
  /** Times of the calls of the last minute, by consumer key or token. */
  private readonly callsOf = new Map<string, number[]>();

  constructor(limit?: RateLimit) {
    this.limit = limit;
  }

  get limit(): RateLimit | undefined {
    return this.current;
  }

  set limit(limit: RateLimit | undefined) {
    this.current = limit === undefined ? undefined : rateLimitSchema.parse(limit);
    this.callsOf.clear();
  }

  /** The refusal of a call, if it is one too many. Calls that nobody signed are not counted. */
  refusal(headers: Headers, nowMs: number, switches: Switches): Answer | undefined {
    if (this.current === undefined) return undefined;
    const caller = headers.get("authorization") ?? headers.get("x-ovh-consumer");
    if (caller === null) return undefined;
    const calls = (this.callsOf.get(caller) ?? []).filter((atMs) => atMs > nowMs - windowMs);
    const [oldestMs = nowMs] = calls;
    if (calls.length >= this.current.perMinute) return this.answer(oldestMs + windowMs, nowMs, switches);
    this.count(caller, [...calls, nowMs]);
    return undefined;
  }

  private count(caller: string, calls: number[]): void {
    if (this.callsOf.size >= callersMax) this.callsOf.clear();
    this.callsOf.set(caller, calls);
  }

  private answer(freeAtMs: number, nowMs: number, switches: Switches): Answer {
    const { retryAfter = switches.tooManyRequestsRetryAfter !== "absent", body } = this.current ?? {};
    const shape = body === undefined ? switches : { ...switches, tooManyRequestsBody: body };
    return tooManyRequests(shape, nowMs, retryAfter ? (freeAtMs - nowMs) / 1_000 : undefined);
  }
}
