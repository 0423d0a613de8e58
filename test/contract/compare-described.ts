/**
 * Compares the simulator's own description of an operation, and of every model that it reaches, with OVHcloud's. Exact in
 * both directions: what is missing differs, and so does what is more.
 */

import { z } from "zod";
import type { Operation as Ours } from "../../provider/simulator/api/operation.js";
import { ovhTypes } from "../../provider/simulator/api/types.js";
import { plainType } from "./compare-values.js";
import type { Models, Parameter, Property, Schema } from "./schema-source.js";

/** Query parameters that OVHcloud has and the simulator deliberately has not, with the reason. */
export const NOT_DESCRIBED: Readonly<Record<string, string>> = {
  iamTags: "filters the list of services by tags of OVHcloud's access management, which is not simulated",
};

export const describedName = ({ method, template }: Pick<Ours, "method" | "template">) => `${method} ${template}`;

/** One type of ours, without what it is wrapped in. */
interface Unwrapped {
  core: z.ZodType;
  isOptional: boolean;
  isNullable: boolean;
  isReadOnly: boolean;
}

function unwrapped(type: z.ZodType): Unwrapped {
  if (type instanceof z.ZodOptional) return { ...unwrapped(type.unwrap() as z.ZodType), isOptional: true };
  if (type instanceof z.ZodNullable) return { ...unwrapped(type.unwrap() as z.ZodType), isNullable: true };
  if (type instanceof z.ZodReadonly) return { ...unwrapped(type.unwrap() as z.ZodType), isReadOnly: true };
  return { core: type, isOptional: false, isNullable: false, isReadOnly: false };
}

/** Compares operation after operation, and each model once. */
export class Comparison {
  /** The models and enumerations that were compared, by their name in OVHcloud's description. */
  readonly seen = new Set<string>();
  private readonly visited = new Set<z.ZodType>();
  /** Models that are the body of a POST. A PUT may send any part of its model; here OVHcloud says which fields must be there. */
  private readonly posted = new Set<z.ZodType>();
  private readonly models: Models;

  constructor(private readonly schema: Schema) {
    this.models = schema.models;
  }

  /** What differs in an operation, and in those of its models that no operation before it has. */
  problems(ours: Ours): string[] {
    const theirs = this.schema.operations.get(describedName(ours));
    if (theirs === undefined) return ["OVHcloud has no such operation"];
    const taken = (type: string) => theirs.parameters.filter(({ paramType }) => paramType === type);
    const query = taken("query").filter(({ name }) => !Object.hasOwn(NOT_DESCRIBED, name ?? ""));
    return [
      ...this.parameters(ours.query ?? {}, query, "query"),
      ...this.body(ours, taken("body")),
      ...this.type(ours.returns, theirs.responseType, "answer"),
    ];
  }

  private body(ours: Ours, theirs: readonly Parameter[]): string[] {
    const whole = theirs.find(({ name }) => name === null || name === undefined);
    if (whole === undefined) {
      if (ours.bodyIsModel) return ["the body is a whole model, and OVHcloud takes named parameters"];
      return this.parameters(ours.body?.shape ?? {}, theirs, "body");
    }
    if (ours.body === undefined || !ours.bodyIsModel) return ["the body is no whole model, and OVHcloud takes one"];
    if (ours.method === "POST") this.posted.add(ours.body);
    return this.type(ours.body, typeOf(whole), "body");
  }

  private parameters(ours: z.ZodRawShape, theirs: readonly Parameter[], at: string): string[] {
    const byName = new Map(theirs.map((one) => [one.name ?? "", one]));
    const missing = [...byName.keys()].filter((name) => !Object.hasOwn(ours, name));
    return [
      ...missing.map((name) => `${at}.${name} is not described`),
      ...Object.entries(ours).flatMap(([name, type]) => {
        const parameter = byName.get(name);
        const here = `${at}.${name}`;
        if (parameter === undefined) return [`${here} is not OVHcloud's`];
        const { core, isOptional, isNullable, isReadOnly } = unwrapped(type as z.ZodType);
        return [
          ...differs(`${here} is required`, !isOptional, parameter.required),
          ...differs(`${here} can be null`, isNullable, false),
          ...differs(`${here} is read-only`, isReadOnly, false),
          ...this.type(core, typeOf(parameter), here),
        ];
      }),
    ];
  }

  /** A type that is not wrapped in anything. */
  private type(ours: z.ZodType, theirs: string, at: string): string[] {
    const type = plainType(theirs);
    if (type.endsWith("[]")) {
      if (!(ours instanceof z.ZodArray)) return [`${at} is no list, and OVHcloud's is ${type}`];
      return this.type(ours.element as z.ZodType, type.slice(0, -2), `${at}[]`);
    }
    const name = ovhTypes.get(ours)?.type;
    if (name !== type) return [`${at} is ${name ?? "no type of OVHcloud's"}, and OVHcloud's is ${type}`];
    const model = this.models[type];
    if (model === undefined || this.visited.has(ours)) return [];
    this.visited.add(ours);
    this.seen.add(type);
    return [...enumProblems(ours, type, model.enum ?? []), ...this.fields(ours, type, model.properties ?? {})];
  }

  private fields(ours: z.ZodType, type: string, theirs: Record<string, Property>): string[] {
    const shape: z.ZodRawShape = ours instanceof z.ZodObject ? ours.shape : {};
    const missing = Object.keys(theirs).filter((name) => !Object.hasOwn(shape, name));
    return [
      ...missing.map((name) => `${type}.${name} is not described`),
      ...Object.entries(shape).flatMap(([name, field]) => {
        const property = Object.hasOwn(theirs, name) ? theirs[name] : undefined;
        if (property === undefined) return [`${type}.${name} is not OVHcloud's`];
        return this.field(field as z.ZodType, property, `${type}.${name}`, this.posted.has(ours));
      }),
    ];
  }

  private field(ours: z.ZodType, theirs: Property, at: string, isPosted: boolean): string[] {
    const { core, isOptional, isNullable, isReadOnly } = unwrapped(ours);
    return [
      ...differs(`${at} is required`, !isOptional, !isPosted || theirs.required === true),
      ...differs(`${at} can be null`, isNullable, theirs.canBeNull),
      ...differs(`${at} is read-only`, isReadOnly, theirs.readOnly),
      ...this.type(core, theirs.fullType ?? theirs.type, at),
    ];
  }
}

function typeOf({ fullType, dataType }: Parameter): string {
  return fullType ?? dataType;
}

function differs(what: string, ours: boolean, theirs: boolean): string[] {
  if (ours === theirs) return [];
  return [ours ? `${what}, and OVHcloud's is not so` : `${what} with OVHcloud, and ours is not so`];
}

function enumProblems(ours: z.ZodType, type: string, theirs: readonly string[]): string[] {
  const values = ours instanceof z.ZodEnum ? ours.options.map(String) : [];
  return [
    ...theirs.filter((value) => !values.includes(value)).map((value) => `${type} lacks ${value}`),
    ...values.filter((value) => !theirs.includes(value)).map((value) => `${type}: OVHcloud's has no ${value}`),
  ];
}
