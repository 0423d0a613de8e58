// Delegations on an MX Plan that cannot be right: refused with what would be, before anything is changed.

import { describe, expect, test } from "vitest";
import { ANNA, NINA } from "./fixtures/delegation-mxplan.js";
import { ACCOUNT, DOMAIN, MAILBOX, manage, NEW_ACCOUNT, start } from "./fixtures/mxplan-rights.js";

describe("refused before anything is changed", () => {
  const rights = { "bob@example.net": ["fullAccess"] };
  test.each([
    {
      why: "manage on an account of the new MX Plan",
      on: NEW_ACCOUNT,
      grants: manage("cd67890-ovh"),
      says: /manage cannot be given on nina@example.net \(to cd67890-ovh\): on the new MX Plan nothing is delegated.*themselves in the webmail/,
    },
    {
      why: "all accounts of a domain of the new MX Plan",
      on: { mxPlanDomain: "example.net" },
      grants: manage("cd67890-ovh"),
      says: /on: the accounts of example.net are on mxplan-ab12345-1.*themselves in the webmail/,
    },
    {
      why: "rights between accounts of the legacy MX Plan",
      on: ACCOUNT,
      grants: { "bob@example.org": ["fullAccess"] },
      says: /fullAccess cannot be given on anna@example.org \(to bob@example.org\): example.org is on the legacy MX Plan/,
    },
    {
      why: "rights of an account on a whole domain",
      on: DOMAIN,
      grants: rights,
      says: /grants\["bob@example.net"\]: all accounts of a domain can only be delegated to another customer/,
    },
    {
      why: "a customer on Exchange",
      on: MAILBOX,
      grants: manage("cd67890-ovh"),
      says: /grants\["cd67890-ovh"\]: Exchange knows no delegation to customers of OVHcloud/,
    },
    {
      why: "full access for a customer",
      on: ACCOUNT,
      grants: { "cd67890-ovh": ["manage", "fullAccess"] },
      says: /grants\["cd67890-ovh"\]: cd67890-ovh is a customer of OVHcloud, to whom only manage can be given/,
    },
    {
      why: "manage for an address",
      on: ACCOUNT,
      grants: { "bob@example.org": ["manage"] },
      says: /grants\["bob@example.org"\]: manage is given to a customer of OVHcloud, not to an address/,
    },
    {
      why: "neither an address nor a customer",
      on: ACCOUNT,
      grants: { "somebody-else": ["manage"] },
      says: /"somebody-else" is not an e-mail address nor, for the legacy MX Plan, the identifier of an OVHcloud customer/,
    },
    {
      why: "one customer in two spellings",
      on: ACCOUNT,
      grants: manage("cd67890-ovh", "CD67890-ovh"),
      says: /cd67890-ovh is listed twice/,
    },
    {
      why: "an account on itself",
      on: NEW_ACCOUNT,
      grants: { [NINA]: ["fullAccess"] },
      says: /grants\["nina@example.net"\]: a mailbox needs no right on itself/,
    },
    {
      why: "no domain",
      on: { mxPlanDomain: "example" },
      grants: {},
      says: /on.mxPlanDomain: "example" is not a domain/,
    },
    {
      why: "two targets at once",
      on: { mxPlanDomain: "example.org", mxPlanAccount: ANNA },
      grants: {},
      says: /on: .*mxPlanAccount/,
    },
    { why: "no target", on: undefined, grants: {}, says: /on is missing/ },
    {
      why: "an account that does not exist (legacy)",
      on: { mxPlanAccount: "nobody@example.org" },
      grants: manage("cd67890-ovh"),
      says: /on: example.org has no mailbox nobody@example.org. Declare it as an MxPlanAccount/,
    },
    {
      why: "an account that does not exist (new)",
      on: { mxPlanAccount: "nobody@example.net" },
      grants: rights,
      says: /on: mxplan-ab12345-1 has no account nobody@example.net/,
    },
    {
      why: "a delegate who does not exist",
      on: NEW_ACCOUNT,
      grants: { "nobody@example.net": ["sendAs"] },
      says: /grants\["nobody@example.net"\]: mxplan-ab12345-1 has no account with this address/,
    },
    {
      why: "a domain that these credentials do not see",
      on: { mxPlanDomain: "example.info" },
      grants: manage("cd67890-ovh"),
      says: /these credentials see no MX Plan for the domain example.info/,
    },
  ])("$why", async ({ on, grants, says }) => {
    const { world, engine } = start();
    const { errors } = await engine.up([{ kind: "Delegation", name: "rights", props: { on, grants } }]);
    expect(errors.join()).toMatch(says);
    expect(world.writes()).toEqual([]);
    expect(engine.state.size).toBe(0);
  });
});
