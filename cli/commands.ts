import { registerDoctor } from "./doctor/command.js";
import { registerExport } from "./export/command.js";
import { registerInit } from "./init/command.js";
import { registerPlan } from "./plan/command.js";
import { registerRights } from "./rights/command.js";
import type { CommandLine } from "./shared/command-line.js";
import { registerSimulator } from "./simulator/command.js";

/** Each command in the order of the help. They load what they need when they run. */
export function registerCommands(line: CommandLine): void {
  registerPlan(line);
  registerRights(line);
  registerExport(line);
  registerDoctor(line);
  registerInit(line);
  registerSimulator(line);
}
