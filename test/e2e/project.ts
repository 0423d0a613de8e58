/** A user's Pulumi project below the installed package, run by the real CLI against a simulator of its own. */

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import {
  createSimulator,
  defaultSeed,
  type Seed,
  type Simulator,
  type SimulatorOptions,
  type SimulatorServer,
} from "../../provider/simulator/index.js";
import type { Values } from "../../provider/values.js";
import type { Kind } from "../../sdk/resource.js";
import { killFamily, type Process } from "./processes.js";

const COMMAND_TIMEOUT_MS = 300_000;

export const SERVICE = "hosted-ab12345-1";

export interface Declared {
  readonly kind: Kind;
  readonly name: string;
  /** `on: "$name"` stands for another resource of the program. */
  readonly props: Values;
}

export interface RunResult {
  readonly code: number | null;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

export interface RunningCommand {
  readonly ended: Promise<RunResult>;
  /** Ends it and what it started at once; of these only those whose command line matches. Gives the others. */
  kill(only?: RegExp): readonly Process[];
}

export interface StateResource {
  readonly type: string;
  readonly urn: string;
  readonly id?: string;
  readonly inputs?: Values;
  readonly outputs?: Values;
  readonly initErrors?: string[];
}

/** Declares what program.json says, so that a test changes the program by writing data. */
export const PROGRAM = `
const ovhmail = require("pulumi-ovh-mail");
const made = {};
for (const { kind, name, props } of require("./program.json")) {
  const on = typeof props.on === "string" ? { on: made[props.on.slice(1)] } : {};
  made[name] = new ovhmail[kind](name, { ...props, ...on });
}
`;

export interface ProjectOptions extends Omit<SimulatorOptions, "seed"> {
  /** A whole world, instead of `service` and `others`. */
  readonly seed?: Seed;
  readonly service?: Partial<NonNullable<Seed["exchangeServices"]>[number]>;
  /** What else there is in the world. */
  readonly others?: Partial<Seed>;
  /** Files of the program instead of the one that reads program.json. */
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where several tests share a project, what ends with the last of them. @default the end of the test */
  readonly atEnd?: (close: () => Promise<void>) => void;
}

/** Without TypeScript, which Pulumi loads at each run unless it is told not to, a run takes a fifth less. */
function runtimeOf(files: Readonly<Record<string, string>>): string {
  const isTyped = Object.keys(files).some((name) => name.endsWith(".ts"));
  return isTyped ? "nodejs" : "{ name: nodejs, options: { typescript: false } }";
}

export class Project {
  readonly directory: string;
  readonly simulator: Simulator;
  readonly #server: SimulatorServer;
  #environment: NodeJS.ProcessEnv;

  private constructor(
    directory: string,
    simulator: Simulator,
    server: SimulatorServer,
    environment: NodeJS.ProcessEnv,
  ) {
    this.directory = directory;
    this.simulator = simulator;
    this.#server = server;
    this.#environment = environment;
  }

  static async open({
    service = {},
    files = { "index.js": PROGRAM },
    environment = {},
    others = {},
    seed = { ...seedWith(service), ...others },
    atEnd = onTestFinished,
    ...options
  }: ProjectOptions = {}): Promise<Project> {
    const parent = join(inject("userDirectory"), "projects");
    mkdirSync(parent, { recursive: true });
    const directory = mkdtempSync(join(parent, "p"));
    mkdirSync(join(directory, "state"));
    writeFileSync(join(directory, "Pulumi.yaml"), `name: mail\nruntime: ${runtimeOf(files)}\n`);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    const simulator = createSimulator({ seed, taskDurationMs: { min: 50, max: 400 }, ...options });
    const server = await simulator.listen();
    atEnd(() => simulator.close());
    const project = new Project(directory, simulator, server, {
      ...process.env,
      // Whoever runs the tests may have OVHcloud credentials in a file there.
      HOME: directory,
      PULUMI_BACKEND_URL: `file://${directory}/state`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      OVH_ENDPOINT: server.url,
      ...keysOf(simulator),
      ...environment,
    });
    await project.ok("stack", "init", "test");
    return project;
  }

  write(program: readonly Declared[]): void {
    writeFileSync(join(this.directory, "program.json"), JSON.stringify(program));
  }

  /** OVHcloud cannot be reached any more: what is connected is cut, and nobody listens. Its tasks go on. */
  disconnect(): Promise<void> {
    return this.#server.close();
  }

  /** It listens where it did before. */
  async reconnect(): Promise<void> {
    await this.simulator.listen({ port: this.#server.port });
  }

  /** Takes variables out of the environment of the runs to come. */
  forget(pattern: RegExp): void {
    this.#environment = Object.fromEntries(Object.entries(this.#environment).filter(([name]) => !pattern.test(name)));
  }

  /** Sets variables of the runs to come. */
  set(variables: Readonly<Record<string, string>>): void {
    this.#environment = { ...this.#environment, ...variables };
  }

  /** Calls variables of the runs to come otherwise. */
  rename(names: Readonly<Record<string, string>>): void {
    const renamed = Object.entries(this.#environment).map(([name, value]) => [names[name] ?? name, value]);
    this.#environment = Object.fromEntries(renamed);
  }

  /** Starts `pulumi`, to be killed on the way. */
  start(...args: string[]): RunningCommand {
    return this.#spawn("pulumi", [...args, "--non-interactive", "--color", "never"]);
  }

  /** Runs `pulumi` and gives whatever came of it. */
  run(...args: string[]): Promise<RunResult> {
    return this.start(...args).ended;
  }

  /** Runs a command of a package that is installed, such as `ovh-mail`. */
  runInstalled(command: string, ...args: string[]): Promise<RunResult> {
    return this.#spawn(join(inject("userDirectory"), "node_modules", ".bin", command), args).ended;
  }

  /** A line of a pipeline, as its runner runs it. */
  shell(line: string): Promise<RunResult> {
    return this.#spawn("bash", ["-eo", "pipefail", "-c", line]).ended;
  }

  #spawn(command: string, args: readonly string[]): RunningCommand {
    const child = spawn(command, args, {
      cwd: this.directory,
      env: this.#environment,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: COMMAND_TIMEOUT_MS,
    });
    const ended = new Promise<RunResult>((resolve, reject) => {
      let output = "";
      child.stdout.on("data", (chunk) => (output += chunk));
      child.stderr.on("data", (chunk) => (output += chunk));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output }));
    });
    const kill = (only?: RegExp) => (child.pid === undefined ? [] : killFamily(child.pid, only));
    return { ended, kill };
  }

  /** Runs `pulumi`, which must succeed. */
  async ok(...args: string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
    return output;
  }

  up(): Promise<string> {
    return this.ok("up", "--yes", "--skip-preview");
  }

  /** The operations of a preview by resource name, without those that change nothing. */
  async preview(...args: string[]): Promise<Record<string, { op: string; keys: string[] }>> {
    const output = await this.ok("preview", "--json", ...args);
    const { steps } = JSON.parse(output.slice(output.indexOf("{\n"))) as { steps: PreviewStep[] };
    const changing = steps.filter(({ op, urn }) => op !== "same" && op !== "refresh" && urn.includes("ovhmail:"));
    return Object.fromEntries(
      changing.map(({ op, urn, detailedDiff }) => [
        urn.split("::").at(-1),
        { op, keys: keysShown(detailedDiff ?? {}) },
      ]),
    );
  }

  /** The state file of a stack, as it lies on the disk. */
  stateText(stack = "test"): string {
    return readFileSync(join(this.directory, "state", ".pulumi", "stacks", "mail", `${stack}.json`), "utf8");
  }

  /** Our resources in the state of a stack, by name. */
  state(stack?: string): Record<string, StateResource> {
    const { checkpoint } = JSON.parse(this.stateText(stack)) as {
      checkpoint: { latest: { resources?: StateResource[] } };
    };
    const ours = (checkpoint.latest.resources ?? []).filter(({ type }) => type.includes("ovhmail:"));
    return Object.fromEntries(ours.map((resource) => [resource.urn.split("::").at(-1), resource]));
  }
}

/** Pulumi shows nobody what begins with two underscores. */
function keysShown(detailedDiff: Record<string, unknown>): string[] {
  const keys = Object.keys(detailedDiff).filter((key) => !key.startsWith("__"));
  return keys.sort();
}

interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly detailedDiff?: Record<string, unknown> | null;
}

/** Of the same customer as the application keys. */
export const SERVICE_ACCOUNT = { clientId: "EU.simulated", clientSecret: "canary-client-secret" };

function seedWith(service: ProjectOptions["service"]): Seed {
  const seed = defaultSeed();
  const [first] = seed.exchangeServices ?? [];
  if (first === undefined) throw new Error("the default seed has no service");
  const apiAccounts = seed.apiAccounts.map((one) => ({ ...one, ...SERVICE_ACCOUNT }));
  return { apiAccounts, exchangeServices: [{ ...first, ...service }] };
}

function keysOf({ credentials }: Simulator): Record<string, string> {
  return {
    OVH_APPLICATION_KEY: credentials.applicationKey,
    OVH_APPLICATION_SECRET: credentials.applicationSecret,
    OVH_CONSUMER_KEY: credentials.consumerKey,
  };
}

export function account(login: string, props: Values = {}): Declared {
  return {
    kind: "ExchangeAccount",
    name: login,
    props: { service: SERVICE, emailAddress: `${login}@example.com`, ...props },
  };
}

export function shared(login: string, props: Values = {}): Declared {
  return {
    kind: "SharedMailbox",
    name: login,
    props: { service: SERVICE, emailAddress: `${login}@example.com`, quotaMb: 1024, ...props },
  };
}

export function delegation(name: string, props: Values): Declared {
  return { kind: "Delegation", name, props };
}

export function contact(emailAddress: string, props: Values = {}): Declared {
  return {
    kind: "ExternalContact",
    name: emailAddress.split("@")[0] ?? "",
    props: { service: SERVICE, emailAddress, ...props },
  };
}

export function group(login: string, props: Values = {}): Declared {
  return {
    kind: "ContactGroup",
    name: login,
    props: { service: SERVICE, emailAddress: `${login}@example.com`, ...props },
  };
}
