// A Python with OVHcloud's client for it, in the cache: for the tests that have official clients talk to the simulator.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cached } from "./cache.mjs";
import { UserError, withProgress } from "./log.mjs";
import { cacheDirectory, platformKey, root } from "./paths.mjs";
import { capture, tail } from "./processes.mjs";

const REQUIREMENTS = join(root, "test", "clients", "requirements.txt");
const QUERY_DEADLINE_MS = 20_000;
/** A machine that cannot reach PyPI is not to wait for long to learn so. */
const INSTALL_DEADLINE_MS = 90_000;
const HASH_LENGTH = 12;
const onWindows = process.platform === "win32";
const INSTALL = "-m pip install --only-binary :all: --no-input --disable-pip-version-check --retries 1 --timeout 15 -r";

/** @param {string} directory of the virtual environment */
function executableIn(directory) {
  return onWindows ? join(directory, "Scripts", "python.exe") : join(directory, "bin", "python");
}

/** @returns {Promise<{ command: string, version: string }>} the machine's own */
async function findPython() {
  const command = onWindows ? "python" : "python3";
  const args = ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"];
  const { code, stdout } = await capture(command, args, { deadlineMs: QUERY_DEADLINE_MS });
  if (code !== 0) throw new UserError(`there is no ${command} on this machine`);
  return { command, version: stdout.trim() };
}

/**
 * @param {string} command
 * @param {string[]} args
 */
async function must(command, args) {
  const { code, output, timedOut } = await capture(command, args, { deadlineMs: INSTALL_DEADLINE_MS });
  if (code !== 0) throw new UserError(timedOut ? "PyPI did not answer in time" : tail(output, 1));
}

/** @returns {Promise<string>} the executable */
async function providePython() {
  const { command, version } = await findPython();
  const hash = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex").slice(0, HASH_LENGTH);
  const what = "Fetching OVHcloud's client for Python from PyPI (once per machine)";
  const directory = await cached(`python-ovh-${version}-${platformKey}-${hash}`, what, (staging) =>
    withProgress(what, async () => {
      const made = join(staging, "venv");
      await must(command, ["-m", "venv", made]);
      await must(executableIn(made), [...INSTALL.split(" "), REQUIREMENTS]);
      return made;
    }),
  );
  const executable = executableIn(directory);
  // It leans on the machine's Python, which may have been taken away since.
  const { code } = await capture(executable, ["-c", "import ovh"], { deadlineMs: QUERY_DEADLINE_MS });
  if (code !== 0) throw new UserError(`the one in ${cacheDirectory()} does not work any more: remove ${directory}`);
  return executable;
}

/** @returns {Promise<NodeJS.ProcessEnv>} what tells the tests of it, or why there is none */
export async function pythonVariables() {
  try {
    return { PULUMI_OVH_MAIL_PYTHON: await providePython() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { PULUMI_OVH_MAIL_PYTHON_PROBLEM: `No Python with OVHcloud's client: ${error.message}` };
  }
}
