/** What leaves in a request and what comes out of an answer: exact URLs and bodies, and answers that are not expected. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Call } from "../../../provider/ovh/api.js";
import { ProtocolError } from "../../../provider/ovh/errors.js";
import { nothing } from "../../../provider/ovh/exchange-models.js";
import { route } from "../../../provider/ovh/route.js";
import { Secret } from "../../../provider/ovh/secret.js";
import { answered, ENDPOINT, refused, scriptedApi, type Try } from "./fake-ovh.js";

const PASSWORD = "wire-only-canary";
const call = (rest: Partial<Call<unknown>>): Call<unknown> => ({
  method: "GET",
  route: route("/email/{name}", { name: "a/b" }),
  answer: z.unknown(),
  ...rest,
});

describe("the request", () => {
  test.each<[name: string, query: Call<unknown>["query"], url: string]>([
    ["no query", undefined, "/email/a%2Fb"],
    ["an empty query", {}, "/email/a%2Fb"],
    ["a filter", { primaryEmailAddress: "%@x.me", id: 0 }, "/email/a%2Fb?primaryEmailAddress=%25%40x.me&id=0"],
  ])("%s", async (_, query, url) => {
    const { api, requests } = scriptedApi(answered(200, "null"));
    await api.call(call(query === undefined ? {} : { query }));
    expect(requests[0]?.url).toBe(`${ENDPOINT}${url}`);
  });

  test("without a body says nothing of a content type", async () => {
    const { api, requests } = scriptedApi(answered(200, "null"));
    await api.call(call({}));
    expect(requests[0]).not.toHaveProperty("body");
    expect(requests[0]?.headers).not.toHaveProperty("content-type");
    expect(requests[0]?.headers).toMatchObject({ accept: "application/json" });
  });

  test("keeps null in a body: that is how a value is cleared, and leaves the caller's object alone", async () => {
    const { api, requests } = scriptedApi(answered(200, "null"));
    const body = { displayName: null, firstName: "", hidden: false, left: undefined };
    await api.call(call({ method: "PUT", body }));
    expect(requests[0]?.body).toBe('{"displayName":null,"firstName":"","hidden":false}');
    expect(requests[0]?.headers["content-type"]).toBe("application/json");
    expect(body).toEqual({ displayName: null, firstName: "", hidden: false, left: undefined });
  });

  test("holds a secret on the wire", async () => {
    const { api, requests } = scriptedApi(answered(200, "null"));
    await api.call(call({ method: "POST", body: { password: new Secret(PASSWORD) } }));
    expect(requests[0]?.body).toBe(`{"password":"${PASSWORD}"}`);
  });

  test.each<[string, Try]>([
    ["refused", refused(400, `weak: ${PASSWORD}`)],
    ["failed", answered(500, `<html>${PASSWORD}</html>`)],
    ["answered strangely", answered(200, { echo: PASSWORD })],
    ["answered without JSON", answered(200, `password ${PASSWORD} set`)],
  ])("holds it nowhere else when the call is %s", async (_, failure) => {
    const { api } = scriptedApi(failure);
    const body = { password: new Secret(PASSWORD) };
    const error = await api.call(call({ method: "POST", body, answer: z.string() })).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).not.toContain(PASSWORD);
    expect(inspect(error, { depth: null })).not.toContain(PASSWORD);
  });

  test("the client shows no key when it is printed", () => {
    const { api } = scriptedApi();
    expect(`${JSON.stringify(api)} ${inspect(api, { depth: null, showHidden: true })}`).not.toContain("canary");
  });
});

describe("the answer", () => {
  const account = z.object({ id: z.number().int(), owner: z.object({ name: z.string() }) });

  test("is what the schema makes of it, without what was not asked for", async () => {
    const body = { id: 1, owner: { name: "Anna", more: 1 }, extra: "x" };
    const { api } = scriptedApi(answered(200, body));
    await expect(api.call(call({ answer: account }))).resolves.toEqual({ id: 1, owner: { name: "Anna" } });
  });

  test.each(["", "null"])("%j to a PUT is nothing", async (body) => {
    const { api } = scriptedApi(answered(200, body));
    await expect(api.call(call({ method: "PUT", body: {}, answer: nothing }))).resolves.toBeUndefined();
  });

  test.each<[name: string, body: unknown, field: string]>([
    ["a wrong type", { id: "value-canary", owner: { name: "Anna" } }, "id"],
    ["a wrong type deep inside", { id: 1, owner: { name: ["value-canary"] } }, "owner.name"],
    ["a missing field", { id: 1, extra: "value-canary" }, "owner"],
    ["an id that JavaScript rounds", '{"id":9007199254740993,"owner":{"name":"value-canary"}}', "id"],
  ])("%s: the error names the field and not the value", async (_, body, field) => {
    const { api, requests } = scriptedApi(answered(200, body));
    const error = await api.call(call({ answer: account })).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProtocolError);
    expect((error as Error).message).toContain(`GET /email/{name} is unexpected at "${field}"`);
    expect(inspect(error, { depth: null })).not.toContain("canary");
    expect(inspect(error, { depth: null })).not.toContain("9007199254740993");
    expect(requests, "another try would not change it").toHaveLength(1);
  });

  test.each(["<html>body-canary</html>", '{"id":1', "body-canary"])("%j is no JSON", async (body) => {
    const { api } = scriptedApi(answered(200, body));
    const error = await api.call(call({ answer: account })).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProtocolError);
    expect((error as Error).message).toBe("OVHcloud's answer to GET /email/{name} is not JSON");
    expect(inspect(error, { depth: null })).not.toContain("canary");
  });

  test("a key that every object has cannot reach into our objects", async () => {
    const { api } = scriptedApi(answered(200, '{"id":1,"owner":{"name":"Anna"},"__proto__":{"polluted":true}}'));
    const value = await api.call(call({ answer: account }));
    expect(value).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("polluted");
  });
});
