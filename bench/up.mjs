// npm run bench:up: how long a large program takes on the real engine, next to as many resources that do nothing at all,
// and how large its state is. What remains of the difference is ours; the rest is the engine's own work. A busy machine
// falsifies one run: `npm run bench:up -- 3` makes three of each in turn, and the quickest count.
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
const ROUNDS_MAX = 20;
const TICKS_PER_SECOND = 100;

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
/** @typedef {{ seconds: number, cpuSeconds: number | undefined, bytes: number, resources: number }} Measured */

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

/** What the processes that this one started and that have ended took together. Linux alone tells. */
function childrenCpuSeconds() {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}

/**
 * @param {Cli} cli
 * @param {string} parent
 * @param {string} name
 * @param {string} program
 * @returns {Promise<Measured>}
 */
async function measure(cli, parent, name, program) {
  const directory = join(parent, name);
  mkdirSync(join(directory, "state"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  writeFileSync(join(directory, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
  writeFileSync(join(directory, "index.js"), program);
  await pulumi(cli, directory, ["stack", "init", "bench"]);
  const [startedAt, cpuBefore] = [Date.now(), childrenCpuSeconds()];
  await pulumi(cli, directory, ["up", "--yes", "--skip-preview"]);
  const [seconds, cpuAfter] = [(Date.now() - startedAt) / 1000, childrenCpuSeconds()];
  const cpuSeconds = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
  const file = join(directory, "state", ".pulumi", "stacks", name, "bench.json");
  const { resources } = JSON.parse(readFileSync(file, "utf8")).checkpoint.latest;
  const bytes = statSync(file).size;
  rmSync(directory, { recursive: true });
  return { seconds, cpuSeconds, bytes, resources: resources.length };
}

/** With a simulator of its own, so that each run finds the same. @param {Cli} cli @param {string} parent */
async function measureMail({ executable, env }, parent) {
  const { simulator, server } = await startSimulator();
  try {
    const own = { ...env, ...ovhVariables({ url: server.url, ...simulator.credentials }) };
    const cpuBefore = process.cpuUsage();
    const measured = await measure({ executable, env: own }, parent, "mail", MAIL);
    const { user, system } = process.cpuUsage(cpuBefore);
    return { ...measured, simulatorSeconds: (user + system) / 1e6, calls: simulator.calls.length };
  } finally {
    await server.close();
  }
}

/** @param {Measured} measured */
function timesOf({ seconds, cpuSeconds }) {
  return `${seconds.toFixed(0)} s${cpuSeconds === undefined ? "" : `, ${cpuSeconds.toFixed(0)} s of work for processors`}`;
}

/** @param {string | undefined} text */
function roundsFrom(text = "1") {
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= ROUNDS_MAX) return rounds;
  throw new UserError(`npm run bench:up -- <rounds>: a whole number from 1 to ${ROUNDS_MAX}, not ${text}`);
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

/** @param {string[]} args @returns {Promise<number>} */
export async function run([roundsText]) {
  const rounds = roundsFrom(roundsText);
  const print = /** @param {string} line */ (line) => process.stdout.write(`${line}\n`);
  const { bin } = await providePulumi();
  const parent = mkdtempSync(join(tmpdir(), "pulumi-ovh-mail-bench-"));
  const env = {
    ...neutralEnvironment(),
    PATH: childPath(bin),
    PULUMI_HOME: join(parent, "pulumi-home"),
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const cli = { executable: join(bin, executableName("pulumi")), env };
  let [emptySeconds, mailSeconds, bytes] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  try {
    print(`${MAILBOXES} mailboxes and ${MAILBOXES} delegations, and as many empty resources, one after the other`);
    for (let round = 1; round <= rounds; round++) {
      const empty = await measure(cli, parent, "empty", EMPTY);
      print(`empty: ${timesOf(empty)}`);
      const mail = await measureMail(cli, parent);
      print(`mail: ${timesOf(mail)}, ${mail.simulatorSeconds.toFixed(0)} s more for ${mail.calls} simulated calls`);
      emptySeconds = Math.min(emptySeconds, empty.seconds);
      mailSeconds = Math.min(mailSeconds, mail.seconds);
      bytes = Math.round(mail.bytes / mail.resources);
    }
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
  const ratio = mailSeconds / emptySeconds;
  const isFast = ratio <= RATIO_MAX;
  const isSmall = bytes <= STATE_BYTES_MAX;
  print(`goal ${isFast ? "met   " : "missed"} ${ratio.toFixed(2)} times the empty resources (${RATIO_MAX.toFixed(2)})`);
  print(`goal ${isSmall ? "met   " : "missed"} ${bytes} bytes of state for each resource (${STATE_BYTES_MAX})`);
  return isFast && isSmall ? 0 : 1;
}
