/** What we read of OVHcloud's Exchange models: strict on what we use, silent on the rest. */

import { z } from "zod";

/** JavaScript rounds longer numbers; OVHcloud's ids are `long`. An id that would be rounded is refused. */
const id = z.number().int().nonnegative();
const text = z.string().nullish();
/** 0 and null both mean that nothing is running. */
const taskPendingId = id.nullish();

export const exchangeAccount = z.object({
  id,
  primaryEmailAddress: z.string(),
  domain: z.string(),
  configured: z.boolean(),
  state: z.string(),
  taskPendingId,
  displayName: text,
  firstName: text,
  lastName: text,
  initial: text,
  company: text,
  hiddenFromGAL: z.boolean(),
});
export type ExchangeAccount = z.infer<typeof exchangeAccount>;

export const sharedAccount = z.object({
  id,
  creationDate: text,
  sharedEmailAddress: z.string(),
  state: z.string(),
  taskPendingId,
  /** MB. OVHcloud states no unit here; the service's `SharedAccountQuota`, which is in MB, is counted in the same numbers. */
  quota: z.number(),
  displayName: text,
  firstName: text,
  lastName: text,
  initials: text,
  hiddenFromGAL: z.boolean(),
});
export type SharedAccount = z.infer<typeof sharedAccount>;

/** MB, but for `quotaUsed` (KB), which we do not read. */
export const sharedAccountQuota = z.object({
  quotaLimit: z.number(),
  quotaReserved: z.number(),
  singleMailboxQuotaLimit: z.number(),
});
export type SharedAccountQuota = z.infer<typeof sharedAccountQuota>;

export const exchangeService = z.object({ offer: z.string(), state: z.string() });
export type ExchangeService = z.infer<typeof exchangeService>;

export const taskStatus = z.enum(["todo", "doing", "done", "error", "cancelled"]);
export const task = z.object({ id, status: taskStatus, function: z.string() });
export type Task = z.infer<typeof task>;

export const ids = z.array(id);
export const addresses = z.array(z.string());
/** PUT answers nothing. */
export const nothing = z.unknown().transform(() => undefined);
