/** What a folder holds, as far as it takes to recognise its messages elsewhere. */

import { createHash } from "node:crypto";
import type { Connection } from "./connection.js";
import { fetchItems, type Part, type Token } from "./tokens.js";
import { line } from "./wire-text.js";

export interface Message {
  readonly uid: number;
  readonly sizeBytes: number;
  readonly flags: readonly string[];
  /** INTERNALDATE as the server writes it, with its time zone. */
  readonly date: string | undefined;
  /** The same in seconds since 1970, -1 without one. */
  readonly second: number;
  /** Message-ID and second; without a Message-ID as `headers`. */
  readonly identity: string;
  /** From, To, Subject, Date and second. */
  readonly headers: string;
}

export interface Inventory {
  readonly uidValidity: string;
  /** All later messages have this UID or a higher one. */
  readonly uidNext: number;
  readonly messages: readonly Message[];
  /** Flags that may be set: all, or those of the list. */
  readonly permanentFlags: ReadonlySet<string> | "all";
}

interface OpenedFolder {
  uidValidity: string;
  uidNext: number | undefined;
  exists: number;
  permanentFlags: ReadonlySet<string> | "all";
}

const AT_ONCE = 1_000;
const HEADERS = "(MESSAGE-ID FROM TO SUBJECT DATE)";
const ITEMS = `(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS ${HEADERS}])`;

/** Reads a folder, of which an earlier reading spares the most. */
export async function takeInventory(
  connection: Connection,
  folder: string,
  command: "SELECT" | "EXAMINE",
  before?: Inventory,
): Promise<Inventory> {
  const opened = await openFolder(connection, folder, command);
  const known = before?.uidValidity === opened.uidValidity ? before : undefined;
  const added = await readMessages(connection, opened, known?.uidNext ?? 1);
  const isWhole = known === undefined || known.messages.length + added.length === opened.exists;
  const messages = isWhole ? [...(known?.messages ?? []), ...added] : await readMessages(connection, opened, 1);
  const last = messages.at(-1)?.uid ?? 0;
  const { uidValidity, permanentFlags } = opened;
  return { uidValidity, permanentFlags, messages, uidNext: Math.max(opened.uidNext ?? 1, last + 1) };
}

export async function openFolder(
  connection: Connection,
  folder: string,
  command: "SELECT" | "EXAMINE",
): Promise<OpenedFolder> {
  const opened: OpenedFolder = { uidValidity: "", uidNext: undefined, exists: 0, permanentFlags: "all" };
  connection.selected = undefined;
  await connection.wire.run({ segments: [line(command, folder)], onUntagged: ([text]) => noteFolder(opened, text) });
  connection.selected = folder;
  return opened;
}

function noteFolder(opened: OpenedFolder, text: Part | undefined): void {
  if (typeof text !== "string") return;
  const exists = /^\* (\d+) EXISTS/i.exec(text)?.[1];
  if (exists !== undefined) opened.exists = Number(exists);
  const uidNext = /\[UIDNEXT (\d+)\]/i.exec(text)?.[1];
  if (uidNext !== undefined) opened.uidNext = Number(uidNext);
  const uidValidity = /\[UIDVALIDITY (\d+)\]/i.exec(text)?.[1];
  if (uidValidity !== undefined) opened.uidValidity = uidValidity;
  const permanent = /\[PERMANENTFLAGS \(([^)]*)\)\]/i.exec(text)?.[1];
  if (permanent !== undefined) opened.permanentFlags = permanentFlags(permanent);
}

function permanentFlags(list: string): ReadonlySet<string> | "all" {
  const flags = list.split(" ").filter((flag) => flag !== "");
  return flags.includes("\\*") ? "all" : new Set(flags.map((flag) => flag.toLowerCase()));
}

async function readMessages(
  connection: Connection,
  { exists, uidNext }: OpenedFolder,
  from: number,
): Promise<Message[]> {
  if (exists === 0 || (uidNext !== undefined && from >= uidNext)) return [];
  const uids = await searchUids(connection, from);
  const messages = new Map<number, Message>();
  for (let at = 0; at < uids.length; at += AT_ONCE) {
    const set = uidSet(uids.slice(at, at + AT_ONCE));
    await connection.wire.run({
      segments: [[Buffer.from(`UID FETCH ${set} ${ITEMS}\r\n`)]],
      onUntagged: (parts) => {
        const message = messageOf(parts);
        if (message !== undefined) messages.set(message.uid, message);
      },
    });
  }
  return [...messages.values()].sort((a, b) => a.uid - b.uid);
}

async function searchUids(connection: Connection, from: number): Promise<number[]> {
  const uids: number[] = [];
  await connection.wire.run({
    segments: [[Buffer.from(from > 1 ? `UID SEARCH UID ${from}:*\r\n` : "UID SEARCH ALL\r\n")]],
    onUntagged: ([text]) => {
      const found = typeof text === "string" ? /^\* SEARCH([ \d]*)/i.exec(text)?.[1] : undefined;
      if (found !== undefined) for (const uid of found.trim().split(" ")) uids.push(Number(uid));
    },
  });
  // `n:*` means the last message at least, whatever its UID.
  return uids.filter((uid) => uid >= from && uid > 0).sort((a, b) => a - b);
}

/** `1:3,7` of 1, 2, 3, 7. */
export function uidSet(uids: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const uid of uids) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] + 1 === uid) last[1] = uid;
    else ranges.push([uid, uid]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}:${last}`)).join(",");
}

function messageOf(parts: readonly Part[]): Message | undefined {
  const items = fetchItems(parts);
  const uid = Number(items?.get("UID"));
  const size = items?.get("RFC822.SIZE");
  // Changes of flags are told in between, without a size.
  if (items === undefined || !(uid > 0) || size === undefined) return undefined;
  const date = items.get("INTERNALDATE");
  const flags = items.get("FLAGS");
  const named = [...items].find(([name]) => name.startsWith("BODY["))?.[1];
  const second = typeof date === "string" ? secondOf(date) : -1;
  return {
    uid,
    sizeBytes: Number(size),
    flags: Array.isArray(flags) ? flags.filter((flag): flag is string => typeof flag === "string") : [],
    date: second < 0 ? undefined : String(date),
    second,
    ...identitiesOf(textOf(named), second),
  };
}

function textOf(token: Token | undefined): string {
  if (Buffer.isBuffer(token)) return token.toString("latin1");
  return typeof token === "string" ? token : "";
}

/** `17-Jul-1996 02:44:25 -0700` */
export function secondOf(date: string): number {
  const milliseconds = Date.parse(date.trim().replace(/^(\d+)-(\w+)-(\d+)/, "$1 $2 $3"));
  return Number.isNaN(milliseconds) ? -1 : Math.floor(milliseconds / 1_000);
}

export function identitiesOf(headers: string, second: number): { identity: string; headers: string } {
  const fields = new Map<string, string>();
  for (const field of headers.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const [, name, value] = /^([^:\s]+)\s*:(.*)$/.exec(field) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name.toLowerCase(), value.replace(/\s+/g, " ").trim());
  }
  const seen = ["from", "to", "subject", "date"].map((name) => fields.get(name) ?? "");
  const messageId = fields.get("message-id");
  const whole = hash("headers", ...seen, `${second}`);
  return { headers: whole, identity: messageId ? hash("id", messageId, `${second}`) : whole };
}

/** Short, and with nothing of the mail in it. */
function hash(...values: string[]): string {
  return createHash("sha256").update(values.join("\n"), "latin1").digest("binary");
}
