// The search itself: what leaks on purpose is found, wherever it stands and however it is written.

import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { DEFINITIONS, definitionOf } from "../../provider/kinds.js";
import { BLOWS } from "./blows.js";
import { formsOf, leaksIn } from "./leaks.js";
import { live } from "./life.js";
import { declared, SCENES } from "./scenes.js";

const SECRET = 'Zq-Cerise/é"+7';

class Hiding {
  readonly #hidden = SECRET;
  constructor(readonly shown: unknown) {}
  toJSON(): string {
    return this.#hidden.slice(0, 0);
  }
}

describe("a secret is found", () => {
  test.each(formsOf(SECRET))("%s", (name, form) => {
    expect(leaksIn("there", `behind ${form} before`, [SECRET])).toContainEqual(expect.stringContaining(name));
  });

  test.each<[where: string, thing: unknown]>([
    ["in a message", new Error(SECRET)],
    ["in a cause", new Error("x", { cause: new Error("y", { cause: { deep: [SECRET] } }) })],
    ["in an error of several", new AggregateError([new Error(SECRET)])],
    ["in a stack", Object.assign(new Error("x"), { stack: `at ${SECRET}` })],
    ["in a name", { [SECRET]: 1 }],
    ["in a map", new Map([["a", new Set([SECRET])]])],
    ["in what JSON does not show", new Hiding(SECRET)],
    ["in what cannot be enumerated", Object.defineProperty({}, "hidden", { value: SECRET })],
  ])("%s", (_, thing) => {
    expect(leaksIn("there", thing, [SECRET])).not.toEqual([]);
  });

  test("nowhere else: neither in a private field, nor where Pulumi encrypts it", () => {
    const encrypted = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: SECRET };
    expect(leaksIn("there", [new Hiding(""), encrypted, inspect(new Hiding(""))], [SECRET])).toEqual([]);
  });
});

describe("a kind that leaks", () => {
  const [scene] = SCENES;
  const [blow] = BLOWS;
  if (scene === undefined || blow === undefined) throw new Error("there is nothing to live");
  const own = definitionOf(scene.kind);

  test.each([
    ["keeps its password in clear", { ...own, secretOutputs: [] }, "create"],
    [
      "tells its password as a fact",
      {
        ...own,
        factsFrom: (_: unknown, facts: object, { password }: { password?: string }) => ({
          ...facts,
          password2: password,
        }),
      },
      "create",
    ],
  ])("and %s is caught", async (_, definition, where) => {
    const plot = { scene, declared: declared(scene, 0, ""), blow, strikes: "writes", tasksFail: false } as const;
    const { leaks } = await live({ ...plot, definition });
    expect(leaks).toContainEqual(expect.stringMatching(`^${where}: Zq-Canari`));
  });
});

test("each kind of resource lives", () => {
  const kinds = new Set(SCENES.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(DEFINITIONS.map(({ kind }) => kind).sort());
});
