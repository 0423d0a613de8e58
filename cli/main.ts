#!/usr/bin/env node
import { runSimulator } from "./simulator.js";

const usage = `Usage: ovh-mail <command>

Commands:
  simulator    starts a simulated OVHcloud on this machine (ovh-mail simulator --help)`;

/** Each command takes its arguments and returns the exit code, or never when it runs until it is stopped. */
const commands: Readonly<Record<string, (args: string[]) => Promise<number>>> = { simulator: runSimulator };

async function main([name = "--help", ...args]: string[]): Promise<number> {
  if (name === "--help" || name === "-h") {
    console.log(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command(args);
  console.error(`There is no command ${name}. Try: ovh-mail --help`);
  return 2;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
