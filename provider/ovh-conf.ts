/** OVHcloud's own configuration files, which all of its tools read: one set of credentials serves them all. */

import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export interface FileContent {
  readonly text: string;
  /** Unix permission bits; undefined where there are none. */
  readonly mode: number | undefined;
}

/** The file system, as an argument. */
export interface Files {
  readonly workingDirectory: string;
  readonly homeDirectory: string | undefined;
  /** Undefined when there is no such file. Throws when it is there and cannot be read. */
  read(path: string): FileContent | undefined;
}

export const noFiles: Files = { workingDirectory: ".", homeDirectory: undefined, read: () => undefined };

export function systemFiles(): Files {
  return { workingDirectory: process.cwd(), homeDirectory: findHome(), read: readSystemFile };
}

/** One file's sections, and who may read it. */
export interface ConfFile {
  /** As it is shown to people. */
  readonly name: string;
  /** Whether its group or everybody may read it. */
  readonly isExposed: boolean;
  get(section: string, key: string): string | undefined;
}

/** Where OVHcloud's clients look, by falling priority. */
export function readConfFiles(files: Files): ConfFile[] {
  const { workingDirectory, homeDirectory } = files;
  const places = [
    { name: "./ovh.conf", path: join(workingDirectory, "ovh.conf") },
    ...(homeDirectory === undefined ? [] : [{ name: "~/.ovh.conf", path: join(homeDirectory, ".ovh.conf") }]),
    { name: "/etc/ovh.conf", path: "/etc/ovh.conf" },
  ];
  return places.flatMap(({ name, path }) => {
    const content = readNamed(files, name, path);
    if (content === undefined) return [];
    const values = parseConf(name, content.text);
    const get = (section: string, key: string) => values.get(section)?.get(key);
    return [{ name, isExposed: ((content.mode ?? 0) & GROUP_OR_WORLD_READ) !== 0, get }];
  });
}

const GROUP_OR_WORLD_READ = 0o044;
const SECTION = /^\[([^\]]+)\]$/;
const PAIR = /^([^=:]+?)\s*[=:]\s*(.*)$/;
/** Go's client takes what follows for a comment, and no key of OVHcloud's holds a blank. */
const COMMENT_BEHIND = /\s[#;].*$/;
/** Go's client takes these away, and no key of OVHcloud's holds one. */
const QUOTED = /^(["'])(.*)\1$/;

/** The lines are never shown: any of them may hold a secret, a broken one too. */
export function parseConf(name: string, text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const fail = (problem: string) => new Error(`${name}, line ${index + 1}: ${problem}`);
    const content = line.trim();
    if (content === "" || content.startsWith("#") || content.startsWith(";")) continue;
    const title = SECTION.exec(content.replace(COMMENT_BEHIND, "").trim())?.[1]?.trim();
    if (title !== undefined) {
      section = sections.get(title) ?? new Map();
      sections.set(title, section);
      continue;
    }
    const [, key, value = ""] = PAIR.exec(content) ?? [];
    if (key === undefined) throw fail("expected [section], or key = value");
    if (section === undefined) throw fail("a key before the first [section]");
    if (section.has(key)) throw fail("the key stands twice in its section");
    section.set(key, plainValue(value));
  }
  return sections;
}

function plainValue(written: string): string {
  // With a blank in front, a value that is nothing but a comment is one too.
  const value = ` ${written}`.replace(COMMENT_BEHIND, "").trim();
  return QUOTED.exec(value)?.[2] ?? value;
}

function readNamed(files: Files, name: string, path: string): FileContent | undefined {
  try {
    return files.read(path);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new Error(`${name} cannot be read (${why}): correct its permissions, or take it away`);
  }
}

function readSystemFile(path: string): FileContent | undefined {
  try {
    const descriptor = openSync(path, "r");
    try {
      // Windows has no such bits, and Node.js shows every file as open to all.
      const mode = process.platform === "win32" ? undefined : fstatSync(descriptor).mode & 0o777;
      return { text: readFileSync(descriptor, "utf8"), mode };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** Throws for a user without a home, which some containers have. */
function findHome(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
