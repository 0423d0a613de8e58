import { Hono } from "hono";
import { type Answer, faultAnswer, jsonAnswer, toResponse } from "./answer.js";
import { authenticate } from "./auth/authenticate.js";
import { type TokenDesk, tokenPath } from "./auth/token-desk.js";
import type { CallLog } from "./calls.js";
import { ConnectionReset } from "./connection-reset.js";
import type { Context } from "./context.js";
import { invalidUrl, notImitated, Refusal } from "./errors.js";
import { modeHeader } from "./expanded.js";
import type { FaultQueue } from "./faults.js";
import { treesNotImitated } from "./gaps.js";
import { operationOf } from "./operations.js";
import type { Call, Route } from "./route.js";
import { routes } from "./routes.js";
import type { ApiAccount } from "./seed.js";
import { advanceTasks } from "./task-clock.js";
import type { CheckedCall, WireLog } from "./wire-check.js";

/** `/v1` is an alias of `/1.0` (OVH guide 'apiv2'). */
const versions = ["/1.0", "/v1"];

export interface AppParts {
  context: Context;
  apiAccounts: readonly ApiAccount[];
  faults: FaultQueue;
  calls: CallLog;
  tokens: TokenDesk;
  wire: WireLog;
  sleep(ms: number): Promise<void>;
  save(): void;
}

/** What is known of a call before its answer is. */
interface Arrival {
  request: Request;
  route: Route;
  params: Record<string, string>;
  /** After the version, decoded. */
  path: string;
  query: URLSearchParams;
  atMs: number;
}

/** The router over all routes. Whatever does not match one is answered as OVHcloud answers an unknown URL. */
export function createApp(parts: AppParts): Hono {
  const app = new Hono();
  for (const route of routes) {
    const paths = versions.map((version) => version + route.template.replace(/\{(\w+)\}/g, ":$1"));
    app.on(route.method, paths, (c) => answerCall(parts, arrival(parts, c.req.raw, route, c.req.param())));
  }
  app.post(tokenPath, async (c) => {
    const form = await c.req.text();
    return toResponse(parts.tokens.answer(form, parts.context.nowMs()), parts.calls.count);
  });
  app.notFound((c) => answerCall(parts, arrival(parts, c.req.raw, unknownRoute(c.req.raw), {})));
  app.onError((error) => {
    if (error instanceof ConnectionReset) throw error;
    // A bug of the simulator's own: it must be seen, and not be taken for a fault of OVHcloud's.
    console.error("The simulator has failed:", error.stack ?? error);
    return toResponse(
      jsonAnswer(500, { message: "The simulator has failed: see its error output" }),
      parts.calls.count,
    );
  });
  return app;
}

function arrival(parts: AppParts, request: Request, route: Route, params: Record<string, string>): Arrival {
  const url = new URL(request.url);
  const path = decoded(withoutVersion(url.pathname));
  return { request, route, params, path, query: url.searchParams, atMs: parts.context.nowMs() };
}

function withoutVersion(pathname: string): string {
  const version = versions.find((one) => pathname.startsWith(`${one}/`));
  return version === undefined ? pathname : pathname.slice(version.length);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function unknownRoute(request: Request): Route {
  const path = withoutVersion(new URL(request.url).pathname);
  return {
    method: "GET",
    template: "unknown",
    anonymous: true,
    handle: () => {
      const isGap = treesNotImitated.some((tree) => path === tree || path.startsWith(`${tree}/`));
      throw isGap ? notImitated(request.method, path) : invalidUrl();
    },
  };
}

async function answerCall(parts: AppParts, call: Arrival): Promise<Response> {
  const { request, route, path } = call;
  const fault = parts.faults.faultOfCall({ method: request.method, route: route.template, path });
  if (fault?.kind === "respond") return record(parts, call, faultAnswer(fault));
  if (fault?.kind === "resetBeforeCommit") return cut(parts, call);
  if (fault?.kind === "delay") await parts.sleep(fault.ms);

  const bodyText = await request.text();
  const answer = work(parts, call, bodyText);
  if (fault?.kind === "resetAfterCommit") return cut(parts, call, answer.nichandle);
  if (fault?.kind === "failAfterCommit") {
    return record(parts, call, { ...faultAnswer(fault), nichandle: answer.nichandle });
  }
  return record(parts, call, answer);
}

/**
 * Synchronous from the first look at the world to its saving, so that two calls never see each other half done. What a
 * bug leaves half done is not saved.
 */
function work(parts: AppParts, call: Arrival, bodyText: string): Answer {
  const hasMoved = advanceTasks(parts.context);
  const answer = answerOf(parts, call, bodyText);
  if (hasMoved || call.request.method !== "GET") parts.save();
  return answer;
}

function answerOf(parts: AppParts, call: Arrival, bodyText: string): Answer {
  let nichandle: string | undefined;
  try {
    nichandle = call.route.anonymous ? undefined : signedBy(parts, call, bodyText);
    const value = call.route.handle(handledCall(parts, call, bodyText, nichandle));
    checkWire(parts, call, { bodyText, status: 200, value });
    return { ...jsonAnswer(200, value), nichandle };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    checkWire(parts, call, { bodyText, status: error.status, value: error.body });
    return { ...jsonAnswer(error.status, error.body), nichandle };
  }
}

function handledCall(parts: AppParts, { params, query, request }: Arrival, bodyText: string, nichandle = ""): Call {
  const header = (name: string) => request.headers.get(name);
  return { context: parts.context, params, query, bodyText, nichandle, header };
}

function checkWire(
  { wire, context }: AppParts,
  { route, query, request }: Arrival,
  answered: Pick<CheckedCall, "bodyText" | "status" | "value">,
): void {
  const operation = operationOf(route);
  if (operation === undefined) return;
  const isExpanded = request.headers.has(modeHeader);
  const unknownFieldsPass = context.switches.unknownBodyField === "ignored";
  wire.check({ operation, query, isExpanded, unknownFieldsPass, ...answered });
}

function signedBy(parts: AppParts, call: Arrival, body: string): string {
  const { method, url, headers } = call.request;
  const signed = { method, url, path: call.path, headers, body };
  return authenticate(parts, signed, parts.context.nowMs()).nichandle;
}

function record(parts: AppParts, call: Arrival, answer: Answer): Response {
  addRecord(parts, call, answer.status, answer.nichandle);
  return toResponse(answer, parts.calls.count);
}

function cut(parts: AppParts, call: Arrival, nichandle?: string): never {
  addRecord(parts, call, 0, nichandle);
  throw new ConnectionReset();
}

function addRecord(parts: AppParts, call: Arrival, status: number, nichandle: string | undefined): void {
  const { route, path, query, atMs } = call;
  const who = nichandle === undefined ? {} : { nichandle };
  const { method } = call.request;
  parts.calls.add({ at: atMs, method, route: route.template, path, query: query.toString(), status, ...who });
}
