// A process that dies at any write of a change or of a deletion, before OVHcloud has it or after: its state says what was
// before, and the next up or destroy, or doing what it says, brings it to where an unbroken one would have.

import { describe, expect, test } from "vitest";
import type { Switches } from "../../provider/simulator/index.js";
import { dying, type When } from "../support/dying.js";
import { Engine, type UpResult } from "../support/engine.js";
import { NAME, titleOf } from "../support/stored-states.js";
import { upAsTold } from "../support/told.js";
import { createWorld, seedWith, type TestWorld } from "../support/world.js";
import { declare, FIXTURES, type Fixture } from "./fixtures/index.js";

/** More than any of them makes. */
const WRITES_MAX = 12;
const WHENS: readonly When[] = ["before", "after"];
/** What the killed run began cannot be seen yet: the harder half of what OVHcloud may do. */
const SWITCHES: Partial<Switches> = { renameVisible: "afterTask", createdIsReadable: "afterTask" };

const unprotected = (fixture: Fixture) => (fixture.protects ? { deletionProtection: false } : {});

/** A world with the resource in it, and its state. */
async function made(fixture: Fixture): Promise<{ world: TestWorld; engine: Engine }> {
  const world = createWorld({ seed: seedWith(fixture.world(), fixture.others?.()), switches: SWITCHES });
  const engine = new Engine(world.newSession());
  expect((await engine.up([declare(fixture, unprotected(fixture))])).errors).toEqual([]);
  return { world, engine };
}

/** @returns an engine with the state of before, if it came to that write */
async function killed(
  { world, engine }: { readonly world: TestWorld; readonly engine: Engine },
  run: (engine: Engine) => Promise<UpResult>,
  { nth, when }: { readonly nth: number; readonly when: When },
): Promise<Engine | undefined> {
  const before = engine.state.get(NAME);
  const { send, dead } = dying(world, nth, when);
  engine.restart(world.newSession({ send }));
  const isDead = await Promise.race([dead.then(() => true), run(engine).then(() => false)]);
  if (!isDead || before === undefined) return undefined;
  const next = new Engine(world.newSession());
  next.state.set(NAME, before);
  return next;
}

const CASES = FIXTURES.map((fixture) => ({ title: titleOf(fixture), fixture }));

describe.each(CASES)("$title", ({ fixture }) => {
  test.each(WHENS)("a deletion killed %s OVHcloud has any of its writes is brought to its end", async (when) => {
    for (let nth = 1; nth <= WRITES_MAX; nth++) {
      const start = await made(fixture);
      const engine = await killed(start, (one) => one.destroy(), { nth, when });
      if (engine === undefined) return;
      expect((await engine.destroy()).errors, `write ${nth}`).toEqual([]);
      expect(fixture.exists(start.world)).toBe(false);
    }
    throw new Error(`the deletion makes more than ${WRITES_MAX} writes`);
  });

  test.each(fixture.changes.flatMap((change) => WHENS.map((when) => ({ change, name: change.name, when }))))(
    "a change ($name) killed $when OVHcloud has any of its writes is brought to its end",
    async ({ change, when }) => {
      for (let nth = 1; nth <= WRITES_MAX; nth++) {
        const start = await made(fixture);
        const wanted = declare(fixture, { ...unprotected(fixture), ...change.props });
        const engine = await killed(start, (one) => one.up([wanted]), { nth, when });
        if (engine === undefined) return;
        await upAsTold(engine, wanted, start.world);
        expect((await engine.up([wanted])).errors, `write ${nth}`).toEqual([]);
        expect(change.shows(start.world), `write ${nth}`).toEqual(change.value);
        expect(await engine.refresh(), `write ${nth}`).toEqual({});
        start.world.writes();
        expect(await engine.up([wanted])).toEqual({ steps: [`same ${NAME}`], errors: [] });
        expect(start.world.writes()).toEqual([]);
      }
      throw new Error(`${change.name} makes more than ${WRITES_MAX} writes`);
    },
  );
});
