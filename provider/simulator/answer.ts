import type { CallFault } from "./faults/kinds.js";
import { tooManyRequestsPage } from "./faults/pages.js";
import type { Switches } from "./switches.js";

/** An answer before it is sent. */
export interface Answer {
  status: number;
  /** JSON, except where a fault says otherwise. */
  text: string;
  headers?: Record<string, string>;
  nichandle?: string | undefined;
  /** Of a refusal, for the call log. */
  errorCode?: string;
  errorClass?: string;
}

/** Turned into text at once: what is answered must not change with the world afterwards. */
export function jsonAnswer(status: number, value: unknown): Answer {
  return { status, text: JSON.stringify(value) };
}

/** A refusal, with what the call log says of it. */
export function refusalAnswer({
  status,
  body,
}: {
  status: number;
  body: { class?: string; errorCode?: string };
}): Answer {
  const { errorCode, class: errorClass } = body;
  return {
    ...jsonAnswer(status, body),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(errorClass === undefined ? {} : { errorClass }),
  };
}

/** A text is sent as HTML, as a proxy's error page is; anything else as JSON. */
export function faultAnswer(fault: Extract<CallFault, { status: number }>): Answer {
  const headers = fault.headers ?? {};
  if (typeof fault.body === "string") {
    return { status: fault.status, text: fault.body, headers: { "content-type": "text/html", ...headers } };
  }
  return { ...jsonAnswer(fault.status, fault.body ?? { message: `Simulated fault ${fault.status}` }), headers };
}

/**
 * The shape of OVHcloud's 429 is not known: switches. The JSON text is ours, the page is a proxy's (RFC 6585, 4 and RFC
 * 9110, 10.2.3 on `Retry-After`).
 */
export function tooManyRequests(
  { tooManyRequestsBody, tooManyRequestsRetryAfter }: Switches,
  nowMs: number,
  retryAfterSeconds: number | undefined,
): Answer {
  const seconds = Math.ceil(retryAfterSeconds ?? 0);
  const date = new Date(nowMs + seconds * 1_000).toUTCString();
  const retryAfter = tooManyRequestsRetryAfter === "date" ? date : `${seconds}`;
  const headers: Record<string, string> = retryAfterSeconds === undefined ? {} : { "retry-after": retryAfter };
  if (tooManyRequestsBody === "html") return faultAnswer({ ...tooManyRequestsPage, headers });
  return { ...jsonAnswer(429, { message: "Too many requests" }), headers };
}

const hexadecimal = 16;

/** OVHcloud gives every answer a query id, e.g. `EU.ext-3.65e35d73.4632.0180`. */
export function headersOf(answer: Answer, callNumber: number): Record<string, string> {
  const queryId = `EU.sim-1.${callNumber.toString(hexadecimal).padStart(8, "0")}`;
  return { "content-type": "application/json; charset=utf-8", "x-ovh-queryid": queryId, ...answer.headers };
}

export function toResponse(answer: Answer, callNumber: number): Response {
  return new Response(answer.text, { status: answer.status, headers: headersOf(answer, callNumber) });
}
