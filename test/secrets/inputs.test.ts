// A secret in a wrong place, or of a wrong type: what is told of it, and what Pulumi then prints by itself.

import { describe, expect, test } from "vitest";
import { dynamicHandlers } from "../../provider/dynamic.js";
import { DEFINITIONS } from "../../provider/kinds.js";
import type { Values } from "../../provider/values.js";
import { leaksIn } from "./leaks.js";
import { SCENES } from "./scenes.js";

const SECRET = 'Zq Mirabelle/"+8 with blanks';
const WORD = "Zq-Quetsche/+9";

/** The secret itself, and whatever somebody may have wrapped it into. */
const SHAPES: readonly unknown[] = [
  SECRET,
  WORD,
  [WORD],
  { value: SECRET },
  { [WORD]: true },
  { env: SECRET },
  { env: [WORD] },
  { password: SECRET },
  { command: WORD },
  { command: [{ [WORD]: WORD }] },
  { imap: { password: WORD } },
  { service: "hosted-ab12345-1", password: WORD },
  WORD.repeat(20),
];

function handlersOf(definition: (typeof DEFINITIONS)[number]) {
  return dynamicHandlers(definition, () => {
    throw new Error("a check makes no call");
  });
}

/** Pulumi prints the value of a property that is named exactly, whether it is secret or not. */
async function shownOf(definition: (typeof DEFINITIONS)[number], news: Values): Promise<unknown[]> {
  const { failures } = await handlersOf(definition).check({}, news);
  return failures.map(({ property, reason }) => [property, reason, property === "" ? undefined : news[property]]);
}

function goodPropsOf(kind: string): Values {
  return SCENES.find((scene) => scene.kind === kind)?.props ?? {};
}

const kinds = DEFINITIONS.map((definition) => ({ kind: definition.kind, definition }));

describe.each(kinds)("$kind", ({ kind, definition }) => {
  const secretNames = Object.keys(definition.fields).filter((name) => /password/i.test(name));
  const good = goodPropsOf(kind);

  test.each([...secretNames, "passwort", "secret", WORD])("%s: whatever stands there is not shown", async (name) => {
    for (const shape of SHAPES) {
      const shown = await shownOf(definition, { ...good, [name]: shape });
      expect(leaksIn(JSON.stringify(shape).slice(0, 20), shown, name === WORD ? [SECRET] : [SECRET, WORD])).toEqual([]);
    }
  });

  test("what is misspelt within a property is not shown", async () => {
    for (const name of Object.keys(definition.fields)) {
      for (const shape of [{ password: WORD }, { imap: { password: SECRET } }, { service: "x", password: WORD }]) {
        expect(leaksIn(name, await shownOf(definition, { ...good, [name]: shape }), [SECRET, WORD])).toEqual([]);
      }
    }
  });

  test("a comparison tells names, and no value", async () => {
    const { diff } = handlersOf(definition);
    const olds = { ...good, ...Object.fromEntries(secretNames.map((name) => [name, WORD])), initialPassword: WORD };
    const news = { ...good, ...Object.fromEntries(secretNames.map((name) => [name, `${WORD}-new`])) };
    const others = Object.keys(definition.fields).map((name) => ({ ...news, [name]: { changed: WORD } }));
    for (const changed of [news, ...others]) {
      const result = await diff("id", olds, changed).catch((error: unknown) => error);
      expect(leaksIn("the comparison", result, [WORD])).toEqual([]);
    }
  });
});

describe.each(kinds.filter(({ definition }) => "password" in definition.fields))("$kind", ({ kind, definition }) => {
  test("a password that stands in another property, too, is not shown", async () => {
    for (const name of Object.keys(definition.fields).filter((one) => one !== "password")) {
      for (const value of [WORD, [WORD], { [WORD]: [WORD] }]) {
        const shown = await shownOf(definition, { ...goodPropsOf(kind), password: WORD, [name]: value });
        expect(leaksIn(name, shown, [WORD])).toEqual([]);
      }
    }
  });
});
