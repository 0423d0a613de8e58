// The beneficiary's side of a delegation on the real engine: two OVHcloud customers with keys of their own, each of whom
// may do no more than was given.

import { expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { keysFor, mailbox, mxPlans, OWNER, PARTNER, redirection, responder } from "./mxplan-world.js";
import { delegation, Project } from "./project.js";

const CAROL = "carol@example.org";
const DORA = "dora@example.org";

/** All of example.fr is delegated to the partner, and one mailbox of example.org, which has another one. */
const world = mxPlans({
  legacy: {
    accounts: [
      { name: "carol", password: "Carols-Own-1", description: "Carol", delegates: [PARTNER] },
      { name: "dora", password: "Doras-Own-22" },
    ],
  },
  more: [{ name: "example.fr", owner: OWNER, accounts: [{ name: "eve" }], aclHolders: [PARTNER] }],
});

function partnersEnvironment(): Record<string, string> {
  const { applicationKey, applicationSecret, consumerKey } = keysFor(PARTNER);
  return {
    OVH_APPLICATION_KEY: applicationKey,
    OVH_APPLICATION_SECRET: applicationSecret,
    OVH_CONSUMER_KEY: consumerKey,
  };
}

const callers = ({ simulator }: Project) =>
  [...new Set(simulator.calls.map(({ nichandle }) => nichandle))].filter(Boolean);

test("somebody to whom a mailbox or a domain was delegated manages it with their own keys, and no more than that", async () => {
  const project = await Project.open({ others: world, environment: partnersEnvironment() });
  const { emailDomain } = project.simulator.world;
  const carol = (props: Values = {}) => mailbox("carol", CAROL, { asDelegate: true, ...props });
  const ofDomain = [
    redirection("info", "info@example.fr", "eve@example.fr"),
    responder("eve", "eve@example.fr", { keepCopy: true }),
  ];
  const ofMailbox = (props: Values = {}) => [carol(props), responder("carols", CAROL, { asDelegate: true })];

  project.write([...ofMailbox({ password: "canary-never-sent-7" }), ...ofDomain]);
  await project.up();
  expect(callers(project)).toEqual([PARTNER]);
  expect(emailDomain.passwordMatches(CAROL, "Carols-Own-1")).toBe(true);
  expect(emailDomain.redirections("example.fr")).toHaveLength(1);
  expect(emailDomain.responders("example.fr")).toHaveLength(1);
  expect(emailDomain.responders("example.org")).toMatchObject([{ account: "carol" }]);

  // What was not delegated is refused while planning, by the right that is missing.
  project.write([
    ...ofMailbox(),
    ...ofDomain,
    mailbox("dora", DORA, { asDelegate: true }),
    mailbox("own", "new@example.org"),
  ]);
  const refused = await project.run("preview");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toMatch(
    /asDelegate: dora@example\.org is not delegated to the customer of these credentials, who lacks the right manage/,
  );
  expect(refused.output).toMatch(
    /emailAddress: these credentials see no MX Plan for the domain example\.org.* set asDelegate to true/,
  );

  // The responder goes again.
  const wanted = { description: "Carol D.", password: "canary-Mardi-12" };
  project.write([carol(wanted), ...ofDomain]);
  await project.up();
  expect(emailDomain.responders("example.org")).toEqual([]);
  expect(emailDomain.account(CAROL)?.description).toBe("Carol D.");
  await expect.poll(() => emailDomain.passwordMatches(CAROL, wanted.password)).toBe(true);

  // The owner takes the mailbox back: a change is refused with the missing right, and what is the owner's is left alone.
  emailDomain.removeDelegate(CAROL, PARTNER);
  project.write([carol({ ...wanted, description: "Mine" }), ...ofDomain]);
  const taken = await project.run("up", "--yes", "--skip-preview");
  expect(taken.code).not.toBe(0);
  expect(taken.output).toMatch(/carol@example\.org is not delegated to these credentials, which lack the right manage/);
  await project.ok("refresh", "--yes", "--skip-preview");
  expect(Object.keys(project.state())).not.toContain("carol");
  expect(emailDomain.account(CAROL)?.description).toBe("Carol D.");
  expect(project.stateText()).not.toContain("canary");
});

/** Declares for the owner what program.json says, and for the partner the mailbox that was just delegated to them. */
const BOTH = `
const ovhmail = require("pulumi-ovh-mail");
const partner = new ovhmail.Provider("partner", { endpoint: process.env.OVH_ENDPOINT, ...${JSON.stringify(keysFor(PARTNER))} });
const carol = { emailAddress: "${CAROL}", asDelegate: true, description: "Delegated" };
new ovhmail.MxPlanAccount("carol", carol, { provider: partner });
for (const { kind, name, props } of require("./program.json")) new ovhmail[kind](name, props);
`;

test("one program delegates with the owner's keys, and manages what was delegated with the partner's", async () => {
  const project = await Project.open({ others: world, files: { "index.js": BOTH } });
  const { simulator } = project;
  simulator.world.emailDomain.removeDelegate(CAROL, PARTNER);
  project.write([delegation("carol-for-partner", { on: { mxPlanAccount: CAROL }, grants: { [PARTNER]: ["manage"] } })]);
  await project.ok("up", "--yes");
  expect(simulator.world.emailDomain.account(CAROL)?.description).toBe("Delegated");
  expect(callers(project).sort()).toEqual([OWNER, PARTNER]);
  expect(project.stateText()).not.toContain("canary");
});
