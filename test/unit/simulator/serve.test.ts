/** The ports of a simulator: plain and with TLS, and their end. */
import https from "node:https";
import { generate } from "selfsigned";
import { describe, expect, onTestFinished, test } from "vitest";
import { rawCaller, service } from "../../support/raw-caller.js";

async function certificate(): Promise<{ key: string; cert: string }> {
  const altNames = [{ type: 2 as const, value: "localhost" }];
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames }],
  });
  return { key, cert };
}

function get(url: string, options: https.RequestOptions): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = https.request(url, { agent: false, ...options }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, text });
    });
    request.on("error", reject);
    request.end();
  });
}

describe("with TLS", () => {
  test("signed calls are answered over https, and no others", async () => {
    const { simulator, parts } = rawCaller();
    const tls = await certificate();
    const { url, port } = await simulator.listen({ host: "localhost", tls });
    onTestFinished(() => simulator.close());
    expect(url).toBe(`https://localhost:${port}/1.0`);
    const { url: to, headers } = parts("GET", `${service}/sharedAccount`, { base: url });
    expect(await get(to, { headers, ca: tls.cert })).toEqual({ status: 200, text: '["support@example.com"]' });
    await expect(get(to, { headers })).rejects.toThrow(/self.signed/);
    await expect(fetch(`http://localhost:${port}/1.0/auth/time`)).rejects.toThrow(TypeError);
  });

  test("connections are cut as without", async () => {
    const { simulator, parts } = rawCaller();
    const tls = await certificate();
    const { url } = await simulator.listen({ host: "localhost", tls });
    onTestFinished(() => simulator.close());
    simulator.faults.onCall({}, "resetAfterCommit");
    simulator.faults.onCall({}, "cutBody");
    const { url: to, headers } = parts("GET", "/email/exchange", { base: url });
    await expect(get(to, { headers, ca: tls.cert })).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(simulator.calls.at(-1)).toMatchObject({ status: 0, fault: "resetAfterCommit" });
  });

  test("a key that is none is refused", async () => {
    const { simulator } = rawCaller();
    await expect(simulator.listen({ tls: { key: "none", cert: "none" } })).rejects.toThrow();
  });
});

describe("close", () => {
  test("frees all ports, also those that were closed before; twice is no mistake", async () => {
    const { simulator } = rawCaller();
    const [first, second] = [await simulator.listen(), await simulator.listen()];
    expect(second.port).not.toBe(first.port);
    expect((await fetch(`${second.url}/auth/time`)).status).toBe(200);
    await first.close();
    await simulator.close();
    await simulator.close();
    await expect(fetch(`${second.url}/auth/time`)).rejects.toThrow("fetch failed");
    const again = await simulator.listen({ port: second.port });
    expect((await fetch(`${again.url}/auth/time`)).status).toBe(200);
    await simulator.close();
  });
});
