// The installed commands on the real engine: every line of the pipeline in examples/continuous-integration, as its runner runs
// it, `ovh-mail rights` where somebody gave a right in the panel, and `ovh-mail doctor` in the project.

import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, inject, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { Project } from "./project.js";

const EXAMPLES = join(__dirname, "../../examples");
const workflow = z.object({
  jobs: z.record(z.string(), z.object({ steps: z.array(z.object({ run: z.string().optional() })) })),
});

/** What is installed already, and found on the PATH here, where a runner has node_modules in its own directory. */
function linesOf(job: string): string[] {
  const text = readFileSync(join(EXAMPLES, "continuous-integration/.github/workflows/mail.yml"), "utf8");
  const runs = workflow.parse(parse(text)).jobs[job]?.steps.flatMap(({ run }) => run ?? []) ?? [];
  // The comment is written in test/unit/example-pipelines.test.ts, against a server of our own.
  return runs
    .filter((run) => run !== "npm ci" && !run.startsWith("node "))
    .map((run) => run.replace("npx ovh-mail", "ovh-mail"));
}

async function open(): Promise<Project> {
  const names = ["index.ts", "package.json", "tsconfig.json"];
  const files = names.map((name) => [name, readFileSync(join(EXAMPLES, "team-mail", name), "utf8")]);
  const project = await Project.open({ files: Object.fromEntries(files) });
  const bin = join(inject("userDirectory"), "node_modules", ".bin");
  project.set({ STACK: "test", PATH: [bin, process.env.PATH].join(delimiter) });
  return project;
}

/** Nine runs of the engine, on a busy machine. */
const TIMEOUT_MS = 400_000;

interface Findings {
  findings: { area: string; severity: string; what: string }[];
  kinds: string[];
}

test(
  "the pipeline: plan, up, and a night in which somebody has given a right in the panel",
  async () => {
    const project = await open();
    for (const line of [...linesOf("plan"), ...linesOf("up"), ...linesOf("drift")]) {
      expect(await project.shell(line), line).toMatchObject({ code: 0 });
    }
    const plan = readFileSync(join(project.directory, "plan.md"), "utf8");
    // comment.mjs finds its comment by it.
    expect(plan.split("\n")[0]).toMatch(/^<!--.*-->$/);
    expect(plan).toContain("support");

    const { findings, kinds } = JSON.parse(
      (await project.shell("ovh-mail doctor --json 2>/dev/null")).output,
    ) as Findings;
    expect(kinds.sort()).toEqual(["Delegation", "ExchangeAccount", "SharedMailbox"]);
    expect(findings.filter(({ severity, area }) => severity === "error" && area !== "tools")).toEqual([]);

    // No delegation is declared on this mailbox, so that no preview looks there.
    project.simulator.world.grant({ on: "anna@example.com", to: "bob@example.com", right: "fullAccess" });
    const [refreshed = "", compared = ""] = linesOf("drift");
    expect(await project.shell(refreshed)).toMatchObject({ code: 0 });
    const night = await project.shell(compared);
    expect(night.code).toBe(3);
    expect(night.output).toMatch(/anna@example\.com.*bob@example\.com.*read everything.*not in Pulumi/);
  },
  TIMEOUT_MS,
);
