// A mailbox that is renamed: what comes next names it by an address that may be another mailbox's.

import { expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { type Declaration, Engine } from "../support/engine.js";
import { createWorld, SERVICE, seedWith } from "../support/world.js";

const ACCOUNT = "/account/{primaryEmailAddress}";
const SHARED = "/sharedAccount/{sharedEmailAddress}";

function anna(emailAddress: string, props: Values = {}): Declaration {
  return { kind: "ExchangeAccount", name: "anna", props: { service: SERVICE, emailAddress, ...props } };
}

function support(emailAddress: string, props: Values = {}): Declaration {
  return { kind: "SharedMailbox", name: "support", props: { service: SERVICE, emailAddress, quotaMb: 100, ...props } };
}

async function started(declared: Declaration) {
  const world = createWorld({ seed: seedWith({ freeAccounts: 2, accounts: [{ emailAddress: "bob@example.com" }] }) });
  const engine = new Engine(world.newSession());
  expect((await engine.up([declared])).errors).toEqual([]);
  world.writes();
  return { world, engine, faults: world.simulator.faults };
}

test("after a renaming without an answer nothing is done to another mailbox at the new address", async () => {
  const { world, engine, faults } = await started(anna("anna@example.com", { password: "Canary-Anna-41" }));
  faults.onCall({ method: "PUT", route: ACCOUNT }, { kind: "resetBeforeCommit" });
  const wanted = anna("bob@example.com", { password: "Canary-Anna-42", emailAliases: ["aid@example.com"] });
  expect((await engine.up([wanted])).errors.join()).toContain(
    "emailAddress: the mailbox is not seen at bob@example.com",
  );
  expect(world.writes()).toEqual([`PUT ${ACCOUNT}`]);
});

test("nor to another shared mailbox", async () => {
  const { world, engine, faults } = await started(support("help@example.com"));
  world.simulator.world.addSharedAccount(SERVICE, { sharedEmailAddress: "support@example.com", quota: 50 });
  faults.onCall({ method: "PUT", route: SHARED }, { kind: "resetBeforeCommit" });
  const wanted = support("support@example.com", { emailAliases: ["aid@example.com"] });
  expect((await engine.up([wanted])).errors.join()).toContain("not seen at support@example.com");
  expect(world.writes()).toEqual([`PUT ${SHARED}`]);
});

test("a mailbox that is renamed between the look at it and the look at its aliases is looked at again", async () => {
  const declared = anna("anna@example.com", { emailAliases: ["aid@example.com"] });
  const { engine, faults } = await started(declared);
  const gone = { kind: "respond", status: 404, body: { message: "This account does not exist" } } as const;
  faults.onCall({ method: "GET", route: `${ACCOUNT}/alias` }, gone);
  const changed = anna("anna@example.com", { emailAliases: ["aid@example.com"], displayName: "Anna" });
  expect((await engine.up([changed])).errors).toEqual([]);
});
