/** After each test file: no resource called anything that `ovh-mail doctor` does not say it needs. */

import { afterAll, expect } from "vitest";
import { ROUTES_BY_KIND, ROUTES_OF_ORDERS } from "../../cli/doctor/routes-by-kind.js";
import type { Kind } from "../../sdk/resource.js";
import { callsByKind } from "./calls-by-kind.js";

/** Signing needs it, and it takes no right. */
const ANONYMOUS = "/auth/time";

const patterns = new Map(
  Object.entries(ROUTES_BY_KIND).map(
    ([kind, routes]) => [kind, [...routes, ...ordersOf(kind)].map(patternOf)] as const,
  ),
);

function ordersOf(kind: string): readonly string[] {
  const ordering: Kind = "ExchangeAccount";
  return kind === ordering ? ROUTES_OF_ORDERS : [];
}

/** Each parameter is one segment of the path. */
function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`);
}

afterAll(() => {
  const calls = callsByKind.filter(({ path }) => path !== ANONYMOUS);
  const undeclared = calls.filter(({ kind, method, path }) => {
    return patterns.get(kind)?.some((pattern) => pattern.test(`${method} ${path}`)) !== true;
  });
  const named = [...new Set(undeclared.map(({ kind, method, path }) => `${kind}: ${method} ${path}`))];
  expect(named, "calls that are not in cli/doctor/routes-by-kind.ts").toEqual([]);
});
