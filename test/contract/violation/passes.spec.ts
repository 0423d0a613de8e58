import { expect, test } from "vitest";
import { countWire } from "../../support/wire-elsewhere.js";

const violation = { operation: "GET /box", side: "answer", problem: "answer.id: is missing" } as const;

test("passes", () => {
  countWire({ checked: 2, refused: 1, problems: process.env.VIOLATE === "yes" ? [violation] : [] });
  expect(true).toBe(true);
});
