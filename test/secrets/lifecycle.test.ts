// No secret leaves a resource, whatever the API answers: each kind lives against one that quotes all it was told.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { definitionOf } from "../../provider/kinds.js";
import { BLOWS } from "./blows.js";
import { leaksIn } from "./leaks.js";
import { type Life, live, type Plot } from "./life.js";
import { declared, NEXT_PASSWORD, PASSWORD, SCENES, type Scene } from "./scenes.js";

const LEVELS = ["log", "info", "warn", "error", "debug"] as const;
let file: string;
const printed: unknown[] = [];

beforeAll(() => {
  file = join(mkdtempSync(join(tmpdir(), "secrets-")), "password");
  writeFileSync(file, PASSWORD);
  vi.stubEnv("CANARY_BEFORE", PASSWORD);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(dirname(file), { recursive: true });
});
beforeEach(() => {
  printed.length = 0;
  for (const level of LEVELS) vi.spyOn(console, level).mockImplementation((...args) => void printed.push(args));
});

/** A scene meets some of the blows, and its neighbours the others; a kind without a password has less to tell. */
const NEIGHBOURS = { withPassword: 2, without: 5 };

function plotsOf(scene: Scene): Plot[] {
  const place = SCENES.indexOf(scene);
  const neighbours = "password" in definitionOf(scene.kind).fields ? NEIGHBOURS.withPassword : NEIGHBOURS.without;
  return BLOWS.flatMap((blow, number) => {
    if (number % neighbours !== place % neighbours) return [];
    const strikes = (Math.floor(number / neighbours) + place) % 2 === 0 ? "writes" : "reads";
    return [{ scene, declared: declared(scene, number, file), blow, strikes, tasksFail: number % 4 === 0 }];
  });
}

describe.each(SCENES)("$title", (scene) => {
  test("leaves no secret behind, whatever it is answered", async () => {
    const lives: Life[] = [];
    const leaks: string[] = [];
    for (const plot of plotsOf(scene)) {
      const life = await live(plot);
      lives.push(life);
      const { blow, strikes, declared: given } = plot;
      leaks.push(...life.leaks.map((leak) => `${blow.name} to ${strikes}, password ${given.way}: ${leak}`));
    }
    expect(leaks).toEqual([]);
    expect(leaksIn("the console", printed, [PASSWORD, NEXT_PASSWORD])).toEqual([]);
    // Otherwise nothing of this would say anything.
    for (const step of ["create", "update", "read"]) {
      expect(lives.filter(({ done }) => done.includes(step)).length, step).toBeGreaterThan(lives.length / 2);
    }
    expect(lives.filter(({ struck }) => struck > 0).length).toBeGreaterThan(lives.length / 2);
  }, 60_000);
});
