import { type Answer, headersOf, jsonAnswer, refusalAnswer, toResponse } from "./answer.js";
import { authenticate, type Caller } from "./auth/authenticate.js";
import type { CredentialDesk } from "./auth/credential-desk.js";
import type { TokenDesk } from "./auth/token-desk.js";
import type { CallLog } from "./calls.js";
import { AnswerCut, ConnectionReset } from "./connection-reset.js";
import type { Context } from "./context.js";
import { Refusal } from "./errors.js";
import { modeHeader } from "./expanded.js";
import { editAsColleague } from "./faults/colleague.js";
import { type Course, runCourse } from "./faults/course.js";
import type { FaultQueue } from "./faults/queue.js";
import type { Stalls } from "./faults/stalls.js";
import type { StruckCall } from "./faults/strike.js";
import { operationOf } from "./operations.js";
import type { Propagation } from "./propagation.js";
import type { RateLimiter } from "./rate-limit.js";
import { readingOf } from "./reads.js";
import type { Call, Route } from "./route.js";
import { advanceTasks } from "./task-clock.js";
import type { SimulatedTime } from "./time.js";
import type { CheckedCall, WireLog } from "./wire-check.js";
import type { World } from "./world.js";

export interface AppParts {
  context: Context;
  world: World;
  time: SimulatedTime;
  desk: CredentialDesk;
  tokens: TokenDesk;
  faults: FaultQueue;
  stalls: Stalls;
  propagation: Propagation;
  rateLimiter: RateLimiter;
  calls: CallLog;
  wire: WireLog;
  sleep(ms: number): Promise<void>;
  /** To be called after a change of the world. */
  save(): void;
}

/** What is known of a call before its answer is. */
export interface Arrival {
  request: Request;
  route: Route;
  params: Record<string, string>;
  /** After the version, decoded. */
  path: string;
  query: URLSearchParams;
  /** By the world's time. */
  atMs: number;
  /** By the clock. */
  clockAtMs: number;
  bodyText: string;
  /** Name of the fault that struck it. */
  fault?: string;
}

export async function answerCall(parts: AppParts, call: Arrival): Promise<Response> {
  call.bodyText = hasBody(call.request) ? await call.request.text() : "";
  const { faults, rateLimiter, time, context } = parts;
  const limited = rateLimiter.refusal(call.request.headers, time.clockMs(), context.switches);
  if (limited !== undefined) return record(parts, call, limited);
  const strike = faults.isWatching ? faults.strike(struckCall(call)) : undefined;
  if (strike === undefined) return record(parts, call, work(parts, call));
  call.fault = strike.name;
  return runCourse(courseOf(parts, call), strike.fault);
}

/** To read a body that is not there costs a fifth of a call. In process a GET never has one; over HTTP its headers tell. */
function hasBody({ method, headers }: Request): boolean {
  return method !== "GET" || headers.has("content-length") || headers.has("transfer-encoding");
}

function struckCall({ request, route, path }: Arrival): StruckCall {
  return {
    method: request.method,
    route: route.template,
    path,
    isList: readingOf(route) === "list",
    isSigned: route.anonymous !== true,
    hasToken: request.headers.has("authorization"),
  };
}

function courseOf(parts: AppParts, call: Arrival): Course {
  const { context, faults } = parts;
  // Judged by its arrival: a call that is held up later was signed in time.
  const gatewayNowMs = context.gatewayNowMs();
  return {
    work: async (staleMs) => work(parts, call, { staleMs, gatewayNowMs }),
    send: (answer) => record(parts, call, answer),
    cut(answer) {
      addRecord(parts, call, { ...answer, status: 0 });
      throw new ConnectionReset();
    },
    cutBody(answer) {
      addRecord(parts, call, answer);
      throw cutAnswer(answer, parts.calls.count);
    },
    stall(answer) {
      addRecord(parts, call, { ...answer, status: 0 });
      return parts.stalls.wait(call.request.signal);
    },
    wait: (ms) => parts.sleep(ms),
    expireTokens: () => parts.tokens.forget(),
    edit(edit) {
      if (typeof edit === "function") return edit(parts.world);
      advanceTasks(context);
      editAsColleague(context, edit, faults.draw);
      parts.save();
    },
    subject: subjectOf(call),
    switches: context.switches,
    gatewayNowMs,
  };
}

/** The address that a path names, or its last part. */
function subjectOf({ params, path }: Arrival): string {
  const values = Object.values(params);
  return values.findLast((value) => value.includes("@")) ?? values.at(-1) ?? path;
}

function cutAnswer(answer: Answer, callNumber: number): AnswerCut {
  const whole = Buffer.from(answer.text);
  const headers = { ...headersOf(answer, callNumber), "content-length": `${whole.length}` };
  return new AnswerCut(answer.status, headers, whole.subarray(0, Math.floor(whole.length / 2)));
}

interface WorkOptions {
  staleMs?: number | undefined;
  gatewayNowMs?: number;
}

/**
 * Synchronous from the first look at the world to its saving, so that two calls never see each other half done. What a
 * bug leaves half done is not saved, and a refusal has changed nothing.
 */
function work(parts: AppParts, call: Arrival, options: WorkOptions = {}): Answer {
  const hasMoved = advanceTasks(parts.context);
  const answer = answerOf(parts, call, options);
  const hasChanged = call.request.method !== "GET" && answer.status < 400;
  if (hasMoved || hasChanged) parts.save();
  return answer;
}

function answerOf(parts: AppParts, call: Arrival, { staleMs = 0, gatewayNowMs }: WorkOptions): Answer {
  const { context, propagation } = parts;
  let caller: Caller | undefined;
  try {
    caller = call.route.anonymous ? undefined : signedBy(parts, call, gatewayNowMs ?? context.gatewayNowMs());
    const handle = (seen: Context) => call.route.handle(handledCall(parts, call, seen, caller));
    const value = propagation.answer(context, call.route, handle, staleMs);
    checkWire(parts, call, { status: 200, value });
    return { ...jsonAnswer(200, value), nichandle: caller?.nichandle };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    checkWire(parts, call, { status: error.status, value: error.body });
    return { ...refusalAnswer(error), nichandle: caller?.nichandle };
  }
}

function handledCall({ desk }: AppParts, call: Arrival, context: Context, caller: Caller | undefined): Call {
  const { params, query, request, bodyText } = call;
  const header = (name: string) => request.headers.get(name);
  return { context, params, query, bodyText, nichandle: caller?.nichandle ?? "", caller, desk, header };
}

function checkWire(
  { wire, context }: AppParts,
  { route, query, request, bodyText }: Arrival,
  answered: Pick<CheckedCall, "status" | "value">,
): void {
  const operation = operationOf(route);
  if (operation === undefined) return;
  const isExpanded = request.headers.has(modeHeader);
  const unknownFieldsPass = context.switches.unknownBodyField === "ignored";
  wire.check({ operation, query, isExpanded, unknownFieldsPass, bodyText, ...answered });
}

function signedBy(parts: AppParts, call: Arrival, gatewayNowMs: number): Caller {
  const { method, url, headers } = call.request;
  const signed = { method, url, path: call.path, headers, body: call.bodyText };
  return authenticate(parts, signed, gatewayNowMs);
}

function record(parts: AppParts, call: Arrival, answer: Answer): Response {
  addRecord(parts, call, answer);
  return toResponse(answer, parts.calls.count);
}

function addRecord(
  { calls, time }: AppParts,
  call: Arrival,
  { status, nichandle, errorCode, errorClass }: Pick<Answer, "status" | "nichandle" | "errorCode" | "errorClass">,
): void {
  const { route, path, query, atMs, clockAtMs, fault } = call;
  calls.add({
    at: atMs,
    method: call.request.method,
    route: route.template,
    path,
    query: query.toString(),
    status,
    durationMs: Math.max(0, time.clockMs() - clockAtMs),
    ...(nichandle === undefined ? {} : { nichandle }),
    ...(fault === undefined ? {} : { fault }),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(errorClass === undefined ? {} : { errorClass }),
  });
}
