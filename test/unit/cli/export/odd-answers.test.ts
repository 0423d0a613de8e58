// What OVHcloud may show and no program can say: it is left out or left alone, it is told, and nothing else suffers.

import { describe, expect, test, vi } from "vitest";
import { exportMail } from "../../../../cli/export/export-mail.js";
import { exportTexts } from "../../../../cli/export/texts.js";
import { Engine } from "../../../support/engine.js";
import { createWorld } from "../../../support/world.js";
import { runProgram } from "./run-program.js";
import { smallWorld } from "./worlds.js";

/** Hundreds of calls take their time on a machine that has other things to do. */
vi.setConfig({ testTimeout: 30_000 });

type Change = (answer: never) => unknown;

/** An export of the small world in which some answers are otherwise. */
async function exportWith(changes: Readonly<Record<string, Change>>) {
  const world = createWorld({ seed: smallWorld() });
  const send = async (request: Request): Promise<Response> => {
    const response = await world.simulator.fetch(request);
    const path = decodeURIComponent(new URL(request.url).pathname);
    const change = Object.entries(changes).find(([end]) => path.endsWith(end))?.[1];
    return change === undefined ? response : Response.json(change((await response.json()) as never));
  };
  const options = { domains: [], projectName: "mail", adopt: true, version: "0.1.0" };
  const services = ["hosted-ab12345-1"];
  const exported = await exportMail(world.newSession({ send }), { ...options, services }, exportTexts.en);
  const declared = runProgram(exported.files);
  const argsOf = (kind: string, address: string) =>
    declared.find((one) => one.kind === kind && one.name === address)?.args;
  return { world, exported, declared, argsOf };
}

type Account = Readonly<Record<string, unknown>>;

describe("a property that cannot be declared", () => {
  test.each<[name: string, path: string, change: Change, property: string]>([
    [
      "a name with half a character",
      "/account/anna@example.com",
      (account: Account) => ({ ...account, displayName: "half \ud800" }),
      "displayName",
    ],
    [
      "a name that is too long",
      "/account/anna@example.com",
      (account: Account) => ({ ...account, displayName: "x".repeat(300) }),
      "displayName",
    ],
    [
      "an alias of another form",
      "/account/anna@example.com/alias",
      (aliases: string[]) => [...aliases, "o'brien@example.com"],
      "emailAliases",
    ],
    [
      "a licence of a later day",
      "/account/anna@example.com",
      (one: Account) => ({ ...one, accountLicense: "new" }),
      "license",
    ],
  ])("%s is left as OVHcloud has it, and told", async (_, path, change, property) => {
    const { exported, argsOf } = await exportWith({ [path]: change });
    const args = argsOf("ExchangeAccount", "anna@example.com");
    expect(args).toMatchObject({ firstName: "Anna" });
    expect(args).not.toHaveProperty(property);
    expect(exported.warnings).toContainEqual({
      code: "propertyLeftOut",
      what: "anna@example.com",
      detail: expect.stringMatching(new RegExp(`^${property}`)),
    });
  });

  test("members whom nobody knows leave the group without members, so that none is removed", async () => {
    const { exported, argsOf, world, declared } = await exportWith({
      "/sales@example.com/member/account": (ids: number[]) => [...ids, 99],
    });
    expect(argsOf("ContactGroup", "sales@example.com")).not.toHaveProperty("members");
    expect(exported.warnings.map(({ code }) => code)).toEqual(["propertyLeftOut"]);
    const engine = new Engine(world.newSession());
    await engine.up(declared.map(({ kind, name, args }) => ({ kind, name: `${kind} ${name}`, props: args })));
    expect(world.writes()).toEqual([]);
  });
});

test("a right of an account that the service does not show is left alone by mode additive", async () => {
  const { exported, argsOf } = await exportWith({
    "/support@example.com/fullAccess": (ids: number[]) => [...ids, 99],
  });
  expect(argsOf("Delegation", "support@example.com")).toEqual({
    on: { service: "hosted-ab12345-1", emailAddress: "support@example.com" },
    grants: { "anna@example.com": ["sendOnBehalf"], "bob@example.com": ["fullAccess", "sendAs"] },
    mode: "additive",
  });
  expect(exported.warnings).toEqual([{ code: "unknownDelegate", what: "support@example.com", detail: "99" }]);
  expect(exported.files.get("index.ts")).toContain(
    "// account number 99, which the service does not show, holds a right",
  );
});

test("an address that no resource can have is left out with its rights, and told", async () => {
  const { exported, declared } = await exportWith({
    "/sharedAccount": () => ["o'brien@example.com"],
    "/sharedAccount/o'brien@example.com": () => ({
      id: 1,
      sharedEmailAddress: "o'brien@example.com",
      state: "ok",
      quota: 10,
      hiddenFromGAL: false,
    }),
    "/o'brien@example.com/alias": () => [],
    "/o'brien@example.com/fullAccess": () => [2100002],
    "/o'brien@example.com/sendAs": () => [],
    "/o'brien@example.com/sendOnBehalfTo": () => [],
  });
  expect(declared.filter(({ kind }) => kind === "SharedMailbox")).toEqual([]);
  expect(exported.leftOut.filter(({ code }) => code === "notDeclarable").map(({ what }) => what)).toEqual([
    "o'brien@example.com",
    "o'brien@example.com",
  ]);
});

test("somebody at work on a mailbox is told", async () => {
  const { exported } = await exportWith({
    "/account/bob@example.com": (account: Account) => ({ ...account, taskPendingId: 7 }),
  });
  expect(exported.warnings).toEqual([{ code: "atWork", what: "bob@example.com", detail: "hosted-ab12345-1" }]);
});
