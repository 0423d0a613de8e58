import { Option } from "commander";
import type { CommandLine } from "../shared/command-line.js";
import { several } from "../shared/several.js";
import { REACHES } from "./model.js";
import type { RightsOptions } from "./options.js";
import { rightsTexts } from "./texts.js";

export function registerRights(line: CommandLine): void {
  const t = rightsTexts[line.context.language];
  line.add<RightsOptions>({
    name: "rights",
    summary: t.summary,
    description: t.description,
    examples: [
      "ovh-mail rights --mailbox support@example.com",
      "ovh-mail rights --person anna@example.com --csv --output anna.csv",
      "ovh-mail rights --outside",
      "ovh-mail rights --compare",
      "pulumi stack export | ovh-mail rights --state -",
    ],
    meanings: { 3: t.meaningDifferences },
    define: (command) =>
      command
        .option("--service <name>", t.optionService, several)
        .option("--domain <name>", t.optionDomain, several)
        .addOption(new Option("--from <source>", t.optionFrom).choices(["live", "state"]))
        .option("--state <file>", t.optionState)
        .option("--stack <name>", t.optionStack)
        .option("--compare", t.optionCompare)
        .option("--mailbox <address>", t.optionMailbox)
        .option("--person <address>", t.optionPerson)
        .addOption(new Option("--right <right>", t.optionRight).choices(REACHES))
        .option("--outside", t.optionOutside)
        .option("--inside <name>", t.optionInside, several)
        .option("--csv", t.optionCsv)
        .option("--html", t.optionHtml)
        .option("--output <file>", t.optionOutput)
        .option("--force", t.optionForce),
    run: async (options) => (await import("./run.js")).runRights(line.context, options),
  });
}
