/** What `pulumi preview --json` prints, as far as it concerns mail. The shape was read off Pulumi's own output. */

import { z } from "zod";
import { groupBy } from "../../provider/imap/group-by.js";
import { isRecord, type Values } from "../../provider/values.js";

const state = z.object({
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
  retainOnDelete: z.boolean().optional(),
});

const step = z.object({
  op: z.string(),
  urn: z.string(),
  provider: z.string().optional(),
  oldState: state.nullish(),
  newState: state.nullish(),
});

const diagnostic = z.object({
  urn: z.string().optional(),
  message: z.string(),
  severity: z.string(),
});

const shape = z.object({
  steps: z.array(step).optional(),
  diagnostics: z.array(diagnostic).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

type Step = z.output<typeof step>;

/** One resource of this package, before and after. */
export interface ResourceChange {
  readonly urn: string;
  /** How the program calls it. */
  readonly name: string;
  /** `ExchangeAccount`, `Delegation`, … */
  readonly kind: string;
  /** Nothing is done about it. */
  readonly isSame: boolean;
  /** Made anew in another place: what was there is deleted. */
  readonly isReplaced: boolean;
  /** Taken out of the state, and left alone in reality. */
  readonly isRetained: boolean;
  readonly before?: Values;
  readonly after?: Values;
  /** Of another OVHcloud account than that of the default credentials. */
  readonly isElsewhere: boolean;
}

export interface Preview {
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly ResourceChange[];
  /** Whether what does not change is in it too (`--show-sames`), or there is no such thing. */
  readonly isComplete: boolean;
  /** The first thing that made it fail. */
  readonly problem?: string;
}

/** Why a text is no preview. */
export type NoPreview = "empty" | "notJson" | "notPreview";

const OURS = "pulumi-nodejs:dynamic/ovhmail:";

export function readPreview(text: string): Preview | NoPreview {
  if (text.trim() === "") return "empty";
  const value = jsonIn(text);
  if (value === undefined) return "notJson";
  const parsed = shape.safeParse(value);
  if (!parsed.success || (parsed.data.steps === undefined && parsed.data.changeSummary === undefined)) {
    return "notPreview";
  }
  const { steps = [], diagnostics, changeSummary } = parsed.data;
  const failure = diagnostics?.find(({ severity }) => severity === "error");
  const [first] = steps;
  return {
    ...placeOf(first?.urn),
    resources: resourcesIn(steps),
    // The stack itself is in every preview.
    isComplete: steps.filter(({ op }) => op === "same").length >= (changeSummary?.same ?? 0),
    ...(failure !== undefined && { problem: withoutLabel(failure.message) }),
  };
}

/** A warning of Pulumi's may stand before it. */
function jsonIn(text: string): unknown {
  const start = text.search(/^\{/m);
  try {
    return JSON.parse(start === -1 ? text : text.slice(start));
  } catch {
    return undefined;
  }
}

/** `urn:pulumi:<stack>::<project>::<types>::<name>` */
function placeOf(urn = ""): Pick<Preview, "project" | "stack"> {
  const [head = "", project = ""] = urn.split("::");
  return { project, stack: head.replace(/^urn:pulumi:/, "") };
}

function withoutLabel(message: string): string {
  return message.replace(/^error: /, "").trim();
}

function resourcesIn(steps: readonly Step[]): ResourceChange[] {
  const ours = steps.filter(({ urn }) => typeOf(urn).startsWith(OURS));
  const byUrn = groupBy(ours, ({ urn }) => urn);
  return [...byUrn].map(([urn, own]) => resourceOf(urn, own));
}

function typeOf(urn: string): string {
  // A resource below a component has the types of its parents before its own.
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

const REMOVES = new Set(["delete", "delete-replaced", "discard", "discard-replaced", "remove-pending-replace"]);
const REPLACES = new Set(["replace", "create-replacement", "delete-replaced"]);

function resourceOf(urn: string, steps: readonly Step[]): ResourceChange {
  const old = steps.find(({ op, oldState }) => op !== "create" && op !== "import" && oldState)?.oldState;
  const next = steps.find(({ op, newState }) => !REMOVES.has(op) && newState)?.newState;
  const before = old ? { ...old.inputs, ...ownOutputs(old.outputs ?? {}) } : undefined;
  const after = next?.inputs;
  return {
    urn,
    name: urn.split("::").slice(3).join("::"),
    kind: typeOf(urn).slice(OURS.length),
    isSame: steps.every(({ op }) => op === "same" || op === "read" || op === "refresh"),
    isReplaced: steps.some(({ op }) => REPLACES.has(op)),
    isRetained: next === undefined && old?.retainOnDelete === true,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    isElsewhere: steps.some(({ provider = "" }) => provider !== "" && !/::default(?:_[^:]*)?::/.test(provider)),
  };
}

/** What is recorded is what is there; inputs that are not recorded stay. */
function ownOutputs(outputs: Values): Values {
  return Object.fromEntries(Object.entries(outputs).filter(([key]) => !key.startsWith("__")));
}

/** The addresses in a map whose values say yes, such as the members of a group. */
export function keysOf(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}
