/** Whether password sources are there. What they hold is never read. */

import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import type { Context } from "../shared/context.js";
import { projectDirectory } from "../shared/project.js";
import { visible } from "../shared/safe-text.js";
import type { StateResource } from "../shared/state-resources.js";
import type { Finding } from "./finding.js";
import type { DoctorTexts } from "./texts.js";

const source = z.union([
  z.object({ env: z.string() }),
  z.object({ file: z.string() }),
  z.object({ command: z.array(z.string()).min(1) }),
]);

export async function checkPasswords(
  context: Context,
  resources: readonly StateResource[],
  t: DoctorTexts,
): Promise<Finding[]> {
  const sources = resources.flatMap(({ inputs }) => {
    const parsed = source.safeParse(inputs.passwordFrom);
    return parsed.success ? [{ from: parsed.data, owner: visible(String(inputs.emailAddress ?? "")) }] : [];
  });
  if (sources.length === 0) return [];
  const problems = (await Promise.all(sources.map(({ from, owner }) => problemOf(context, from, owner, t)))).flat();
  if (problems.length > 0) return problems;
  return [{ area: "passwords", severity: "fine", what: t.passwordsFine(sources.length), remedy: "" }];
}

async function problemOf(
  context: Context,
  from: z.infer<typeof source>,
  owner: string,
  t: DoctorTexts,
): Promise<Finding[]> {
  // Relative paths count from the program's directory.
  const directory = projectDirectory(context) ?? context.workingDirectory;
  if ("env" in from) {
    const isSet = (context.environment[from.env] ?? "") !== "";
    return isSet ? [] : [problem(t.noVariable(visible(from.env), owner), t.noVariableRemedy)];
  }
  if ("file" in from) {
    const isThere = await isAccessible(resolve(directory, from.file), constants.R_OK);
    return isThere ? [] : [problem(t.noFile(visible(from.file), owner), t.noFileRemedy)];
  }
  const [program = ""] = from.command;
  const isThere = await isExecutable(program, directory, context.environment.PATH ?? "");
  return isThere ? [] : [problem(t.noCommand(visible(program), owner), t.noCommandRemedy)];
}

async function isExecutable(program: string, directory: string, path: string): Promise<boolean> {
  const hasPlace = isAbsolute(program) || program.includes("/");
  const places = hasPlace ? [resolve(directory, program)] : path.split(delimiter).map((place) => join(place, program));
  for (const place of places) if (await isAccessible(place, constants.X_OK)) return true;
  return false;
}

function isAccessible(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

function problem(what: string, remedy: string): Finding {
  return { area: "passwords", severity: "warning", what, remedy };
}
