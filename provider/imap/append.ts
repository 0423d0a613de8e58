/** Messages into a folder of the destination. */

import type { Connection } from "./connection.js";
import { RefusedError } from "./errors.js";
import type { Inventory, Message } from "./inventory.js";
import type { Segment } from "./wire.js";
import { quote } from "./wire-text.js";

export interface Target {
  /** As it goes over the wire. */
  readonly raw: string;
  readonly permanentFlags: Inventory["permanentFlags"];
}

export interface Loaded {
  readonly message: Message;
  readonly content: Buffer;
}

const SLOWEST_BYTES_PER_SECOND = 10_000;
const DEADLINE_MS = 300_000;
/** RFC 7888: what LITERAL- allows. */
const SHORT_LITERAL_BYTES = 4_096;

/** Small ones, in as few round trips as the server allows. Ends with what it refused. */
export async function appendAll(
  connection: Connection,
  target: Target,
  loads: readonly Loaded[],
): Promise<Map<Message, RefusedError>> {
  if (loads.length > 1 && connection.capabilities.has("MULTIAPPEND")) {
    try {
      await connection.wire.run({ segments: multiAppend(connection, target, loads) });
      return new Map();
    } catch (error) {
      // All or none (RFC 3502): which one it was is found out one by one.
      if (!(error instanceof RefusedError)) throw error;
    }
  }
  return appendEach(connection, target, loads);
}

/** Without waiting for one answer before the next message is sent. */
async function appendEach(
  connection: Connection,
  target: Target,
  loads: readonly Loaded[],
): Promise<Map<Message, RefusedError>> {
  const refused = new Map<Message, RefusedError>();
  const failures: unknown[] = [];
  const append = async ({ message, content }: Loaded): Promise<void> => {
    try {
      await appendOne(connection, target, message, [content]);
    } catch (error) {
      if (error instanceof RefusedError) refused.set(message, error);
      else failures.push(error);
    }
  };
  await Promise.all(loads.map(append));
  if (failures.length > 0) throw failures[0];
  return refused;
}

/** One message. A large one streams, and the server is asked before it is sent: it may be too large. */
export async function appendOne(
  connection: Connection,
  target: Target,
  message: Message,
  content: Segment,
  sizeBytes = Array.isArray(content) ? content.reduce((sum, chunk) => sum + chunk.length, 0) : 0,
): Promise<void> {
  const head = `APPEND ${quote(target.raw)} ${attributes(target, message)}`;
  const end = Buffer.from("\r\n");
  const isAhead = Array.isArray(content) && mayRunAhead(connection, sizeBytes);
  const begin = Buffer.from(`${head}{${sizeBytes}${isAhead ? "+" : ""}}\r\n`, "latin1");
  const segments = isAhead ? [[begin, ...content, end]] : [[begin], followedBy(content, end)];
  await connection.wire.run({ segments, deadlineMs: DEADLINE_MS + (sizeBytes / SLOWEST_BYTES_PER_SECOND) * 1_000 });
}

function multiAppend(connection: Connection, target: Target, loads: readonly Loaded[]): Segment[] {
  let open: Buffer[] = [Buffer.from(`APPEND ${quote(target.raw)}`, "latin1")];
  const segments = [open];
  for (const { message, content } of loads) {
    const isAhead = mayRunAhead(connection, content.length);
    open.push(Buffer.from(` ${attributes(target, message)}{${content.length}${isAhead ? "+" : ""}}\r\n`, "latin1"));
    if (isAhead) open.push(content);
    else {
      open = [content];
      segments.push(open);
    }
  }
  open.push(Buffer.from("\r\n"));
  return segments;
}

function mayRunAhead({ capabilities }: Connection, sizeBytes: number): boolean {
  return capabilities.has("LITERAL+") || (capabilities.has("LITERAL-") && sizeBytes <= SHORT_LITERAL_BYTES);
}

async function* followedBy(content: Segment, end: Buffer): AsyncGenerator<Buffer> {
  yield* content;
  yield end;
}

const SYSTEM_FLAGS = new Set(["\\seen", "\\answered", "\\flagged", "\\deleted", "\\draft"]);
/** An atom that is no system flag: anything else would be a command of the source to the destination. */
const KEYWORD = /^[^\\(){%*"\]\s\p{Cc}\u0080-\uffff]+$/u;
const DATE = /^[ \d]\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d [+-]\d{4}$/;

function attributes(target: Target, { flags, date }: Message): string {
  const kept = flags.filter((flag) => mayBeSet(target, flag));
  const [day = ""] = date?.match(DATE) ?? [];
  return `(${kept.join(" ")}) ${day === "" ? "" : `"${day}" `}`;
}

function mayBeSet({ permanentFlags }: Target, flag: string): boolean {
  const isFlag = SYSTEM_FLAGS.has(flag.toLowerCase()) || KEYWORD.test(flag);
  return isFlag && (permanentFlags === "all" || permanentFlags.has(flag.toLowerCase()));
}
