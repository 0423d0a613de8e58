/** Makes the folders that the destination does not have yet. */

import type { Connection } from "./connection.js";
import { CopyError, RefusedError } from "./errors.js";
import { type DestinationState, type FolderState, NOTHING } from "./folder-state.js";
import { openFolder } from "./inventory.js";
import { type Destination, type MappedFolder, plainName, type Tree } from "./mapping.js";
import type { SkippedMail } from "./types.js";
import { line } from "./wire-text.js";

export interface Prepared {
  readonly folders: FolderState[];
  readonly skipped: SkippedMail[];
  readonly notices: string[];
}

/** May be repeated as a whole: what is there already is not made again. */
export async function prepareFolders(
  connection: Connection,
  mapped: readonly MappedFolder[],
  tree: Tree,
): Promise<Prepared> {
  const prepared: Prepared = { folders: [], skipped: [], notices: [] };
  const known = new Map<string, DestinationState>();
  for (const folder of mapped) {
    const destination = await provide(connection, folder, tree, known);
    if (destination === undefined) {
      const reason = "the destination refuses to make a folder of this name: nothing in it was copied";
      prepared.skipped.push({ folder: folder.path, reason });
      continue;
    }
    if (destination.path !== folder.destination.path) {
      prepared.notices.push(
        `${folder.path} is copied to ${destination.path}: the destination has no ${folder.destination.path}`,
      );
    }
    if (folder.subscribed && !(await ask(connection, "SUBSCRIBE", destination.raw))) {
      prepared.notices.push(`the destination refuses the subscription to ${destination.path}`);
    }
    prepared.folders.push(stateOf(folder, destination));
  }
  return prepared;
}

async function provide(
  connection: Connection,
  { destination }: MappedFolder,
  tree: Tree,
  known: Map<string, DestinationState>,
): Promise<DestinationState | undefined> {
  const same = known.get(destination.raw);
  if (same !== undefined) return same;
  if (destination.exists || (await ask(connection, "CREATE", destination.raw))) return note(known, destination);
  if (await canBeOpened(connection, destination)) {
    // On a server that makes no difference between "Work" and "work", they are one folder.
    const twin = [...known.values()].find(({ raw }) => raw.toLowerCase() === destination.raw.toLowerCase());
    return twin ?? note(known, destination);
  }
  const plain = plainName(destination, tree);
  if (plain.raw === destination.raw) return undefined;
  return provide(connection, { ...blank, destination: plain }, tree, known);
}

const blank = { rawSource: "", path: "", subscribed: false };

function note(known: Map<string, DestinationState>, { raw, path }: Destination): DestinationState {
  const state = { raw, path, baseline: NOTHING };
  known.set(raw, state);
  return state;
}

async function canBeOpened(connection: Connection, { raw }: Destination): Promise<boolean> {
  try {
    await openFolder(connection, raw, "EXAMINE");
    return true;
  } catch (error) {
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

async function ask({ wire }: Connection, command: string, folder: string): Promise<boolean> {
  try {
    await wire.run({ segments: [line(command, folder)] });
    return true;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (error.code === "OVERQUOTA")
      throw new CopyError("the destination has no room left [OVERQUOTA]: no folder can be made");
    return false;
  }
}

function stateOf({ rawSource, path }: MappedFolder, destination: DestinationState): FolderState {
  return { rawSource, path, destination, inventory: NOTHING, accepted: new Set(), refused: new Map(), alreadyThere: 0 };
}
