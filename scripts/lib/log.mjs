// Progress goes to stderr, so that the standard output of `npm run env` holds nothing but export lines.

const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;
const PROGRESS_INTERVAL_MS = 15_000;

/** An error whose message is all a user needs: it is printed without a stack. */
export class UserError extends Error {}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * @param {number} milliseconds
 * @returns {string} such as `45 s` or `3 min 05 s`
 */
export function duration(milliseconds) {
  const seconds = Math.round(milliseconds / MS_PER_SECOND);
  if (seconds < SECONDS_PER_MINUTE) return `${seconds} s`;
  const rest = String(seconds % SECONDS_PER_MINUTE).padStart(2, "0");
  return `${Math.floor(seconds / SECONDS_PER_MINUTE)} min ${rest} s`;
}

/**
 * Says what is going on at once and then every 15 seconds, on a terminal or not, until `work` is done.
 * @template T
 * @param {string} text
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(text, work) {
  const started = Date.now();
  say(`${text}…`);
  const timer = setInterval(() => say(`${text}… ${duration(Date.now() - started)}`), PROGRESS_INTERVAL_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
