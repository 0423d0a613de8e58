/** Mistakes at MX Plan that need no call. */
import { describe, expect, test } from "vitest";
import type { Declared } from "../../../provider/program/declared.js";
import { judgeDelegates } from "../../../provider/program/judge-mxplan-program.js";
import { judgeProgram } from "../../../provider/program/judge-program.js";
import { contact, group, mailbox, shared } from "./declared.js";
import { account, migration, redirection, responder, rightsOn } from "./declared-mxplan.js";

const manage = { "cd67890-ovh": ["manage"] };
const asDelegate = { asDelegate: true };
const messages = (declared: Declared[]) => judgeProgram(declared).map(({ message }) => message);

describe("fine", () => {
  test.each<[name: string, declared: Declared[]]>([
    [
      "an account with its redirection and its responder",
      [account("a@x.fr"), redirection("a@x.fr", "b@y.fr"), responder("a@x.fr")],
    ],
    ["several redirections from one address", [redirection("a@x.fr", "b@y.fr"), redirection("a@x.fr", "c@y.fr")]],
    ["several redirections to one address", [redirection("a@x.fr", "c@y.fr"), redirection("b@x.fr", "c@y.fr")]],
    ["a chain of redirections", [redirection("a@x.fr", "b@x.fr"), redirection("b@x.fr", "c@x.fr")]],
    [
      "two ways to one address",
      [
        redirection("a@x.fr", "b@x.fr"),
        redirection("b@x.fr", "d@x.fr"),
        redirection("a@x.fr", "c@x.fr"),
        redirection("c@x.fr", "d@x.fr"),
      ],
    ],
    [
      "a redirection from a mailbox, a group and to one of Exchange",
      [mailbox("a@x.fr"), group("g@x.fr"), redirection("a@x.fr", "g@x.fr")],
    ],
    ["an external contact at MX Plan", [account("a@x.fr"), contact("a@x.fr")]],
    [
      "delegations of a domain and of its accounts",
      [rightsOn("x.fr", manage), rightsOn("a@x.fr", manage), rightsOn("b@x.fr", manage)],
    ],
    [
      "an account that is moved to Exchange and taken over there",
      [account("a@x.fr"), migration("a@x.fr"), mailbox("a@x.fr", { adopt: true })],
    ],
    ["the same, once it is there", [mailbox("a@x.fr", { exists: true }), account("a@x.fr"), migration("a@x.fr")]],
  ])("%s", (_, declared) => {
    expect(messages(declared)).toEqual([]);
  });
});

describe("found", () => {
  const twice = "emailAddress: a@x.fr is declared twice in this program";
  const both = (property: string) =>
    `${property}: a@x.fr is declared at Exchange and at MX Plan in this program, and its domain delivers its mail to one ` +
    "of them: remove the other";
  const circle = (way: string) => `to: mail goes round in a circle, from ${way}: send it to another address`;

  test.each<[name: string, declared: Declared[], messages: string[]]>([
    ["an account twice", [account("a@x.fr"), account("a@x.fr")], [twice]],
    [
      "an account and an alias",
      [account("a@x.fr"), account("b@x.fr", { aliases: ["a@x.fr"] })],
      ["emailAliases: a@x.fr is declared twice in this program"],
    ],
    ["an account at Exchange too", [mailbox("a@x.fr"), account("a@x.fr")], [both("emailAddress")]],
    ["a shared mailbox", [account("a@x.fr"), shared("a@x.fr", 1, { exists: true })], [both("emailAddress")]],
    ["an alias of a group", [account("a@x.fr"), group("g@x.fr", { aliases: ["a@x.fr"] })], [both("emailAliases")]],
    [
      "a migration whose mailbox is not taken over",
      [account("a@x.fr"), migration("a@x.fr"), mailbox("a@x.fr")],
      ["adopt: the migration of this program brings a@x.fr: set adopt to true, which takes the mailbox over"],
    ],
    [
      "a migration of somebody else",
      [account("a@x.fr"), migration("b@x.fr"), mailbox("a@x.fr", { adopt: true })],
      [both("emailAddress")],
    ],
    [
      "a redirection twice",
      [redirection("a@x.fr", "b@y.fr"), redirection("a@x.fr", "b@y.fr")],
      ["from: the redirection from a@x.fr to b@y.fr is declared twice in this program: remove one"],
    ],
    [
      "two responders",
      [responder("a@x.fr"), responder("a@x.fr")],
      ["emailAddress: a@x.fr has two responders in this program, and OVHcloud allows one: put both texts into one"],
    ],
    [
      "two delegations of a domain",
      [rightsOn("x.fr", manage), rightsOn("x.fr", { "ef11111-ovh": ["manage"] })],
      ["on: x.fr has two delegations in this program, and each would undo the other's work: put all grants into one"],
    ],
    ["a redirection to itself", [redirection("a@x.fr", "a@x.fr")], [circle("a@x.fr, then to a@x.fr")]],
    [
      "a circle of three, once",
      [
        redirection("a@x.fr", "b@x.fr"),
        redirection("b@x.fr", "c@x.fr"),
        redirection("c@x.fr", "a@x.fr"),
        redirection("c@x.fr", "d@x.fr"),
      ],
      [circle("c@x.fr, then to a@x.fr, then to b@x.fr, then to c@x.fr")],
    ],
  ])("%s", (_, declared, expected) => {
    expect(messages(declared)).toEqual(expected);
  });

  test("a circle is worth a thought, a redirection twice is a mistake", () => {
    const again = redirection("a@x.fr", "a@x.fr");
    expect(
      judgeProgram([again, { ...again }])
        .map(({ severity }) => severity ?? "error")
        .toSorted(),
    ).toEqual(["error", "warning", "warning"]);
  });
});

describe("a delegate", () => {
  test.each<[name: string, declared: Declared[], messages: string[]]>([
    [
      "sets what a delegate may",
      [account("a@x.fr", { ...asDelegate, properties: ["password", "sizeBytes", "description"] })],
      [],
    ],
    [
      "sets what a delegate may not",
      [account("a@x.fr", { ...asDelegate, properties: ["displayName", "sizeBytes", "emailAliases"] })],
      [
        "displayName, emailAliases: a delegate may set the password, sizeBytes and description of a@x.fr and nothing else: remove it, or leave it to the account's owner",
      ],
    ],
    [
      "delegates",
      [account("a@x.fr", asDelegate), rightsOn("a@x.fr", manage)],
      [
        "on: a@x.fr is managed as a delegate (asDelegate), and a delegate cannot delegate: leave this delegation to the account's owner",
      ],
    ],
    ["is no owner", [account("a@x.fr"), rightsOn("a@x.fr", manage), rightsOn("x.fr", manage)], []],
  ])("%s", (_, declared, expected) => {
    expect(judgeDelegates(declared).map(({ message }) => message)).toEqual(expected);
  });
});
