// The client alone, as a program may use it: its errors in depth, at every status, for each way to prove who calls.

import { expect, test } from "vitest";
import type { Credentials } from "../../provider/ovh/authorization.js";
import { fetchTransport } from "../../provider/ovh/fetch-transport.js";
import { createMailApi } from "../../provider/ovh/mail-api.js";
import { Secret } from "../../provider/ovh/secret.js";
import { VirtualClock } from "../support/virtual-clock.js";
import { echoOf, refusal } from "./blows.js";
import { leaksIn } from "./leaks.js";

const PASSWORD = 'Zq-Fraise/"+1&(4)<é';
const APPLICATION_SECRET = "Zq-Application/+1(4)";
const CONSUMER_KEY = "Zq-Consumer/+1(4)";
const CLIENT_SECRET = "Zq-Client/+1(4)!'";
const TOKEN = "Zq-Token/+1(4)=";
const SECRETS = [PASSWORD, APPLICATION_SECRET, CONSUMER_KEY, CLIENT_SECRET, TOKEN];

const STATUSES = [300, 301, 302, 303, 307, 308, ...Array.from({ length: 200 }, (_, index) => 400 + index)];

/** One of each that the client takes otherwise than its neighbours. */
const SOME = [302, 400, 401, 403, 404, 408, 409, 429, 500, 503];

const WAYS: readonly Credentials[] = [
  {
    kind: "application",
    applicationKey: "application",
    applicationSecret: new Secret(APPLICATION_SECRET),
    consumerKey: new Secret(CONSUMER_KEY),
  },
  { kind: "oauth2", clientId: "client", clientSecret: new Secret(CLIENT_SECRET) },
  { kind: "accessToken", accessToken: new Secret(TOKEN) },
];

/** What goes well before the refusal, where it does. */
function prelude(request: Request): Response | undefined {
  if (request.url.endsWith("/auth/time")) return Response.json(Math.floor(new VirtualClock().now() / 1000));
  if (!request.url.endsWith("/auth/oauth2/token")) return undefined;
  return Response.json({ access_token: TOKEN, token_type: "Bearer", expires_in: 3600 });
}

function clientOf(credentials: Credentials, answer: (request: Request, echo: string) => Response | undefined) {
  const urls: string[] = [];
  const transport = fetchTransport(async (request) => {
    urls.push(request.url);
    const echo = echoOf(request, await request.clone().text(), SECRETS);
    return answer(request, echo) ?? Response.json(null);
  });
  const options = { endpoint: "http://127.0.0.1:1/1.0", clock: new VirtualClock(), random: () => 0.5 };
  const api = createMailApi({ ...options, credentials, transport });
  return { api: api.exchange({ organizationName: "o", exchangeService: "s" }), urls };
}

type ExchangeClient = ReturnType<typeof clientOf>["api"];

const CALLS: readonly ((api: ExchangeClient) => Promise<unknown>)[] = [
  (api) => api.changePassword("anna@example.com", new Secret(PASSWORD)),
  (api) => api.getAccount("anna@example.com"),
];

async function errorOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => new Error("nothing was refused"),
    (error) => error,
  );
}

test.each(WAYS)("$kind: no error of a call shows a secret, at any status", { timeout: 60_000 }, async (credentials) => {
  const left: unknown[] = [];
  for (const status of credentials.kind === "application" ? STATUSES : SOME) {
    for (const call of CALLS) {
      const { api, urls } = clientOf(credentials, (request, echo) => prelude(request) ?? refusal(status, { echo }));
      const error = await errorOf(call(api));
      expect(error.message).toMatch(/\[secret\]/);
      left.push(error, urls);
    }
  }
  expect(leaksIn(credentials.kind, left, SECRETS)).toEqual([]);
});

test("no error of a call for a token shows a secret, nor one of a token that is none", async () => {
  const [, oauth2] = WAYS;
  if (oauth2 === undefined) throw new Error("there is no such way");
  const bad = [
    { access_token: `${TOKEN} ` },
    { access_token: TOKEN, token_type: TOKEN },
    TOKEN,
    [TOKEN],
    { [TOKEN]: 1 },
  ];
  const answers = [
    ...SOME.map((status) => (echo: string) => refusal(status, { echo })),
    ...bad.map((body) => () => Response.json(body)),
    (echo: string) => new Response(echo),
  ];
  for (const [index, answer] of answers.entries()) {
    const { api, urls } = clientOf(oauth2, (_, echo) => answer(echo));
    const error = await errorOf(api.getAccount("anna@example.com"));
    expect(error.message).not.toBe("nothing was refused");
    expect(leaksIn(`answer ${index}`, [error, urls], SECRETS)).toEqual([]);
  }
});

test("no answer of a wrong shape brings a secret into an error", async () => {
  const bodies = [
    (echo: string) => ({ [echo]: echo }),
    (echo: string) => [echo],
    (echo: string) => ({ id: echo, state: echo }),
  ];
  for (const credentials of WAYS) {
    for (const body of bodies) {
      const { api } = clientOf(credentials, (request, echo) => prelude(request) ?? Response.json(body(echo)));
      for (const ask of [() => api.getAccount("a@x.fr"), () => api.listAccounts(), () => api.getService()]) {
        expect(leaksIn("an answer", await errorOf(ask()), SECRETS)).toEqual([]);
      }
    }
  }
});

test("no transport that fails with words of its own brings a secret into an error or its causes", async () => {
  for (const credentials of WAYS) {
    for (const call of CALLS) {
      const { api } = clientOf(credentials, (request, echo) => {
        const before = prelude(request);
        if (before !== undefined) return before;
        throw new Error(echo, { cause: Object.assign(new Error(echo), { request: echo }) });
      });
      const error = await errorOf(call(api));
      expect(error.cause).toBeInstanceOf(Error);
      expect(leaksIn("a transport", error, SECRETS)).toEqual([]);
    }
  }
});
