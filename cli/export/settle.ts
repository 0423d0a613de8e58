/** Makes resources of what was found: what each is called, what a program says of it, and what Pulumi's state holds. */

import type { AnyDefinition } from "../../provider/dynamic.js";
import { stateOf } from "../../provider/dynamic.js";
import { checkFields, type Failure } from "../../provider/fields.js";
import { definitionOf } from "../../provider/kinds.js";
import { providerText } from "../../provider/state-texts.js";
import { isRecord, storable, type Values } from "../../provider/values.js";
import { withoutDefaults } from "./defaults.js";
import type { Candidate, ExportedResource, Found, Note, Section } from "./model.js";
import { Names } from "./names.js";
import { type Numbers, numbersOf } from "./numbers.js";

export interface Settled {
  readonly sections: readonly Section[];
  /** Objects that no resource can be made of. */
  readonly leftOut: readonly Note[];
}

interface Accepted {
  readonly candidate: Candidate;
  readonly args: Values;
  readonly notes: readonly Note[];
}

/** @param adopt the program takes the objects over itself, instead of an import file */
export function settle(found: readonly Found[], adopt: boolean): Settled {
  const leftOut: Note[] = [];
  const accepted = found.map(({ place, candidates }) => ({
    place,
    accepted: candidates.flatMap((candidate) => {
      const one = accept(candidate, adopt);
      if ("args" in one) return [one];
      leftOut.push(one);
      return [];
    }),
  }));
  const numbers = numbersOf(accepted.flatMap((one) => one.accepted.map(({ candidate }) => candidate)));
  const names = new Names();
  const sections = accepted.map(({ place, accepted: all }) => ({
    place,
    resources: all.map((one) => finish(one, { adopt, numbers, name: names.of(one.candidate, place) })),
  }));
  return { sections: sections.filter(({ resources }) => resources.length > 0), leftOut };
}

/** Kinds that take over what is there without being asked. */
const ALWAYS_ADOPTING = ["Delegation"];

function accept(candidate: Candidate, adopt: boolean): Accepted | Note {
  const definition = definitionOf(candidate.kind);
  const told = withoutDefaults(candidate.properties, candidate.defaults);
  const taken = adopt && !ALWAYS_ADOPTING.includes(candidate.kind) ? { adopt } : {};
  const args = { ...candidate.identity, ...told, ...taken };
  const refused = refusals(definition, args);
  const kept = without(args, refused.map(rootOf), candidate.identity);
  const [first] = refusals(definition, kept);
  if (first !== undefined) return { code: "notDeclarable", what: candidate.what, detail: said(first) };
  const notes = refused.map(
    (failure): Note => ({ code: "propertyLeftOut", what: candidate.what, detail: said(failure) }),
  );
  return { candidate, args: kept, notes: [...candidate.notes, ...notes] };
}

/** Why Pulumi would refuse this. */
function refusals(definition: AnyDefinition, args: Values): Failure[] {
  const broken = Object.keys(args).filter((name) => !isWellFormed(args[name]));
  if (broken.length > 0) {
    return broken.map((property) => ({ property, reason: "it holds half a character, which no file can keep" }));
  }
  const { inputs, failures } = checkFields(definition.fields, args);
  return failures.length > 0 ? failures : definition.rules(inputs);
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (Array.isArray(value)) return value.every(isWellFormed);
  return !isRecord(value) || Object.entries(value).flat().every(isWellFormed);
}

/** "emailAliases" of "emailAliases[2]". */
function rootOf({ property }: Failure): string {
  return /^\w+/.exec(property)?.[0] ?? property;
}

function without(args: Values, names: readonly string[], identity: Values): Values {
  const isKept = (name: string) => name in identity || !names.includes(name);
  return Object.fromEntries(Object.entries(args).filter(([name]) => isKept(name)));
}

function said({ property, reason }: Failure): string {
  return `${property}: ${reason}`;
}

interface Finishing {
  readonly adopt: boolean;
  readonly numbers: Numbers;
  readonly name: string;
}

function finish({ candidate, args, notes }: Accepted, { adopt, numbers, name }: Finishing): ExportedResource {
  const { kind, actual, what } = candidate;
  const definition = definitionOf(kind);
  const inputs = storable(checkFields(definition.fields, { ...args, ...numbers.mentionedBy(kind, args) }).inputs);
  const recorded = { inputs, facts: definition.factsFrom(actual, {}, inputs) as Values, memory: {} };
  const steps: unknown[] = definition.plan({ desired: inputs, actual, recorded: adopt ? undefined : recorded }).flat();
  // Never seen: a program that would write something although it says nothing but what is there.
  const doubts: Note[] = steps.length === 0 ? [] : [{ code: "wouldChange", what }];
  return {
    kind,
    name,
    args,
    id: definition.id(inputs, actual),
    ...stateOf(definition, recorded, { __provider: providerText(kind) }),
    notes: [...notes, ...doubts],
  };
}
