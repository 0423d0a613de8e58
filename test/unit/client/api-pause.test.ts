/** A pause that OVHcloud asks for (Retry-After) holds for calls, too, that have had their turn and are not sent yet. */
import { expect, test } from "vitest";
import { z } from "zod";
import { Api } from "../../../provider/ovh/api.js";
import { route } from "../../../provider/ovh/route.js";
import type { HttpResponse } from "../../../provider/ovh/transport.js";
import { VirtualClock } from "../../support/virtual-clock.js";
import { answered, credentials, ENDPOINT, OK, refused } from "./fake-ovh.js";

const PAUSE_MS = 3_000;
const THROTTLED = refused(429, "Too many requests");
const PAUSED: HttpResponse = { ...THROTTLED, headers: { "retry-after": String(PAUSE_MS / 1_000) } };
const OUT_OF_TIME = refused(400, "Query out of time", { errorCode: "QUERY_TIME_OUT" });

const get = (name: string) => ({
  method: "GET" as const,
  route: route("/email/exchange/{name}", { name }),
  answer: z.string(),
});

/** Each path's answers, one after the other, and after how long each comes. The last one is given again and again. */
function open(script: Record<string, (readonly [number, HttpResponse])[]>) {
  const clock = new VirtualClock();
  const startedAt = clock.now();
  const sent: { path: string; atMs: number }[] = [];
  const transport = async ({ url }: { url: string }) => {
    const path = url.slice(ENDPOINT.length);
    sent.push({ path, atMs: clock.now() - startedAt });
    const answers = script[path] ?? [];
    const [delayMs, answer] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [0, OK];
    await clock.sleep(delayMs);
    return path === "/auth/time" && answer === OK ? answered(200, Math.floor(clock.now() / 1_000)) : answer;
  };
  const api = new Api({ endpoint: ENDPOINT, credentials, transport, clock, random: () => 0.5 });
  return { api, sent };
}

test("the time is not measured anew before the pause is over", async () => {
  const { api, sent } = open({
    "/email/exchange/throttled": [
      [10, PAUSED],
      [10, OK],
    ],
    "/email/exchange/late": [
      [20, OUT_OF_TIME],
      [10, OK],
    ],
  });
  await Promise.all([api.call(get("throttled")), api.call(get("late"))]);
  const again = sent.slice(3);
  expect(again.map(({ path }) => path).sort()).toEqual([
    "/auth/time",
    "/email/exchange/late",
    "/email/exchange/throttled",
  ]);
  expect(Math.min(...again.map(({ atMs }) => atMs))).toBeGreaterThanOrEqual(10 + PAUSE_MS);
});

test("one that comes with the answer to the question for the time holds for all calls", async () => {
  const { api, sent } = open({
    "/auth/time": [
      [10, PAUSED],
      [0, OK],
    ],
  });
  await Promise.all([api.call(get("one")), api.call(get("two"))]);
  expect(sent[0]).toEqual({ path: "/auth/time", atMs: 0 });
  expect(Math.min(...sent.slice(1).map(({ atMs }) => atMs))).toBeGreaterThanOrEqual(10 + PAUSE_MS);
});
