/** Files that are written whole or not at all. */

import { randomUUID } from "node:crypto";
import { link, lstat, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { messageOf } from "../../provider/values.js";
import type { Context } from "./context.js";
import { ExpectedError } from "./errors.js";
import { sharedTexts } from "./texts.js";

export interface OutputFile {
  readonly path: string;
  /** Whether a file that exists may be replaced (`--force`). */
  readonly force: boolean;
}

/** To be asked before the work begins, so that it is not done for nothing. */
export async function refuseOutput(context: Context, { path, force }: OutputFile): Promise<void> {
  const t = sharedTexts[context.language];
  const target = resolve(context.workingDirectory, path);
  const found = await lstat(target).catch(() => undefined);
  if (found?.isDirectory()) throw new ExpectedError(t.outputIsDirectory(path));
  if (found !== undefined && !force) throw new ExpectedError(t.outputExists(path));
  const parent = await stat(dirname(target)).catch(() => undefined);
  if (!parent?.isDirectory()) throw new ExpectedError(t.outputHasNoDirectory(path));
}

/** Without secrets; as whole file or not at all. */
export async function writeOutput(context: Context, { path, force }: OutputFile, text: string): Promise<void> {
  await refuseOutput(context, { path, force });
  const target = resolve(context.workingDirectory, path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, context.guard(text), { flag: "wx" });
    await (force ? rename(temporary, target) : moveToNew(temporary, target));
  } catch (error) {
    throw new ExpectedError(sharedTexts[context.language].cannotWrite(path, reasonOf(error)));
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Unlike a rename, a link refuses to replace what somebody else made meanwhile. Some file systems have none. */
async function moveToNew(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    await rename(temporary, target);
  }
}

/** "EACCES", which people can look up, without the path of the temporary file. */
export function reasonOf(error: unknown): string {
  return codeOf(error) ?? messageOf(error);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
