/** What a domain of MX Plan holds, and with how few calls that is found out: against the simulator. */
import { describe, expect, test } from "vitest";
import type { Declared } from "../../../provider/program/declared.js";
import type { DeclaredAtMxPlan } from "../../../provider/program/declared-mxplan.js";
import { homesOf } from "../../../provider/program/homes.js";
import { readLiveMxPlan } from "../../../provider/program/live-mxplan.js";
import { defaultSeed, type Seed } from "../../../provider/simulator/index.js";
import { createWorld } from "../../support/world.js";
import { mailbox, told } from "./declared.js";
import { account, NEW_SERVICE, redirection, responder, rightsOn } from "./declared-mxplan.js";

const LEGACY = "example.net";
const NEW = "example.org";
const OWNER = "ab12345-ovh";
const there = { exists: true };
const quota = { account: 5, alias: 6, mailingList: 7, redirection: 8, responder: 9 };

const seed: Seed = {
  ...defaultSeed(),
  mxPlanDomains: [
    {
      name: LEGACY,
      owner: OWNER,
      quota,
      accounts: [{ name: "Anna" }, { name: "bob", delegates: [OWNER] }],
      redirections: [{ from: `info@${LEGACY}`, to: "x@example.com" }],
      responders: [{ account: "bob", content: "away" }],
    },
    { name: NEW, owner: OWNER, quota, migratedTo: NEW_SERVICE },
    { name: "other.example.org", owner: OWNER, migratedTo: NEW_SERVICE },
  ],
  mxPlanServices: [
    {
      name: NEW_SERVICE,
      owner: OWNER,
      domains: [NEW, "other.example.org"],
      freeAccounts: 2,
      accounts: [{ emailAddress: `Anna@${NEW}` }],
    },
  ],
};

function start() {
  const world = createWorld({ seed });
  const session = world.newSession();
  const asked = () =>
    world.simulator.calls
      .map(({ route }) => route)
      .filter((route) => route !== "/auth/time")
      .toSorted();
  return { ...world, session, asked };
}

const domainRoute = (below = "") => `/email/domain/{domain}${below}`;

describe("a legacy domain", () => {
  test("with any number of accounts that exist: two calls", async () => {
    const { session, asked } = start();
    const declared = Array.from({ length: 50 }, (_, index) => account(`a${index}@${LEGACY}`, there));
    expect(await readLiveMxPlan(session, LEGACY, declared)).toEqual({
      generation: "legacy",
      domain: LEGACY,
      accounts: new Set([`anna@${LEGACY}`, `bob@${LEGACY}`]),
      allowedSizesBytes: [5_000_000_000, 25_000_000],
      quota: undefined,
      redirections: undefined,
      responders: undefined,
      ownNichandle: undefined,
    });
    expect(asked()).toEqual([domainRoute(), domainRoute("/account")]);
  });

  test("with something new of everything: one call more for each kind, whatever its number", async () => {
    const { session, asked } = start();
    const some = [1, 2, 3].flatMap((index): DeclaredAtMxPlan[] => [
      account(`a${index}@${LEGACY}`),
      redirection(`info@${LEGACY}`, `b${index}@example.com`),
      responder(`a${index}@${LEGACY}`),
      rightsOn(`a${index}@${LEGACY}`, { "cd67890-ovh": ["manage"] }),
    ]);
    expect(await readLiveMxPlan(session, LEGACY, some)).toMatchObject({
      quota,
      redirections: 1,
      responders: new Set([`bob@${LEGACY}`]),
      ownNichandle: OWNER,
    });
    expect(asked()).toEqual([
      "/auth/details",
      domainRoute(),
      domainRoute("/account"),
      domainRoute("/quota"),
      domainRoute("/redirection"),
      domainRoute("/responder"),
    ]);
  });

  test("with redirections that exist: one call", async () => {
    const { session, asked } = start();
    await readLiveMxPlan(session, LEGACY, [redirection(`info@${LEGACY}`, "x@example.com", there)]);
    expect(asked()).toEqual([domainRoute()]);
  });

  test.each(["/quota", "/redirection", "/responder", "/auth/details"])(
    "with credentials that may not ask %s: the rest is found",
    async (route) => {
      const { session, simulator } = start();
      const status = 403;
      simulator.faults.onCall({ method: "GET", route }, { kind: "respond", status, body: { message: "not granted" } });
      const declared = [
        redirection(`a@${LEGACY}`, "b@example.com"),
        responder(`anna@${LEGACY}`),
        rightsOn(LEGACY, { "cd67890-ovh": ["manage"] }),
      ];
      const { generation: _, ...live } = await readLiveMxPlan(session, LEGACY, declared);
      expect(live.accounts.size).toBe(2);
      expect(Object.values(live).filter((value) => value === undefined)).toHaveLength(1);
    },
  );
});

describe("a domain of the new MX Plan", () => {
  test("its domain, its service's accounts and domains: three calls", async () => {
    const { session, asked } = start();
    const declared = [account(`a@${NEW}`), rightsOn(`anna@${NEW}`, { [`a@${NEW}`]: ["sendAs"] })];
    expect(await readLiveMxPlan(session, NEW, declared)).toEqual({
      generation: "new",
      domain: NEW,
      service: NEW_SERVICE,
      accounts: new Set([`anna@${NEW}`]),
      freeAccounts: 2,
      domains: new Set([NEW, "other.example.org"]),
      quota: undefined,
      redirections: undefined,
    });
    expect(asked()).toEqual([domainRoute(), "/email/mxplan/{service}/account", "/email/mxplan/{service}/domain"]);
  });

  test("new redirections: the quota and the list of the domain", async () => {
    const { session, asked } = start();
    const live = await readLiveMxPlan(session, NEW, [redirection(`a@${NEW}`, "b@example.com")]);
    expect(live).toMatchObject({ quota, redirections: 0 });
    expect(asked()).toEqual([domainRoute(), domainRoute("/quota"), domainRoute("/redirection")]);
  });
});

describe("homes", () => {
  const findings = async (declared: Declared[], elsewhere: Declared[] = []) => {
    const { session, asked } = start();
    const found = await Promise.all(homesOf(declared, elsewhere).map((home) => home.findings(session)));
    return { told: told(found.flat()), asked: asked() };
  };

  test("each Exchange service, each domain and what is delegated is one", () => {
    const declared = [
      mailbox("a@example.com"),
      account(`a@${LEGACY}`),
      redirection(`b@${LEGACY}`, "c@example.com"),
      account(`a@${NEW}`),
      account("a@elsewhere.example", { asDelegate: true }),
      responder("a@elsewhere.example", { asDelegate: true }),
    ];
    expect(homesOf(declared, []).map((home) => [home.name, home.declared.length])).toEqual([
      ["hosted-ab12345-1", 1],
      [LEGACY, 2],
      [NEW, 1],
      ["the accounts that were delegated to you", 2],
    ]);
  });

  test("what is delegated is asked once, whatever its number", async () => {
    const mine = ["bob", "anna", "eve"].map((name) => account(`${name}@${LEGACY}`, { asDelegate: true }));
    const { told, asked } = await findings(mine, [rightsOn(`eve@${LEGACY}`, { [OWNER]: ["manage"] })]);
    expect(told.map(([address]) => address)).toEqual([`anna@${LEGACY}`]);
    expect(asked).toEqual(["/email/domain/delegatedAccount"]);
  });

  test("free accounts are counted over all domains of a service", async () => {
    const { told } = await findings([account("a@other.example.org"), account(`b@${NEW}`), account(`c@${NEW}`)]);
    expect(told.map(([address]) => address)).toEqual([`c@${NEW}`]);
  });

  test("a domain that the credentials do not see is named with the property and the ways out", async () => {
    const { session } = start();
    const [home] = homesOf([redirection("a@unknown.example", "b@example.com")], []);
    const error: unknown = await home?.findings(session).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    const message = error instanceof Error ? home?.explain(error) : undefined;
    expect(message).toMatch(/^from: these credentials see no MX Plan for the domain unknown\.example\. Correct/);
    expect(message, "a redirection has no such property").not.toMatch(/asDelegate/);
  });

  test("the same of a mailbox may be somebody else's, who delegated it", async () => {
    const { session } = start();
    const [home] = homesOf([account("a@unknown.example")], []);
    const error: unknown = await home?.findings(session).catch((reason: unknown) => reason);
    const message = error instanceof Error ? home?.explain(error) : undefined;
    expect(message).toMatch(
      /^emailAddress: these credentials see no MX Plan .*If this mailbox was delegated to you, set asDelegate/,
    );
  });

  test("a new redirection that is there already is found, and one to be taken over is not looked for", async () => {
    const taken = redirection(`info@${LEGACY}`, "x@example.com");
    const free = redirection(`info@${LEGACY}`, "y@example.com");
    const { told } = await findings([taken, free]);
    expect(told).toEqual([
      [`info@${LEGACY}`, expect.stringMatching(/^to: there is a redirection .* already: set adopt/)],
    ]);
    const { asked } = await findings([{ ...taken, adopt: true }]);
    expect(asked).not.toContain(domainRoute("/redirection/{id}"));
  });

  test("not more than ten are looked for", async () => {
    const many = Array.from({ length: 30 }, (_, index) => redirection(`a${index}@${LEGACY}`, "b@example.com"));
    const { asked } = await findings(many);
    expect(asked.filter((route) => route === domainRoute("/redirection"))).toHaveLength(1 + 10);
  });
});
