import { z } from "zod";
import { operationOf } from "./operations.js";
import type { Route } from "./route.js";

/** What a call reads, as far as what lags behind is concerned. */
export type Reading = "list" | "object" | "other";

const known = new WeakMap<Route, Reading>();

/** Lists of tasks, and tasks, are `other`: they do not lag behind (there are faults of tasks for that). */
export function readingOf(route: Route): Reading {
  const found = known.get(route) ?? reading(route);
  known.set(route, found);
  return found;
}

function reading(route: Route): Reading {
  const operation = route.method === "GET" ? operationOf(route) : undefined;
  if (operation === undefined || /\/tasks?(?:\/|$)/.test(operation.template)) return "other";
  if (operation.returns instanceof z.ZodArray) return "list";
  return operation.template.includes("{") ? "object" : "other";
}
