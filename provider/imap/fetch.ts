/** Messages of the folder that is open. */

import type { Loaded } from "./append.js";
import { ByteQueue } from "./byte-queue.js";
import type { Connection } from "./connection.js";
import type { Message } from "./inventory.js";
import { uidSet } from "./inventory.js";
import { fetchItems, type Token } from "./tokens.js";

const DEADLINE_MS = 300_000;
const SLOWEST_BYTES_PER_SECOND = 10_000;

/** Small ones, whole, and in the order they were asked for. What the source lost in the meantime is left out. */
export async function fetchAll({ wire }: Connection, messages: readonly Message[]): Promise<Loaded[]> {
  const contents = new Map<number, Buffer>();
  const set = uidSet(messages.map(({ uid }) => uid));
  await wire.run({
    segments: [[Buffer.from(`UID FETCH ${set} (UID BODY.PEEK[])\r\n`)]],
    onUntagged: (parts) => {
      const items = fetchItems(parts);
      const content = bytesOf(items?.get("BODY[]"));
      if (items !== undefined && content !== undefined) contents.set(Number(items.get("UID")), content);
    },
  });
  return messages.flatMap((message) => {
    const content = contents.get(message.uid);
    return content === undefined ? [] : [{ message, content }];
  });
}

/** A large one as a stream; `finished` settles with the command. */
export function fetchStream(
  { wire }: Connection,
  { uid, sizeBytes }: Message,
): { content: ByteQueue; finished: Promise<void> } {
  const content = new ByteQueue(wire);
  const command = {
    segments: [[Buffer.from(`UID FETCH ${uid} (BODY.PEEK[])\r\n`)]],
    sink: content,
    deadlineMs: DEADLINE_MS + (sizeBytes / SLOWEST_BYTES_PER_SECOND) * 1_000,
  };
  const finished = wire.run(command).then(
    () => content.close(),
    (error: unknown) => {
      content.close();
      throw error;
    },
  );
  // Whoever streams looks at it later: until then it is not unhandled.
  finished.catch(() => {});
  return { content, finished };
}

function bytesOf(token: Token | undefined): Buffer | undefined {
  if (Buffer.isBuffer(token)) return token;
  // Some servers send what is short, or empty, as a quoted string.
  return typeof token === "string" && token.toUpperCase() !== "NIL" ? Buffer.from(token, "latin1") : undefined;
}
