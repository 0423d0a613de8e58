import { z } from "zod";

/** Questions about this tree that no public source answers, each with both answers. */
export const exchangeSwitches = {
  /** What does revoking a right that nobody has answer, or removing somebody who is not in the group? */
  missingGrant: z.enum(["notFound", "task"]).default("notFound"),
  /** What becomes of the rights of an account that is reset or removed? `kept` leaves its id on every mailbox. */
  rightsOfGone: z.enum(["dropped", "kept"]).default("dropped"),
  /** May an external contact have the address of somebody inside the service? */
  contactInside: z.enum(["refused", "accepted"]).default("refused"),
  /** What becomes of the id of a contact that is sent to add an account to a group, or the reverse? */
  memberIdOfOtherKind: z.enum(["refused", "accepted"]).default("refused"),
  /** Is a size of 0, which the panel reads as unlimited, kept as 0 in a contact group, or shown as null? */
  zeroListSize: z.enum(["kept", "null"]).default("kept"),
  /** May an account change its licence while it has one for Outlook? */
  licenceWithOutlook: z.enum(["refused", "accepted"]).default("refused"),
  /** Do the filters of lists tell capital letters from small ones? */
  filterCase: z.enum(["anyCase", "sameCase"]).default("anyCase"),
  /** Is a free account named with letters and digits, or with digits alone? */
  placeholderLogin: z.enum(["letters", "digits"]).default("letters"),
};
