/** A program with every kind of resource, and what OVHcloud is to look like after it. */

import type { Simulator } from "../../provider/simulator/index.js";
import { ASSISTANT, MX_PLAN_SERVICE, mailbox, mxPlans, PARTNER, redirection, responder } from "./mxplan-world.js";
import { account, contact, type Declared, delegation, group, type ProjectOptions, shared } from "./project.js";

const ANNA = "anna@example.com";
const BOB = "bob@example.com";
const SUPPORT = "support@example.com";
const SALES = "sales@example.com";
const JOHN = "john@customer.example";
const LEGACY = "carl@example.org";
const MODERN = "dora@example.net";
const OTHER_MODERN = "emil@example.net";

/** Of each mailbox, what the program declares. */
const PASSWORDS = {
  [ANNA]: "Orange-Lundi-42",
  [BOB]: "Citron-Mardi-43",
  [LEGACY]: "Pomme-Jeudi-44",
  [MODERN]: "Cerise-Samedi-45",
  [OTHER_MODERN]: "Raisin-Dimanche-46",
} as const;

/** Exchange, and both generations of MX Plan. */
export const WORLD: ProjectOptions = { service: { freeAccounts: 4 }, others: mxPlans() };

export const EVERY_KIND: readonly Declared[] = [
  account("anna", { password: PASSWORDS[ANNA], displayName: "Anna", emailAliases: ["info@example.com"] }),
  account("bob", { password: PASSWORDS[BOB] }),
  shared("support", { displayName: "Support" }),
  contact(JOHN, { displayName: "John" }),
  group("sales", { displayName: "Sales", members: [ANNA, JOHN], managers: [ANNA] }),
  delegation("support-rights", {
    on: "$support",
    grants: { [ANNA]: ["fullAccess", "sendAs"], [BOB]: ["sendOnBehalf"] },
  }),
  delegation("sales-rights", { on: "$sales", grants: { [BOB]: ["sendAs"] } }),
  mailbox("carl", LEGACY, { password: PASSWORDS[LEGACY], description: "Carl" }),
  mailbox("dora", MODERN, { password: PASSWORDS[MODERN], displayName: "Dora" }),
  mailbox("emil", OTHER_MODERN, { password: PASSWORDS[OTHER_MODERN] }),
  delegation("carl-rights", { on: { mxPlanAccount: LEGACY }, grants: { [PARTNER]: ["manage"] } }),
  delegation("domain-rights", { on: { mxPlanDomain: "example.org" }, grants: { [ASSISTANT]: ["manage"] } }),
  delegation("dora-rights", { on: "$dora", grants: { [OTHER_MODERN]: ["fullAccess"] } }),
  redirection("info", "info@example.org", LEGACY, { keepCopy: true }),
  responder("away", LEGACY),
];

/** What is there, without numbers and dates: two worlds with the same picture hold the same. */
export function pictureOf({ world }: Simulator): object {
  const { emailDomain, mxplan } = world;
  const rightsOn = (address: string) => world.grants(address).map(({ to, right }) => `${to} ${right}`);
  const named = (people: readonly { address: string }[]) => people.map(({ address }) => address);
  return {
    accounts: sorted(
      world
        .accounts()
        .filter(({ configured }) => configured)
        .map(({ primaryEmailAddress, displayName }) => `${primaryEmailAddress} ${displayName}`),
    ),
    freeAccounts: world.freeAccounts().length,
    aliases: world.aliases(ANNA),
    sharedAccounts: world.sharedAccounts().map(({ sharedEmailAddress, quota }) => `${sharedEmailAddress} ${quota}`),
    contacts: world
      .externalContacts()
      .map(({ externalEmailAddress, displayName }) => `${externalEmailAddress} ${displayName}`),
    groups: world.mailingLists().map(({ mailingListAddress }) => mailingListAddress),
    members: sorted(named(world.members(SALES))),
    managers: sorted(named(world.managers(SALES))),
    rights: Object.fromEntries(
      [ANNA, BOB, SUPPORT, SALES, MODERN, OTHER_MODERN].map((on) => [on, sorted(rightsOn(on))]),
    ),
    legacyAccounts: emailDomain.accounts("example.org").map(({ email, description }) => `${email} ${description}`),
    delegates: [emailDomain.delegates(LEGACY), emailDomain.acl("example.org")],
    redirections: emailDomain.redirections("example.org").map(({ from, to, localCopy }) => ({ from, to, localCopy })),
    responders: emailDomain.responders("example.org").map(({ account: login, content }) => `${login} ${content}`),
    modernAccounts: sorted(
      mxplan
        .accounts()
        .filter(({ configured }) => configured)
        .map(({ primaryEmailAddress, displayName }) => `${primaryEmailAddress} ${displayName}`),
    ),
    modernFreeAccounts: mxplan.freeAccounts(MX_PLAN_SERVICE).length,
    withTheirPassword: Object.entries(PASSWORDS).flatMap(([address, password]) =>
      homeOf(address, world).passwordMatches(address, password) ? [address] : [],
    ),
  };
}

function homeOf(address: string, world: Simulator["world"]): Pick<Simulator["world"], "passwordMatches"> {
  if (address === LEGACY) return world.emailDomain;
  return address.endsWith("@example.net") ? world.mxplan : world;
}

const sorted = (texts: readonly string[]) => [...texts].sort();
