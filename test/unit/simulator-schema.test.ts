/**
 * Compares the simulator with OVHcloud's own machine-readable description of the API, where a copy of that is at hand:
 * the routes, and the names, types and nullability of what is answered.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type TestContext, test } from "vitest";
import { exchangeRoutes } from "../../provider/simulator/exchange/routes.js";
import { gapRoutes } from "../../provider/simulator/gaps.js";
import { createSimulator, defaultSeed, type World } from "../../provider/simulator/index.js";
import type { Route } from "../../provider/simulator/route.js";

const file = join(__dirname, "../../../shared/api/schema/email-exchange.json");

interface Property {
  type: string;
  fullType?: string;
  canBeNull: boolean;
}
interface Schema {
  apis: { path: string; operations: { httpMethod: string; responseType: string }[] }[];
  models: Record<string, { enum?: string[]; properties?: Record<string, Property> }>;
}

function schemaOrSkip(context: TestContext): Schema {
  if (!existsSync(file)) {
    const reason = `OVHcloud's API description is not at ${file}, so the simulator is not compared with it`;
    console.warn(`SKIPPED: ${reason}`);
    context.skip(reason);
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

/** What is wrong with a value that should be of a type of the schema. */
function problems(schema: Schema, type: string, value: unknown, at: string): string[] {
  if (type.endsWith("[]")) {
    if (!Array.isArray(value)) return [`${at} is not a list`];
    return value.flatMap((item, index) => problems(schema, type.slice(0, -2), item, `${at}[${index}]`));
  }
  const model = schema.models[type];
  if (model?.enum) return model.enum.includes(String(value)) ? [] : [`${at} is ${value}, not a ${type}`];
  if (model?.properties) return objectProblems(schema, model.properties, value, at);
  return isScalar(type, value) ? [] : [`${at} is ${JSON.stringify(value)}, not a ${type}`];
}

function objectProblems(schema: Schema, properties: Record<string, Property>, value: unknown, at: string): string[] {
  if (typeof value !== "object" || value === null) return [`${at} is not an object`];
  const fields = new Map(Object.entries(value));
  const unknown = [...fields.keys()].filter((name) => !Object.hasOwn(properties, name));
  return [
    ...unknown.map((name) => `${at}.${name} is not in the schema`),
    ...Object.entries(properties).flatMap(([name, { type, fullType, canBeNull }]) => {
      if (!fields.has(name)) return [`${at}.${name} is missing`];
      if (fields.get(name) === null) return canBeNull ? [] : [`${at}.${name} is null`];
      return problems(schema, fullType ?? type, fields.get(name), `${at}.${name}`);
    }),
  ];
}

function isScalar(type: string, value: unknown): boolean {
  if (type === "long") return Number.isSafeInteger(value);
  if (type === "boolean") return typeof value === "boolean";
  if (type === "void") return value === null;
  if (typeof value !== "string") return false;
  return type !== "datetime" || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(value);
}

const short = (path: string) => path.replace("/email/exchange/{organizationName}/service/{exchangeService}", "~");

test("the routes are those of OVHcloud, each either imitated or named as a gap", (context) => {
  const schema = schemaOrSkip(context);
  const theirs = schema.apis.flatMap(({ path, operations }) =>
    operations.map(({ httpMethod }) => `${httpMethod} ${path}`),
  );
  const ours = [...exchangeRoutes, ...gapRoutes].map(({ method, template }) => `${method} ${template}`);
  expect(ours.map(short).sort()).toEqual(theirs.map(short).sort());
});

const start = async () => {
  const startMs = Date.UTC(2026, 0, 5, 12);
  const seed = defaultSeed();
  for (const one of seed.exchangeServices ?? []) {
    one.accounts = [{ emailAddress: "a@example.com", aliases: ["c@example.com"] }, { emailAddress: "b@example.com" }];
    one.sharedAccounts = [{ emailAddress: "s@example.com", quotaMb: 10, aliases: ["t@example.com"] }];
  }
  const { fetch, credentials, world } = createSimulator({ seed, clock: { now: () => startMs } });
  const send = async (method: string, path: string, body?: unknown) => {
    const url = `https://eu.api.ovh.com/1.0${path.replace("~", "/email/exchange/hosted-ab12345-1/service/hosted-ab12345-1")}`;
    const text = body === undefined ? "" : JSON.stringify(body);
    const time = `${startMs / 1000}`;
    const parts = [credentials.applicationSecret, credentials.consumerKey, method, url, text, time].join("+");
    const headers = {
      "x-ovh-application": credentials.applicationKey,
      "x-ovh-consumer": credentials.consumerKey,
      "x-ovh-timestamp": time,
      "x-ovh-signature": `$1$${createHash("sha1").update(parts).digest("hex")}`,
    };
    const response = await fetch(new Request(url, { method, headers, ...(text ? { body: text } : {}) }));
    expect(response.status, `${method} ${path}`).toBe(200);
    return response.json();
  };
  return { send, world };
};

const bodies: Record<string, object> = {
  "POST ~/sharedAccount": { sharedEmailAddress: "new@example.com", quota: 5 },
  "PUT ~/account/{primaryEmailAddress}": { city: "Lille" },
  "PUT ~/sharedAccount/{sharedEmailAddress}": { displayName: "S" },
  "POST ~/account/{primaryEmailAddress}/changePassword": { password: "Correct-horse-7" },
  "POST ~/account/{primaryEmailAddress}/alias": { alias: "d@example.com" },
  "POST ~/sharedAccount/{sharedEmailAddress}/alias": { alias: "u@example.com" },
};

/** What is made first is what is looked at next; a mailbox goes after all that hangs on it. */
function inOrder(): Route[] {
  const rank = { POST: 0, PUT: 1, GET: 2, DELETE: 3 };
  return exchangeRoutes
    .filter(({ method, template }) => `${method} ${short(template)}` !== "POST ~/account") // refused on a hosted service
    .sort((a, b) => rank[a.method] - rank[b.method] || b.template.length - a.template.length);
}

/** A path and a body that fit a route of the world below. */
function callOf(world: World, { method, template }: Route) {
  const isShared = template.includes("/sharedAccount/");
  // The delegate of sendOnBehalfTo is another one, as the two kinds of sending exclude each other.
  const delegate = world.account(template.includes("sendOnBehalfTo") ? "a@example.com" : "b@example.com")?.id;
  const values: Record<string, unknown> = {
    organizationName: "hosted-ab12345-1",
    primaryEmailAddress: "a@example.com",
    sharedEmailAddress: "s@example.com",
    domainName: "example.com",
    alias: isShared ? "t@example.com" : "c@example.com",
    allowedAccountId: delegate,
    id: world.tasks().find((task) => task.mailbox === (isShared ? "s@example.com" : "a@example.com"))?.id,
  };
  const path = short(template).replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
  const right = /\/(fullAccess|sendAs|sendOnBehalfTo)$/.exec(template)?.[1];
  if (right === undefined || method !== "POST") return { path, body: bodies[`${method} ${short(template)}`] };
  return { path, body: { [right === "fullAccess" ? "allowedAccountId" : "allowAccountId"]: delegate } };
}

test("every imitated route answers what OVHcloud's description says", async (context) => {
  const schema = schemaOrSkip(context);
  const { send, world } = await start();
  const found: string[] = [];
  for (const route of inOrder()) {
    const { path, body } = callOf(world, route);
    const answer = await send(route.method, path, body);
    const operations = schema.apis.find((api) => api.path === route.template)?.operations;
    const type = operations?.find((operation) => operation.httpMethod === route.method)?.responseType ?? "nothing";
    found.push(...problems(schema, type, answer, `${route.method} ${short(route.template)}`));
  }
  expect(found).toEqual([]);
  expect(inOrder().length).toBeGreaterThan(50);
});
