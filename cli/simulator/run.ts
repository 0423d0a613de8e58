import {
  createSimulator,
  defaultSeed,
  type Seed,
  SeedError,
  type Simulator,
  StateFileError,
} from "../../provider/simulator/index.js";
import type { CommonOptions } from "../shared/command-line.js";
import type { Context } from "../shared/context.js";
import { ExpectedError } from "../shared/errors.js";
import { type ExitCode, exitCodes } from "../shared/exit-codes.js";
import { jsonText } from "../shared/safe-text.js";
import { type Request, readRequest, type SimulatorCommandOptions } from "./options.js";
import { defaultSeedText, readSeedFile } from "./seed.js";
import { simulatorTexts } from "./texts.js";

export async function runSimulator(
  context: Context,
  options: SimulatorCommandOptions & CommonOptions,
): Promise<ExitCode> {
  const t = simulatorTexts[context.language];
  if (options.printSeed === true) {
    const text = options.json === true ? `${jsonText(defaultSeed())}\n` : defaultSeedText(t.seedComment);
    context.stdout.writeUnguarded(text);
    return exitCodes.fine;
  }
  const request = readRequest(options, t);
  const simulator = startSimulator(context, request);
  const server = await simulator.listen({ port: request.port }).catch((error: Error) => {
    throw new ExpectedError(t.portTaken(request.port, error.message));
  });
  const variables = environment(server.url, simulator.credentials);
  // They are to be copied, and are the keys of nothing real.
  context.stdout.writeUnguarded(
    options.json === true ? inJson(server.url, variables) : inShell(server.url, variables, t),
  );
  await context.stopped();
  await simulator.close();
  // Apart from the variables, which another program may be reading.
  context.stderr.write(`${summary(simulator, t)}\n`);
  return exitCodes.fine;
}

type Texts = (typeof simulatorTexts)["en"];

function startSimulator(context: Context, { seedFile, simulator: options, faults }: Request): Simulator {
  try {
    // `createSimulator` checks the shape of a seed.
    const seed = seedFile === undefined ? {} : { seed: readSeedFile(seedFile, context) as Seed };
    const simulator = createSimulator({ ...seed, ...options });
    if (faults !== undefined) simulator.faults.schedule(faults);
    return simulator;
  } catch (error) {
    if (error instanceof SeedError || error instanceof StateFileError) throw new ExpectedError(error.message);
    throw error;
  }
}

type Variables = Readonly<Record<string, string>>;

function environment(url: string, keys: Simulator["credentials"]): Variables {
  return {
    OVH_ENDPOINT: url,
    OVH_APPLICATION_KEY: keys.applicationKey,
    OVH_APPLICATION_SECRET: keys.applicationSecret,
    OVH_CONSUMER_KEY: keys.consumerKey,
  };
}

/** The console has the address of the server. */
function consoleUrl(url: string): string {
  return new URL("/", url).href;
}

function inShell(url: string, variables: Variables, t: Texts): string {
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`);
  return `${[t.listens(url, consoleUrl(url)), ...exports].join("\n")}\n`;
}

function inJson(url: string, variables: Variables): string {
  return `${jsonText({ endpoint: url, console: consoleUrl(url), environment: variables })}\n`;
}

/** For POSIX shells, whatever the value. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/** The calls that are kept are the last ones; those that were compared are counted from the start. */
function summary({ calls, wire }: Simulator, t: Texts): string {
  return t.summed(Math.max(calls.length, wire.checked), wire.checked, wire.problems.length);
}
