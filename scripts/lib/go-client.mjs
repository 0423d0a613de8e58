// A program with OVHcloud's client for Go, built into the cache: for the tests that have official clients talk to the
// simulator.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cached } from "./cache.mjs";
import { goEnvironment, goProblem } from "./go.mjs";
import { UserError, withProgress } from "./log.mjs";
import { executableName, platformKey, root } from "./paths.mjs";
import { capture, tail } from "./processes.mjs";

const SOURCE = join(root, "test", "clients", "go-ovh");
const FILES = ["go.mod", "go.sum", "main.go"];
const BUILD_DEADLINE_MS = 3 * 60_000;
const HASH_LENGTH = 12;
const EXECUTABLE = executableName("client");

/** @param {string} staging */
async function build(staging) {
  const source = join(staging, "source");
  const made = join(staging, "out");
  mkdirSync(source);
  // `go` may touch up its own files.
  for (const file of FILES) copyFileSync(join(SOURCE, file), join(source, file));
  const args = ["build", "-trimpath", "-o", join(made, EXECUTABLE), "."];
  const options = { cwd: source, env: await goEnvironment(staging), deadlineMs: BUILD_DEADLINE_MS };
  const { code, output, timedOut } = await capture("go", args, options);
  if (code !== 0) throw new UserError(timedOut ? "building it took too long" : tail(output, 1));
  return made;
}

/** @returns {Promise<string>} the executable */
async function provideClient() {
  const hash = createHash("sha256");
  for (const file of FILES) hash.update(readFileSync(join(SOURCE, file)));
  const name = `go-ovh-${platformKey}-${hash.digest("hex").slice(0, HASH_LENGTH)}`;
  const what = "Building a program with OVHcloud's client for Go (once per machine, half a minute)";
  const directory = await cached(name, what, async (staging) => {
    const problem = await goProblem();
    if (problem) throw new UserError(problem);
    return withProgress(what, () => build(staging));
  });
  return join(directory, EXECUTABLE);
}

/** @returns {Promise<NodeJS.ProcessEnv>} what tells the tests of it, or why there is none */
export async function goClientVariables() {
  try {
    return { PULUMI_OVH_MAIL_GO_CLIENT: await provideClient() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { PULUMI_OVH_MAIL_GO_CLIENT_PROBLEM: `No program with OVHcloud's client for Go: ${error.message}` };
  }
}
