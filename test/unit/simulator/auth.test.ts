// Who may call: credentials from the first request to their end, and what each says of itself.

import { describe, expect, test } from "vitest";
import { defaultSeed, type Seed, SeedError } from "../../../provider/simulator/index.js";
import { parseSeed } from "../../../provider/simulator/seed.js";
import { type Keys, simulated, startMs, stranger } from "../../support/signed-caller.js";

interface Shown {
  message: string;
  errorCode: string;
  consumerKey: string;
  state: string;
  validationUrl: string;
  credentialId: number;
  rules: { method: string; path: string }[];
  status: string;
  lastUse: string | null;
  expiration: string | null;
}

type AccountSeed = Seed["apiAccounts"][number];
const [first] = defaultSeed().apiAccounts as [AccountSeed];
const withAccount = (changes: Partial<AccountSeed>): Seed => ({
  ...defaultSeed(),
  apiAccounts: [{ ...first, ...changes }, stranger],
});
const start = (changes: Partial<AccountSeed> = {}) => simulated<Shown>(withAccount(changes));

const rules = [{ method: "GET", path: "/email/exchange*" }];
const service = "/email/exchange/hosted-ab12345-1/service/hosted-ab12345-1";

function request(path: string, { applicationKey, body }: { applicationKey?: string; body?: unknown } = {}): Request {
  return new Request(`https://eu.api.ovh.com/1.0${path}`, {
    method: "POST",
    headers: applicationKey === undefined ? {} : { "x-ovh-application": applicationKey },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const ask = (simulator: ReturnType<typeof start>, body: unknown = { accessRules: rules }) =>
  simulator.answered(request("/auth/credential", { applicationKey: first.applicationKey, body }));

const keysWith = (consumerKey: string, others: Partial<Keys> = {}): Keys => ({ ...first, ...others, consumerKey });
const notValid = { status: 403, body: { errorCode: "INVALID_CREDENTIAL", message: "This credential is not valid" } };

describe("a credential that an application asks for", () => {
  test("may sign nothing until a customer has validated it, and then what its rules say", async () => {
    const simulator = start();
    const { status, body } = await ask(simulator, {
      accessRules: rules,
      redirection: "https://www.example.com/back",
      allowedIPs: ["192.0.2.0/24"],
    });
    expect({ status, state: body.state }).toEqual({ status: 200, state: "pendingValidation" });
    expect(body.validationUrl).toMatch(/^https:\/\/.*credentialToken=/);
    const keys = keysWith(body.consumerKey);
    expect(await simulator.sendAs(keys, "GET", "/email/exchange")).toMatchObject(notValid);

    simulator.desk.validate(body.consumerKey, "ab12345-ovh");
    expect(await simulator.sendAs(keys, "GET", service)).toMatchObject({ status: 200 });
    expect(await simulator.sendAs(keys, "POST", "/auth/logout")).toMatchObject({
      body: { errorCode: "NOT_GRANTED_CALL" },
    });
    expect(await simulator.sendAs(keys, "GET", "/me")).toMatchObject({ body: { errorCode: "NOT_GRANTED_CALL" } });
    expect(simulator.wire.problems).toEqual([]);
  });

  test("acts for whoever validated it, whose application it is not", async () => {
    const simulator = start();
    const { body } = await ask(simulator);
    simulator.desk.validate(body.consumerKey, stranger.nichandle);
    const keys = keysWith(body.consumerKey);
    expect((await simulator.sendAs(keys, "GET", "/email/exchange")).body).toEqual([]);
    expect(await simulator.sendAs(keys, "GET", service)).toMatchObject({ status: 404 });
  });

  test("stays closed when the customer refuses it", async () => {
    const simulator = start();
    const { body } = await ask(simulator);
    simulator.desk.refuse(body.consumerKey);
    expect(await simulator.sendAs(keysWith(body.consumerKey), "GET", "/email/exchange")).toMatchObject(notValid);
    expect(() => simulator.desk.validate(body.consumerKey, "ab12345-ovh")).toThrow(/waits for a validation/);
    expect(simulator.desk.list().at(-1)).toMatchObject({ status: "refused", nichandle: undefined, rules });
  });

  test("is no other application's", async () => {
    const simulator = start();
    const { body } = await ask(simulator);
    simulator.desk.validate(body.consumerKey, "ab12345-ovh");
    const keys = keysWith(body.consumerKey, stranger);
    expect(await simulator.sendAs({ ...keys, consumerKey: body.consumerKey }, "GET", "/email/exchange")).toMatchObject({
      body: { errorCode: "NOT_CREDENTIAL" },
    });
  });

  test.each([
    ["no application key", { body: { accessRules: rules } }, 403, "This application key is invalid"],
    ["an unknown one", { applicationKey: "x", body: { accessRules: rules } }, 403, "This application key is invalid"],
    ["no rules", { applicationKey: first.applicationKey, body: {} }, 400, "'accessRules' is a required property"],
    [
      "a method that is none",
      { applicationKey: first.applicationKey, body: { accessRules: [{ method: "STEAL", path: "/" }] } },
      400,
      "accessRules.0.method",
    ],
    [
      "an address block that is none",
      { applicationKey: first.applicationKey, body: { accessRules: rules, allowedIPs: ["here"] } },
      400,
      "allowedIPs.0",
    ],
  ])("is refused with %s", async (_, parts, status, message) => {
    const simulator = start();
    const answer = await simulator.answered(request("/auth/credential", parts));
    expect(answer).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
    expect(simulator.desk.list()).toHaveLength(2);
  });

  test("needs a customer who exists, and a key that waits; no message repeats a key", async () => {
    const simulator = start();
    const { body } = await ask(simulator);
    expect(() => simulator.desk.validate(body.consumerKey, "nobody")).toThrow(/no such apiAccount: nobody/);
    expect(() => simulator.desk.validate("unknown-key-4711", "ab12345-ovh")).toThrow(/^(?!.*4711)/);
    expect(() => simulator.desk.validate(first.consumerKey, "ab12345-ovh")).toThrow(/waits for a validation/);
    expect(() => simulator.desk.revoke(7)).toThrow(/no credential 7/);
  });
});

describe("the end of a credential", () => {
  test("it says by itself that its time is over", async () => {
    const simulator = start();
    expect(await simulator.send("POST", "/auth/logout")).toEqual({ status: 200, body: null });
    expect(await simulator.send("GET", "/email/exchange")).toMatchObject(notValid);
    expect(simulator.desk.list()[0]).toMatchObject({ status: "expired", expiresAtMs: startMs });
  });

  test("its time is over after the days of the seed", async () => {
    const credentials = [{ consumerKey: "short", expiresInDays: 2 }];
    const simulator = start({ credentials });
    const keys = keysWith("short");
    simulator.pass(2 * 86_400_000 - 1_000);
    expect((await simulator.sendAs(keys, "GET", "/auth/currentCredential")).body).toMatchObject({
      status: "validated",
      expiration: "2026-01-07T12:00:00+00:00",
    });
    simulator.pass(1_000);
    expect(await simulator.sendAs(keys, "GET", "/email/exchange")).toMatchObject(notValid);
    expect(await simulator.send("GET", "/email/exchange")).toMatchObject({ status: 200 });
  });

  test("somebody else revokes it, or says that its time is over", async () => {
    const simulator = start({ credentials: [{ consumerKey: "second" }, { consumerKey: "third" }] });
    const [, second, third] = simulator.desk.list();
    simulator.desk.revoke(second?.credentialId ?? 0);
    simulator.desk.expire(third?.credentialId ?? 0);
    for (const key of ["second", "third"]) {
      expect(await simulator.sendAs(keysWith(key), "GET", "/email/exchange")).toMatchObject(notValid);
    }
    expect(simulator.desk.list().map(({ status }) => status)).toEqual(["validated", "revoked", "expired", "validated"]);
  });

  test("a credential of the seed that is not valid", async () => {
    const simulator = start({ credentials: [{ consumerKey: "old", consumerKeyIsValid: false }] });
    expect(await simulator.sendAs(keysWith("old"), "GET", "/email/exchange")).toMatchObject(notValid);
  });
});

describe("what a credential says of itself", () => {
  test("with rules", async () => {
    const accessRules = [
      { method: "GET" as const, path: "/auth/*" },
      { method: "GET" as const, path: "/email/exchange" },
    ];
    const simulator = start({ accessRules });
    expect((await simulator.send("GET", "/auth/currentCredential")).body).toMatchObject({
      allowedIPs: null,
      creation: "2026-01-05T12:00:00+00:00",
      expiration: null,
      lastUse: "2026-01-05T12:00:00+00:00",
      ovhSupport: false,
      rules: accessRules,
      status: "validated",
    });
    expect((await simulator.send("GET", "/auth/details")).body).toEqual({
      account: "ab12345-ovh",
      allowedRoutes: accessRules,
      description: null,
      identities: ["urn:v1:eu:identity:account:ab12345-ovh"],
      method: "account",
      roles: null,
      user: null,
    });
    expect((await simulator.send("GET", "/email/exchange")).status).toBe(200);
    expect((await simulator.send("GET", "/email/exchange/x/service")).status).toBe(403);
    expect(simulator.wire.problems).toEqual([]);
  });

  test("without rules, it may do anything", async () => {
    const simulator = start();
    expect((await simulator.send("GET", "/auth/details")).body).toMatchObject({ allowedRoutes: null });
    const { rules: shown } = (await simulator.send("GET", "/auth/currentCredential")).body;
    expect(shown.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /*", "POST /*", "PUT /*", "DELETE /*"]);
  });

  test("a service account is one of its own, and has no credential", async () => {
    const simulator = start({ clientId: "EU.0123", clientSecret: "secret-4711" });
    const form = "grant_type=client_credentials&client_id=EU.0123&client_secret=secret-4711&scope=all";
    const response = await simulator.fetch(
      new Request("https://www.ovh.com/auth/oauth2/token", { method: "POST", body: form }),
    );
    const { access_token: token } = (await response.json()) as { access_token: string };
    const send = (method: string, path: string) =>
      simulator.answered(
        new Request(`https://eu.api.ovh.com/1.0${path}`, { method, headers: { authorization: `Bearer ${token}` } }),
      );
    expect((await send("GET", "/auth/details")).body).toMatchObject({
      identities: ["urn:v1:eu:identity:credential:ab12345-ovh/oauth2-EU.0123"],
      method: "oauth2_client_credentials",
    });
    const none = { status: 403, body: { errorCode: "NOT_CREDENTIAL" } };
    expect(await send("GET", "/auth/currentCredential")).toMatchObject(none);
    expect(await send("POST", "/auth/logout")).toMatchObject(none);
  });
});

test("the time is the gateway's, and its one-time tokens are a gap", async () => {
  const simulator = start();
  simulator.pass(7_000);
  const unsigned = new Request("https://eu.api.ovh.com/1.0/auth/time");
  expect(await simulator.answered(unsigned)).toEqual({ status: 200, body: startMs / 1_000 + 7 });
  expect(await simulator.send("POST", "/auth/token")).toMatchObject({ status: 501 });
  expect(await simulator.send("GET", "/auth/nonsense")).toMatchObject({
    status: 404,
    body: { message: "Got an invalid (or empty) URL" },
  });
});

describe("a seed with several credentials of one customer", () => {
  test("of the same application, or of others with rules of their own", async () => {
    const credentials = [
      { consumerKey: "second" },
      {
        applicationKey: "ak",
        applicationSecret: "as",
        consumerKey: "third",
        accessRules: [{ method: "GET" as const, path: "/me" }],
      },
    ];
    const simulator = start({ credentials });
    const others = { applicationKey: "ak", applicationSecret: "as", consumerKey: "third" };
    expect(await simulator.sendAs(keysWith("second"), "GET", "/me")).toMatchObject({ status: 200 });
    expect(await simulator.sendAs(others, "GET", "/me")).toMatchObject({
      status: 200,
      body: { nichandle: "ab12345-ovh" },
    });
    expect(await simulator.sendAs(others, "GET", "/email/exchange")).toMatchObject({ status: 403 });
  });

  test.each<[string, Partial<AccountSeed>, string]>([
    ["a key twice", { credentials: [{ consumerKey: first.consumerKey }] }, "apiAccounts[0].credentials[0].consumerKey"],
    [
      "half an application",
      { credentials: [{ consumerKey: "c", applicationKey: "ak" }] },
      "apiAccounts[0].credentials[0]: needs both",
    ],
    [
      "two secrets of one application",
      { credentials: [{ consumerKey: "c", applicationKey: first.applicationKey, applicationSecret: "another-4711" }] },
      "apiAccounts[0].credentials[0].applicationSecret: is another one",
    ],
    ["a rule with no path", { accessRules: [{ method: "GET", path: "me" }] }, "apiAccounts[0].accessRules[0].path"],
  ])("%s is refused, and no key is repeated", (_, changes, message) => {
    const parse = () => parseSeed(withAccount(changes));
    expect(parse).toThrow(SeedError);
    expect(parse).toThrow(message);
    expect(parse).not.toThrow("4711");
  });
});
