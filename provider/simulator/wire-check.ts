import type { z } from "zod";
import type { Operation } from "./api/operation.js";

/** A call that is not as OVHcloud's description of its operation has it. Names fields, and holds no value of any. */
export interface WireProblem {
  operation: string;
  /** Whether the caller sent it or the simulator answered it. */
  side: "request" | "answer";
  problem: string;
}

export interface CheckedCall {
  operation: Operation;
  query: URLSearchParams;
  bodyText: string;
  status: number;
  /** What was answered, before it became text. */
  value: unknown;
  /** True for a list that was asked for with its objects, about which OVHcloud's description says nothing. */
  isExpanded: boolean;
  /** True when the switch lets undescribed fields pass. */
  unknownFieldsPass: boolean;
}

const problemsMax = 1_000;

/**
 * Holds every call against the description of its operation. A malformed request that was refused is the caller's affair;
 * one that was accepted, or a malformed answer, is a fault of the simulator.
 */
export class WireLog {
  /** Calls that were compared. */
  checked = 0;
  /** Malformed requests that were refused, as they should be. */
  refused = 0;
  readonly problems: WireProblem[] = [];

  check(call: CheckedCall): void {
    this.checked += 1;
    const name = `${call.operation.method} ${call.operation.template}`;
    const asked = requestProblems(call);
    if (call.status >= 400) {
      if (asked.length > 0) this.refused += 1;
      return;
    }
    this.add(name, "request", asked);
    if (!call.isExpanded) this.add(name, "answer", problemsOf(call.operation.returns, call.value, "answer"));
  }

  private add(operation: string, side: WireProblem["side"], problems: readonly string[]): void {
    for (const problem of problems)
      if (this.problems.length < problemsMax) this.problems.push({ operation, side, problem });
  }
}

function requestProblems(call: CheckedCall): string[] {
  return [...queryProblems(call.operation.query ?? {}, call.query), ...bodyProblems(call)];
}

/** Texts of numbers and booleans are read as such, as a URL holds nothing but text. */
function queryProblems(shape: z.ZodRawShape, query: URLSearchParams): string[] {
  return [...query].flatMap(([name, value]) => {
    const type = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (type === undefined) return [`query.${name}: is not described`];
    const asValue = /^(?:-?\d+|true|false)$/.test(value) ? JSON.parse(value) : value;
    const fits = [value, asValue].some((one) => (type as z.ZodType).safeParse(one).success);
    return fits ? [] : [`query.${name}: is of another type`];
  });
}

function bodyProblems(call: CheckedCall): string[] {
  const { operation, bodyText } = call;
  if (operation.body === undefined) return bodyText === "" ? [] : ["body: none is described"];
  let body: unknown;
  try {
    body = JSON.parse(bodyText);
  } catch {
    return ["body: is not JSON"];
  }
  if (typeof body !== "object" || body === null) return ["body: is not an object"];
  const { shape } = operation.body;
  const missing = operation.bodyIsModel ? [] : missingParameters(shape, body);
  return [...missing, ...Object.entries(body).flatMap(([name, value]) => fieldProblems(call, shape, name, value))];
}

function missingParameters(shape: z.ZodRawShape, body: object): string[] {
  const required = Object.entries(shape).filter(([, type]) => !(type as z.ZodType).safeParse(undefined).success);
  return required.filter(([name]) => !Object.hasOwn(body, name)).map(([name]) => `body.${name}: is required`);
}

function fieldProblems(
  { operation, unknownFieldsPass }: CheckedCall,
  shape: z.ZodRawShape,
  name: string,
  value: unknown,
): string[] {
  const type = Object.hasOwn(shape, name) ? (shape[name] as z.ZodType) : undefined;
  if (type === undefined) return unknownFieldsPass ? [] : [`body.${name}: is not described`];
  // A null parameter stands for one that is left out.
  if (value === null && !operation.bodyIsModel) return [];
  return problemsOf(type, value, `body.${name}`);
}

function problemsOf(type: z.ZodType, value: unknown, at: string): string[] {
  const parsed = type.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => `${[at, ...issue.path].join(".")}: ${issue.message}`);
}
