// The load of the client bench: each client in turn, in short rounds, so that what disturbs the machine disturbs all.
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const [key = "", cert = "", seconds = "3"] = process.argv.slice(2);
const ROUNDS = 6;
const ROUND_MS = (Number(seconds) * 1000) / ROUNDS;
const WARM_UP_MS = 700;
const CONCURRENCIES = [1, 32];
const POLLS = 3;
/** Longer than the 4 to 5 s for which fetch and the global agent keep an idle connection. */
const POLL_PAUSE_MS = 5_500;
const GOALS = /** @type {const} */ ([
  [1, 1],
  [32, 0.8],
]);

const APPLICATION_KEY = "application-key";
const APPLICATION_SECRET = "application-secret";
const CONSUMER_KEY = "consumer-key";
const OURS = "pulumi-ovh-mail";
const ANCHOR = "@ovhcloud/node-ovh";
const MAILBOX = "/email/exchange/hosted-1/service/hosted-1/account/anna.example@example.com";

/** @typedef {{ name: string, mailbox: () => Promise<unknown>, poll: () => Promise<unknown> }} Client */
/** @typedef {{ calls: number, ms: number, cpuUs: number, latenciesMs: number[] }} Cell */

/** @param {number} port @returns {Promise<Client>} */
async function ourClient(port) {
  // By its address, so that the types come from the sources and not from a build that may not be there yet.
  /** @type {typeof import("../provider/client.js")} */
  const { Api, route, Secret } = await import(new URL("../dist/provider/client.js", import.meta.url).href);
  const api = new Api({
    endpoint: `https://localhost:${port}/1.0`,
    credentials: {
      kind: "application",
      applicationKey: APPLICATION_KEY,
      applicationSecret: new Secret(APPLICATION_SECRET),
      consumerKey: new Secret(CONSUMER_KEY),
    },
    maxCallsPerSecond: 1e6,
    maxConcurrency: 64,
  });
  const answer = z.object({
    id: z.number(),
    primaryEmailAddress: z.string(),
    displayName: z.string(),
    state: z.string(),
  });
  const template = "/email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}";
  const mailbox = () => {
    const primaryEmailAddress = "anna.example@example.com";
    const parameters = { organizationName: "hosted-1", exchangeService: "hosted-1", primaryEmailAddress };
    return api.call({ method: "GET", route: route(template, parameters), answer });
  };
  const poll = () => api.call({ method: "GET", route: route("/polls/{name}", { name: "ours" }), answer });
  return { name: OURS, mailbox, poll };
}

/** @param {number} port @returns {Client} */
function nodeOvh(port) {
  const ovh = createRequire(import.meta.url)("@ovhcloud/node-ovh")({
    host: "localhost",
    port,
    basePath: "/1.0",
    appKey: APPLICATION_KEY,
    appSecret: APPLICATION_SECRET,
    consumerKey: CONSUMER_KEY,
    // It would ask for the time; 0 it takes for unknown.
    apiTimeDiff: 1,
  });
  const mailbox = () => ovh.requestPromised("GET", MAILBOX, {});
  return { name: ANCHOR, mailbox, poll: () => ovh.requestPromised("GET", "/polls/node-ovh", {}) };
}

/** @param {number} port @returns {Client} */
function builtInFetch(port) {
  /** @param {string} path */
  const get = async (path) => {
    const url = `https://localhost:${port}/1.0${path}`;
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signed = [APPLICATION_SECRET, CONSUMER_KEY, "GET", url, "", timestamp].join("+");
    const response = await fetch(url, {
      headers: {
        "X-Ovh-Application": APPLICATION_KEY,
        "X-Ovh-Consumer": CONSUMER_KEY,
        "X-Ovh-Timestamp": timestamp,
        "X-Ovh-Signature": `$1$${createHash("sha1").update(signed).digest("hex")}`,
      },
    });
    return response.json();
  };
  return { name: "built-in fetch + sign", mailbox: () => get(MAILBOX), poll: () => get("/polls/fetch") };
}

/**
 * @param {Client} client
 * @param {number} concurrency
 * @param {number} durationMs
 * @param {Cell} cell is added to
 */
async function loadWith(client, concurrency, durationMs, cell) {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const worker = async () => {
    for (let now = performance.now(); now - startedAt < durationMs; ) {
      await client.mailbox();
      const after = performance.now();
      cell.latenciesMs.push(after - now);
      now = after;
    }
  };
  const before = cell.latenciesMs.length;
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { user, system } = process.cpuUsage(cpuBefore);
  cell.calls += cell.latenciesMs.length - before;
  cell.ms += performance.now() - startedAt;
  cell.cpuUs += user + system;
}

/** @returns {Cell} */
const emptyCell = () => ({ calls: 0, ms: 0, cpuUs: 0, latenciesMs: [] });

/** @param {Client[]} clients @param {number} concurrency */
async function measure(clients, concurrency) {
  for (const client of clients) await loadWith(client, concurrency, WARM_UP_MS, emptyCell());
  const cells = new Map(clients.map(({ name }) => [name, emptyCell()]));
  for (let round = 0; round < ROUNDS; round++) {
    // Each is first in turn, and none pays for what the one before it has left in memory.
    for (const index of clients.keys()) {
      const client = clients[(round + index) % clients.length];
      if (client === undefined) continue;
      globalThis.gc?.();
      await loadWith(client, concurrency, ROUND_MS, cells.get(client.name) ?? emptyCell());
    }
  }
  return cells;
}

/** @param {number[]} values @param {number} part */
function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** @param {Cell | undefined} cell */
const rate = (cell) => (cell === undefined ? Number.NaN : (cell.calls / cell.ms) * 1000);
/** @param {number} value @param {number} width @param {number} [digits] */
const column = (value, width, digits = 0) => value.toFixed(digits).padStart(width);
/** @param {string} line */
const print = (line) => process.stdout.write(`${line}\n`);

/** @param {number} concurrency @param {Map<string, Cell>} cells */
function show(concurrency, cells) {
  print(
    `concurrency ${concurrency}${" ".repeat(14)}calls/s   ratio   p50 ms   p99 ms   CPU µs/call   ratio`.slice(0, 200),
  );
  const anchor = cells.get(ANCHOR) ?? emptyCell();
  for (const [name, cell] of cells) {
    const cpu = cell.cpuUs / cell.calls;
    const anchorCpu = anchor.cpuUs / anchor.calls;
    print(
      `  ${name.padEnd(22)}${column(rate(cell), 10)}${column(rate(cell) / rate(anchor), 8, 2)}` +
        `${column(quantile(cell.latenciesMs, 0.5), 9, 2)}${column(quantile(cell.latenciesMs, 0.99), 9, 2)}` +
        `${column(cpu, 14)}${column(cpu / anchorCpu, 8, 2)}`,
    );
  }
}

/** @param {string} what @param {boolean} met */
const showGoal = (what, met) => print(`goal ${met ? "met   " : "missed"} ${what}`);

const server = fork(fileURLToPath(new URL("client-server.mjs", import.meta.url)), [key, cert]);
const [{ port }] = await once(server, "message");
const clients = [await ourClient(port), nodeOvh(port), builtInFetch(port)];
/** @type {Map<number, Map<string, Cell>>} */
const results = new Map();
for (const concurrency of CONCURRENCIES) {
  const cells = await measure(clients, concurrency);
  results.set(concurrency, cells);
  show(concurrency, cells);
}
print(`${POLLS} polls, ${POLL_PAUSE_MS / 1000} s apart…`);
for (let poll = 0; poll < POLLS; poll++) {
  // First, too: the load before has left connections behind.
  await delay(POLL_PAUSE_MS);
  await Promise.all(clients.map((client) => client.poll()));
}
server.send("connections");
const [answer] = await once(server, "message");
/** @type {Record<string, number>} */
const connections = answer.connections;
print(
  `  connections: ${OURS} ${connections.ours}, ${ANCHOR} ${connections["node-ovh"]}, built-in fetch ${connections.fetch}`,
);
for (const [concurrency, goal] of GOALS) {
  const cells = results.get(concurrency);
  const ratio = rate(cells?.get(OURS)) / rate(cells?.get(ANCHOR));
  showGoal(
    `${ratio.toFixed(2)} times the calls/s of node-ovh at concurrency ${concurrency} (${goal.toFixed(1)})`,
    ratio >= goal,
  );
}
showGoal(`${connections.ours} connection for ${POLLS} polls (1)`, connections.ours === 1);
server.disconnect();
process.exit(0);
