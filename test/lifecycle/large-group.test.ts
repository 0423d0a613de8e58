// A group as large as OVHcloud allows, at the rate and with the delay of the real API.

import { expect, test } from "vitest";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const MEMBERS_MAX = 10_000;
const LATENCY_MS = 150;
/** The client's own, unless a user chooses others. */
const CALLS_PER_SECOND = 10;
const CONCURRENCY_MAX = 16;
const PROGRESS_GAP_MAX_MS = 120_000;

const contacts = Array.from({ length: MEMBERS_MAX + 1 }, (_, index) => ({ emailAddress: `c${index}@example.org` }));

function group(from: number, to: number): Declaration {
  const members = contacts.slice(from, to).map(({ emailAddress }) => emailAddress);
  return { kind: "ContactGroup", name: "all", props: { service: SERVICE, emailAddress: "all@example.com", members } };
}

/** The simulator keeps no more than the last ten thousand calls, so they are counted on their way. */
function start() {
  const world = createWorld({ seed: seedWith({ externalContacts: contacts }) });
  const counts = new Map<string, number>();
  const told: number[] = [];
  const running = { now: 0, most: 0 };
  async function send(request: Request): Promise<Response> {
    const name = nameOf(request);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    running.most = Math.max(running.most, ++running.now);
    await world.clock.sleep(LATENCY_MS);
    const response = await world.simulator.fetch(request);
    running.now--;
    return response;
  }
  const onProgress = () => void told.push(world.clock.now());
  const newSession = () => world.newSession({ send, onProgress, maxCallsPerSecond: CALLS_PER_SECOND });
  const callsOf = () => {
    const seen = Object.fromEntries(counts);
    counts.clear();
    return seen;
  };
  return { world, engine: new Engine(newSession()), newSession, callsOf, told, running };
}

// "GET externalContact/*", "POST mailingList/*/member/contact", …
function nameOf({ method, url }: Request): string {
  const below = new URL(url).pathname.split("/").slice(7);
  return `${method} ${below.map((part) => (/@|%40|^\d+$/.test(part) ? "*" : part)).join("/")}`;
}

const total = (calls: Record<string, number>) => Object.values(calls).reduce((sum, count) => sum + count, 0);

test("ten thousand members: two calls for each, progress told, then one goes and one comes", async () => {
  const { world, engine, newSession, callsOf, told, running } = start();
  const membersOf = () => world.simulator.world.members("all@example.com").map(({ address }) => address);
  const startedAt = world.clock.now();

  expect(await engine.up([group(0, MEMBERS_MAX)])).toEqual({ steps: ["create all"], errors: [] });
  expect(new Set(membersOf()).size).toBe(MEMBERS_MAX);
  expect(running.most).toBeLessThanOrEqual(CONCURRENCY_MAX);
  const made = callsOf();
  expect(made["POST mailingList/*/member/contact"]).toBe(MEMBERS_MAX);
  expect(made["GET externalContact/*"]).toBe(MEMBERS_MAX);
  expect(made["GET externalContact"]).toBeLessThanOrEqual(3);
  expect(made["GET account"]).toBeLessThanOrEqual(3);
  expect(made["GET mailingList/*/member/contact"]).toBeLessThanOrEqual(3);
  // The rest looks at tasks, many at a time.
  expect(total(made)).toBeLessThan(2.2 * MEMBERS_MAX);
  const gaps = [...told, world.clock.now()].map((at, index) => at - (told[index - 1] ?? startedAt));
  expect(Math.max(...gaps)).toBeLessThan(PROGRESS_GAP_MAX_MS);

  // There is no room for who comes before another one has gone.
  expect(await engine.up([group(1, MEMBERS_MAX + 1)])).toEqual({ steps: ["update all"], errors: [] });
  expect(membersOf()).toHaveLength(MEMBERS_MAX);
  expect(membersOf()).toContain(`c${MEMBERS_MAX}@example.org`);
  const changed = callsOf();
  expect(Object.keys(changed).filter((name) => !name.startsWith("GET"))).toEqual([
    "DELETE mailingList/*/member/contact/*",
    "POST mailingList/*/member/contact",
  ]);
  expect(total(changed)).toBeLessThan(60);

  engine.restart(newSession());
  expect(await engine.refresh()).toEqual({});
  expect(total(callsOf())).toBeLessThanOrEqual(8);
}, 180_000);

test("one member more than OVHcloud allows is refused before anything is changed", async () => {
  const { engine, callsOf } = start();
  const { errors } = await engine.up([group(0, MEMBERS_MAX + 1)]);
  expect(errors.join()).toMatch(/members: 10001 members are too many: OVHcloud allows 10000 in a group/);
  expect(callsOf()).toEqual({});
});
