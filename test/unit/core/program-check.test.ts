/** Mistakes that need no call, and what a service that is not found means. */
import { describe, expect, test } from "vitest";
import { errorFrom } from "../../../provider/ovh/answer.js";
import type { Declared } from "../../../provider/program/declared.js";
import { judgeProgram } from "../../../provider/program/judge-program.js";
import { explainService } from "../../../provider/program/live.js";
import { refused } from "../client/fake-ovh.js";
import { contact, delegation, grants, group, mailbox, SERVICE, shared } from "./declared.js";

const there = { exists: true };

describe("judgeProgram", () => {
  test.each<[name: string, declared: Declared[]]>([
    ["an empty program", []],
    ["different addresses", [mailbox("a@x.fr"), shared("b@x.fr", 1), delegation("b@x.fr", "a@x.fr")]],
    ["one person as external contact of two services", [contact("a@y.fr"), contact("a@y.fr", { service: "other" })]],
    ["a group whose managers are members", [group("g@x.fr", { members: ["a@x.fr"], managers: ["a@x.fr"] })]],
    ["a group of whose members nothing is said", [group("g@x.fr", { managers: ["a@x.fr"] })]],
    ["a shared mailbox that exists: somebody may reach it", [shared("b@x.fr", 1, there)]],
    ["a mailbox and the delegation on it", [mailbox("a@x.fr"), delegation("a@x.fr", "b@x.fr")]],
    ["delegations on different mailboxes", [delegation("a@x.fr", "c@x.fr"), delegation("b@x.fr", "c@x.fr")]],
  ])("%s is fine", (_, declared) => {
    expect(judgeProgram(declared)).toEqual([]);
  });

  const twice = "emailAddress: a@x.fr is declared twice in this program";
  test.each<[name: string, declared: Declared[], messages: string[]]>([
    ["a mailbox twice", [mailbox("a@x.fr"), mailbox("a@x.fr")], [twice]],
    ["a mailbox three times", [mailbox("a@x.fr"), mailbox("a@x.fr"), mailbox("a@x.fr")], [twice, twice]],
    ["a mailbox and a shared mailbox at one address", [mailbox("a@x.fr"), shared("a@x.fr", 1, there)], [twice]],
    ["a mailbox and a group at one address", [mailbox("a@x.fr"), group("a@x.fr")], [twice]],
    ["an external contact twice", [contact("a@x.fr"), contact("a@x.fr")], [twice]],
    [
      "an address and an alias",
      [mailbox("a@x.fr"), group("g@x.fr", { aliases: ["a@x.fr"] })],
      ["emailAliases: a@x.fr is declared twice in this program"],
    ],
    [
      "full access on a group",
      [group("g@x.fr"), grants("g@x.fr", { "a@x.fr": ["fullAccess"] })],
      ['grants["a@x.fr"]: fullAccess cannot be given on a group, which holds no mail: make it a member instead'],
    ],
    [
      "managers of a group without members",
      [group("g@x.fr", { members: [], managers: ["a@x.fr"] })],
      ["members: g@x.fr has managers and no members, so nobody receives what is sent to it"],
    ],
    [
      "a manager who is no member",
      [group("g@x.fr", { members: ["b@x.fr"], managers: ["a@x.fr", "b@x.fr"] })],
      ["managers: a@x.fr will not receive what is sent to g@x.fr: only members do"],
    ],
    [
      "a shared mailbox that nobody can reach",
      [shared("s@x.fr", 1), delegation("s@x.fr")],
      [
        "s@x.fr will be reached by nobody: a shared mailbox has no password, so give somebody a right on it with a Delegation",
      ],
    ],
    ["one that exists and one that shall", [mailbox("a@x.fr", there), mailbox("a@x.fr")], [twice]],
    [
      "at two services: a domain delivers to one",
      [mailbox("a@x.fr"), mailbox("a@x.fr", { service: "other" })],
      [twice],
    ],
    [
      "two delegations on one mailbox",
      [delegation("a@x.fr", "b@x.fr"), delegation("a@x.fr", "c@x.fr")],
      ["on: a@x.fr has two delegations in this program, and each would undo the other's work: put all grants into one"],
    ],
  ])("%s is found", (_, declared, messages) => {
    expect(judgeProgram(declared).map(({ message }) => message)).toEqual(messages);
  });

  test("what is only worth a thought is a warning", () => {
    const declared = [
      shared("s@x.fr", 1),
      group("g@x.fr", { members: [], managers: ["a@x.fr"] }),
      group("h@x.fr", { members: ["b@x.fr"], managers: ["a@x.fr"] }),
    ];
    expect(judgeProgram(declared).map(({ severity }) => severity)).toEqual(["warning", "warning", "warning"]);
  });

  test("the finding is about the second one", () => {
    const declared = [mailbox("a@x.fr"), mailbox("b@x.fr"), mailbox("a@x.fr")];
    expect(judgeProgram(declared)[0]?.about).toBe(declared[2]);
  });
});

describe("explainService", () => {
  const call = { method: "GET", template: "/email/exchange/{organizationName}" } as const;

  test("a service that is not found is a wrong name or the wrong account, with OVHcloud's own words", () => {
    const text = explainService(SERVICE, errorFrom(call, refused(404, "This service does not exist")));
    expect(text).toContain(`service: these credentials see no Exchange service "${SERVICE}"`);
    expect(text).toContain('OVHcloud answered "This service does not exist" (HTTP 404');
  });

  test.each([new Error("x"), errorFrom(call, refused(403, "no")), undefined])("%s is not explained", (error) => {
    expect(explainService(SERVICE, error)).toBeUndefined();
  });
});
