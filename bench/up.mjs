// npm run bench:up: how long a large program takes on the real engine, next to as many resources that do nothing at all,
// and how large its state is. What remains of the difference is ours; the rest is the engine's own work.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { childPath, neutralEnvironment, ovhVariables } from "../scripts/lib/environment.mjs";
import { UserError } from "../scripts/lib/log.mjs";
import { executableName, root } from "../scripts/lib/paths.mjs";
import { capture } from "../scripts/lib/processes.mjs";
import { providePulumi } from "../scripts/lib/pulumi.mjs";

const MAILBOXES = 400;
const SERVICE = "hosted-ab12345-1";
const RATIO_MAX = 1.1;
const STATE_BYTES_MAX = 2_500;
const UP_DEADLINE_MS = 30 * 60_000;

const MAIL = `
const ovhmail = require("pulumi-ovh-mail");
const service = "${SERVICE}";
for (let n = 0; n < ${MAILBOXES}; n++) {
  const on = new ovhmail.ExchangeAccount("m" + n, { service, emailAddress: "m" + n + "@example.com", displayName: "Person " + n });
  new ovhmail.Delegation("m" + n, { on, grants: { "boss@example.com": ["fullAccess"] } });
}
`;

/** The same number, of which half wait for the other half, as the delegations do. */
const EMPTY = `
const pulumi = require("@pulumi/pulumi");
const provider = { async create(inputs) { return { id: inputs.name, outs: inputs }; } };
class Nothing extends pulumi.dynamic.Resource {}
for (let n = 0; n < ${MAILBOXES}; n++) {
  const first = new Nothing(provider, "a" + n, { name: "a" + n, emailAddress: "m" + n + "@example.com", displayName: "Person " + n });
  new Nothing(provider, "b" + n, { name: "b" + n, grants: { "boss@example.com": ["fullAccess"] } }, { dependsOn: first });
}
`;

/** @typedef {{ executable: string, env: NodeJS.ProcessEnv }} Cli */

/**
 * @param {Cli} cli
 * @param {string} directory
 * @param {string[]} args
 */
async function pulumi({ executable, env }, directory, args) {
  const own = { ...env, PULUMI_BACKEND_URL: `file://${join(directory, "state")}` };
  const options = { cwd: directory, env: own, deadlineMs: UP_DEADLINE_MS };
  const { code, output } = await capture(executable, [...args, "--non-interactive", "--color", "never"], options);
  if (code !== 0) throw new UserError(`pulumi ${args.join(" ")} ended with ${code}:\n${output.slice(-4_000)}`);
}

/**
 * @param {Cli} cli
 * @param {string} parent
 * @param {string} name
 * @param {string} program
 */
async function measure(cli, parent, name, program) {
  const directory = join(parent, name);
  mkdirSync(join(directory, "state"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  writeFileSync(join(directory, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
  writeFileSync(join(directory, "index.js"), program);
  await pulumi(cli, directory, ["stack", "init", "bench"]);
  const startedAt = Date.now();
  await pulumi(cli, directory, ["up", "--yes", "--skip-preview"]);
  const seconds = (Date.now() - startedAt) / 1000;
  const file = join(directory, "state", ".pulumi", "stacks", name, "bench.json");
  const { resources } = JSON.parse(readFileSync(file, "utf8")).checkpoint.latest;
  return { seconds, bytes: statSync(file).size, resources: resources.length };
}

async function startSimulator() {
  /** @type {typeof import("../provider/simulator/index.js")} */
  const { createSimulator, defaultSeed } = createRequire(import.meta.url)(
    join(root, "dist/provider/simulator/index.js"),
  );
  const seed = defaultSeed();
  for (const service of seed.exchangeServices ?? []) {
    Object.assign(service, { freeAccounts: MAILBOXES, accounts: [{ emailAddress: "boss@example.com" }] });
  }
  const simulator = createSimulator({ seed, taskDurationMs: 0 });
  return { simulator, server: await simulator.listen() };
}

/** @returns {Promise<number>} */
export async function run() {
  const print = /** @param {string} line */ (line) => process.stdout.write(`${line}\n`);
  const { bin } = await providePulumi();
  const executable = join(bin, executableName("pulumi"));
  const { simulator, server } = await startSimulator();
  const parent = mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-bench-"));
  const env = {
    ...neutralEnvironment(),
    ...ovhVariables({ url: server.url, ...simulator.credentials }),
    PATH: childPath(bin),
    PULUMI_HOME: join(parent, "pulumi-home"),
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  try {
    print(`${MAILBOXES} mailboxes and ${MAILBOXES} delegations, and as many empty resources, one after the other`);
    const empty = await measure({ executable, env }, parent, "empty", EMPTY);
    print(`empty: ${empty.seconds.toFixed(0)} s`);
    const mail = await measure({ executable, env }, parent, "mail", MAIL);
    print(`mail: ${mail.seconds.toFixed(0)} s, ${simulator.calls.length} calls kept by the simulator`);
    const ratio = mail.seconds / empty.seconds;
    const bytes = Math.round(mail.bytes / mail.resources);
    const isFast = ratio <= RATIO_MAX;
    const isSmall = bytes <= STATE_BYTES_MAX;
    print(
      `goal ${isFast ? "met   " : "missed"} ${ratio.toFixed(2)} times the empty resources (${RATIO_MAX.toFixed(2)})`,
    );
    print(`goal ${isSmall ? "met   " : "missed"} ${bytes} bytes of state for each resource (${STATE_BYTES_MAX})`);
    return isFast && isSmall ? 0 : 1;
  } finally {
    await server.close();
    rmSync(parent, { recursive: true, force: true });
  }
}
