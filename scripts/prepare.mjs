// What a fresh checkout needs before anything in it runs, and what `npm pack` needs before it packs:
// a link of the package to itself, so that the examples import `pulumi-ovh-mail` by name as a user's program
// does (npm ci refuses a package that depends on itself), and a clean build in dist/.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { buildStamp, sourceHash } from "./lib/build.mjs";
import { root } from "./lib/paths.mjs";

const SWAP_ATTEMPTS = 5;
/** Served to browsers as they are, so that nothing has to be built for them. */
const CONSOLE_ASSETS = join("provider", "simulator", "console", "assets");
/** For programs that read `ovh-mail plan --json`. */
const PLAN_SCHEMA = join("cli", "plan", "plan.schema.json");

function linkToSelf() {
  const link = join(root, "node_modules", "pulumi-ovh-mail");
  if (lstatSync(link, { throwIfNoEntry: false })) return;
  const [target, type] = process.platform === "win32" ? [root, /** @type {const} */ ("junction")] : ["..", undefined];
  try {
    symlinkSync(target, link, type);
  } catch (error) {
    // Another run was faster.
    if (!existsSync(link)) throw error;
  }
}

/** @param {string} staging */
function swap(staging) {
  for (let attempt = 1; ; attempt++) {
    try {
      if (existsSync(join(root, "dist"))) renameSync(join(root, "dist"), join(staging, `old-${attempt}`));
      renameSync(join(staging, "dist"), join(root, "dist"));
      return;
    } catch (error) {
      // Another build is swapping at this very moment.
      if (attempt === SWAP_ATTEMPTS) throw error;
    }
  }
}

/**
 * Builds beside dist and swaps, so that a program that is using dist at this moment does not lose it.
 * @returns {number} the exit code
 */
function build() {
  const hash = sourceHash();
  const staging = mkdtempSync(join(root, "node_modules", ".pulumi-ovh-mail-"));
  try {
    const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
    const args = [tsc, "--project", join(root, "tsconfig.build.json"), "--outDir", join(staging, "dist")];
    const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
    if (status !== 0) return status ?? 1;
    cpSync(join(root, CONSOLE_ASSETS), join(staging, "dist", CONSOLE_ASSETS), { recursive: true });
    cpSync(join(root, PLAN_SCHEMA), join(staging, "dist", PLAN_SCHEMA));
    // From here to the new stamp, dist is of no known state.
    rmSync(buildStamp, { force: true });
    swap(staging);
    writeFileSync(buildStamp, hash);
    return 0;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

linkToSelf();
process.exitCode = build();
