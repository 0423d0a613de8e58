import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Context } from "../shared/context.js";
import { ExpectedError } from "../shared/errors.js";
import { type ExitCode, exitCodes } from "../shared/exit-codes.js";
import { ourVersion } from "../shared/our-version.js";
import { reasonOf } from "../shared/output-file.js";
import { jsonText, visible } from "../shared/safe-text.js";
import { sharedTexts } from "../shared/texts.js";
import type { InitOptions } from "./options.js";
import { projectFiles, projectName } from "./project-files.js";
import { initTexts } from "./texts.js";

export async function runInit(
  context: Context,
  { template, json }: InitOptions,
  [path = "."]: readonly string[],
): Promise<ExitCode> {
  const t = initTexts[context.language];
  const directory = resolve(context.workingDirectory, path);
  const isNew = await refuseUsed(context, path, directory);
  const name = projectName(basename(directory));
  const files = projectFiles({ name, template, version: ourVersion() }, t);
  await writeAll(context, { path, directory, isNew }, files);
  const shown = visible(path);
  if (json) {
    context.stdout.write(`${jsonText({ directory: path, name, template, files: Object.keys(files).sort() })}\n`);
    return exitCodes.fine;
  }
  context.stdout.write(`${t.made(shown)}
  cd ${shown} && npm install
  npm run simulator      # ${t.simulator}
  pulumi login --local && pulumi stack init dev && pulumi preview      # ${t.other}
`);
  return exitCodes.fine;
}

/** Whether the directory is to be made. */
async function refuseUsed({ language }: Context, path: string, directory: string): Promise<boolean> {
  const t = initTexts[language];
  try {
    if ((await readdir(directory)).length > 0) throw new ExpectedError(t.notEmpty(visible(path)));
    return false;
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    const reason = reasonOf(error);
    if (reason === "ENOENT") return true;
    if (reason === "ENOTDIR") throw new ExpectedError(t.notDirectory(visible(path)));
    throw new ExpectedError(sharedTexts[language].cannotRead(visible(path), reason));
  }
}

interface Place {
  readonly path: string;
  readonly directory: string;
  readonly isNew: boolean;
}

/** All of them, or none. */
async function writeAll(
  { language }: Context,
  { path, directory, isNew }: Place,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const written: string[] = [];
  try {
    const made = isNew ? await mkdir(directory, { recursive: true }) : undefined;
    if (made !== undefined) written.push(made);
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(directory, name), text, { flag: "wx" });
      if (made === undefined) written.push(join(directory, name));
    }
  } catch (error) {
    await Promise.all(written.map((one) => rm(one, { recursive: true, force: true })));
    throw new ExpectedError(sharedTexts[language].cannotWrite(visible(path), reasonOf(error)));
  }
}
