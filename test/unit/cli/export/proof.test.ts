// The proof in process: what an export writes is what is there. With the import file nothing is a change, with adopt the
// first run writes nothing, and a refresh finds nothing else.

import { describe, expect, test } from "vitest";
import { type ExportOptions, exportMail } from "../../../../cli/export/export-mail.js";
import { exportTexts } from "../../../../cli/export/texts.js";
import type { Seed, Switches } from "../../../../provider/simulator/index.js";
import { isRecord, type Values } from "../../../../provider/values.js";
import { type Declaration, Engine } from "../../../support/engine.js";
import { createWorld } from "../../../support/world.js";
import { runProgram } from "./run-program.js";
import { largeWorld, oddWorld, smallWorld } from "./worlds.js";

/** Thousands of calls take seconds, also without a network. */
const TIMEOUT_MS = 30_000;
const LARGE_TIMEOUT_MS = 120_000;

interface Imported {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

async function exportOf(seed: Seed, options: Partial<ExportOptions> = {}, switches: Partial<Switches> = {}) {
  const world = createWorld({ seed, switches });
  const session = world.newSession();
  const exported = await exportMail(
    session,
    { services: [], domains: [], projectName: "mail", adopt: false, version: "0.1.0", ...options },
    exportTexts.en,
  );
  const calls = world.simulator.calls.slice();
  // Pulumi tells resources of one name apart by their kinds.
  const program = runProgram(exported.files).map(({ kind, name, args }): Declaration => {
    return { kind, name: `${kind} ${name}`, props: args };
  });
  return { world, exported, calls, program, engine: new Engine(world.newSession()) };
}

/** As `pulumi import --file` does it. */
function importInto(engine: Engine, files: ReadonlyMap<string, string>): void {
  const { resources } = JSON.parse(files.get("import.json") ?? "") as { resources: Imported[] };
  for (const { type, name, id, inputs, outputs } of resources) {
    const kind = type.split(":").at(-1) ?? "";
    engine.state.set(`${kind} ${name}`, { kind, id, inputs, outputs, unfinished: false });
  }
}

/** The one form declares that it takes over; the numbers of people are the program's own to say. */
function comparable(state: Engine["state"]): Record<string, Values> {
  const entries = [...state].map(([name, { id, outputs }]) => {
    const { adopt: _, __provider, __accounts, ...others } = outputs;
    return [name, { id, ...others }] as const;
  });
  return Object.fromEntries(entries);
}

const operations = (steps: readonly string[]) => new Set(steps.map((step) => step.split(" ")[0]));

const worlds: readonly (readonly [name: string, seed: () => Seed])[] = [
  ["a small world with something of every kind", smallWorld],
  ["odd names and domains", oddWorld],
  ["many mailboxes and rights", () => largeWorld(40, 10)],
];

describe.each(worlds)("%s", (_, seed) => {
  test.each(["keys", "objects"] as const)(
    "reads and writes nothing, and its import file is what is there (lists of %s)",
    async (expandedLists) => {
      const { world, exported, calls, program, engine } = await exportOf(seed(), {}, { expandedLists });
      expect(new Set(calls.map(({ method }) => method))).toEqual(new Set(["GET"]));
      expect(exported.warnings.filter(({ code }) => code !== "keepCopyUnknown")).toEqual([]);
      importInto(engine, exported.files);
      expect([...engine.state.keys()].sort()).toEqual(program.map(({ name }) => name).sort());
      const { steps, errors } = await engine.up(program);
      expect(errors).toEqual([]);
      expect(operations(steps)).toEqual(new Set(["same"]));
      expect(await engine.refresh()).toEqual({});
      expect(world.writes()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    "with adopt the first run writes nothing, and the next one changes nothing",
    async () => {
      const { world, program, engine } = await exportOf(seed(), { adopt: true });
      const first = await engine.up(program);
      expect(first.errors).toEqual([]);
      expect(operations(first.steps)).toEqual(new Set(["create"]));
      expect(world.writes()).toEqual([]);
      expect(operations((await engine.up(program)).steps)).toEqual(new Set(["same"]));
      expect(await engine.refresh()).toEqual({});
    },
    TIMEOUT_MS,
  );

  test(
    "what is imported is what adopting would have recorded",
    async () => {
      const { exported, engine } = await exportOf(seed());
      importInto(engine, exported.files);
      const imported = new Map(engine.state);
      const { program, engine: adopting } = await exportOf(seed(), { adopt: true });
      await adopting.up(program);
      expect(comparable(imported)).toEqual(comparable(adopting.state));
    },
    TIMEOUT_MS,
  );

  test(
    "people in a file declare the same",
    async () => {
      const plain = await exportOf(seed());
      const inFile = await exportOf(seed(), { peopleFile: "people.yaml" });
      const sorted = (program: readonly Declaration[]) => [...program].sort((a, b) => (a.name < b.name ? -1 : 1));
      expect(sorted(inFile.program)).toEqual(sorted(plain.program));
    },
    TIMEOUT_MS,
  );
});

test(
  "500 mailboxes and 5,000 rights are in the import file as they are",
  async () => {
    const { exported, program, engine } = await exportOf(largeWorld(500, 10), {}, { expandedLists: "objects" });
    importInto(engine, exported.files);
    expect(engine.state.size).toBe(1000);
    expect(operations((await engine.up(program)).steps)).toEqual(new Set(["same"]));
  },
  LARGE_TIMEOUT_MS,
);

test(
  "the calls of a large service: six for each mailbox, five where lists tell all at once",
  async () => {
    const each = async (expandedLists: "keys" | "objects") => {
      const { calls } = await exportOf(largeWorld(50, 2), {}, { expandedLists });
      return Math.round((calls.length / 50) * 10) / 10;
    };
    expect(await each("keys")).toBeLessThan(6.5);
    expect(await each("objects")).toBeLessThan(5.5);
  },
  TIMEOUT_MS,
);

test(
  "a secret is in no file",
  async () => {
    const { exported } = await exportOf(smallWorld());
    expect([...exported.files.values()].join("\n")).not.toContain("Ancien-Lundi-42");
    const { resources } = JSON.parse(exported.files.get("import.json") ?? "") as { resources: Imported[] };
    for (const { inputs, outputs } of resources) {
      expect(isRecord(inputs) && "password" in inputs).toBe(false);
      expect(outputs).not.toHaveProperty("initialPassword");
    }
  },
  TIMEOUT_MS,
);
