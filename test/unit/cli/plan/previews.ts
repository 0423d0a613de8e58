/** Previews: those that Pulumi printed, and small ones in its shape. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Held } from "../../../../cli/plan/access.js";
import type { Plan } from "../../../../cli/plan/model.js";
import { type Preview, readPreview } from "../../../../cli/plan/read-preview.js";
import { makePlan } from "../../../../cli/plan/rights-change.js";
import type { Language } from "../../../../cli/shared/language.js";
import type { Values } from "../../../../provider/values.js";

export const SERVICE = "hosted-ab12345-1";

export type FixtureName = "changes" | "changes-alone" | "no-change" | "unknown" | "failed";

export function fixtureFile(name: FixtureName): string {
  return join(__dirname, "fixtures", `${name}.json`);
}

export function fixtureText(name: FixtureName): string {
  return readFileSync(fixtureFile(name), "utf8");
}

export interface StepOptions {
  readonly op?: string;
  readonly kind: string;
  readonly name: string;
  readonly before?: Values;
  readonly after?: Values;
  readonly provider?: string;
  readonly retainOnDelete?: boolean;
}

const DEFAULT_PROVIDER = "urn:pulumi:test::mail::pulumi:providers:pulumi-nodejs::default::1";

/** A step as Pulumi prints it. */
export function step({
  op,
  kind,
  name,
  before,
  after,
  provider = DEFAULT_PROVIDER,
  retainOnDelete = false,
}: StepOptions) {
  const guessed = before === undefined ? "create" : after === undefined ? "delete" : "update";
  return {
    op: op ?? guessed,
    urn: `urn:pulumi:test::mail::pulumi-nodejs:dynamic/ovhmail:${kind}::${name}`,
    provider,
    ...(before !== undefined && {
      oldState: { inputs: before, outputs: before, ...(retainOnDelete && { retainOnDelete }) },
    }),
    ...(after !== undefined && { newState: { inputs: after } }),
  };
}

export function previewText(steps: readonly unknown[], more: Values = {}): string {
  return JSON.stringify({ steps, duration: 1, changeSummary: {}, ...more });
}

export function previewOf(...steps: readonly StepOptions[]): Preview {
  return usable(previewText(steps.map(step)));
}

export function usable(text: string): Preview {
  const preview = readPreview(text);
  if (typeof preview === "string") throw new Error(`no preview: ${preview}`);
  return preview;
}

export interface PlanFor {
  readonly live?: Readonly<Record<string, readonly Held[]>>;
  readonly domains?: readonly string[];
  readonly outside?: readonly string[];
  readonly customers?: readonly string[];
  readonly language?: Language;
}

export function planOf(preview: Preview, options: PlanFor = {}): Plan {
  const { live, domains = [], outside = [], customers = [], language = "en" } = options;
  return makePlan({
    preview,
    live: new Map(Object.entries(live ?? {})),
    kinds: new Map(),
    isLive: live !== undefined,
    organisation: { domains, outside, customers },
    language,
  });
}

/** "+ fullAccess support@example.com", by person. */
export function rightsChanged({ people }: Plan): Record<string, string[]> {
  const lines = (sign: string, accesses: Plan["people"][number]["gained"]) =>
    accesses.flatMap(({ on, rights, unmanaged }) =>
      rights.map((right) => `${sign} ${right} ${on}${unmanaged ? " (unmanaged)" : ""}`),
    );
  return Object.fromEntries(
    people.map(({ person, gained, lost }) => [person, [...lines("+", gained), ...lines("-", lost)]]),
  );
}

export function account(name: string, emailAddress = `${name}@example.com`): Values {
  return { service: SERVICE, emailAddress };
}

export function delegation(address: string, grants: unknown, more: Values = {}): Values {
  return { on: { service: SERVICE, emailAddress: address }, grants, mode: "exclusive", ...more };
}
