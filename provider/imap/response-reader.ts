/** Cuts what a server sends into answers: lines of text, with literals in between. */

import type { Part } from "./tokens.js";

/** Takes a literal as it comes, instead of holding it whole. */
export interface LiteralSink {
  begin(sizeBytes: number): void;
  write(chunk: Buffer): void;
  end(): void;
}

export interface ReaderEvents {
  onResponse(parts: readonly Part[]): void;
  /** Asked at the start of each literal. */
  sinkFor(sizeBytes: number): LiteralSink | undefined;
}

/** A list of a million UIDs is 8 MB long. */
const LINE_BYTES_MAX = 32 << 20;
/** What is larger goes to a sink. */
const LITERAL_BYTES_MAX = 16 << 20;
const LINE_FEED = 0x0a;
const LITERAL_AHEAD = /~?\{(\d{1,15})\+?\}$/;

interface OpenLiteral {
  leftBytes: number;
  readonly sink: LiteralSink | undefined;
  readonly chunks: Buffer[];
}

export class ResponseReader {
  #parts: Part[] = [];
  #line: Buffer[] = [];
  #lineBytes = 0;
  #literal: OpenLiteral | undefined;

  constructor(private readonly events: ReaderEvents) {}

  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      rest = this.#literal === undefined ? this.#readLine(rest) : this.#readLiteral(this.#literal, rest);
    }
  }

  #readLine(chunk: Buffer): Buffer {
    const end = chunk.indexOf(LINE_FEED);
    const piece = end < 0 ? chunk : chunk.subarray(0, end + 1);
    this.#line.push(piece);
    this.#lineBytes += piece.length;
    if (this.#lineBytes > LINE_BYTES_MAX) throw new Error("an answer has no end");
    if (end >= 0) this.#endLine();
    return chunk.subarray(piece.length);
  }

  #endLine(): void {
    const text = Buffer.concat(this.#line)
      .toString("latin1")
      .replace(/\r?\n$/, "");
    this.#line = [];
    this.#lineBytes = 0;
    const ahead = LITERAL_AHEAD.exec(text);
    if (ahead === null) {
      const parts = [...this.#parts, text];
      this.#parts = [];
      this.events.onResponse(parts);
      return;
    }
    this.#parts.push(text.slice(0, ahead.index));
    this.#beginLiteral(Number(ahead[1]));
  }

  #beginLiteral(sizeBytes: number): void {
    const sink = this.events.sinkFor(sizeBytes);
    if (sink === undefined && sizeBytes > LITERAL_BYTES_MAX) throw new Error("an answer is too large");
    const literal = { leftBytes: sizeBytes, sink, chunks: [] };
    sink?.begin(sizeBytes);
    if (sizeBytes === 0) this.#endLiteral(literal);
    else this.#literal = literal;
  }

  #readLiteral(literal: OpenLiteral, chunk: Buffer): Buffer {
    const piece = chunk.subarray(0, literal.leftBytes);
    literal.leftBytes -= piece.length;
    if (literal.sink === undefined) literal.chunks.push(piece);
    else literal.sink.write(piece);
    if (literal.leftBytes === 0) this.#endLiteral(literal);
    return chunk.subarray(piece.length);
  }

  #endLiteral({ sink, chunks }: OpenLiteral): void {
    this.#literal = undefined;
    sink?.end();
    this.#parts.push(Buffer.concat(chunks));
  }
}
