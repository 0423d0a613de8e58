// A process that dies at any write of a creation, before OVHcloud has it or after, and whose state knows nothing of it: the
// next up says what is to be done about it, that works, and it need not be said for ever.

import { describe, expect, test } from "vitest";
import type { Switches } from "../../provider/simulator/index.js";
import { dying, type When } from "../support/dying.js";
import { Engine } from "../support/engine.js";
import { titleOf } from "../support/stored-states.js";
import { upAsTold } from "../support/told.js";
import { createWorld, seedWith, type TestWorld } from "../support/world.js";
import { declare, FIXTURES, type Fixture } from "./fixtures/index.js";
import { orderedAccount } from "./fixtures/ordered-account.js";

const SWITCHES: readonly Partial<Switches>[] = [
  {},
  { renameVisible: "afterTask", createdIsReadable: "afterTask" },
  { endedTasks: "gone" },
];

/** More than any of them makes. */
const WRITES_MAX = 12;
const WHENS: readonly When[] = ["before", "after"];

const worldOf = (fixture: Fixture, switches: Partial<Switches>) =>
  createWorld({ seed: seedWith(fixture.world(), fixture.others?.()), switches });

/** @returns whether it came to that write */
async function dieAt(fixture: Fixture, world: TestWorld, nth: number, when: When): Promise<boolean> {
  const { send, dead } = dying(world, nth, when);
  const ended = new Engine(world.newSession({ send })).up([declare(fixture)]);
  const isDead = await Promise.race([dead.then(() => true), ended.then(() => false)]);
  world.writes();
  return isDead;
}

/** What becomes of an order that was placed and not paid is its customer's business, and has tests of its own. */
const KINDS = FIXTURES.filter((fixture) => fixture !== orderedAccount);

describe.each(KINDS.map((fixture) => ({ title: titleOf(fixture), fixture })))("$title", ({ fixture }) => {
  describe.each(SWITCHES)("with %j", (switches) => {
    test.each(WHENS)("killed %s OVHcloud has any of its writes, is made once, and the error says how", async (when) => {
      for (let nth = 1; nth <= WRITES_MAX; nth++) {
        const world = worldOf(fixture, switches);
        if (!(await dieAt(fixture, world, nth, when))) return;
        const engine = new Engine(world.newSession());
        await upAsTold(engine, declare(fixture), world);
        world.writes();
        expect((await engine.up([declare(fixture)])).errors).toEqual([]);
        expect(await engine.refresh(), `write ${nth}`).toEqual({});
        expect(await engine.up([declare(fixture)])).toEqual({ steps: ["same it"], errors: [] });
        expect(world.writes()).toEqual([]);
        expect(fixture.exists(world)).toBe(true);
      }
      throw new Error(`${titleOf(fixture)} makes more than ${WRITES_MAX} writes`);
    });
  });
});
