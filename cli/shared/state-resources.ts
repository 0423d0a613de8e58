/** Our resources in a Pulumi state (`pulumi stack export`, or a state file), or in a preview (`pulumi preview --json`). */

import { z } from "zod";
import type { Values } from "../../provider/values.js";

const values = z.record(z.string(), z.unknown());
const resource = z.looseObject({
  type: z.string(),
  inputs: values.nullish(),
  outputs: values.nullish(),
  provider: z.string().nullish(),
});
const resources = z.object({ resources: z.array(resource).nullish() });
const state = z.union([
  z.object({ deployment: resources }).transform(({ deployment }) => deployment.resources ?? []),
  z
    .object({ checkpoint: z.object({ latest: resources.nullish() }) })
    .transform(({ checkpoint }) => checkpoint.latest?.resources ?? []),
]);
const preview = z
  .object({ steps: z.array(z.looseObject({ newState: resource.nullish(), oldState: resource.nullish() })) })
  .transform(({ steps }) => steps.flatMap(({ newState, oldState }) => newState ?? oldState ?? []));

const TYPE = /^pulumi-nodejs:dynamic\/ovhmail:(\w+)$/;

export interface StateResource {
  readonly kind: string;
  readonly inputs: Values;
  readonly outputs: Values;
  /** The name of the `ovhmail.Provider` whose OVHcloud account it is in; undefined for the program's own. */
  readonly account?: string;
}

/** `urn::id`, where the urn ends with the name. Pulumi's own is called `default`, also with a version behind. */
const NAMED_PROVIDER = /::pulumi:providers:pulumi-nodejs::(?!default(?:_|::))(.+)::[^:]+$/;

/** Undefined: this is no state. */
export function resourcesInState(text: string): StateResource[] | undefined {
  return ours(state, text);
}

/** Undefined: this is no preview. */
export function resourcesInPreview(text: string): StateResource[] | undefined {
  return ours(preview, text);
}

function ours(shape: z.ZodType<z.infer<typeof resource>[]>, text: string): StateResource[] | undefined {
  const parsed = shape.safeParse(jsonOf(text));
  return parsed.data?.flatMap(({ type, inputs, outputs, provider }) => {
    const kind = TYPE.exec(type)?.[1];
    const account = NAMED_PROVIDER.exec(provider ?? "")?.[1];
    const own = account === undefined ? {} : { account };
    return kind === undefined ? [] : [{ kind, inputs: inputs ?? {}, outputs: outputs ?? {}, ...own }];
  });
}

function jsonOf(text: string): unknown {
  try {
    // Pulumi may say something before.
    return JSON.parse(text.slice(Math.max(0, text.indexOf("{"))));
  } catch {
    return undefined;
  }
}
