import { z } from "zod";
import { domainSwitches } from "./email-domain/switches.js";
import { exchangeSwitches } from "./exchange/switches.js";
import { mxplanSwitches } from "./mxplan/switches.js";
import { orderSwitches } from "./order/switches.js";

/**
 * Questions that no public source answers about the real API. Each switch holds both answers, so that a program can be
 * shown to work with either. `DIFFERENCES.md` says what each default is based on.
 */
export const switchesSchema = z.strictObject({
  /** Is a mailbox addressable under its new address as soon as the PUT answers, or when its task ends? */
  renameVisible: z.enum(["atOnce", "afterTask"]).default("atOnce"),
  /** Are new objects (mailboxes, aliases, grants) shown at once, or only when their task is done? */
  createdIsReadable: z.enum(["atOnce", "afterTask"]).default("atOnce"),
  /** HTTP status of `Email address is already used.` */
  duplicateAddressStatus: z.union([z.literal(409), z.literal(400)]).default(409),
  /** HTTP status of a refusal by any other rule (quota, exclusive rights, password policy, offer). */
  ruleRefusalStatus: z.union([z.literal(400), z.literal(409)]).default(400),
  /** Does a hosted account keep its numeric id when it is reset? */
  idsSurviveReset: z.boolean().default(true),
  /** What does granting a right that exists already answer, or adding somebody to a contact group a second time? */
  secondGrant: z.enum(["idempotent", "refused"]).default("idempotent"),
  /** Is a write to a mailbox refused (409) while a task of that mailbox runs? */
  busyRefusesWrites: z.boolean().default(false),
  /** What remains of an account or shared account whose creation task failed? `kept` leaves it in state `creating`. */
  failedCreate: z.enum(["removed", "kept"]).default("removed"),
  /** What remains of the values of a PUT whose task failed? */
  failedUpdate: z.enum(["rolledBack", "kept"]).default("rolledBack"),
  /** Does a text filter without `%` match the whole value only, or any value that contains it? */
  bareFilter: z.enum(["exact", "contains"]).default("exact"),
  /** Does `null` in a PUT clear a nullable field, or is it passed over? */
  putNull: z.enum(["clears", "ignored"]).default("clears"),
  /** Is a read-only field in a PUT tolerated only with its current value, or whatever its value? */
  readOnlyInPut: z.enum(["equalOnly", "ignored"]).default("equalOnly"),
  /** Is a body field that the route does not describe refused, or passed over? */
  unknownBodyField: z.enum(["refused", "ignored"]).default("refused"),
  /** Does a list of mailboxes, groups or contacts answer with objects when `X-Pagination-Mode` asks for them? */
  expandedLists: z.enum(["keys", "objects"]).default("keys"),
  /** Does a task answer to its id after it has ended? `gone`: 404. */
  endedTasks: z.enum(["readable", "gone"]).default("readable"),
  /** What stands for "no task" where OVH's model allows null? */
  noPendingTask: z.enum(["zero", "null"]).default("zero"),
  /** May a shared account hold a right? */
  sharedAccountAsDelegate: z.enum(["refused", "accepted"]).default("refused"),
  /** Do addresses in a path match whatever their case? */
  addressInPath: z.enum(["anyCase", "sameCase"]).default("anyCase"),
  /** What is the body of a 429: JSON with a message, or a proxy's page? */
  tooManyRequestsBody: z.enum(["json", "html"]).default("json"),
  /** Does the 429 of a rate limit say when to come back (`Retry-After`), in seconds or as a date? */
  tooManyRequestsRetryAfter: z.enum(["absent", "seconds", "date"]).default("absent"),
  ...exchangeSwitches,
  ...domainSwitches,
  ...mxplanSwitches,
  ...orderSwitches,
});

/** The answers in force. */
export type Switches = z.output<typeof switchesSchema>;
