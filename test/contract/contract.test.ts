/**
 * Compares every route that the client knows, all that it may send there, and all that it reads of the answers, with
 * OVHcloud's own machine-readable description of its API. How: each method of each tree is called with sample arguments
 * by a recorder, and what it would send is held against the description.
 *
 * The description is read from a folder beside the checkout, or fetched when OVH_SCHEMA_URL is set, for example to
 * https://eu.api.ovh.com/1.0. Without either the comparison is skipped, and says so.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Call } from "../../provider/ovh/api.js";
import { callProblems, operationName, pathProblems } from "./compare-calls.js";
import type { Seen } from "./compare-models.js";
import { reportCompared, schemaOrSkip } from "./compared.js";
import { VALUES } from "./sample-values.js";
import { methodNames } from "./sampled.js";
import { domainTrees } from "./samples-domain.js";
import { exchangeTrees } from "./samples-exchange.js";
import { meTrees } from "./samples-me.js";
import { mxPlanTrees } from "./samples-mxplan.js";

const trees = [...exchangeTrees, ...domainTrees, ...mxPlanTrees, ...meTrees];
const methods = trees.flatMap((tree) => tree.methods);

const compared = {
  operations: new Set<string>(),
  models: new Set<string>() satisfies Seen,
  differing: new Set<string>(),
  notCompared: new Set<string>(),
  from: "",
};

describe("the samples", () => {
  test("cover every tree of the client", async () => {
    const folder = join(__dirname, "../../provider/ovh");
    const files = readdirSync(folder).filter((name) => /^(exchange|domain|mxplan|me)\b.*\.ts$/.test(name));
    const modules: object[] = await Promise.all(files.map((name) => import(join(folder, name))));
    const classes = modules
      .flatMap((one) => Object.values(one))
      .filter((one) => typeof one === "function" && /^class\b/.test(String(one)));
    expect(trees.map(({ Tree }) => Tree.name).sort()).toEqual([...new Set(classes.map(({ name }) => name))].sort());
  });

  test.each(trees)("cover every method of $Tree.name", ({ Tree, methods }) => {
    const names = methodNames(Tree).map((name) => `${Tree.name}.${name}`);
    expect(
      methods
        .filter(({ calls }) => calls.length > 0)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names.sort());
  });

  test.each(methods)("$name puts each value where it belongs", ({ calls }) => {
    expect(calls.flatMap((call) => pathProblems(call, VALUES))).toEqual([]);
  });
});

describe("OVHcloud's description agrees with", () => {
  test.for(trees)("$Tree.name", async ({ methods }, context) => {
    const schema = await schemaOrSkip(context);
    compared.from = schema.from;
    const isDescribed = ({ route }: Call<unknown>) =>
      schema.trees.some((tree) => route.template.startsWith(`${tree}/`));
    const all = methods.flatMap((method) => method.calls);
    const calls = all.filter((call) => isDescribed(call) || schema.trees.includes(call.route.template));
    for (const call of all) if (!calls.includes(call)) compared.notCompared.add(operationName(call));
    const problems = calls.flatMap((call) => {
      compared.operations.add(operationName(call));
      const found = callProblems(schema, call, compared.models);
      if (found.length > 0) compared.differing.add(operationName(call));
      return found.map((problem) => `${operationName(call)}: ${problem}`);
    });
    expect(problems).toEqual([]);
  });

  afterAll(() => {
    const { operations, models, differing, notCompared, from } = compared;
    if (operations.size === 0) return;
    reportCompared("client", {
      operations: operations.size,
      models: models.size,
      differing: differing.size,
      notCompared: [...notCompared],
      from,
    });
  });
});
