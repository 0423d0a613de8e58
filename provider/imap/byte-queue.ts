/** One large message on its way: what the source sends faster than the destination takes is held back. */

import type { LiteralSink } from "./response-reader.js";

const HELD_BYTES_MAX = 1 << 20;

interface Faucet {
  pause(): void;
  resume(): void;
}

export class ByteQueue implements LiteralSink, AsyncIterable<Buffer> {
  /** Settles when the message begins (with its size), or when it is clear that none comes. */
  readonly sizeBytes: Promise<number | undefined>;
  #begun: (sizeBytes: number | undefined) => void = () => {};
  #chunks: Buffer[] = [];
  #heldBytes = 0;
  #state: "open" | "ended" | "broken" | "discarding" = "open";
  #wake: (() => void) | undefined;

  constructor(private readonly faucet: Faucet) {
    this.sizeBytes = new Promise((resolve) => {
      this.#begun = resolve;
    });
  }

  begin(sizeBytes: number): void {
    this.#begun(sizeBytes);
  }

  write(chunk: Buffer): void {
    if (this.#state === "discarding") return;
    this.#chunks.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#heldBytes > HELD_BYTES_MAX) this.faucet.pause();
    this.#wake?.();
  }

  end(): void {
    if (this.#state === "open") this.#state = "ended";
    this.#wake?.();
  }

  /** The source answered, or is gone: if the message has not ended by now, it never will. */
  close(): void {
    this.#begun(undefined);
    if (this.#state === "open") this.#state = "broken";
    this.#wake?.();
  }

  /** Lets the rest run dry: the destination does not want it. */
  discard(): void {
    this.#state = "discarding";
    this.#chunks = [];
    this.faucet.resume();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        this.#heldBytes -= chunk.length;
        if (this.#heldBytes <= HELD_BYTES_MAX) this.faucet.resume();
        yield chunk;
      } else if (this.#state === "ended") return;
      else if (this.#state === "open") await this.#more();
      else throw new Error("the message broke off");
    }
  }

  async #more(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }
}
