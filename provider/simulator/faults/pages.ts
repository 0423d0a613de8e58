import type { CallFault } from "./kinds.js";

type Page = Extract<CallFault, { kind: "respond" }>;

/**
 * The pages of HAProxy, word for word. A `408 Request Time-out` page of this kind was seen before OVHcloud's API
 * (kubernetes-sigs/external-dns, thread 1546); that the others look alike is a guess.
 */
function page(status: number, reason: string, sentence: string): Page {
  const body = `<html><body><h1>${status} ${reason}</h1>\n${sentence}\n</body></html>\n`;
  return { kind: "respond", status, body };
}

export const requestTimeoutPage = page(408, "Request Time-out", "Your browser didn't send a complete request in time.");
export const badGatewayPage = page(502, "Bad Gateway", "The server returned an invalid or incomplete response.");
export const serviceUnavailablePage = page(
  503,
  "Service Unavailable",
  "No server is available to handle this request.",
);
export const gatewayTimeoutPage = page(504, "Gateway Time-out", "The server didn't respond in time.");
export const tooManyRequestsPage = page(
  429,
  "Too Many Requests",
  "You have sent too many requests in a given amount of time.",
);
