import { scrub } from "./secret.js";
import { printable } from "./text.js";
import { type Method, TransportError } from "./transport.js";

/** Which call, as it may be shown: the route's template and never the filled address or a body. */
export interface CallName {
  readonly method: Method;
  readonly template: string;
}

interface ApiErrorDetails {
  readonly call: CallName;
  readonly status: number;
  /** `class` or `errorCode` of the answer. */
  readonly apiClass: string | undefined;
  /** OVHcloud's own sentence. */
  readonly apiMessage: string;
  readonly queryId: string | undefined;
}

/** OVHcloud answered, and said no. */
export class ApiError extends Error {
  override readonly name: string = "ApiError";
  readonly call: CallName;
  readonly status: number;
  readonly apiClass: string | undefined;
  readonly apiMessage: string;
  readonly queryId: string | undefined;

  constructor(details: ApiErrorDetails) {
    super(describe(details));
    this.call = details.call;
    this.status = details.status;
    this.apiClass = details.apiClass && shown(details.apiClass);
    this.apiMessage = shown(details.apiMessage);
    this.queryId = details.queryId && shown(details.queryId);
  }
}

/** The object is not there: for a delete that is success, for a read it means gone. */
export class NotFoundError extends ApiError {
  override readonly name = "NotFoundError";
}

/** The credentials are wrong, expired or not granted this call: no retry will help, the user must act. */
export class UnauthorizedError extends ApiError {
  override readonly name = "UnauthorizedError";
}

/** OVHcloud is still working on that mailbox: wait and go on. */
export class BusyError extends ApiError {
  override readonly name = "BusyError";
}

/** A write was sent and nobody knows whether it was carried out: look before doing anything else. */
export class OutcomeUnknownError extends Error {
  override readonly name = "OutcomeUnknownError";
  readonly call: CallName;
  constructor(call: CallName, cause: Error) {
    const cleaned = withoutSecrets(cause);
    super(`it is not known whether OVHcloud carried out ${call.method} ${call.template}: ${cleaned.message}`, {
      cause: cleaned,
    });
    this.call = call;
  }
}

/** The API could not be reached, or kept failing, and nothing was changed. */
export class UnavailableError extends Error {
  override readonly name = "UnavailableError";
  constructor(call: CallName, tries: number, cause: Error) {
    const cleaned = withoutSecrets(cause);
    super(`OVHcloud could not be reached for ${call.method} ${call.template} (${tries} tries): ${cleaned.message}`, {
      cause: cleaned,
    });
  }
}

/** The caller gave up. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";
  constructor(call: CallName, cause: unknown) {
    super(`cancelled before OVHcloud was asked for ${call.method} ${call.template}`, { cause });
  }
}

/** The answer is not what OVHcloud publishes. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  constructor(message: string) {
    // Names in the answer may be anything.
    super(scrub(message));
  }
}

/** An asynchronous task of OVHcloud ended badly, or did not end in time. */
export class TaskError extends Error {
  override readonly name = "TaskError";
}

/** OVHcloud does not know the task any more: it has ended, and nobody says how. */
export class TaskForgottenError extends TaskError {}

/** Whoever lets an error of ours end a program has Node.js print its causes, and those of others may quote anything. */
function withoutSecrets(cause: Error): Error {
  if (cause instanceof ApiError) return cause;
  const message = scrub(cause.message);
  return cause instanceof TransportError ? new TransportError(message, { sent: cause.sent }) : new Error(message);
}

function describe({ call, status, apiClass, apiMessage, queryId }: ApiErrorDetails): string {
  const facts = [`HTTP ${status}`, apiClass, `${call.method} ${call.template}`, queryId && `query id ${queryId}`];
  const listed = facts.filter((fact) => fact !== undefined && fact !== "").map((fact) => shown(String(fact)));
  return `OVHcloud answered "${shown(apiMessage)}" (${listed.join(", ")})`;
}

/** Secrets go before the text is cut, or the first half of one could stay. */
function shown(text: string): string {
  return printable(scrub(text));
}
