/** Where OVHcloud's own description of its API is: in a folder beside the checkout, or at a URL. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const FOLDER = join(__dirname, "../../../shared/api/schema");
const FETCH_TIMEOUT_MS = 30_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * OVHcloud describes each tree in a file of its own. The folder holds those of the e-mail trees and an extract of the one
 * of `/order`; of `/me` and `/auth` it has none.
 */
const PARTS: readonly { tree: string; file?: string }[] = [
  { tree: "/email/exchange", file: "email-exchange.json" },
  { tree: "/email/domain", file: "email-domain.json" },
  { tree: "/email/mxplan", file: "email-mxplan.json" },
  { tree: "/order", file: "order-email-exchange.json" },
  { tree: "/me" },
  { tree: "/auth" },
];

const property = z.object({
  type: z.string(),
  fullType: z.string().nullish(),
  canBeNull: z.boolean(),
  readOnly: z.boolean(),
  required: z.boolean().nullish(),
});
const parameter = z.object({
  name: z.string().nullish(),
  dataType: z.string(),
  fullType: z.string().nullish(),
  paramType: z.string(),
  required: z.boolean(),
});
const operation = z.object({
  httpMethod: z.string(),
  responseType: z.string(),
  parameters: z.array(parameter),
  iamActions: z.array(z.object({ name: z.string() })).nullish(),
});
const model = z.object({
  // Some enumerations are of numbers.
  enum: z.array(z.union([z.string(), z.number()]).transform(String)).nullish(),
  properties: z.record(z.string(), property).nullish(),
});
const description = z.object({
  apis: z.array(z.object({ path: z.string(), operations: z.array(operation) })),
  models: z.record(z.string(), model),
});

export type Property = z.infer<typeof property>;
export type Parameter = z.infer<typeof parameter>;
export type Operation = z.infer<typeof operation>;
export type Models = z.infer<typeof description>["models"];

/** What OVHcloud says of the trees we use. */
export interface Schema {
  readonly from: string;
  /** The first parts of the paths that are described. */
  readonly trees: readonly string[];
  readonly operations: ReadonlyMap<string, Operation>;
  readonly models: Models;
}

export type Found = { readonly schema: Schema } | { readonly missing: string };

export async function findSchema(url = process.env.OVH_SCHEMA_URL, folder = FOLDER): Promise<Found> {
  if (url !== undefined && url !== "") return { schema: await fetchSchema(url) };
  const stored = PARTS.filter(({ file }) => file !== undefined);
  const files = stored.map(({ file = "" }) => join(folder, file));
  const absent = files.filter((file) => !existsSync(file));
  if (absent.length > 0) {
    return {
      missing: `OVHcloud's API description is not at ${absent.join(", ")} and OVH_SCHEMA_URL is not set, so nothing is compared with it`,
    };
  }
  const texts = files.map((file) => JSON.parse(readFileSync(file, "utf8")));
  return { schema: merged(texts, { from: folder, trees: stored.map(({ tree }) => tree) }) };
}

async function fetchSchema(base: string): Promise<Schema> {
  const url = new URL(base);
  if (url.protocol !== "https:" && !LOOPBACK.test(url.hostname)) {
    throw new Error(`OVH_SCHEMA_URL ${url.origin} is not https`);
  }
  const root = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  const texts = await Promise.all(PARTS.map(({ tree }) => fetchJson(`${root}${tree}.json`)));
  return merged(texts, { from: root, trees: PARTS.map(({ tree }) => tree) });
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.json();
}

function merged(parts: readonly unknown[], source: Pick<Schema, "from" | "trees">): Schema {
  const descriptions = parts.map((part) => description.parse(part));
  const operations = descriptions.flatMap(({ apis }) =>
    apis.flatMap(({ path, operations }) => operations.map((one) => [`${one.httpMethod} ${path}`, one] as const)),
  );
  return {
    ...source,
    operations: new Map(operations),
    models: Object.assign({}, ...descriptions.map(({ models }) => models)),
  };
}
