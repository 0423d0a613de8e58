import type * as mxplan from "../api/mxplan-models.js";
import type { Contacts, Shown } from "../model.js";

export type MxplanServiceView = Shown<typeof mxplan.service>;

/** A new MX Plan, which is reached below `/email/mxplan`. */
export interface MxplanServiceRecord {
  /** E.g. `mxplan-ab12345-1`. */
  name: string;
  /** Id of our own, which tasks name. */
  id: number;
  contacts: Contacts;
  fields: Omit<MxplanServiceView, "taskPendingId">;
  domains: { id: number; fields: Omit<Shown<typeof mxplan.domain>, "taskPendingId"> }[];
}

/** Its accounts are mailboxes as those of Exchange, so nothing of its own happens to them. */
export type MxplanEffect = never;
