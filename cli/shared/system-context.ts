import { systemClock } from "../../provider/ovh/clock.js";
import { systemFiles } from "../../provider/ovh-conf.js";
import type { Context, Sink } from "./context.js";
import { createGuard, type Guard } from "./guard.js";
import { pickLanguage } from "./language.js";
import { runSystemProcess } from "./run-process.js";
import { visibleText } from "./safe-text.js";

/** Of a file, or of a pipe. */
const DEFAULT_COLUMNS = 120;

/** This process. Throws a UsageError for a language that there is not. */
export function systemContext(args: readonly string[]): Context {
  const environment = process.env;
  const guard = createGuard(environment);
  return {
    language: pickLanguage(args, environment),
    stdout: systemSink(process.stdout, guard),
    stderr: systemSink(process.stderr, guard),
    stdin: process.stdin,
    environment,
    workingDirectory: process.cwd(),
    files: systemFiles(),
    guard,
    stopped: nextSignal,
    runProcess: runSystemProcess,
    clock: systemClock,
  };
}

/** Ctrl+C, or the same by another program. */
function nextSignal(): Promise<unknown> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}

function systemSink(stream: NodeJS.WriteStream, guard: Guard): Sink {
  const isTerminal = stream.isTTY === true;
  return {
    isTerminal,
    columns: stream.columns ?? DEFAULT_COLUMNS,
    hasColors: isTerminal && !process.env.NO_COLOR,
    write: (text) => stream.write(visibleText(guard(text))),
    writeUnguarded: (text) => stream.write(text),
  };
}
