/** Where the description is looked for, and what is fetched: against a server on loopback. */
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { findSchema } from "./schema-source.js";

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function serve(listener: http.RequestListener): Promise<string> {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

const TREES = ["/auth", "/email/domain", "/email/exchange", "/email/mxplan", "/me", "/order"];

/** What OVHcloud publishes for one tree, with fields that we do not look at. */
const description = (tree: string) => ({
  apiVersion: "1.0",
  apis: [
    {
      path: tree,
      description: "List",
      operations: [{ httpMethod: "GET", responseType: "string[]", parameters: [], noAuthentication: false }],
    },
  ],
  models: { [`${tree} Kind`]: { id: "Kind", enum: ["a"], enumType: "string" } },
});

describe("a URL", () => {
  test.each(["/1.0", "/1.0/"])("gives all trees together (%s)", async (base) => {
    const asked: string[] = [];
    const origin = await serve((request, response) => {
      asked.push(String(request.url));
      const tree = /^\/1\.0(\/.+)\.json$/.exec(String(request.url))?.[1] ?? "none";
      response.end(JSON.stringify(description(tree)));
    });
    const found = await findSchema(origin + base);
    expect(asked.sort()).toEqual(TREES.map((tree) => `/1.0${tree}.json`));
    if ("missing" in found) throw new Error(found.missing);
    expect([...found.schema.operations.keys()].sort()).toEqual(TREES.map((tree) => `GET ${tree}`));
    expect([...found.schema.trees].sort()).toEqual(TREES);
    expect(found.schema.models).toMatchObject({ "/email/mxplan Kind": { enum: ["a"] } });
    expect(found.schema.from).toBe(`${origin}/1.0`);
  });

  test.each<[name: string, listener: http.RequestListener]>([
    ["an error", (_, response) => response.writeHead(503).end("{}")],
    ["what is not JSON", (_, response) => response.end("<html>")],
    ["another format", (_, response) => response.end('{"openapi":"3.0.0"}')],
    ["a redirection", (_, response) => response.writeHead(302, { location: "https://example.com/" }).end()],
  ])("that answers with %s fails, and is not skipped", async (_, listener) => {
    await expect(findSchema(await serve(listener))).rejects.toThrow();
  });

  test.each(["http://eu.api.ovh.com/1.0", "http://localhost.example.com/1.0", "file:///1.0"])(
    "%s is refused",
    async (url) => {
      await expect(findSchema(url)).rejects.toThrow("is not https");
    },
  );
});

test("neither a URL nor a folder: the reason names both", async () => {
  const found = await findSchema("", join(tmpdir(), "no such folder"));
  expect(found).toMatchObject({ missing: expect.stringMatching(/email-exchange\.json.*OVH_SCHEMA_URL is not set/) });
});
