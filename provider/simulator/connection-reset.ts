/** What `fetch` rejects with when a connection is cut. */
export class ConnectionReset extends TypeError {
  constructor() {
    super("fetch failed", { cause: cut() });
  }
}

/** An answer whose connection is cut when half of its body is sent. */
export class AnswerCut extends Error {
  override readonly name = "AnswerCut";
  constructor(
    readonly status: number,
    /** With the length of the whole. */
    readonly headers: Record<string, string>,
    /** The part that is sent. */
    readonly half: Uint8Array,
  ) {
    super("the answer is cut in its middle");
  }

  /** What `fetch` gives: the headers and half of the body, at whose end reading fails. */
  toResponse(): Response {
    const { half, headers, status } = this;
    let isSent = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (isSent || half.length === 0) return controller.error(new TypeError("terminated", { cause: cut() }));
        isSent = true;
        controller.enqueue(half);
      },
    });
    return new Response(body, { status, headers });
  }
}

function cut(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}
