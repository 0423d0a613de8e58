// A lock between processes: a file that only one can create, kept fresh by its owner. It is stale, and is taken
// over, when its owner is dead or has not touched it for two minutes.
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { duration, say, UserError } from "./log.mjs";

const HEARTBEAT_MS = 10_000;
const STALE_AFTER_MS = 120_000;
const TAKEOVER_STALE_AFTER_MS = 30_000;
const POLL_MS = 250;
const REPORT_EVERY_MS = 15_000;
const WAIT_DEADLINE_MS = 45 * 60_000;

/** @typedef {{ pid: number, host: string, token: string }} Owner */

/**
 * @param {string} file
 * @returns {Owner | undefined} undefined when there is no lock, or one that is being written this very moment
 */
function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * @param {string} file
 * @returns {number | undefined} milliseconds since the last heartbeat
 */
function age(file) {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function isStale(file) {
  const silentFor = age(file);
  if (silentFor === undefined) return false;
  if (silentFor > STALE_AFTER_MS) return true;
  const owner = readOwner(file);
  return owner !== undefined && owner.host === hostname() && !isAlive(owner.pid);
}

/**
 * @param {string} file
 * @param {string} content
 * @returns {boolean} whether this process created the file
 */
function createOnce(file, content) {
  try {
    writeFileSync(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes a stale lock. Only one process at a time may do so, and it looks again: else a second one could remove
 * the lock that the first has just taken.
 * @param {string} file
 */
function removeStale(file) {
  const takeover = `${file}.takeover`;
  if ((age(takeover) ?? 0) > TAKEOVER_STALE_AFTER_MS) rmSync(takeover, { force: true });
  if (!createOnce(takeover, "")) return;
  try {
    if (isStale(file)) rmSync(file, { force: true });
  } finally {
    rmSync(takeover, { force: true });
  }
}

/**
 * @param {string} file
 * @param {string} what
 * @param {number} deadlineMs
 * @returns {Promise<string>} the token that says the lock is ours
 */
async function acquire(file, what, deadlineMs) {
  mkdirSync(dirname(file), { recursive: true });
  const token = randomUUID();
  const content = JSON.stringify({ pid: process.pid, host: hostname(), token });
  const started = Date.now();
  let nextReport = 0;
  while (!createOnce(file, content)) {
    const waited = Date.now() - started;
    if (waited > deadlineMs) throw new UserError(`Gave up waiting for ${file}; remove it if nothing is running.`);
    if (isStale(file)) {
      removeStale(file);
      continue;
    }
    if (waited >= nextReport) {
      const pid = readOwner(file)?.pid;
      say(`Waiting for another run${pid ? ` (process ${pid})` : ""}: ${what}… ${duration(waited)}`);
      nextReport += REPORT_EVERY_MS;
    }
    await sleep(POLL_MS);
  }
  return token;
}

/** @param {string} file */
function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Taken over while this computer slept; what is guarded is published atomically, so that does no harm.
  }
}

/**
 * Does `work` while holding the lock `file`.
 * @template T
 * @param {string} file
 * @param {string} what said to those who have to wait
 * @param {() => Promise<T>} work
 * @param {{ deadlineMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, what, work, { deadlineMs = WAIT_DEADLINE_MS } = {}) {
  const token = await acquire(file, what, deadlineMs);
  const release = () => {
    if (readOwner(file)?.token === token) rmSync(file, { force: true });
  };
  process.once("exit", release);
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off("exit", release);
    release();
  }
}
