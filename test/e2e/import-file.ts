/** What `pulumi import --file` takes. */

import type { Values } from "../../provider/values.js";

export interface Exported {
  readonly type: string;
  readonly urn: string;
  readonly id?: string;
  readonly inputs?: Values;
  readonly outputs?: Values;
}

/** An import file from a stack's state: what it holds is enough, and OVHcloud is not asked. */
export function importFileOf(stack: string): string {
  const { deployment } = JSON.parse(stack) as { deployment: { resources: Exported[] } };
  const ours = deployment.resources.filter(({ type }) => type.includes("ovhmail:"));
  const resources = ours.map(({ type, urn, id, inputs, outputs }) => {
    return { type, name: urn.split("::").at(-1), id, inputs, outputs };
  });
  return JSON.stringify({ resources });
}
