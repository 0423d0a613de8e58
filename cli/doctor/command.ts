import type { CommandLine } from "../shared/command-line.js";
import type { DoctorOptions } from "./options.js";
import { doctorTexts } from "./texts.js";

export function registerDoctor(line: CommandLine): void {
  const t = doctorTexts[line.context.language];
  line.add<DoctorOptions>({
    name: "doctor",
    summary: t.summary,
    description: t.description,
    examples: [
      "ovh-mail doctor",
      "ovh-mail doctor --rules --state state.json",
      "ovh-mail doctor --request-key --read-only",
      "ovh-mail doctor --json --stuck-after 120",
    ],
    meanings: { 3: t.meaningFindings },
    define: (command) =>
      command
        .option("--state <file>", t.optionState)
        .option("--preview <file>", t.optionPreview)
        .option("--stack <name>", t.optionStack)
        .option("--rules", t.optionRules)
        .option("--request-key", t.optionRequestKey)
        .option("--read-only", t.optionReadOnly)
        .option("--stuck-after <minutes>", t.optionStuck, "60"),
    run: async (options) => (await import("./run.js")).runDoctor(line.context, options),
  });
}
