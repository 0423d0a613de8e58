/** What is declared against what a service holds: seats, taken addresses, space and people. A table for each rule. */
import { describe, expect, test } from "vitest";
import type { Declared } from "../../../provider/program/declared.js";
import { judgeService } from "../../../provider/program/judge-service.js";
import type { LiveService } from "../../../provider/program/live.js";
import { contact, delegation, grants, group, live, mailbox, SERVICE, shared, told } from "./declared.js";

type Row = [name: string, declared: Declared[], live: LiveService, told: [address: string, message: string][]];

const there = { exists: true };
const adopt = { adopt: true };
const withA = { accounts: new Set(["a@x.fr"]) };
const sharedA = { shared: new Set(["a@x.fr"]) };

describe("seats", () => {
  const short = (needed: number, free: number) =>
    `service: ${SERVICE} needs ${needed} free accounts for this program and has ${free}: ` +
    "order more accounts in the OVHcloud control panel, have them ordered with orderWhenNoneFree, or declare fewer mailboxes";

  test.each<Row>([
    ["enough", [mailbox("a@x.fr"), mailbox("b@x.fr")], live({ freeSeats: 2 }), []],
    ["none", [mailbox("a@x.fr")], live(), [["a@x.fr", short(1, 0)]]],
    [
      "too few: told once, on the first that goes without",
      [mailbox("a@x.fr"), mailbox("b@x.fr"), mailbox("c@x.fr")],
      live({ freeSeats: 1 }),
      [["b@x.fr", short(3, 1)]],
    ],
    ["a mailbox that exists needs none", [mailbox("a@x.fr", there)], live(), []],
    ["an adopted mailbox needs none", [mailbox("a@x.fr", adopt)], live(withA), []],
    ["adopt without a mailbox to adopt needs one", [mailbox("a@x.fr", adopt)], live(), [["a@x.fr", short(1, 0)]]],
    ["a shared mailbox needs none", [shared("a@x.fr", 1)], live(), []],
    ["on a service that makes mailboxes at will", [mailbox("a@x.fr")], live({ seatsMatter: false }), []],
    [
      "those that need none are not counted",
      [mailbox("a@x.fr", there), mailbox("b@x.fr"), shared("c@x.fr", 1), mailbox("d@x.fr")],
      live({ freeSeats: 1 }),
      [["d@x.fr", short(2, 1)]],
    ],
  ])("%s", (_, declared, service, expected) => {
    expect(told(judgeService(declared, service))).toEqual(expected);
  });
});

describe("taken addresses", () => {
  const taken = (as: string, wayOut: string) =>
    `emailAddress: a@x.fr exists already, as ${as} of this service: ${wayOut}`;
  const takeOver = "set adopt to true to take it over, or choose another address";
  const other = "choose another address";

  test.each<Row>([
    ["a mailbox is there", [mailbox("a@x.fr")], live(withA), [["a@x.fr", taken("a mailbox", takeOver)]]],
    [
      "a shared mailbox is there",
      [shared("a@x.fr", 1)],
      live(sharedA),
      [["a@x.fr", taken("a shared mailbox", takeOver)]],
    ],
    ["it is in the state: it is ours", [mailbox("a@x.fr", there)], live(withA), []],
    ["it is adopted", [mailbox("a@x.fr", adopt)], live(withA), []],
    ["a shared one is adopted", [shared("a@x.fr", 1, adopt)], live(sharedA), []],
    [
      "a shared mailbox where a mailbox shall be cannot be adopted",
      [mailbox("a@x.fr", adopt)],
      live({ ...sharedA, freeSeats: 1 }),
      [["a@x.fr", taken("a shared mailbox", other)]],
    ],
    [
      "a mailbox where a shared mailbox shall be cannot be adopted",
      [shared("a@x.fr", 1, adopt)],
      live(withA),
      [["a@x.fr", taken("a mailbox", other)]],
    ],
    [
      "a group is there",
      [group("a@x.fr")],
      live({ groups: new Set(["a@x.fr"]) }),
      [["a@x.fr", taken("a group", takeOver)]],
    ],
    ["a group is adopted", [group("a@x.fr", adopt)], live({ groups: new Set(["a@x.fr"]) }), []],
    [
      "a mailbox where a group shall be",
      [group("a@x.fr", adopt)],
      live(withA),
      [["a@x.fr", taken("a mailbox", other)]],
    ],
    [
      "an external contact is there",
      [contact("a@x.fr")],
      live({ contacts: new Set(["a@x.fr"]) }),
      [["a@x.fr", taken("an external contact", takeOver)]],
    ],
  ])("%s", (_, declared, service, expected) => {
    expect(told(judgeService(declared, service))).toEqual(expected);
  });
});

describe("shared space: 6000 MB are left, 5000 MB for one mailbox", () => {
  const together = (wanted: number) =>
    `quotaMb: the new shared mailboxes of ${SERVICE} need ${wanted} MB together, and 6000 MB ` +
    "of its 10000 MB are left: give them less, or shrink others";
  const tooLarge = (quotaMb: number) =>
    `quotaMb: ${quotaMb} MB is more than this service allows to one shared mailbox (5000 MB)`;

  test.each<Row>([
    ["all of it", [shared("a@x.fr", 5_000), shared("b@x.fr", 1_000)], live(), []],
    [
      "one MB more: told on the last",
      [shared("a@x.fr", 5_000), shared("b@x.fr", 1_001)],
      live(),
      [["b@x.fr", together(6_001)]],
    ],
    ["as much as one may have", [shared("a@x.fr", 5_000)], live(), []],
    ["more than one may have", [shared("a@x.fr", 5_001)], live(), [["a@x.fr", tooLarge(5_001)]]],
    [
      "both at once",
      [shared("a@x.fr", 7_000), shared("b@x.fr", 1)],
      live(),
      [
        ["a@x.fr", tooLarge(7_000)],
        ["b@x.fr", together(7_001)],
      ],
    ],
    ["one that exists has its space", [shared("a@x.fr", 9_000, there)], live(), []],
    ["an adopted one has its space", [shared("a@x.fr", 9_000, adopt)], live(sharedA), []],
    ["a mailbox needs no shared space", [mailbox("a@x.fr", { quotaMb: 9_000 })], live({ freeSeats: 1 }), []],
    [
      "a quota that is not known yet counts nothing",
      [shared("a@x.fr", 6_000 - 1_000), mailbox("b@x.fr", { kind: "SharedMailbox" })],
      live(),
      [],
    ],
  ])("%s", (_, declared, service, expected) => {
    expect(told(judgeService(declared, service))).toEqual(expected);
  });
});

describe("people of a delegation", () => {
  const noDelegate = (address: string) =>
    `grants["${address}"]: ${SERVICE} has no mailbox with this address, and this program declares none: ` +
    "declare it as an ExchangeAccount, or correct the address";
  const noTarget = `on: ${SERVICE} has no mailbox a@x.fr, and this program declares none: correct the address`;
  const onA = mailbox("a@x.fr", there);

  test.each<Row>([
    ["all declared", [onA, mailbox("b@x.fr", there), delegation("a@x.fr", "b@x.fr")], live(), []],
    ["all live", [delegation("a@x.fr", "b@x.fr")], live({ accounts: new Set(["a@x.fr", "b@x.fr"]) }), []],
    ["on a live shared mailbox", [mailbox("b@x.fr", there), delegation("a@x.fr", "b@x.fr")], live(sharedA), []],
    [
      "on a declared shared mailbox",
      [shared("a@x.fr", 1), mailbox("b@x.fr", there), delegation("a@x.fr", "b@x.fr")],
      live(),
      [],
    ],
    ["on nothing", [mailbox("b@x.fr", there), delegation("a@x.fr", "b@x.fr")], live(), [["a@x.fr", noTarget]]],
    ["to nobody", [onA, delegation("a@x.fr", "b@x.fr")], live(), [["a@x.fr", noDelegate("b@x.fr")]]],
    [
      "on nothing, to nobody, twice",
      [delegation("a@x.fr", "b@x.fr", "c@x.fr")],
      live(),
      [
        ["a@x.fr", noTarget],
        ["a@x.fr", noDelegate("b@x.fr")],
        ["a@x.fr", noDelegate("c@x.fr")],
      ],
    ],
    [
      "to a declared shared mailbox: it holds no rights",
      [onA, shared("b@x.fr", 1, there), delegation("a@x.fr", "b@x.fr")],
      live(),
      [["a@x.fr", noDelegate("b@x.fr")]],
    ],
    [
      "to a live shared mailbox",
      [onA, delegation("a@x.fr", "b@x.fr")],
      live({ shared: new Set(["b@x.fr"]) }),
      [["a@x.fr", noDelegate("b@x.fr")]],
    ],
    [
      "to somebody written in capitals",
      [onA, delegation("a@x.fr", "B@X.FR")],
      live({ accounts: new Set(["b@x.fr"]) }),
      [],
    ],
    [
      "to something that is no address: quoted as it stands",
      [onA, delegation("a@x.fr", "bob")],
      live(),
      [["a@x.fr", noDelegate("bob")]],
    ],
    ["to nobody at all", [onA, delegation("a@x.fr")], live(), []],
  ])("%s", (_, declared, service, expected) => {
    expect(told(judgeService(declared, service))).toEqual(expected);
  });
});

describe("domains", () => {
  const foreign = (property: string) =>
    `${property}: ${SERVICE} does not have the domain y.fr (it has x.fr): ` +
    "add the domain to the service in the OVHcloud control panel, or correct the address";

  test.each<Row>([
    ["of the service", [mailbox("a@x.fr", there), group("g@x.fr", there)], live(), []],
    ["of nobody", [mailbox("a@y.fr", there)], live(), [["a@y.fr", foreign("emailAddress")]]],
    ["of a group", [group("g@y.fr", there)], live(), [["g@y.fr", foreign("emailAddress")]]],
    [
      "of an alias",
      [mailbox("a@x.fr", { ...there, aliases: ["b@y.fr"] })],
      live(),
      [["a@x.fr", foreign("emailAliases")]],
    ],
    ["of an external contact: anybody's", [contact("a@y.fr", there)], live(), []],
  ])("%s", (_, declared, service, expected) => {
    expect(told(judgeService(declared, service))).toEqual(expected);
  });
});

describe("people of a group", () => {
  const people = (property: string, address: string, wayOut: string) =>
    `${property}: ${SERVICE} does not know ${address}, and this program does not declare it: ${wayOut}`;
  const asMember =
    "declare it as an ExchangeAccount or, for somebody elsewhere, as an ExternalContact, or correct the address";
  const asManager = "a manager is a mailbox of the service: declare it, or correct the address";
  const g = (rest: Parameters<typeof group>[1]) => group("g@x.fr", { ...there, ...rest });

  test.each<Row>([
    ["declared", [mailbox("a@x.fr", there), g({ members: ["a@x.fr"], managers: ["a@x.fr"] })], live(), []],
    ["live", [g({ members: ["a@x.fr", "c@y.fr"] })], live({ ...withA, contacts: new Set(["c@y.fr"]) }), []],
    ["declared as an external contact", [contact("c@y.fr", there), g({ members: ["c@y.fr"] })], live(), []],
    ["unknown", [g({ members: ["a@x.fr"] })], live(), [["g@x.fr", people("members", "a@x.fr", asMember)]]],
    [
      "an external contact as manager",
      [contact("c@y.fr", there), g({ managers: ["c@y.fr"] })],
      live(),
      [["g@x.fr", people("managers", "c@y.fr", asManager)]],
    ],
    ["not spoken of", [g({})], live(), []],
  ])("%s", (_, declared, service, expected) => {
    expect(told(judgeService(declared, service))).toEqual(expected);
  });
});

test("on a live group nobody can be given full access", () => {
  const declared = [grants("g@x.fr", { "a@x.fr": ["fullAccess", "sendAs"] })];
  expect(told(judgeService(declared, live({ ...withA, groups: new Set(["g@x.fr"]) })))).toEqual([
    [
      "g@x.fr",
      'grants["a@x.fr"]: fullAccess cannot be given on a group, which holds no mail: make it a member instead',
    ],
  ]);
});

test("all rules speak at once, each about its own resource", () => {
  const declared = [mailbox("a@x.fr"), mailbox("b@x.fr"), shared("c@x.fr", 9_999), delegation("d@x.fr", "e@x.fr")];
  const findings = judgeService(declared, live(withA));
  expect(findings.map(({ about }) => declared.indexOf(about as (typeof declared)[number]))).toEqual([0, 1, 2, 2, 3, 3]);
});
