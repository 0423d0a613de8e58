// The rights that `ovh-mail doctor` asks for: as many as a program needs, and no more. That each kind calls nothing else is held
// by test/support/calls-by-kind-report.ts in every test of a resource's life; that nothing is asked for in vain, here.

import { expect, test } from "vitest";
import { minimalRules, routesNotGranted } from "../../../../cli/doctor/access-rules.js";
import { IAM_ACTIONS } from "../../../../cli/doctor/iam-actions.js";
import { ALL_KINDS, ROUTES_BY_KIND, ROUTES_OF_COMMANDS, routesNeeded } from "../../../../cli/doctor/routes-by-kind.js";
import { operations } from "../../../../provider/simulator/operations.js";

const NOWHERE = { services: [], domains: [], mxPlanServices: [] };

test("a rule that another one includes is left out, and what is left grants everything", () => {
  const routes = routesNeeded({ kinds: ALL_KINDS, orders: true });
  const rules = minimalRules(routes);
  expect(routesNotGranted(rules, routes, NOWHERE)).toEqual([]);
  for (const rule of rules) {
    const others = rules.filter((one) => one !== rule);
    expect(routesNotGranted(others, routes, NOWHERE).length, `${rule.method} ${rule.path}`).toBeGreaterThan(0);
  }
});

test("a program without deletions of mail elsewhere gets no right to them", () => {
  const rules = minimalRules(routesNeeded({ kinds: ["Delegation"], orders: false }));
  const writes = rules.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  for (const write of writes) expect(write).toMatch(/fullAccess|sendAs|sendOnBehalfTo|acl|delegation/);
});

test("rules for one service are enough where there is no other", () => {
  const routes = ["GET /email/exchange/{organizationName}/service/{exchangeService}/account"];
  const rules = [{ method: "GET", path: "/email/exchange/org/service/hosted-1/*" }];
  const only = { ...NOWHERE, services: ["org/hosted-1"] };
  expect(routesNotGranted(rules, routes, only)).toEqual([]);
  expect(routesNotGranted(rules, routes, { ...NOWHERE, services: ["org/hosted-1", "other"] })).toEqual(routes);
  expect(routesNotGranted(rules, routes, NOWHERE)).toEqual(routes);
});

test("a rule without a star is that path alone, and a dot is a dot", () => {
  const route = "GET /email/domain/{domain}";
  expect(routesNotGranted([{ method: "GET", path: "/email/domain" }], [route], NOWHERE)).toEqual([route]);
  const near = [{ method: "GET", path: "/email/domain/example.com" }];
  expect(routesNotGranted(near, [route], { ...NOWHERE, domains: ["exampleXcom"] })).toEqual([route]);
  expect(routesNotGranted(near, [route], { ...NOWHERE, domains: ["example.com"] })).toEqual([]);
});

test.each(ALL_KINDS)("what %s calls is served by the simulator, so it is a route of OVHcloud's", (kind) => {
  const served = new Set(operations.map(({ method, template }) => `${method} ${template}`));
  expect(ROUTES_BY_KIND[kind].filter((route) => !served.has(route))).toEqual([]);
});

test("every call of the mail trees has its action of the IAM", () => {
  const routes = [...ROUTES_OF_COMMANDS, ...routesNeeded({ kinds: ALL_KINDS, orders: true })];
  expect(routes.filter((route) => /^\w+ \/(?:email|order)\//.test(route) && IAM_ACTIONS[route] === undefined)).toEqual(
    [],
  );
  expect(Object.keys(IAM_ACTIONS).filter((route) => !routes.includes(route))).toEqual([]);
});
