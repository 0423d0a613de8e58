import type { Call } from "./route.js";

/** OVH panel ("iceberg"): a list answers with objects when this header asks for them. */
export const modeHeader = "x-pagination-mode";
const OBJECTS_MODE = "CachedObjectList-Pages";
/** OVH panel: "default limit is 1000". */
const PAGE_SIZE = 1_000;

/**
 * A list's keys, or its objects. The panel uses the mode on some e-mail routes; whether these lists know it is not
 * documented, so it is a switch.
 */
export function listAnswer<T>(call: Call, found: readonly T[], keyOf: (one: T) => string, viewOf: (one: T) => object) {
  const isAsked = call.header(modeHeader) === OBJECTS_MODE;
  if (!isAsked || call.context.switches.expandedLists === "keys") return found.map(keyOf);
  const size = Number(call.header("x-pagination-size") ?? PAGE_SIZE);
  const page = Number(call.header("x-pagination-number") ?? 1);
  return found.slice((page - 1) * size, page * size).map(viewOf);
}
