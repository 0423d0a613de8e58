/** What is declared at MX Plan against what a domain holds: a table for each rule. */
import { describe, expect, test } from "vitest";
import type { Declared } from "../../../provider/program/declared.js";
import { judgeMxPlan } from "../../../provider/program/judge-mxplan.js";
import { judgeDelegated } from "../../../provider/program/judge-mxplan-rights.js";
import type { LiveMxPlanDomain } from "../../../provider/program/live-mxplan.js";
import { mailbox, told } from "./declared.js";
import { account, legacy, NEW_SERVICE, redirection, renewed, responder, rightsOn } from "./declared-mxplan.js";

type Row = [name: string, declared: Declared[], live: LiveMxPlanDomain, told: [address: string, message: string][]];

const there = { exists: true };
const adopt = { adopt: true };
const accounts = (...addresses: string[]) => ({ accounts: new Set(addresses) });
const withA = accounts("a@x.fr");
const judged = (declared: Declared[], live: LiveMxPlanDomain) => told(judgeMxPlan(declared, live));

describe("properties of the other generation", () => {
  const onLegacy = (property: string, wayOut: string) =>
    `${property}: x.fr is on the legacy MX Plan, whose accounts do not have it: ${wayOut}`;
  const onNew = (property: string, wayOut: string) =>
    `${property}: x.fr is on the new MX Plan (${NEW_SERVICE}), whose accounts do not have it: ${wayOut}`;
  const gives = (...properties: string[]) => account("a@x.fr", { ...there, properties });

  test.each<Row>([
    ["those of the legacy one, there", [gives("emailAddress", "sizeBytes", "description", "adopt")], legacy(), []],
    ["those of the new one, there", [gives("displayName", "quotaGb", "initials", "emailAliases")], renewed(), []],
    [
      "sizes",
      [gives("quotaGb", "hiddenFromDirectory")],
      legacy(),
      [
        ["a@x.fr", onLegacy("quotaGb", "remove it, or use sizeBytes instead")],
        ["a@x.fr", onLegacy("hiddenFromDirectory", "remove it")],
      ],
    ],
    [
      "aliases",
      [gives("emailAliases")],
      legacy(),
      [["a@x.fr", onLegacy("emailAliases", "remove it, or use an MxPlanRedirection instead")]],
    ],
    [
      "a description",
      [gives("sizeBytes", "description")],
      renewed(),
      [
        ["a@x.fr", onNew("sizeBytes", "remove it, or use quotaGb instead")],
        ["a@x.fr", onNew("description", "remove it, or use displayName instead")],
      ],
    ],
  ])("%s", (_, declared, live, expected) => {
    expect(judged(declared, live)).toEqual(expected);
  });
});

describe("sizes", () => {
  const wrong = "sizeBytes: OVHcloud does not allow 7 bytes on x.fr: use one of 5000000000, 25000000";
  test.each<Row>([
    ["allowed", [account("a@x.fr", { sizeBytes: 25_000_000 })], legacy(), []],
    ["not given", [account("a@x.fr")], legacy(), []],
    ["not allowed", [account("a@x.fr", { sizeBytes: 7 })], legacy(), [["a@x.fr", wrong]]],
    ["OVHcloud names none", [account("a@x.fr", { sizeBytes: 7 })], legacy({ allowedSizesBytes: [] }), []],
  ])("%s", (_, declared, live, expected) => {
    expect(judged(declared, live)).toEqual(expected);
  });

  test.each([
    [account("a@x.fr", { sizeBytes: 7 }), undefined],
    [account("a@x.fr", { sizeBytes: 7, ...there }), "warning"],
    [account("b@x.fr", { sizeBytes: 7, ...adopt }), "warning"],
  ])("an account that is there may have one of former times", (declared, severity) => {
    const live = legacy({ ...accounts("b@x.fr"), quota: undefined });
    expect(judgeMxPlan([declared], live).map((one) => one.severity)).toEqual([severity]);
  });
});

describe("accounts of a legacy MX Plan that may have 2", () => {
  const tooMany = (wanted: number, left: number) =>
    `emailAddress: this program makes ${wanted} new accounts in x.fr, whose offer has room for ${left} more (2 in all): ` +
    "choose a larger offer in the OVHcloud control panel, or declare fewer accounts";
  const [a, b, c] = [account("a@x.fr"), account("b@x.fr"), account("c@x.fr")];

  test.each<Row>([
    ["two new ones", [a, b], legacy(), []],
    ["three: told once, on the first that goes without", [a, b, c], legacy(), [["c@x.fr", tooMany(3, 2)]]],
    ["one beside one", [a], legacy(accounts("n@x.fr")), []],
    ["two beside one", [a, b], legacy(accounts("n@x.fr")), [["b@x.fr", tooMany(2, 1)]]],
    [
      "more are there than there may be",
      [a],
      legacy(accounts("l@x.fr", "m@x.fr", "n@x.fr")),
      [["a@x.fr", tooMany(1, 0)]],
    ],
    ["postmaster beyond them", [a, b, account("postmaster@x.fr")], legacy(), []],
    ["a postmaster that is there is not counted", [a, b], legacy(accounts("Postmaster@x.fr".toLowerCase())), []],
    ["those that exist are not new", [account("a@x.fr", there), b], legacy(accounts("a@x.fr")), []],
    ["nor is one that is adopted", [account("a@x.fr", adopt), b], legacy(accounts("a@x.fr")), []],
    ["one of another domain", [a, b, account("c@y.fr")], legacy(), []],
    ["these credentials may not ask for the quota", [a, b, c], legacy({ quota: undefined }), []],
  ])("%s", (_, declared, live, expected) => {
    expect(judged(declared, live)).toEqual(expected);
  });
});

describe("accounts of a new MX Plan with one free account", () => {
  const short = (needed: number) =>
    `emailAddress: ${NEW_SERVICE} needs ${needed} free accounts for this program and has 1: ` +
    "choose a larger offer in the OVHcloud control panel, or declare fewer accounts";
  const [a, b, z] = [account("a@x.fr"), account("b@x.fr"), account("a@z.fr")];

  test.each<Row>([
    ["one", [a], renewed(), []],
    ["two", [a, b], renewed(), [["b@x.fr", short(2)]]],
    ["another domain of the service counts too", [z, a], renewed(), [["a@x.fr", short(2)]]],
    ["and is told where the account is that goes without", [a, z], renewed(), []],
    ["a domain of another service does not", [account("a@y.fr"), a], renewed(), []],
    [
      "one that exists, one that is there",
      [account("a@x.fr", there), account("b@x.fr", adopt), account("c@x.fr")],
      renewed(accounts("b@x.fr")),
      [],
    ],
  ])("%s", (_, declared, live, expected) => {
    expect(judged(declared, live)).toEqual(expected);
  });

  test("an alias in a domain that the service does not have", () => {
    const declared = account("a@x.fr", { aliases: ["b@z.fr", "c@y.fr"] });
    expect(judged([declared], renewed())).toEqual([
      [
        "a@x.fr",
        `emailAliases: ${NEW_SERVICE} does not have the domain y.fr of c@y.fr (it has x.fr, z.fr): choose an alias in one of them`,
      ],
    ]);
  });
});

describe.each([legacy(withA), renewed(withA)])("an address that exists on the $generation MX Plan", (live) => {
  const taken =
    "emailAddress: a@x.fr exists already, as an account of this MX Plan: set adopt to true to take it over, or choose another address";
  test.each<[name: string, declared: Declared, told: [string, string][]]>([
    ["is taken", account("a@x.fr"), [["a@x.fr", taken]]],
    ["is ours", account("a@x.fr", there), []],
    ["is adopted", account("a@x.fr", adopt), []],
    ["may be redirected", redirection("a@x.fr", "b@y.fr"), []],
  ])("%s", (_, declared, expected) => {
    expect(judged([declared], live)).toEqual(expected);
  });
});

describe("redirections and responders", () => {
  const tooMany = (property: string, wanted: number, what: string, left: number, most: number) =>
    `${property}: this program makes ${wanted} new ${what} in x.fr, which has room for ${left} more (${most} in all): ` +
    "remove some, or choose a larger offer in the OVHcloud control panel";
  const [one, two] = [redirection("a@x.fr", "b@y.fr"), redirection("a@x.fr", "c@y.fr")];
  const nobody =
    "emailAddress: x.fr has no account a@x.fr that could answer, and this program declares none: " +
    "declare it as an MxPlanAccount, or correct the address";

  test.each<Row>([
    ["room for both redirections", [one, two], legacy(), []],
    ["room for one", [one, two], legacy({ redirections: 1 }), [["a@x.fr", tooMany("from", 2, "redirections", 1, 2)]]],
    ["room for none", [one], legacy({ redirections: 3 }), [["a@x.fr", tooMany("from", 1, "redirections", 0, 2)]]],
    ["one that exists", [{ ...one, ...there }, two], legacy({ redirections: 1 }), []],
    ["one that may be there", [{ ...one, ...adopt }, two], legacy({ redirections: 1 }), []],
    [
      "on a new MX Plan",
      [one],
      renewed({ quota: legacy().quota, redirections: 2 }),
      [["a@x.fr", tooMany("from", 1, "redirections", 0, 2)]],
    ],
    ["a responder of a live account", [responder("a@x.fr")], legacy(withA), []],
    ["a responder of a declared account", [account("a@x.fr"), responder("a@x.fr")], legacy(), []],
    ["a responder of nobody", [responder("a@x.fr")], legacy(), [["a@x.fr", nobody]]],
    ["a responder of nobody that exists is read anew when it is applied", [responder("a@x.fr", there)], legacy(), []],
    [
      "a responder that is there",
      [responder("a@x.fr")],
      legacy({ ...withA, responders: withA.accounts }),
      [["a@x.fr", "emailAddress: a@x.fr has a responder already: set adopt to true to take it over, or remove it"]],
    ],
    ["a responder that is adopted", [responder("a@x.fr", adopt)], legacy({ ...withA, responders: withA.accounts }), []],
    [
      "two responders where one may be",
      [responder("a@x.fr"), responder("b@x.fr")],
      legacy(accounts("a@x.fr", "b@x.fr")),
      [["b@x.fr", tooMany("emailAddress", 2, "responders", 1, 1)]],
    ],
    [
      "a responder on a new MX Plan",
      [responder("a@x.fr")],
      renewed(withA),
      [
        [
          "a@x.fr",
          `emailAddress: x.fr is on the new MX Plan (${NEW_SERVICE}), where a responder cannot be declared: ` +
            "the user of a@x.fr sets it in the webmail",
        ],
      ],
    ],
  ])("%s", (_, declared, live, expected) => {
    expect(judged(declared, live)).toEqual(expected);
  });
});

describe("delegations on a legacy MX Plan", () => {
  const noTarget =
    "on: x.fr has no account a@x.fr, and this program declares none: declare it as an MxPlanAccount, or correct the address";
  const manage = { "cd67890-ovh": ["manage"] };

  test.each<Row>([
    ["of the whole domain", [rightsOn("x.fr", manage)], legacy(), []],
    ["on a live account", [rightsOn("a@x.fr", manage)], legacy(withA), []],
    ["on a declared account", [account("a@x.fr"), rightsOn("a@x.fr", manage)], legacy(), []],
    ["on nothing", [rightsOn("a@x.fr", manage)], legacy(), [["a@x.fr", noTarget]]],
    ["on a mailbox of Exchange", [mailbox("a@x.fr"), rightsOn("a@x.fr", manage)], legacy(), [["a@x.fr", noTarget]]],
    [
      "to oneself, however it is written",
      [rightsOn("x.fr", { "AB12345-ovh": ["manage"] }, { exists: false })],
      legacy(),
      [
        [
          "x.fr",
          'grants["AB12345-ovh"]: these credentials belong to ab12345-ovh, who needs no delegation: name another OVHcloud customer',
        ],
      ],
    ],
    [
      "by credentials that may not ask who they are",
      [rightsOn("x.fr", { "ab12345-ovh": ["manage"] })],
      legacy({ ownNichandle: undefined }),
      [],
    ],
    [
      "with rights of Exchange and of the new MX Plan",
      [rightsOn("a@x.fr", { "b@x.fr": ["sendAs", "manage", "fullAccess"] })],
      legacy(withA),
      [
        [
          "a@x.fr",
          'grants["b@x.fr"]: x.fr is on the legacy MX Plan, which does not have sendAs, fullAccess: there, another OVHcloud ' +
            'customer is given the right manage, as in { "ab12345-ovh": ["manage"] }',
        ],
      ],
    ],
  ])("%s", (_, declared, live, expected) => {
    expect(judged(declared, live)).toEqual(expected);
  });

  test("what the delegates will be able to do is said before it is given", () => {
    const grants = { "cd67890-ovh": ["manage"], "ef11111-ovh": ["manage"] };
    const declared = [rightsOn("x.fr", grants, { exists: false }), rightsOn("a@x.fr", manage, { exists: false })];
    const [whole, one, ...rest] = judgeMxPlan(declared, legacy(withA));
    expect([whole?.severity, one?.severity, rest]).toEqual(["info", "info", []]);
    expect(whole?.message).toMatch(/^x\.fr will be delegated to cd67890-ovh, ef11111-ovh: .*redirections and aliases/);
    expect(one?.message).toMatch(/^a@x\.fr will be delegated to cd67890-ovh: .*may not manage redirections/);
  });

  test("of a delegation that takes all rights back nothing is said", () => {
    expect(judgeMxPlan([rightsOn("x.fr", {}, { exists: false })], legacy())).toEqual([]);
  });
});

describe("delegations on a new MX Plan", () => {
  const noDelegate = (address: string) =>
    `grants["${address}"]: ${NEW_SERVICE} has no account with this address, and this program declares none: ` +
    "declare it as an MxPlanAccount, or correct the address";
  const toB = (right: string, rest = {}) => rightsOn("a@x.fr", { "B@x.fr": [right] }, rest);

  test.each<Row>([
    ["to a live account, written in capitals", [toB("sendAs")], renewed(accounts("a@x.fr", "b@x.fr")), []],
    ["to a declared account", [account("b@x.fr", there), toB("sendAs")], renewed(withA), []],
    [
      "to a declared account of another domain of the service",
      [account("b@z.fr", there), rightsOn("a@x.fr", { "b@z.fr": ["sendAs"] })],
      renewed(withA),
      [],
    ],
    [
      "to an account of another service",
      [account("b@y.fr", there), rightsOn("a@x.fr", { "b@y.fr": ["sendAs"] })],
      renewed(withA),
      [["a@x.fr", noDelegate("b@y.fr")]],
    ],
    ["to nobody", [toB("sendAs")], renewed(withA), [["a@x.fr", noDelegate("B@x.fr")]]],
    ["nothing is announced", [toB("sendAs", { exists: false })], renewed(accounts("a@x.fr", "b@x.fr")), []],
    [
      "to manage",
      [rightsOn("a@x.fr", { "cd67890-ovh": ["manage"] })],
      renewed(withA),
      [
        [
          "a@x.fr",
          `grants["cd67890-ovh"]: x.fr is on the new MX Plan (${NEW_SERVICE}), which does not have the right manage: its users ` +
            "manage their accounts themselves in the webmail. It has fullAccess, sendAs and sendOnBehalf, given to other " +
            "accounts of the service",
        ],
      ],
    ],
    [
      "of the whole domain",
      [rightsOn("x.fr", { "cd67890-ovh": ["manage"] })],
      renewed(),
      [
        [
          "x.fr",
          `on: x.fr is on the new MX Plan (${NEW_SERVICE}), which cannot be delegated as a whole: its users manage their ` +
            "accounts themselves in the webmail. Give rights on single accounts, with { mxPlanAccount }",
        ],
      ],
    ],
  ])("%s", (_, declared, live, expected) => {
    expect(judged(declared, live)).toEqual(expected);
  });
});

describe("as a delegate", () => {
  const mine = account("a@x.fr", { asDelegate: true });
  const lacking =
    "asDelegate: a@x.fr is not delegated to the customer of these credentials, who lacks the right manage on it: its owner " +
    'gives it with a Delegation on { mxPlanAccount: "a@x.fr" }, or in the OVHcloud control panel';

  test.each<[name: string, declared: Declared[], promised: string[], told: [string, string, string | undefined][]]>([
    ["delegated", [account("b@x.fr", { asDelegate: true })], [], []],
    ["not delegated", [mine], [], [["a@x.fr", lacking, undefined]]],
    ["a responder", [responder("a@x.fr", { asDelegate: true })], [], [["a@x.fr", lacking, undefined]]],
    [
      "not delegated any more: only a change of it would fail",
      [{ ...mine, ...there }],
      [],
      [["a@x.fr", lacking, "warning"]],
    ],
    ["delegated by the same program, with other credentials", [mine], ["a@x.fr"], []],
    ["as its owner", [account("a@x.fr")], [], []],
  ])("%s", (_, declared, promised, expected) => {
    const findings = judgeDelegated(declared, new Set(["b@x.fr"]), new Set(promised));
    expect(findings.map((one, index) => [...(told(findings)[index] ?? []), one.severity])).toEqual(expected);
  });

  test("what is managed as a delegate is not looked for in the domain, which a delegate does not see", () => {
    const declared = [account("a@x.fr", { asDelegate: true }), responder("b@x.fr", { asDelegate: true })];
    expect(judged(declared, legacy({ ...withA, quota: undefined }))).toEqual([]);
  });
});
