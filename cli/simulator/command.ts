import type { CommandLine } from "../shared/command-line.js";
import type { SimulatorCommandOptions } from "./options.js";
import { simulatorTexts } from "./texts.js";

export function registerSimulator(line: CommandLine): void {
  const t = simulatorTexts[line.context.language];
  line.add<SimulatorCommandOptions>({
    name: "simulator",
    summary: t.summary,
    description: t.description,
    examples: [
      "ovh-mail simulator --port 4711 --state world.json",
      "ovh-mail simulator --print-seed > world.yaml",
      "ovh-mail simulator --seed world.yaml --task-ms 0 --switch secondGrant=refused",
      "ovh-mail simulator --faults rough --fault-seed 7 --lag-ms 0-2000",
    ],
    define: (command) =>
      command
        .option("--port <n>", t.port)
        .option("--seed <file>", t.seed)
        .option("--print-seed", t.printSeed)
        .option("--state <file>", t.state)
        .option("--task-ms <n|min-max>", t.taskMs)
        .option("--tasks <explicit>", t.tasks)
        .option("--switch <name=value>", t.switch, (value: string, before: string[] = []) => [...before, value])
        .option("--faults <rough|hostile>", t.faults)
        .option("--fault-seed <n>", t.faultSeed)
        .option("--lag-ms <n|min-max>", t.lagMs),
    // Loaded when it is run: the other commands need none of it.
    run: async (options) => (await import("./run.js")).runSimulator(line.context, options),
  });
}
