// What older releases stored stays readable: loaded into a world in which it is true, nothing changes, and it can be
// changed, finished and deleted. The files are written by test/support/write-states.ts.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import type { Declaration } from "../support/engine.js";
import {
  inWorldOf,
  type Lived,
  live,
  NAME,
  readStates,
  releases,
  type StoredState,
  titleOf,
} from "../support/stored-states.js";
import { FIXTURES, type Fixture } from "./fixtures/index.js";

const ROOT = join(__dirname, "../..");
const RELEASES = releases(ROOT);

/** Every state of every release, with the fixture that says what its world is like. */
const CASES = RELEASES.flatMap((release) =>
  FIXTURES.flatMap((fixture) => {
    const file = readStates(ROOT, release, titleOf(fixture));
    return (file?.states ?? []).map((state) => ({
      release,
      fixture,
      state,
      title: titleOf(fixture),
      name: state.name,
    }));
  }),
);

/** Loads a stored state into a world of its own, as if the code that stored it had made that world too. */
async function load(fixture: Fixture, state: StoredState): Promise<Lived> {
  const lived = await live(fixture, state);
  const { kind } = fixture;
  const stored = inWorldOf(lived.stored, state);
  lived.engine.restart(lived.world.newSession());
  lived.engine.state.set(NAME, { kind, ...stored, unfinished: state.halfMade });
  lived.world.writes();
  return { ...lived, stored };
}

function declare({ kind }: Fixture, props: Values): Declaration {
  return { kind, name: NAME, props };
}

/** What the program declared when it was stored. */
const programOf = ({ programs }: StoredState): Values => programs.at(-1) ?? {};

test.each(FIXTURES.map((fixture) => titleOf(fixture)))("the newest release stores %s", (title) => {
  const newest = RELEASES.at(-1) ?? "";
  expect(readStates(ROOT, newest, title)?.states, "write it: see test/support/write-states.ts").toBeDefined();
});

describe.each(CASES.filter(({ state }) => !state.halfMade))("$release: $title, $name", ({ fixture, state }) => {
  const program = declare(fixture, programOf(state));

  test("is unchanged, and a refresh finds every property under its name", async () => {
    const { world, engine, stored } = await load(fixture, state);
    expect(await engine.up([program])).toEqual({ steps: [`same ${NAME}`], errors: [] });
    expect(await engine.refresh()).toEqual({});
    const after = engine.state.get(NAME);
    expect(after?.id).toBe(stored.id);
    // A later release may add to what is stored.
    expect(after?.outputs).toMatchObject(stored.outputs);
    expect(await engine.up([program])).toEqual({ steps: [`same ${NAME}`], errors: [] });
    expect(world.writes()).toEqual([]);
  });

  test("is deleted when nothing protects it", async () => {
    const { world, engine } = await load(fixture, state);
    if (fixture.protects) {
      expect((await engine.destroy()).errors.join()).toMatch(/deletionProtection/);
      await engine.up([declare(fixture, { ...programOf(state), deletionProtection: false })]);
    }
    expect(await engine.destroy()).toEqual({ steps: [`delete ${NAME}`], errors: [] });
    expect(fixture.exists(world)).toBe(false);
  });
});

const MADE = CASES.filter(({ name }) => name === "made").flatMap(({ fixture, ...one }) =>
  fixture.changes.map((change) => ({ ...one, fixture, change, changeName: change.name })),
);

test.each(MADE)("$release: $title changes in place: $changeName", async ({ fixture, state, change }) => {
  const { world, engine, stored } = await load(fixture, state);
  const changed = declare(fixture, { ...programOf(state), ...change.props });
  expect(await engine.up([changed])).toEqual({ steps: [`update ${NAME}`], errors: [] });
  expect(change.shows(world)).toEqual(change.value);
  expect(engine.state.get(NAME)?.id).toBe(stored.id);
  expect(await engine.refresh()).toEqual({});
  expect((await engine.up([changed])).steps).toEqual([`same ${NAME}`]);
});

describe.each(CASES.filter(({ state }) => state.halfMade))("$release: $title, half-made", ({ fixture, state }) => {
  test("is finished by the next up", async () => {
    const { world, engine, stored } = await load(fixture, state);
    const program = declare(fixture, programOf(state));
    expect(await engine.up([program])).toEqual({ steps: [`update ${NAME}`], errors: [] });
    expect(fixture.exists(world)).toBe(true);
    expect(engine.state.get(NAME)?.id).toBe(stored.id);
    expect(await engine.up([program])).toEqual({ steps: [`same ${NAME}`], errors: [] });
    expect(await engine.refresh()).toEqual({});
  });
});
