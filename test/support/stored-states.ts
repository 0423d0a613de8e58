/** What a release leaves in users' states, kept as files: every later release must be able to go on from it. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord, type Values } from "../../provider/values.js";
import type { Fixture } from "../lifecycle/fixtures/index.js";
import { Engine } from "./engine.js";
import { createWorld, seedWith, type TestWorld } from "./world.js";

/** How a resource came to be as it is stored: it was made, perhaps changed, perhaps left half-made. */
export interface History {
  /** "made", "half-made", or the name of a change. */
  readonly name: string;
  /** What the program declared, in order; the last is what it declares when the later release comes. */
  readonly programs: readonly Values[];
  /** OVHcloud did not finish a task in time. */
  readonly halfMade: boolean;
}

/** As Pulumi hands it to us: secrets in clear. */
export interface Stored {
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

export interface StoredState extends History, Stored {}

export interface StatesFile {
  readonly fixture: string;
  readonly kind: string;
  readonly states: readonly StoredState[];
}

/** Pulumi's name of the resource in the test engine. */
export const NAME = "it";

export function titleOf({ title, kind }: Fixture): string {
  return title ?? kind;
}

/** One folder for each release. */
export function statesFolder(root: string, version?: string): string {
  return join(root, "test", "lifecycle", "states", version ?? "");
}

export function fileName(title: string): string {
  return `${title.replaceAll(/[^A-Za-z0-9]+/g, "-")}.json`;
}

export function releases(root: string): string[] {
  return readdirSync(statesFolder(root)).sort();
}

export function readStates(root: string, version: string, title: string): StatesFile | undefined {
  const path = join(statesFolder(root, version), fileName(title));
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as StatesFile) : undefined;
}

export interface Lived {
  readonly world: TestWorld;
  readonly engine: Engine;
  readonly stored: Stored;
}

/** OVHcloud does it at once: there is no task that could be waited for in vain. */
export class FinishedError extends Error {
  override readonly name = "FinishedError";
}

/** A world in which the resource has that history, and what the present code stores of it. */
export async function live(fixture: Fixture, { programs, halfMade }: History): Promise<Lived> {
  const world = createWorld({ seed: seedWith(fixture.world(), fixture.others?.()) });
  const engine = new Engine(world.newSession(halfMade ? { taskTimeoutMs: 1 } : {}));
  for (const props of programs) {
    const { errors } = await engine.up([{ kind: fixture.kind, name: NAME, props }]);
    if (halfMade && errors.length === 0) throw new FinishedError(titleOf(fixture));
    if (!halfMade && errors.length > 0) throw new Error(`${titleOf(fixture)}: ${errors.join("; ")}`);
  }
  const entry = engine.state.get(NAME);
  if (entry?.unfinished !== halfMade) throw new Error(`${titleOf(fixture)} is not stored as it should be`);
  const { id, inputs, outputs } = entry;
  return { world, engine, stored: { id, inputs, outputs } };
}

/** The numbers that OVHcloud gives are those of this world. All names and all else are as they were stored. */
export function inWorldOf(present: Stored, { id, inputs, outputs }: Stored): Stored {
  const facts = Object.keys(outputs).filter((key) => !(key in inputs) && !key.startsWith("__"));
  const told = facts.map((key) => [key, valuesOf(present.outputs[key], outputs[key])]);
  return { id: renumbered(id, present.id), inputs, outputs: { ...outputs, ...Object.fromEntries(told) } };
}

function valuesOf(present: unknown, stored: unknown): unknown {
  if (isRecord(stored)) {
    const values = isRecord(present) ? present : {};
    return Object.fromEntries(Object.entries(stored).map(([key, value]) => [key, valuesOf(values[key], value)]));
  }
  return typeof present === typeof stored ? present : stored;
}

function renumbered(stored: string, present: string): string {
  const form = (id: string) => id.replaceAll(/\d+/g, "0");
  return form(stored) === form(present) ? present : stored;
}
