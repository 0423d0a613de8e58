/** What is compared on the wire: that each kind of malformed request and answer is seen, and nothing else. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Operation, operation } from "../../provider/simulator/api/operation.js";
import {
  boolean,
  list,
  long,
  model,
  nothing,
  nullable,
  optional,
  ro,
  string,
} from "../../provider/simulator/api/types.js";
import { createSimulator } from "../../provider/simulator/index.js";
import { operations } from "../../provider/simulator/operations.js";
import { type CheckedCall, WireLog } from "../../provider/simulator/wire-check.js";
import { WireTotals, wireTotals } from "../../provider/simulator/wire-totals.js";

const box = model("Box", { id: ro(long), name: string, note: nullable(string) });
const get = operation("GET /box", list(long), { query: { id: optional(long), open: boolean } });
const post = operation("POST /box", box, { body: z.object({ name: string, size: optional(long) }) });
const put = operation("PUT /box", nothing, { body: box, bodyIsModel: true });
const postWhole = operation("POST /box/whole", nothing, { body: box, bodyIsModel: true });
const answer = { id: 1, name: "a", note: null };

interface Sent {
  query?: string;
  body?: unknown;
  value?: unknown;
  rest?: Partial<CheckedCall>;
}

function callOf(operation: Operation, { query = "", body, value = null, rest = {} }: Sent): CheckedCall {
  return {
    operation,
    query: new URLSearchParams(query),
    bodyText: body === undefined ? "" : JSON.stringify(body),
    status: 200,
    value,
    isExpanded: false,
    unknownFieldsPass: false,
    ...rest,
  };
}

function problems(operation: Operation, sent: Sent): string[] {
  const log = new WireLog(new WireTotals());
  log.check(callOf(operation, sent));
  return log.problems.map(({ side, problem }) => `${side} ${problem}`);
}

describe("nothing is found in", () => {
  test.each<[name: string, operation: Operation, sent: Sent]>([
    ["a query", get, { query: "id=7&open=false", value: [1] }],
    ["a body with a null for a parameter that is left out", post, { body: { name: "a", size: null }, value: answer }],
    ["a part of a model", put, { body: { note: null } }],
    ["a whole model", postWhole, { body: answer }],
    [
      "a field that a switch lets pass",
      post,
      { body: { name: "a", more: 1 }, value: answer, rest: { unknownFieldsPass: true } },
    ],
  ])("%s", (_, operation, sent) => {
    expect(problems(operation, sent)).toEqual([]);
  });
});

describe("a request that was accepted", () => {
  test.each<[name: string, operation: Operation, sent: Sent, problem: string]>([
    ["an unknown query parameter", get, { query: "open=true&x=1", value: [] }, "query.x: is not described"],
    ["a query parameter of another type", get, { query: "open=1", value: [] }, "query.open: is of another type"],
    ["no query parameter where one is required", get, { value: [] }, "query.open: is required"],
    ["a body where there is none", get, { query: "open=true", body: {}, value: [] }, "body: none is described"],
    ["no JSON", post, { rest: { bodyText: "{" }, value: answer }, "body: is not JSON"],
    ["no object", post, { body: 1, value: answer }, "body: is not an object"],
    ["a parameter too few", post, { body: {}, value: answer }, "body.name: is required"],
    ["null for a required parameter", post, { body: { name: null }, value: answer }, "body.name: is required"],
    ["a parameter too many", post, { body: { name: "a", more: 1 }, value: answer }, "body.more: is not described"],
    ["an inherited name", post, { body: { name: "a", valueOf: 1 }, value: answer }, "body.valueOf: is not described"],
    ["a part of a model in a POST", postWhole, { body: { id: 1, name: "a" } }, "body.note: is required"],
  ])("%s", (_, operation, sent, problem) => {
    expect(problems(operation, sent)).toEqual([`request ${problem}`]);
  });

  test("a field of another type", () => {
    expect(problems(put, { body: { name: null } })).toEqual([expect.stringMatching(/^request body\.name: /)]);
  });

  test("no value is repeated: it may be a password", () => {
    const text = problems(put, { body: { name: ["canary"], canaries: "canary" } }).join();
    expect(text).toMatch(/name.*canaries/);
    expect(text).not.toContain("canary");
  });
});

describe("an answer", () => {
  test.each<[name: string, value: unknown, problem: RegExp]>([
    ["a field too few", { id: 1, name: "a" }, /^answer answer\.note: /],
    ["a field too many", { ...answer, size: 1 }, /^answer answer: .*"size"/],
    ["a null too many", { ...answer, name: null }, /^answer answer\.name: /],
    ["another type", { ...answer, id: "1" }, /^answer answer\.id: /],
    ["nothing at all", null, /^answer answer: /],
  ])("%s", (_, value, problem) => {
    expect(problems(post, { body: { name: "a" }, value })).toEqual([expect.stringMatching(problem)]);
  });

  const accounts = operations.find(({ method, template }) => method === "GET" && template.endsWith("}/account"));
  test("objects in a list are what the route of one object answers", () => {
    if (accounts === undefined) throw new Error("the list of accounts is not described");
    const rest = { isExpanded: true };
    expect(problems(accounts, { value: ["a@example.com"], rest })).toEqual([]);
    expect(problems(accounts, { value: [{}], rest })).toContainEqual(
      expect.stringMatching(/^answer answer\.0\.primaryEmailAddress: /),
    );
  });
});

describe("what is counted", () => {
  test("a malformed request that was refused, and no problem", () => {
    const log = new WireLog(new WireTotals());
    log.check(callOf(post, { body: {}, rest: { status: 400, value: { message: "no" } } }));
    log.check(callOf(post, { body: { name: "a" }, rest: { status: 404, value: { message: "no" } } }));
    expect(log).toMatchObject({ checked: 2, refused: 1, problems: [] });
    expect([...log.answered]).toEqual([]);
  });

  test("all simulators of a process together", async () => {
    const before = wireTotals.checked;
    const simulators = [createSimulator(), createSimulator()];
    for (const one of simulators) await one.fetch(new Request("https://eu.api.ovh.com/1.0/email/exchange"));
    expect(simulators.map(({ wire }) => wire.checked)).toEqual([1, 1]);
    expect(wireTotals.checked - before).toBe(2);
  });
});
