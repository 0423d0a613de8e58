/** The command line: commander underneath; languages, exit codes and errors the same for every command. */

import { Command, CommanderError, type Help } from "commander";
import {
  ApiError,
  CancelledError,
  OutcomeUnknownError,
  ProtocolError,
  TaskError,
  UnavailableError,
} from "../../provider/ovh/errors.js";
import { messageOf } from "../../provider/values.js";
import type { Context } from "./context.js";
import { ExpectedError, UsageError } from "./errors.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import type { Language } from "./language.js";
import { styled } from "./style.js";
import { sharedTexts } from "./texts.js";
import { wrongUse } from "./wrong-use.js";

export interface CommandSpec<Options> {
  readonly name: string;
  /** One line, in the list of commands. */
  readonly summary: string;
  /** What it does, in its own help. */
  readonly description: string;
  /** Command lines that can be copied. */
  readonly examples: readonly string[];
  /** What its exit codes mean, where it says more than the usual. */
  readonly meanings?: Partial<Readonly<Record<ExitCode, string>>>;
  /** Its arguments and options. `--json`, `--lang` and `--help` are there already. */
  define?(command: Command): void;
  run(options: Options & CommonOptions, args: readonly string[]): Promise<ExitCode>;
}

export interface CommonOptions {
  readonly json?: true;
}

export const PROGRAM = "ovh-mail";

export class CommandLine {
  readonly #program: Command;
  #code: ExitCode = exitCodes.fine;

  constructor(
    readonly context: Context,
    version: string,
  ) {
    const t = sharedTexts[context.language];
    this.#program = this.#configured(new Command(PROGRAM))
      .description(t.program)
      .version(version, "-V, --version", t.versionOption)
      .helpCommand("help [command]", t.helpCommand)
      .option("--lang <en|fr>", t.langOption)
      .addHelpText("after", () => this.#exitCodesText({}));
  }

  add<Options extends object>(spec: CommandSpec<Options>): void {
    const t = sharedTexts[this.context.language];
    const command = this.#configured(this.#program.command(spec.name))
      .summary(spec.summary)
      .description(spec.description)
      .addHelpText("after", () => this.#examplesText(spec.examples) + this.#exitCodesText(spec.meanings ?? {}));
    spec.define?.(command);
    command.option("--json", t.jsonOption).option("--lang <en|fr>", t.langOption);
    command.action(async () => {
      this.#code = await spec.run(command.opts<Options & CommonOptions>(), command.args);
    });
  }

  /** Never throws: what goes wrong is said on standard error. */
  async run(args: readonly string[]): Promise<ExitCode> {
    try {
      await this.#program.parseAsync(args.length === 0 ? ["--help"] : args, { from: "user" });
      return this.#code;
    } catch (error) {
      if (error instanceof CommanderError) {
        // The help or the version was asked for, and has been shown.
        if (error.exitCode === 0) return exitCodes.fine;
        return report(this.context, wrongUse(error, this.context.language), this.#helpOf(args));
      }
      return report(this.context, error, this.#helpOf(args));
    }
  }

  #helpOf(args: readonly string[]): string {
    const name = this.#program.commands.map((command) => command.name()).find((one) => args.includes(one));
    return name === undefined ? PROGRAM : `${PROGRAM} ${name}`;
  }

  #configured(command: Command): Command {
    const { stdout, language } = this.context;
    return command
      .exitOverride()
      .showSuggestionAfterError()
      .helpOption("-h, --help", sharedTexts[language].helpOption)
      .configureOutput({
        writeOut: (text) => stdout.write(text),
        // Said once, in the language that was asked for.
        writeErr: () => {},
        getOutHelpWidth: () => stdout.columns,
        getOutHasColors: () => stdout.hasColors,
      })
      .configureHelp({
        styleTitle: (title) => this.#titled(title),
        optionDescription: (option) => describedOption(option, language),
      });
  }

  #titled(title: string): string {
    const t = sharedTexts[this.context.language];
    const translated: Readonly<Record<string, string>> = {
      "Usage:": t.usage,
      "Arguments:": t.arguments,
      "Options:": t.options,
      "Commands:": t.commands,
    };
    return styled(this.context.stdout, "bold", translated[title] ?? title);
  }

  #examplesText(examples: readonly string[]): string {
    const t = sharedTexts[this.context.language];
    return `\n${styled(this.context.stdout, "bold", t.examples)}\n${examples.map((line) => `  ${line}`).join("\n")}\n`;
  }

  #exitCodesText(meanings: Partial<Record<ExitCode, string>>): string {
    const t = sharedTexts[this.context.language];
    const all = { 0: t.fine, 1: t.failure, 2: t.wrongUse, ...meanings };
    const lines = Object.entries(all).map(([code, meaning]) => `  ${code}  ${meaning}`);
    return `\n${styled(this.context.stdout, "bold", t.exitCodes)}\n${lines.join("\n")}`;
  }
}

function describedOption(option: Parameters<Help["optionDescription"]>[0], language: Language): string {
  const t = sharedTexts[language];
  const isShown = option.defaultValue !== undefined && (option.required || option.optional);
  const notes = [
    ...(option.argChoices === undefined ? [] : [`${t.choices} ${option.argChoices.join(", ")}`]),
    ...(isShown ? [`${t.default} ${option.defaultValueDescription ?? option.defaultValue}`] : []),
  ];
  return notes.length === 0 ? option.description : `${option.description} (${notes.join("; ")})`;
}

/** What OVHcloud or the way to it did; their messages are sentences for people. */
const EXPECTED = [
  ExpectedError,
  ApiError,
  CancelledError,
  OutcomeUnknownError,
  ProtocolError,
  TaskError,
  UnavailableError,
] as const;

/** Says what went wrong, once. */
export function report(
  { stderr, language }: Pick<Context, "stderr" | "language">,
  error: unknown,
  help: string,
): ExitCode {
  const t = sharedTexts[language];
  const message = messageOf(error);
  if (error instanceof UsageError) {
    stderr.write(`${message} ${t.tryHelp(help)}\n`);
    return exitCodes.wrongUse;
  }
  if (EXPECTED.some((kind) => error instanceof kind)) {
    stderr.write(`${message}\n`);
    return exitCodes.failure;
  }
  // With its place, so that it can be mended.
  const stack = error instanceof Error ? error.stack : undefined;
  stderr.write(`${t.unexpected(message)}\n${stack === undefined ? "" : `${stack}\n`}`);
  return exitCodes.failure;
}
