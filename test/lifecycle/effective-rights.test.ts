// Who may do what, whoever gave the right: what `getEffectiveRights` answers.

import { expect, test } from "vitest";
import { readEffectiveRights } from "../../provider/functions-rights.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";
import { ANNA, mxPlans, NINA } from "./fixtures/delegation-mxplan.js";

function start() {
  const service = {
    accounts: [{ emailAddress: "bob@example.com" }],
    sharedAccounts: [{ emailAddress: "support@example.com", quotaMb: 100 }],
    grants: [{ on: "support@example.com", to: "bob@example.com", right: "sendAs" as const }],
  };
  const world = createWorld({ seed: seedWith(service, mxPlans()) });
  world.simulator.world.emailDomain.addAclHolder("example.org", "CD67890-ovh");
  world.simulator.world.emailDomain.addDelegate(ANNA, "ef24680-ovh");
  world.simulator.world.grant({ on: NINA, to: "bob@example.net", right: "fullAccess" });
  return { world, session: world.newSession() };
}

test("on Exchange, rights by address", async () => {
  const { session } = start();
  expect(await readEffectiveRights(session, { service: SERVICE, emailAddress: "Support@example.com" })).toEqual({
    emailAddress: "support@example.com",
    kind: "SharedMailbox",
    grants: { "bob@example.com": ["sendAs"] },
    delegations: [],
  });
});

test("on the new MX Plan, rights by address", async () => {
  const { session } = start();
  expect(await readEffectiveRights(session, { mxPlanAccount: NINA })).toEqual({
    emailAddress: NINA,
    kind: "MxPlanAccount",
    grants: { "bob@example.net": ["fullAccess"] },
    delegations: [],
  });
});

test("on an account of the legacy MX Plan, both sources, each with what it lets do", async () => {
  const { session } = start();
  expect(await readEffectiveRights(session, { mxPlanAccount: ANNA })).toMatchObject({
    emailAddress: ANNA,
    kind: "MxPlanAccount",
    grants: { "cd67890-ovh": ["manage"], "ef24680-ovh": ["manage"] },
    delegations: [
      {
        on: ANNA,
        kind: "MxPlanAccount",
        delegates: ["ef24680-ovh"],
        allowed: ["change passwords", "manage filters", "change size and description"],
        disputed: ["manage responders"],
      },
      { on: "example.org", kind: "MxPlanDomain", delegates: ["cd67890-ovh"], refused: [], disputed: [] },
    ],
  });
});

test("on a domain of the legacy MX Plan, its own delegates", async () => {
  const { session } = start();
  const { emailAddress, kind, grants, delegations } = await readEffectiveRights(session, {
    mxPlanDomain: "Example.org",
  });
  expect({ emailAddress, kind, grants }).toEqual({
    emailAddress: "",
    kind: "MxPlanDomain",
    grants: { "cd67890-ovh": ["manage"] },
  });
  expect(delegations.map(({ on, allowed }) => [on, allowed.includes("manage mailing lists")])).toEqual([
    ["example.org", true],
  ]);
});

test.each([
  {
    question: { mxPlanDomain: "example.net" },
    says: /mxPlanDomain: the accounts of example.net are on mxplan-ab12345-1/,
  },
  { question: { mxPlanAccount: "nobody@example.org" }, says: /mxPlanAccount: example.org has no mailbox nobody@/ },
  { question: { mxPlanAccount: "nobody@example.net" }, says: /mxPlanAccount: mxplan-ab12345-1 has no account nobody@/ },
  { question: { mxPlanAccount: "nobody" }, says: /mxPlanAccount: "nobody" is not an e-mail address/ },
  { question: { mxPlanDomain: "no domain" }, says: /mxPlanDomain: "no domain" is not a domain/ },
  {
    question: { service: SERVICE, emailAddress: "nobody@example.com" },
    says: /emailAddress: hosted-ab12345-1 has no mailbox, no shared mailbox and no group nobody@/,
  },
])("asked for what is not there: $question", async ({ question, says }) => {
  const { session } = start();
  await expect(readEffectiveRights(session, question)).rejects.toThrow(says);
});
