/** The Pulumi project in which a command runs, and Pulumi itself. */

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Secret } from "../../provider/ovh/secret.js";
import type { ConfigReader } from "../../provider/settings.js";
import type { Context } from "./context.js";
import { ExpectedError } from "./errors.js";
import type { ProcessResult } from "./run-process.js";
import { sharedTexts } from "./texts.js";

/** A stack's configuration is read from files, or from Pulumi's service. */
const CONFIG_TIMEOUT_MS = 60_000;
const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml"];

/** The directory of the Pulumi project that the working directory is in. */
export function projectDirectory({ workingDirectory }: Pick<Context, "workingDirectory">): string | undefined {
  let directory = workingDirectory;
  // Ends at the root, which is its own parent.
  for (;;) {
    if (PROJECT_FILES.some((name) => existsSync(join(directory, name)))) return directory;
    const parent = dirname(directory);
    if (parent === directory) return undefined;
    directory = parent;
  }
}

/** Runs `pulumi` in the working directory, without questions. Throws where there is none. */
export async function runPulumi(context: Context, args: readonly string[], timeoutMs: number): Promise<ProcessResult> {
  const result = await context.runProcess({
    command: "pulumi",
    args: [...args, "--non-interactive", "--color", "never"],
    directory: context.workingDirectory,
    environment: { ...context.environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs,
  });
  if (result.code === undefined) throw new ExpectedError(sharedTexts[context.language].noPulumi);
  return result;
}

export interface StackConfiguration extends ConfigReader {
  /** Why there is none, where a project is but its configuration could not be read. */
  readonly problem?: string;
}

const shape = z.record(z.string(), z.object({ value: z.string().optional(), secret: z.boolean().optional() }));
const nothing: StackConfiguration = { get: () => undefined };

/** What `pulumi config` says; nothing outside of a project. */
export async function stackConfiguration(context: Context, stack?: string): Promise<StackConfiguration> {
  if (projectDirectory(context) === undefined) return nothing;
  const args = ["config", "--json", "--show-secrets", ...(stack === undefined ? [] : ["--stack", stack])];
  try {
    const { code, stdout, stderr } = await runPulumi(context, args, CONFIG_TIMEOUT_MS);
    const parsed = code === 0 ? shape.safeParse(jsonOf(stdout)) : undefined;
    if (parsed?.success !== true) return { ...nothing, problem: lastLine(stderr) || "pulumi config" };
    const values = parsed.data;
    // From here on no message shows them.
    for (const { value, secret } of Object.values(values))
      if (secret === true && value !== undefined) new Secret(value);
    return { get: (key) => (Object.hasOwn(values, key) ? values[key]?.value : undefined) };
  } catch (error) {
    if (error instanceof ExpectedError) return { ...nothing, problem: error.message };
    throw error;
  }
}

/** Pulumi says what is wrong at the end. */
export function lastLine(text: string): string {
  return (
    text
      .trim()
      .split("\n")
      .at(-1)
      ?.replace(/^error: /, "")
      .trim() ?? ""
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
