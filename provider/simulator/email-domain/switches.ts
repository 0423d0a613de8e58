import { z } from "zod";

/** Questions about this tree that no public source answers, each with both answers. */
export const domainSwitches = {
  /** Is a write to a legacy mailbox refused (409) while a task of that mailbox runs? */
  busyDomainAccountRefusesWrites: z.boolean().default(true),
  /** Does the PUT of a legacy account or responder open a task, or is it done at once? */
  domainPutOpensTask: z.boolean().default(false),
  /** Does a task of a legacy domain answer to its id after it has ended? `shown` needs `endedTasks: "readable"` too. */
  endedDomainTask: z.enum(["notFound", "shown"]).default("notFound"),
  /** Does `task/all` of a legacy domain list the tasks of its accounts? */
  allDomainTasks: z.enum(["withoutAccounts", "withAccounts"]).default("withoutAccounts"),
  /** Does a redirection keep its id when its target changes? */
  redirectionKeepsId: z.boolean().default(true),
  /** May somebody to whom a whole domain is delegated make, change and remove accounts, and delegate them further? */
  aclHolderManagesAccounts: z.enum(["refused", "allowed"]).default("refused"),
  /** May a delegate of one account manage its responder? OVH's guide says no, its API and panel say yes. */
  delegateResponder: z.enum(["allowed", "refused"]).default("allowed"),
  /** Can one delegate to oneself? */
  ownNichandle: z.enum(["refused", "accepted"]).default("refused"),
  /** Can one delegate to a nichandle that no customer has? Here, customers are the `apiAccounts` of the seed. */
  unknownNichandle: z.enum(["accepted", "refused"]).default("accepted"),
  /** HTTP status of a migration by somebody who is not administrative and technical contact of both services. */
  migrationContactStatus: z.union([z.literal(403), z.literal(400)]).default(403),
  /** Does a responder prevent a migration? OVH's guide says so, its panel says that it is left behind. */
  responderExist: z.enum(["warning", "error"]).default("warning"),
  /** Does a delegation prevent a migration? */
  delegationExist: z.enum(["warning", "error"]).default("warning"),
  /** Does a filter prevent a migration? */
  filterExist: z.enum(["warning", "error"]).default("warning"),
  /** What stands for "no finding" in the answer of `checkMigrate`? */
  noMigrationFinding: z.enum(["null", "emptyList"]).default("null"),
  /** Does the password of a migration become that of the new account, or must it also be that of the old one? */
  migratePassword: z.enum(["becomesNew", "mustMatchSource"]).default("becomesNew"),
  /** With `mustMatchSource`: is a wrong password refused at once, or does the task fail? */
  wrongMigratePassword: z.enum(["refused", "failsTask"]).default("refused"),
  /** What becomes of a migration to an Exchange service that does not have the domain? */
  domainMissingOnTarget: z.enum(["added", "refused", "leftOut"]).default("added"),
  /** What is there of a migrated account in the 15 days after? */
  migratedSource: z.enum(["listed", "blocked", "gone"]).default("listed"),
};
