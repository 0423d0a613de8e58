/**
 * The contract of the simulator: its own description of every operation it serves, and of every model of these, against
 * OVHcloud's machine-readable description. Calls and answers are held against our description on the wire, in every test
 * that uses a simulator; so both together hold them against OVHcloud's.
 *
 * Where OVHcloud's description comes from, and what happens without: see contract.test.ts.
 */
import { describe, expect, test } from "vitest";
import { gapRoutes } from "../../provider/simulator/gaps.js";
import { operations } from "../../provider/simulator/operations.js";
import { routes } from "../../provider/simulator/routes.js";
import { Comparison, describedName } from "./compare-described.js";
import { reportCompared, schemaOrSkip } from "./compared.js";

const gaps = new Set(gapRoutes.map(describedName));
const served = routes.map(describedName).filter((name) => !gaps.has(name));
const described = operations.map(describedName);

const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) < index);

describe("the simulator's own lists", () => {
  test("name no route twice", () => {
    expect(repeated(described)).toEqual([]);
    expect(repeated(gapRoutes.map(describedName))).toEqual([]);
    expect(repeated(routes.map(describedName))).toEqual([]);
  });

  test("every operation that is described is served", () => {
    expect(described.filter((name) => !served.includes(name))).toEqual([]);
  });

  test("every route that is served is described, so that its calls are compared on the wire", () => {
    expect(served.filter((name) => !described.includes(name))).toEqual([]);
  });
});

const isBelow = (trees: readonly string[], path: string) =>
  trees.some((tree) => path === tree || path.startsWith(`${tree}/`));

/** Where every route is named, served or gap. Of the other trees most are not imitated, without being listed. */
const listedTrees = [
  "/email/domain",
  "/email/exchange",
  "/email/mxplan",
  "/order/cartServiceOption/microsoftExchange",
  "/order/email/exchange",
  "/order/upgrade/microsoftExchange",
];

describe("OVHcloud's description", () => {
  test("has every operation of the simulator's description, and all its models to the last field", async (context) => {
    const schema = await schemaOrSkip(context);
    const comparison = new Comparison(schema);
    const comparable = operations.filter((one) => isBelow(schema.trees, one.template));
    const problems = comparable.flatMap((one) =>
      comparison.problems(one).map((problem) => ({ name: describedName(one), problem })),
    );
    reportCompared("simulator", {
      operations: comparable.length,
      models: comparison.seen.size,
      differing: new Set(problems.map(({ name }) => name)).size,
      notCompared: operations.filter((one) => !isBelow(schema.trees, one.template)).map(describedName),
      from: schema.from,
    });
    expect(problems.map(({ name, problem }) => `${name}: ${problem}`)).toEqual([]);
    expect(comparable.length).toBeGreaterThan(200);
  });

  test("has no route that is neither served nor named as a gap, and none that is both", async (context) => {
    const schema = await schemaOrSkip(context);
    const theirs = [...schema.operations.keys()].filter((name) => isBelow(listedTrees, name.split(" ")[1] ?? ""));
    expect(theirs.filter((name) => !served.includes(name) && !gaps.has(name))).toEqual([]);
    expect([...gaps].filter((name) => described.includes(name))).toEqual([]);
  });

  test("has every gap that the simulator names", async (context) => {
    const schema = await schemaOrSkip(context);
    const named = gapRoutes.filter((one) => isBelow(schema.trees, one.template)).map(describedName);
    expect(named.filter((name) => !schema.operations.has(name))).toEqual([]);
  });
});
