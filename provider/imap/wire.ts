/** Commands and their answers over an IMAP connection that is logged in. Several may be on their way at once. */

import type { Readable, Writable } from "node:stream";
import { ConnectionLostError, inBrackets, refusal, responseCode } from "./errors.js";
import { type LiteralSink, ResponseReader } from "./response-reader.js";
import type { Part } from "./tokens.js";
import type { SideName } from "./types.js";

/** What is sent in one go. The next one waits until the server asks for it, as it does before a literal. */
export type Segment = Iterable<Buffer> | AsyncIterable<Buffer>;

export interface Command {
  readonly segments: readonly Segment[];
  /** Slow ones are given more time. */
  readonly deadlineMs?: number;
  /** Takes the literals of the answer. */
  readonly sink?: LiteralSink;
  readonly onUntagged?: (parts: readonly Part[]) => void;
}

export interface Sockets {
  readonly readSocket: Readable;
  readonly writeSocket: Writable;
  /** Beneath both. */
  readonly socket: { setTimeout?(timeoutMs: number): unknown; on(event: string, listener: () => void): unknown };
}

interface Pending extends Command {
  readonly resolve: (code: string | undefined) => void;
  readonly reject: (error: Error) => void;
  readonly deadline: NodeJS.Timeout;
}

interface Waiting {
  readonly tag: string;
  readonly settle: (wanted: boolean) => void;
}

/** Without a single byte in either direction while an answer is due. */
const SILENCE_MAX_MS = 90_000;
const DEADLINE_MS = 300_000;

export class Wire {
  readonly #pending = new Map<string, Pending>();
  readonly #reader: ResponseReader;
  #tags = 0;
  #lost: Error | undefined;
  #sending: Promise<void> = Promise.resolve();
  /** Who waits for the server to ask for a literal. */
  #waiting: Waiting | undefined;
  /** The server may ask before the line that announces the literal has left us for good. */
  #isAskedFor = false;
  #writable: (() => void) | undefined;
  #isPaused = false;

  constructor(
    private readonly sockets: Sockets,
    private readonly side: SideName,
  ) {
    this.#reader = new ResponseReader({
      onResponse: (parts) => this.#onResponse(parts),
      sinkFor: () => [...this.#pending.values()].find(({ sink }) => sink !== undefined)?.sink,
    });
    const { readSocket, writeSocket, socket } = sockets;
    readSocket.on("data", (chunk: Buffer) => this.#read(chunk));
    writeSocket.on("drain", () => this.#writable?.());
    const onError = (error: NodeJS.ErrnoException) => this.destroy(error.code ?? "error");
    readSocket.on("error", onError);
    writeSocket.on("error", onError);
    readSocket.on("end", () => this.destroy("the server closed it"));
    readSocket.on("close", () => this.destroy("closed"));
    socket.setTimeout?.(SILENCE_MAX_MS);
    socket.on("timeout", () => {
      if (this.#pending.size > 0 && !this.#isPaused) this.destroy("the server is silent");
    });
    readSocket.resume();
  }

  get isOpen(): boolean {
    return this.#lost === undefined;
  }

  /** Ends with the code of the answer, such as `APPENDUID`. */
  async run(command: Command): Promise<string | undefined> {
    if (this.#lost !== undefined) throw this.#lost;
    const tag = `C${++this.#tags}`;
    const answer = new Promise<string | undefined>((resolve, reject) => {
      const deadline = setTimeout(() => this.destroy("no answer in time"), command.deadlineMs ?? DEADLINE_MS);
      deadline.unref();
      this.#pending.set(tag, { ...command, resolve, reject, deadline });
    });
    // A literal may not be interrupted: one command after the other.
    this.#sending = this.#sending.then(() => this.#send(tag, command));
    return answer;
  }

  pause(): void {
    this.#isPaused = true;
    this.sockets.readSocket.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.sockets.readSocket.resume();
  }

  destroy(why: string): void {
    if (this.#lost !== undefined) return;
    this.#lost = new ConnectionLostError(this.side, why);
    this.sockets.readSocket.destroy();
    this.sockets.writeSocket.destroy();
    for (const { reject, deadline } of this.#pending.values()) {
      clearTimeout(deadline);
      reject(this.#lost);
    }
    this.#pending.clear();
    this.#settleLiteral(false);
    this.#writable?.();
  }

  /** Never rejects: whatever fails ends the connection, and with it the command. */
  async #send(tag: string, { segments }: Command): Promise<void> {
    try {
      for (const [index, segment] of segments.entries()) {
        if (index > 0 && !(await this.#literalWanted(tag))) return;
        const begin = index > 0 ? [] : [Buffer.from(`${tag} `)];
        if (Array.isArray(segment)) await this.#write(Buffer.concat([...begin, ...segment]));
        else for await (const chunk of segment) await this.#write(chunk);
      }
    } catch {
      this.destroy("what was to be sent could not be read");
    }
  }

  #literalWanted(tag: string): Promise<boolean> | boolean {
    const isAskedFor = this.#isAskedFor;
    this.#isAskedFor = false;
    if (isAskedFor || !this.#pending.has(tag)) return isAskedFor;
    return new Promise((settle) => {
      this.#waiting = { tag, settle };
    });
  }

  async #write(chunk: Buffer): Promise<void> {
    if (this.#lost !== undefined || this.sockets.writeSocket.write(chunk)) return;
    await new Promise<void>((resolve) => {
      this.#writable = resolve;
    });
    this.#writable = undefined;
  }

  #read(chunk: Buffer): void {
    try {
      this.#reader.push(chunk);
    } catch {
      this.destroy("the server answered what cannot be read");
    }
  }

  #onResponse(parts: readonly Part[]): void {
    const text = typeof parts[0] === "string" ? parts[0] : "";
    if (text.startsWith("+")) this.#onAsked();
    else if (text.startsWith("*")) this.#onUntagged(parts, text);
    else this.#onTagged(text);
  }

  #onUntagged(parts: readonly Part[], text: string): void {
    if (/^\* BYE\b/i.test(text)) {
      this.destroy(`the server said goodbye${inBrackets(responseCode(text.slice("* BYE ".length)))}`);
      return;
    }
    [...this.#pending.values()].find(({ onUntagged }) => onUntagged !== undefined)?.onUntagged?.(parts);
  }

  #onTagged(text: string): void {
    const [, tag = "", status = "", rest = ""] = /^(\S+) (\S+) ?(.*)$/s.exec(text) ?? [];
    const pending = this.#pending.get(tag);
    if (pending === undefined) return;
    this.#pending.delete(tag);
    clearTimeout(pending.deadline);
    if (status.toUpperCase() === "OK") pending.resolve(responseCode(rest));
    else pending.reject(refusal(this.side, status.toUpperCase(), rest));
    // Instead of asking for a literal, the server refused the whole command.
    if (this.#waiting?.tag === tag) this.#settleLiteral(false);
  }

  #onAsked(): void {
    if (this.#waiting === undefined) this.#isAskedFor = true;
    else this.#settleLiteral(true);
  }

  #settleLiteral(wanted: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.settle(wanted);
  }
}
