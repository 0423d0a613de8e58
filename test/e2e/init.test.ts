// What `ovh-mail init` writes, as its user goes on with it: the installed command makes the project, the simulator that its
// own script starts serves it, and it type-checks, previews and applies on the real engine.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { z } from "zod";
import { templates } from "../../cli/init/options.js";
import { Project } from "./project.js";

const description = z.object({
  scripts: z.object({ simulator: z.string() }),
  dependencies: z.record(z.string(), z.string()),
});

function filesIn(directory: string): Record<string, string> {
  return Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), "utf8")]));
}

/** The variables that it prints for another terminal. */
async function startSimulator(directory: string, script: string): Promise<Record<string, string>> {
  const [, ...args] = script.replace("--port 4711", "--port 0").split(" ");
  const child = spawn(process.execPath, [installed("pulumi-ovh-mail/dist/cli/main.js"), ...args], { cwd: directory });
  onTestFinished(() => void child.kill("SIGTERM"));
  let output = "";
  for await (const chunk of child.stdout) {
    output += chunk;
    if (output.includes("OVH_CONSUMER_KEY")) break;
  }
  return Object.fromEntries([...output.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]));
}

function installed(path: string): string {
  return join(inject("userDirectory"), "node_modules", path);
}

/** A compiler, and two runs of the engine, on a busy machine. */
const TIMEOUT_MS = 400_000;

test.each(templates)(
  "a project of the template %s type-checks, previews and applies",
  async (template) => {
    const parent = join(inject("userDirectory"), "projects");
    mkdirSync(parent, { recursive: true });
    const directory = join(mkdtempSync(join(parent, "init-")), "mail");
    execFileSync(process.execPath, [
      installed("pulumi-ovh-mail/dist/cli/main.js"),
      "init",
      directory,
      "--template",
      template,
    ]);
    const files = filesIn(directory);
    const { scripts, dependencies } = description.parse(JSON.parse(files["package.json"] ?? ""));
    const own = JSON.parse(readFileSync(installed("pulumi-ovh-mail/package.json"), "utf8")) as { version: string };
    expect(dependencies["pulumi-ovh-mail"]).toBe(`^${own.version}`);

    const project = await Project.open({ files, environment: await startSimulator(directory, scripts.simulator) });
    execFileSync(process.execPath, [installed("typescript/bin/tsc")], { cwd: project.directory, stdio: "pipe" });
    expect(Object.values(await project.preview()).every(({ op }) => op === "create")).toBe(true);
    await project.ok("up", "--yes", "--skip-preview");
  },
  TIMEOUT_MS,
);
