/** `ovh-mail` in process: what it writes is kept, and nothing of the real process is touched. */

import { registerCommands } from "../../cli/commands.js";
import { CommandLine } from "../../cli/shared/command-line.js";
import type { Context, Sink } from "../../cli/shared/context.js";
import { createGuard } from "../../cli/shared/guard.js";
import { pickLanguage } from "../../cli/shared/language.js";
import type { RunProcess } from "../../cli/shared/run-process.js";
import { visibleText } from "../../cli/shared/safe-text.js";
import { systemClock } from "../../provider/ovh/clock.js";
import { fetchTransport } from "../../provider/ovh/fetch-transport.js";
import { noFiles } from "../../provider/ovh-conf.js";
import type { Simulator } from "../../provider/simulator/index.js";
import type { VirtualClock } from "./virtual-clock.js";

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions extends Partial<Omit<Context, "stdout" | "stderr" | "stdin" | "guard" | "language">> {
  /** What comes in on standard input. */
  readonly input?: string;
  /** As on a terminal: with colours. */
  readonly isTerminal?: boolean;
  /** Calls go to this simulator, with its credentials, on its clock. */
  readonly world?: { readonly simulator: Simulator; readonly clock: VirtualClock };
  /** Sees the output while the command runs. */
  readonly meanwhile?: (output: { stdout(): string; stderr(): string }) => Promise<void>;
}

/** There is no Pulumi here unless the test has one. */
const noProgram: RunProcess = async () => ({ code: undefined, stdout: "", stderr: "", isTimedOut: false });

export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { context, result } = contextForTests(args, options);
  const line = new CommandLine(context, "0.0.0-test");
  registerCommands(line);
  return result(await line.run(args));
}

export interface ContextForTests {
  readonly context: Context;
  /** What was written until now. */
  result(code: number): CliResult;
}

export function contextForTests(args: readonly string[], options: CliOptions = {}): ContextForTests {
  const { input = "", isTerminal = false, world, meanwhile, ...own } = options;
  const environment = { ...(world === undefined ? {} : keysOf(world.simulator)), ...own.environment };
  const guard = createGuard(environment);
  const stdout = keptSink(isTerminal, guard);
  const stderr = keptSink(isTerminal, guard);
  const context: Context = {
    workingDirectory: "/nowhere",
    files: noFiles,
    stopped: async () => meanwhile?.({ stdout: stdout.text, stderr: stderr.text }),
    runProcess: noProgram,
    clock: world?.clock ?? systemClock,
    ...(world !== undefined && { transport: fetchTransport(async (request) => world.simulator.fetch(request)) }),
    ...own,
    language: pickLanguage(args, environment),
    environment,
    guard,
    stdout: stdout.sink,
    stderr: stderr.sink,
    stdin: inputOf(input),
  };
  return { context, result: (code) => ({ code, stdout: stdout.text(), stderr: stderr.text() }) };
}

function keptSink(isTerminal: boolean, guard: (text: string) => string): { sink: Sink; text: () => string } {
  let kept = "";
  const sink: Sink = {
    isTerminal,
    columns: 100,
    // No spinner draws in a test.
    hasColors: false,
    write: (text) => {
      kept += visibleText(guard(text));
    },
    writeUnguarded: (text) => {
      kept += text;
    },
  };
  return { sink, text: () => kept };
}

async function* inputOf(text: string): AsyncIterable<string> {
  yield text;
}

function keysOf({ credentials }: Simulator): Record<string, string> {
  return {
    OVH_ENDPOINT: "http://127.0.0.1:1/1.0",
    OVH_APPLICATION_KEY: credentials.applicationKey,
    OVH_APPLICATION_SECRET: credentials.applicationSecret,
    OVH_CONSUMER_KEY: credentials.consumerKey,
  };
}
