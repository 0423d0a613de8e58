import type { CallFault, CallMatch } from "./kinds.js";

/** A call, as far as faults look at it. */
export interface StruckCall {
  method: string;
  /** The route's template. */
  route: string;
  path: string;
  /** A GET that answers with a list. */
  isList: boolean;
  isSigned: boolean;
  /** Signed with an access token. */
  hasToken: boolean;
}

/** A fault on its way to one call. */
export interface Strike {
  /** For the call log and the counts. */
  name: string;
  fault: CallFault;
}

export function matches(match: CallMatch, fault: CallFault, call: StruckCall): boolean {
  if (fault.kind === "staleList" && !call.isList) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== call.method) return false;
  return endsWith(call.route, match.route) && endsWith(call.path, match.path);
}

/** The whole, or its end from a slash on. */
export function endsWith(whole: string, wanted: string | undefined): boolean {
  return wanted === undefined || whole === wanted || (wanted.startsWith("/") && whole.endsWith(wanted));
}
