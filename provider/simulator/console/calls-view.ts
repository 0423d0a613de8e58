import type { CallLog, CallRecord } from "../calls.js";
import type { CallRow, CallsView } from "./view-model.js";

const callsShown = 200;

export interface CallFilter {
  /** A status, a class such as `4xx`, `cut`, or empty for all. */
  status: string;
  /** A part of the route, the path or the method, whatever its case. */
  text: string;
}

export function callsView({ records, count }: CallLog, filter: CallFilter): CallsView {
  const first = count - records.length + 1;
  const matching = records.flatMap((record, index) =>
    matches(record, filter) ? [callRow(record, first + index)] : [],
  );
  return { calls: matching.slice(-callsShown).reverse(), matching: matching.length, kept: records.length };
}

function matches(record: CallRecord, { status, text }: CallFilter): boolean {
  if (!hasStatus(record.status, status)) return false;
  const searched = `${record.method} ${record.route} ${record.method} ${record.path}`;
  return searched.toLowerCase().includes(text.trim().toLowerCase());
}

function hasStatus(status: number, wanted: string): boolean {
  if (wanted === "") return true;
  if (wanted === "cut") return status === 0;
  return wanted.endsWith("xx") ? String(status).startsWith(wanted.slice(0, 1)) : String(status) === wanted;
}

function callRow(record: CallRecord, number: number): CallRow {
  const { at, nichandle = "", fault = "", errorCode, errorClass, ...shown } = record;
  return { ...shown, number, atMs: at, nichandle, fault, error: errorCode ?? errorClass ?? "" };
}
