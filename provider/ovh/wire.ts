/**
 * Pieces that OVHcloud's models share. A model is strict on what we act on and silent on the rest: fields that are
 * added, and values that are added to an enumeration we only show, must not break reading.
 */

import { z } from "zod";

/** JavaScript rounds longer numbers; OVHcloud's ids are `long`. An id that would be rounded is refused. */
export const id = z.number().int().nonnegative();
/** A `long` that counts or measures. */
export const whole = z.number().int();
export const text = z.string().nullish();
/** 0 and null both mean that nothing is running. OVHcloud's description allows null on some models only; we on all. */
export const taskPendingId = id.nullish();

export const ids = z.array(id);
export const names = z.array(z.string());
/** `void`: what a PUT answers. */
export const nothing = z.unknown().transform(() => undefined);
/** `string`, where OVHcloud does not say what is in it. */
export const ignoredText = z
  .string()
  .nullish()
  .transform(() => undefined);

/** Exact: the waiting for a task ends by it. */
export const taskStatus = z.enum(["todo", "doing", "done", "error", "cancelled"]);
/** `email.exchange.Task` and `email.pro.Task`. There is no text of an error. `function` and `todoDate` are only shown. */
export const task = z.object({ id, status: taskStatus, function: z.string(), todoDate: z.string().optional() });
export type Task = z.infer<typeof task>;

/** Another address of a mailbox or a mailing list. */
export const alias = z.object({ alias: z.string(), taskPendingId });
export type Alias = z.infer<typeof alias>;

/** A right that the account of this number holds. It has no state: `taskPendingId` alone tells that it is under way. */
export const grant = z.object({ allowedAccountId: id, taskPendingId });
export type Grant = z.infer<typeof grant>;

/** Contacts are nichandles. `status` is only shown. */
export const serviceInfos = z.object({
  contactAdmin: z.string(),
  contactBilling: z.string(),
  contactTech: z.string(),
  expiration: z.string(),
  status: z.string(),
});
export type ServiceInfos = z.infer<typeof serviceInfos>;

/** What a PUT takes of the filters of a mailbox. OVHcloud's guide: `deleteVirus: false` is refused. */
export interface SpamAndVirusConfiguration {
  readonly checkDKIM: boolean;
  readonly checkSPF: boolean;
  readonly deleteSpam: boolean;
  readonly deleteVirus: boolean;
  readonly putInJunk: boolean;
  readonly tagSpam: boolean;
  readonly tagVirus: boolean;
}
