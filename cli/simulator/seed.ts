import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseDocument, stringify } from "yaml";
import { defaultSeed } from "../../provider/simulator/index.js";
import { messageOf } from "../../provider/values.js";
import type { Context } from "../shared/context.js";
import { ExpectedError } from "../shared/errors.js";
import { simulatorTexts } from "./texts.js";

/** What a file holds, YAML or JSON, which is YAML too. Whether it is a seed is for the simulator to say. */
export function readSeedFile(file: string, { workingDirectory, language }: Context): unknown {
  const t = simulatorTexts[language];
  const invalid = (reason: string) => new ExpectedError(t.seedInvalid(file, reason));
  const text = attempt(
    () => readFileSync(resolve(workingDirectory, file), "utf8"),
    (reason) => new ExpectedError(t.seedUnread(file, reason)),
  );
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem !== undefined) throw invalid(placeInJson(text) ?? firstLine(problem.message));
  // An alias without its anchor, or a few that stand for millions of values.
  const content = attempt((): unknown => document.toJS(), invalid);
  // The simulator would take nothing for "no seed given".
  if (content === null) throw invalid(t.seedEmpty);
  return content;
}

function attempt<T>(work: () => T, explain: (reason: string) => Error): T {
  try {
    return work();
  } catch (error) {
    throw explain(messageOf(error));
  }
}

/** For what looks like JSON, what its own parser says is clearer, if it names the line. */
function placeInJson(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const place = /^(?<what>.+) in JSON at position \d+ \(line (?<line>\d+) column (?<column>\d+)\)$/.exec(
      message,
    )?.groups;
    if (place !== undefined) return `${place.what} at line ${place.line}, column ${place.column}`;
  }
  return undefined;
}

/** The rest repeats a part of the file. */
function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/:$/, "");
}

/** The seed that is used without another, to start from. */
export function defaultSeedText(comment: string): string {
  return `${comment}\n${stringify(defaultSeed())}`;
}
