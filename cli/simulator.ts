import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createSimulator, type Seed, SeedError, type Simulator, StateFileError } from "../provider/simulator/index.js";

const usage = `Usage: ovh-mail simulator [options]

Starts a simulated OVHcloud on this machine, until Ctrl+C.

  --port N              port to listen on (default: a free one)
  --seed FILE           JSON file with the world to start from
  --state FILE          keeps the world in this file between runs
  --task-ms N|MIN-MAX   how long a task takes, in ms (default: 300-1500)
  --help                shows this`;

/** A command line that cannot be understood. */
class UsageError extends Error {}
/** A file or a port that cannot be used. */
class StartError extends Error {}

export async function runSimulator(args: string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.help === true) {
      console.log(usage);
      return 0;
    }
    const simulator = createSimulator({
      ...(options.seed === undefined ? {} : { seed: readSeed(options.seed) }),
      ...(options.state === undefined ? {} : { stateFile: options.state }),
      ...(options["task-ms"] === undefined ? {} : { taskDurationMs: readDuration(options["task-ms"]) }),
    });
    return await serveUntilStopped(simulator, readPort(options.port ?? "0"));
  } catch (error) {
    return report(error);
  }
}

function readOptions(args: string[]) {
  const text = { type: "string" } as const;
  const options = { port: text, seed: text, state: text, "task-ms": text, help: { type: "boolean" } } as const;
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}.`);
  }
}

function readPort(text: string): number {
  const portMax = 65_535;
  if (/^\d+$/.test(text) && Number(text) <= portMax) return Number(text);
  throw new UsageError(`--port must be a number from 0 to ${portMax}, not ${text}.`);
}

function readDuration(text: string): { min: number; max: number } {
  const [, min, max = min] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (min !== undefined && Number(max) >= Number(min)) return { min: Number(min), max: Number(max) };
  throw new UsageError(`--task-ms must be a number of ms or a range such as 300-1500, not ${text}.`);
}

function readSeed(file: string): Seed {
  try {
    // `createSimulator` checks its shape.
    return JSON.parse(readFileSync(file, "utf8")) as Seed;
  } catch (error) {
    throw new StartError(`The seed ${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

async function serveUntilStopped(simulator: Simulator, port: number): Promise<number> {
  const server = await simulator.listen({ port }).catch((error: Error) => {
    throw new StartError(`Port ${port} cannot be used: ${error.message}`);
  });
  console.log(environment(server.url, simulator.credentials));
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await server.close();
  return 0;
}

function environment(url: string, keys: Simulator["credentials"]): string {
  return [
    `# The simulated OVHcloud listens on ${url} until Ctrl+C. In the other shell:`,
    `export OVH_ENDPOINT=${quoted(url)}`,
    `export OVH_APPLICATION_KEY=${quoted(keys.applicationKey)}`,
    `export OVH_APPLICATION_SECRET=${quoted(keys.applicationSecret)}`,
    `export OVH_CONSUMER_KEY=${quoted(keys.consumerKey)}`,
  ].join("\n");
}

/** For POSIX shells, whatever the value. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

function report(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message} Try: ovh-mail simulator --help`);
    return 2;
  }
  if (error instanceof StartError || error instanceof SeedError || error instanceof StateFileError) {
    console.error(error.message);
    return 1;
  }
  throw error;
}
