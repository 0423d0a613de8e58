// The program that is written says exactly what was exported, whatever the texts hold: it is run, and compared.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ExportedResource, Section } from "../../../../cli/export/model.js";
import { type ProjectOptions, renderProject } from "../../../../cli/export/render-project.js";
import type { Kind } from "../../../../provider/state-texts.js";
import type { Values } from "../../../../provider/values.js";
import { runProgram } from "./run-program.js";

const OPTIONS: ProjectOptions = {
  name: "mail",
  peopleFile: undefined,
  adopt: true,
  version: "0.1.0",
  heading: ["What this is."],
  remarksOn: ({ notes }: ExportedResource) => notes.map(({ detail = "" }) => detail),
  looksLike: (domain: string, shown: string) => `${domain} is ${shown}.`,
};

function resource(kind: Kind, name: string, args: Values, remark?: string): ExportedResource {
  const notes = remark === undefined ? [] : [{ code: "notSeen" as const, what: name, detail: remark }];
  return { kind, name, args, id: name, inputs: {}, outputs: {}, notes };
}

const service = "hosted-ab12345-1";

function atExchange(...resources: ExportedResource[]): Section {
  return { place: { type: "exchange", name: service }, resources };
}

function mailbox(login: string, args: Values = {}, remark?: string): ExportedResource {
  const emailAddress = `${login}@example.com`;
  return resource("ExchangeAccount", emailAddress, { service, emailAddress, ...args }, remark);
}

function rightsOn(login: string, grants: Values): ExportedResource {
  const emailAddress = `${login}@example.com`;
  return resource("Delegation", emailAddress, { on: { service, emailAddress }, grants });
}

const byName = (one: { kind: string; name: string }, other: { kind: string; name: string }) =>
  `${one.kind} ${one.name}` < `${other.kind} ${other.name}` ? -1 : 1;

function declaredBy(sections: readonly Section[]) {
  const all = sections.flatMap(({ resources }) => resources);
  return all.map(({ kind, name, args }) => ({ kind, name, args })).sort(byName);
}

function expectSameProgram(sections: readonly Section[], options: Partial<ProjectOptions> = {}) {
  const files = renderProject(sections, { ...OPTIONS, ...options });
  expect(runProgram(files).sort(byName)).toEqual(declaredBy(sections));
  return files;
}

/** Any sixteen bits at any place, halves of characters too, and often what means something to a program. */
const anyText = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        "`",
        "\\",
        "${",
        "}",
        "*/",
        "//",
        "\n",
        "\r",
        "\u2028",
        "\u202e",
        "\u0000",
        "<!--",
        "é",
        "😀",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
  fc.constantFrom("__proto__", "constructor", "null", "~", "- a", "a: b", "#", "yes", "0x1f", "1e3", " ", "\u00a0"),
);
/** Each run compiles a program, so there are few, with many texts in each. */
const RUNS = { numRuns: 15 };
const TIMEOUT_MS = 60_000;

/** What no file can keep is left out before. */
const wholeText = anyText.filter((text) => text.isWellFormed());

/** A file with nothing but what people see. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const hiddenIn = (text: string) => text.split("\n").filter((line) => HIDDEN.test(line));

describe("any text", () => {
  test(
    "survives in the program, as value, key, name and remark, and hides nothing",
    () => {
      fc.assert(
        fc.property(fc.array(fc.tuple(anyText, anyText, anyText), { maxLength: 40 }), (texts) => {
          const resources = texts.flatMap(([value, key, remark], index) => [
            mailbox(`m${index}`, { displayName: value, spamAndVirus: { tagSpam: true } }, remark),
            resource("SharedMailbox", `${index}${value}`, { service, emailAddress: value, quotaMb: index }),
            rightsOn(`other${index}`, Object.fromEntries([[key, ["fullAccess"]]])),
          ]);
          const files = expectSameProgram([atExchange(...resources)]);
          expect(hiddenIn(files.get("index.ts") ?? "")).toEqual([]);
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );

  test(
    "survives in lists of many",
    () => {
      fc.assert(
        fc.property(fc.array(fc.tuple(anyText, anyText), { minLength: 4, maxLength: 40 }), (texts) => {
          expectSameProgram([
            atExchange(...texts.map(([value, remark], index) => mailbox(`m${index}`, { displayName: value }, remark))),
          ]);
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );

  test(
    "survives in the file of people, and hides nothing there",
    () => {
      fc.assert(
        fc.property(fc.array(fc.tuple(wholeText, wholeText), { minLength: 1, maxLength: 40 }), (texts) => {
          const people = texts.map(([value, alias], index) =>
            mailbox(`m${index}`, { displayName: value, emailAliases: [alias] }),
          );
          const files = expectSameProgram([atExchange(...people)], { peopleFile: "people.yaml" });
          expect(hiddenIn(files.get("people.yaml") ?? "")).toEqual([]);
          expect(files.get("index.ts")).not.toContain("m0@example.com");
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );
});

describe("the form of the program", () => {
  test("a few are written one by one, with the rights beside them", () => {
    const sections = [
      atExchange(
        mailbox("anna", { displayName: "Anna" }),
        resource("SharedMailbox", "support@example.com", {
          service,
          emailAddress: "support@example.com",
          quotaMb: 1024,
        }),
        rightsOn("support", { "anna@example.com": ["fullAccess", "sendAs"] }),
      ),
    ];
    expect(expectSameProgram(sections).get("index.ts")).toBe(`// What this is.
import * as ovhmail from "pulumi-ovh-mail";

const service = "hosted-ab12345-1";

new ovhmail.ExchangeAccount("anna@example.com", { service, emailAddress: "anna@example.com", displayName: "Anna" });

const support = new ovhmail.SharedMailbox("support@example.com", {
  service,
  emailAddress: "support@example.com",
  quotaMb: 1024,
});

new ovhmail.Delegation("support@example.com", {
  on: support,
  grants: { "anna@example.com": ["fullAccess", "sendAs"] },
});
`);
  });

  test("many that are alike are a list, what they have in common stands in its loop, and their rights are a table", () => {
    const logins = ["anna", "bob", "carol", "dan"];
    const sections = [
      atExchange(
        ...logins.map((login) => mailbox(login, { displayName: login, company: "Example" })),
        mailbox("eve", { protocols: { imap: false } }),
        ...logins.map((login) => rightsOn(login, { "eve@example.com": ["fullAccess"] })),
      ),
    ];
    expect(expectSameProgram(sections).get("index.ts")).toBe(`// What this is.
import * as ovhmail from "pulumi-ovh-mail";

const service = "hosted-ab12345-1";

const mailboxes: (Omit<ovhmail.ExchangeAccountArgs, "service" | "company"> & { emailAddress: string })[] = [
  { emailAddress: "anna@example.com", displayName: "anna" },
  { emailAddress: "bob@example.com", displayName: "bob" },
  { emailAddress: "carol@example.com", displayName: "carol" },
  { emailAddress: "dan@example.com", displayName: "dan" },
];
for (const mailbox of mailboxes) {
  new ovhmail.ExchangeAccount(mailbox.emailAddress, { service, company: "Example", ...mailbox });
}

new ovhmail.ExchangeAccount("eve@example.com", {
  service,
  emailAddress: "eve@example.com",
  protocols: { imap: false },
});

const rights: Record<string, Record<string, ovhmail.Right[]>> = {
  "anna@example.com": { "eve@example.com": ["fullAccess"] },
  "bob@example.com": { "eve@example.com": ["fullAccess"] },
  "carol@example.com": { "eve@example.com": ["fullAccess"] },
  "dan@example.com": { "eve@example.com": ["fullAccess"] },
};
for (const [emailAddress, grants] of Object.entries(rights)) {
  new ovhmail.Delegation(emailAddress, { on: { service, emailAddress }, grants });
}
`);
  });

  test("people stand in a file by service, and the program reads it", () => {
    const files = expectSameProgram([atExchange(mailbox("anna", { displayName: "Anna" }))], {
      peopleFile: "people.yaml",
    });
    expect(files.get("people.yaml")).toBe(
      "hosted-ab12345-1:\n  - emailAddress: anna@example.com\n    displayName: Anna\n",
    );
    expect(JSON.parse(files.get("package.json") ?? "").dependencies).toHaveProperty("yaml");
  });

  test("several services have a file each, and domains are shown as people know them", () => {
    const address = "anna@xn--mnchen-3ya.example";
    const domain: Section = {
      place: { type: "legacyMxPlan", name: "xn--mnchen-3ya.example" },
      resources: [resource("MxPlanAccount", address, { emailAddress: address })],
    };
    const files = expectSameProgram([atExchange(mailbox("anna")), domain]);
    expect(files.get("index.ts")).toBe(
      '// What this is.\nimport "./hosted-ab12345-1";\nimport "./xn-mnchen-3ya-example";\n',
    );
    expect(files.get("xn-mnchen-3ya-example.ts")).toContain("// xn--mnchen-3ya.example is münchen.example.");
  });

  test("two that are called alike before the @ are two variables", () => {
    const shared = (emailAddress: string) =>
      resource("SharedMailbox", emailAddress, { service, emailAddress, quotaMb: 1, emailAliases: ["x@example.com"] });
    const rights = (emailAddress: string) =>
      resource("Delegation", emailAddress, { on: { service, emailAddress }, grants: { "a@example.com": ["sendAs"] } });
    const addresses = ["new@example.com", "new@example.org", "1@example.com", "é@example.com", "ovhmail@example.com"];
    const files = expectSameProgram([atExchange(...addresses.flatMap((one) => [shared(one), rights(one)]))]);
    expect([...(files.get("index.ts") ?? "").matchAll(/^const (\w+) = new/gm)].map(([, name]) => name)).toEqual([
      "newExampleCom",
      "newExampleOrg",
      "_1",
      "exampleCom",
      "ovhmailExampleCom",
    ]);
  });
});
