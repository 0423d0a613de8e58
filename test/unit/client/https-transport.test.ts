/** The transport against a network that nock plays: plain answers, redirects, and failures before anything was sent. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createHttpsTransport } from "../../../provider/ovh/https-transport.js";
import { TransportError } from "../../../provider/ovh/transport.js";

const HOST = "https://eu.api.ovh.com";
const signal = new AbortController().signal;
const get = (path: string) => ({ method: "GET", url: `${HOST}${path}`, headers: {} }) as const;

// nock is an ES module, and these files are CommonJS: only this form of import is open to them.
const loadNock = async () => (await import("nock")).default;
let nock: Awaited<ReturnType<typeof loadNock>>;

beforeAll(async () => {
  nock = await loadNock();
  nock.disableNetConnect();
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

test("gives status, body and headers, with their names in lower case and repeated ones joined", async () => {
  nock(HOST)
    .get("/1.0/me?a=%2F")
    .reply(200, '{"name":"Zoé"}', ["X-OVH-QueryID", "EU.1", "X-Twice", "a", "X-Twice", "b", "Set-Cookie", "c=1"]);
  const response = await createHttpsTransport()(get("/1.0/me?a=%2F"), signal);
  expect(response).toEqual({
    status: 200,
    headers: expect.objectContaining({ "x-ovh-queryid": "EU.1", "x-twice": "a, b", "set-cookie": "c=1" }),
    body: '{"name":"Zoé"}',
  });
  expect(Object.keys(response.headers).filter((name) => name !== name.toLowerCase())).toEqual([]);
});

test("sends the headers and the exact bytes of the body, with their number", async () => {
  const body = '{"displayName":"Zoé 😀"}';
  const scope = nock(HOST, { reqheaders: { "x-ovh-signature": "$1$abc", "content-length": "27" } })
    .put("/1.0/account", (sent) => JSON.stringify(sent) === body)
    .reply(200, "null");
  expect(Buffer.byteLength(body)).toBe(27);
  const request = { ...get("/1.0/account"), method: "PUT", headers: { "X-Ovh-Signature": "$1$abc" }, body } as const;
  expect((await createHttpsTransport()(request, signal)).body).toBe("null");
  expect(scope.isDone()).toBe(true);
});

test.each([301, 302, 303, 307, 308])("HTTP %i is given as it is, and nothing goes to its target", async (status) => {
  const target = nock("https://example.com").get("/stolen").reply(200, "stolen");
  nock(HOST).get("/1.0/me").reply(status, "", { location: "https://example.com/stolen" });
  const response = await createHttpsTransport()(get("/1.0/me"), signal);
  expect(response).toMatchObject({ status, headers: { location: "https://example.com/stolen" } });
  expect(target.isDone()).toBe(false);
});

test.each([204, 404, 502])("HTTP %i is an answer, not a rejection", async (status) => {
  nock(HOST).get("/1.0/me").reply(status, "");
  await expect(createHttpsTransport()(get("/1.0/me"), signal)).resolves.toMatchObject({ status, body: "" });
});

test.each<[code: string, sent: boolean, why: string]>([
  ["ECONNREFUSED", false, "nobody listens"],
  ["ENOTFOUND", false, "no such name"],
  ["EAI_AGAIN", false, "no name server"],
  ["EHOSTUNREACH", false, "no way there"],
  ["ENETUNREACH", false, "no network"],
  ["CERT_HAS_EXPIRED", false, "the certificate is checked before the request is sent"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", false, "likewise"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", false, "likewise"],
  ["ECONNRESET", true, "it may have been read"],
  ["EPIPE", true, "part of it was written"],
  ["ETIMEDOUT", true, "it may have been read"],
])("%s: sent is %s, because %s", async (code, sent) => {
  const cause = Object.assign(new Error(`${code} 192.0.2.1`), { code });
  nock(HOST).post("/1.0/me").replyWithError(cause);
  const sending = createHttpsTransport()({ ...get("/1.0/me"), method: "POST", body: "{}" }, signal);
  const error = await sending.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(TransportError);
  expect(error).toMatchObject({ sent, message: `no answer from eu.api.ovh.com (${code})`, cause });
});
