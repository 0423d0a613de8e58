// npm start: the demonstration. Declares a team's e-mail against a simulated OVHcloud account, changes one person's
// rights, and shows at each step what Pulumi does and who may do what.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { removeTree } from "../lib/cache.mjs";
import { refuseIfRunning, startDemoSimulator } from "../lib/demo-simulator.mjs";
import {
  childPath,
  DEMO_STACK,
  demoDirectory,
  demoPulumiVariables,
  neutralEnvironment,
  ovhVariables,
  stateDirectory,
} from "../lib/environment.mjs";
import { UserError } from "../lib/log.mjs";
import { executableName, root } from "../lib/paths.mjs";
import { capture, stream, tail } from "../lib/processes.mjs";
import { providePulumi } from "../lib/pulumi.mjs";
import { rightsTable } from "../lib/rights-table.mjs";

const STACK = ["--stack", DEMO_STACK];
const SETUP_DEADLINE_MS = 60_000;
const PREVIEW_DEADLINE_MS = 90_000;
const UP_DEADLINE_MS = 180_000;
const LOG_TAIL_LINES = 20;

/** @typedef {import("../lib/rights-table.mjs").World} World */
/** @typedef {{ executable: string, env: NodeJS.ProcessEnv }} Cli */
/** @typedef {{ title: string, run: (cli: Cli, world: World) => Promise<void> }} Step */

/** @param {string} [text] Part of the demonstration, so in one stream with what Pulumi prints. */
function print(text = "") {
  process.stdout.write(`${text}\n`);
}

/**
 * A Pulumi command whose output is part of the demonstration.
 * @param {Cli} cli
 * @param {string[]} args
 * @param {number} deadlineMs
 */
async function show({ executable, env }, args, deadlineMs) {
  const command = `pulumi ${args.join(" ")}`;
  print(`$ ${command}\n`);
  const { code, timedOut } = await stream(executable, [...args, "--non-interactive"], {
    cwd: root,
    env,
    deadlineMs,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (timedOut) throw new UserError(`"${command}" took too long and was stopped.`);
  if (code !== 0) throw new UserError(`"${command}" failed (exit code ${code}).`);
}

/**
 * A Pulumi command that is only worth seeing when it fails.
 * @param {Cli} cli
 * @param {string[]} args
 */
async function quietly({ executable, env }, args) {
  const options = { cwd: root, env, deadlineMs: SETUP_DEADLINE_MS };
  const { code, output } = await capture(executable, [...args, "--non-interactive"], options);
  if (code !== 0) throw new UserError(`"pulumi ${args.join(" ")}" failed:\n${tail(output, LOG_TAIL_LINES)}`);
}

/** @param {World} world */
function showRights(world) {
  print(`Who may do what now:\n\n${rightsTable(world)}`);
}

/** @type {Step[]} */
const STEPS = [
  {
    title: "A new stack, with its state in .demo",
    run: async (cli) => {
      const init = ["stack", "init", DEMO_STACK];
      print(`$ pulumi ${init.join(" ")}`);
      await quietly(cli, init);
    },
  },
  {
    title: "Declare the team's e-mail: examples/team-mail",
    run: async (cli, world) => {
      await show(cli, ["up", "--yes", ...STACK], UP_DEADLINE_MS);
      showRights(world);
    },
  },
  {
    title: "Eve takes over support from Bob: what would change?",
    run: async (cli) => {
      const set = ["config", "set", "supportAgent", "eve", ...STACK];
      print(`$ pulumi ${set.join(" ")}`);
      await quietly(cli, set);
      await show(cli, ["preview", "--diff", ...STACK], PREVIEW_DEADLINE_MS);
    },
  },
  {
    title: "Make it so",
    run: async (cli, world) => {
      const before = rightsTable(world);
      await show(cli, ["up", "--yes", "--skip-preview", ...STACK], UP_DEADLINE_MS);
      showRights(world);
      if (rightsTable(world) === before) throw new UserError("The update changed nobody's rights.");
    },
  },
  {
    title: "Nothing is left to change",
    run: (cli) => show(cli, ["preview", "--expect-no-changes", ...STACK], PREVIEW_DEADLINE_MS),
  },
];

function resetDemo() {
  removeTree(demoDirectory);
  rmSync(join(root, `Pulumi.${DEMO_STACK}.yaml`), { force: true });
  mkdirSync(stateDirectory, { recursive: true });
}

/**
 * @param {Cli} cli
 * @param {World} world
 */
async function demonstrate(cli, world) {
  for (const [index, { title, run: runStep }] of STEPS.entries()) {
    print(`\n── ${index + 1}/${STEPS.length}  ${title}\n`);
    await runStep(cli, world);
  }
}

const GO_ON = `
That was the demonstration. To go on by hand, edit examples/team-mail and:
  npm run simulator                          the same account again; leave it running
  npm run pulumi -- preview --stack demo     in another terminal; likewise up, refresh, destroy`;

/** @returns {Promise<number>} */
export async function run() {
  refuseIfRunning();
  const { bin } = await providePulumi();
  resetDemo();
  const { access, world, stop } = await startDemoSimulator();
  try {
    print(`A simulated OVHcloud account is at ${access.url}; nothing here reaches a real one.`);
    const env = { ...neutralEnvironment(), ...demoPulumiVariables, ...ovhVariables(access), PATH: childPath(bin) };
    await demonstrate({ executable: join(bin, executableName("pulumi")), env }, world);
  } finally {
    await stop();
  }
  print(GO_ON);
  return 0;
}
