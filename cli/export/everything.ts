/** All that a program could say of an object. */

import type { AnyDefinition } from "../../provider/dynamic.js";
import type { Values } from "../../provider/values.js";

/** Stands for whatever a program may have written. */
const ANYTHING = Object.freeze({});

/**
 * What a refresh would show, were every property declared: so an export can never say otherwise than the resource itself.
 */
export function everything(definition: AnyDefinition, identity: Values, actual: unknown): Values {
  const declared = Object.fromEntries(Object.keys(definition.fields).map((name) => [name, ANYTHING]));
  const shown = definition.inputsFrom(actual, { inputs: { ...declared, ...identity }, facts: {}, memory: {} });
  const stored = Object.entries(shown as Values).filter(
    ([name, value]) => value !== ANYTHING && !(name in identity) && definition.fields[name]?.change === "update",
  );
  return Object.fromEntries(stored);
}
