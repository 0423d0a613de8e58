// What is told of a migration, from what was found and what the program declares.

import { describe, expect, test } from "vitest";
import type { Declared } from "../../../provider/program/declared.js";
import type { DeclaredMigration } from "../../../provider/program/declared-mxplan.js";
import { judgeMigrations } from "../../../provider/program/judge-migration.js";
import { judgeMigrationProgram } from "../../../provider/program/judge-migration-program.js";
import type { MigrationInputs } from "../../../provider/resources/migration/inputs.js";
import type { LiveMigration } from "../../../provider/resources/migration/live.js";
import type { Problem } from "../../../provider/resources/migration/problems.js";
import { group, mailbox, SERVICE, shared } from "./declared.js";
import { account, redirection, responder } from "./declared-mxplan.js";

const ANNA = "anna@example.com";

function migration(inputs: Partial<MigrationInputs> = {}, rest: Partial<DeclaredMigration> = {}): DeclaredMigration {
  const own: MigrationInputs = {
    source: ANNA,
    destination: { service: SERVICE },
    confirmIrreversible: true,
    copy: "external",
    copyDone: false,
    sourceAfterwards: "keep",
    ...inputs,
  };
  return { kind: "AccountMigration", emailAddress: own.source, exists: false, inputs: own, ...rest };
}

function live(problems: readonly Problem[] = [], rest: Partial<LiveMigration> = {}): LiveMigration {
  return {
    generation: "legacy",
    destination: undefined,
    movingTaskId: undefined,
    source: undefined,
    prerequisites: { problems, warnings: [] },
    afterwards: undefined,
    ...rest,
  };
}

function told(found: LiveMigration | string, declared: readonly Declared[] = [], about = migration()) {
  const findings = judgeMigrations([{ about, found }], declared);
  expect(findings.every((finding) => finding.about === about)).toBe(true);
  return findings.filter(({ severity }) => severity === undefined).map(({ message }) => message);
}

const redirected: Problem = {
  kind: "MxPlanRedirection",
  to: "boss@example.net",
  what: `source: there is a redirection from ${ANNA} to boss@example.net`,
};
const answered: Problem = { kind: "MxPlanResponder", what: `source: ${ANNA} has a responder` };
const absent: Problem = { kind: "MxPlanAccount", what: `source: example.com has no mailbox ${ANNA}` };

describe("judgeMigrations", () => {
  test("tells every problem by itself, and OVHcloud's refusal to show anything", () => {
    expect(told(live(["password: missing", redirected]))).toEqual([
      "password: missing",
      expect.stringMatching(/^source: there is a redirection .*: remove it first/),
    ]);
    expect(told("source: no")).toEqual(["source: no"]);
  });

  test.each<[what: string, problem: Problem, declared: Declared, message: RegExp]>([
    [
      "a redirection",
      redirected,
      redirection(ANNA, "boss@example.net", { name: "to-boss" }),
      /MxPlanRedirection "to-boss": take it out/,
    ],
    ["a redirection without a name", redirected, redirection(ANNA, "boss@example.net"), /"anna@example\.com": take it/],
    ["a responder", answered, responder(ANNA, { name: "holiday", exists: true }), /MxPlanResponder "holiday": take it/],
  ])("names the resource that declares %s", (_, problem, declared, message) => {
    expect(told(live([problem]), [declared])).toEqual([expect.stringMatching(message)]);
  });

  test("does not name a redirection that leads elsewhere, and tells that it will be in the way", () => {
    const other = redirection(ANNA, "other@example.net", { name: "other" });
    expect(told(live([redirected]), [other])).toEqual([
      expect.stringMatching(/: remove it first/),
      expect.stringMatching(/there will be a redirection .* to other@example\.net.*"other"/),
    ]);
  });

  test("a mailbox that the program makes is not missing, and that of somebody else is", () => {
    expect(told(live([absent]), [account(ANNA)])).toEqual([]);
    expect(told(live([absent]), [account("bob@example.com")])).toEqual([expect.stringMatching(/correct the address$/)]);
  });

  test("a responder declared on the new MX Plan is told by itself, not here", () => {
    expect(told(live([], { generation: "new" }), [responder(ANNA)])).toEqual([]);
  });
});

describe("judgeMigrationProgram", () => {
  const messages = (...declared: Declared[]) => judgeMigrationProgram(declared).map(({ message }) => message);

  test("a mailbox moves once, and a free account is taken once", () => {
    const destination = { service: SERVICE, freeAccount: "X1@configureme.me" };
    const bob = migration({
      source: "bob@example.com",
      destination: { ...destination, freeAccount: "x1@configureme.me" },
    });
    expect(messages(migration(), migration())).toEqual([
      `source: ${ANNA} is migrated twice in this program: remove one`,
    ]);
    expect(messages(migration({ destination }), bob)).toEqual([expect.stringMatching(/named by two migrations/)]);
    expect(messages(migration({ destination }, { exists: true }), bob)).toEqual([]);
  });

  test.each<[what: string, mailbox: Declared, expected: unknown[]]>([
    ["adopts", mailbox(ANNA, { adopt: true }), []],
    ["exists", mailbox(ANNA, { exists: true }), []],
    ["does not adopt", mailbox(ANNA), [expect.stringMatching(/^adopt: .*set adopt to true/)]],
    [
      "is elsewhere",
      mailbox(ANNA, { adopt: true, service: "other" }),
      [expect.stringMatching(/^service: .*not to other/)],
    ],
    ["is another", mailbox("bob@example.com"), []],
    ["is a shared one", shared(ANNA, 1), [expect.stringMatching(/^emailAddress: .*as a mailbox: choose another/)]],
    ["is a group", group(ANNA), [expect.stringMatching(/^emailAddress: .*as a mailbox/)]],
    ["has it as an alias", mailbox("bob@example.com", { aliases: [ANNA] }), [expect.stringMatching(/^emailAliases:/)]],
  ])("the mailbox that takes over %s", (_, taker, expected) => {
    expect(messages(migration(), taker)).toEqual(expected);
  });
});
