/** The comparison itself, against a made-up description: that it finds each kind of difference, and nothing where there is none. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Operation, operation } from "../../provider/simulator/api/operation.js";
import {
  boolean,
  enumeration,
  list,
  long,
  model,
  nothing,
  nullable,
  optional,
  ro,
  string,
} from "../../provider/simulator/api/types.js";
import { Comparison } from "./compare-described.js";
import type { Parameter, Property, Schema } from "./schema-source.js";

const property = (type: string, rest: Partial<Property> = {}): Property => ({
  type,
  canBeNull: false,
  readOnly: false,
  ...rest,
});
const parameter = (name: string | null, dataType: string, paramType: string, required = false): Parameter => ({
  name,
  dataType,
  paramType,
  required,
});

const schema: Schema = {
  from: "here",
  trees: ["/box"],
  operations: new Map([
    [
      "GET /box",
      {
        httpMethod: "GET",
        responseType: "string[]",
        parameters: [
          parameter("id", "long", "query"),
          parameter("colour", "Colour", "query", true),
          parameter("iamTags", "map[string][]iam.resource.TagFilter", "query"),
        ],
      },
    ],
    [
      "POST /box",
      {
        httpMethod: "POST",
        responseType: "Box",
        parameters: [parameter("name", "string", "body", true), parameter("open", "boolean", "body")],
      },
    ],
    ["PUT /box", { httpMethod: "PUT", responseType: "void", parameters: [parameter(null, "Box", "body", true)] }],
    ["POST /part", { httpMethod: "POST", responseType: "void", parameters: [parameter(null, "Part", "body", true)] }],
  ]),
  models: {
    Colour: { enum: ["red", "green"] },
    Box: {
      properties: {
        id: property("long", { readOnly: true }),
        name: property("string", { fullType: "coreTypes.AccountId:string" }),
        note: property("string", { canBeNull: true }),
        colours: property("Colour[]"),
        lid: property("Lid", { readOnly: true, canBeNull: true }),
      },
    },
    Lid: { properties: { open: property("boolean") } },
    Part: { properties: { name: property("string", { required: true }), size: property("long", { required: false }) } },
  },
};

const colour = enumeration("Colour", ["red", "green"]);
const lid = model("Lid", { open: boolean });
const fields = { id: ro(long), name: string, note: nullable(string), colours: list(colour), lid: ro(nullable(lid)) };
const box = model("Box", fields);
const query = { id: optional(long), colour };
const body = z.object({ name: string, open: optional(boolean) });

const problems = (ours: Operation) => new Comparison(schema).problems(ours);

describe("no difference", () => {
  test.each([
    operation("GET /box", list(string), { query }),
    operation("POST /box", box, { body }),
    operation("PUT /box", nothing, { body: box, bodyIsModel: true }),
    operation("POST /part", nothing, {
      body: model("Part", { name: string, size: optional(long) }),
      bodyIsModel: true,
    }),
  ])("$method $template", (ours) => {
    expect(problems(ours)).toEqual([]);
  });

  test("and every model that was reached is counted", () => {
    const comparison = new Comparison(schema);
    comparison.problems(operation("POST /box", box, { body }));
    expect([...comparison.seen].sort()).toEqual(["Box", "Colour", "Lid"]);
  });
});

test("two models of one name are both compared", () => {
  const comparison = new Comparison(schema);
  const post = (answer: z.ZodObject) => comparison.problems(operation("POST /box", answer, { body }));
  expect(post(box)).toEqual([]);
  expect(post(model("Box", { ...fields, name: nullable(string) }))).toHaveLength(1);
});

describe("an operation", () => {
  test.each<[name: string, ours: Operation, problem: string]>([
    ["that OVHcloud has not", operation("DELETE /box", nothing), "OVHcloud has no such operation"],
    ["with another answer", operation("GET /box", string, { query }), "answer is no list, and OVHcloud's is string[]"],
    [
      "with a list of others",
      operation("GET /box", list(long), { query }),
      "answer[] is long, and OVHcloud's is string",
    ],
    [
      "with a type of no name",
      operation("PUT /box", z.null(), { body: box, bodyIsModel: true }),
      "answer is no type of OVHcloud's, and OVHcloud's is void",
    ],
    [
      "without a query parameter",
      operation("GET /box", list(string), { query: { colour } }),
      "query.id is not described",
    ],
    [
      "with one that is not theirs",
      operation("GET /box", list(string), { query: { ...query, size: optional(long) } }),
      "query.size is not OVHcloud's",
    ],
    [
      "with one of another type",
      operation("GET /box", list(string), { query: { ...query, id: optional(string) } }),
      "query.id is string, and OVHcloud's is long",
    ],
    [
      "with one that must be there",
      operation("GET /box", list(string), { query: { ...query, id: long } }),
      "query.id is required, and OVHcloud's is not so",
    ],
    [
      "with one that may be left out",
      operation("GET /box", list(string), { query: { ...query, colour: optional(colour) } }),
      "query.colour is required with OVHcloud, and ours is not so",
    ],
    [
      "without a body parameter",
      operation("POST /box", box, { body: z.object({ name: string }) }),
      "body.open is not described",
    ],
    [
      "with a parameter that may be null",
      operation("POST /box", box, { body: z.object({ name: nullable(string), open: optional(boolean) }) }),
      "body.name can be null, and OVHcloud's is not so",
    ],
    [
      "with a model for named parameters",
      operation("POST /box", box, { body: box, bodyIsModel: true }),
      "the body is a whole model, and OVHcloud takes named parameters",
    ],
    [
      "with named parameters for a model",
      operation("PUT /box", nothing, { body: box }),
      "the body is no whole model, and OVHcloud takes one",
    ],
    [
      "with a POST of a model, not all of which must be sent",
      operation("POST /part", nothing, { body: model("Part", { name: string, size: long }), bodyIsModel: true }),
      "Part.size is required, and OVHcloud's is not so",
    ],
  ])("%s", (_, ours, problem) => {
    expect(problems(ours)).toEqual([problem]);
  });
});

describe("a model", () => {
  const { note, ...withoutNote } = fields;
  test.each<[name: string, ours: z.ZodRawShape, problem: string]>([
    ["without a field", withoutNote, "Box.note is not described"],
    ["with a field that is not theirs", { ...fields, size: long }, "Box.size is not OVHcloud's"],
    ["with an inherited name", { ...fields, toString: string }, "Box.toString is not OVHcloud's"],
    ["with another type", { ...fields, name: long }, "Box.name is long, and OVHcloud's is string"],
    ["with a null too many", { ...fields, name: nullable(string) }, "Box.name can be null, and OVHcloud's is not so"],
    ["with a null too few", { ...fields, note: string }, "Box.note can be null with OVHcloud, and ours is not so"],
    ["with a field that is sent", { ...fields, id: long }, "Box.id is read-only with OVHcloud, and ours is not so"],
    ["with a field that is not", { ...fields, name: ro(string) }, "Box.name is read-only, and OVHcloud's is not so"],
    [
      "with a field at will",
      { ...fields, name: optional(string) },
      "Box.name is required with OVHcloud, and ours is not so",
    ],
    ["with one for a list", { ...fields, colours: colour }, "Box.colours is no list, and OVHcloud's is Colour[]"],
    ["with a value too few", { ...fields, colours: list(enumeration("Colour", ["red"])) }, "Colour lacks green"],
    [
      "with a value too many",
      { ...fields, colours: list(enumeration("Colour", ["red", "green", "blue"])) },
      "Colour: OVHcloud's has no blue",
    ],
    [
      "with a difference further in",
      { ...fields, lid: ro(nullable(model("Lid", { open: boolean, size: long }))) },
      "Lid.size is not OVHcloud's",
    ],
  ])("%s", (_, ours, problem) => {
    expect(problems(operation("POST /box", model("Box", ours), { body }))).toEqual([problem]);
  });
});
