/** Where a preview comes from: Pulumi, a file, or standard input. */

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Context } from "../shared/context.js";
import { ExpectedError } from "../shared/errors.js";
import { reasonOf } from "../shared/output-file.js";
import { withProgress } from "../shared/progress.js";
import { lastLine, projectDirectory, runPulumi } from "../shared/project.js";
import { visible } from "../shared/safe-text.js";
import { sharedTexts } from "../shared/texts.js";
import { type Preview, readPreview } from "./read-preview.js";
import { planTexts } from "./texts.js";

const PREVIEW_TIMEOUT_MINUTES = 30;
const STANDARD_INPUT = "-";
/** More than the preview of ten thousand resources. */
const TEXT_LENGTH_MAX = 512 * 1024 * 1024;

export interface PreviewSource {
  readonly file?: string;
  readonly stack?: string;
}

export async function getPreview(context: Context, { file, stack }: PreviewSource): Promise<Preview> {
  const t = planTexts[context.language];
  if (file === undefined) return runPreview(context, stack);
  const name = file === STANDARD_INPUT ? t.standardInput : file;
  const text = file === STANDARD_INPUT ? await readInput(context) : await readText(context, file);
  return usable(context, name, text);
}

async function runPreview(context: Context, stack: string | undefined): Promise<Preview> {
  const t = planTexts[context.language];
  if (projectDirectory(context) === undefined) throw new ExpectedError(t.noProject);
  const args = ["preview", "--json", "--show-sames", ...(stack === undefined ? [] : ["--stack", stack])];
  // Pulumi would print one event a line instead.
  const plain = {
    ...context,
    environment: { ...context.environment, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: undefined },
  };
  const { code, stdout, stderr, isTimedOut } = await withProgress(context, t.running, () =>
    runPulumi(plain, args, PREVIEW_TIMEOUT_MINUTES * 60_000),
  );
  if (isTimedOut) throw new ExpectedError(t.previewTimedOut(PREVIEW_TIMEOUT_MINUTES));
  if (code !== 0)
    throw new ExpectedError(t.previewFailed(visible(problemIn(stdout) ?? (lastLine(stderr) || lastLine(stdout)))));
  return usable(context, "pulumi preview", stdout);
}

function problemIn(stdout: string): string | undefined {
  const preview = readPreview(stdout);
  return typeof preview === "string" ? undefined : preview.problem;
}

function usable(context: Context, name: string, text: string): Preview {
  const t = planTexts[context.language];
  const preview = readPreview(text);
  if (typeof preview === "string") throw new ExpectedError(t.unusable[preview](visible(name)));
  if (preview.problem !== undefined) throw new ExpectedError(t.previewFailed(visible(preview.problem)));
  return preview;
}

async function readText({ workingDirectory, language }: Context, file: string): Promise<string> {
  try {
    return await readFile(resolve(workingDirectory, file), "utf8");
  } catch (error) {
    throw new ExpectedError(sharedTexts[language].cannotRead(visible(file), reasonOf(error)));
  }
}

async function readInput({ stdin, language }: Context): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stdin) {
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > TEXT_LENGTH_MAX) {
      throw new ExpectedError(sharedTexts[language].cannotRead(planTexts[language].standardInput, "EFBIG"));
    }
  }
  return text;
}
