/** Node.js, Pulumi and its library, as a program here would find them. */

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Context } from "../shared/context.js";
import { visible } from "../shared/safe-text.js";
import type { Finding } from "./finding.js";
import type { DoctorTexts } from "./texts.js";

/** The README. */
const NODE_MIN = "22.12";
const PULUMI_MIN = "3.139";
const PULUMI_IMPORT_MIN = "3.254";
const LIBRARY_MIN = "3.216";
const LIBRARY = "@pulumi/pulumi";
const VERSION_TIMEOUT_MS = 30_000;

export async function checkTools(context: Context, t: DoctorTexts): Promise<Finding[]> {
  const [node, pulumi, library] = await Promise.all([
    versionOf(context, "node", "--version"),
    versionOf(context, "pulumi", "version"),
    libraryVersion(context.workingDirectory),
  ]);
  return [
    judged({ name: "Node.js", version: node, minimum: NODE_MIN }, t),
    judged({ name: "Pulumi", version: pulumi, minimum: PULUMI_MIN }, t),
    ...importProblem(pulumi, t),
    // Where no program is, it is not missed.
    ...(library === undefined ? [] : [judged({ name: LIBRARY, version: library, minimum: LIBRARY_MIN }, t)]),
  ];
}

async function versionOf(context: Context, command: string, argument: string): Promise<string | undefined> {
  const { code, stdout } = await context.runProcess({
    command,
    args: [argument],
    directory: context.workingDirectory,
    environment: { ...context.environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: VERSION_TIMEOUT_MS,
  });
  return code === 0 ? /\d+\.\d+\.\d+/.exec(stdout)?.[0] : undefined;
}

const description = z.object({ version: z.string() });

/** Node.js looks for it in the same places. */
async function libraryVersion(workingDirectory: string): Promise<string | undefined> {
  let directory = workingDirectory;
  // Ends at the root, which is its own parent.
  for (;;) {
    const text = await readFile(join(directory, "node_modules", LIBRARY, "package.json"), "utf8").catch(
      () => undefined,
    );
    if (text !== undefined) return description.safeParse(JSON.parse(text)).data?.version;
    const parent = dirname(directory);
    if (parent === directory) return undefined;
    directory = parent;
  }
}

interface Tool {
  readonly name: string;
  readonly version: string | undefined;
  readonly minimum: string;
}

function judged({ name, version, minimum }: Tool, t: DoctorTexts): Finding {
  const remedy = t.toolRemedy(name, minimum);
  if (version === undefined) return { area: "tools", severity: "error", what: t.toolMissing(name), remedy };
  const shown = visible(version);
  if (isAtLeast(version, minimum)) return { area: "tools", severity: "fine", what: t.tool(name, shown), remedy: "" };
  return { area: "tools", severity: "error", what: t.toolOld(name, shown), remedy };
}

/** Everything else works. */
function importProblem(version: string | undefined, t: DoctorTexts): Finding[] {
  if (version === undefined || isAtLeast(version, PULUMI_IMPORT_MIN) || !isAtLeast(version, PULUMI_MIN)) return [];
  const what = t.toolImport(visible(version));
  return [{ area: "tools", severity: "warning", what, remedy: t.toolRemedy("Pulumi", PULUMI_IMPORT_MIN) }];
}

function isAtLeast(version: string, minimum: string): boolean {
  const numbers = (text: string) => text.split(".").map(Number);
  const have = numbers(version);
  for (const [index, wanted] of numbers(minimum).entries()) {
    const number = have[index] ?? 0;
    if (number !== wanted) return number > wanted;
  }
  return true;
}
