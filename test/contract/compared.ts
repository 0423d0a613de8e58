/** What was compared: said aloud, and left for `npm run contract` where it asks for that. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { type Found, findSchema, type Schema } from "./schema-source.js";

export interface Compared {
  operations: number;
  models: number;
  /** Operations with at least one difference. */
  differing: number;
  /** Operations that are not in what we have of OVHcloud's description. */
  notCompared: readonly string[];
  from: string;
}

/** scripts/commands/contract.mjs reads the files there. */
const DIRECTORY_VARIABLE = "PULUMI_OVH_MAIL_CONTRACT_REPORT";

export function reportCompared(side: "client" | "simulator", compared: Compared): void {
  const { operations, models, differing, notCompared, from } = compared;
  console.info(
    `CONTRACT of the ${side}: ${operations} operations and ${models} models compared with ${from}: ${differing} differ${
      notCompared.length > 0 ? `; ${notCompared.length} operations are not in there: ${notCompared.join(", ")}` : ""
    }`,
  );
  const directory = process.env[DIRECTORY_VARIABLE];
  if (directory !== undefined) writeFileSync(join(directory, `${side}.json`), JSON.stringify(compared));
}

let found: Promise<Found> | undefined;
let warned = false;

export async function schemaOrSkip(context: TestContext): Promise<Schema> {
  found ??= findSchema();
  const schema = await found;
  if ("schema" in schema) return schema.schema;
  if (!warned) console.warn(`SKIPPED: ${schema.missing}`);
  warned = true;
  return context.skip(schema.missing);
}
