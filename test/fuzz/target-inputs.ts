/** What users write: the properties of resources, configuration files, seeds. */

import fc from "fast-check";
import { expect } from "vitest";
import { dynamicHandlers } from "../../provider/dynamic.js";
import { definitionOf } from "../../provider/kinds.js";
import { parseConf } from "../../provider/ovh-conf.js";
import { parseSeed, SeedError } from "../../provider/simulator/seed.js";
import type { Target } from "./targets.js";
import { anyJson, anyText, thrownBy } from "./texts.js";

const KINDS = [
  "AccountMigration",
  "ExchangeAccount",
  "SharedMailbox",
  "Delegation",
  "ContactGroup",
  "ExternalContact",
  "MxPlanAccount",
  "MxPlanRedirection",
  "MxPlanResponder",
];

const noSession = () => {
  throw new Error("a check makes no call");
};

/** A check never throws: it says which properties are wrong, each in a sentence. */
function checks(kind: string): fc.IRawProperty<unknown> {
  const { fields } = definitionOf(kind);
  const names = Object.keys(fields);
  const value = fc.oneof(
    anyJson.map((text): unknown => JSON.parse(text)),
    anyText,
    fc.array(anyText),
    fc.boolean(),
    fc.double(),
  );
  const inputs = fc.dictionary(fc.oneof(fc.constantFrom(...names), anyText), value, { noNullPrototype: false });
  return fc.asyncProperty(inputs, async (news) => {
    const { check } = dynamicHandlers(definitionOf(kind), noSession);
    const { failures = [] } = await check({}, news);
    for (const { property, reason } of failures) expect([typeof property, reason.length > 3]).toEqual(["string", true]);
  });
}

/** Whatever is wrong, the line is named and nothing of it shown: it may hold a key. */
const configuration = fc.property(
  fc.array(fc.oneof(anyText, fc.constantFrom("[default]", "endpoint = x", "a=b"))),
  (lines) => {
    const error = thrownBy(() => parseConf("ovh.conf", lines.join("\n")));
    if (error === undefined) return;
    expect(String(error)).toMatch(
      /^Error: ovh\.conf, line \d+: (expected \[section\], or key = value|a key before the first \[section\]|the key stands twice in its section)$/,
    );
  },
);

const seeds = fc.property(anyJson, (text) => {
  const error = thrownBy(() => parseSeed(JSON.parse(text)));
  if (error !== undefined) expect(error).toBeInstanceOf(SeedError);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

export const inputTargets: readonly Target[] = [
  ...KINDS.map((kind) => ({ name: `properties of ${kind}`, property: checks(kind) })),
  { name: "ovh.conf", property: configuration },
  { name: "seeds", property: seeds },
];
