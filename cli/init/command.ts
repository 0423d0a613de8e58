import { Argument, Option } from "commander";
import type { CommandLine } from "../shared/command-line.js";
import { type InitOptions, templates } from "./options.js";
import { initTexts } from "./texts.js";

export function registerInit(line: CommandLine): void {
  const t = initTexts[line.context.language];
  line.add<InitOptions>({
    name: "init",
    summary: t.summary,
    description: t.description,
    examples: ["ovh-mail init mail", "ovh-mail init mail --template people"],
    define: (command) =>
      command
        .addArgument(new Argument("<directory>", t.directory))
        .addOption(new Option("--template <name>", t.template).choices(templates).default("team")),
    run: async (options, args) => (await import("./run.js")).runInit(line.context, options, args),
  });
}
