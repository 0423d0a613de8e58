/** For a refresh: a list that shows an object exactly as recorded saves the call that would read it. */

import type { Place } from "../definition.js";
import { declaredPart } from "../fields.js";
import { sameValue } from "../values.js";

interface Seen<Item, View> {
  readonly item: Item | undefined;
  /** Whether it is the recorded object, by its number, with no task at work on it. */
  readonly isSame: (item: Item) => boolean;
  readonly viewOf: (item: Item) => View;
}

/** Undefined where anything differs or is missing: the list may be minutes old, so only a plain read tells. */
export function unchangedInList<Inputs extends object, Facts, Item, View extends object>(
  { inputs }: Place<Inputs, Facts>,
  { item, isSame, viewOf }: Seen<Item, View>,
): Item | undefined {
  if (item === undefined || !isSame(item)) return undefined;
  const view = viewOf(item);
  const declared: object = declaredPart(inputs, view);
  return sameValue(declared, declaredPart(view, inputs)) ? item : undefined;
}
