import type { CommandLine } from "../shared/command-line.js";
import type { PlanCommandOptions } from "./run.js";
import { planTexts } from "./texts.js";

const added = (value: string, before: string[] = []) => [...before, value];

export function registerPlan(line: CommandLine): void {
  const t = planTexts[line.context.language];
  line.add<PlanCommandOptions>({
    name: "plan",
    summary: t.summary,
    description: t.description,
    examples: [
      "ovh-mail plan",
      "ovh-mail plan --stack production --html plan.html",
      "ovh-mail plan --fail-on external,orphaned --domain example.org",
      "pulumi preview --json --show-sames | ovh-mail plan --file - --markdown > comment.md",
      "ovh-mail plan --file preview.json --offline --json",
    ],
    meanings: t.meanings,
    define: (command) =>
      command
        .option("--file <preview.json|->", t.file)
        .option("--stack <name>", t.stack)
        .option("--offline", t.offline)
        .option("--markdown", t.markdown)
        .option("--marker <name>", t.marker, "default")
        .option("--output <file>", t.output)
        .option("--html <file>", t.html)
        .option("--force", t.force)
        .option("--fail-on <conditions>", t.failOn)
        .option("--detailed-exitcode", t.detailedExitcode)
        .option("--domain <domain>", t.domain, added)
        .option("--outside-domain <domain>", t.outsideDomain, added)
        .option("--customer <nichandle>", t.customer, added)
        .option("--schema", t.schema),
    // Loaded when it is run: the other commands need none of it.
    run: async (options) => (await import("./run.js")).runPlan(line.context, options),
  });
}
