import type { CallFault } from "./faults.js";

/** An answer before it is sent. */
export interface Answer {
  status: number;
  /** JSON, except where a fault says otherwise. */
  text: string;
  headers?: Record<string, string>;
  nichandle?: string | undefined;
}

/** Turned into text at once: what is answered must not change with the world afterwards. */
export function jsonAnswer(status: number, value: unknown): Answer {
  return { status, text: JSON.stringify(value) };
}

/** A text is sent as HTML, as a proxy's error page is; anything else as JSON. */
export function faultAnswer(fault: Extract<CallFault, { status: number }>): Answer {
  const headers = fault.headers ?? {};
  if (typeof fault.body === "string") {
    return { status: fault.status, text: fault.body, headers: { "content-type": "text/html", ...headers } };
  }
  return { ...jsonAnswer(fault.status, fault.body ?? { message: `Simulated fault ${fault.status}` }), headers };
}

const hexadecimal = 16;

/** OVHcloud gives every answer a query id, e.g. `EU.ext-3.65e35d73.4632.0180`. */
export function toResponse(answer: Answer, callNumber: number): Response {
  const queryId = `EU.sim-1.${callNumber.toString(hexadecimal).padStart(8, "0")}`;
  const headers = { "content-type": "application/json; charset=utf-8", "x-ovh-queryid": queryId, ...answer.headers };
  return new Response(answer.text, { status: answer.status, headers });
}
