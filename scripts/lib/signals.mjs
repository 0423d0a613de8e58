// One place decides what a signal does: the innermost handler, else an orderly exit, which runs the `exit`
// listeners that end child processes and give locks back.
import { constants } from "node:os";

const SIGNAL_BASE = 128;
const PARENT_CHECK_MS = 1_000;

/** @typedef {(signal: NodeJS.Signals) => void} SignalHandler */

/** @type {SignalHandler[]} */
const handlers = [];

/** @param {NodeJS.Signals} signal */
function deliver(signal) {
  const innermost = handlers.at(-1);
  if (innermost) innermost(signal);
  else process.exit(SIGNAL_BASE + constants.signals[signal]);
}

/**
 * npm passes SIGTERM on to the shell it runs us in, which dies of it and tells us nothing. That we have got another
 * parent is all there is to see.
 */
function noticeLostParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    deliver("SIGTERM");
  }, PARENT_CHECK_MS);
  timer.unref();
}

/** Called once by the entry script; a library that is only imported must not take signals over. */
export function listenForSignals() {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, deliver);
  if (process.env.npm_lifecycle_event) noticeLostParent();
}

/**
 * @param {SignalHandler} handler
 * @returns {() => void} takes the handler away again
 */
export function handleSignals(handler) {
  handlers.push(handler);
  return () => {
    const index = handlers.lastIndexOf(handler);
    if (index >= 0) handlers.splice(index, 1);
  };
}
