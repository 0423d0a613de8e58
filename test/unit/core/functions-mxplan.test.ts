/** What a program is told about an MX Plan: against the simulator. */
import { expect, test } from "vitest";
import { readMxPlanService } from "../../../provider/functions-mxplan.js";
import { defaultSeed, type Seed } from "../../../provider/simulator/index.js";
import { createWorld } from "../../support/world.js";

const LEGACY = "example.net";
const NEW = "example.org";
const owner = "ab12345-ovh";

const seed: Seed = {
  ...defaultSeed(),
  mxPlanDomains: [
    {
      name: LEGACY,
      owner,
      offer: "mxredirect",
      quota: { account: 5, alias: 6, mailingList: 7, redirection: 8, responder: 9 },
      dns: { isMXValid: "invalid", isSPFValid: "none" },
      allowedAccountSizesBytes: [25_000_000, 5_000_000_000],
      accounts: [
        { name: "bob", sizeBytes: 25_000_000 },
        { name: "Anna", sizeBytes: 25_000_000 },
      ],
      redirections: [{ from: `info@${LEGACY}`, to: "x@example.com" }],
      responders: [{ account: "bob", content: "away" }],
    },
    { name: NEW, owner, migratedTo: "mxplan-ab12345-1" },
  ],
  mxPlanServices: [
    {
      name: "mxplan-ab12345-1",
      owner,
      domains: [{ name: NEW, srvIsValid: false }],
      freeAccounts: 3,
      accounts: [{ emailAddress: `Bob@${NEW}` }, { emailAddress: `anna@${NEW}` }],
      isZimbra: true,
    },
  ],
};

function start() {
  const { newSession, simulator } = createWorld({ seed });
  const calls = () => simulator.calls.filter(({ route }) => route !== "/auth/time").length;
  return { session: newSession(), calls };
}

test("a legacy MX Plan, in four calls", async () => {
  const { session, calls } = start();
  expect(await readMxPlanService(session, "Example.NET")).toEqual({
    domain: LEGACY,
    generation: "legacy",
    offer: "mxredirect",
    status: "ok",
    mxPlanService: "",
    accounts: [`anna@${LEGACY}`, `bob@${LEGACY}`],
    freeAccounts: 0,
    allowedSizesBytes: [25_000_000, 5_000_000_000],
    maxima: { accounts: 5, aliases: 6, mailingLists: 7, redirections: 8, responders: 9 },
    counts: { accounts: 2, mailingLists: 0, redirections: 1, responders: 1 },
    mxValid: "invalid",
    spfValid: "none",
  });
  expect(calls()).toBe(4);
});

test("a new MX Plan, in four calls", async () => {
  const { session, calls } = start();
  expect(await readMxPlanService(session, NEW)).toEqual({
    domain: NEW,
    generation: "new",
    offer: "",
    status: "ok",
    mxPlanService: "mxplan-ab12345-1",
    isZimbra: true,
    accounts: [`anna@${NEW}`, `bob@${NEW}`],
    freeAccounts: 3,
    allowedSizesBytes: [],
    mxValid: "valid",
    spfValid: "valid",
    domainFlags: { state: "ok", type: "authoritative", validated: true, mxValid: true, srvValid: false },
  });
  expect(calls()).toBe(4);
});

test("a domain that the credentials do not see", async () => {
  const { session } = start();
  await expect(readMxPlanService(session, "unknown.example")).rejects.toThrow(
    /^domain: these credentials see no MX Plan for the domain unknown\.example\./,
  );
});

test.each(["", "example", "anna@example.net", "example.net/account"])(
  "%j is no domain: nothing is asked",
  async (text) => {
    const { session, calls } = start();
    await expect(readMxPlanService(session, text)).rejects.toThrow(
      `domain: ${JSON.stringify(text)} is not a domain such as example.com`,
    );
    expect(calls()).toBe(0);
  },
);
