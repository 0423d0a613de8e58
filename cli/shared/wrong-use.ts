import type { CommanderError } from "commander";
import { UsageError } from "./errors.js";
import type { Language } from "./language.js";
import { sharedTexts } from "./texts.js";

type Texts = (typeof sharedTexts)[Language];

/** What commander found, by its code. It names things in quotes, in English; the sentences are ours. */
const SENTENCES: Readonly<Record<string, (t: Texts, quoted: readonly string[], similar: string) => string>> = {
  "commander.unknownOption": (t, [flag = ""], similar) => t.unknownOption(flag, similar),
  "commander.unknownCommand": (t, [name = ""], similar) => t.unknownCommand(name, similar),
  "commander.missingArgument": (t, [name = ""]) => t.missingArgument(name),
  "commander.optionMissingArgument": (t, [flags = ""]) => t.missingValue(flags),
  "commander.missingMandatoryOptionValue": (t, [flags = ""]) => t.missingOption(flags),
  "commander.excessArguments": (t) => t.excessArguments,
  "commander.conflictingOption": (t, [one = "", other = ""]) => t.conflict(one, other),
};

export function wrongUse({ code, message }: CommanderError, language: Language): UsageError {
  const t = sharedTexts[language];
  const similar = /\(Did you mean (?:one of )?(.+?)\?\)$/.exec(message)?.[1] ?? "";
  const invalid = /^error: option '(.+?)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/s.exec(message);
  if (invalid !== null) {
    const [, flags = "", value = "", choices = ""] = invalid;
    return new UsageError(t.notAChoice(flags, value, choices));
  }
  const quoted = [...message.matchAll(/'([^']*)'/g)].map(([, text = ""]) => text);
  return new UsageError(SENTENCES[code]?.(t, quoted, similar) ?? message.replace(/^error: /, ""));
}
