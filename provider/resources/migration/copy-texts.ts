/** What people are told of a copy of ours. */

import type { CopyProgress, CopyReport, SkippedMail } from "../../imap/index.js";
import { messageOf } from "../../values.js";
import type { CopySummary } from "./inputs.js";

const MB = 1_000_000;
const MINUTE_MS = 60_000;

/** "copying the mail of anna@example.com: 1200 of 5000 messages, 30 of 200 MB, about 3 min left" */
export function progressLine(address: string, progress: CopyProgress): string {
  if (progress.phase === "comparing") return `comparing both mailboxes of ${address}`;
  const { messages, messagesTotal, bytes, bytesTotal, remainingMs } = progress;
  const rest = remainingMs === undefined ? "" : `, about ${Math.ceil(remainingMs / MINUTE_MS)} min left`;
  const sizes = `${Math.round(bytes / MB)} of ${Math.round(bytesTotal / MB)} MB`;
  return `copying the mail of ${address}: ${messages} of ${messagesTotal} messages, ${sizes}${rest}`;
}

/** In the state and in an error these are for reading, not for counting. */
const LISTED_MAX = 100;
const SHOWN_MAX = 5;

export function summaryOf({ folders, complete, skipped, notices = [] }: CopyReport): CopySummary {
  return {
    complete,
    messages: folders.reduce((sum, { messages }) => sum + messages, 0),
    bytes: folders.reduce((sum, { bytes }) => sum + bytes, 0),
    folders: folders.map(
      ({ path, destinationPath, messages, bytes, onDestination, onDestinationBytes }) =>
        `${path}: ${messages} messages, ${bytes} bytes; ${destinationPath}: ${onDestination} messages, ${onDestinationBytes} bytes`,
    ),
    skipped: atMost(LISTED_MAX, skipped.map(skippedLine)),
    notices: atMost(LISTED_MAX, notices),
  };
}

export function brokenOff(source: string, error: unknown): string {
  const reason = messageOf(error);
  return `the copy of ${source} is not complete: ${reason}. The next "pulumi up" goes on from there`;
}

export function shortfall(source: string, { skipped }: CopyReport): string {
  const folders = skipped.filter(({ uid }) => uid === undefined).length;
  const counts = [counted(skipped.length - folders, "message"), counted(folders, "folder")].filter(isSome);
  const list = atMost(SHOWN_MAX, skipped.map(skippedLine)).map((line) => `\n  - ${line}`);
  return (
    `${counts.join(" and ")} of ${source} could not be copied (see the output copyReport): the source keeps them. ` +
    'The next "pulumi up" copies what is missing, and nothing twice. What the destination will never take has to be ' +
    `moved out of the source by hand:${list.join("")}`
  );
}

function counted(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function isSome(text: string): boolean {
  return text !== "";
}

function skippedLine({ folder, uid, reason }: SkippedMail): string {
  return uid === undefined ? `${folder}: ${reason}` : `${folder}, message ${uid}: ${reason}`;
}

function atMost(count: number, lines: readonly string[]): readonly string[] {
  const more = lines.length - count;
  return more > 0 ? [...lines.slice(0, count), `and ${more} more`] : lines;
}
