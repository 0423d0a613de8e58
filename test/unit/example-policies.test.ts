// The rules of examples/policies on plain data, and on what a preview does not know yet.

import { expect, test } from "vitest";
import { readProgram } from "../../examples/policies/program.js";
import { closedGroups, fewReaders, noOutsiders, twoPeople } from "../../examples/policies/rules.js";

/** As `@pulumi/policy` hands it over: whoever looks at what is not known gets an error. */
function resource(kind: string, props: Record<string, unknown>, unknown: readonly string[] = []) {
  const guarded = new Proxy(props, {
    ownKeys: () => [...Object.keys(props), ...unknown],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (held, key) => {
      if (unknown.includes(String(key))) throw new Error(`value at .${String(key)} can't be known during preview`);
      return held[String(key)];
    },
  });
  return { type: `pulumi-nodejs:dynamic/ovhmail:${kind}`, urn: `urn:${kind}`, props: guarded };
}

const SUPPORT = resource("SharedMailbox", { emailAddress: "support@example.com" });
const on = { service: "hosted-ab12345-1", emailAddress: "Support@example.com" };

function messages(violations: readonly { message: string }[]): string[] {
  return violations.map(({ message }) => message);
}

test("people of the organisation are those on the domains of its mailboxes", () => {
  const program = readProgram([
    SUPPORT,
    resource("Delegation", { on, grants: { "Anna@example.com": ["fullAccess"], "zoe@notexample.com": ["sendAs"] } }),
    resource("Delegation", { on: { mxPlanDomain: "example.com" }, grants: { "ab12345-ovh": ["manage"] } }),
    resource("ContactGroup", {
      emailAddress: "press@example.com",
      members: { "Carol@accounting.example.org": true },
      managers: [],
    }),
    resource("MxPlanRedirection", { from: "info@example.com", to: "me@gmail.example" }),
    { type: "pulumi:pulumi:Stack", urn: "urn:stack", props: {} },
  ]);
  expect(messages(noOutsiders(program, {}))).toEqual([
    "zoe@notexample.com is not of the organisation, and gets rights on support@example.com: take the grant out",
    "ab12345-ovh is not of the organisation, and gets rights on example.com: take the grant out",
    "carol@accounting.example.org is not of the organisation, and gets the mail of press@example.com: take the member out",
    "me@gmail.example is not of the organisation, and gets the mail of info@example.com: take the redirection out",
  ]);
  const except = ["zoe@notexample.com", "AB12345-ovh", "carol@accounting.example.org", "me@gmail.example"];
  expect(noOutsiders(program, { except })).toEqual([]);
  expect(messages(noOutsiders(program, { domains: ["notexample.com"], except })).length).toBe(1);
});

test("a shared mailbox needs two who can read it", () => {
  const one = readProgram([SUPPORT, resource("Delegation", { on, grants: { "anna@example.com": ["fullAccess"] } })]);
  expect(messages(twoPeople(one, {}))).toEqual([
    "support@example.com can be read by only anna@example.com: give fullAccess to at least 2 people",
  ]);
  expect(twoPeople(one, { minimum: 1 })).toEqual([]);
  expect(messages(twoPeople(readProgram([SUPPORT]), {}))).toEqual([
    "support@example.com can be read by nobody: give fullAccess to at least 2 people",
  ]);
});

test.each([
  { what: "the target", delegation: resource("Delegation", { grants: {} }, ["on"]) },
  { what: "the grants", delegation: resource("Delegation", { on }, ["grants"]) },
  {
    what: "a person's rights",
    delegation: resource("Delegation", { on, grants: resource("", {}, ["anna@example.com"]).props }),
  },
])("while $what is not known, no rule is broken", ({ delegation }) => {
  const program = readProgram([SUPPORT, delegation]);
  expect(twoPeople(program, {})).toEqual([]);
  expect(fewReaders(program, { maximum: 0 })).toEqual([]);
  expect(noOutsiders(program, {})).toEqual([]);
});

test("nobody lets too many read, nor everybody join", () => {
  const grants = {
    "anna@example.com": ["fullAccess"],
    "bob@example.com": ["fullAccess"],
    "eve@example.com": ["sendAs"],
  };
  const program = readProgram([
    resource("Delegation", { on, grants }),
    resource("ContactGroup", { emailAddress: "all@example.com", joinPolicy: "open" }),
    resource("ContactGroup", { emailAddress: "some@example.com", joinPolicy: "moderated" }),
  ]);
  expect(messages(fewReaders(program, { maximum: 1 }))).toEqual([
    "support@example.com can be read by 2 people (anna@example.com, bob@example.com): at most 1 may have fullAccess",
  ]);
  expect(fewReaders(program, {})).toEqual([]);
  expect(messages(closedGroups(program, {}))).toEqual([
    'everybody can join all@example.com: leave joinPolicy out, or make it "moderated"',
  ]);
  expect(closedGroups(program, { except: ["All@example.com"] })).toEqual([]);
});
