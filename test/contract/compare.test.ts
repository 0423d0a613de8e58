/** The comparison itself, against a made-up description: that it finds each kind of difference, and nothing where there is none. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Call } from "../../provider/ovh/api.js";
import { route } from "../../provider/ovh/route.js";
import { Secret } from "../../provider/ovh/secret.js";
import { id, ids, ignoredText, nothing, text } from "../../provider/ovh/wire.js";
import { callProblems, pathProblems } from "./compare-calls.js";
import { answerProblems } from "./compare-models.js";
import type { Operation, Parameter, Property, Schema } from "./schema-source.js";

const property = (type: string, rest: Partial<Property> = {}): Property => ({
  type,
  canBeNull: false,
  readOnly: false,
  ...rest,
});
const parameter = (name: string | null, dataType: string, rest: Partial<Parameter> = {}): Parameter => ({
  name,
  dataType,
  paramType: "body",
  required: false,
  ...rest,
});
const operation = (httpMethod: string, responseType: string, ...parameters: Parameter[]): Operation => ({
  httpMethod,
  responseType,
  parameters,
});

const models: Schema["models"] = {
  Colour: { enum: ["red", "green"] },
  Box: {
    properties: {
      id: property("long", { readOnly: true }),
      name: property("string"),
      note: property("string", { canBeNull: true }),
      colour: property("Colour"),
      sizes: property("long[]"),
      ratio: property("double"),
      open: property("boolean"),
      taskPendingId: property("long"),
      inner: property("Inner"),
    },
  },
  Inner: { properties: { when: property("null", { fullType: "datetime" }) } },
};

describe("an answer", () => {
  test.each<[name: string, type: string, read: z.ZodType, problems: string[]]>([
    ["without a difference", "Box", z.object({ id, name: z.string(), note: text, open: z.boolean() }), []],
    ["a field that may be absent", "Box", z.object({ name: z.string().optional() }), []],
    ["a field that is not there", "Box", z.object({ nmae: z.string() }), ["at.nmae is not in Box"]],
    ["an inherited name", "Box", z.object({ toString: z.string() }), ["at.toString is not in Box"]],
    ["another type", "Box", z.object({ open: z.string() }), ["at.open is a boolean, and is read as string"]],
    ["a text as number", "Box", z.object({ name: z.number() }), ["at.name is a string, and is read as number"]],
    ["null refused", "Box", z.object({ note: z.string() }), ["at.note can be null, and null is refused"]],
    ["null accepted", "Box", z.object({ name: text }), ["at.name is never null, and null is accepted"]],
    ["null as a pending task", "Box", z.object({ taskPendingId: id.nullish() }), []],
    [
      "an id that may be rounded",
      "Box",
      z.object({ id: z.number() }),
      ["at.id accepts an id that was rounded", "at.id is a long, and is read as number"],
    ],
    [
      "a whole number for a broken one",
      "Box",
      z.object({ ratio: z.number().int() }),
      ["at.ratio is a double, and is read as number"],
    ],
    ["an enumeration as text", "Box", z.object({ colour: z.string() }), []],
    ["an exact enumeration", "Box", z.object({ colour: z.enum(["green", "red"]) }), []],
    ["a value that we lack", "Box", z.object({ colour: z.enum(["red"]) }), ["at.colour does not know green of Colour"]],
    [
      "a value that they lack",
      "Box",
      z.object({ colour: z.enum(["red", "green", "blue"]) }),
      ["at.colour: Colour has no blue"],
    ],
    [
      "known values or a text",
      "Box",
      z.object({ colour: z.union([z.enum(["red"]), z.string()]) }),
      ["at.colour does not know green of Colour"],
    ],
    [
      "an enumeration as number",
      "Box",
      z.object({ colour: z.number() }),
      ["at.colour is one of Colour, and is read as neither a text nor an enumeration"],
    ],
    ["a list in a model", "Box", z.object({ sizes: ids }), []],
    [
      "a list of something else",
      "Box",
      z.object({ sizes: z.array(z.string()) }),
      ["at.sizes[] is a long, and is read as string"],
    ],
    [
      "a list that is none",
      "Box",
      z.object({ sizes: z.string() }),
      ["at.sizes is a long[], and is not read as a list"],
    ],
    [
      "a model in a model",
      "Box",
      z.object({ inner: z.object({ when: z.boolean() }) }),
      ["at.inner.when is a datetime, and is read as boolean"],
    ],
    ["a model as text", "Box", z.string(), ["at is a Box, and is not read as an object"]],
    ["a list of ids", "long[]", ids, []],
    ["an id behind a name", "coreTypes.AccountId:string", z.string(), []],
    ["nothing", "void", nothing, []],
    ["something, ignored", "Box", nothing, ["at is ignored, though it is a Box"]],
    ["nothing, read", "void", z.string(), ["at is a void, and is read as string"]],
    ["a text, ignored", "string", ignoredText, []],
    ["no text, ignored", "Box", ignoredText, ["at is read as a text, though it is a Box"]],
  ])("%s", (_, type, read, problems) => {
    expect(answerProblems(models, type, read, "at", new Set())).toEqual(problems);
  });

  test("counts the models that were looked at", () => {
    const seen = new Set<string>();
    answerProblems(models, "Box[]", z.array(z.object({ inner: z.object({}), colour: z.enum(["red"]) })), "at", seen);
    expect([...seen]).toEqual(["Box", "Inner"]);
  });
});

const schema: Schema = {
  from: "here",
  trees: [],
  models,
  operations: new Map([
    ["GET /box", operation("GET", "long[]", parameter("like", "string", { paramType: "query" }))],
    ["GET /box/{id}", operation("GET", "Box")],
    ["PUT /box", operation("PUT", "void", parameter(null, "Box", { required: true }))],
    [
      "POST /box",
      operation(
        "POST",
        "void",
        parameter("name", "string", { required: true }),
        parameter("key", "password"),
        parameter("size", "long"),
        parameter("colours", "Colour[]"),
        parameter("who", "string", { fullType: "coreTypes.AccountId:string" }),
      ),
    ],
  ]),
};

describe("a call", () => {
  const call = (method: Call<unknown>["method"], rest: Partial<Call<unknown>>): Call<unknown> => ({
    method,
    route: route("/box", {}),
    answer: method === "GET" ? ids : nothing,
    ...rest,
  });

  test.each<[name: string, sent: Call<unknown>, problems: string[]]>([
    ["without a difference", call("GET", { query: { like: "%a%" } }), []],
    ["to a route that is not there", call("GET", { route: route("/bax", {}) }), ["OVHcloud has no such operation"]],
    ["with a method that is not there", call("DELETE", {}), ["OVHcloud has no such operation"]],
    ["with another query", call("GET", { query: { name: "a" } }), ["query.name is not taken"]],
    [
      "with another type in the query",
      call("GET", { query: { like: 1 } }),
      ["query.like is a number and should be a string"],
    ],
    [
      "with all it may send",
      call("POST", { body: { name: "a", key: new Secret("k"), size: 1, colours: ["red"], who: "x" } }),
      [],
    ],
    ["without what is required", call("POST", {}), ["body.name is required and not sent"]],
    ["with a field that is not taken", call("POST", { body: { name: "a", nmae: "a" } }), ["body.nmae is not taken"]],
    [
      "with a bare password",
      call("POST", { body: { name: "a", key: "k" } }),
      ["body.key is a string and should be a password"],
    ],
    [
      "with a secret name",
      call("POST", { body: { name: new Secret("a") } }),
      ["body.name is a object and should be a string"],
    ],
    [
      "with a broken number",
      call("POST", { body: { name: "a", size: 0.5 } }),
      ["body.size is a number and should be a long"],
    ],
    [
      "with a value that is no colour",
      call("POST", { body: { name: "a", colours: ["red", "blue"] } }),
      ["body.colours[1] is blue, which is no Colour"],
    ],
    [
      "with one colour for a list",
      call("POST", { body: { name: "a", colours: "red" } }),
      ["body.colours is not a list"],
    ],
    [
      "with a part of a model",
      call("PUT", { body: { name: "a", note: null, ratio: 0.5, inner: { when: "now" } } }),
      [],
    ],
    ["with a field that the model lacks", call("PUT", { body: { nmae: "a" } }), ["body.nmae is not in Box"]],
    ["with what is read-only", call("PUT", { body: { id: 1 } }), ["body.id is read-only"]],
    ["with null where it is never", call("PUT", { body: { name: null } }), ["body.name is null"]],
    ["with a body to a read", call("GET", { body: { name: "a" } }), ["body.name is not taken"]],
  ])("%s", (_, sent, problems) => {
    expect(callProblems(schema, sent, new Set())).toEqual(problems);
  });

  test.each<[name: string, item: z.ZodType, problems: string[]]>([
    ["which are as described", z.object({ id }), []],
    ["which are not", z.object({ name: z.boolean() }), ["answer[].name is a string, and is read as boolean"]],
  ])("for a list with its objects, %s", (_, item, problems) => {
    const headers = { "x-pagination-mode": "CachedObjectList-Pages" };
    const answer = z.union([z.array(item), z.array(z.unknown())]);
    expect(callProblems(schema, call("GET", { headers, answer }), new Set())).toEqual(problems);
  });

  test("with two parameters mixed up", () => {
    const mixed = call("GET", { route: route("/{a}/{b}", { a: "two", b: "one" }) });
    expect(pathProblems(mixed, { a: "one", b: "two" })).toEqual(["the path is /two/one and should be /one/two"]);
  });
});
