/** What every route of the tree can be called with, in an order in which all of them work. */

import { expect } from "vitest";
import { exchangeOperations } from "../../../provider/simulator/api/exchange.js";
import type { Operation } from "../../../provider/simulator/api/operation.js";
import { anna, annasPassword, type exchange, name, type ServiceSeed } from "./exchange-support.js";

export type Simulator = ReturnType<typeof exchange>;
/** What must be there besides what the support file has: a domain that can go, and an offer whose accounts can come. */
export const walkedService: Partial<ServiceSeed> = { offer: "dedicated", domains: ["example.com", "empty.example"] };

type Values = Record<string, string | number>;

const prefix = "/email/exchange/{organizationName}/service/{exchangeService}";
const short = (template: string) => template.replace(prefix, "~");

/** What a route is called with that the values for all routes do not fit. */
const otherValues: Record<string, Values> = {
  "POST ~/account/{primaryEmailAddress}/archive": { primaryEmailAddress: "bob@example.com" },
  "DELETE ~/domain/{domainName}": { domainName: "empty.example" },
};

function valuesOf({ idOf, world }: Simulator, { method, template }: Operation): Values {
  const isShared = template.includes("/sharedAccount/");
  const isList = template.includes("/mailingList/");
  const task = world.tasks().find(({ mailbox }) => mailbox === (isShared ? "support@example.com" : "anna@example.com"));
  return {
    organizationName: name,
    exchangeService: name,
    primaryEmailAddress: "anna@example.com",
    sharedEmailAddress: "support@example.com",
    mailingListAddress: "team@example.com",
    externalEmailAddress: "guest@example.org",
    domainName: "example.com",
    alias: isShared ? "help@example.com" : isList ? "everybody@example.com" : "contact@example.com",
    allowedAccountId: idOf(delegateOf(template)),
    memberAccountId: idOf("bob@example.com"),
    memberContactId: idOf("guest@example.org"),
    managerAccountId: idOf("anna@example.com"),
    id: task?.id ?? 0,
    ...otherValues[`${method} ${short(template)}`],
  };
}

/** Not the same for the two kinds of sending, which exclude each other. */
function delegateOf(template: string): string {
  return template.includes("sendOnBehalfTo") ? "carol@example.com" : "bob@example.com";
}

const bodies: Record<string, object> = {
  "POST ~/account": { login: "dora", domain: "example.com", license: "standard", password: annasPassword },
  "POST ~/account/{primaryEmailAddress}/alias": { alias: "a@example.com" },
  "POST ~/account/{primaryEmailAddress}/archive": {},
  "POST ~/account/{primaryEmailAddress}/changePassword": { password: annasPassword },
  "POST ~/account/{primaryEmailAddress}/diagnostics": { password: annasPassword },
  "POST ~/domain": { name: "new.example", type: "authoritative", configureMx: true },
  "POST ~/externalContact": { externalEmailAddress: "new@example.org" },
  "POST ~/mailingList": {
    mailingListAddress: "new@example.com",
    joinRestriction: "open",
    departRestriction: "open",
    maxSendSize: 10,
  },
  "POST ~/mailingList/{mailingListAddress}/alias": { alias: "b@example.com" },
  "POST ~/sharedAccount": { sharedEmailAddress: "shared@example.com", quota: 10 },
  "POST ~/sharedAccount/{sharedEmailAddress}/alias": { alias: "c@example.com" },
};

/** Whom a POST adds, by the end of its path. */
const added: [RegExp, (simulator: Simulator, template: string) => object][] = [
  [/\/fullAccess$/, ({ idOf }, template) => ({ allowedAccountId: idOf(delegateOf(template)) })],
  [/\/send(As|OnBehalfTo)$/, ({ idOf }, template) => ({ allowAccountId: idOf(delegateOf(template)) })],
  [/\/member\/account$/, ({ idOf }) => ({ memberAccountId: idOf("bob@example.com") })],
  [/\/member\/contact$/, ({ idOf }) => ({ memberContactId: idOf("guest@example.org") })],
  [/\/manager\/account$/, ({ idOf }) => ({ managerAccountId: idOf("anna@example.com") })],
];

function postBody(simulator: Simulator, template: string): object | undefined {
  const [, bodyOf] = added.find(([end]) => end.test(template)) ?? [];
  return bodies[`POST ${short(template)}`] ?? bodyOf?.(simulator, template);
}

/** What is made first is what is looked at next; a mailbox goes after all that hangs on it. */
export function inOrder(): Operation[] {
  const rank = { POST: 0, GET: 1, PUT: 2, DELETE: 3 };
  const all = exchangeOperations.map((one) => ({ one, by: rank[one.method] * 1_000 - one.template.length }));
  return all.sort((left, right) => left.by - right.by).map(({ one }) => one);
}

/** The model as a program sends it that has read it before. */
async function putBody({ send }: Simulator, path: string): Promise<object> {
  const { iam: _, ...shown } = (await send("GET", path)).body as object & { iam?: null };
  return shown;
}

async function bodyOf(simulator: Simulator, { method, template }: Operation, path: string) {
  if (method === "PUT") return putBody(simulator, path);
  return method === "POST" ? postBody(simulator, template) : undefined;
}

/** Calls a route, which must work. */
export async function callRoute(simulator: Simulator, operation: Operation): Promise<void> {
  const { send, wire } = simulator;
  const values = valuesOf(simulator, operation);
  const path = operation.template.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
  const answer = await send(operation.method, path, await bodyOf(simulator, operation, path));
  expect({ route: `${operation.method} ${path}`, ...answer }).toMatchObject({ status: 200 });
  expect(wire.problems).toEqual([]);
}

/** Calls every route; each task ends before the next call, but for those that remove something. */
export async function walk(simulator: Simulator): Promise<void> {
  for (const operation of inOrder()) {
    await callRoute(simulator, operation);
    if (operation.method !== "DELETE") simulator.world.finishTasks();
  }
}

export async function askDiagnosis({ send, world }: Simulator, outcome: string): Promise<void> {
  const { id } = (await send("POST", `${anna}/diagnostics`, { password: annasPassword })).body;
  world.finishTasks();
  expect(world.tasks().find((task) => task.id === id)?.status).toBe(outcome);
}
