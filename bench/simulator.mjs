// npm run bench:simulator: how many calls a second the simulator answers over HTTP, and in how much memory. The figures
// are of the machine it runs on, and of what else that does meanwhile; the goals leave room for that.
import { fork } from "node:child_process";
import { hash } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { Calls } from "./simulator-calls.mjs";
import { ACCOUNTS, accountAddress, MAILBOXES, RIGHTS, SERVICE } from "./simulator-world.mjs";

const CONCURRENCY = 32;
const WARM_UP_MS = 1_000;
/** What else the machine does slows a round down, and nothing speeds one up: the best shows the simulator. */
const ROUNDS = 6;
const SECONDS = "6";
const GOAL_CALLS_PER_SECOND = 2_000;
const GOAL_RESIDENT_MB = 300;
const BYTES_PER_MB = 1024 * 1024;

/** @typedef {{ url: string, applicationKey: string, applicationSecret: string, consumerKey: string }} Access */
/** What the server says of itself, since its start. */
/** @typedef {{ checked: number, violations: number, problems: unknown[], residentBytes: number, cpuUs: number }} Report */
/** @typedef {{ latenciesMs: number[], failures: string[], rates: number[] }} Result `rates`: calls a second in each round */

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });

/**
 * @param {Access} access
 * @param {import("./simulator-calls.mjs").Call} call
 * @returns {Promise<{ status: number, text: string }>}
 */
function send(access, { method, path, body }) {
  const url = access.url + path;
  const text = body === undefined ? "" : JSON.stringify(body);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signed = [access.applicationSecret, access.consumerKey, method, url, text, timestamp].join("+");
  const headers = {
    "X-Ovh-Application": access.applicationKey,
    "X-Ovh-Consumer": access.consumerKey,
    "X-Ovh-Timestamp": timestamp,
    "X-Ovh-Signature": `$1$${hash("sha1", signed)}`,
    ...(text && { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (response) => {
      /** @type {Buffer[]} */
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
    });
    sent.on("error", reject);
    sent.end(text);
  });
}

/**
 * @param {Access} access
 * @param {string} address
 */
async function accountId(access, address) {
  const path = `/email/exchange/${SERVICE}/service/${SERVICE}/account/${address}`;
  const { text } = await send(access, { method: "GET", path });
  return Number(JSON.parse(text).id);
}

/** @param {Access} access */
async function accountIds(access) {
  /** @type {Map<string, number>} */
  const ids = new Map();
  for (let index = 0; index < ACCOUNTS; index++) {
    ids.set(accountAddress(index), await accountId(access, accountAddress(index)));
  }
  return ids;
}

/**
 * @param {Access} access
 * @param {Calls} calls
 * @param {number} durationMs
 * @param {Result} result is added to
 */
async function load(access, calls, durationMs, result) {
  const before = result.latenciesMs.length;
  const startedAt = performance.now();
  const worker = async () => {
    for (let now = performance.now(); now - startedAt < durationMs; ) {
      const call = calls.next();
      const { status, text } = await send(access, call);
      const after = performance.now();
      result.latenciesMs.push(after - now);
      now = after;
      if (status !== 200) result.failures.push(`${call.method} ${call.path}: ${status} ${text}`);
      else if (call.method !== "GET") calls.learn(call, JSON.parse(text));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  result.rates.push(((result.latenciesMs.length - before) / (performance.now() - startedAt)) * 1000);
}

/** @returns {Result} */
const nothingYet = () => ({ latenciesMs: [], failures: [], rates: [] });

/** @param {number[]} values @param {number} part */
function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** @param {string} line */
const print = (line) => process.stdout.write(`${line}\n`);

/** @param {string} what @param {boolean} met */
function goal(what, met) {
  print(`goal ${met ? "met   " : "missed"} ${what}`);
  return met;
}

/**
 * @param {Result} result
 * @param {Report} before
 * @param {Report} after
 */
function show({ latenciesMs, failures, rates }, before, { checked, violations, problems, residentBytes, cpuUs }) {
  const best = Math.max(...rates);
  const residentMb = residentBytes / BYTES_PER_MB;
  const cpuPerCallUs = (cpuUs - before.cpuUs) / (checked - before.checked);
  const [p50, p95] = [0.5, 0.95].map((part) => quantile(latenciesMs, part).toFixed(2));
  print(`${MAILBOXES} mailboxes, ${RIGHTS} rights; ${CONCURRENCY} connections, ${ROUNDS} rounds, ${checked} calls`);
  print("70 % reads of accounts, lists and rights, 20 % of tasks, 10 % writes; all signed");
  print(`  ${quantile(rates, 0.5).toFixed(0)} calls/s in a usual round, ${best.toFixed(0)} in the best`);
  print(`  p50 ${p50} ms, p95 ${p95} ms; ${cpuPerCallUs.toFixed(0)} µs of processor a call in the simulator`);
  print(`  ${residentMb.toFixed(0)} MB resident at the end`);
  print(`  ${violations} violations of OVHcloud's description on the wire`);
  const waiting = (loadavg()[0] ?? 0).toFixed(1);
  print(`on this machine: ${availableParallelism()} processors, load ${waiting}, Node.js ${process.version}`);
  for (const line of failures.slice(0, 5)) print(`failed: ${line}`);
  for (const problem of problems) print(`violation: ${JSON.stringify(problem)}`);
  const goals = [
    goal(`at least ${GOAL_CALLS_PER_SECOND} calls/s in the best round`, best >= GOAL_CALLS_PER_SECOND),
    goal(`less than ${GOAL_RESIDENT_MB} MB resident at the end`, residentMb < GOAL_RESIDENT_MB),
    goal("every call succeeds", failures.length === 0),
    goal("every call and answer is as described", violations === 0),
  ];
  return goals.every(Boolean) ? 0 : 1;
}

/**
 * @param {import("node:child_process").ChildProcess} server
 * @returns {Promise<Report>}
 */
async function report(server) {
  server.send("report");
  const [answer] = await once(server, "message");
  return answer;
}

/**
 * @param {string[]} args how many seconds
 * @returns {Promise<number>}
 */
export async function run([seconds = SECONDS]) {
  const server = fork(fileURLToPath(new URL("simulator-server.mjs", import.meta.url)), {
    // Of the simulator alone: for example BENCH_SIMULATOR_NODE_OPTIONS=--cpu-prof.
    execArgv: (process.env.BENCH_SIMULATOR_NODE_OPTIONS ?? "").split(" ").filter(Boolean),
  });
  const [access] = await once(server, "message");
  const ids = await accountIds(access);
  const calls = new Calls((address) => ids.get(address) ?? 0);
  await load(access, calls, WARM_UP_MS, nothingYet());
  const before = await report(server);
  const result = nothingYet();
  for (let round = 0; round < ROUNDS; round++) await load(access, calls, (Number(seconds) * 1000) / ROUNDS, result);
  const after = await report(server);
  server.disconnect();
  await once(server, "exit");
  agent.destroy();
  return show(result, before, after);
}
