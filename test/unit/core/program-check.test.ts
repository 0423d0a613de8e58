/** Mistakes that need no call: duplicates in the program, and whether anything is left that only OVHcloud knows. */
import { describe, expect, test } from "vitest";
import { errorFrom } from "../../../provider/ovh/answer.js";
import { type Declared, explainService, judgeProgram, needsLive } from "../../../provider/program-check.js";
import { refused } from "../client/fake-ovh.js";
import { delegation, mailbox, SERVICE, shared } from "./declared.js";

const there = { exists: true };

describe("judgeProgram", () => {
  test.each<[name: string, declared: Declared[]]>([
    ["an empty program", []],
    ["different addresses", [mailbox("a@x.fr"), shared("b@x.fr", 1)]],
    ["a mailbox and the delegation on it", [mailbox("a@x.fr"), delegation("a@x.fr", "b@x.fr")]],
    ["delegations on different mailboxes", [delegation("a@x.fr", "c@x.fr"), delegation("b@x.fr", "c@x.fr")]],
  ])("%s is fine", (_, declared) => {
    expect(judgeProgram(declared)).toEqual([]);
  });

  const twice = "emailAddress: a@x.fr is declared twice in this program";
  test.each<[name: string, declared: Declared[], messages: string[]]>([
    ["a mailbox twice", [mailbox("a@x.fr"), mailbox("a@x.fr")], [twice]],
    ["a mailbox three times", [mailbox("a@x.fr"), mailbox("a@x.fr"), mailbox("a@x.fr")], [twice, twice]],
    ["a mailbox and a shared mailbox at one address", [mailbox("a@x.fr"), shared("a@x.fr", 1)], [twice]],
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

  test("the finding is about the second one", () => {
    const declared = [mailbox("a@x.fr"), mailbox("b@x.fr"), mailbox("a@x.fr")];
    expect(judgeProgram(declared)[0]?.about).toBe(declared[2]);
  });
});

describe("needsLive", () => {
  test.each<[name: string, declared: Declared[], expected: boolean]>([
    ["nothing is declared", [], false],
    ["all mailboxes exist", [mailbox("a@x.fr", there), shared("b@x.fr", 1, there)], false],
    ["a mailbox is new", [mailbox("a@x.fr", there), mailbox("b@x.fr")], true],
    ["a shared mailbox is new", [shared("b@x.fr", 1)], true],
    [
      "everybody in the delegation is declared",
      [mailbox("a@x.fr", there), shared("b@x.fr", 1, there), delegation("b@x.fr", "a@x.fr")],
      false,
    ],
    ["the target is not declared", [mailbox("a@x.fr", there), delegation("b@x.fr", "a@x.fr")], true],
    ["a delegate is not declared", [shared("b@x.fr", 1, there), delegation("b@x.fr", "a@x.fr")], true],
    [
      "one of two delegates is not declared",
      [mailbox("a@x.fr", there), delegation("a@x.fr", "a@x.fr", "c@x.fr")],
      true,
    ],
    ["a delegation without delegates on a declared mailbox", [mailbox("a@x.fr", there), delegation("a@x.fr")], false],
    [
      "a delegate is a shared mailbox, which can hold no right: the look tells",
      [mailbox("a@x.fr", there), shared("b@x.fr", 1, there), delegation("a@x.fr", "b@x.fr")],
      true,
    ],
    [
      "a delegate is written in capitals",
      [mailbox("a@x.fr", there), shared("b@x.fr", 1, there), delegation("b@x.fr", "A@X.fr")],
      false,
    ],
  ])("%s", (_, declared, expected) => {
    expect(needsLive(declared)).toBe(expected);
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
