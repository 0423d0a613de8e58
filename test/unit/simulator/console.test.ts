// The console's page, and who may ask for it.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createSimulator } from "../../../provider/simulator/index.js";
import { richSeed, secrets } from "./console-world.js";

const origin = "http://127.0.0.1:4711";
const assets = join(__dirname, "../../../provider/simulator/console/assets");
const json = { "content-type": "application/json" };
const readable = ["pulse", "world", "tasks", "calls", "faults", "switches", "access", "world.json"];

function console() {
  const simulator = createSimulator({ seed: richSeed() });
  const get = (path: string, headers: Record<string, string> = {}) =>
    simulator.fetch(new Request(new URL(path, origin), { headers }));
  const post = (path: string, body: string, headers: Record<string, string>) =>
    simulator.fetch(new Request(new URL(`/_console/api/${path}`, origin), { method: "POST", body, headers }));
  return { simulator, get, post };
}

describe("the page", () => {
  test("is at the root, with its scripts and styles below a path of its own", async () => {
    const { get } = console();
    const page = await (await get("/")).text();
    const parts = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path = ""]) => path);
    // Those that are not named here would be found one after the other.
    const scripts = readdirSync(assets).filter((name) => name.endsWith(".mjs"));
    expect(parts).toEqual(expect.arrayContaining(scripts.map((name) => `/_console/${name}`)));
    for (const path of parts) {
      expect(path).toMatch(/^\/_console\//);
      expect((await get(path)).status, path).toBe(200);
    }
  });

  test("allows nothing from elsewhere, and nothing inline", async () => {
    const { get } = console();
    for (const path of ["/", "/_console/app.mjs", "/_console/api/pulse"]) {
      const { headers } = await get(path);
      expect(headers.get("content-security-policy"), path).toMatch(/^default-src 'self';/);
      expect(headers.get("x-frame-options"), path).toBe("DENY");
      expect(headers.get("access-control-allow-origin"), path).toBeNull();
    }
    expect(await (await get("/")).text()).not.toMatch(/<script>|<style|\sstyle=|\son\w+=/);
  });

  test.each(["/_console/tsconfig.json", "/_console/..%2fapi.ts", "/_console/%2e%2e/console.ts", "/_console/nothing"])(
    "does not give out %s",
    async (path) => {
      expect((await console().get(path)).status).toBe(404);
    },
  );

  test("leaves OVHcloud's paths as they were, and is no call to it", async () => {
    const { simulator, get } = console();
    await get("/");
    await get("/_console/api/pulse");
    expect(simulator.calls).toEqual([]);
    expect(await (await get("/1.0/auth/time")).json()).toBeTypeOf("number");
    expect((await get("/1.0/_console/app.mjs")).status).toBe(404);
    expect((await get("/console")).status).toBe(404);
    expect(simulator.calls).toHaveLength(3);
  });
});

describe("a foreign name", () => {
  const loopback = ["localhost:4711", "127.0.0.1:4711", "127.8.8.8", "[::1]:4711"];
  const foreign = [
    "attacker.example",
    "127.0.0.1.attacker.example:4711",
    "localhost.attacker.example",
    "0.0.0.0",
    "x@y",
  ];

  test.each(loopback)("is not %s", async (host) => {
    const { simulator } = console();
    expect((await simulator.fetch(new Request(`http://${host}/`))).status).toBe(200);
  });

  test.each(foreign)("gets nothing: %s", async (host) => {
    const { simulator, get } = console();
    for (const path of ["/", "/_console/app.mjs", "/_console/api/pulse"]) {
      expect((await get(path, { host })).status, path).toBe(403);
      expect((await simulator.fetch(new Request(`http://${host.replace("@", ".")}${path}`))).status, path).toBe(403);
    }
  });
});

describe("another page", () => {
  const move = JSON.stringify({ ms: 60_000 });

  test("cannot change anything", async () => {
    const { simulator, post } = console();
    const attempts: Record<string, string>[] = [
      json,
      { ...json, origin: "http://attacker.example" },
      { ...json, origin: "http://127.0.0.1:4712" },
      { ...json, origin: "http://localhost:4711" },
      { ...json, origin: "null" },
      { origin, "content-type": "text/plain" },
      { origin, "content-type": "application/x-www-form-urlencoded" },
      { origin },
    ];
    for (const headers of attempts) {
      expect((await post("time/move", move, headers)).status, JSON.stringify(headers)).toBe(403);
    }
    expect((await post("switches/reset", "{}", json)).status).toBe(403);
    expect(simulator.world.tasks()).toEqual([]);
  });

  test("cannot read what is asked in its name", async () => {
    const { get } = console();
    for (const path of readable) {
      expect((await get(`/_console/api/${path}`, { "sec-fetch-site": "cross-site" })).status, path).toBe(403);
      expect((await get(`/_console/api/${path}`, { "sec-fetch-site": "same-site" })).status, path).toBe(403);
    }
  });

  test("may link to the console", async () => {
    expect((await console().get("/", { "sec-fetch-site": "cross-site" })).status).toBe(200);
  });

  test("is not the console's own", async () => {
    expect((await console().post("time/move", move, { ...json, origin })).status).toBe(200);
  });
});

test("nothing that the console says holds a secret", async () => {
  const { simulator, get } = console();
  simulator.world.setPassword("bob.martin@example.com", "An0ther-secret!");
  const mailboxes = (await (await get("/_console/api/world")).json()) as { mailboxes: { id: string }[] };
  const paths = [...readable, ...mailboxes.mailboxes.map(({ id }) => `mailbox?id=${encodeURIComponent(id)}`)];
  for (const path of paths) {
    const answer = await get(`/_console/api/${path}`);
    expect(answer.status, path).toBe(200);
    const text = await answer.text();
    for (const secret of [...secrets, "An0ther-secret!"]) expect(text, path).not.toContain(secret);
    // Salted hashes are two long hexadecimal numbers.
    expect(text, path).not.toMatch(/[0-9a-f]{32}:[0-9a-f]{32}/);
  }
});
