/** A project is written whole or not at all. */

import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Context } from "../shared/context.js";
import { ExpectedError } from "../shared/errors.js";
import { reasonOf } from "../shared/output-file.js";
import type { Files } from "./render-project.js";
import { exportTexts } from "./texts.js";

export interface OutputDirectory {
  readonly directory: string;
  /** Whether files of a directory that exists may be replaced (`--force`). */
  readonly force: boolean;
}

/** To be asked before the work begins, so that it is not done for nothing. */
export async function refuseDirectory(
  context: Context,
  { directory, force }: OutputDirectory,
): Promise<"absent" | "there"> {
  const t = exportTexts[context.language];
  const target = resolve(context.workingDirectory, directory);
  const found = await stat(target).catch(() => undefined);
  if (found === undefined) {
    const parent = await stat(dirname(target)).catch(() => undefined);
    if (!parent?.isDirectory()) throw new ExpectedError(t.noParent(directory));
    return "absent";
  }
  if (!found.isDirectory()) throw new ExpectedError(t.noDirectory(directory));
  const names = await readdir(target).catch((error) => cannot(context, directory, error));
  if (names.length > 0 && !force) throw new ExpectedError(t.notEmpty(directory));
  return "there";
}

/** A new directory appears at once. Into one that exists, files come when all of them are written. */
export async function writeProject(context: Context, output: OutputDirectory, files: Files): Promise<void> {
  const { directory } = output;
  const isNew = (await refuseDirectory(context, output)) === "absent";
  const target = resolve(context.workingDirectory, directory);
  const name = `.${basename(target)}.${randomUUID()}.tmp`;
  // One that exists may be where the user stands, and must stay the same directory.
  const temporary = join(isNew ? dirname(target) : target, name);
  try {
    await mkdir(temporary);
    for (const [file, text] of files) await writeFile(join(temporary, file), context.guard(text), { flag: "wx" });
    if (isNew) await rename(temporary, target);
    else for (const file of files.keys()) await rename(join(temporary, file), join(target, file));
  } catch (error) {
    cannot(context, directory, error);
  } finally {
    await rm(temporary, { force: true, recursive: true });
  }
}

function cannot(context: Context, directory: string, error: unknown): never {
  throw new ExpectedError(exportTexts[context.language].cannotWrite(directory, reasonOf(error)));
}
