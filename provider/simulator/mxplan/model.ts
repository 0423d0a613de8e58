import type * as mxplan from "../api/mxplan-models.js";
import type { Change } from "../mailbox/change.js";
import type { Contacts, Shown, Writable } from "../model.js";

/** A service as `PUT` takes it: every field of OVH's `email.mxplan.Service`. */
export type MxplanServiceView = Shown<typeof mxplan.service>;
export type MxplanServiceFields = Omit<MxplanServiceView, "taskPendingId">;
export type MxplanServiceWritable = Writable<typeof mxplan.service>;
/** A domain as `GET` shows it: every field of OVH's `email.mxplan.Domain`. */
export type MxplanDomainView = Shown<typeof mxplan.domain>;
export type MxplanDomainFields = Omit<MxplanDomainView, "taskPendingId">;

/** A domain on a new MX Plan. */
export interface MxplanDomainRecord {
  /** Id of our own, which tasks name. */
  id: number;
  fields: MxplanDomainFields;
}

/** A new MX Plan, which is reached below `/email/mxplan`. */
export interface MxplanServiceRecord {
  /** E.g. `mxplan-ab12345-1`. */
  name: string;
  /** Id of our own, which tasks name. */
  id: number;
  contacts: Contacts;
  /** What the API shows of it, but for `iam` and `taskPendingId`. */
  fields: MxplanServiceFields;
  domains: MxplanDomainRecord[];
  /** What the quota of an account may be, null for anything. */
  quotasGb: number[] | null;
}

/** Its accounts and contacts are mailboxes as those of Exchange; this is what happens to the rest. */
export type MxplanEffect =
  | ({ kind: "updateMxplanService" } & Change)
  | ({ kind: "updateMxplanDomain" } & Change)
  | { kind: "diagnoseMxplanAccount"; knowsPassword: boolean };
