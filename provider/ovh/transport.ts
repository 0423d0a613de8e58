/** The one function between this client and the network, and the plain shapes it speaks. */

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface HttpRequest {
  readonly method: Method;
  /** Absolute, query included: these exact bytes are signed and sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request and gives the whole answer, whatever its status.
 * Rejects when there is no complete answer; a {@link TransportError} says whether the request may have been carried out.
 * Follows no redirect: signed headers never go to another address than the one they were made for.
 */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/** No complete answer. `sent` is false when the request certainly never reached the server. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly sent: boolean;
  constructor(message: string, options: { sent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.sent = options.sent;
  }
}
