/**
 * Through a proxy or past it: real servers on loopback, one that stands for OVHcloud behind TLS with a certificate of
 * its own, and one proxy that keeps what it is asked for. Proxies are known to Node.js from 22.21 and 24.5 on.
 */
import http from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import tls from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createHttpsTransport } from "../../../provider/ovh/https-transport.js";
import { TransportError } from "../../../provider/ovh/transport.js";
import { rejection } from "./fake-server.js";

const never = new AbortController().signal;
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const knowsProxies = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);

const closing: (() => void)[] = [];
const ownAuthorities = knowsProxies ? tls.getCACertificates("default") : [];
let certificate = { private: "", cert: "" };

beforeAll(async () => {
  const { generate } = await import("selfsigned");
  const altNames = [{ type: 2 as const, value: "localhost" }];
  const extensions = [{ name: "subjectAltName" as const, altNames }];
  certificate = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions,
  });
  if (knowsProxies) tls.setDefaultCACertificates([...ownAuthorities, certificate.cert]);
});
afterAll(() => {
  if (knowsProxies) tls.setDefaultCACertificates(ownAuthorities);
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
  vi.unstubAllGlobals();
});

async function listen(server: http.Server | https.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const answer: http.RequestListener = (_, response) => response.end('"from OVHcloud"');

async function secureServer(): Promise<string> {
  const port = await listen(https.createServer({ key: certificate.private, cert: certificate.cert }, answer));
  return `https://localhost:${port}/1.0/me`;
}

/** @param status what it answers to a CONNECT */
async function proxy(status = 200) {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('"from the proxy"');
  });
  server.on("connect", (request, socket: net.Socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} no\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const port = Number(new URL(`http://${request.url}`).port);
    const target = net.connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    for (const side of [socket, target]) {
      side.on("error", () => {});
      closing.push(() => side.destroy());
    }
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, asked };
}

async function bodyOf(url: string, proxyEnvironment?: Record<string, string | undefined>): Promise<string> {
  const transport = createHttpsTransport(proxyEnvironment === undefined ? {} : { proxyEnvironment });
  return (await transport({ method: "GET", url, headers: {} }, never)).body;
}

const connectTo = (url: string) => `CONNECT ${new URL(url).host}`;

describe("with a Node.js that knows proxies (22.21, 24.5 and later)", () => {
  beforeEach(({ skip }) => skip(!knowsProxies, "this Node.js knows no proxies"));

  test.each(["HTTPS_PROXY", "https_proxy"])("%s is the way to an https endpoint, in a tunnel", async (name) => {
    const [target, { url, asked }] = [await secureServer(), await proxy()];
    expect(await bodyOf(target, { [name]: url })).toBe('"from OVHcloud"');
    expect(asked).toEqual([connectTo(target)]);
  });

  test("the tunnel is kept for the next call", async () => {
    const [target, { url, asked }] = [await secureServer(), await proxy()];
    const transport = createHttpsTransport({ proxyEnvironment: { HTTPS_PROXY: url } });
    for (let count = 0; count < 3; count++) await transport({ method: "GET", url: target, headers: {} }, never);
    expect(asked).toHaveLength(1);
  });

  test("HTTP_PROXY is the way to an http endpoint and no other", async () => {
    const [target, { url, asked }] = [await secureServer(), await proxy()];
    expect(await bodyOf(target, { HTTP_PROXY: url })).toBe('"from OVHcloud"');
    expect(asked).toEqual([]);
    const plain = target.replace("https:", "http:");
    expect(await bodyOf(plain, { HTTP_PROXY: url })).toBe('"from the proxy"');
    expect(asked).toEqual([`GET ${plain}`]);
  });

  test.each(["localhost", "*", "example.com,localhost", ".example.com, localhost"])(
    "NO_PROXY %j leads past it",
    async (names) => {
      const [target, { url, asked }] = [await secureServer(), await proxy()];
      expect(await bodyOf(target, { HTTPS_PROXY: url, NO_PROXY: names })).toBe('"from OVHcloud"');
      expect(asked).toEqual([]);
    },
  );

  test("NO_PROXY for others does not", async () => {
    const [target, { url, asked }] = [await secureServer(), await proxy()];
    await bodyOf(target, { HTTPS_PROXY: url, no_proxy: "example.com" });
    expect(asked).toEqual([connectTo(target)]);
  });

  test.each<[string, (url: string) => Record<string, string | undefined> | undefined]>([
    ["nothing is given", () => undefined],
    ["no variable is set", () => ({})],
    ["the variable is empty", () => ({ HTTPS_PROXY: "" })],
    ["the variable is another one", (url) => ({ ALL_PROXY: url, MY_HTTPS_PROXY: url })],
  ])("a proxy is not used where %s", async (_, environment) => {
    const [target, { url, asked }] = [await secureServer(), await proxy()];
    expect(await bodyOf(target, environment(url))).toBe('"from OVHcloud"');
    expect(asked).toEqual([]);
  });

  test("the variables of this process alone change nothing", async () => {
    const [target, { url, asked }] = [await secureServer(), await proxy()];
    vi.stubEnv("HTTPS_PROXY", url);
    try {
      expect(await bodyOf(target)).toBe('"from OVHcloud"');
    } finally {
      vi.unstubAllEnvs();
    }
    expect(asked).toEqual([]);
  });

  test("the certificate is OVHcloud's to show, through the tunnel too", async () => {
    const [target, { url }] = [await secureServer(), await proxy()];
    const otherName = target.replace("localhost", "127.0.0.1");
    expect(await rejection(bodyOf(otherName, { HTTPS_PROXY: url }))).toMatchObject({
      name: "TransportError",
      sent: false,
    });
  });

  test.each([407, 502, 403])("a proxy that answers %i has sent nothing on", async (status) => {
    const [target, { url, asked }] = [await secureServer(), await proxy(status)];
    const error = await rejection(bodyOf(target, { HTTPS_PROXY: url }));
    expect(error).toBeInstanceOf(TransportError);
    expect(asked).toHaveLength(1);
    expect((error as TransportError).sent, (error as Error).message).toBe(false);
  });

  test("a proxy that is no URL is refused without its password", () => {
    const creating = () => createHttpsTransport({ proxyEnvironment: { HTTPS_PROXY: "http://me:canary@:no:port" } });
    expect(creating).toThrow(/^HTTPS_PROXY or HTTP_PROXY is not a URL such as http:\/\/proxy\.example\.com:3128$/);
  });

  test("a proxy that is not there has sent nothing on", async () => {
    const target = await secureServer();
    expect(await rejection(bodyOf(target, { HTTPS_PROXY: "http://127.0.0.1:1" }))).toMatchObject({ sent: false });
  });
});

describe("with a Node.js that knows none", () => {
  const withVersion = (node: string) =>
    vi.stubGlobal("process", Object.create(process, { versions: { value: { ...process.versions, node } } }));

  test.each(["22.12.0", "22.20.0", "23.11.0", "24.4.1"])(
    "%s: a proxy that is asked for is an error, not passed by",
    (node) => {
      withVersion(node);
      const creating = () => createHttpsTransport({ proxyEnvironment: { HTTPS_PROXY: "http://proxy" } });
      expect(creating).toThrow(`HTTPS_PROXY is set, and Node.js ${node} cannot use it: 22.21, 24.5 and later can`);
    },
  );

  test.each([{}, { NO_PROXY: "*" }, { HTTPS_PROXY: "" }, { HTTPS_PROXY: undefined }])(
    "%j asks for none",
    (proxyEnvironment) => {
      withVersion("22.12.0");
      expect(() => createHttpsTransport({ proxyEnvironment })).not.toThrow();
    },
  );

  test.each(["22.21.0", "24.5.0", "25.0.0"])("%s is not one of them", (node) => {
    withVersion(node);
    expect(() => createHttpsTransport({ proxyEnvironment: { HTTPS_PROXY: "http://proxy" } })).not.toThrow();
  });
});
