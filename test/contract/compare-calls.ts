/** One call of ours, against the operation of OVHcloud's that it names. */

import { z } from "zod";
import type { Call } from "../../provider/ovh/api.js";
import { answerProblems, type Seen } from "./compare-models.js";
import { bodyProblems, queryProblems } from "./compare-values.js";
import type { Schema } from "./schema-source.js";

export const operationName = ({ method, route }: Call<unknown>) => `${method} ${route.template}`;

export function callProblems(schema: Schema, call: Call<unknown>, seen: Seen): string[] {
  const operation = schema.operations.get(operationName(call));
  if (operation === undefined) return ["OVHcloud has no such operation"];
  const { parameters, responseType } = operation;
  return [
    ...bodyProblems(schema.models, parameters, call.body),
    ...queryProblems(schema.models, parameters, call.query),
    ...(isExpanded(call)
      ? expandedProblems(schema, call, seen)
      : answerProblems(schema.models, responseType, call.answer, "answer", seen)),
  ];
}

/** A list that is asked for with its objects: a mode of OVHcloud's about which its description says nothing. */
function isExpanded({ headers = {} }: Call<unknown>): boolean {
  return Object.hasOwn(headers, "x-pagination-mode");
}

/** The objects are to be of the type that the route of one object answers. */
function expandedProblems({ operations, models }: Schema, call: Call<unknown>, seen: Seen): string[] {
  const start = `${operationName(call)}/{`;
  const one = [...operations].find(
    ([name]) => name.startsWith(start) && name.indexOf("}", start.length) === name.length - 1,
  );
  const type = one?.[1].responseType;
  const objects = call.answer instanceof z.ZodUnion ? (call.answer.options[0] as z.ZodType) : call.answer;
  if (type === undefined) return ["OVHcloud has no route for one of these objects"];
  return answerProblems(models, `${type}[]`, objects, "answer", seen);
}

/** Whether each parameter of the route got the value that was meant for it, and not another one's. */
export function pathProblems({ route }: Call<unknown>, values: Readonly<Record<string, string | number>>): string[] {
  const expected = route.template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? "?"),
  );
  return route.path === expected ? [] : [`the path is ${route.path} and should be ${expected}`];
}
