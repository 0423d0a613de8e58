/** What we read of `/email/mxplan`, the new MX Plan. We act on the state `ok` alone; the other enumerations are only shown. */

import { z } from "zod";
import { id, names, taskPendingId, text, whole } from "./wire.js";

export const mxPlanService = z.object({
  domain: z.string(),
  offer: z.string(),
  state: z.string(),
  isZimbra: z.boolean(),
  taskPendingId,
  displayName: text,
  complexityEnabled: z.boolean(),
  minPasswordLength: whole.nullish(),
});
export type MxPlanService = z.infer<typeof mxPlanService>;

export const mxPlanAccount = z.object({
  id,
  primaryEmailAddress: z.string(),
  login: z.string(),
  domain: z.string(),
  configured: z.boolean(),
  state: z.string(),
  taskPendingId,
  displayName: text,
  firstName: text,
  lastName: text,
  initial: text,
  hiddenFromGAL: z.boolean(),
  /** GB, and not always a whole number. OVHcloud states no unit; its panel computes with this one. */
  quota: z.number(),
  /** KB, by the same reasoning. */
  currentUsage: whole.nullish(),
  lastLogonDate: text,
  passwordLastUpdate: text,
});
export type MxPlanAccount = z.infer<typeof mxPlanAccount>;

/** GB, as `quota`. Null: any. */
export const accountCapabilities = z.object({ quotas: z.array(z.number()).nullish() });
export type AccountCapabilities = z.infer<typeof accountCapabilities>;

export const mxPlanDomain = z.object({
  name: z.string(),
  state: z.string(),
  taskPendingId,
  type: z.string(),
  domainValidated: z.boolean(),
  cnameToCheck: text,
  mxRelay: text,
  mxIsValid: z.boolean(),
  mxRecord: names,
  expectedMX: names,
  srvIsValid: z.boolean(),
  srvRecord: names,
});
export type MxPlanDomain = z.infer<typeof mxPlanDomain>;

export const mxPlanServer = z.object({
  ip: z.string(),
  ipV6: text,
  state: z.string(),
  taskPendingId,
  isAValid: z.boolean(),
  isAaaaValid: z.boolean(),
  isPtrValid: z.boolean(),
  isPtrV6Valid: z.boolean(),
  /** MB, both stated so. */
  currentDiskUsage: whole.nullish(),
  diskSize: whole.nullish(),
});
export type MxPlanServer = z.infer<typeof mxPlanServer>;
