import type { Clock } from "../ovh/clock.js";
import type { Secret } from "../ovh/secret.js";

export interface MailboxAccess {
  readonly host: string;
  /** 993 as a rule. */
  readonly port: number;
  readonly user: string;
  readonly password: Secret;
  /** `implicit` by default. `none` is for servers on this machine only. */
  readonly tls?: "implicit" | "startTls" | "none";
  /** A certificate authority of one's own, as PEM. */
  readonly ca?: string;
}

export interface CopyOptions {
  readonly source: MailboxAccess;
  readonly destination: MailboxAccess;
  /** To each of the two servers; 3 by default. */
  readonly connections?: number;
  /** Larger messages are left out and listed. */
  readonly maxMessageBytes?: number;
  readonly onProgress?: (progress: CopyProgress) => void;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

export interface CopyProgress {
  readonly phase: "comparing" | "copying";
  /** Of those that were missing on the destination. */
  readonly messages: number;
  readonly messagesTotal: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  /** Not known at the beginning. */
  readonly remainingMs?: number;
}

export interface FolderReport {
  readonly path: string;
  readonly destinationPath: string;
  /** On the source. */
  readonly messages: number;
  readonly bytes: number;
  readonly copied: number;
  readonly alreadyThere: number;
  /** Whatever else the folder of the destination holds counts too. */
  readonly onDestination: number;
  readonly onDestinationBytes: number;
}

/** A message, or without `uid` a whole folder, that the destination does not have. Nothing of its content is told. */
export interface SkippedMail {
  readonly folder: string;
  readonly uid?: number;
  readonly reason: string;
}

export interface CopyReport {
  readonly folders: readonly FolderReport[];
  readonly skipped: readonly SkippedMail[];
  /** Changed names, merged folders and the like: no mail is missing for it. */
  readonly notices?: readonly string[];
  /** Whether the destination has each message of the source, as read from both of them at the end. */
  readonly complete: boolean;
}

export type SideName = "source" | "destination";
