// What a preview means for people: from the steps that Pulumi prints to who gains and who loses which right.
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../../provider/values.js";
import { account, delegation, fixtureText, planOf, previewOf, rightsChanged, SERVICE, usable } from "./previews.js";

const SUPPORT = "support@example.com";
const ANNA = "anna@example.com";
const BOB = "bob@example.com";
const EVE = "eve@example.com";

const box = (address: string) => ({ service: SERVICE, emailAddress: address, quotaMb: 10 });
const support = { op: "same", kind: "SharedMailbox", name: "support", before: box(SUPPORT), after: box(SUPPORT) };
const rights = (before: unknown, after: unknown, more = {}) => ({
  kind: "Delegation",
  name: "support",
  ...(before !== undefined && { before: delegation(SUPPORT, before, more) }),
  ...(after !== undefined && { after: delegation(SUPPORT, after, more) }),
});
const mailbox = (plan: ReturnType<typeof planOf>, address: string) =>
  plan.mailboxes.find((one) => one.address === address) ?? expect.fail(`no ${address}`);

describe("a preview that Pulumi printed", () => {
  const plan = planOf(usable(fixtureText("changes")));

  test("tells by person who gains and who loses what", () => {
    expect(rightsChanged(plan)).toEqual({
      "agency@elsewhere.test": ["+ receive sales@example.com"],
      "anna@example.com": [
        "+ sendOnBehalf boss@example.com",
        "+ sendOnBehalf press@example.com",
        "+ receive team@example.com",
        "- manageGroup sales@example.com",
      ],
      "bob@example.com": [
        "+ sendAs team@example.com",
        "- receive sales@example.com",
        "- fullAccess support@example.com",
        "- sendOnBehalf support@example.com",
      ],
      "carol@example.com": ["- fullAccess finance@example.com"],
      "david@example.com": ["- fullAccess archive@example.com"],
      "eve@example.com": [
        "+ receive sales@example.com",
        "+ manageGroup sales@example.com",
        "+ fullAccess support@example.com",
        "+ sendOnBehalf support@example.com",
      ],
      "frank@example.com": [
        "+ fullAccess press@example.com",
        "+ sendAs press@example.com",
        "+ receive team@example.com",
      ],
      "mallory@partner.test": ["+ fullAccess support@example.com"],
      "old-name@example.com": [],
      "zz99999-ovh": ["+ manage info@legacy.test", "+ manage legacy.test"],
    });
  });

  test("tells what that lets them do", () => {
    const eve = plan.people.find(({ person }) => person === EVE);
    expect(eve?.gained.map(({ ability }) => ability)).toContain(
      "will be able to read support@example.com and send on its behalf",
    );
    const customer = plan.people.find(({ person }) => person === "zz99999-ovh");
    expect(customer?.gained[0]?.ability).toContain("change passwords, manage filters");
  });

  test("names outsiders, what is left alone, what is deleted and renamed", () => {
    expect(plan.conditions).toMatchObject({
      external: ["agency@elsewhere.test", "mallory@partner.test", "zz99999-ovh"],
      orphaned: ["finance@example.com"],
      deleted: ["archive@example.com", "old-name@example.com"],
      unknown: [],
    });
    expect(mailbox(plan, "david@example.com")).toMatchObject({ change: "renamed", formerAddress: "dave@example.com" });
    expect(plan.contacts).toEqual([{ address: "agency@elsewhere.test", change: "created", outside: true }]);
    expect(plan).toMatchObject({ project: "mail", stack: "test", changes: true });
  });

  test("without what does not change says so, and tells the same changes", () => {
    const alone = planOf(usable(fixtureText("changes-alone")));
    expect(rightsChanged(alone)).toEqual(rightsChanged(plan));
    // What a mailbox is stands in the state of its delegation too.
    expect(alone.conditions.orphaned).toEqual(["finance@example.com"]);
    expect(alone.notes.map(({ code }) => code)).toContain("unchangedAbsent");
    expect(plan.notes.map(({ code }) => code)).toEqual(["offline"]);
  });

  test("that changes nothing is no change", () => {
    const same = planOf(usable(fixtureText("no-change")), { live: {} });
    expect(same).toMatchObject({ changes: false, people: [] });
  });

  test("says where values are known only when they are applied, and takes nothing away there", () => {
    const unknown = planOf(usable(fixtureText("unknown")));
    expect(unknown.conditions.unknown).toEqual(["(box)", "other@example.com"]);
    expect(unknown.conditions.orphaned).toEqual([]);
    expect(rightsChanged(unknown)).toEqual({
      "eve@example.com": ["+ sendAs other@example.com"],
      "frank@example.com": [],
    });
  });
});

describe("rights", () => {
  test("stay with who is renamed", () => {
    const plan = planOf(
      previewOf(
        support,
        { kind: "ExchangeAccount", name: "bob", before: account("bob"), after: account("bob", "robert@example.com") },
        rights({ [BOB]: ["fullAccess"] }, { "robert@example.com": ["fullAccess"] }),
      ),
    );
    expect(rightsChanged(plan)).toEqual({ "robert@example.com": [] });
    expect(plan.people).toMatchObject([{ change: "renamed", formerAddress: BOB }]);
  });

  test("stay on a mailbox that is renamed", () => {
    const moved = { kind: "SharedMailbox", name: "support", before: box(SUPPORT), after: box("help@example.com") };
    const grants = { [ANNA]: ["fullAccess"] };
    const plan = planOf(
      previewOf(moved, {
        ...rights(grants, grants),
        after: delegation("help@example.com", grants),
      }),
    );
    expect(rightsChanged(plan)).toEqual({});
    expect(plan.conditions.orphaned).toEqual([]);
  });

  test("are compared whatever the case of an address", () => {
    const plan = planOf(previewOf(support, rights({ "Anna@Example.com": ["fullAccess"] }, { [ANNA]: ["fullAccess"] })));
    expect(rightsChanged(plan)).toEqual({});
  });

  test("that Pulumi has never seen are taken back by exclusive mode, where it acts", () => {
    const live = {
      [SUPPORT]: [
        { person: ANNA, right: "fullAccess" as const },
        { person: EVE, right: "sendAs" as const },
      ],
    };
    const changed = planOf(
      previewOf(support, rights({ [ANNA]: ["fullAccess"] }, { [ANNA]: ["fullAccess", "sendAs"] })),
      { live },
    );
    expect(rightsChanged(changed)).toEqual({
      [ANNA]: [`+ sendAs ${SUPPORT}`],
      [EVE]: [`- sendAs ${SUPPORT} (unmanaged)`],
    });
    expect(changed.conditions.revoked).toEqual([SUPPORT]);
    const same = rights({ [ANNA]: ["fullAccess"] }, { [ANNA]: ["fullAccess"] });
    expect(rightsChanged(planOf(previewOf(support, { ...same, op: "same" }), { live }))).toEqual({});
  });

  test("that Pulumi has never seen are left alone by additive mode", () => {
    const live = {
      [SUPPORT]: [
        { person: BOB, right: "fullAccess" as const },
        { person: EVE, right: "sendAs" as const },
      ],
    };
    const change = rights({ [BOB]: ["fullAccess"] }, { [ANNA]: ["sendAs"] }, { mode: "additive" });
    const plan = planOf(previewOf(support, change), { live });
    expect(rightsChanged(plan)).toEqual({ [ANNA]: [`+ sendAs ${SUPPORT}`], [BOB]: [`- fullAccess ${SUPPORT}`] });
    expect(plan.conditions.revoked).toEqual([]);
  });

  test("are taken back where the delegation leaves the program, unless Pulumi only forgets it", () => {
    const gone = rights({ [ANNA]: ["fullAccess"] }, undefined);
    const plan = planOf(previewOf(support, gone));
    expect(rightsChanged(plan)).toEqual({ [ANNA]: [`- fullAccess ${SUPPORT}`] });
    expect(plan.conditions.orphaned).toEqual([SUPPORT]);
    expect(rightsChanged(planOf(previewOf(support, { ...gone, retainOnDelete: true })))).toEqual({});
  });

  test("move with a delegation that points elsewhere", () => {
    const plan = planOf(
      previewOf({
        kind: "Delegation",
        name: "d",
        before: delegation(SUPPORT, { [ANNA]: ["sendAs"] }),
        after: delegation("press@example.com", { [ANNA]: ["sendAs"] }),
      }),
    );
    expect(rightsChanged(plan)).toEqual({ [ANNA]: ["+ sendAs press@example.com", `- sendAs ${SUPPORT}`] });
  });

  test("on a mailbox that is deleted are lost, with those that Pulumi has never seen", () => {
    const live = {
      [SUPPORT]: [
        { person: ANNA, right: "fullAccess" as const },
        { person: EVE, right: "sendAs" as const },
      ],
    };
    const plan = planOf(
      previewOf(
        { kind: "SharedMailbox", name: "support", before: box(SUPPORT) },
        rights({ [ANNA]: ["fullAccess"] }, undefined),
      ),
      { live },
    );
    expect(rightsChanged(plan)).toEqual({
      [ANNA]: [`- fullAccess ${SUPPORT}`],
      [EVE]: [`- sendAs ${SUPPORT} (unmanaged)`],
    });
    expect(plan.conditions).toMatchObject({ deleted: [SUPPORT], orphaned: [], revoked: [] });
  });

  test("that are unknown for one person are not said to be lost", () => {
    const plan = planOf(previewOf(support, rights({ [ANNA]: ["fullAccess"], [BOB]: ["sendAs"] }, { [ANNA]: UNKNOWN })));
    expect(rightsChanged(plan)).toEqual({ [BOB]: [`- sendAs ${SUPPORT}`] });
    expect(mailbox(plan, SUPPORT)).toMatchObject({ afterKnown: false, orphaned: false });
  });
});

describe("a mailbox", () => {
  test.each([
    { title: "shared and made without rights", before: undefined, after: undefined, orphaned: true },
    {
      title: "shared with somebody who may only send",
      before: undefined,
      after: { [ANNA]: ["sendAs"] },
      orphaned: true,
    },
    { title: "shared with a reader", before: undefined, after: { [ANNA]: ["fullAccess"] }, orphaned: false },
  ])("$title is left with nobody: $orphaned", ({ before, after, orphaned }) => {
    const made = { kind: "SharedMailbox", name: "support", after: box(SUPPORT) };
    const plan = planOf(previewOf(made, ...(after === undefined ? [] : [rights(before, after)])));
    expect(mailbox(plan, SUPPORT).orphaned).toBe(orphaned);
  });

  test("of one person is never left with nobody", () => {
    const plan = planOf(previewOf({ kind: "ExchangeAccount", name: "anna", after: account("anna") }));
    expect(plan.conditions.orphaned).toEqual([]);
  });

  test("that is replaced at another address is one deleted and one made", () => {
    const plan = planOf(
      previewOf(
        {
          op: "create-replacement",
          kind: "ExchangeAccount",
          name: "a",
          before: account("a"),
          after: account("a", "a@example.org"),
        },
        { op: "delete-replaced", kind: "ExchangeAccount", name: "a", before: account("a") },
      ),
    );
    expect(plan.mailboxes.map(({ address, change }) => `${change} ${address}`)).toEqual([
      "deleted a@example.com",
      "created a@example.org",
    ]);
  });
});

describe("somebody outside the organisation", () => {
  const given = (person: string, more = {}) =>
    planOf(previewOf(support, rights(undefined, { [person]: ["fullAccess"] })), more).conditions.external;

  test.each([
    { title: "has an address of no domain of it", person: "x@elsewhere.test", options: {}, outside: true },
    { title: "is not who has a declared domain", person: "x@example.com", options: {}, outside: false },
    {
      title: "is not who has a domain of a service",
      person: "x@live.test",
      options: { domains: ["LIVE.test"] },
      outside: false,
    },
    { title: "has a domain that ends alike", person: "x@notexample.com", options: {}, outside: true },
    {
      title: "may have a domain of a service",
      person: "x@p.test",
      options: { domains: ["p.test"], outside: ["p.test"] },
      outside: true,
    },
    { title: "is another customer", person: "zz1-ovh", options: {}, outside: true },
    { title: "is not a customer of it", person: "zz1-ovh", options: { customers: ["ZZ1-ovh"] }, outside: false },
    { title: "is not an account that nobody knows any more", person: "account 12", options: {}, outside: false },
  ])("$title", ({ person, options, outside }) => {
    expect(given(person, options)).toEqual(outside ? [person] : []);
  });
});

test("what belongs to another OVHcloud account is named", () => {
  const provider = "urn:pulumi:test::mail::pulumi:providers:pulumi-nodejs::client-b::1";
  const plan = planOf(previewOf({ ...rights(undefined, { [ANNA]: ["sendAs"] }), provider }), { live: {} });
  expect(plan.notes).toMatchObject([{ code: "elsewhere", subject: "support" }]);
});

test("migrations are told", () => {
  const after = { source: "Info@legacy.test", destination: { service: SERVICE } };
  const info = { emailAddress: "info@legacy.test" };
  const same = { op: "same", kind: "MxPlanAccount", name: "info", before: info, after: info };
  const plan = planOf(previewOf(same, { kind: "AccountMigration", name: "info", after }));
  expect(plan.mailboxes).toMatchObject([{ address: "info@legacy.test", change: "migrated" }]);
  expect(plan.migrations).toEqual([{ from: "info@legacy.test", to: SERVICE, change: "begins" }]);
});
