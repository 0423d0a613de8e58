/** Compares what we send with what OVHcloud says it takes. */

import { Secret } from "../../provider/ovh/secret.js";
import type { Models, Parameter } from "./schema-source.js";

const WHOLE = new Set(["long", "int"]);
const TEXTS = new Set(["string", "text", "date", "datetime", "phoneNumber"]);

/** `coreTypes.AccountId:string` is a `string`. */
export function plainType(type: string): string {
  return type.startsWith("coreTypes.") ? (type.split(":")[1] ?? type) : type;
}

/** The body of a call, against the parameters of its operation: named ones, or one that is a whole model. */
export function bodyProblems(models: Models, parameters: readonly Parameter[], body: object = {}): string[] {
  const taken = parameters.filter(({ paramType }) => paramType === "body");
  const whole = taken.find(({ name }) => name === null || name === undefined);
  if (whole !== undefined) return modelProblems(models, typeOf(whole), body, "body");
  return namedProblems(models, taken, body, "body");
}

export function queryProblems(models: Models, parameters: readonly Parameter[], query: object = {}): string[] {
  const taken = parameters.filter(({ paramType }) => paramType === "query");
  return namedProblems(models, taken, query, "query");
}

function namedProblems(models: Models, taken: readonly Parameter[], sent: object, at: string): string[] {
  const byName = new Map(taken.map((one) => [one.name ?? "", one]));
  const missing = taken.filter(({ name, required }) => required && !Object.hasOwn(sent, name ?? ""));
  return [
    ...missing.map(({ name }) => `${at}.${name} is required and not sent`),
    ...Object.entries(sent).flatMap(([name, value]) => {
      const parameter = byName.get(name);
      if (parameter === undefined) return [`${at}.${name} is not taken`];
      return valueProblems(models, typeOf(parameter), value, `${at}.${name}`);
    }),
  ];
}

function typeOf({ fullType, dataType }: Parameter): string {
  return plainType(fullType ?? dataType);
}

/** A model that is sent is a part of it: fields that are left out stay as they are, unless they are required. */
function modelProblems(models: Models, type: string, value: unknown, at: string): string[] {
  const properties = models[type]?.properties;
  if (!properties) return [`${at}: there is no model ${type}`];
  if (typeof value !== "object" || value === null) return [`${at} is not an object`];
  const missing = Object.entries(properties).filter(([name, { required }]) => required && !Object.hasOwn(value, name));
  return [
    ...missing.map(([name]) => `${at}.${name} is required and not sent`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (property === undefined) return [`${at}.${name} is not in ${type}`];
      if (property.readOnly) return [`${at}.${name} is read-only`];
      if (inner === null) return property.canBeNull ? [] : [`${at}.${name} is null`];
      return valueProblems(models, plainType(property.fullType ?? property.type), inner, `${at}.${name}`);
    }),
  ];
}

function valueProblems(models: Models, type: string, value: unknown, at: string): string[] {
  if (type.endsWith("[]")) {
    if (!Array.isArray(value)) return [`${at} is not a list`];
    return value.flatMap((item, index) => valueProblems(models, type.slice(0, -2), item, `${at}[${index}]`));
  }
  const model = models[type];
  if (model?.enum) return model.enum.includes(String(value)) ? [] : [`${at} is ${value}, which is no ${type}`];
  if (model?.properties) return modelProblems(models, type, value, at);
  return isScalar(type, value) ? [] : [`${at} is a ${typeof value} and should be a ${type}`];
}

function isScalar(type: string, value: unknown): boolean {
  // Both ways: a password must never travel as a plain text, nor anything else as a secret.
  if (type === "password" || value instanceof Secret) return type === "password" && value instanceof Secret;
  if (WHOLE.has(type)) return Number.isSafeInteger(value);
  if (type === "double") return typeof value === "number";
  if (type === "boolean") return typeof value === "boolean";
  return TEXTS.has(type) && typeof value === "string";
}
