// A mailbox of somebody else, who delegated it: little can be changed, and nothing is ever made or removed.

import { describe, expect, test } from "vitest";
import type { Values } from "../../provider/values.js";
import { account, DELEGATED, LEGACY, OWNER, startMxPlan } from "../support/mxplan.js";

const carol = (props: Values = {}) => account(DELEGATED, { asDelegate: true, ...props });

describe("a delegate", () => {
  test("takes over what was delegated, without its password, and leaves it when the resource goes", async () => {
    const { world, engine } = startMxPlan();
    const wanted = carol({ description: "Carol D.", sizeBytes: 25_000_000, password: "New-Passw0rd-78" });
    expect(await engine.up([wanted])).toEqual({ steps: ["create anna"], errors: [] });
    expect(engine.state.get("anna")?.id).toBe(`delegated/${DELEGATED}`);
    const { emailDomain } = world.simulator.world;
    expect(emailDomain.account(DELEGATED)).toMatchObject({ description: "Carol D.", size: 25_000_000 });
    expect(emailDomain.passwordMatches(DELEGATED, "Carols-Own-1")).toBe(true);
    expect(await engine.refresh()).toEqual({});
    expect((await engine.up([wanted])).steps).toEqual(["same anna"]);
    const calls = world.simulator.calls.length;
    expect(await engine.destroy()).toEqual({ steps: ["delete anna"], errors: [] });
    expect(world.simulator.calls).toHaveLength(calls);
    expect(emailDomain.account(DELEGATED)).toBeDefined();
  });

  test.each([{}, { domainPutOpensTask: true, renameVisible: "afterTask" }] as const)(
    "changes the description and the password, with %j",
    async (switches) => {
      const { world, engine } = startMxPlan({ switches });
      await engine.up([carol()]);
      expect((await engine.up([carol({ description: "Été", password: "Orange-Lundi-42" })])).errors).toEqual([]);
      const { emailDomain } = world.simulator.world;
      expect(emailDomain.account(DELEGATED)?.description).toBe("xn--t-gea1h");
      world.clock.advance(600_000);
      expect(emailDomain.passwordMatches(DELEGATED, "Orange-Lundi-42")).toBe(true);
    },
  );

  test("is told the missing right of a mailbox that was not delegated", async () => {
    const { world, engine } = startMxPlan();
    const { errors } = await engine.up([account("dora@example.de", { asDelegate: true })]);
    expect(errors.join()).toMatch(/dora@example.de is not delegated to these credentials.*right manage.*mxPlanAccount/);
    expect(world.writes()).toEqual([]);
    expect(engine.state.size).toBe(0);
  });

  test("sees by a refresh that the delegation was taken away, and by an up which right is missing", async () => {
    const { world, engine } = startMxPlan();
    await engine.up([carol()]);
    world.simulator.world.emailDomain.removeDelegate(DELEGATED, OWNER);
    engine.restart(world.newSession());
    expect((await engine.up([carol({ description: "X" })])).errors.join()).toMatch(/right manage/);
    expect(await engine.refresh()).toEqual({ anna: "gone" });
  });

  test.each([
    { props: { displayName: "Carol" }, says: /displayName: with asDelegate there are only/ },
    { props: { emailAliases: ["c@example.de"] }, says: /emailAliases: with asDelegate/ },
    { props: { replaceOnRename: true }, says: /replaceOnRename: with asDelegate/ },
    { props: { sizeBytes: 7 }, says: /sizeBytes: OVHcloud does not allow 7 bytes/ },
  ])("cannot set $props", async ({ props, says }) => {
    const { world, engine } = startMxPlan();
    expect((await engine.up([carol(props)])).errors.join()).toMatch(says);
    expect(world.writes()).toEqual([]);
  });

  test("cannot set a password that the legacy MX Plan does not take", async () => {
    const { world, engine } = startMxPlan();
    await engine.up([carol()]);
    expect((await engine.up([carol({ password: "short-1", description: "C" })])).errors.join()).toMatch(
      /password: a password of the legacy MX Plan has 9 to 30 characters/,
    );
    expect(world.writes()).toEqual([]);
  });

  test("cannot rename the mailbox, nor become its owner by a change", async () => {
    const { world, engine } = startMxPlan();
    await engine.up([carol()]);
    expect((await engine.up([account("c@example.de", { asDelegate: true })])).errors.join()).toMatch(
      /a delegate cannot rename/,
    );
    expect((await engine.up([account(DELEGATED)])).errors.join()).toMatch(/asDelegate: .*pulumi state delete/);
    expect(world.writes()).toEqual([]);
  });

  test("an owner's mailbox does not become a delegated one by a change", async () => {
    const { world, engine } = startMxPlan();
    await engine.up([account(LEGACY, { deletionProtection: false })]);
    world.writes();
    const { errors } = await engine.up([account(LEGACY, { asDelegate: true, deletionProtection: false })]);
    expect(errors.join()).toMatch(/asDelegate: .*cannot change/);
    expect(world.writes()).toEqual([]);
  });
});
