/** What the trees of routes make of answers, and that what they send keeps its secrets until it is on its way. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Api, Call } from "../../../provider/ovh/api.js";
import { DomainApi } from "../../../provider/ovh/domain.js";
import * as domain from "../../../provider/ovh/domain-models.js";
import { ExchangeApi } from "../../../provider/ovh/exchange.js";
import * as exchange from "../../../provider/ovh/exchange-models.js";
import { encodeBody } from "../../../provider/ovh/json-body.js";
import { MxPlanApi } from "../../../provider/ovh/mxplan.js";
import * as mxPlan from "../../../provider/ovh/mxplan-models.js";
import { Secret } from "../../../provider/ovh/secret.js";
import * as wire from "../../../provider/ovh/wire.js";

const task = { id: 1, status: "todo", function: "addAccount" };
const account = {
  id: 1,
  primaryEmailAddress: "a@b.c",
  domain: "b.c",
  configured: true,
  state: "ok",
  hiddenFromGAL: false,
  accountLicense: "standard",
  quota: 50,
  storeCopyOfEmail: false,
  outlookLicense: false,
  spamAndVirusConfiguration: {
    checkDKIM: false,
    checkSPF: false,
    deleteSpam: false,
    deleteVirus: true,
    putInJunk: false,
    tagSpam: false,
    tagVirus: false,
  },
};
const mailingList = {
  mailingListAddress: "l@b.c",
  creationDate: "2026-01-05T12:00:00+00:00",
  state: "ok",
  joinRestriction: "open",
  departRestriction: "open",
  hiddenFromGAL: false,
  senderAuthentification: false,
};
const redirection = { id: "17400012345678901234", from: "a@b.c", to: "d@e.f" };
const mxPlanAccount = { ...account, login: "a", quota: 2.5 };
const specialTask = { id: "12", account: "a", action: "add", type: "responder" };

const service = { organizationName: "o", exchangeService: "s" };

function recorder(): { api: Api; calls: Call<unknown>[] } {
  const calls: Call<unknown>[] = [];
  // The real class has private parts, which no stand-in can have; trees use nothing but `call`.
  return { api: { call: (one: Call<unknown>) => calls.push(one) } as unknown as Api, calls };
}

describe("an answer", () => {
  test.each<[name: string, model: z.ZodType, answer: unknown]>([
    ["a task that does something new", wire.task, { ...task, function: "somethingNew" }],
    ["a task with fields that are new", wire.task, { ...task, progress: 50 }],
    ["an account in a new state", exchange.exchangeAccount, { ...account, state: "somethingNew" }],
    ["an account with nothing but what we act on", exchange.exchangeAccount, account],
    ["nulls for what may be null", exchange.exchangeAccount, { ...account, displayName: null, taskPendingId: null }],
    ["a list with a new restriction", exchange.mailingList, { ...mailingList, joinRestriction: "somethingNew" }],
    ["a list without limits", exchange.mailingList, { ...mailingList, maxReceiveSize: null, maxSendSize: null }],
    ["a redirection, whose id is no number", domain.redirection, redirection],
    ["a task of a responder, whose id is a text", domain.specialTask, specialTask],
    ["a check that found nothing", domain.migrationCheck, { error: null, warning: null, alias: null }],
    ["a check that found something new", domain.migrationCheck, { error: [{ code: "SOMETHING_NEW", details: null }] }],
    ["a quota that is no whole number", mxPlan.mxPlanAccount, mxPlanAccount],
    ["any quota", mxPlan.accountCapabilities, { quotas: null }],
    ["nothing, as null", wire.nothing, null],
    ["a text about which nothing is known", wire.ignoredText, "OK"],
  ])("is read: %s", (_, model, answer) => {
    expect(model.safeParse(answer).error).toBeUndefined();
  });

  test.each<[name: string, model: z.ZodType, answer: unknown]>([
    ["a task in a state that we would wait for without end", wire.task, { ...task, status: "somethingNew" }],
    ["an old MX Plan task in such a state", domain.domainTask, { id: 1, domain: "b.c", function: "x", status: "new" }],
    ["an id that JavaScript has rounded", wire.task, { ...task, id: 2 ** 53 }],
    ["such an id in a list", wire.ids, [1, 2 ** 53]],
    ["an id as text", wire.ids, ["1"]],
    ["a redirection with a number", domain.redirection, { ...redirection, id: 1 }],
    ["an account without its address", exchange.exchangeAccount, { ...account, primaryEmailAddress: undefined }],
    ["a list that is none", wire.names, {}],
  ])("is refused: %s", (_, model, answer) => {
    expect(model.safeParse(answer).success).toBe(false);
  });
});

describe("a member of a list", () => {
  test.each([
    [{ type: "account", id: 7 } as const, { memberAccountId: 7 }],
    [{ type: "contact", id: 8 } as const, { memberContactId: 8 }],
  ])("%o goes by the number of its kind alone, though both routes take both", (member, body) => {
    const { api, calls } = recorder();
    new ExchangeApi(api, service).mailingLists.addMember("l@b.c", member);
    expect(calls[0]?.body).toEqual(body);
  });
});

describe("a password", () => {
  const PASSWORD = "canary-of-the-trees";
  const migration = { accountName: "a", destinationServiceName: "s", destinationEmailAddress: "x@configureme.me" };
  const person = { login: "a", domain: "b.c", license: "basic" } as const;

  test.each<[name: string, send: (api: Api, password: Secret) => Promise<unknown>]>([
    ["of Exchange", (api, password) => new ExchangeApi(api, service).changePassword("a@b.c", password)],
    ["of a new account", (api, password) => new ExchangeApi(api, service).createAccount({ ...person, password })],
    ["of the old MX Plan", (api, password) => new DomainApi(api, "b.c").changePassword("a", password)],
    ["of a new mailbox", (api, password) => new DomainApi(api, "b.c").createAccount({ accountName: "a", password })],
    ["of a migration", (api, password) => new DomainApi(api, "b.c").migration.start(migration, password)],
    ["of the new MX Plan", (api, password) => new MxPlanApi(api, "s").changePassword("a@b.c", password)],
  ])("%s is in the body that leaves, and in no print of the call", (_, send) => {
    const { api, calls } = recorder();
    send(api, new Secret(PASSWORD));
    const [call] = calls;
    expect(encodeBody(call?.body ?? {})).toContain(PASSWORD);
    expect(
      inspect(call?.body, { depth: 9, showHidden: true }) + JSON.stringify(call?.body) + call?.route.path,
    ).not.toContain(PASSWORD);
  });
});
