import { readFileSync } from "node:fs";
import { parseDocument, stringify } from "yaml";
import { defaultSeed } from "../provider/simulator/index.js";

/** A file that cannot be read, or holds neither YAML nor JSON. */
export class SeedFileError extends Error {}

/** What a file holds, YAML or JSON, which is YAML too. Whether it is a seed is for the simulator to say. */
export function readSeedFile(file: string): unknown {
  const text = read(file);
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw new SeedFileError(`The seed ${file} is not valid: ${placeInJson(text) ?? firstLine(problem.message)}`);
  }
  const content = contentOf(document, file);
  // The simulator would take nothing for "no seed given".
  if (content === null) throw new SeedFileError(`The seed ${file} is not valid: it is empty`);
  return content;
}

function contentOf(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or a few that stand for millions of values.
    throw new SeedFileError(`The seed ${file} is not valid: ${error instanceof Error ? error.message : error}`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SeedFileError(`The seed ${file} cannot be read: ${error instanceof Error ? error.message : error}`);
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
export function defaultSeedText(): string {
  return `# The seed of the simulator's world when no other is given.\n${stringify(defaultSeed())}`;
}
