/** One answered (or cut) call. Neither bodies nor header values are kept: they may hold passwords and keys. */
export interface CallRecord {
  /** When it arrived, ms since the epoch by the simulator's clock. */
  at: number;
  method: string;
  /** The route's template as in OVH's API, e.g. `/email/exchange/{organizationName}/service`. Unknown paths: `unknown`. */
  route: string;
  path: string;
  query: string;
  /** 0 when the connection was cut or stalled. */
  status: number;
  nichandle?: string;
  /** From its arrival to its answer. */
  durationMs: number;
  /** Name of the fault that struck it. */
  fault?: string;
  /** Of a refusal by the gateway, e.g. `INVALID_SIGNATURE`. */
  errorCode?: string;
  /** Of a refusal by a back end, e.g. `Client::NotFound`. */
  errorClass?: string;
}

const callsMax = 10_000;

/** The last calls, oldest first. */
export class CallLog {
  readonly records: CallRecord[] = [];
  /** How many there ever were. */
  count = 0;

  add(record: CallRecord): void {
    this.count += 1;
    this.records.push(record);
    if (this.records.length > callsMax) this.records.shift();
  }
}
