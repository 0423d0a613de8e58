/** Which folder of the destination the mail of each source folder goes to. Pure: the servers are listed before. */

import type { ListResponse } from "imapflow";
import { decodeFolderName, encodeFolderName } from "./modified-utf7.js";

type Told = Pick<ListResponse, "pathAsListed" | "flags" | "subscribed">;
type Listed = Told & Partial<Pick<ListResponse, "specialUse" | "specialUseSource">>;

/** A listing as this file needs it. */
export interface Tree {
  readonly folders: readonly Listed[];
  readonly delimiter: string;
  readonly prefix: string;
}

export interface MappedFolder {
  /** As the source spells it on the wire. */
  readonly rawSource: string;
  /** For people. */
  readonly path: string;
  readonly destination: Destination;
  readonly subscribed: boolean;
}

export interface Destination {
  /** As it goes over the wire. */
  readonly raw: string;
  /** For people. */
  readonly path: string;
  readonly exists: boolean;
}

export interface Mapping {
  readonly folders: readonly MappedFolder[];
  readonly notices: readonly string[];
}

interface SourceFolder {
  readonly raw: string;
  readonly path: string;
  /** The names from the top to the folder, in Unicode. */
  readonly names: readonly string[];
  readonly specialUse: string | undefined;
  readonly subscribed: boolean;
}

const INBOX = "INBOX";
/** RFC 6154, without those that are views of other folders. */
const SPECIAL_USES = new Set(["\\Sent", "\\Drafts", "\\Trash", "\\Junk", "\\Archive"]);

export function mapFolders(source: Tree, destination: Tree): Mapping {
  const mapper = new Mapper(destination);
  // Names that stay as they are come first, so that a changed one never takes the place of a folder of that name.
  const folders = sourceFolders(source).sort((a, b) => mapper.rank(a) - mapper.rank(b) || compareText(a.raw, b.raw));
  const mapped = folders.map((folder) => mapper.map(folder));
  return { folders: mapped.sort((a, b) => compareText(a.destination.raw, b.destination.raw)), notices: mapper.notices };
}

/** The destination's name for a folder that it refused to make: without all that servers are known to dislike. */
export function plainName({ raw, path }: Destination, { delimiter }: Tree): Destination {
  const plain = (text: string) =>
    text
      .split(delimiter)
      .map((name) => name.replace(/[./\\%*"~#&|:<>?]|\p{Cc}/gu, "_").trim() || "_")
      .join(delimiter);
  const renamed = plain(path);
  return renamed === path
    ? { raw, path, exists: false }
    : { raw: encodeFolderName(renamed), path: renamed, exists: false };
}

function sourceFolders(tree: Tree): SourceFolder[] {
  return tree.folders.filter(canHoldMail).map((folder) => {
    const { pathAsListed: raw, subscribed } = folder;
    const path = decodeFolderName(raw);
    return { raw, path, names: namesOf(raw, tree), subscribed, specialUse: specialUseOf(folder, tree) };
  });
}

/** From the top to the folder, without the prefix that all have. */
function namesOf(raw: string, { delimiter, prefix }: Tree): string[] {
  if (isInbox(raw)) return [INBOX];
  const own = raw.startsWith(prefix) ? raw.slice(prefix.length) : raw;
  return own.split(delimiter).map(decodeFolderName);
}

/** What the server marks, or what is known by its name at the top: "Projects/Archive" is somebody's own folder. */
function specialUseOf({ pathAsListed, specialUse, specialUseSource }: Listed, tree: Tree): string | undefined {
  if (specialUse === undefined || !SPECIAL_USES.has(specialUse)) return undefined;
  const isMarked = specialUseSource === "extension";
  return isMarked || namesOf(pathAsListed, tree).length === 1 ? specialUse : undefined;
}

class Mapper {
  readonly notices: string[] = [];
  readonly #existing: Map<string, string>;
  readonly #specialUses: Map<string, string>;
  /** What goes where already, by the name in small letters. */
  readonly #taken = new Map<string, string>();

  constructor(private readonly tree: Tree) {
    const real = tree.folders.filter(canHoldMail);
    this.#existing = new Map(real.map(({ pathAsListed }) => [pathAsListed, pathAsListed]));
    this.#specialUses = new Map(
      real.flatMap((folder) => {
        const specialUse = specialUseOf(folder, tree);
        return specialUse === undefined ? [] : [[specialUse, folder.pathAsListed]];
      }),
    );
  }

  /** INBOX, special uses, names that stay, names that change. */
  rank(folder: SourceFolder): number {
    if (isInbox(folder.raw)) return 0;
    if (this.#specialUse(folder) !== undefined) return 1;
    return this.#cleaned(folder).some((name, index) => name !== folder.names[index]) ? 3 : 2;
  }

  map(folder: SourceFolder): MappedFolder {
    const raw = this.#target(folder);
    const path = decodeFolderName(raw);
    const before = this.#taken.get(raw);
    if (before !== undefined) this.notices.push(`${before} and ${folder.path} go to the same folder: ${path}`);
    this.#taken.set(raw, folder.path);
    const destination = { raw, path, exists: isInbox(raw) || this.#existing.has(raw) };
    return { rawSource: folder.raw, path: folder.path, destination, subscribed: folder.subscribed };
  }

  #target(folder: SourceFolder): string {
    if (isInbox(folder.raw)) return INBOX;
    const special = this.#specialUse(folder);
    if (special !== undefined) return special;
    const names = this.#cleaned(folder);
    const raw = this.#join(names);
    if (names.every((name, index) => name === folder.names[index])) return raw;
    const free = this.#free(names);
    this.notices.push(`${folder.path} is called ${decodeFolderName(free)} on the destination`);
    return free;
  }

  #specialUse({ specialUse }: SourceFolder): string | undefined {
    return specialUse === undefined ? undefined : this.#specialUses.get(specialUse);
  }

  /** The destination's separator cannot be part of a name, and there is one INBOX, in whatever letters. */
  #cleaned({ names }: SourceFolder): string[] {
    const cleaned = names.map((name) => name.replaceAll(this.tree.delimiter, "_") || "_");
    const [top = "", ...below] = cleaned;
    const isTop = below.length === 0 || this.tree.prefix !== "";
    return isTop && isInbox(top) ? [`${top}_`, ...below] : cleaned;
  }

  #free(names: readonly string[]): string {
    const parents = names.slice(0, -1);
    const name = names.at(-1) ?? "";
    for (let count = 1; ; count++) {
      const raw = this.#join([...parents, count === 1 ? name : `${name}_${count}`]);
      // Each turn meets another folder, of which there are so many and no more.
      if (!this.#taken.has(raw)) return raw;
    }
  }

  #join(names: readonly string[]): string {
    return this.tree.prefix + names.map(encodeFolderName).join(this.tree.delimiter);
  }
}

function canHoldMail({ flags }: { flags: ReadonlySet<string> }): boolean {
  return ![...flags].some((flag) => /^\\(noselect|nonexistent)$/i.test(flag));
}

function isInbox(name: string): boolean {
  return name.toUpperCase() === INBOX;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
