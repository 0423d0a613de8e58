// npm, the one that runs us when it does.
import { capture } from "./processes.mjs";

const onWindows = process.platform === "win32";

/**
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, deadlineMs: number }} options
 */
export function npm(args, options) {
  // A log level inherited from `npm run --silent` would hide why npm failed.
  const all = [...args, "--loglevel=error", "--no-audit", "--no-fund"];
  const script = process.env.npm_execpath;
  if (script && /\.c?js$/.test(script)) return capture(process.execPath, [script, ...all], options);
  // On Windows npm is a batch file, which only the command interpreter runs.
  return onWindows ? capture("cmd.exe", ["/d", "/s", "/c", "npm", ...all], options) : capture("npm", all, options);
}
