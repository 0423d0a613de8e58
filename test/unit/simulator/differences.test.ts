// Every open question is in DIFFERENCES.md, with all its answers.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { switchesSchema } from "../../../provider/simulator/switches.js";

const page = readFileSync(join(__dirname, "../../../DIFFERENCES.md"), "utf8");
const rows = page.split("\n").filter((line) => line.startsWith("| `"));

function answersOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodDefault) return answersOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => answersOf(one as z.ZodType));
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String);
  return schema instanceof z.ZodBoolean ? ["true", "false"] : [];
}

test.each(Object.entries(switchesSchema.shape))("%s", (name, schema) => {
  const row = rows.find((line) => line.split("|")[1]?.includes(`\`${name}\``)) ?? "";
  const answers = row.split("|")[2] ?? "";
  expect([...answers.matchAll(/`([^`]+)`/g)].map(([, answer]) => answer).sort()).toEqual(answersOf(schema).sort());
  expect(row.split("|")[3]?.trim()).not.toBe("");
  const [first] = answers.match(/`([^`]+)`/) ?? [];
  expect(first, "the first answer is the default").toBe(`\`${String(schema.parse(undefined))}\``);
});
