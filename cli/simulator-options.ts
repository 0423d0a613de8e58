import { parseArgs } from "node:util";
import { type SwitchValue, switchAnswers } from "../provider/simulator/console/switch-answers.js";
import { type ProfileName, profiles } from "../provider/simulator/faults/profiles.js";
import type { SimulatorOptions } from "../provider/simulator/index.js";

/** A command line that cannot be understood. */
export class UsageError extends Error {}

export const usage = `Usage: ovh-mail simulator [options]

Starts a simulated OVHcloud on this machine, until Ctrl+C, and prints the variables
that lead a client to it. Its console, for a browser, is at the same address.

  --port N               port to listen on (default: a free one)
  --seed FILE            YAML or JSON file with the world to start from
  --print-seed           prints the seed that is used without --seed, and ends
  --state FILE           keeps the world in this file between runs
  --task-ms N|MIN-MAX    how long a task takes, in ms (default: 300-1500)
  --tasks explicit       tasks stand still until the console moves them
  --switch NAME=VALUE    answers a question that OVHcloud leaves open; may be repeated.
                         DIFFERENCES.md and the console list them
  --faults rough|hostile draws faults at random: a bad day, or far beyond one
  --fault-seed N         the same seed draws the same faults (default: 1)
  --lag-ms N|MIN-MAX     for how long lists lag behind and new objects answer 404, in ms
  --help                 shows this

Examples:
  ovh-mail simulator --port 4711 --state world.json
  ovh-mail simulator --print-seed > world.yaml
  ovh-mail simulator --seed world.yaml --task-ms 0 --switch secondGrant=refused
  ovh-mail simulator --faults rough --fault-seed 7 --lag-ms 0-2000`;

/** What the command line asks for. */
export interface Request {
  /** Shows a text instead of starting anything. */
  shows?: "help" | "seed";
  port: number;
  seedFile?: string;
  simulator: Pick<SimulatorOptions, "stateFile" | "taskDurationMs" | "tasksMove" | "switches" | "lag">;
  faults?: { rates: ProfileName; seed: number };
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = {
  port: text,
  seed: text,
  "print-seed": flag,
  state: text,
  "task-ms": text,
  tasks: text,
  switch: { type: "string", multiple: true },
  faults: text,
  "fault-seed": text,
  "lag-ms": text,
  help: { ...flag, short: "h" },
} as const;

export function readRequest(args: string[]): Request {
  const given = parse(args);
  const shows = given.help ? ("help" as const) : given["print-seed"] ? ("seed" as const) : undefined;
  const { seed: seedFile, state: stateFile, "task-ms": taskMs, "lag-ms": lagMs } = given;
  const faults = readFaults(given);
  const lag = lagMs === undefined ? undefined : readRange("--lag-ms", lagMs);
  return {
    port: readNumber("--port", given.port ?? "0", portMax),
    simulator: {
      ...(stateFile === undefined ? {} : { stateFile }),
      ...(taskMs === undefined ? {} : { taskDurationMs: readRange("--task-ms", taskMs) }),
      ...(lag === undefined ? {} : { lag: { listsMs: lag, objectsMs: lag } }),
      tasksMove: readTasks(given.tasks),
      switches: readSwitches(given.switch ?? []),
    },
    ...(shows === undefined ? {} : { shows }),
    ...(seedFile === undefined ? {} : { seedFile }),
    ...(faults === undefined ? {} : { faults }),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}.`);
  }
}

const portMax = 65_535;

function readNumber(name: string, value: string, max: number): number {
  if (/^\d+$/.test(value) && Number(value) <= max) return Number(value);
  throw new UsageError(`${name} must be a whole number from 0 to ${max}, not ${value}.`);
}

function readRange(name: string, value: string): { min: number; max: number } {
  const [, min, max = min] = /^(\d+)(?:-(\d+))?$/.exec(value) ?? [];
  if (min !== undefined && Number(max) >= Number(min)) return { min: Number(min), max: Number(max) };
  throw new UsageError(`${name} must be a number of ms or a range such as 300-1500, not ${value}.`);
}

function readTasks(value: string | undefined): "explicitly" | "byThemselves" {
  if (value === undefined) return "byThemselves";
  if (value === "explicit") return "explicitly";
  throw new UsageError(`--tasks can only be explicit, not ${value}.`);
}

function readFaults(given: { faults?: string; "fault-seed"?: string }): Request["faults"] {
  const { faults: name, "fault-seed": seed } = given;
  const names = Object.keys(profiles) as ProfileName[]; // the keys of our own table
  if (name === undefined && seed === undefined) return undefined;
  if (name === undefined) throw new UsageError(`--fault-seed needs --faults ${names.join("|")}.`);
  const rates = names.find((one) => one === name);
  if (rates === undefined) throw new UsageError(`--faults must be ${names.join(" or ")}, not ${name}.`);
  return { rates, seed: readNumber("--fault-seed", seed ?? "1", Number.MAX_SAFE_INTEGER) };
}

function readSwitches(assignments: readonly string[]): NonNullable<SimulatorOptions["switches"]> {
  // Names and answers are compared with those of the switches here, which the types cannot follow.
  return Object.fromEntries(assignments.map(readSwitch)) as NonNullable<SimulatorOptions["switches"]>;
}

function readSwitch(assignment: string): [name: string, value: SwitchValue] {
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(assignment) ?? [];
  if (name === "") throw new UsageError(`--switch must be NAME=VALUE, not ${assignment}.`);
  const all = switchAnswers();
  const found = all.find((one) => one.name === name);
  if (found === undefined) {
    const names = all.map((one) => one.name).join(", ");
    throw new UsageError(`There is no switch ${name}. There are ${names}.`);
  }
  const answer = found.answers.find((one) => String(one) === value);
  if (answer === undefined) {
    throw new UsageError(
      `The switch ${name} can be ${found.answers.join(" or ")}, not ${value === "" ? "empty" : value}.`,
    );
  }
  return [name, answer];
}
