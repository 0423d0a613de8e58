/** A directory that is written whole or not at all. */

import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Context } from "../shared/context.js";
import { ExpectedError } from "../shared/errors.js";
import { reasonOf, writeOutput } from "../shared/output-file.js";
import type { Files } from "./render-project.js";
import { exportTexts } from "./texts.js";

export interface OutputDirectory {
  readonly directory: string;
  /** Whether files of a directory that exists may be replaced (`--force`). */
  readonly force: boolean;
}

type State = "absent" | "empty" | "full";

/** To be asked before the work begins, so that it is not done for nothing. */
export async function refuseDirectory(context: Context, { directory, force }: OutputDirectory): Promise<State> {
  const t = exportTexts[context.language];
  const target = resolve(context.workingDirectory, directory);
  const found = await stat(target).catch(() => undefined);
  if (found === undefined) {
    const parent = await stat(dirname(target)).catch(() => undefined);
    if (!parent?.isDirectory()) throw new ExpectedError(t.noParent(directory));
    return "absent";
  }
  if (!found.isDirectory()) throw new ExpectedError(t.noDirectory(directory));
  const isEmpty = (await readdir(target).catch((error) => cannot(context, directory, error))).length === 0;
  if (!isEmpty && !force) throw new ExpectedError(t.notEmpty(directory));
  return isEmpty ? "empty" : "full";
}

/** A new directory appears at once, with all its files. Into one that has files, each file is written whole. */
export async function writeProject(context: Context, output: OutputDirectory, files: Files): Promise<void> {
  const { directory } = output;
  const state = await refuseDirectory(context, output);
  if (state === "full") {
    for (const [name, text] of files) await writeOutput(context, { path: join(directory, name), force: true }, text);
    return;
  }
  const target = resolve(context.workingDirectory, directory);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    await mkdir(temporary);
    for (const [name, text] of files) await writeFile(join(temporary, name), context.guard(text), { flag: "wx" });
    if (state === "empty") await rmdir(target);
    await rename(temporary, target);
  } catch (error) {
    cannot(context, directory, error);
  } finally {
    await rm(temporary, { force: true, recursive: true });
  }
}

function cannot(context: Context, directory: string, error: unknown): never {
  throw new ExpectedError(exportTexts[context.language].cannotWrite(directory, reasonOf(error)));
}
