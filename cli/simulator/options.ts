import { type SwitchValue, switchAnswers } from "../../provider/simulator/console/switch-answers.js";
import { type ProfileName, profiles } from "../../provider/simulator/faults/profiles.js";
import type { SimulatorOptions } from "../../provider/simulator/index.js";
import { UsageError } from "../shared/errors.js";
import type { SimulatorTexts } from "./texts.js";

/** As they stand on the command line. */
export interface SimulatorCommandOptions {
  readonly port?: string;
  readonly seed?: string;
  readonly printSeed?: true;
  readonly state?: string;
  readonly taskMs?: string;
  readonly tasks?: string;
  readonly switch?: readonly string[];
  readonly faults?: string;
  readonly faultSeed?: string;
  readonly lagMs?: string;
}

/** What they ask for. */
export interface Request {
  port: number;
  seedFile?: string;
  simulator: Pick<SimulatorOptions, "stateFile" | "taskDurationMs" | "tasksMove" | "switches" | "lag">;
  faults?: { rates: ProfileName; seed: number };
}

export function readRequest(given: SimulatorCommandOptions, t: SimulatorTexts): Request {
  const { seed: seedFile, state: stateFile, taskMs, lagMs } = given;
  const faults = readFaults(given, t);
  const lag = lagMs === undefined ? undefined : readRange("--lag-ms", lagMs, t);
  return {
    port: readNumber("--port", given.port ?? "0", portMax, t),
    simulator: {
      ...(stateFile === undefined ? {} : { stateFile }),
      ...(taskMs === undefined ? {} : { taskDurationMs: readRange("--task-ms", taskMs, t) }),
      ...(lag === undefined ? {} : { lag: { listsMs: lag, objectsMs: lag } }),
      tasksMove: readTasks(given.tasks, t),
      switches: readSwitches(given.switch ?? [], t),
    },
    ...(seedFile === undefined ? {} : { seedFile }),
    ...(faults === undefined ? {} : { faults }),
  };
}

const portMax = 65_535;

function readNumber(name: string, value: string, max: number, t: SimulatorTexts): number {
  if (/^\d+$/.test(value) && Number(value) <= max) return Number(value);
  throw new UsageError(t.notWhole(name, max, value));
}

function readRange(name: string, value: string, t: SimulatorTexts): { min: number; max: number } {
  const [, min, max = min] = /^(\d+)(?:-(\d+))?$/.exec(value) ?? [];
  if (min !== undefined && Number(max) >= Number(min)) return { min: Number(min), max: Number(max) };
  throw new UsageError(t.notDuration(name, value));
}

function readTasks(value: string | undefined, t: SimulatorTexts): "explicitly" | "byThemselves" {
  if (value === undefined) return "byThemselves";
  if (value === "explicit") return "explicitly";
  throw new UsageError(t.notTasks(value));
}

function readFaults({ faults: name, faultSeed: seed }: SimulatorCommandOptions, t: SimulatorTexts): Request["faults"] {
  const names = Object.keys(profiles) as ProfileName[]; // the keys of our own table
  if (name === undefined && seed === undefined) return undefined;
  if (name === undefined) throw new UsageError(t.seedWithoutFaults(names.join("|")));
  const rates = names.find((one) => one === name);
  if (rates === undefined) throw new UsageError(t.notFaults(names.join(t.or), name));
  return { rates, seed: readNumber("--fault-seed", seed ?? "1", Number.MAX_SAFE_INTEGER, t) };
}

function readSwitches(assignments: readonly string[], t: SimulatorTexts): NonNullable<SimulatorOptions["switches"]> {
  // Names and answers are compared with those of the switches here, which the types cannot follow.
  return Object.fromEntries(assignments.map((assignment) => readSwitch(assignment, t))) as NonNullable<
    SimulatorOptions["switches"]
  >;
}

function readSwitch(assignment: string, t: SimulatorTexts): [name: string, value: SwitchValue] {
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(assignment) ?? [];
  if (name === "") throw new UsageError(t.notAssignment(assignment));
  const all = switchAnswers();
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new UsageError(t.noSwitch(name, all.map((one) => one.name).join(", ")));
  const answer = found.answers.find((one) => String(one) === value);
  if (answer === undefined) {
    throw new UsageError(t.notAnswer(name, found.answers.join(t.or), value === "" ? t.empty : value));
  }
  return [name, answer];
}
