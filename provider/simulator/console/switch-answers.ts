import { z } from "zod";
import { switchesSchema } from "../switches.js";

export type SwitchValue = string | number | boolean;

/** A question that no public source answers, with the answers that the simulator can give. */
export interface SwitchAnswers {
  name: string;
  answers: SwitchValue[];
  standard: SwitchValue;
}

interface JsonSchema {
  default?: SwitchValue;
  type?: string;
  const?: SwitchValue;
  enum?: SwitchValue[];
  anyOf?: JsonSchema[];
}

/** All switches, from their schema. */
export function switchAnswers(): SwitchAnswers[] {
  const properties = z.toJSONSchema(switchesSchema).properties as Record<string, JsonSchema>; // an object's schema
  return Object.entries(properties).map(([name, schema]) => {
    const answers = answersOf(schema);
    const [first = false] = answers;
    return { name, answers, standard: schema.default ?? first };
  });
}

function answersOf(schema: JsonSchema): SwitchValue[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap(answersOf);
  if (schema.const !== undefined) return [schema.const];
  if (schema.type === "boolean") return [true, false];
  return schema.enum ?? [];
}
