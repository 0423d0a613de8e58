/** What may go wrong between two mail servers. No text of a server is kept: it may quote addresses or mail. */

import type { SideName } from "./types.js";

/** Ends the copy, and is meant for people. */
export class CopyError extends Error {}

/** The connection is gone: whether the last command was carried out is not known. */
export class ConnectionLostError extends Error {
  constructor(side: SideName, why: string) {
    super(`the connection to the ${side} was lost: ${why}`);
  }
}

/** The server will not do it now, and perhaps later: throttling, too many connections. */
export class BusyServerError extends Error {
  constructor(side: SideName, code: string | undefined) {
    super(`the ${side} is busy${inBrackets(code)}`);
  }
}

/** The server understood, and said no. */
export class RefusedError extends Error {
  constructor(
    readonly side: SideName,
    readonly code: string | undefined,
    status: string,
  ) {
    super(`the ${side} answered ${status}${inBrackets(code)}`);
  }
}

/** RFC 5530, and what Gmail and Microsoft say. LIMIT may mean this one message, too: whoever appends it tells. */
const BUSY_CODES = new Set(["UNAVAILABLE", "INUSE", "THROTTLED"]);
const BUSY_TEXT = /throttl|too many|try again|temporar|maximum number of connections/i;

export function isBusy(code: string | undefined, text: string): boolean {
  // These say more than any text.
  if (code !== undefined && ["TOOBIG", "OVERQUOTA", "AUTHENTICATIONFAILED"].includes(code)) return false;
  return (code !== undefined && BUSY_CODES.has(code)) || BUSY_TEXT.test(text);
}

/** The answer to a command that was not carried out. */
export function refusal(side: SideName, status: string, text: string): Error {
  const code = responseCode(text);
  return isBusy(code, text) ? new BusyServerError(side, code) : new RefusedError(side, code, status);
}

/** `OVERQUOTA` of `[OVERQUOTA] Quota exceeded`. */
export function responseCode(text: string): string | undefined {
  return /^\[([A-Z0-9.-]+)/i.exec(text)?.[1]?.toUpperCase();
}

export function isTemporary(error: unknown): error is ConnectionLostError | BusyServerError {
  return error instanceof ConnectionLostError || error instanceof BusyServerError;
}

/** What RFC 3501, 4469, 5530 and 7889 define, and what Microsoft says. Anything else is a text of the server's. */
const KNOWN_CODES = new Set(
  (
    "ALERT ALREADYEXISTS AUTHENTICATIONFAILED AUTHORIZATIONFAILED BADCHARSET BADURL CANNOT CLIENTBUG CONTACTADMIN " +
    "CORRUPTION EXPIRED EXPUNGEISSUED INUSE LIMIT NONEXISTENT NOPERM OVERQUOTA PARSE PRIVACYREQUIRED READ-ONLY " +
    "SERVERBUG THROTTLED TOOBIG TRYCREATE UNAVAILABLE"
  ).split(" "),
);

/** For people, where it is one of those. */
export function inBrackets(code: string | undefined): string {
  return code !== undefined && KNOWN_CODES.has(code) ? ` ([${code}])` : "";
}
