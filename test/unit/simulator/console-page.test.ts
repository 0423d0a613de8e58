// The scripts of the console's page, as far as they need no document.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { layOut } from "../../../provider/simulator/console/assets/layout.mjs";
import { countCrossings, orderSides } from "../../../provider/simulator/console/assets/order.mjs";
import { en } from "../../../provider/simulator/console/assets/texts-en.mjs";
import { fr } from "../../../provider/simulator/console/assets/texts-fr.mjs";
import { switchAnswers } from "../../../provider/simulator/console/switch-answers.js";
import type { Edge } from "../../../provider/simulator/console/view-model.js";
import { faultNames, taskFaultNames } from "../../../provider/simulator/index.js";

type Table = { [name: string]: string | Table };

/** Every text by its place. What the simulator itself says in English is left out. */
function textsOf(table: Table, place = ""): [place: string, text: string][] {
  return Object.entries(table).flatMap(([name, value]) => {
    const at = `${place}${name}`;
    if (at === "faults.descriptions") return [];
    return typeof value === "string" ? [[at, value] as [string, string]] : textsOf(value, `${at}.`);
  });
}

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe("texts", () => {
  const [english, french] = [textsOf(en), textsOf(fr)];

  test("are all there in both languages, with the same values to fill in", () => {
    expect(english.length).toBeGreaterThan(150);
    expect(french.map(([place]) => place).sort()).toEqual(english.map(([place]) => place).sort());
    const byPlace = new Map(french);
    for (const [place, text] of english) {
      const translated = byPlace.get(place) ?? "";
      expect(placeholders(translated), place).toEqual(placeholders(text));
      expect(translated.trim(), place).not.toBe("");
    }
  });

  test("ask the question behind every switch", () => {
    const names = switchAnswers().map(({ name }) => name);
    expect(Object.keys(en.switches.questions).sort()).toEqual([...names].sort());
    expect(Object.keys(fr.switches.questions).sort()).toEqual([...names].sort());
  });

  test("describe every fault in French", () => {
    expect(Object.keys(fr.faults.descriptions).sort()).toEqual([...faultNames, ...taskFaultNames].sort());
  });
});

test("every switch has its answers, and one of them is the default", () => {
  for (const { name, answers, standard } of switchAnswers()) {
    expect(answers.length, name).toBeGreaterThan(1);
    expect(answers, name).toContain(standard);
  }
});

describe("scripts", () => {
  const folder = join(__dirname, "../../../provider/simulator/console/assets");
  const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

  test("never read a text as HTML or as a program", () => {
    const ways = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|javascript:/;
    expect(files.filter(({ text }) => ways.test(text)).map(({ name }) => name)).toEqual([]);
  });

  test("name no other machine", () => {
    const foreign = files.flatMap(({ text }) =>
      [...text.matchAll(/(?:https?:)?\/\/[\w-]+\.[\w.-]+/g)].map(([url]) => url),
    );
    expect([...new Set(foreign)]).toEqual(["http://www.w3.org"]);
  });
});

const nameOf = (id: string) => id;
const edge = (from: string, on: string, kind: Edge["kind"] = "fullAccess"): Edge => ({ from, on, kind, inForce: true });

describe("the order of the drawing", () => {
  test("keeps what belongs together apart from the rest", () => {
    const parts = orderSides([edge("a", "x"), edge("b", "y"), edge("c", "y")], nameOf);
    expect(parts).toEqual([
      { people: ["b", "c"], mailboxes: ["y"] },
      { people: ["a"], mailboxes: ["x"] },
    ]);
  });

  test("leaves no crossing where none is needed", () => {
    const links = ["cx", "az", "by", "cy", "bz"].map((pair) => edge(pair.slice(0, 1), pair.slice(1)));
    const [sides] = orderSides(links, nameOf);
    expect(countCrossings(links, sides ?? { people: [], mailboxes: [] })).toBe(0);
  });

  test("counts what crosses", () => {
    const sides = { people: ["a", "b", "c"], mailboxes: ["x", "y", "z"] };
    expect(countCrossings([edge("a", "x"), edge("b", "y"), edge("c", "z")], sides)).toBe(0);
    expect(countCrossings([edge("a", "z"), edge("b", "y"), edge("c", "x")], sides)).toBe(3);
    expect(countCrossings([edge("a", "x"), edge("a", "x", "sendAs")], sides)).toBe(0);
  });
});

describe("the layout of the drawing", () => {
  const many = Array.from({ length: 450 }, (_, index) => edge(`p${index % 150}`, `m${(index * 7) % 149}`));
  const few = [edge("a", "x"), edge("a", "x", "sendAs"), edge("b", "x"), edge("b", "y", "sendOnBehalfTo")];

  test.each([
    { size: "few", edges: few, width: 300 },
    { size: "few", edges: few, width: 1_200 },
    { size: "many", edges: many, width: 1_200 },
  ])("has no two boxes in one place, with $size in $width", ({ edges, width }) => {
    const { boxes, height, width: drawn } = layOut(edges, { width, nameOf });
    expect(new Set(boxes.map(({ key }) => key)).size).toBe(boxes.length);
    expect(drawn).toBeLessThanOrEqual(width);
    for (const side of ["person", "mailbox"]) {
      const column = boxes.filter((box) => box.side === side).sort((a, b) => a.y - b.y);
      column.reduce((end, box) => {
        expect(box.y).toBeGreaterThanOrEqual(end);
        return box.y + box.height;
      }, 0);
      expect((column.at(-1)?.y ?? 0) + (column.at(-1)?.height ?? 0)).toBeLessThan(height);
    }
  });

  test("has each line meet its boxes, and no two lines in one place", () => {
    const { boxes, lines } = layOut(few, { width: 1_200, nameOf });
    const box = (key: string) => boxes.find((one) => one.key === key) ?? expect.fail(key);
    for (const { edge: one, x1, y1, x2, y2 } of lines) {
      const [person, mailbox] = [box(`person ${one.from}`), box(`mailbox ${one.on}`)];
      expect(x1).toBe(person.x + person.width);
      expect(x2).toBe(mailbox.x);
      expect(y1).toBeGreaterThan(person.y);
      expect(y1).toBeLessThan(person.y + person.height);
      expect(y2).toBeGreaterThan(mailbox.y);
      expect(y2).toBeLessThan(mailbox.y + mailbox.height);
    }
    expect(new Set(lines.map(({ x1, y1 }) => `${x1} ${y1}`)).size).toBe(lines.length);
    expect(new Set(lines.map(({ x2, y2 }) => `${x2} ${y2}`)).size).toBe(lines.length);
  });

  test("labels every line of a few, and leaves that out for many", () => {
    expect(layOut(few, { width: 1_200, nameOf }).isRoomy).toBe(true);
    expect(layOut(many, { width: 1_200, nameOf }).isRoomy).toBe(false);
  });
});
