// What a class hands to Pulumi's engine: every secret of its kind is marked as one, however the program gave it.

import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";
import { DEFINITIONS } from "../../provider/kinds.js";
import * as sdk from "../../sdk/index.js";
import { leaksIn } from "./leaks.js";
import { SCENES } from "./scenes.js";

const SECRET = "Zq-Groseille-11";
const sent = new Map<string, unknown>();

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      sent.set(name, inputs);
      return { id: name, state: inputs };
    },
    call: () => ({}),
  });
});

type Class = new (name: string, args: object) => pulumi.CustomResource;

test.each(DEFINITIONS)("$kind", async ({ kind, fields, secretOutputs }) => {
  const Resource = (sdk as unknown as Record<string, Class>)[kind]; // Every kind has a class of its name.
  if (Resource === undefined) throw new Error(`there is no class ${kind}`);
  const secrets = secretOutputs.filter((name) => name in fields);
  const { props = {} } = SCENES.find((scene) => scene.kind === kind) ?? {};
  const given = Object.fromEntries(secrets.map((name) => [name, SECRET]));
  const resource = new Resource(kind, { ...props, ...given });
  await new Promise((resolve) => resource.urn.apply(resolve));
  expect(Object.keys(sent.get(kind) as object)).toEqual(expect.arrayContaining(secrets));
  expect(leaksIn("what is sent", sent.get(kind), [SECRET])).toEqual([]);
  for (const name of secrets) {
    const output: unknown = Reflect.get(resource, name);
    expect(pulumi.Output.isInstance(output) && (await pulumi.isSecret(output)), name).toBe(true);
  }
});
