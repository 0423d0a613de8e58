import { createSimulator, type Seed, SeedError, type Simulator, StateFileError } from "../provider/simulator/index.js";
import { type Request, readRequest, UsageError, usage } from "./simulator-options.js";
import { defaultSeedText, readSeedFile, SeedFileError } from "./simulator-seed.js";

/** A port that cannot be used. */
class StartError extends Error {}

/** 0: fine. 1: it could not start. 2: the command line cannot be understood. */
export async function runSimulator(args: string[], stopped: () => Promise<unknown> = signal): Promise<number> {
  try {
    const request = readRequest(args);
    if (request.shows === "help") return show(usage);
    if (request.shows === "seed") return show(defaultSeedText().trimEnd());
    return await serveUntilStopped(startSimulator(request), request.port, stopped);
  } catch (error) {
    return report(error);
  }
}

/** Ctrl+C, or the same by another program. */
function signal(): Promise<unknown> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}

function show(text: string): number {
  console.log(text);
  return 0;
}

function startSimulator({ seedFile, simulator: options, faults }: Request): Simulator {
  // `createSimulator` checks the shape of a seed.
  const seed = seedFile === undefined ? {} : { seed: readSeedFile(seedFile) as Seed };
  const simulator = createSimulator({ ...seed, ...options });
  if (faults !== undefined) simulator.faults.schedule(faults);
  return simulator;
}

async function serveUntilStopped(simulator: Simulator, port: number, stopped: () => Promise<unknown>): Promise<number> {
  const server = await simulator.listen({ port }).catch((error: Error) => {
    throw new StartError(`Port ${port} cannot be used: ${error.message}`);
  });
  console.log(environment(server.url, simulator.credentials));
  await stopped();
  await simulator.close();
  // Apart from the variables, which another program may be reading.
  console.error(summary(simulator));
  return 0;
}

function environment(url: string, keys: Simulator["credentials"]): string {
  return [
    `# The simulated OVHcloud listens on ${url} until Ctrl+C. Its console: ${new URL("/", url)}`,
    "# In the other shell:",
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

/** The calls that are kept are the last ones; those that were compared are counted from the start. */
function summary({ calls, wire }: Simulator): string {
  const count = Math.max(calls.length, wire.checked);
  const compared = `${wire.checked} compared on the wire with ${counted(wire.problems.length, "problem")}`;
  return `${counted(count, "call")}, ${compared}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function report(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message} Try: ovh-mail simulator --help`);
    return 2;
  }
  const isExpected = [StartError, SeedFileError, SeedError, StateFileError].some((kind) => error instanceof kind);
  if (isExpected && error instanceof Error) {
    console.error(error.message);
    return 1;
  }
  throw error;
}
