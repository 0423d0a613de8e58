#!/usr/bin/env node
import { registerCommands } from "./commands.js";
import { CommandLine, PROGRAM, report } from "./shared/command-line.js";
import type { Context } from "./shared/context.js";
import type { ExitCode } from "./shared/exit-codes.js";
import { ourVersion } from "./shared/our-version.js";
import { systemContext } from "./shared/system-context.js";

async function main(args: readonly string[]): Promise<ExitCode> {
  const context = contextFor(args);
  if (typeof context === "number") return context;
  const line = new CommandLine(context, ourVersion());
  registerCommands(line);
  return line.run(args);
}

/** The exit code where the language that was asked for is none. */
function contextFor(args: readonly string[]): Context | ExitCode {
  try {
    return systemContext(args);
  } catch (error) {
    return report(systemContext([]), error, PROGRAM);
  }
}

// Whoever reads may have seen enough: `ovh-mail plan | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
