// Every kind of resource lives the same life, against the simulator in process and on a virtual clock, with each answer
// to the questions that OVHcloud's documents leave open.

import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Switches } from "../../provider/simulator/index.js";
import { switchesSchema } from "../../provider/simulator/switches.js";
import { Engine } from "../support/engine.js";
import { createWorld, seedWith } from "../support/world.js";
import { declare, FIXTURES, type Fixture } from "./fixtures/index.js";

const SWITCHES: readonly Partial<Switches>[] = [
  {},
  { renameVisible: "afterTask" },
  { expandedLists: "objects" },
  { createdIsReadable: "afterTask" },
  { busyRefusesWrites: true },
  { idsSurviveReset: false },
  { duplicateAddressStatus: 400, secondGrant: "refused", ruleRefusalStatus: 409 },
];

function start(fixture: Fixture, switches: Partial<Switches> = {}) {
  const world = createWorld({ seed: seedWith(fixture.world(), fixture.others?.()), switches });
  return { world, engine: new Engine(world.newSession()) };
}

const titled = FIXTURES.map((fixture) => ({ title: fixture.kind, ...fixture }));
const named = (switches: Partial<Switches>) => JSON.stringify(switches);

describe.each(titled)("$title", (fixture) => {
  describe.each(SWITCHES.map((switches) => ({ switches, title: named(switches) })))("with $title", ({ switches }) => {
    test("is made, and a second up writes nothing", async () => {
      const { world, engine } = start(fixture, switches);
      expect(await engine.up([declare(fixture)])).toEqual({ steps: ["create it"], errors: [] });
      expect(fixture.exists(world)).toBe(true);
      world.writes();
      engine.restart(world.newSession());
      expect(await engine.refresh()).toEqual({});
      expect(await engine.up([declare(fixture)])).toEqual({ steps: ["same it"], errors: [] });
      expect(world.writes()).toEqual([]);
    });

    test.each(fixture.changes)("changes in place: $name", async ({ props, shows, value }) => {
      const { world, engine } = start(fixture, switches);
      await engine.up([declare(fixture)]);
      const idBefore = engine.state.get("it")?.id;
      expect(await engine.up([declare(fixture, props)])).toEqual({ steps: ["update it"], errors: [] });
      expect(shows(world)).toEqual(value);
      expect(engine.state.get("it")?.id).toBe(idBefore);
      expect(await engine.refresh()).toEqual({});
      expect((await engine.up([declare(fixture, props)])).steps).toEqual(["same it"]);
    });

    test("is deleted when nothing protects it", async () => {
      const { world, engine } = start(fixture, switches);
      await engine.up([declare(fixture, fixture.protects ? { deletionProtection: false } : {})]);
      expect(await engine.destroy()).toEqual({ steps: ["delete it"], errors: [] });
      expect(fixture.exists(world)).toBe(false);
      expect(engine.state.size).toBe(0);
    });
  });

  test.each(fixture.drifts)(
    "a refresh shows what a colleague changed ($name), and up puts it right",
    async ({ edit, seen }) => {
      const { world, engine } = start(fixture);
      await engine.up([declare(fixture)]);
      edit(world);
      engine.restart(world.newSession());
      expect(await engine.refresh()).toEqual({ it: seen });
      expect(await engine.up([declare(fixture)])).toEqual({ steps: ["update it"], errors: [] });
      expect(await engine.refresh()).toEqual({});
    },
  );

  test("gone behind our back: a refresh says so", async () => {
    const { world, engine } = start(fixture);
    await engine.up([declare(fixture)]);
    fixture.vanish(world);
    engine.restart(world.newSession());
    expect(await engine.refresh()).toEqual({ it: "gone" });
  });

  test("gone behind our back: deleting it succeeds", async () => {
    const { world, engine } = start(fixture);
    await engine.up([declare(fixture, fixture.protects ? { deletionProtection: false } : {})]);
    fixture.vanish(world);
    expect(await engine.destroy()).toEqual({ steps: ["delete it"], errors: [] });
  });

  test("gone behind our back: a change does not quietly make a new, empty one", async () => {
    const { world, engine } = start(fixture);
    await engine.up([declare(fixture)]);
    fixture.vanish(world);
    world.writes();
    engine.restart(world.newSession());
    const { errors } = await engine.up([declare(fixture, fixture.changes[0]?.props)]);
    expect(errors).toHaveLength(1);
    expect(world.writes()).toEqual([]);
  });
});

/** Every answer to every open question that is no default, each alone. */
const ANSWERS = Object.entries(switchesSchema.shape).flatMap(([name, schema]) =>
  answersOf(schema)
    .filter((answer) => answer !== schema.parse(undefined))
    .map((answer) => ({ name, answer })),
);

function answersOf(schema: z.ZodType): unknown[] {
  if (schema instanceof z.ZodDefault) return answersOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => answersOf(one as z.ZodType));
  return schema instanceof z.ZodLiteral ? [...schema.values] : [true, false];
}

describe.each(ANSWERS)("with $name $answer", ({ name, answer }) => {
  test.each(titled)("$title lives", async (fixture) => {
    const { world, engine } = start(fixture, { [name]: answer });
    const loose = fixture.protects ? { deletionProtection: false } : {};
    expect((await engine.up([declare(fixture, loose)])).errors).toEqual([]);
    for (const { props, shows, value } of fixture.changes) {
      expect((await engine.up([declare(fixture, { ...loose, ...props })])).errors).toEqual([]);
      expect(shows(world)).toEqual(value);
      expect(await engine.refresh()).toEqual({});
      await engine.up([declare(fixture, loose)]);
    }
    expect((await engine.destroy()).errors).toEqual([]);
    expect(fixture.exists(world)).toBe(false);
    expect(world.simulator.wire.problems).toEqual([]);
  });
});

describe.each(titled.filter(({ protects }) => protects))("$title", (fixture) => {
  test("is protected from deletion unless the program says otherwise", async () => {
    const { world, engine } = start(fixture);
    await engine.up([declare(fixture)]);
    const { errors } = await engine.destroy();
    expect(errors.join()).toMatch(/deletionProtection/);
    expect(fixture.exists(world)).toBe(true);
  });
});

describe.each(titled.filter(({ protects, replacedBy }) => protects && replacedBy))("$title", (fixture) => {
  test("is protected from replacement", async () => {
    const { world, engine } = start(fixture);
    await engine.up([declare(fixture)]);
    const { errors } = await engine.up([declare(fixture, fixture.replacedBy)]);
    expect(errors.join()).toMatch(/new, empty mailbox.*deletionProtection/);
    expect(fixture.exists(world)).toBe(true);
  });
});
