// Whose free account it is when many move at the same time, and others take free accounts meanwhile.

import { expect, test } from "vitest";
import { Engine } from "../support/engine.js";
import { createWorld, SERVICE, type Send, seedWith } from "../support/world.js";

const OWNER = "ab12345-ovh";
const PLAN = "mxplan-ab12345-1";
const password = "Orange-Lundi-42";
const names = ["anna", "bob", "carol"];

/** Both generations, and just enough free accounts. */
function start(freeAccounts: number) {
  const place = { domains: ["example.com", "example.org"], freeAccounts };
  return createWorld({
    seed: seedWith(place, {
      mxPlanDomains: [
        { name: "example.com", owner: OWNER, accounts: names.map((name) => ({ name, password })) },
        { name: "example.org", owner: OWNER, migratedTo: PLAN },
      ],
      mxPlanServices: [
        { name: PLAN, owner: OWNER, domains: ["example.org"], accounts: [{ emailAddress: "dave@example.org" }] },
      ],
    }),
  });
}

function migration(source: string, destination: object = {}) {
  const props = { source, destination: { service: SERVICE, ...destination }, password, confirmIrreversible: true };
  return { kind: "AccountMigration", name: source, props };
}

const isCheck = ({ url }: Request) => url.endsWith("/checkMigrate");
const isStart = ({ method, url }: Request) => method === "POST" && url.endsWith("/migrate");

test("all that move or are made at the same time get one each", async () => {
  const world = start(5);
  const session = world.newSession();
  const moving = [...names.map((name) => `${name}@example.com`), "dave@example.org"];
  const zoe = { service: SERVICE, emailAddress: "zoe@example.com" };
  const programs = [...moving.map((source) => migration(source)), { kind: "ExchangeAccount", name: "zoe", props: zoe }];
  const ends = await Promise.all(programs.map((program) => new Engine(session).up([program])));
  expect(ends.flatMap(({ errors }) => errors)).toEqual([]);
  const ids = [...moving, "zoe@example.com"].map((address) => world.simulator.world.account(address)?.id);
  expect(new Set(ids).size).toBe(5);
  expect(ids).not.toContain(undefined);
  expect(world.writes().filter((write) => write.endsWith("/migrate"))).toHaveLength(3);
});

test.each([
  ["OVHcloud judges it", isCheck],
  ["it is moved to", isStart],
])("one that somebody else takes right before %s is let go, and another one is taken", async (_, isCall) => {
  const world = start(2);
  let isFirst = true;
  const send: Send = async (request) => {
    if (isFirst && isCall(request)) {
      isFirst = false;
      const [, seat = ""] = /destinationEmailAddress\/([^/]+)\//.exec(request.url) ?? [];
      const exchange = world.newApi().exchange({ organizationName: SERVICE, exchangeService: SERVICE });
      await exchange.changeAccount(decodeURIComponent(seat), { login: "other", domain: "example.com" });
    }
    return world.simulator.fetch(request);
  };
  expect(await new Engine(world.newSession({ send })).up([migration("anna@example.com")])).toMatchObject({
    errors: [],
  });
  expect(isFirst).toBe(false);
  expect(world.simulator.world.account("anna@example.com")?.configured).toBe(true);
  expect(world.simulator.world.account("other@example.com")?.configured).toBe(true);
});

test("one that is named goes to whom it is named for, or to nobody", async () => {
  const world = start(1);
  const [freeAccount] = world.simulator.world.freeAccounts(SERVICE);
  const session = world.newSession();
  const both = ["anna@example.com", "dave@example.org"].map((source) => migration(source, { freeAccount }));
  const ends = await Promise.all(both.map((program) => new Engine(session).up([program])));
  expect(ends.flatMap(({ errors }) => errors)).toEqual([
    expect.stringMatching(/destination\.freeAccount: .* is not free/),
  ]);
  expect(world.simulator.world.freeAccounts(SERVICE)).toEqual([]);
});

test("a refusal for another reason is told as it is, and leaves the free account to others", async () => {
  const world = start(1);
  const refusing: Send = (request) =>
    isStart(request)
      ? new Response(JSON.stringify({ class: "Client::BadRequest", message: "wrong password" }), { status: 400 })
      : world.simulator.fetch(request);
  const session = world.newSession({ send: refusing });
  const { errors } = await new Engine(session).up([migration("anna@example.com")]);
  expect(errors).toEqual([expect.stringMatching(/refused to migrate anna@example\.com.*wrong password/)]);
  const dave = await new Engine(session).up([migration("dave@example.org")]);
  expect(dave.errors).toEqual([]);
});

test("one that a migration fills stays its own where that was asked for twice and refused the second time", async () => {
  const world = start(2);
  world.simulator.faults.onCall({ method: "POST", route: "/migrate" }, { kind: "duplicate" });
  expect((await new Engine(world.newSession()).up([migration("anna@example.com")])).errors).toEqual([]);
  expect(world.simulator.world.account("anna@example.com")).toBeDefined();
  expect(world.simulator.world.freeAccounts()).toHaveLength(1);
});
