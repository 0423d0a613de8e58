// Pulumi's official installer, run through the Automation API of the installed @pulumi/pulumi.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cached } from "./cache.mjs";
import { UserError, withProgress } from "./log.mjs";
import { platformKey, root } from "./paths.mjs";
import { capture, tail } from "./processes.mjs";

const DOWNLOAD_HOST = "https://get.pulumi.com/install.sh";
const PROBE_DEADLINE_MS = 5_000;
const INSTALL_DEADLINE_MS = 5 * 60_000;
const LOG_TAIL_LINES = 15;
const INSTALL = `require("@pulumi/pulumi/automation").PulumiCommand.install({ root: process.argv[1] })
  .catch((error) => { console.error(error.message); process.exitCode = 1; });`;

/** The installer installs the CLI of the same version as the SDK. */
function sdkVersion() {
  return JSON.parse(readFileSync(join(root, "node_modules", "@pulumi", "pulumi", "package.json"), "utf8")).version;
}

export function installedName() {
  return `pulumi-${sdkVersion()}-${platformKey}`;
}

/** Without this probe, a machine that cannot reach the installer would wait for minutes to learn so. */
export async function isInstallerReachable() {
  try {
    const signal = AbortSignal.timeout(PROBE_DEADLINE_MS);
    return (await fetch(DOWNLOAD_HOST, { method: "HEAD", signal })).ok;
  } catch {
    return false;
  }
}

/** @returns {Promise<string>} the directory with the executables */
export async function installPulumi() {
  const what = `Downloading Pulumi ${sdkVersion()} with its official installer`;
  const directory = await cached(installedName(), what, (staging) =>
    withProgress(what, async () => {
      const out = join(staging, "out");
      const options = { cwd: root, deadlineMs: INSTALL_DEADLINE_MS };
      const { code, output, timedOut } = await capture(process.execPath, ["-e", INSTALL, out], options);
      if (code !== 0) {
        throw new UserError(timedOut ? "the download took too long" : tail(output, LOG_TAIL_LINES));
      }
      return out;
    }),
  );
  return join(directory, "bin");
}
