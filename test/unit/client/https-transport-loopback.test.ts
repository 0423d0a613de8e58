/** The transport against a real server on loopback: what the network does to bodies and connections. */
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createHttpsTransport } from "../../../provider/ovh/https-transport.js";
import { type Method, TransportError } from "../../../provider/ovh/transport.js";

const MIB = 1024 * 1024;
const never = new AbortController().signal;
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
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function send(url: string, options: { method?: Method; body?: string; signal?: AbortSignal } = {}) {
  const { method = "GET", body, signal = never } = options;
  return createHttpsTransport()({ method, url, headers: {}, ...(body === undefined ? {} : { body }) }, signal);
}

async function failure(sending: Promise<unknown>): Promise<TransportError> {
  const error = await sending.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(TransportError);
  return error as TransportError;
}

describe("a body", () => {
  test("keeps its characters when they arrive byte by byte", async () => {
    const text = '{"name":"Zoé 😀 日本"}';
    const url = await serve(async (_, response) => {
      response.socket?.setNoDelay(true);
      for (const byte of Buffer.from(text)) {
        response.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    expect((await send(url)).body).toBe(text);
  });

  test.each(["GET", "POST"] as const)("cut after half of it rejects a %s, which was sent", async (method) => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("x".repeat(50), () => response.destroy());
    });
    const error = await failure(send(url, { method, ...(method === "POST" ? { body: "{}" } : {}) }));
    expect(error).toMatchObject({ sent: true, message: "the answer was cut off" });
    expect(error.cause).toBeInstanceOf(Error);
  });

  test("in chunks without their end rejects", async () => {
    const url = await serve((_, response) => {
      response.write('{"a":1}', () => response.destroy());
    });
    expect((await failure(send(url))).sent).toBe(true);
  });

  test("that stops half-way ends with the signal", async () => {
    const controller = new AbortController();
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("x", () => setImmediate(() => controller.abort()));
    });
    expect((await failure(send(url, { signal: controller.signal }))).sent).toBe(true);
  });

  test("of exactly 10 MiB is taken", async () => {
    const url = await serve((_, response) => response.end(Buffer.alloc(10 * MIB, "x")));
    expect((await send(url)).body).toHaveLength(10 * MIB);
  });

  test("of one byte more is not, and its connection is closed", async () => {
    let closed: Promise<void> | undefined;
    const url = await serve((request, response) => {
      closed = new Promise((resolve) => request.socket.once("close", () => resolve()));
      response.end(Buffer.alloc(10 * MIB + 1, "x"));
    });
    const error = await failure(send(url));
    expect(error.sent).toBe(true);
    expect((error.cause as Error).message).toBe(`answer larger than ${10 * MIB} bytes`);
    await closed;
  });
});

describe("a connection", () => {
  test("that is refused was never sent on", async () => {
    const port = await freePort();
    const error = await failure(send(`http://127.0.0.1:${port}/`, { method: "POST", body: "{}" }));
    expect(error).toMatchObject({ sent: false, message: `no answer from 127.0.0.1:${port} (ECONNREFUSED)` });
  });

  test("closed without an answer was sent on", async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await failure(send(url, { method: "POST", body: "{}" }))).toMatchObject({ sent: true });
  });

  test("on which nobody ever answers ends with the signal", async () => {
    const controller = new AbortController();
    const url = await serve(() => controller.abort());
    const error = await failure(send(url, { signal: controller.signal }));
    expect(error).toMatchObject({ sent: true });
    expect(error.message).toContain("AbortError");
  });

  test("serves the next call too", async () => {
    const sockets = new Set<unknown>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      response.end("{}");
    });
    const transport = createHttpsTransport();
    for (let count = 0; count < 3; count++) await transport({ method: "GET", url, headers: {} }, never);
    expect(sockets.size).toBe(1);
  });
});

/** A port on which nothing listens any more. */
async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
