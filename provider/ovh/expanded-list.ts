/**
 * One call for a whole list of objects, where OVHcloud answers so. Its control panel asks with these headers; the mode
 * is not in its public documentation, and its answers may be minutes old. So it is tried once, never relied upon, and
 * what is missing from it, or differs in it, is to be read plainly before anybody believes it.
 */

import { z } from "zod";
import type { Api } from "./api.js";
import type { Route } from "./route.js";

const PAGE_SIZE = 5_000;
const HEADERS = {
  "x-pagination-mode": "CachedObjectList-Pages",
  "x-pagination-size": String(PAGE_SIZE),
  pragma: "no-cache",
};

export interface ExpandedCall<Item> {
  readonly route: Route;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly item: z.ZodType<Item>;
  readonly keyOf: (item: Item) => string;
}

/** Lists that answered with keys: they are not asked for objects again. */
const withoutObjects = new WeakMap<Api, Set<string>>();

/** The objects by key in lower case; undefined where this list gives keys, or more than a page holds. */
export async function expandedList<Item>(
  api: Api,
  call: ExpandedCall<Item>,
): Promise<ReadonlyMap<string, Item> | undefined> {
  const known = withoutObjects.get(api) ?? new Set();
  withoutObjects.set(api, known);
  if (known.has(call.route.template)) return undefined;
  const { route, query = {} } = call;
  const answer = z.union([z.array(call.item), z.array(z.unknown()).transform(() => undefined)]);
  const items = await api.call({ method: "GET", route, query, headers: HEADERS, answer, shared: true });
  if (items !== undefined && items.length < PAGE_SIZE && items.length > 0) {
    return new Map(items.map((item) => [call.keyOf(item).toLowerCase(), item]));
  }
  // An empty list looks the same in both modes.
  if (items?.length !== 0) known.add(route.template);
  return undefined;
}
