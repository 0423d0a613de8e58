// Child processes with a deadline, none of which outlives this process.
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { constants } from "node:os";
import { handleSignals } from "./signals.mjs";

const KEPT_OUTPUT = 400_000;
const KILL_GRACE_MS = 10_000;
const NOT_FOUND = 127;
const SIGNAL_BASE = 128;
const onWindows = process.platform === "win32";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */
/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, deadlineMs: number, logFile?: string, onStderr?: (text: string) => void }} RunOptions */
/** @typedef {{ code: number, output: string, stdout: string, timedOut: boolean }} RunResult */

/** @type {Map<ChildProcess, boolean>} the living children, and whether each leads a process group of its own */
const living = new Map();
process.on("exit", () => {
  for (const child of living.keys()) kill(child, "SIGKILL");
});

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function kill(child, signal) {
  try {
    // A whole group, because go, npm and the Pulumi installer have children of their own.
    if (child.pid && living.get(child)) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // Already gone.
  }
}

/**
 * @param {ChildProcess} child
 * @param {boolean} group
 * @param {number} deadlineMs
 * @returns {Promise<{ code: number, timedOut: boolean, error?: Error }>}
 */
function finish(child, group, deadlineMs) {
  living.set(child, group);
  let timedOut = false;
  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  const expire = () => {
    timedOut = true;
    kill(child, "SIGTERM");
    timers.push(setTimeout(() => kill(child, "SIGKILL"), KILL_GRACE_MS));
  };
  if (Number.isFinite(deadlineMs)) timers.push(setTimeout(expire, deadlineMs));
  return new Promise((resolve) => {
    /** @param {number} code @param {Error} [error] */
    const done = (code, error) => {
      for (const timer of timers) clearTimeout(timer);
      living.delete(child);
      resolve({ code, timedOut, ...(error && { error }) });
    };
    child.once("error", (error) => done(NOT_FOUND, error));
    child.once("close", (code, signal) => done(code ?? SIGNAL_BASE + (signal ? constants.signals[signal] : 0)));
  });
}

/**
 * Runs a program without standard input and keeps the end of what it writes.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<RunResult>}
 */
export async function capture(command, args, { cwd, env, deadlineMs, logFile, onStderr }) {
  const group = !onWindows;
  const child = spawn(command, args, { cwd, env, detached: group, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let stdout = "";
  /** @param {string} text */
  const keep = (text) => {
    output = (output + text).slice(-KEPT_OUTPUT);
    if (logFile) appendFileSync(logFile, text);
  };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout = (stdout + text).slice(-KEPT_OUTPUT);
    keep(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    keep(text);
    onStderr?.(text);
  });
  const { code, timedOut, error } = await finish(child, group, deadlineMs);
  return { code, output: error ? `${output}${error.message}\n` : output, stdout, timedOut };
}

/**
 * Runs a program on our own terminal, and passes on the signals that end us.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, deadlineMs?: number, stdio?: import("node:child_process").StdioOptions }} [options]
 * @returns {Promise<{ code: number, timedOut: boolean }>}
 */
export async function stream(
  command,
  args,
  { cwd, env, deadlineMs = Number.POSITIVE_INFINITY, stdio = "inherit" } = {},
) {
  const child = spawn(command, args, { cwd, env, stdio });
  const restore = handleSignals((signal) => {
    // On a terminal Ctrl-C reaches the child by itself; a second one would make it stop without tidying up.
    if (signal !== "SIGINT" || !process.stdin.isTTY) kill(child, signal);
  });
  try {
    const { code, timedOut, error } = await finish(child, false, deadlineMs);
    if (error) process.stderr.write(`${error.message}\n`);
    return { code, timedOut };
  } finally {
    restore();
  }
}

/**
 * The end of a long output.
 * @param {string} output
 * @param {number} lines
 */
export function tail(output, lines) {
  return output.trimEnd().split("\n").slice(-lines).join("\n");
}
