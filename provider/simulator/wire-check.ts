import { z } from "zod";
import type { Operation } from "./api/operation.js";
import { operations } from "./operations.js";
import { WireTotals, wireTotals } from "./wire-totals.js";

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

/**
 * Holds every call against the description of its operation. A malformed request that was refused is the caller's affair;
 * one that was accepted, or a malformed answer, is a fault of the simulator.
 */
export class WireLog extends WireTotals {
  constructor(private readonly overall = wireTotals) {
    super();
  }

  check(call: CheckedCall): void {
    const name = `${call.operation.method} ${call.operation.template}`;
    const asked = requestProblems(call);
    const isRefused = call.status >= 400;
    const problems = isRefused
      ? []
      : [
          ...asked.map((problem) => ({ operation: name, side: "request" as const, problem })),
          ...answerProblems(call).map((problem) => ({ operation: name, side: "answer" as const, problem })),
        ];
    for (const totals of [this, this.overall]) {
      totals.checked += 1;
      if (isRefused && asked.length > 0) totals.refused += 1;
      if (!isRefused) totals.answered.add(name);
      for (const problem of problems) totals.addProblem(problem);
    }
  }
}

function answerProblems({ operation, value, isExpanded }: CheckedCall): string[] {
  const keys = problemsOf(operation.returns, value, "answer");
  if (keys.length === 0 || !isExpanded) return keys;
  const one = operationOfOne(operation);
  return one === undefined ? keys : problemsOf(z.array(one.returns), value, "answer");
}

/** The operation that answers with one of the objects whose keys a list holds. */
function operationOfOne({ template }: Operation): Operation | undefined {
  const start = `${template}/{`;
  return operations.find(
    (one) =>
      one.method === "GET" && one.template.startsWith(start) && !one.template.slice(template.length + 1).includes("/"),
  );
}

const noParameters: z.ZodRawShape = {};

function requestProblems(call: CheckedCall): string[] {
  return [...queryProblems(call.operation.query ?? noParameters, call.query), ...bodyProblems(call)];
}

function queryProblems(shape: z.ZodRawShape, query: URLSearchParams): string[] {
  const missing = requiredOf(shape).filter((name) => !query.has(name));
  return [
    ...missing.map((name) => `query.${name}: is required`),
    ...[...query].flatMap(([name, value]) => queryValueProblems(shape, name, value)),
  ];
}

/** Texts of numbers and booleans are read as such, as a URL holds nothing but text. */
function queryValueProblems(shape: z.ZodRawShape, name: string, value: string): string[] {
  const type = Object.hasOwn(shape, name) ? shape[name] : undefined;
  if (type === undefined) return [`query.${name}: is not described`];
  const asValue = /^-?\d+$/.test(value)
    ? Number(value)
    : value === "true" || value === "false"
      ? value === "true"
      : value;
  const fits = [value, asValue].some((one) => (type as z.ZodType).safeParse(one).success);
  return fits ? [] : [`query.${name}: is of another type`];
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
  const fields = Object.entries(body);
  return [
    ...missingFields(operation, shape, fields),
    ...fields.flatMap(([name, value]) => fieldProblems(call, shape, name, value)),
  ];
}

/** A PUT may send any part of a model; a POST has it whole. A null parameter stands for one that is left out. */
function missingFields({ bodyIsModel, method }: Operation, shape: z.ZodRawShape, fields: [string, unknown][]) {
  if (bodyIsModel && method === "PUT") return [];
  const sent = new Set(fields.filter(([, value]) => bodyIsModel || value !== null).map(([name]) => name));
  return requiredOf(shape)
    .filter((name) => !sent.has(name))
    .map((name) => `body.${name}: is required`);
}

const required = new WeakMap<z.ZodRawShape, readonly string[]>();

/** The names that may not be left out. Found once for each shape, as every call asks. */
function requiredOf(shape: z.ZodRawShape): readonly string[] {
  const known = required.get(shape);
  if (known !== undefined) return known;
  const entries = Object.entries(shape).filter(([, type]) => !(type as z.ZodType).safeParse(undefined).success);
  const names = entries.map(([name]) => name);
  required.set(shape, names);
  return names;
}

function fieldProblems(
  { operation, unknownFieldsPass }: CheckedCall,
  shape: z.ZodRawShape,
  name: string,
  value: unknown,
): string[] {
  const type = Object.hasOwn(shape, name) ? (shape[name] as z.ZodType) : undefined;
  if (type === undefined) return unknownFieldsPass ? [] : [`body.${name}: is not described`];
  if (value === null && !operation.bodyIsModel) return [];
  return problemsOf(type, value, `body.${name}`);
}

function problemsOf(type: z.ZodType, value: unknown, at: string): string[] {
  const parsed = type.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => `${[at, ...issue.path].join(".")}: ${issue.message}`);
}
