/**
 * The transport over a function like `fetch`: what becomes of requests, answers and failures, over functions that the
 * test plays, and once over the real `fetch` against a server on loopback.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { type Fetch, fetchTransport } from "../../../provider/ovh/fetch-transport.js";
import { type HttpRequest, TransportError } from "../../../provider/ovh/transport.js";
import { rejection } from "./fake-server.js";

const never = new AbortController().signal;
const URL_OF_ME = "https://eu.api.ovh.com/1.0/me?a=%2F&b=c%20d";
const get: HttpRequest = { method: "GET", url: URL_OF_ME, headers: { "X-Ovh-Signature": "$1$abc" } };

/** Keeps the request, and gives the answer. */
function played(answer: Response = new Response("null")) {
  const seen: Request[] = [];
  const fetch: Fetch = async (request) => {
    seen.push(request);
    return answer;
  };
  return { seen, send: fetchTransport(fetch) };
}

describe("the request", () => {
  test("keeps its method, its address to the letter, and its headers", async () => {
    const { seen, send } = played();
    await send(get, never);
    expect(seen[0]?.method).toBe("GET");
    expect(seen[0]?.url).toBe(URL_OF_ME);
    expect(seen[0]?.headers.get("x-ovh-signature")).toBe("$1$abc");
    expect(seen[0]?.body).toBeNull();
  });

  test("keeps the exact text of its body", async () => {
    const { seen, send } = played();
    const body = '{"displayName":"Zoé 😀"}';
    await send({ ...get, method: "PUT", headers: { "content-type": "application/json" }, body }, never);
    expect(await seen[0]?.text()).toBe(body);
    expect(seen[0]?.headers.get("content-type")).toBe("application/json");
  });

  test("asks for no redirect to be followed", async () => {
    const { seen, send } = played();
    await send(get, never);
    expect(seen[0]?.redirect).toBe("manual");
  });

  test("ends with the signal", async () => {
    const { seen, send } = played();
    const controller = new AbortController();
    await send(get, controller.signal);
    controller.abort();
    expect(seen[0]?.signal.aborted).toBe(true);
  });
});

describe("the answer", () => {
  test.each([200, 302, 404, 409, 502])("%i is given as it is, and is no rejection", async (status) => {
    const { send } = played(new Response("text", { status, headers: { "X-OVH-QueryID": "EU.1" } }));
    const answer = await send(get, never);
    expect(answer).toMatchObject({ status, body: "text", headers: { "x-ovh-queryid": "EU.1" } });
  });

  test("without a body is an empty text", async () => {
    expect((await played(new Response(null, { status: 204 })).send(get, never)).body).toBe("");
  });
});

describe("a failure", () => {
  test.each<[string, Fetch]>([
    ["without an answer", () => Promise.reject(new TypeError("fetch failed"))],
    [
      "in the middle of a body",
      async () =>
        new Response(
          new ReadableStream({
            start(stream) {
              stream.enqueue(new TextEncoder().encode('{"half":'));
              stream.error(new TypeError("terminated"));
            },
          }),
        ),
    ],
  ])("%s may have been carried out, names the host and hides the address", async (_, fetch) => {
    const error = await rejection(fetchTransport(fetch)(get, never));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ sent: true, message: "no answer from eu.api.ovh.com", cause: expect.any(TypeError) });
  });

  test("of a request that cannot even be made is one too", async () => {
    const bad = { ...get, headers: { "X-Bad": "line\nbreak" } };
    expect(await rejection(played().send(bad, never))).toBeInstanceOf(TransportError);
  });
});

test("works over the real fetch, which leaves redirects alone", async () => {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(307, { location: "/elsewhere", "content-type": "application/json" }).end('"Zoé"');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/here`;
    const answer = await fetchTransport(fetch)({ method: "POST", url, headers: {}, body: "{}" }, never);
    expect(answer).toMatchObject({ status: 307, headers: { location: "/elsewhere" }, body: '"Zoé"' });
    expect(asked).toEqual(["/here"]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
