import type { CommandLine } from "../shared/command-line.js";
import { several } from "../shared/several.js";
import { exportTexts } from "./texts.js";

export interface ExportCommandOptions {
  readonly service?: readonly string[];
  readonly domain?: readonly string[];
  readonly people?: string;
  readonly adopt?: true;
  readonly force?: true;
}

export function registerExport(line: CommandLine): void {
  const t = exportTexts[line.context.language];
  line.add<ExportCommandOptions>({
    name: "export",
    summary: t.summary,
    description: t.description,
    examples: [
      "ovh-mail export mail",
      "ovh-mail export mail --service hosted-ab12345-1 --people people.yaml",
      "ovh-mail export mail --domain example.com --adopt",
      "ovh-mail export mail --json",
    ],
    define: (command) =>
      command
        .argument("<directory>", t.directory)
        .option("--service <name>", t.service, several)
        .option("--domain <name>", t.domain, several)
        .option("--people <file>", t.people)
        .option("--adopt", t.adopt)
        .option("--force", t.force),
    // Loaded when it is run: the other commands need none of it.
    run: async (options, [directory = ""]) =>
      (await import("./run.js")).runExport(line.context, { ...options, directory }),
  });
}
