// What people have set up by hand becomes a program, on the real engine and with the installed command: imported, a
// preview shows no change; with adopt, the first run writes nothing. OVHcloud is only read.

import { join } from "node:path";
import { expect, test } from "vitest";
import type { Seed } from "../../provider/simulator/index.js";
import { largeWorld, oddWorld, smallWorld } from "../unit/cli/export/worlds.js";
import { Project } from "./project.js";

const IMPORT = ["--file", "import.json", "--yes", "--protect=false", "--generate-code=false"];
/** The engine starts a process for each kind and imports one resource after the other. */
const LARGE_TIMEOUT_MS = 240_000;

/** The project that the command writes into `mail`, beside the one that a test begins with. */
class Exported {
  private constructor(readonly project: Project) {}

  static async from(seed: Seed, ...options: string[]): Promise<Exported> {
    const exported = new Exported(await Project.open({ seed, files: {} }));
    await exported.installed("ovh-mail", "export", "mail", ...options);
    return exported;
  }

  async installed(command: string, ...args: string[]): Promise<string> {
    const { code, output } = await this.project.runInstalled(command, ...args);
    if (code !== 0) throw new Error(`${command} ended with ${code}:\n${output}`);
    return output;
  }

  /** The engine, in the new project. */
  pulumi(command: string, ...args: string[]): Promise<string> {
    return this.project.ok("-C", "mail", command, "--stack", "test", ...args);
  }

  compiles(): Promise<string> {
    return this.installed("tsc", "--project", join(this.project.directory, "mail"));
  }

  get writes(): string[] {
    const { calls } = this.project.simulator;
    return calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  }

  /** How many of our resources the stack has. */
  get count(): number {
    return (this.project.stateText().match(/"urn":\s*"[^"]*ovhmail:/g) ?? []).length;
  }
}

async function proveImport(seed: Seed, ...options: string[]): Promise<Exported> {
  const exported = await Exported.from(seed, ...options);
  await exported.pulumi("import", ...IMPORT);
  await exported.pulumi("preview", "--expect-no-changes");
  expect(exported.writes).toEqual([]);
  return exported;
}

const worlds: readonly (readonly [name: string, seed: () => Seed, resources: number])[] = [
  ["something of every kind", smallWorld, 25],
  ["odd names and domains", oddWorld, 43],
];

test.each(worlds)("%s: imported, nothing is a change", async (_, seed, resources) => {
  const exported = await proveImport(seed());
  expect(exported.count).toBe(resources);
  await exported.pulumi("preview", "--refresh", "--expect-no-changes");
  expect(exported.writes).toEqual([]);
});

test.each(worlds)("%s: adopted by the first run, which writes nothing", async (_, seed, resources) => {
  const exported = await Exported.from(seed(), "--adopt", "--people", "people.yaml");
  await exported.pulumi("up", "--yes", "--skip-preview");
  expect(exported.writes).toEqual([]);
  expect(exported.count).toBe(resources);
  await exported.pulumi("preview", "--refresh", "--expect-no-changes");
});

test.each([
  ["with an import file", []],
  ["with adopt and people in a file", ["--adopt", "--people", "people.yaml"]],
])("the program %s is well typed", async (_, options) => {
  const exported = await Exported.from(smallWorld(), ...options);
  await exported.compiles();
});

test(
  "many mailboxes and rights: imported, nothing is a change",
  async () => {
    const exported = await proveImport(largeWorld(100, 10));
    expect(exported.count).toBe(200);
  },
  LARGE_TIMEOUT_MS,
);
