// The Pulumi CLI and its Node.js language host, built from their Go modules: the way that needs nothing but Go and a
// module proxy, for machines that cannot reach Pulumi's own downloads.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cached } from "./cache.mjs";
import { UserError, withProgress } from "./log.mjs";
import { executableName, platformKey, root } from "./paths.mjs";
import { capture, tail } from "./processes.mjs";
import { isAtLeast } from "./versions.mjs";

const CLI_VERSION = "v3.259.0";
/** The last language host in a module that can be fetched on its own; it runs programs for every CLI since. */
const HOST_VERSION = "v3.68.0";
const MINIMUM_GO = "1.25";
/** Raise it when the recipe changes, so that what an older one made is not used any more. */
const RECIPE = "go1";
const GO_QUERY_DEADLINE_MS = 20_000;
const BUILD_DEADLINE_MS = 40 * 60_000;
const LOG_TAIL_LINES = 25;
const EXECUTABLE = 0o755;
const STAMP = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${CLI_VERSION}`;

/** The modules are thrown away after the build. (Go refuses a module named `toolchain`.) */
const MODULES = [
  {
    module: "pulumicli",
    executable: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: CLI_VERSION,
    // The CLI is built with this fork, and `replace` lines of a dependency do not count.
    lines: [
      `require github.com/pulumi/pulumi/pkg/v3 ${CLI_VERSION}`,
      "replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e",
    ],
  },
  {
    module: "pulumilang",
    executable: "pulumi-language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: HOST_VERSION,
    lines: [],
  },
];

export const goBuildName = `pulumi-${CLI_VERSION.slice(1)}-${RECIPE}-${platformKey}`;

/** @returns {Promise<string | undefined>} why Go cannot be used here; undefined when it can */
export async function goProblem() {
  const result = await capture("go", ["version"], { deadlineMs: GO_QUERY_DEADLINE_MS });
  if (result.code !== 0) return "Go is not installed";
  const version = /go(\d\S*)/.exec(result.stdout)?.[1] ?? "of an unknown version";
  return isAtLeast(version, MINIMUM_GO) ? undefined : `Go is ${version}, and ${MINIMUM_GO} or newer is needed`;
}

/**
 * Go's settings for the build. Its caches live in the staging directory and go with it, so that nothing outside our
 * cache is written; modules that Go has already downloaded on this machine are read from there.
 * @param {string} staging
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function goEnvironment(staging) {
  const query = await capture("go", ["env", "-json", "GOPROXY", "GOMODCACHE"], { deadlineMs: GO_QUERY_DEADLINE_MS });
  if (query.code !== 0) throw new UserError(`"go env" failed:\n${tail(query.output, LOG_TAIL_LINES)}`);
  const { GOPROXY, GOMODCACHE } = JSON.parse(query.stdout);
  const downloaded = pathToFileURL(join(GOMODCACHE, "cache", "download")).href;
  const directories = { GOPATH: "gopath", GOMODCACHE: "modules", GOCACHE: "objects", GOTMPDIR: "tmp" };
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, GOPROXY: `${downloaded},${GOPROXY}`, GOWORK: "off" };
  for (const [variable, name] of Object.entries(directories)) {
    env[variable] = join(staging, name);
    mkdirSync(join(staging, name), { recursive: true });
  }
  // The module cache is made writable so that it can be removed.
  env.GOFLAGS = "-mod=mod -modcacherw -buildvcs=false";
  // Plain builds of this machine: the user's cross-compiling habits would give a CLI that does not run here.
  for (const variable of ["GOOS", "GOARCH", "GOBIN"]) delete env[variable];
  return env;
}

/**
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, logFile: string }} options
 */
async function go(args, options) {
  const { code, timedOut } = await capture("go", args, { ...options, deadlineMs: BUILD_DEADLINE_MS });
  if (code === 0) return;
  const reason = timedOut ? "took too long" : "failed";
  const log = tail(readFileSync(options.logFile, "utf8"), LOG_TAIL_LINES);
  throw new UserError(`Building Pulumi: "go ${args[0]}" ${reason}. The end of its output:\n${log}`);
}

/**
 * @param {string} staging
 * @param {string} bin
 * @param {NodeJS.ProcessEnv} env
 * @param {typeof MODULES[number]} recipe
 */
async function build(staging, bin, env, recipe) {
  const cwd = join(staging, recipe.module);
  mkdirSync(cwd);
  writeFileSync(join(cwd, "go.mod"), [`module ${recipe.module}`, `go ${MINIMUM_GO}`, ...recipe.lines, ""].join("\n"));
  const options = { cwd, env, logFile: join(staging, "go.log") };
  writeFileSync(options.logFile, "");
  await go(["get", `${recipe.package}@${recipe.version}`], options);
  await go(["build", "-ldflags", STAMP, "-o", join(bin, executableName(recipe.executable)), recipe.package], options);
}

/** @param {string} bin */
function copyDynamicProvider(bin) {
  for (const name of ["pulumi-resource-pulumi-nodejs", "pulumi-resource-pulumi-nodejs.cmd"]) {
    const target = join(bin, name);
    copyFileSync(join(root, "node_modules", "@pulumi", "pulumi", name), target);
    chmodSync(target, EXECUTABLE);
  }
}

/**
 * Builds the tool chain unless it is cached.
 * @returns {Promise<string>} the directory with the executables
 */
export async function buildPulumi() {
  const what = `Building Pulumi ${CLI_VERSION.slice(1)} from its Go modules (once per machine, 5 to 15 minutes)`;
  const directory = await cached(goBuildName, what, (staging) =>
    withProgress(what, async () => {
      const bin = join(staging, "out", "bin");
      mkdirSync(bin, { recursive: true });
      const env = await goEnvironment(staging);
      for (const recipe of MODULES) await build(staging, bin, env, recipe);
      copyDynamicProvider(bin);
      return dirname(bin);
    }),
  );
  return join(directory, "bin");
}
