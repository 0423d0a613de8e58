/** Copying a mailbox over IMAP: interruptible, and repeatable without a duplicate. Nothing is ever deleted. */

import { CopyRun } from "./copy-run.js";
import type { CopyOptions, CopyReport } from "./types.js";

export { CopyError } from "./errors.js";
export type {
  CopyOptions,
  CopyProgress,
  CopyReport,
  FolderReport,
  MailboxAccess,
  SkippedMail,
} from "./types.js";

/**
 * Copies what the destination is missing, and compares both sides at the end. Ends with a {@link CopyError} where going on
 * makes no sense; what was copied by then stays, and the next copy goes on from there.
 */
export async function copyMailbox(options: CopyOptions): Promise<CopyReport> {
  return new CopyRun(options).run();
}
