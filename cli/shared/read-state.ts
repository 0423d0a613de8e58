/** The text of a Pulumi state: of a file, of standard input, or of the stack. */

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Context } from "./context.js";
import { ExpectedError } from "./errors.js";
import { reasonOf } from "./output-file.js";
import { lastLine, projectDirectory, runPulumi } from "./project.js";
import { sharedTexts } from "./texts.js";

/** A large state of a remote backend. */
const EXPORT_TIMEOUT_MS = 5 * 60_000;

export interface StateSource {
  /** `-`: standard input. */
  readonly file?: string;
  /** @default the one that is selected */
  readonly stack?: string;
}

interface StateTexts {
  readonly noProject: string;
  readonly exportFailed: (reason: string) => string;
}

export async function readStateText(context: Context, { file, stack }: StateSource, t: StateTexts): Promise<string> {
  if (file === "-") return readAll(context.stdin);
  if (file !== undefined) return readNamed(context, file);
  if (projectDirectory(context) === undefined) throw new ExpectedError(t.noProject);
  const named = stack === undefined ? [] : ["--stack", stack];
  const { code, stdout, stderr } = await runPulumi(context, ["stack", "export", ...named], EXPORT_TIMEOUT_MS);
  if (code !== 0) throw new ExpectedError(t.exportFailed(lastLine(stderr)));
  return stdout;
}

async function readAll(stream: Context["stdin"]): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

async function readNamed({ workingDirectory, language }: Context, file: string): Promise<string> {
  try {
    return await readFile(resolve(workingDirectory, file), "utf8");
  } catch (error) {
    throw new ExpectedError(sharedTexts[language].cannotRead(file, reasonOf(error)));
  }
}
