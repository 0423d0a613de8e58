import type { Environment } from "./context.js";
import { UsageError } from "./errors.js";

export const languages = ["en", "fr"] as const;

export type Language = (typeof languages)[number];

/**
 * What a command says, in every language: write `const en = {…}; const fr: typeof en = {…}`, so that a missing
 * translation is a type error. Texts with values in them are functions.
 */
export type Catalogue<Texts> = Readonly<Record<Language, Texts>>;

/** `--lang`, or else the first of the usual variables that is set, as POSIX orders them; or else English. */
export function pickLanguage(args: readonly string[], environment: Environment): Language {
  const asked = askedLanguage(args);
  if (asked !== undefined) return asked;
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return languages.find((language) => language === locale.slice(0, 2).toLowerCase()) ?? "en";
}

/** Read before the command line is understood, since what is said about a wrong one is in that language too. */
function askedLanguage(args: readonly string[]): Language | undefined {
  const own = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  const index = own.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  if (index === -1) return undefined;
  const value = own[index]?.startsWith("--lang=") ? own[index]?.slice("--lang=".length) : own[index + 1];
  const found = languages.find((language) => language === value);
  if (found !== undefined) return found;
  throw new UsageError(`--lang must be ${languages.join(" or ")}${value === undefined ? "" : `, not ${value}`}.`);
}
