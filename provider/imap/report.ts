/** What came of a copy. */

import { type FolderState, sizeOf } from "./folder-state.js";
import type { Job } from "./jobs.js";
import type { CopyReport, FolderReport, SkippedMail } from "./types.js";

export interface Findings {
  readonly folders: readonly FolderState[];
  /** Still missing at the last comparison. */
  readonly missing: readonly Job<FolderState>[];
  /** Folders that could not be made. */
  readonly skipped: readonly SkippedMail[];
  readonly notices: readonly string[];
}

export function reportOf({ folders, missing, skipped, notices }: Findings): CopyReport {
  const left = missing.flatMap(({ folder, messages }) =>
    messages.map(({ uid }) => ({ folder: folder.path, uid, reason: "it arrived while the mailbox was copied" })),
  );
  const refused = folders.flatMap(({ path: folder, refused: reasons }) =>
    [...reasons].map(([uid, reason]) => ({ folder, uid, reason })),
  );
  const all = [...skipped, ...refused, ...left];
  return { folders: folders.map(folderReport), skipped: all, notices, complete: all.length === 0 };
}

function folderReport({ path, destination, inventory, accepted, alreadyThere }: FolderState): FolderReport {
  const there = destination.baseline.messages;
  return {
    path,
    destinationPath: destination.path,
    messages: inventory.messages.length,
    bytes: sizeOf(inventory.messages),
    copied: accepted.size,
    alreadyThere,
    onDestination: there.length,
    onDestinationBytes: sizeOf(there),
  };
}
