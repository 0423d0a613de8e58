// A delegation that is pointed at another target, of whatever kind: no right is left behind, also when that breaks off.

import { describe, expect, test } from "vitest";
import { aclOf, delegatesOf, rightsOnNina } from "./fixtures/delegation-mxplan.js";
import { ACCOUNT, DOMAIN, delegation, MAILBOX, manage, NEW_ACCOUNT, start } from "./fixtures/mxplan-rights.js";

describe.each(["exclusive", "additive"])("pointed elsewhere (%s)", (mode) => {
  const onMailbox = delegation(MAILBOX, { "bob@example.com": ["fullAccess"] }, { mode });
  const onNew = delegation(NEW_ACCOUNT, { "bob@example.net": ["fullAccess", "sendAs"] }, { mode });
  const onAccount = delegation(ACCOUNT, manage("cd67890-ovh", "ef24680-ovh"), { mode });
  const onDomain = delegation(DOMAIN, manage("cd67890-ovh"), { mode });

  test("it takes its rights along, through every kind of target and back", async () => {
    const { world, rightsOnSupport, engine } = start();
    for (const declared of [onMailbox, onNew, onAccount, onDomain, onNew, onMailbox, onDomain, onMailbox]) {
      expect((await engine.up([declared])).errors).toEqual([]);
      expect(rightsOnSupport()).toEqual(declared === onMailbox ? ["fullAccess"] : []);
      expect(rightsOnNina(world)).toEqual(declared === onNew ? ["bob fullAccess", "bob sendAs"] : []);
      expect(delegatesOf(world)).toEqual(declared === onAccount ? ["cd67890-ovh", "ef24680-ovh"] : []);
      expect(aclOf(world)).toEqual(declared === onDomain ? ["cd67890-ovh"] : []);
      engine.restart(world.newSession());
      expect(await engine.refresh()).toEqual({});
      expect((await engine.up([declared])).steps).toEqual(["same rights"]);
    }
    expect((await engine.destroy()).errors).toEqual([]);
    expect(rightsOnSupport()).toEqual([]);
  });

  describe.each([
    { what: "destroyed", next: [] },
    { what: "pointed back", next: [onMailbox] },
    { what: "pointed at a third", next: [onDomain] },
    { what: "repeated", next: [onAccount] },
  ])("a move that breaks off, then $what", ({ next }) => {
    test("leaves no right behind", async () => {
      const { world, rightsOnSupport, engine } = start();
      await engine.up([onMailbox]);
      world.simulator.faults.onCall(
        { method: "POST", route: "/delegation", nth: 2 },
        { kind: "respond", status: 400, body: { message: "no" } },
      );
      expect((await engine.up([onAccount])).errors.join()).toMatch(/grants\["ef24680-ovh"\]: could not give manage/);
      expect(delegatesOf(world)).toEqual(["cd67890-ovh"]);
      engine.restart(world.newSession());
      expect((await engine.up(next)).errors).toEqual([]);
      const [last] = next;
      expect(rightsOnSupport()).toEqual(last === onMailbox ? ["fullAccess"] : []);
      expect(delegatesOf(world)).toEqual(last === onAccount ? ["cd67890-ovh", "ef24680-ovh"] : []);
      expect(aclOf(world)).toEqual(last === onDomain ? ["cd67890-ovh"] : []);
      expect((await engine.destroy()).errors).toEqual([]);
      expect([...rightsOnSupport(), ...delegatesOf(world), ...aclOf(world)]).toEqual([]);
    });
  });

  test.each([{ refreshed: false }, { refreshed: true }])(
    "a move that breaks off, whose former target goes then, leaves no right behind ($refreshed)",
    async ({ refreshed }) => {
      const { world, engine } = start();
      await engine.up([onAccount]);
      world.simulator.world.emailDomain.addAclHolder("example.org", "zz99999-ovh");
      world.simulator.faults.onCall(
        { method: "POST", route: "/acl", nth: 2 },
        { kind: "respond", status: 400, body: { message: "no" } },
      );
      const elsewhere = delegation(DOMAIN, manage("cd67890-ovh", "ef24680-ovh"), { mode: "additive" });
      expect((await engine.up([elsewhere])).errors.join()).toMatch(/could not give manage/);
      world.simulator.world.emailDomain.removeAccount(ACCOUNT.mxPlanAccount);
      engine.restart(world.newSession());
      if (refreshed) expect(await engine.refresh()).not.toEqual({ rights: "gone" });
      expect((await engine.destroy()).errors).toEqual([]);
      expect(aclOf(world)).toEqual(["zz99999-ovh"]);
    },
  );
});
