/**
 * Giving up: `signal` ends every wait and every read with one kind of error, and lets a write under way come to its
 * end. An {@link Api} in virtual time, over requests that are answered by hand. Also: no request is without a deadline.
 */
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Clock } from "../../../provider/ovh/clock.js";
import { CancelledError, OutcomeUnknownError } from "../../../provider/ovh/errors.js";
import { Secret } from "../../../provider/ovh/secret.js";
import { type HttpResponse, TransportError } from "../../../provider/ovh/transport.js";
import { watchDeadlines } from "./fake-deadlines.js";
import { answered, credentials, OK, refused } from "./fake-ovh.js";
import { type Behaviour, deferred, listCall, mailboxCall, rejection, servedApi, settled } from "./fake-server.js";

const read = mailboxCall("GET");
const write = mailboxCall("PUT");
const cut = new TransportError("no answer from host (ABORT_ERR)", { sent: true });

/** As the transport does it: a request ends with its signal. */
function hanging(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(cut)));
}

/** On which no pause ever ends by itself. */
const standingClock: Clock = {
  now: () => Date.UTC(2026, 0, 5, 12),
  sleep: (_, signal) =>
    new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
};

function scene(behave: Behaviour = () => OK, options = {}) {
  const controller = new AbortController();
  const fake = servedApi(behave, { signal: controller.signal, ...options });
  return Object.assign(fake, { cancel: () => controller.abort(new Error("enough")) });
}

describe("cancelled", () => {
  test.each([
    ["read", read],
    ["write", write],
    ["shared read", listCall()],
  ])("before a %s is made: nothing is sent", async (_, call) => {
    const { api, sent, cancel } = scene();
    cancel();
    const error = await rejection(api.call(call));
    expect(error).toBeInstanceOf(CancelledError);
    expect((error as Error).message).toContain(`${call.method} ${call.route.template}`);
    expect(sent).toEqual([]);
  });

  test.each([
    ["read", read],
    ["write", mailboxCall("PUT", "bob")],
  ])("while a %s waits for its turn: it is never sent", async (_, call) => {
    const { api, sent, cancel } = scene(({ signal }) => hanging(signal), { maxConcurrency: 1 });
    const first = rejection(api.call(read));
    await settled();
    const waiting = rejection(api.call(call));
    await settled();
    cancel();
    expect(await waiting).toBeInstanceOf(CancelledError);
    await first;
    expect(sent).toHaveLength(1);
  });

  test.each([
    ["read", read],
    ["write", write],
  ])("while a %s waits for its next try: it ends at once", async (_, call) => {
    const throttled = answered(429, { message: "slow down" }, { "retry-after": "60" });
    const { api, sent, cancel } = scene(() => throttled, { clock: standingClock });
    const waiting = rejection(api.call(call));
    await settled();
    cancel();
    expect(await waiting).toBeInstanceOf(CancelledError);
    expect(sent).toHaveLength(1);
  });

  test("during a read: the request is ended", async () => {
    const { api, sent, cancel } = scene(({ signal }) => hanging(signal));
    const reading = rejection(api.call(read));
    await settled();
    cancel();
    expect(await reading).toBeInstanceOf(CancelledError);
    expect(sent).toHaveLength(1);
  });

  test("during the last try of a read: it is no failure of OVHcloud's", async () => {
    const { api, sent, cancel } = scene(({ index, signal }) => (index < 5 ? refused(500, "broken") : hanging(signal)));
    const reading = rejection(api.call(read));
    // Six tries, and a pause of no length before each.
    for (let turn = 0; turn < 50 && sent.length < 6; turn++) await settled();
    expect(sent).toHaveLength(6);
    cancel();
    expect(await reading).toBeInstanceOf(CancelledError);
  });

  test("during many reads at once: none is a failure of OVHcloud's", async () => {
    const { api, cancel } = scene(({ signal }) => hanging(signal), {
      maxConcurrency: 64,
      endpoint: "http://localhost",
    });
    const reading = Array.from({ length: 60 }, () => rejection(api.call(read)));
    await settled();
    await settled();
    cancel();
    const names = (await Promise.all(reading)).map((error) => (error as Error).name);
    expect(new Set(names)).toEqual(new Set(["CancelledError"]));
  });

  test("during a write: it comes to its end, and its answer counts", async () => {
    const gate = deferred<HttpResponse>();
    const { api, sent, cancel } = scene(() => gate.promise);
    const writing = api.call(write);
    await settled();
    cancel();
    expect(sent[0]?.signal.aborted).toBe(false);
    gate.resolve(OK);
    await expect(writing).resolves.toBe("ok");
  });

  test.each([
    ["cut off", cut],
    ["a server error", refused(502, "broken")],
  ])("during a write that is then %s: nobody knows what became of it, and the error says so", async (_, failure) => {
    const gate = deferred<HttpResponse | Error>();
    const { api, sent, cancel } = scene(() => gate.promise as Promise<HttpResponse>);
    const writing = rejection(api.call(write));
    await settled();
    cancel();
    if (failure instanceof Error) gate.reject(failure);
    else gate.resolve(failure);
    expect(await writing).toBeInstanceOf(OutcomeUnknownError);
    expect(sent).toHaveLength(1);
  });

  test.each([
    ["throttled", refused(429, "slow down")],
    ["told that the mailbox is busy", refused(409, "already being processed")],
  ])("during a write that is then %s: it is not sent again", async (_, refusal) => {
    const gate = deferred<HttpResponse>();
    const { api, sent, cancel } = scene(() => gate.promise);
    const writing = rejection(api.call(write));
    await settled();
    cancel();
    gate.resolve(refusal);
    expect(await writing).toBeInstanceOf(CancelledError);
    expect(sent).toHaveLength(1);
  });

  test("during a write that OVHcloud then refuses for good: the refusal counts", async () => {
    const gate = deferred<HttpResponse>();
    const { api, cancel } = scene(() => gate.promise);
    const writing = rejection(api.call(write));
    await settled();
    cancel();
    gate.resolve(refused(404, "gone"));
    expect(await writing).toMatchObject({ name: "NotFoundError" });
  });

  test("while a write waits for its mailbox: it is never sent", async () => {
    const gate = deferred<HttpResponse>();
    const { api, sent, cancel } = scene(() => gate.promise);
    const first = api.call(write);
    const second = rejection(api.call(write));
    await settled();
    cancel();
    gate.resolve(OK);
    await expect(first).resolves.toBe("ok");
    expect(await second).toBeInstanceOf(CancelledError);
    expect(sent).toHaveLength(1);
  });

  test("while OVHcloud's time is asked: the call ends, and nothing else is sent", async () => {
    const { api, sent, cancel } = scene(({ signal }) => hanging(signal), { credentials });
    const writing = rejection(api.call(write));
    await settled();
    cancel();
    expect(await writing).toBeInstanceOf(CancelledError);
    expect(sent.map(({ request }) => request.url)).toEqual([expect.stringContaining("/auth/time")]);
  });
});

describe("deadlines", () => {
  afterEach(() => vi.restoreAllMocks());

  test.each([
    ["GET", 30_000],
    ["POST", 180_000],
    ["PUT", 180_000],
    ["DELETE", 180_000],
  ] as const)("%s: every try has %i ms", async (method, timeoutMs) => {
    const deadlines = watchDeadlines();
    const { api, sent } = servedApi(({ index }) => (index < 2 ? refused(429, "slow down") : OK));
    await api.call(mailboxCall(method));
    expect(sent).toHaveLength(3);
    expect(deadlines.map(({ durationMs }) => durationMs)).toEqual([timeoutMs, timeoutMs, timeoutMs]);
    expect(
      deadlines.map(({ cleared }) => cleared),
      "and none is left behind",
    ).toEqual([true, true, true]);
    expect(new Set(sent.map(({ signal }) => signal)).size).toBe(3);
    for (const { signal } of sent) expect(signal).toBeInstanceOf(AbortSignal);
  });

  test("a try that its deadline ends is repeated, and does not count as given up", async () => {
    const deadlines = watchDeadlines();
    const { api, sent } = servedApi(({ index, signal }) => (index === 0 ? hanging(signal) : OK), {
      signal: new AbortController().signal,
    });
    const reading = api.call(read);
    await settled();
    deadlines[0]?.expire();
    await expect(reading).resolves.toBe("ok");
    expect(sent).toHaveLength(2);
  });

  test("a write that its deadline ends has an unknown outcome, cancelled or not", async () => {
    const deadlines = watchDeadlines();
    const { api, sent, cancel } = scene(({ signal }) => hanging(signal));
    const writing = rejection(api.call(write));
    await settled();
    cancel();
    expect(sent[0]?.signal.aborted).toBe(false);
    deadlines[0]?.expire();
    expect(await writing).toBeInstanceOf(OutcomeUnknownError);
  });

  test.each([
    ["OVHcloud's time", credentials, "/auth/time"],
    [
      "a token",
      { kind: "oauth2" as const, clientId: "client", clientSecret: new Secret("client-secret-canary") },
      "/auth/oauth2/token",
    ],
  ])("the call for %s has one too", async (_, given, path) => {
    const token = { access_token: "token-canary", token_type: "Bearer", expires_in: 3_600 };
    const { api, sent, clock } = servedApi(
      ({ request }) => {
        if (request.url.endsWith("/token")) return answered(200, token);
        return request.url.endsWith("/time") ? answered(200, Math.floor(clock.now() / 1000)) : OK;
      },
      { credentials: given },
    );
    await api.call(read);
    expect(sent.map(({ request }) => new URL(request.url).pathname)[0]).toContain(path);
    expect(sent.map(({ signal }) => signal instanceof AbortSignal)).toEqual([true, true]);
  });
});
